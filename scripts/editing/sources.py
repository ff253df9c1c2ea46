"""A record as its files say it: the values as written, as a table shows them, and the files' texts after a change."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from scripts.editing.save import read_text
from scripts.editing.tables import closed, opened
from scripts.editing.writer import EditError, edited
from scripts.load.content import Content
from scripts.load.field_names import read_fields
from scripts.load.split_records import Split
from scripts.load.yaml_reader import Document
from scripts.records.base import Record


@dataclass(frozen=True)
class Source:
    """The files of one record; a large exhibition has parts in files of their own."""

    model: type[Record]
    name: str
    texts: dict[str, str]
    documents: dict[str, Document]
    models: dict[str, type[BaseModel]]

    @classmethod
    def of(cls, content: Content, key: str) -> "Source":
        """Raises EditError where a file cannot be read."""
        record = content.every[key]
        texts = {file: read_text(content.root / file) for file in record.files}
        models = {file: record.model_of(file) for file in record.files}
        documents = {file: read_fields(text, models[file]) for file, text in texts.items()}
        return cls(type(record), record.file, texts, documents, models)

    @property
    def parts(self) -> list[str]:
        return [file for file in self.texts if file != self.name]

    def value(self) -> dict[str, Any]:
        """The whole record, with every part as its fields."""
        parts = {file: self.documents[file] for file in self.parts}
        value: dict[str, Any] = opened(
            Split(self.name, self.documents[self.name], self.model.split, parts).value(), self.model
        )
        return value

    def changed(self, new: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Each file with its text when the record says ``new``. Raises EditError."""
        new = dict(new)
        raw, split = self.documents[self.name].value, self.model.split
        if self.parts:
            items, own = new.get(split, []), len(raw.get(split, []))
            if len(items) != own + len(self.parts):
                raise EditError(f"{self.name} 分成了几个文件：增减它的部分，请新建或删去那个文件")
            for file, item in zip(self.parts, items[own:], strict=True):
                given = item
                if "id" not in self.documents[file].value:
                    given = {name: one for name, one in item.items() if name != "id"}
                yield file, self._edited(file, given)
            new = {name: one for name, one in new.items() if name != split} | ({split: items[:own]} if own else {})
        yield self.name, self._edited(self.name, new)

    def _edited(self, file: str, new: dict[str, Any]) -> str:
        document, model = self.documents[file], self.models[file]
        return edited(self.texts[file], closed(new, document.value, model), model, document)
