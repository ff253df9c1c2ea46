"""Changes the values in a record's file and keeps every other byte: comments, order, quotes, line ends, blank lines.

PyYAML's parser gives the position of every value; only what changes is written, in the form of ``emit``. The loader
reads the result back: unless it is exactly the wanted record, nothing is written.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from json import dumps
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from scripts.editing import emit
from scripts.load.field_names import read_fields
from scripts.load.yaml_reader import ABSENT, Document
from scripts.problems import RefusedError
from scripts.records.base import Record
from scripts.records.fields import fields, fields_by_key, inner_model

_BLANK = re.compile(r"[ \t]+$", re.MULTILINE)
_PLACES = {"title": 0, "pinyin": 0, "sample": 0, "rights": 2, "summary": 3, "body": 3, "images": 3, "ai": 3}
_PLACES |= dict.fromkeys(("honours", "legal_basis", "sections", "tour", "changes"), 4)
_PLACES |= dict.fromkeys(("mentions", "tags", "related"), 5)
"""As most people write a record: its name, the fields of its type (1), whose text it is, the text, what is long; last what
every record has (6), as it is declared."""
MARK = "\ufeff"
"""The byte order mark that old Windows editors put before a text."""


class EditError(RefusedError):
    """Nothing was written; the message gives the reason and the cure."""

    code = 2


class Splice(NamedTuple):
    """Replaces the characters from ``start`` up to ``end`` with ``text``."""

    start: int
    end: int
    text: str


def edit_text(text: str, wanted: Mapping[str, Any], model: type[BaseModel], known: Document | None = None) -> str:
    """The text of a file, changed so that it holds ``wanted``: values by YAML field name.

    ``model`` is the model of the record, or of the part in the file; ``known`` is the current value of the text, if
    already read. Raises EditError.
    """
    document = read_values(text, model, known)
    was, asked = normalized(document.value), normalized(wanted)
    if was == asked:
        return text
    for coarse in (False, True):  # where a layout cannot be changed in place, the whole field is rewritten
        new = _Editor(text.removeprefix(MARK), document, coarse).run(was, asked, model)
        new = MARK + new if text.startswith(MARK) else new
        again = read_fields(new, model)
        if not again.problems and normalized(again.value) == asked:
            return new
    if again.problems:
        raise _refused(again, model, new)
    raise EditError("这个文件的写法太特别，不能只改一处而不动别处，请在编辑台里点“按文字改”")


def read_values(text: str, model: type[BaseModel], known: Document | None = None) -> Document:
    """The fields of a file. Raises EditError where they cannot be determined."""
    document = known or read_fields(text, model)
    if not document.problems and not isinstance(document.value, dict):
        raise EditError("文件里没有字段，请先在编辑台里打开它改好")
    for problem in document.problems:
        where = f"文件第 {problem.place.line} 行写得不对，请先在编辑台里打开它改好"
        raise EditError(f"{where}：{problem.message}。{problem.hint}")
    return document


def new_text(value: Mapping[str, Any], model: type[BaseModel]) -> str:
    """The text of a new file with ``value``, its fields in order. Raises EditError where the loader refuses it."""
    names = field_order(model)
    known = sorted(value, key=lambda name: names.index(name) if name in names else len(names))
    text = emit.record_text({name: value[name] for name in known})
    if (document := read_fields(text, model)).problems:
        raise _refused(document, model, text)
    return text


def _refused(document: Document, model: type[BaseModel], text: str) -> EditError:
    """Why the loader refuses a text, in which field and line."""
    problem, known = document.problems[0], fields_by_key(model)
    above = [loc[0] for loc, place in document.keys.items() if place.line <= problem.place.line and loc[0] in known]
    where = f"“{known[str(above[-1])].label}”里的" if above else ""
    line = text.split("\n")[problem.place.line - 1].strip()[:20]
    return EditError(f"{where}“{line}”这样写不能保存：{problem.message}。{problem.hint}")


def normalized(value: Any) -> Any:
    """A value without differences readers do not see: space around texts and at line ends, empty fields, Windows line
    ends."""
    if isinstance(value, dict):
        inner = {name: normalized(item) for name, item in value.items()}
        return {name: item for name, item in inner.items() if item not in ("", [], {}, None)}
    if isinstance(value, list | tuple):
        return [normalized(item) for item in value if item is not None]
    return None if value is None else _BLANK.sub("", str(value).replace("\r\n", "\n")).strip()


@cache
def field_order(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model in the order they are written."""
    common = Record.model_fields if issubclass(model, Record) else ()
    places = {one.key: _PLACES.get(one.name, 6 if one.name in common else 1) for one in fields(model)}
    return tuple(sorted(places, key=lambda name: places[name]))


