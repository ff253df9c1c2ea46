"""Activities that readers can attend or join, in the district or a street; teams and projects that seek volunteers."""

from datetime import date

from scripts.catalogue import Site
from scripts.records.base import Part, Record
from scripts.records.dates import PartialDate
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition
from scripts.records.lecture_halls import LectureHall
from scripts.records.readings import sound
from scripts.records.recurring import Recurrence
from scripts.records.streets import Street
from scripts.records.venues import Venue
from scripts.records.vocabularies import Audience, EventFormat, EventStatus, ExhibitionFormat, VenueLevel
from scripts.records.volunteer_projects import VolunteerProject
from scripts.records.volunteer_teams import VolunteerTeam

Opening = VolunteerTeam | VolunteerProject
Activity = Event | VolunteerProject | LectureHall


def coming(site: Site, street: Street | None = None, audience: Audience | None = None) -> list[Activity]:
    """Events, projects and halls with fixed hours from the day of the newest record on, soonest first.

    For a ``street`` its own and the practice day of all stations; for an ``audience`` what suits it or everyone.
    Cancelled ones stay until their day, so that nobody goes in vain. The browser hides what is over.
    """
    held: list[Activity] = [*site.of(Event), *site.of(VolunteerProject), *site.of(LectureHall)]
    held = at(site, street) if street else held
    if audience:
        held = [one for one in held if {audience, Audience.EVERYONE} & set(getattr(one, "suits", ()))]
    found = {one.key: one.coming(site.as_of) for one in held}
    return sorted((one for one in held if found[one.key]), key=lambda one: (found[one.key], one.key))


def audiences(site: Site) -> list[Audience]:
    """The audiences with a coming activity."""
    found = {audience for one in coming(site) for audience in getattr(one, "suits", ())}
    return [audience for audience in Audience if audience in found]


def on_show(site: Site) -> list[Exhibition]:
    """The exhibitions that can be visited, those closing soonest first; the browser hides closed ones."""
    found = [one for one in site.of(Exhibition) if one.format is not ExhibitionFormat.ONLINE and not one.state]
    open_ones = [one for one in found if not one.closes or one.closes.last() >= site.as_of]
    return sorted(open_ones, key=lambda one: (one.closes.last() if one.closes else date.max, one.key))


def at(site: Site, record: Record) -> list[Activity]:
    """The events, projects and halls that link to a record as their street, venue, team or campaign."""
    pointing = (site.records[key] for key in sorted({back.record.key for back in site.incoming(record)}))
    found: list[Activity] = [one for one in pointing if isinstance(one, Activity)]
    return [*found, *_halls(site, record), *_everywhere(site)] if isinstance(record, Street) else found


def rule(site: Site, record: Record, off: bool = False) -> Recurrence | None:
    """The record's recurrence without the days for which an event has its own data (``off``: only days that are off).

    That is the event itself, an event of the hall, or one of the project at its venue.
    """
    found: Recurrence | None = getattr(record, "recurrence", None)
    if not found or not isinstance(record, Activity):
        return found
    pointing = (site.records[back.record.key] for back in site.incoming(record))
    lessons = [record] if isinstance(record, Event) else [one for one in pointing if isinstance(one, Event)]
    if isinstance(record, VolunteerProject):
        lessons = [one for one in lessons if one.venue == record.venue]
    held = EventStatus.SCHEDULED
    days = sorted(
        {at.start.day for one in lessons for at in one.called if not (off and at.held and one.outcome is held)}
    )
    skipped = [PartialDate(day.year, day.month, day.day) for day in days]
    return found.model_copy(update={"skipped": (*found.skipped, *skipped)})


def venues(site: Site, record: Part) -> list[Venue]:
    """The venues of a record; a hall may have several."""
    ids = getattr(record, "venues", None) or [getattr(record, "venue", None)]
    return [venue for one in ids if (venue := site.find(Venue, one))]


def _halls(site: Site, street: Street) -> list[LectureHall]:
    """The halls at the venues of a street."""
    return [one for one in site.of(LectureHall) if any(venue.street == street.id for venue in venues(site, one))]


def _everywhere(site: Site) -> list[Event]:
    """Practice days without a place, which all stations hold."""
    days = [one for one in site.of(Event) if one.format is EventFormat.PRACTICE_DAY]
    return [one for one in days if not (one.venue or one.place or one.street)]


def openings(site: Site) -> list[Opening]:
    """The teams and projects that seek volunteers, nearest deadline first, then by name."""
    found: list[Opening] = [*site.of(VolunteerProject), *site.of(VolunteerTeam)]
    until = {one.key: one.recruiting.until for one in found if one.recruiting}
    last = {key: day.last() if day else date.max for key, day in until.items()}
    return sorted((one for one in found if one.key in last), key=lambda one: (last[one.key], sound(one)))


def regular(site: Site) -> list[VolunteerProject]:
    """Projects with fixed hours that are not recruiting: people can come and ask."""
    found = [one for one in site.of(VolunteerProject) if one.recurrence and not one.recruiting]
    return sorted(found, key=sound)


def reached_by(site: Site, one: Opening) -> Record | None:
    """The first of the record, its team and its venue that has a contact."""
    team = site.find(VolunteerTeam, getattr(one, "team", None))
    candidates: list[Record | None] = [one, team, site.find(Venue, one.venue or (team.venue if team else None))]
    return next((record for record in candidates if record and getattr(record, "contact", None)), None)


def institute(site: Site, street: Street) -> Venue | None:
    """The practice institute of a street, preferably one that is not a stub."""
    found = [one for one in site.of(Venue) if one.street == street.id and one.level is VenueLevel.INSTITUTE]
    return min(found, key=lambda one: (one.stub, one.key), default=None)
