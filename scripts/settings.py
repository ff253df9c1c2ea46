"""What the rules go by besides the records: the day, the build profile, what is kept outside the public tree."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
LANZHOU = datetime.timezone(datetime.timedelta(hours=8))


class Profile(StrEnum):
    """For whom a site is built (research: public-site-rules-cn §2, "Does it apply?")."""

    DEMO = "demo"
    PARTY_OR_INSTITUTION = "party_or_institution"
    GOV = "gov"


@dataclass(frozen=True)
class Terms:
    """``today`` None means that no day is given: rules about the calendar then say nothing.

    ``private`` is a folder outside the public tree: the consent registry and editors' source texts. ``facts`` are what
    mkdocs.yml, which is ``config``, says of the owner. ``docs`` are the hand-written pages, ``theme`` the theme's templates.
    ``url`` is the site's own address, if known.
    ``consents`` is the lockfile of the consent registry, beside the content folder.
    """

    today: datetime.date | None = None
    profile: Profile = Profile.DEMO
    production: bool = False
    private: Path | None = None
    docs: Path | None = None
    theme: Path | None = None
    config: Path | None = None
    url: str = ""
    facts: dict[str, str] = field(default_factory=dict)
    consents: Path | None = None


def today() -> datetime.date:
    """The day it is in Lanzhou, whatever the machine's clock is set to."""
    return datetime.datetime.now(LANZHOU).date()


def site_facts(config: Path) -> dict[str, str]:
    """What mkdocs.yml says of the owner under ``extra.site``; empty and blank values left out."""
    found = yaml.load(config.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader) or {}
    facts = (found.get("extra") or {}).get("site") or {}
    return {str(name): said for name, value in facts.items() if (said := str(value or "").strip())}
