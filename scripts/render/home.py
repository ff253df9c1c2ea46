"""What stands on the home page: a few of each, chosen without knowing what day it is."""

from scripts.catalogue import Site
from scripts.catalogue.sorting import ordered
from scripts.records.base import Record
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition
from scripts.records.news import News
from scripts.records.role_models import RoleModel
from scripts.records.statistics import Statistic
from scripts.records.vocabularies import EventStatus
from scripts.render.views import figures


def exhibitions(site: Site, most: int) -> list[Exhibition]:
    """The latest exhibitions by their start, those with a poster first; which is on now is for the browser to see."""
    shows = [show for show in ordered(site.of(Exhibition), "newest") if isinstance(show, Exhibition)]
    return sorted(shows, key=lambda show: show.poster is None)[:most]


def newest_news(site: Site, most: int) -> list[Record]:
    """The latest news of our own first; links to elsewhere fill up what is missing."""
    own = [item for item in site.of(News) if item.column.value != "elsewhere"]
    found = ordered(own, "newest")[:most]
    return found + [item for item in ordered(site.of(News), "newest") if item not in found][: most - len(found)]


def coming(site: Site, most: int) -> list[Event]:
    """What takes place from the day of the newest record on, the soonest first; the browser leaves out what is over since."""
    events = [event for event in site.of(Event) if event.outcome is EventStatus.SCHEDULED]
    found = sorted(((event.coming(site.as_of), event.key, event) for event in events), key=lambda one: one[:2])
    return [event for when, _, event in found if when][:most]


def role_models(site: Site, most: int) -> list[RoleModel]:
    """Role models for the home page: real ones before samples, the latest honours first."""
    people = sorted(site.of(RoleModel), key=lambda person: person.key)
    people.sort(key=lambda person: max((honour.sort for honour in person.honours), default=(0, 0)), reverse=True)
    return sorted(people, key=lambda person: person.sample)[:most]


def leading_figures(site: Site, most: int) -> list[Statistic]:
    """The first figures of each group in turn."""
    groups = [items for _, items in figures(site)]
    rounds = [
        items[place] for place in range(max(map(len, groups), default=0)) for items in groups if place < len(items)
    ]
    return rounds[:most]
