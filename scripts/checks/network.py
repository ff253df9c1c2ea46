"""Rules about the practice network and other trees."""

from collections import Counter
from collections.abc import Iterator

from scripts.load.content import Content
from scripts.problems import Problem
from scripts.records.base import Record
from scripts.records.streets import Street
from scripts.records.venues import Venue
from scripts.records.vocabularies import VenueLevel

ABOVE = {
    VenueLevel.CENTRE: (),
    VenueLevel.INSTITUTE: (VenueLevel.CENTRE,),
    VenueLevel.STATION: (VenueLevel.INSTITUTE,),
    VenueLevel.BASE: (VenueLevel.CENTRE, VenueLevel.INSTITUTE, VenueLevel.STATION),
    VenueLevel.POINT: (VenueLevel.INSTITUTE, VenueLevel.STATION, VenueLevel.BASE),
}
"""Which level may stand directly above which (research: public-site-rules-cn §7.2)."""


def parent_stands_above(content: Content) -> Iterator[Problem]:
    """Each venue but the centre has a parent, and of the right level: station → institute → centre."""
    for venue in content.of(Venue):
        allowed = ABOVE[venue.level]
        words = "或".join(level.label for level in allowed)
        parent = content.records.get(f"venues/{venue.parent}")
        if venue.parent and not allowed:
            yield content.problem(venue, ("parent",), "T02", "实践中心没有上级阵地", "请删去 parent 这一行")
        elif not venue.parent and allowed:
            message = f"{venue.level.label}没有写上级"
            yield content.problem(venue, ("level",), "T02", message, f"请写 parent: 上级{words}的编号")
        elif isinstance(parent, Venue) and allowed and parent.level not in allowed:
            message = f"{venue.level.label}的上级不能是{parent.level.label}“{parent.title}”"
            yield content.problem(venue, ("parent",), "T02", message, f"上级应是{words}")


def street_is_the_parents(content: Content) -> Iterator[Problem]:
    """A station lies in the street of its institute: another one is a mistake, or worth a second look."""
    for venue in content.of(Venue):
        parent = content.records.get(f"venues/{venue.parent}")
        if isinstance(parent, Venue) and venue.street and parent.street and venue.street != parent.street:
            own, above = (content.records.get(f"streets/{street}") for street in (venue.street, parent.street))
            said, other = (street.title if street else "" for street in (own, above))
            message = f"街道写的是{said}，上级“{parent.title}”却在{other}"
            hint = f"请核对：是同一个街道的，写 street: {parent.street}；上级写错的，改 parent"
            yield content.problem(venue, ("street",), "R09", message, hint)


def no_circles(content: Content) -> Iterator[Problem]:
    """Going from parent to parent never comes back to where it began."""
    for record in content.records.values():
        seen = {record.key}
        above = _parent(content, record)
        while above is not None and above.key not in seen:
            seen.add(above.key)
            above = _parent(content, above)
        if above is not None and above.key == record.key:
            yield content.problem(record, ("parent",), "R05", "上下级绕成了圈", "请改正 parent，让它指向真正的上级")


def _parent(content: Content, record: Record) -> Record | None:
    parent_id = getattr(record, "parent", None)
    return content.records.get(f"{record.folder}/{parent_id}") if parent_id else None


def one_institute_per_street(content: Content) -> Iterator[Problem]:
    """Each street office has one institute: by the general rule there are as many as subdistricts."""
    venues = content.of(Venue)
    counts = Counter(venue.street for venue in venues if venue.level is VenueLevel.INSTITUTE)
    for street in content.of(Street):
        if counts and counts[street.id] != 1:
            message = f"“{street.title}”有 {counts[street.id]} 个实践所，一般应是一个"
            yield content.problem(street, ("title",), "T06", message, "请核对 content/venues/ 里实践所的 street")
