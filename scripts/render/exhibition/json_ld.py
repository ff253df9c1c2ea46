"""An exhibition as schema.org sees it: an ExhibitionEvent, its tour as subEvents, its objects as works."""

import re
from typing import Any

from scripts.catalogue import Site
from scripts.records.base import Ai, Image, Record
from scripts.records.exhibitions import Exhibit, Exhibition, Panel, TourStop
from scripts.records.role_models import RoleModel
from scripts.records.venues import Venue
from scripts.records.vocabularies import AiKind, EventStatus, ExhibitionFormat, PersonKind
from scripts.records.volunteer_teams import VolunteerTeam
from scripts.records.walk import files_of
from scripts.render.exhibition.images import largest, share
from scripts.render.exhibition.panels import numbered_panels

_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCES = {AiKind.GENERATED: "trainedAlgorithmicMedia", AiKind.ASSISTED: "compositeWithTrainedAlgorithmicMedia"}


def source_type(ai: Ai) -> str:
    return _IPTC + _SOURCES[ai.kind]


def _media(record: Record) -> list[dict[str, Any]]:
    """The pictures and sounds of a record that a machine made or helped to make."""
    found = []
    for _, item in files_of(record):
        if item.ai:
            kind, name = ("Image", item.alt) if isinstance(item, Image) else ("Audio", item.transcript[:60])
            found.append({"@type": f"{kind}Object", "name": name, "digitalSourceType": source_type(item.ai)})
    return found


def machine_made(record: Record) -> list[dict[str, Any]]:
    """JSON-LD of a page with machine-made text, pictures or sounds; nothing for any other."""
    made = _media(record)
    if not made and record.ai is None:
        return []
    text = {"digitalSourceType": source_type(record.ai)} if record.ai else {}
    page = {"@context": "https://schema.org", "@type": "CreativeWork", "name": record.title, "inLanguage": "zh-CN"}
    return [page | text | ({"associatedMedia": made} if made else {})]


Data = dict[str, Any]
STATUS = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}
_SAID = {
    EventStatus.CANCELLED: re.compile(r"取消|停办|撤展"),
    EventStatus.POSTPONED: re.compile(r"暂停|暂闭|暂时关闭|停展|延期|推迟|改期|顺延"),
}
"""What an editor's own words for the state (暂停开放) come to."""


def linked_data(site: Site, show: Exhibition) -> Data:
    """JSON-LD; what is not known is left out. Addresses are absolute when the site's own is known."""
    online = show.format is ExhibitionFormat.ONLINE
    there = bool(show.venue or show.tour)
    mode = "Mixed" if online and there else "Online" if online else "Offline"
    screen = known({"@type": "VirtualLocation", "url": site.url_of(show)}) if online else None
    where = [place for place in (screen, place(site, show.venue)) if place]
    cut = share(site, show)
    data = {
        "@context": "https://schema.org",
        "@type": "ExhibitionEvent",
        "name": show.title,
        "description": show.summary,
        "inLanguage": "zh-CN",
        "startDate": _day(show.opens),
        "endDate": _day(show.closes),
        "eventStatus": STATUS[status_of(show)],
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "isAccessibleForFree": True if show.admission and "免费" in show.admission else None,
        "organizer": [{"@type": "Organization", "name": name} for name in show.organisers],
        "location": where[0] if len(where) == 1 else where,
        "url": site.url_of(show),
        "image": site.url_of(cut.address) if cut else None,
        "keywords": "，".join(show.tags),
        "workFeatured": [
            _work(site, show, one.panel, item) for one in numbered_panels(show) for item in one.panel.objects
        ],
        "subEvent": [_stop(site, show, stop) for stop in show.tour],
    }
    return known(data)


def status_of(show: Exhibition) -> EventStatus:
    """What the record's own words say, else what all stops of the tour have in common."""
    if show.state:
        said = (status for status, words in _SAID.items() if words.search(show.state))
        return next(said, EventStatus.SCHEDULED)
    outcomes = {stop.outcome for stop in show.tour}
    if not outcomes or EventStatus.SCHEDULED in outcomes:
        return EventStatus.SCHEDULED
    return EventStatus.POSTPONED if EventStatus.POSTPONED in outcomes else EventStatus.CANCELLED


def _stop(site: Site, show: Exhibition, stop: TourStop) -> Data:
    venue = site.find(Venue, stop.venue)
    data = {
        "@type": "ExhibitionEvent",
        "name": f"{show.title}（{venue.title if venue else '巡展'}）",
        "startDate": _day(stop.start),
        "endDate": _day(stop.end),
        "eventStatus": STATUS[stop.outcome],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": place(site, stop.venue),
        "url": f"{site.url_of(show)}#tour" if site.url else "",
    }
    return known(data)


def _work(site: Site, show: Exhibition, panel: Panel, item: Exhibit) -> Data:
    credit = "，".join(filter(None, (item.lender, item.credit)))
    picture = largest(site, show, item.image) if item.image else None
    data = {"@type": "CreativeWork", "name": item.title, "dateCreated": item.date, "material": item.medium}
    data |= {"size": item.size, "description": item.label, "creditText": credit}
    data |= {"image": site.url_of(picture.address) if picture else None}
    return known(data | {"creator": _creator(site, panel, item.creator)})


def _creator(site: Site, panel: Panel, name: str | None) -> Data | str | None:
    """A person or a team the panel tells of; of any other maker the bare name, for 佚名, a family or a workshop is
    neither (schema.org takes text wherever it expects a thing)."""
    for person in (site.find(RoleModel, one) for one in panel.people):
        if person and person.title == name and person.kind is PersonKind.PERSON:
            return known({"@type": "Person", "name": name, "url": site.url_of(person)})
    for team in (site.find(VolunteerTeam, one) for one in panel.teams):
        if team and team.title == name:
            return known({"@type": "Organization", "name": name, "url": site.url_of(team)})
    return name


def place(site: Site, venue_id: str | None) -> Data | None:
    """A venue; its address only when its record has one."""
    venue = site.find(Venue, venue_id)
    if venue is None:
        return None
    address = {"@type": "PostalAddress", "streetAddress": venue.address} if venue.address else None
    geo = None
    if venue.position:
        geo = {"@type": "GeoCoordinates", "latitude": venue.position.wgs84[0], "longitude": venue.position.wgs84[1]}
    return known({"@type": "Place", "name": venue.title, "address": address, "geo": geo, "url": site.url_of(venue)})


def _day(day: Any) -> str:
    return str(day) if day else ""


def known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
