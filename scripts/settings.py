"""The settings of a build besides the records: paths, the kind of site, the date, the folder outside the public
tree."""

import datetime
import os
import re
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from scripts.speed.cache import Cache

PROJECT = Path(__file__).parent.parent
_SITE_ADDRESS = re.compile(
    r"https?://(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\])(?::([1-9][0-9]{0,4}))?(?!.*\.html?/?$)(?:/[\w~-][\w.~-]*)*/*",
    re.IGNORECASE | re.ASCII,
)
_LAST_PORT = 65535
_CHINESE = re.compile(r"[^/:@\[\]]*[^\0-\x7f][^/:@\[\]]*")
NO_ADDRESS = "“{}”不能当网站的地址：请写首页的完整网址，不带 index.html、空格、%、? 和 #，域名后面没有汉字，例如 https://www.example.cn/"
CHINA_TIME = datetime.timezone(datetime.timedelta(hours=8))


def is_site_address(address: str) -> bool:
    """Whether paths can be appended to the address, and it can be written as it is into pages, maps and a server's
    configuration."""
    match = _SITE_ADDRESS.fullmatch(in_ascii(address))
    return match is not None and int(match[1] or 0) <= _LAST_PORT


def in_ascii(address: str) -> str:
    """The address with a Chinese host in ASCII, as servers, site maps and feeds need it (RFC 3490); unchanged where
    impossible."""
    scheme, sign, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    with suppress(UnicodeError):
        host = _CHINESE.sub(lambda name: name[0].encode("idna").decode(), host)
    return f"{scheme}{sign}{host}{slash}{path}"


class Profile(StrEnum):
    """The kind of site, which decides what rules apply (research: public-site-rules-cn §2, "Does it apply?")."""

    DEMO = "demo"
    PARTY_OR_INSTITUTION = "party_or_institution"
    GOV = "gov"


@dataclass(frozen=True)
class District:
    """The district of the site (``extra.district``). ``code`` is the prefix of its division codes (GB/T 2260)."""

    name: str = ""
    city: str = ""
    province: str = ""
    code: str = ""

    @property
    def whole(self) -> str:
        return self.city + self.name

    @property
    def prefix(self) -> str:
        """A pattern for what people write before a place in it: 甘肃兰州城关区 before 张掖路街道."""
        above = (f"(?:{re.escape(one)}?)?" for one in (self.province, self.city) if one)
        return f"^{''.join(above)}(?:{re.escape(self.name)})?(?=.{{3}})"


@dataclass(frozen=True)
class Settings:
    """Made once, from mkdocs.yml and the command line (``publish/config.py``), and handed on.

    ``root`` is the project's folder, ``content`` the records'; ``out`` receives ``docs/`` (the pages MkDocs reads), and
    ``site`` becomes the public site. ``today`` None: rules about dates relative to today stay silent. ``private`` is a
    folder outside the public tree with the consent registry and editors' source texts. ``config`` is mkdocs.yml,
    ``facts`` its statements about the owner, ``name`` the site's name. ``docs`` are the hand-written pages, ``theme``
    the theme's templates. ``url`` is the site's own address, if known. ``consents`` is the lockfile of the consent
    registry, beside the content folder. ``directory_urls``: addresses end in a slash, not in ``.html``. ``cores``
    limits the processes; without ``accelerated`` the build uses no cache and one process, with the same bytes as
    result.
    """

    today: datetime.date | None = None
    profile: Profile = Profile.DEMO
    production: bool = False
    private: Path | None = None
    docs: Path | None = None
    theme: Path | None = None
    config: Path | None = None
    url: str = ""
    name: str = "新时代文明实践"
    district: District = District()
    facts: dict[str, str] = field(default_factory=dict)
    consents: Path | None = None
    root: Path = PROJECT
    content: Path = PROJECT / "content"
    out: Path = PROJECT / "build"
    site: Path = PROJECT / "build" / "site"
    directory_urls: bool = True
    cores: int = 1
    accelerated: bool = False

    @property
    def handwritten(self) -> Path:
        """The folder of the hand-written pages that become part of the site, whether rules look at them or not."""
        return self.docs or self.root / "docs"

    @property
    def cache(self) -> Cache:
        """The cache between builds: beside the default ``build/`` and for folders in it; inside any other ``out``."""
        home = self.root if self.out.is_relative_to(self.root / "build") else self.out
        return Cache(home / ".cache" if self.accelerated else None)

    @property
    def stated(self) -> str:
        """The text of mkdocs.yml and the environment variables it names with ``!ENV``."""
        config = self.config or self.root / "mkdocs.yml"
        text = config.read_text(encoding="utf-8") if config.is_file() else "INHERIT"
        named = sorted(set(re.findall(r"\w+", text)) & set(os.environ))
        return "\n".join([text, *(f"# {name}={os.environ[name]!r}" for name in named)])

    @property
    def jobs(self) -> int:
        return self.cores if self.accelerated else 1


def today() -> datetime.date:
    """Today's date in China, whatever the machine's time zone."""
    return datetime.datetime.now(CHINA_TIME).date()
