"""``build/report/index.html``, readable without a server: what editors should look at besides the problems."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markdown import markdown

from scripts.catalogue import Site
from scripts.problems.excerpts import redact
from scripts.records import TYPES
from scripts.records.base import Record
from scripts.records.statistics import Statistic
from scripts.render.views import counted


def content_report(site: Site) -> str:
    """In Markdown: the newest record of each type, records without links, and figures that cannot be right."""
    return "".join(f"\n### {head}\n\n{lines}" for head, lines in (_fresh(site), _alone(site), _figures(site)) if lines)


def _fresh(site: Site) -> tuple[str, str]:
    rows = []
    for kind in TYPES.values():
        if records := site.of(kind):
            newest = max(records, key=lambda record: str(record.published or ""))
            rows.append(f"| {kind.label} | {len(records)} | {newest.published or '—'} | {_name(newest)} |\n")
    return "各栏目最近一条", "| 栏目 | 条数 | 最近 | 哪一条 |\n|---|---|---|---|\n" + "".join(rows) if rows else ""


def _alone(site: Site) -> tuple[str, str]:
    """The published records that link to no other and are linked from none."""
    records = site.shown(site.records.values())
    alone = [record for record in records if not site.outgoing(record) and not site.incoming(record)]
    return f"和别的记录没有联系：{len(alone)} 条", "".join(f"- {_name(record)}\n" for record in alone)


def _figures(site: Site) -> tuple[str, str]:
    counts = ((one, counted(site, one.counted, samples=one.sample)) for one in site.of(Statistic) if one.counted)
    odd = ((record, count) for record, count in counts if count > record.value.number)
    lines = (f"- {_name(record)}：公布 {record.value}{record.unit}，本站有 {count}\n" for record, count in odd)
    return "本站收录的比公布的数还多，请核对", "".join(lines)


def _name(record: Record) -> str:
    return cell(f"{record.title}（content/{record.file}）")


def cell(text: str) -> str:
    """Text escaped for a cell of a Markdown table, with long numbers masked."""
    text = redact(" ".join(text.split())).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{sign}" if sign in "|`*_[]" else sign for sign in text)


def as_page(text: str) -> str:
    """Renders a report from Markdown, whose HTML is already escaped, as an HTML page."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    body = markdown(text, extensions=["tables", "fenced_code"])
    return environment.get_template("report.html.j2").render(body=body)
