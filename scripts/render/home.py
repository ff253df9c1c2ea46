"""The home page's selection of records, which does not depend on the day of the build."""

from itertools import zip_longest

from scripts.catalogue import Site
from scripts.catalogue.sorting import ordered
from scripts.records.dates import PartialDate
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition
from scripts.records.news import News
from scripts.records.role_models import RoleModel
from scripts.records.statistics import Statistic
from scripts.records.vocabularies import EventStatus, NewsColumn
from scripts.render import taking_part
from scripts.render.views import grouped


def exhibitions(site: Site, most: int) -> list[Exhibition]:
    """The candidates for the lead, in the order that site.js would choose on the day of the newest record.

    The first is shown until the browser has chosen; if it chooses another, the first one's picture was loaded in vain.
    There are more than ``most`` current and coming ones, for days without new records.
    """

    def place(show: Exhibition) -> tuple[int, bool, bool, int]:
        start = (show.opens or show.published or PartialDate(1)).first()
        over = show.state or (show.closes and show.closes.last() < site.as_of)
        if over or start > site.as_of:
            return (2, False, False, -start.toordinal()) if over else (1, False, False, start.toordinal())
        return 0, show.poster is None, show.closes is None, -start.toordinal()

    found = sorted(ordered(site.of(Exhibition), "newest"), key=place)
    return found[: max(most, min(4 * most, sum(place(show)[0] < 2 for show in found)))]


def newest_news(site: Site, most: int) -> list[News]:
    """The latest news, our own before links to other sites."""
    return sorted(ordered(site.of(News), "newest"), key=lambda item: item.column is NewsColumn.ELSEWHERE)[:most]


def coming(site: Site, most: int) -> list[Event]:
    """The events from the day of the newest record on, soonest first; the browser drops those that have ended since."""
    held = taking_part.coming(site)
    return [one for one in held if isinstance(one, Event) and one.outcome is EventStatus.SCHEDULED][:most]


def role_models(site: Site, most: int) -> list[RoleModel]:
    """Role models, real ones before samples, latest honours first."""
    people = site.of(RoleModel)
    people.sort(key=lambda person: max((honour.sort for honour in person.honours), default=(0, 0)), reverse=True)
    return sorted(people, key=lambda person: person.sample)[:most]


def leading_figures(site: Site, most: int) -> list[Statistic]:
    """The first figures of each group in turn."""
    rounds = zip_longest(*(items for _, items in grouped(site, Statistic, "group")))
    return [item for items in rounds for item in items if item][:most]
