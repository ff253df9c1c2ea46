"""Honours and their years, which the honour, its round or its award gives."""

from collections.abc import Iterator

from scripts.catalogue import Site
from scripts.records.awards import Award
from scripts.records.base import Record
from scripts.records.parts import Honour
from scripts.records.vocabularies import HonourStatus


def conferred(record: Record) -> list[Honour]:
    """The conferred honours of a record, without nominations and revoked ones."""
    return [honour for honour in getattr(record, "honours", ()) if honour.status is HonourStatus.CONFERRED]


def year_of(site: Site, honour: Honour) -> int:
    """The year of an honour; 0 if neither it, its round, its award nor another recipient of the round gives one."""
    if honour.date:
        return honour.date.year
    if honour.round and not honour.round.ordinal:
        return honour.round.sort[0]
    return site.round_years.get((honour.award, str(honour.round)), 0)


def when_zh(site: Site, honour: Honour) -> str:
    """Its round with the year: 第八届（2022年）, 2021年9月; empty if both are unknown."""
    year = year_of(site, honour)
    return f"{honour.when}（{year}年）" if year and f"{year}年" not in honour.when else honour.when


def honour_zh(site: Site, honour: Honour) -> str:
    """An honour in one phrase: 第八届甘肃省道德模范（2022年）, 中国好人榜（2021年9月）, 四个100（2022年度，入围）."""
    award = site.find(Award, honour.award)
    if award is None:
        return ""
    year = year_of(site, honour)
    ordinal = honour.round is not None and honour.round.ordinal
    named = f"{honour.when}{award.title}" if ordinal else award.title
    notes = [honour.when] if honour.when and not ordinal else []
    notes += [f"{year}年"] if year and f"{year}年" not in honour.when else []
    notes += [honour.status.label] if honour.status is not HonourStatus.CONFERRED else []
    return f"{named}（{'，'.join(notes)}）" if notes else named


def newest_first(site: Site, record: Record) -> list[Honour]:
    """The honours of a record, latest year first, those without a year last."""
    found: Iterator[Honour] = iter(getattr(record, "honours", ()))
    return sorted(found, key=lambda honour: (year_of(site, honour), honour.sort), reverse=True)
