"""The local preview: records stay in memory, and a page is made when it is asked for.

So a saved record costs the reading of its file and of the page that is looked at, however many records there are. What is
wrong with it is told at once; the whole check and the search index follow behind.
"""

import posixpath
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from jinja2 import Environment, FileSystemLoader
from mkdocs.livereload import LiveReloadServer

from scripts import pipeline
from scripts.catalogue import expiry
from scripts.checks import check, check_some
from scripts.commands.on_demand import OnDemand
from scripts.editing.save import BESIDE
from scripts.hard_links import State, state
from scripts.load.content import Content, load
from scripts.load.file_names import entries
from scripts.load.many import Remembered
from scripts.problems import Problem
from scripts.problems.formats import full
from scripts.publish.build_errors import build_problem
from scripts.publish.single import NOT_FOUND
from scripts.render.environment import TEMPLATES
from scripts.search.index import FOLDER as INDEX
from scripts.settings import Settings

LAYOUT = "L02"
"""A page could not be made: said again if it still cannot."""
LEISURE = 0.5
"""Seconds between a change and the whole check: the page that somebody waits for is made first."""


class Preview:
    """The site as it would be published now. A record with an error, and a page that fails, stay as they last were.

    ``ask`` gives the settings, which may change as well; the files are made in ``folder``.
    """

    def __init__(self, ask: Callable[[], Settings], folder: Path) -> None:
        self.settings = ask()
        self.content = Content(self.settings.content)
        self.problems: list[Problem] = []
        self._ask, self._folder = ask, folder
        self._lock = threading.RLock()
        self._news = threading.Event()
        self._records = Remembered()
        self._last: dict[str, bytes] = {}  # each file that was asked for
        self._fresh: set[str] = set()  # those made since the last change
        self._layout: object = None
        self._files: OnDemand | None = None
        self._read(self.settings)

    def refresh(self) -> None:
        """Takes in what has changed, and tells what is wrong with it."""
        with self._lock:
            try:
                self._read(replace(self._ask(), cores=1))  # there are threads now: no copies of this process
            except Exception as error:  # mkdocs.yml, a template or an extension may be broken for a while
                self._tell([build_problem(error, self.settings.root)])

    def make(self, name: str) -> None:
        """Makes the file that is asked for, if it was not since the last change; the index of the search is made behind."""
        with self._lock:
            if name in self._fresh or name.startswith(INDEX) or not self._files:
                return
            try:
                data = self._files.file(name)
            except Exception as error:
                self._tell([build_problem(error, self.settings.root)])
                data = self._last.get(name)
            else:
                self._fresh.add(name)
            path = self._folder / name
            if data is None:
                path.unlink(missing_ok=True)
                return
            self._last[name] = data
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self._with_problems(data) if name.endswith(".html") else data)

    def look_on(self, reload: Callable[[], object]) -> None:
        """Checks everything and makes the search index after each change; ``reload`` when the pages have to tell it."""
        while self._news.wait():
            time.sleep(LEISURE)
            self._news.clear()
            content, site, before = self.content, self._files and self._files.site, self.problems
            try:
                problems = check(content)
                if not self._news.is_set():
                    self._tell(problems)
                    if site:
                        pipeline.index(site, self._folder)
            except Exception as error:  # the pages can be looked at all the same
                self._tell([build_problem(error, self.settings.root)])
            if self.problems != before:
                reload()

    def _read(self, settings: Settings) -> None:
        before, self.settings = self.content, settings
        self.content = load(settings.content, settings, self._records)
        changed = self._records.changed
        found = check_some(self.content, {name.removesuffix(".yml") for name in changed})
        old = {f"{settings.content.name}/{name}" for name in changed} | {problem.file for problem in found}
        site = pipeline.site_of(expiry.taken_out(_with_last(self.content, before)))
        layout = _states(settings)
        kept = self._files.layout if self._files and layout == self._layout else None
        self._files, self._layout = OnDemand(site, kept), layout
        self._fresh.clear()
        self._news.set()
        self._tell(sorted({*found, *(one for one in self.problems if one.file not in old and one.code != LAYOUT)}))

    def _tell(self, problems: list[Problem]) -> None:
        """Prints what is wrong, when that is news; every page made from now on says it too."""
        if problems != self.problems:
            self.problems = problems
            self._fresh.clear()
            click.echo(full(problems, self.settings.content.parent) or "没有问题了", err=True)

    def _with_problems(self, html: bytes) -> bytes:
        said = panel(self.problems) if self.problems else ""
        return html.replace(b"</body>", f"{said}</body>".encode())


def serve(ask: Callable[[], Settings], port: int) -> None:
    """Serves on localhost until interrupted; the browser loads a page anew when something was saved."""
    with tempfile.TemporaryDirectory() as folder:
        click.echo("读取记录……", err=True)
        site = Preview(ask, Path(folder))
        server = _Server(site, port, folder)
        for path in _sources(site.settings):
            server.watch(str(path))
        threading.Thread(target=site.look_on, args=(server.reload,), daemon=True).start()
        click.echo(f"预览：{server.url} （按 Ctrl+C 停止）", err=True)
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs' server, which sends files and lets the browser load pages anew; each file is made before it is sent."""

    def __init__(self, site: Preview, port: int, folder: str) -> None:
        below = urlsplit(site.settings.url or "/").path
        super().__init__(site.refresh, "127.0.0.1", port, folder, below, polling_interval=0.25)
        self.site, self.build_delay = site, 0.05
        self.error_handler = self._not_found

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").replace("\0", "")
        if f"{path}/".startswith(self.mount_path):
            name = posixpath.normpath(f"/{path[len(self.mount_path) :]}").lstrip("/")
            self.site.make(name if posixpath.splitext(name)[1] else posixpath.join(name, "index.html"))
        return super().serve_request(environ, start_response)

    def _not_found(self, code: int) -> bytes | None:
        self.site.make(NOT_FOUND)
        path = Path(self.root, NOT_FOUND)
        return path.read_bytes() if code == 404 and path.is_file() else None

    def reload(self) -> None:
        """Lets every browser load its page anew."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = round(time.monotonic() * 1000)
            self._epoch_cond.notify_all()


def _with_last(content: Content, before: Content) -> Content:
    """The records, and those whose files are there but cannot be read now, as they were ``before``."""
    kept = {
        key: record
        for key, record in before.records.items()
        if key not in content.records and (content.root / record.file).is_file()
    }
    if not kept:
        return content
    records = content.records | kept
    return replace(content, records=dict(sorted(records.items(), key=lambda item: item[1].file.split("/"))))


def _sources(settings: Settings) -> Iterator[Path]:
    """All that people change of a site."""
    beside = (settings.content.parent / name for name in BESIDE)
    paths = (settings.content, settings.handwritten, settings.theme, settings.config, TEMPLATES, *beside)
    yield from (path for path in paths if path and path.exists())


def _states(settings: Settings) -> dict[str, State]:
    """What changes with the hand-written files, the theme's and mkdocs.yml."""
    tops = filter(None, (settings.handwritten, settings.theme))
    paths = [str(settings.config or settings.root / "mkdocs.yml")]
    paths += [entry.path for top in tops for _, entry in entries(str(top)) if entry.is_file()]
    return {path: state(path) for path in paths}


@cache
def _templates() -> Environment:
    """Made once: the panel stands on every page of a preview."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


def panel(problems: Iterable[Problem]) -> str:
    """What is wrong, as a piece of HTML at the end of a page of the preview."""
    return (
        _templates().get_template("_problems.html.j2").render(problems=sorted(problems, key=lambda one: one.severity))
    )
