"""A record as its files state it: the values as written, and the files' texts after a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts.editing.save import read_text
from scripts.editing.tables import compacted, expanded
from scripts.editing.writer import EditError, edit_text
from scripts.load.content import Content
from scripts.load.field_names import read_fields
from scripts.load.split_records import Split
from scripts.load.yaml_reader import Document
from scripts.records.base import Record


@dataclass(frozen=True)
class Source:
    """The files of one record; a large exhibition has parts in files of their own."""

    record: Record
    texts: dict[str, str]
    documents: dict[str, Document]

    @classmethod
    def of(cls, content: Content, key: str) -> "Source":
        """Raises EditError where a file cannot be read."""
        record = content.all_records[key]
        texts = {file: read_text(content.root / file) for file in record.files}
        return cls(record, texts, {file: read_fields(text, record.model_of(file)) for file, text in texts.items()})

    @property
    def parts(self) -> list[str]:
        return [file for file in self.texts if file != self.record.file]

    def value(self) -> dict[str, Any]:
        """The whole record, with every part expanded to its fields."""
        name, parts = self.record.file, {file: self.documents[file] for file in self.parts}
        whole = Split(name, self.documents[name], self.record.split, parts).value()
        value: dict[str, Any] = expanded(whole, type(self.record))
        return value

    def edited_texts(self, new: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Each file with its text after the record has become ``new``. Raises EditError."""
        new, name, split = dict(new), self.record.file, self.record.split
        raw = self.documents[name].value
        if self.parts:
            items, own = new.get(split, []), len(raw.get(split, []))
            if len(items) != own + len(self.parts):
                raise EditError(f"{name} 分成了几个文件：增减它的部分，请新建或删去那个文件")
            for file, item in zip(self.parts, items[own:], strict=True):
                unsaid = {"id"} - self.documents[file].value.keys()
                yield file, self._edited(file, {key: one for key, one in item.items() if key not in unsaid})
            new = {key: one for key, one in new.items() if key != split} | ({split: items[:own]} if own else {})
        yield name, self._edited(name, new)

    def _edited(self, file: str, new: dict[str, Any]) -> str:
        document, model = self.documents[file], self.record.model_of(file)
        return edit_text(self.texts[file], compacted(new, document.value, model), model, document)
