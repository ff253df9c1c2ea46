"""The answer of CI to a commit: annotations in the code host's format, and a page in plain Chinese.

Writes ``build/report/``: ``summary.md``, ``index.html`` (the summary and further things editors should look at),
``kind`` (``content`` or ``program``: what was changed), and for GitLab its report.
"""

import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from scripts import pipeline
from scripts.pipeline import Report, record_counts
from scripts.problems import CODES, Problem, Severity
from scripts.problems.excerpts import redact
from scripts.problems.formats import FORMATS
from scripts.publish.build_errors import build_problem
from scripts.publish.progress import Progress
from scripts.release.changes import Changes, Page, addresses_made_from, changes, lines_changed
from scripts.release.git import changed_files, changes_looks, export_base, only_content
from scripts.release.guard import Built, losses, lost_addresses, redirected_addresses
from scripts.release.report import as_page, cell, content_report
from scripts.release.screenshots import NOT_YET, write_page
from scripts.release.send import promised_addresses
from scripts.settings import Settings

HOSTS = {"github": "github", "gitlab": "concise", "gitee": "full", "plain": "full"}
"""Code host → the format of problems in its log."""
SITES = {"github": "preview", "gitlab": "site", "gitee": "preview", "plain": "site"}
"""Code host → the folder beside the report with the site: served by the host, or a copy that opens from a folder."""
MAX_ROWS = 50
"""How many problems, and how many pages of a kind, are listed."""
MAX_DIFF_LINES = 8
"""How many lines of a changed page are shown."""


@dataclass(frozen=True)
class Answer:
    """``text`` is the summary in Markdown; ``log`` what the host reads from standard output."""

    problems: list[Problem]
    text: str
    log: str


@dataclass(frozen=True)
class Compared:
    """The changes readers will see, the changed ``files``, the reasons why ``publish`` will stop, and the addresses
    that will no longer open."""

    changes: Changes
    files: tuple[str, ...] = ()
    stopped: tuple[str, ...] = ()
    gone: str = ""


def answer(settings: Settings, host: str, base: str, preview: str = "") -> Answer:
    """Builds the site, compares it with ``base`` (a commit, or empty), and writes the report. Never raises for
    content."""
    built, problems = _built(settings)
    report = settings.out / "report"
    report.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(settings.out / "base", ignore_errors=True)
    base = base if base.strip("0") else ""  # hosts pass forty zeros where there was no commit before
    files, found, why = list[str](), None, ""
    if base:
        try:
            files = changed_files(settings.root, base)
            found = _compared(settings, base, built, files) if built else None
        except Exception as error:  # git, the disk, or a template: the records of that commit may have had errors
            why = str(error)
    (report / "kind").write_text("content\n" if only_content(files) else "program\n", encoding="utf-8")
    text = summary(problems, found, source_address(os.environ, host), preview)
    text += f"\n没有和上一版对比：{cell(why)}\n" if why else ""
    text += "\n这次不只改了记录，网页的样子可能也变了，请看预览。\n" if found and changes_looks(files) else ""
    (report / "summary.md").write_text(text, encoding="utf-8", newline="\n")
    shown = f"[打开预览](../{SITES[host]}/index.html)\n\n{text}{content_report(built.site)}" if built else text
    (report / "index.html").write_text(as_page(shown), encoding="utf-8", newline="\n")
    write_page(report, NOT_YET)
    if host == "gitlab":
        (report / "code-quality.json").write_text(FORMATS["gitlab"](problems, settings.root), encoding="utf-8")
    if step := os.environ.get("GITHUB_STEP_SUMMARY") if host == "github" else "":
        with Path(step).open("a", encoding="utf-8") as file:
            file.write(text)
    return Answer(problems, text, FORMATS[HOSTS[host]](problems, settings.content.parent))


def _built(settings: Settings) -> tuple[Report | None, list[Problem]]:
    """The report of a successful build, else None; and the problems."""
    try:
        report = pipeline.build(settings, Progress())
    except Exception as error:  # an editor can do nothing with a traceback
        return None, [build_problem(error, settings.root)]
    return report if report.built else None, list(report.problems)


def _compared(settings: Settings, base: str, built: Report, files: list[str]) -> Compared:
    """The changes since ``base``. May raise anything."""
    folder = settings.out / "base"
    tree, docs = folder / "tree", settings.handwritten.name
    export_base(settings.root, base, tree, docs)
    written = tree / docs if (tree / docs).is_dir() else settings.docs
    before = replace(settings, content=tree / "content", docs=written, out=folder, site=folder / "site")
    site = pipeline.site_of(pipeline.load_unchecked(before))
    pipeline.write_pages(site)
    old, new = Built.of(folder / "docs", record_counts(site)), Built.of(settings.out / "docs", built.records)
    redirected = redirected_addresses(settings.out / "server", urlsplit(settings.url).path or "/")
    stopped = tuple(losses(old, new, promised_addresses(settings) | promised_addresses(before), redirected))
    found = changes(folder / "docs", settings.out / "docs")
    return Compared(found, tuple(files), stopped, lost_addresses(old, new, redirected))


