"""Audits the built site for what only it can show; the checks have searched the records.

Finds active content and foreign hosts, symbolic links, metadata in published pictures, and withdrawn names and sentences
in text. The index, style sheets and scripts are not searched for those: their digits are nobody's number.
"""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from html import unescape
from itertools import chain
from pathlib import Path, PurePosixPath

from scripts.catalogue import expiry
from scripts.catalogue.addresses import HANDBOOK
from scripts.checks import active_content, withdrawn
from scripts.load.content import Content
from scripts.load.file_names import PICTURES, SOUNDS
from scripts.media import decode, images, labels
from scripts.problems import Problem
from scripts.publish.links import BuiltPage, files_in, read_pages
from scripts.records.names import NameFinder, name_key
from scripts.records.vocabularies import WithdrawalReason
from scripts.search.index import FOLDER as INDEX
from scripts.speed.workers import parallel_map

_MARKUP = frozenset({".html", ".svg"})
_WITH_TEXT = frozenset({".html", ".ics", ".csv", ".json", ".txt", ".xml"})
"""Suffixes of files whose text people or their programs read."""
_WITHOUT_TEXT = frozenset({"script", "style", "svg"})
_EMPHASIS = re.compile(r"</?(?:b|i|u|em|strong|mark|wbr)>", re.IGNORECASE)
_TEXT_ATTRIBUTES = re.compile(r'\s(?:content|alt|title|aria-label|href|src|data-[a-z]+)="([^"]*)"')
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")  # as JSON writes characters
_HINT = "这是最后一道检查：请找到写进它的记录、模板、插件或 mkdocs.yml，改好再发布"


@dataclass(frozen=True)
class Forbidden:
    """Names and sentences that may be in no page → the withdrawn record they are from.

    ``people`` are names, ``words`` whole sentences, ``longer`` other people's names that contain one of ``people``.
    ``labelled``: name prefixes of files derived from AI-generated works, which must keep their label.
    """

    people: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    longer: tuple[str, ...] = ()
    labelled: tuple[str, ...] = ()

    @classmethod
    def of(cls, content: Content) -> "Forbidden":
        """What was withdrawn and is not also in a published record.

        A name contained in a published record (李明 in 李明亮) was judged there in context, which an excerpt may cut off.
        People whose consent ended only cause a reminder: the site must not stop.
        """
        people = {
            name: key
            for name, key in withdrawn.people(content).items()
            if content.records[key].withdrawn_because is not WithdrawalReason.CONSENT_ENDED
        }
        said = name_key("\x1e".join(text for _, text in withdrawn.published_texts(content))) if people else ""
        people = {name: key for name, key in people.items() if name_key(name) not in said}
        labelled = tuple(name.rpartition(".")[0] for name in sorted(labels.of_content(content)))
        longer = tuple(expiry.longer_names(content, people))
        return cls(people, withdrawn.sentences(content), longer, labelled)

    @cached_property
    def made_by_machine(self) -> re.Pattern[str]:
        """Matches the names of files made from labelled works: originals, sizes, tiles."""
        stems = "|".join(map(re.escape, self.labelled)) or r"(?!)"
        return re.compile(rf"(?:{stems})(?:-[a-z]{{8}}-.*)?\.\w+\Z")

    @cached_property
    def names(self) -> NameFinder:
        """Finds all names and sentences in any spelling; ``longer`` names have the owner ``""``."""
        return NameFinder(self.words | self.people | dict.fromkeys(self.longer, ""))


def audit(
    site: Path,
    forbidden: Forbidden,
    pages: Mapping[str, BuiltPage] | None = None,
    jobs: int = 1,
    clean: Container[str] = (),
) -> Iterator[Problem]:
    """Every problem of every file of the built site, except files known to be ``clean``.

    ``pages`` are its HTML files, if already read.
    """
    known = read_pages(site) if pages is None else pages
    searched = bool(forbidden.people or forbidden.words)

    def problems(name: str) -> list[Problem]:
        return list(_of_file(site, name, forbidden, known.get(name), searched=searched))

    return chain.from_iterable(parallel_map(problems, [name for name in files_in(site) if name not in clean], jobs))


def _of_file(
    site: Path, name: str, forbidden: Forbidden, page: BuiltPage | None, *, searched: bool
) -> Iterator[Problem]:
    path, suffix = site / name, PurePosixPath(name).suffix.lower()
    problem = partial(Problem, name, 1, 1)
    if path.is_symlink():
        yield problem("N08", "成品里有链接文件", _HINT)
    elif suffix in PICTURES | SOUNDS:
        yield from _hidden_metadata(path, problem) if suffix in PICTURES else ()
        if forbidden.made_by_machine.match(name) and not labels.of_file(path):
            yield problem("P12", "成品丢了 AI 生成标识", _HINT)
    elif suffix == ".css":
        yield from (problem("S06", message, _HINT) for message, _ in active_content.imports(_text(path)))
    elif not name.startswith(f"{INDEX}/"):
        found = () if page or suffix not in _MARKUP else active_content.active_in(_text(path))
        active = page.active if page else [message for message, _ in found]
        yield from (problem("S06", message, _HINT) for message in active)
        if searched and suffix in _WITH_TEXT and not name.startswith(f"{HANDBOOK}/"):
            text = _text(path)
            yield from _withdrawn(_words(text) if suffix == ".html" else _unescaped(text), forbidden, problem)


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def _withdrawn(text: str, forbidden: Forbidden, problem: "partial[Problem]") -> Iterator[Problem]:
    for key in sorted({found.owner for found in forbidden.names.find(text)} - {""}):
        yield problem("D19", f"成品里还有已撤下的内容（{key}）", "请找出还提到它的记录，删去有关文字")


def _words(html: str) -> str:
    """The text of a page, its linked data, and the values of attributes that are read as text."""
    said = [*map(_unescaped, active_content.linked_data(html)), *_TEXT_ATTRIBUTES.findall(html)]
    aside = ""
    for piece in _EMPHASIS.sub("", html).split("<"):
        tag, _, words = piece.partition(">")
        name = (tag.split(maxsplit=1) or [""])[0].lower()
        aside = "" if name == f"/{aside}" else aside or name * (name in _WITHOUT_TEXT)
        said += [] if aside else [words]
    return unescape("\n".join(said))


def _unescaped(json: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), json) if "\\u" in json else json


def _hidden_metadata(path: Path, problem: "partial[Problem]") -> Iterator[Problem]:
    """A problem if a published picture's metadata tells its place or owner."""
    try:
        with decode.open_picture(path.read_bytes()) as picture:
            if hidden := images.private_metadata(picture):
                yield problem("D07", f"成品图片里藏着{'、'.join(hidden)}", _HINT)
    except decode.UnfitError:
        yield problem("P03", "成品里有打不开的图片", _HINT)
