"""JSON-LD with schema.org types for each record; unknown values are left out.

Addresses are absolute if the site's own is known.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from scripts.catalogue import Site
from scripts.catalogue.honours import conferred, honour_zh
from scripts.records.base import Ai, Image, Record
from scripts.records.dates import AnyDate, Moment
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibit, Exhibition, Panel, TourStop
from scripts.records.lecture_teams import LectureTeam
from scripts.records.news import News
from scripts.records.recurring import Recurrence
from scripts.records.role_models import RoleModel
from scripts.records.streets import Street
from scripts.records.venues import Venue
from scripts.records.vocabularies import AiKind, EventStatus, ExhibitionFormat, Frequency, PersonKind, RightsKind
from scripts.records.volunteer_teams import VolunteerTeam
from scripts.records.walk import files_of
from scripts.render import taking_part
from scripts.render.exhibition.panels import numbered_panels
from scripts.render.pictures import share, sized
from scripts.render.values import Item

Data = dict[str, Any]
_SCHEMA = "https://schema.org"
_EVERY = {Frequency.WEEKLY: "P1W", Frequency.BIWEEKLY: "P2W", Frequency.MONTHLY: "P1M", Frequency.YEARLY: "P1Y"}
_STATUS = {one: f"{_SCHEMA}/Event{one.title().replace('_', '')}" for one in EventStatus}  # EventScheduled, …
_STATE_WORDS = {
    EventStatus.CANCELLED: re.compile(r"取消|停办|撤展"),
    EventStatus.POSTPONED: re.compile(r"暂停|暂闭|暂时关闭|停展|延期|推迟|改期|顺延"),
}
"""Status → the words by which an editor's text for the state (暂停开放) means it."""
_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_SOURCES = {AiKind.GENERATED: "trainedAlgorithmicMedia", AiKind.ASSISTED: "compositeWithTrainedAlgorithmicMedia"}


def of_record(site: Site, record: Record) -> list[Data]:
    """The page's subject, its breadcrumbs, and its AI-generated parts."""
    main = _MAIN[type(record)](site, record) if type(record) in _MAIN else {}
    card = share(site, record)
    common = {
        "@context": _SCHEMA,
        "name": record.title,
        "description": record.standfirst,
        "url": site.url_of(record),
        "image": site.url_of(card.address) if card else None,
    }
    found = [without_empty(common | main)] if main else []
    trail = _trail(site, (record.label, f"{record.folder}/"), (record.title, f"{record.key}/"))
    return [*found, *trail, *_ai_marks(record)]


def of_list(site: Site, crumbs: Iterable[Item], title: str, here: str) -> list[Data]:
    """The breadcrumbs of a list."""
    return _trail(site, *((item.label, item.address) for item in crumbs), (title, here))


def _role_model(site: Site, record: RoleModel) -> Data:
    """A person or a group; schema.org has no type for a couple."""
    kinds = {PersonKind.PERSON: "Person", PersonKind.GROUP: "Organization"}
    if record.kind not in kinds:
        return {}
    return {
        "@type": kinds[record.kind],
        "alternateName": list(record.also_known_as),
        "award": _awards(site, record),
    }


def _awards(site: Site, record: Record) -> list[str]:
    """The honours a record holds, without those whose award is not published."""
    return list(filter(None, (honour_zh(site, honour) for honour in conferred(record))))


def _team(site: Site, record: VolunteerTeam | LectureTeam) -> Data:
    parent = site.find(VolunteerTeam, getattr(record, "parent", None))
    street = site.street_of(record)
    contact = getattr(record, "contact", None)
    return {
        "@type": "Organization",
        "parentOrganization": thing("Organization", parent.title, site.url_of(parent)) if parent else {},
        "areaServed": street.title if street else None,
        "telephone": contact.phone if contact else None,
        "award": _awards(site, record),
    }


def _venue(site: Site, record: Venue) -> Data:
    hours = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"{_SCHEMA}/{day.value.title()}" for day in one.days],
            "opens": f"{one.open:%H:%M}",
            "closes": f"{one.close:%H:%M}",
        }
        for one in record.opening_hours
    ]
    return (_place(site, record.id) or {}) | {
        "telephone": record.contact.phone if record.contact else None,
        "openingHoursSpecification": hours,
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": word, "value": True} for word in record.accessibility
        ],
    }