def source_address(environment: Mapping[str, str], host: str) -> str:
    """The address at which the host shows the files of the built commit; empty when unknown."""
    said = environment.get
    if host == "github" and said("GITHUB_REPOSITORY"):
        return f"{said('GITHUB_SERVER_URL')}/{said('GITHUB_REPOSITORY')}/blob/{said('GITHUB_SHA')}/"
    if host == "gitlab" and said("CI_PROJECT_URL"):
        return f"{said('CI_PROJECT_URL')}/-/blob/{said('CI_COMMIT_SHA')}/"
    return ""


def summary(problems: Sequence[Problem], found: Compared | None, source: str = "", preview: str = "") -> str:
    """The answer in Markdown: the errors, or the changes readers will see, then the warnings."""
    errors = [one for one in problems if one.severity is Severity.ERROR]
    reminders = [one for one in problems if one.severity is Severity.WARNING]
    if errors:
        head = f"## 还不能发布：有 {len(errors)} 处要改\n\n公众看到的还是上一次的网站。照“怎样改”改好，再提交一次；看不懂的，找维护网站的同事。\n"
        said = _table(errors, source)
    else:
        head = "## 没有错误，但是发布会停下\n" if found and found.stopped else "## 没有错误，可以发布\n"
        said = _lost(found) + _differences(found, preview) if found else ""
    more = f"\n### 提醒（不拦发布）：{len(reminders)} 处\n\n{_table(reminders, source)}" if reminders else ""
    return f"{head}\n{said}{more}"


def _lost(found: Compared) -> str:
    """What readers lose, reported before the merge, while it can still be corrected."""
    lines = [*found.stopped, *filter(None, [found.gone])]
    if not lines:
        return ""
    text = "### 读者会少了这些\n\n" + "".join(f"- {cell(line)}\n" for line in lines)
    text += "\n不是有意去掉的，请改回来。改了文件名的，在新记录的 aliases 里写上旧地址；不再公开的，写 status: 撤下，不要删文件。\n"
    if found.stopped:
        text += "\n确实要去掉这么多：发布会停下，公众看到的还是上一次的网站；请维护网站的同事手动运行一次发布，选上 ACCEPT_LOSS。\n"
    return f"{text}\n"


def _table(problems: Sequence[Problem], source: str) -> str:
    rows = [
        f"| {_place(one, source)} | {cell(one.message)}（{one.code} {CODES[one.code]}） | {cell(one.hint)} |"
        for one in problems[:MAX_ROWS]
    ]
    rest = f"\n还有 {len(problems) - MAX_ROWS} 处，见日志。\n" if len(problems) > MAX_ROWS else ""
    return "| 在哪里 | 什么问题 | 怎样改 |\n|---|---|---|\n" + "\n".join(rows) + f"\n{rest}"


def _place(one: Problem, source: str) -> str:
    words = f"{cell(one.file)} 第 {one.line} 行"
    return f"[{words}]({source}{one.file.replace(' ', '%20')}#L{one.line})" if source else words


def _differences(found: Compared, preview: str) -> str:
    """Edited pages with their changed lines; pages that change with them, such as lists, by title only."""
    new, gone, changed = found.changes.new, found.changes.gone, found.changes.changed
    if not (new or gone or changed):
        return "读者看到的文字和现在一样。\n"
    sources = addresses_made_from(found.files)
    edited = [pair for pair in changed if pair[1].address.startswith(sources)]
    along = [after for _, after in changed if not after.address.startswith(sources)] if edited else []
    edited = edited or list(changed)
    parts = [
        f"### 对读者有什么变化\n\n新增 {len(new)} 页，改动 {len(edited)} 页，去掉 {len(gone)} 页，跟着变的 {len(along)} 页。\n",
        *_pages("新增", new, preview),
        *_pages("去掉", gone, ""),
        *(["**改动**\n"] if edited else []),
        *(_difference(before, after, preview) for before, after in edited[:MAX_ROWS]),
        *([f"还有 {len(edited) - MAX_ROWS} 页\n"] if len(edited) > MAX_ROWS else []),
        *_pages("跟着变的（列表、首页、有关联的页面）", along, preview),
    ]
    return "\n".join(parts)


def _pages(word: str, pages: Sequence[Page], preview: str) -> Iterable[str]:
    if pages:
        lines = [f"- {_link(page, preview)}" for page in pages[:MAX_ROWS]]
        rest = [f"- 还有 {len(pages) - MAX_ROWS} 页"] if len(pages) > MAX_ROWS else []
        yield "\n".join([f"**{word}**\n", *lines, *rest, ""])


def _link(page: Page, preview: str) -> str:
    words = f"{cell(page.title)}（/{page.address}）"
    return f"[{words}]({preview.rstrip('/')}/{page.address}index.html)" if preview else words


def _difference(before: Page, after: Page, preview: str) -> str:
    """The changed lines of a page as a diff that hosts colour."""
    lines = [redact(line).replace("`", "'")[:200] for line in lines_changed(before, after)]
    rest = [f"…… 还有 {len(lines) - MAX_DIFF_LINES} 行"] if len(lines) > MAX_DIFF_LINES else []
    shown = "\n".join([*lines[:MAX_DIFF_LINES], *rest])
    return f"{_link(after, preview)}\n\n" + (
        f"```diff\n{shown}\n```\n" if lines else "文字没有变，变的是图片或别处。\n"
    )
