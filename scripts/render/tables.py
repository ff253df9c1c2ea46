"""Tables for Excel and WPS: CSV with the mark that says UTF-8, no cell of which is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Mapping


def table(headings: Mapping[str, str], rows: Iterable[Mapping[str, object]]) -> str:
    """The rows under their headings (key → what stands above the column)."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(headings), lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows({key: _plain(value) for key, value in row.items()} for row in rows)
    return "\ufeff" + text.getvalue()


def _plain(value: object) -> object:
    """A cell that no table program takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] and value[0] in set("=+-@\t\r＝＋－＠") else value