def _place(site: Site, venue_id: str | None) -> Data | None:
    """A venue as a place; None without a published record."""
    venue = site.find(Venue, venue_id)
    if venue is None:
        return None
    address = {"@type": "PostalAddress", "streetAddress": venue.address} if venue.address else None
    data = thing("Place", venue.title, site.url_of(venue)) | {"address": address}
    if venue.position:
        latitude, longitude = venue.position.wgs84
        data["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return without_empty(data)


def _event(site: Site, record: Event) -> Data:
    times, rule = record.times, taking_part.rule(site, record)
    where = _place(site, record.venue) or thing("Place", record.place)
    parts = [thing("Event", record.title) | {"startDate": _moment(one.start), "location": where} for one in times]
    return {
        "@type": "Event",
        "startDate": _moment(times[0].start) if times else None,
        "endDate": _moment(times[-1].until) if times else None,
        "eventStatus": _STATUS[record.outcome],
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "location": where,
        "organizer": thing("Organization", record.organiser),
        "eventSchedule": _schedules(rule) if rule else None,
        "subEvent": list(map(without_empty, parts)) if len(parts) > 1 else [],
    }


def _schedules(rule: Recurrence) -> Data | list[Data]:
    """One schedule, or several if the days differ between months."""
    found = [_schedule(one) for _, one in rule.single()] or [_schedule(rule)]
    return found if len(found) > 1 else found[0]


def _schedule(rule: Recurrence) -> Data:
    return without_empty(
        {
            "@type": "Schedule",
            "repeatFrequency": _EVERY[rule.frequency],
            "byDay": [f"{day.nth or ''}{day.weekday.code}" for day in rule.days if day.weekday],
            "byMonthDay": [day.day for day in rule.days if not day.weekday],
            "byMonth": sorted({*rule.months, *(day.month for day in rule.days if day.month)}),
            "startDate": _day(rule.since),
            "endDate": _day(rule.until),
            "startTime": f"{rule.start:%H:%M}" if rule.start else None,
            "endTime": f"{rule.end:%H:%M}" if rule.end else None,
            "exceptDate": [str(day) for day in rule.left_out()],
            "scheduleTimezone": "Asia/Shanghai",
        }
    )


def _exhibition(site: Site, show: Exhibition) -> Data:
    """An ExhibitionEvent, its tour as subEvents, its objects as works."""
    online = show.format is ExhibitionFormat.ONLINE
    mode = "Offline" if not online else "Mixed" if show.venue or show.tour else "Online"
    screen = without_empty({"@type": "VirtualLocation", "url": site.url_of(show)}) if online else None
    where = [one for one in (screen, _place(site, show.venue)) if one]
    return {
        "@type": "ExhibitionEvent",
        "description": show.summary,
        "inLanguage": "zh-CN",
        "startDate": _day(show.opens),
        "endDate": _day(show.closes),
        "eventStatus": _STATUS[status_of(show)],
        "eventAttendanceMode": f"{_SCHEMA}/{mode}EventAttendanceMode",
        "isAccessibleForFree": (show.admission or "").startswith("免费") or None,  # not 儿童免费，成人20元
        "organizer": [thing("Organization", name) for name in show.organisers],
        "location": where[0] if len(where) == 1 else where,
        "keywords": "，".join(show.tags),
        "workFeatured": [
            _work(site, show, one.panel, item) for one in numbered_panels(show) for item in one.panel.objects
        ],
        "subEvent": [_stop(site, show, stop) for stop in show.tour],
    }


def status_of(show: Exhibition) -> EventStatus:
    """The status by the record's own words, else the status common to all tour stops."""
    if show.state:
        said = (status for status, words in _STATE_WORDS.items() if words.search(show.state))
        return next(said, EventStatus.SCHEDULED)
    outcomes = {stop.outcome for stop in show.tour}
    if not outcomes or EventStatus.SCHEDULED in outcomes:
        return EventStatus.SCHEDULED
    return EventStatus.POSTPONED if EventStatus.POSTPONED in outcomes else EventStatus.CANCELLED


def _stop(site: Site, show: Exhibition, stop: TourStop) -> Data:
    venue = site.find(Venue, stop.venue)
    name, url = f"{show.title}（{venue.title if venue else '巡展'}）", f"{site.url_of(show)}#tour" if site.url else ""
    data = {
        "startDate": _day(stop.start),
        "endDate": _day(stop.end),
        "eventStatus": _STATUS[stop.outcome],
        "eventAttendanceMode": f"{_SCHEMA}/OfflineEventAttendanceMode",
        "location": _place(site, stop.venue),
    }
    return without_empty(thing("ExhibitionEvent", name, url) | data)


def _work(site: Site, show: Exhibition, panel: Panel, item: Exhibit) -> Data:
    credit = "，".join(filter(None, (item.lender, item.credit)))
    picture = sized(site, show, item.image)
    data = {"dateCreated": item.date, "material": item.medium, "size": item.size, "description": item.label}
    data |= {"creditText": credit, "image": site.url_of(picture.address) if picture else None}
    return without_empty(thing("CreativeWork", item.title) | data | {"creator": _creator(site, panel, item.creator)})


def _creator(site: Site, panel: Panel, name: str | None) -> Data | str | None:
    """The panel's person or team, else the bare name (佚名, a family): schema.org accepts text for any thing."""
    for person in (site.find(RoleModel, one) for one in panel.people):
        if person and person.title == name and person.kind is PersonKind.PERSON:
            return thing("Person", name, site.url_of(person))
    for team in (site.find(VolunteerTeam, one) for one in panel.teams):
        if team and team.title == name:
            return thing("Organization", name, site.url_of(team))
    return name


def _news(site: Site, record: News) -> Data:
    """Our own article; empty for another outlet's report."""
    if record.rights.kind is RightsKind.LINK_ONLY:
        return {}
    return {
        "@type": "NewsArticle",
        "name": None,
        "headline": record.title,
        "inLanguage": "zh-CN",
        "datePublished": _moment(record.time) if record.time else str(record.published),
        "dateModified": _day(record.revised),
        "correction": [f"{change.date.zh}：{change.note}" for change in record.corrections],
        "author": thing("Person", record.author),
        "isBasedOn": str(record.original_url) if record.original_url else None,
    }


def _street(_: Site, record: Street) -> Data:
    return {"@type": "AdministrativeArea", "identifier": record.code, "alternateName": list(record.former_names)}


_MAIN: dict[type[Record], Callable[[Site, Any], Data]] = {
    RoleModel: _role_model,
    VolunteerTeam: _team,
    LectureTeam: _team,
    Venue: _venue,
    Event: _event,
    Exhibition: _exhibition,
    News: _news,
    Street: _street,
}


def _ai_marks(record: Record) -> list[Data]:
    """The digital source types of AI-generated or AI-assisted text, pictures and sounds; empty without any."""
    media = []
    for _, item in files_of(record):
        if item.ai:
            kind, name = ("Image", item.alt) if isinstance(item, Image) else ("Audio", item.transcript[:60])
            media.append({"@type": f"{kind}Object", "name": name, "digitalSourceType": _source_type(item.ai)})
    if not media and record.ai is None:
        return []
    text = {"digitalSourceType": _source_type(record.ai)} if record.ai else {}
    page = {"@context": _SCHEMA, "@type": "CreativeWork", "name": record.title, "inLanguage": "zh-CN"}
    return [page | text | ({"associatedMedia": media} if media else {})]


def _source_type(ai: Ai) -> str:
    return _IPTC + _SOURCES[ai.kind]


def _trail(site: Site, *steps: tuple[str, str]) -> list[Data]:
    """Breadcrumbs from the home page, as (label, address); empty without the site's own address."""
    if not site.url:
        return []
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{site.url}{address}"}
        for number, (name, address) in enumerate((("首页", ""), *steps), 1)
    ]
    return [{"@context": _SCHEMA, "@type": "BreadcrumbList", "itemListElement": items}]


def thing(kind: str, name: str | None, url: str = "") -> Data:
    """A thing of a type with its name and page; empty without a name."""
    return {"@type": kind, "name": name} | ({"url": url} if url else {}) if name else {}


def _day(day: AnyDate | None) -> str:
    return str(day) if day else ""


def _moment(moment: Moment) -> str:
    return f"{moment}:00+08:00" if moment.clock else str(moment)


def without_empty(data: Data) -> Data:
    """The data without empty values."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {})}
