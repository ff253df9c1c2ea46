"""An exhibition as schema.org sees it: an ExhibitionEvent, its tour as subEvents, its objects as works."""

from typing import Any

from scripts.exhibition.stops import stops
from scripts.records.exhibitions import Exhibit, Exhibition, TourStop
from scripts.records.venues import Venue
from scripts.records.vocabularies import EventStatus, ExhibitionFormat
from scripts.site import Site

Data = dict[str, Any]
_STATUS = {
    EventStatus.SCHEDULED: "https://schema.org/EventScheduled",
    EventStatus.POSTPONED: "https://schema.org/EventPostponed",
    EventStatus.CANCELLED: "https://schema.org/EventCancelled",
}


def linked_data(site: Site, show: Exhibition, picture: str = "") -> Data:
    """JSON-LD; what is not known is left out. Addresses are absolute when the site's own is known."""
    online = show.format is ExhibitionFormat.ONLINE
    data = {
        "@context": "https://schema.org",
        "@type": "ExhibitionEvent",
        "name": show.title,
        "description": show.summary,
        "inLanguage": "zh-CN",
        "startDate": _day(show.start),
        "endDate": _day(show.end),
        "eventStatus": _STATUS[EventStatus.SCHEDULED],
        "eventAttendanceMode": f"https://schema.org/{'Online' if online else 'Mixed'}EventAttendanceMode",
        "isAccessibleForFree": True if show.admission and "免费" in show.admission else None,
        "organizer": [{"@type": "Organization", "name": name} for name in show.organisers],
        "location": {"@type": "VirtualLocation", "url": _url(site, show)} if online else _place(site, show.venue),
        "url": _url(site, show),
        "image": f"{site.url}{picture}" if site.url and picture else None,
        "keywords": "，".join(show.tags),
        "workFeatured": [_work(item) for stop in stops(show) for item in stop.panel.objects],
        "subEvent": [_stop(site, show, stop) for stop in show.tour],
    }
    return _known(data)


def _stop(site: Site, show: Exhibition, stop: TourStop) -> Data:
    data = {
        "@type": "ExhibitionEvent",
        "name": f"{show.title}（巡展）",
        "startDate": _day(stop.start),
        "endDate": _day(stop.end),
        "eventStatus": _STATUS[stop.outcome],
        "location": _place(site, stop.venue),
    }
    return _known(data)


def _work(item: Exhibit) -> Data:
    credit = "，".join(filter(None, (item.lender, item.credit)))
    data = {"@type": "CreativeWork", "name": item.title, "dateCreated": item.date, "material": item.medium}
    data |= {"size": item.size, "description": item.label, "creditText": credit}
    return _known(data | {"creator": {"@type": "Person", "name": item.creator} if item.creator else None})


def _place(site: Site, venue_id: str | None) -> Data | None:
    venue = site.find(Venue, venue_id)
    if venue is None:
        return None
    return _known({"@type": "Place", "name": venue.title, "address": venue.address or "兰州市城关区"})


def _url(site: Site, show: Exhibition) -> str:
    return f"{site.url}{show.key}/" if site.url else ""


def _day(day: Any) -> str:
    return str(day) if day else ""


def _known(data: Data) -> Data:
    return {key: value for key, value in data.items() if value not in (None, "", [])}