@dataclass
class _Editor:
    """One text being changed. ``coarse``: top-level fields are replaced whole."""

    text: str
    document: Document
    coarse: bool

    def run(self, was: Mapping[str, Any], wanted: Mapping[str, Any], model: type[BaseModel]) -> str:
        root: Any = yaml.compose(self.text, Loader=yaml.CBaseLoader)
        self.names = {(place.line, place.column): str(loc[-1]) for loc, place in self.document.keys.items()}
        if root.flow_style:  # a whole record in braces
            return emit.record_text(wanted)
        pieces, at = [], 0
        newline = "\r\n" if "\r\n" in self.text else "\n"
        splices = self.mapping(root, was, wanted, model)
        for start, end, text in sorted(splices, key=lambda splice: splice[:2]):
            if start < at:  # two changes that touch: reading the result back will find the fault
                continue
            pieces += [self.text[at:start], text.replace("\n", newline)]
            at = end
        return "".join([*pieces, self.text[at:]])

    def change(
        self, key: Any, node: Any, old: Any, new: Any, model: type[BaseModel] | None, column: int, flow: bool
    ) -> Iterator[Splice]:
        """Changes a value; of parts and lists only the fields and items that differ.

        In braces and brackets only values are replaced; where fields or items are added or removed, the whole is
        rewritten.
        """
        braces = getattr(node, "flow_style", False)
        if isinstance(new, dict) and isinstance(old, dict) and (not braces or new.keys() == old.keys()):
            yield from self.mapping(node, old, new, model)
        elif isinstance(new, list) and isinstance(old, list) and (not braces or len(new) == len(old)):
            yield from self.sequence(node, old, new, model)
        else:
            yield self.value(key, node, new, column, flow)

    def mapping(self, node: Any, old: Any, new: Any, model: type[BaseModel] | None) -> Iterator[Splice]:
        column = node.start_mark.column
        entries = {self.name(key): (key, value) for key, value in node.value}
        head = self.text[self.row(node.start_mark.index) : node.start_mark.index].strip()
        rest = next((key for name, (key, _) in entries.items() if name in new or name not in old), None)
        if head and rest and (start := node.value[0][0].start_mark.index) < rest.start_mark.index:
            yield Splice(start, rest.start_mark.index, "")  # the dash of the item is left to the first that stays
        for name, (key, value) in entries.items():
            if name in old and name not in new:
                if not head or (rest and key.start_mark.index > rest.start_mark.index):
                    yield Splice(self.row(key.start_mark.index), self.line_end(key, value), "")
            elif name in new and old.get(name) != new[name]:
                if self.coarse and column == 0:
                    start, end = key.start_mark.index, max(self.end(value), key.end_mark.index + 1)
                    end = start + len(self.text[start:end].rstrip())
                    yield Splice(start, end, emit.entry(name, new[name], 0))
                else:
                    inner = inner_model(model, name)
                    yield from self.change(key, value, old.get(name), new[name], inner, column, node.flow_style)
        names = list(field_order(model)) if model else []
        for name in sorted(new.keys() - entries.keys(), key=lambda one: names.index(one) if one in names else 0):
            before = names[: names.index(name)] if name in names else []
            above = next((one for one in reversed(before) if one in entries), None)
            text = emit.entry(name, new[name], column)
            if above is None and head:
                yield Splice(start := node.start_mark.index, start, f"{text}\n{' ' * column}")
            elif above is None:
                yield self.line(self.row(node.start_mark.index), " " * column + text)
            else:
                yield self.line(self.line_end(*entries[above]), " " * column + text)

    def sequence(self, node: Any, old: list[Any], new: list[Any], model: type[BaseModel] | None) -> Iterator[Splice]:
        """Aligns the items of a list; moved items keep their text."""
        column = node.start_mark.column
        nodes = [one for one in node.value if not (isinstance(one, yaml.ScalarNode) and self.absent(one))]
        if node.flow_style:
            for one, before, after in zip(nodes, old, new, strict=True):
                if before != after:
                    yield from self.change(None, one, before, after, model, column, True)
            return
        spans = [self.item_span(one) for one in nodes]
        was, now = ([dumps(one, ensure_ascii=False, sort_keys=True) for one in items] for items in (old, new))
        kept = {key: self.text[slice(*span)].rstrip("\r\n") for key, span in zip(was, spans, strict=True)}
        for kind, i, last, j, end in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
            pairs = min(last - i, end - j) if kind == "replace" else 0
            for at in range(pairs):
                yield from self.change(None, nodes[i + at], old[i + at], new[j + at], model, column, False)
            for start, stop in spans[i + pairs : last] if kind in {"replace", "delete"} else ():
                yield Splice(start, stop, "")
            for at in range(j + pairs, end if kind in {"replace", "insert"} else 0):
                place = spans[i + pairs - 1][1] if i + pairs else spans[0][0]
                yield self.line(place, kept.get(now[at], " " * column + emit.item(new[at], column)))

    def value(self, key: Any, node: Any, new: Any, column: int, flow: bool) -> Splice:
        """Rewrites a value in its place; a comment behind it and its quotation marks stay."""
        start = node.start_mark.index
        end = start + len(self.text[start : self.end(node)].rstrip())
        style = getattr(node, "style", None)
        if isinstance(new, str):
            quoted = style if style in {"'", '"'} else ""
            head, _, below = emit.scalar(new, column, flow=flow, quoted=quoted).partition("\n")
            if style == "|":
                first, _, rest = self.text[start:end].partition("\n")
                deep = len(rest) - len(rest.lstrip(" \r\n")) - (len(rest) - len(rest.lstrip("\r\n")))
                return Splice(start, end, f"{first.rstrip()}\n{emit.literal(new, deep)}")
        elif (inline := emit.in_line(new)) and (len(inline) <= emit.WIDTH or getattr(node, "flow_style", False)):
            head, below = inline, ""
        elif key is None and not flow and not self.text[end : self.row_end(end)].strip():
            return Splice(start, end, emit.block(new, node.start_mark.column))  # an item, behind its dash
        else:
            head, below = "", " " * (column + 2) + emit.block(new, column + 2)
        if key is not None and (start == end or not head or start > self.row_end(key.end_mark.index)):
            start, head = self.text.index(":", key.end_mark.index), f": {head}".rstrip()
        if below:
            stop = self.row_end(end)
            return Splice(start, stop, f"{head}{self.text[end:stop].rstrip()}\n{below}")
        return Splice(start, end, head)

    def name(self, key: Any) -> str:
        return self.names.get((key.start_mark.line + 1, key.start_mark.column + 1), str(key.value))

    def absent(self, node: Any) -> bool:
        return not node.style and node.value in ABSENT

    def item_span(self, node: Any) -> tuple[int, int]:
        """From the line of its dash to the end of its last line."""
        dash = self.text.rfind("-", 0, node.start_mark.index)
        return self.row(dash), self.after(self.end(node))

    def line(self, at: int, text: str) -> Splice:
        """Inserts lines at the beginning of a line, or at the end of the file."""
        return Splice(at, at, text + "\n" if not at or self.text[at - 1] == "\n" else "\n" + text)

    def line_end(self, key: Any, value: Any) -> int:
        return self.after(max(self.end(value), key.end_mark.index))

    def end(self, node: Any) -> int:
        """The end of a value, without the blank lines and comments that follow it."""
        if node.id != "scalar" and not node.flow_style and node.value:
            last = node.value[-1]
            return self.end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, int(node.end_mark.index)
        kept = getattr(node, "style", None) in {"|", ">"} and "+" in self.text[start:end].partition("\n")[0]
        return end if kept else start + len(self.text[start:end].rstrip())

    def row(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def row_end(self, at: int) -> int:
        """The end of the line, before the line break."""
        found = self.text.find("\n", at)
        end = len(self.text) if found < 0 else found
        return end - (self.text[at:end].endswith("\r"))

    def after(self, at: int) -> int:
        """The beginning of the next line."""
        if at and self.text[at - 1] == "\n":
            return at
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1
