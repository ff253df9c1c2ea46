"""Resolves relations as people write them: a title, a short name, another name or an old address becomes the id it
means."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Any

from scripts.records import RICH, TYPES
from scripts.records.base import Record
from scripts.records.fields import Field
from scripts.records.inline_marks import record_links, retarget_links
from scripts.records.names import name_key
from scripts.records.readings import syllables
from scripts.records.walk import links, rewritten, strings
from scripts.settings import District

_QUOTES = re.compile(r"[“”\"'‘’《》〈〉「」]")
_INNER = re.compile(r"(?:街道|社区)(?=实践)")
_OFFICE = re.compile(r"(?<=街道)办(?:事处)?$|办事处$")
_KINDS = re.compile(r"实践(?:中心|所|站|基地|点)$|街道$|社区$|榜$")
"""What people leave out at the end of a name: 张掖路 for 张掖路街道, 中国好人 for 中国好人榜."""
_DIGITS = re.compile(r"[^0-9]")
_SITE = re.compile(rf"^https?://\S*?/(?=(?:{'|'.join(TYPES)})/)")
_WEB = ("http://", "https://")
MAX_NAME = 60
LABELS = {model.label: folder for folder, model in TYPES.items()}


def normalized_name(text: str) -> str:
    """A name in normalized spelling, without quotation marks and the first words of 新时代文明实践站."""
    plain = name_key(_QUOTES.sub("", text)).casefold()
    return re.sub(r"(?:新时代)?文明实践|(?<=社区|街道)(?=[站所]$)", "实践", plain)


@lru_cache(maxsize=65536)
def _forms(title: str) -> tuple[str, ...]:
    """A title, and its shorter forms without the words for its kind."""
    forms = [normalized_name(title)]
    if (shorter := _INNER.sub("", forms[0])) != forms[0]:  # 张掖路实践所
        return (forms[0], shorter, *_forms(shorter)[1:])
    while (shorter := _KINDS.sub("", forms[-1], count=1)) != forms[-1] and len(shorter) > 1:
        forms.append(shorter)
    return tuple(forms)


def plain_id(text: str) -> str:
    """The ``folder/id`` or id in a path or address."""
    text = re.sub(r"\s*[/\\]\s*", "/", unicodedata.normalize("NFKC", text).strip())
    text = re.sub(r"^.*\bcontent/", "", text).strip("/ ")
    text = _SITE.sub("", text)
    return re.sub(r"(?:\.(?:yml|yaml|md|html?))+$|/index\.html?$", "", text)


@dataclass(frozen=True)
class RecordNames:
    """The names by which records are known. ``named`` and ``short`` are keys by folder and normalized name, ``moved``
    by old address."""

    records: Mapping[str, Record]
    named: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    short: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    district: District = District()

    @classmethod
    def of(cls, records: Mapping[str, Record], district: District) -> "RecordNames":
        names = cls(records, district=district)
        for key, record in records.items():
            for title in filter(None, (record.title, *(record.optional("also_known_as") or ()))):
                first, *rest = _forms(title)
                for table, words in ((names.named, [first]), (names.short, rest)):
                    for word in words:
                        table.setdefault((record.folder, word), []).append(key)
            names.moved.update((plain_id(alias), key) for alias in record.aliases)
        return names

    def matching(self, folder: str, said: str) -> list[str]:
        """The keys ``said`` may mean in a relation to ``folder`` (empty: any); exactly one when it is clear."""
        text = plain_id(said)
        head, slash, tail = (*re.split("([/:])", text, maxsplit=1), "", "")[:3]
        kind = LABELS.get(head, head)
        if slash and kind in TYPES and folder in {"", kind}:
            return self._known([kind], tail)
        return self._known([folder] if folder else list(TYPES), text)

    def _known(self, folders: Iterable[str], said: str) -> list[str]:
        folders = list(folders)
        ids = [key for folder in folders if (key := f"{folder}/{said.lower().replace('_', '-')}") in self.records]
        ids = ids or [self.moved[key] for folder in folders if (key := f"{folder}/{said}") in self.moved]
        word = normalized_name(said)
        local = re.sub(self.district.prefix, "", _OFFICE.sub("", word))
        for table, name in ((self.named, word), (self.short, word), (self.named, local), (self.short, local)):
            ids = ids or [key for folder in folders for key in dict.fromkeys(table.get((folder, name), ()))]
        return ids

    def similar(self, folder: str, said: str, *, sure: bool = False) -> list[str]:
        """Keys of ``folder`` that sound like ``said`` or, unless ``sure``, differ by one letter."""
        given = letters(said)
        found: list[str] = []
        for key, record in self.records.items():
            if record.folder == folder and given:
                spellings = {letters(record.id), *(letters(form) for form in _forms(record.title or ""))}
                typed = not sure and said.isascii()  # 雁滩 is no misspelt 雁南, yantan may be
                alike = given in spellings or (typed and any(differ_by_one(given, word) for word in spellings))
                found += [key] if alike else []
        return found

    def contained_in(self, folder: str, said: str) -> list[str]:
        """Keys of ``folder`` whose name is part of ``said``, the longest first choice: 兰州好人 in 2024年度兰州好人（敬业奉献类）."""
        word = normalized_name(said)
        known = {**self.short, **self.named}
        found = [name for kind, name in known if kind == folder and len(name) > 3 and name in word]
        return known[folder, max(found, key=len)] if found else []


def resolve_records(records: Mapping[str, Record], names: RecordNames) -> dict[str, Record]:
    """The records with each relation and link as an id; what means nothing, or several records, stays as written."""

    def chosen(folder: str, said: str) -> str:
        if (f"{folder}/{said}" if folder else said) in names.records:
            return said
        meant = names.matching(folder, said)
        return said if len(meant) != 1 else meant[0].removeprefix(f"{folder}/") if folder else meant[0]

    def linked(target: str) -> str:
        return target if target.startswith(_WEB) else chosen("", target)

    def change(field: Field, value: Any) -> Any:
        if field.relation and value:
            return chosen(field.relation.to, value)
        if type(value) is not str or field.key not in RICH or "]" not in value:
            return value
        return value if (text := retarget_links(value, linked)) == value else text

    def is_clear(record: Record) -> bool:  # True for most records, which need not be copied then
        return all(
            target in names.records or (target.startswith(_WEB) and not _SITE.match(target))
            for target in targets(record)
        )

    return {key: record if is_clear(record) else rewritten(record, change) for key, record in records.items()}


def targets(record: Record) -> list[str]:
    """The targets of a record's relations and links, as written."""

    def texts() -> Iterator[str]:
        return (text for _, text in strings(record) if "]" in text)

    return record.memoize(
        targets, lambda: [*(link.target for link in links(record)), *chain.from_iterable(map(record_links, texts()))]
    )


def safe_name(name: str) -> str:
    """A valid file name for an invalid one: Ye Ke → ye-ke, 夜课现场 and yè-kè → ye-ke…, IMG_2031 → img-2031."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    words = syllables(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", plain))
    return re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")[:MAX_NAME].strip("-") or "ji-lu"


@lru_cache(maxsize=65536)
def letters(text: str) -> str:
    """The letters of a name or id: 季春辉 and ji-chun-hui are jichunhui."""
    return re.sub(r"[^a-z0-9]", "", "".join(syllables(text)).lower())


def differ_by_one(one: str, other: str) -> bool:
    """Whether two spellings of six letters or more differ by one letter missing, added or changed, or by two swapped.

    A number is never a misspelling of another one.
    """
    short, unlike = min(len(one), len(other)) < 6, abs(len(one) - len(other)) > 1
    if short or unlike or _DIGITS.sub("", one) != _DIGITS.sub("", other):
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
