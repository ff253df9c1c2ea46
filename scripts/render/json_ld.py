"""What a record is to machines that read schema.org: JSON-LD by type; what is not known is left out."""

from collections.abc import Iterable
from typing import Any

from scripts.catalogue import Site
from scripts.catalogue.honours import conferred, honour_zh
from scripts.records.base import Record
from scripts.records.dates import Moment
from scripts.records.events import Event
from scripts.records.exhibitions import Exhibition
from scripts.records.lecture_teams import LectureTeam
from scripts.records.news import News
from scripts.records.recurring import Recurrence
from scripts.records.role_models import RoleModel
from scripts.records.streets import Street
from scripts.records.venues import Venue
from scripts.records.vocabularies import Frequency, PersonKind, RightsKind
from scripts.records.volunteer_teams import VolunteerTeam
from scripts.render.exhibition.images import share
from scripts.render.exhibition.json_ld import STATUS, known, linked_data, machine_made, place
from scripts.render.values import Item

Data = dict[str, Any]
_EVERY = {Frequency.WEEKLY: "P1W", Frequency.BIWEEKLY: "P2W", Frequency.MONTHLY: "P1M", Frequency.YEARLY: "P1Y"}


def of_record(site: Site, record: Record) -> list[Data]:
    """The thing a page is about, where the page stands, and what a machine made of it."""
    main = _main(site, record)
    card = share(site, record)
    common = {
        "@context": "https://schema.org",
        "name": record.title,
        "description": record.standfirst,
        "url": site.url_of(record),
        "image": site.url_of(card.address) if card else None,
    }
    found = [known(common | main)] if main else []
    return [*found, *_trail(site, record), *machine_made(record)]


def _main(site: Site, record: Record) -> Data:
    if isinstance(record, RoleModel):
        return _honoured(site, record)
    if isinstance(record, VolunteerTeam | LectureTeam):
        return _team(site, record)
    if isinstance(record, Venue):
        return _venue(site, record)
    if isinstance(record, Event):
        return _event(site, record)
    if isinstance(record, News):
        return _news(site, record)
    if isinstance(record, Street):
        return {"@type": "AdministrativeArea", "identifier": record.code, "alternateName": list(record.former_names)}
    return {}


def _honoured(site: Site, record: RoleModel) -> Data:
    """A person or a group; of a pair under one name there is no word."""
    kinds = {PersonKind.PERSON: "Person", PersonKind.GROUP: "Organization"}
    if record.kind not in kinds:
        return {}
    awards = [honour_zh(site, honour) for honour in conferred(record)]
    return {
        "@type": kinds[record.kind],
        "alternateName": list(record.also_known_as),
        "award": list(filter(None, awards)),
    }


def _team(site: Site, record: VolunteerTeam | LectureTeam) -> Data:
    parent = site.find(VolunteerTeam, getattr(record, "parent", None))
    street = site.street_of(record)
    above = known({"@type": "Organization", "name": parent.title, "url": site.url_of(parent)}) if parent else None
    contact = getattr(record, "contact", None)
    return {
        "@type": "Organization",
        "parentOrganization": above,
        "areaServed": street.title if street else None,
        "telephone": contact.phone if contact else None,
        "award": [honour_zh(site, honour) for honour in conferred(record)],
    }


def _venue(site: Site, record: Venue) -> Data:
    hours = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [f"https://schema.org/{day.value.title()}" for day in one.days],
            "opens": f"{one.open:%H:%M}",
            "closes": f"{one.close:%H:%M}",
        }
        for one in record.opening_hours
    ]
    return (place(site, record.id) or {}) | {
        "telephone": record.contact.phone if record.contact else None,
        "openingHoursSpecification": hours,
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": word, "value": True} for word in record.accessibility
        ],
    }


def _event(site: Site, record: Event) -> Data:
    times = record.times
    where = place(site, record.venue) or ({"@type": "Place", "name": record.place} if record.place else None)
    return {
        "@type": "Event",
        "startDate": _moment(times[0].start) if times else None,
        "endDate": _moment(times[-1].until) if times else None,
        "eventStatus": STATUS[record.outcome],
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": where,
        "organizer": {"@type": "Organization", "name": record.organiser} if record.organiser else None,
        "eventSchedule": _schedule(record.recurrence) if record.recurrence else None,
        "subEvent": [
            known({"@type": "Event", "name": record.title, "startDate": _moment(one.start), "location": where})
            for one in times
        ]
        if len(times) > 1
        else [],
    }


def _schedule(rule: Recurrence) -> Data:
    return known(
        {
            "@type": "Schedule",
            "repeatFrequency": _EVERY[rule.frequency],
            "byDay": [f"{day.nth or ''}{day.weekday.code}" for day in rule.days if day.weekday],
            "byMonthDay": [day.day for day in rule.days if not day.weekday],
            "byMonth": sorted({*rule.months, *(day.month for day in rule.days if day.month)}),
            "startDate": str(rule.since) if rule.since else None,
            "endDate": str(rule.until) if rule.until else None,
            "startTime": f"{rule.start:%H:%M}" if rule.start else None,
            "endTime": f"{rule.end:%H:%M}" if rule.end else None,
            "exceptDate": [str(day) for day in rule.skipped],
            "scheduleTimezone": "Asia/Shanghai",
        }
    )


def _news(site: Site, record: News) -> Data:
    """Our own article; a report of another house is not ours to describe."""
    if record.rights.kind is RightsKind.LINK_ONLY:
        return {}
    return {
        "@type": "NewsArticle",
        "name": None,
        "headline": record.title,
        "inLanguage": "zh-CN",
        "datePublished": _moment(record.time) if record.time else str(record.published),
        "dateModified": str(record.revised) if record.revised else None,
        "correction": [f"{change.date.zh}：{change.note}" for change in record.corrections],
        "author": {"@type": "Person", "name": record.author} if record.author else None,
        "isBasedOn": str(record.original_url) if record.original_url else None,
    }


def _moment(moment: Moment) -> str:
    return f"{moment}:00+08:00" if moment.clock else str(moment)


def trail(site: Site, *steps: tuple[str, str]) -> list[Data]:
    """The way from the home page, by labels and addresses; those are absolute, so nothing without the site's own."""
    if not site.url:
        return []
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": f"{site.url}{address}"}
        for number, (name, address) in enumerate((("首页", ""), *steps), 1)
    ]
    return [{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}]


def of_list(site: Site, crumbs: Iterable[Item], title: str, here: str) -> list[Data]:
    """Where a list stands among the lists."""
    return trail(site, *((item.label, item.address) for item in crumbs), (title, here))


def of_exhibition(site: Site, show: Exhibition) -> list[Data]:
    """An exhibition, and where its page stands."""
    return [linked_data(site, show), *_trail(site, show), *machine_made(show)]


def _trail(site: Site, record: Record) -> list[Data]:
    return trail(site, (record.label, f"{record.folder}/"), (record.title, f"{record.key}/"))
