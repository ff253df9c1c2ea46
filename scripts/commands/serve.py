"""The local preview: records stay in memory, and a page is made on request.

So a saved record costs reading its file and rendering the page that is looked at, however many records there are. Its
own problems are reported at once; a forked process runs the whole check and writes the search index.
"""

import posixpath
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from jinja2 import Environment, FileSystemLoader
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEventHandler
from watchdog.observers import Observer

from scripts import pipeline
from scripts.catalogue import expiry
from scripts.checks import check, check_some
from scripts.commands.on_demand import OnDemand
from scripts.load.content import Content, load
from scripts.load.file_names import entries
from scripts.load.many import IncrementalReader
from scripts.media.decode import UnfitError
from scripts.problems import Problem
from scripts.problems.formats import full
from scripts.publish.build_errors import build_problem
from scripts.publish.layout import NOT_FOUND
from scripts.release.git import BESIDE
from scripts.render.environment import TEMPLATES
from scripts.search.index import FOLDER as INDEX
from scripts.settings import Settings
from scripts.speed.hard_links import FileState, file_state
from scripts.speed.workers import ForkedWorker

LAYOUT = "L02"
"""A page could not be made: reported again if it still cannot."""
CHECK_DELAY = 0.5
"""Seconds between a change and the whole check: the page somebody waits for comes first."""
POLL_INTERVAL = 2.0
"""Seconds between two looks at all files: changes made by another system on a shared disk are not reported to this
one."""
QUIET_PERIOD = 0.05
"""Seconds without a change after which a saved file counts as complete."""
Snapshot = dict[Path, dict[str, FileState]]
"""The states of the files below each place."""


class Preview:
    """The site as it would be published now. A record with errors and a page that fails stay as they last were.

    ``ask`` returns the settings, which may change too; files are written to ``folder``.
    """

    _files: OnDemand

    def __init__(self, ask: Callable[[], Settings], folder: Path) -> None:
        self.settings = ask()
        self.content = Content(self.settings.content)
        self.problems: list[Problem] = []
        self._ask, self._folder = ask, folder
        self._lock = threading.RLock()
        self._news = threading.Event()
        self._copy: ForkedWorker[Any, Any] | None = None  # runs the whole check
        self._records = IncrementalReader()
        self._last: dict[str, bytes] = {}  # the last version of each requested file
        self._fresh: set[str] = set()  # files made since the last change
        self._layout: list[dict[str, FileState] | None] = []
        self._seen = _snapshot(self.settings)
        self._read(self.settings)

    def changed(self) -> Snapshot | None:
        """The states of all files if any was changed, added or deleted since the last refresh, else None."""
        seen = _snapshot(self.settings)
        return seen if seen != self._seen else None

    def refresh(self, seen: Snapshot | None = None) -> None:
        """Reads the changed files and reports their problems; ``seen`` are the states just returned by ``changed``."""
        with self._lock:
            self._seen = seen or _snapshot(self.settings)
            copy, self._copy = self._copy, None  # first, so that its reader can tell it was stopped
            if copy:
                copy.stop()
            try:
                self._read(replace(self._ask(), cores=1))  # no forks beside threads
            except Exception as error:  # mkdocs.yml, a template or an extension may be broken for a while
                self._report([build_problem(error, self.settings.root)])

    def make(self, name: str) -> None:
        """Writes the requested file unless it is up to date; the search index is written in the background."""
        with self._lock:
            if name in self._fresh or name.startswith(INDEX):
                return
            try:
                data = self._files.file(name)
            except UnfitError:  # the checks report a picture or sound at the line that names it
                data = self._last.get(name)
            except Exception as error:
                self._report([build_problem(error, self.settings.root)])
                data = self._last.get(name)
            else:
                self._fresh.add(name)
            path = self._folder / name
            if data is None:
                path.unlink(missing_ok=True)
                return
            self._last[name] = data
            path.parent.mkdir(parents=True, exist_ok=True)
            said = panel(self.problems) if self.problems and name.endswith(".html") else ""
            path.write_bytes(data.replace(b"</body>", f"{said}</body>".encode()) if said else data)

    def run_checks(self, reload: Callable[[], object]) -> None:
        """Runs the whole check and writes the search index after each change; calls ``reload`` when pages have to show
        other problems."""
        while self._news.wait():
            time.sleep(CHECK_DELAY)
            with self._lock:  # so that the fork sees no half-made state
                self._news.clear()
                steps: list[Callable[[], object]] = [
                    partial(check, self.content),
                    partial(pipeline.write_search_index, self._files.site, self._folder),
                ]
                copy = self._copy = ForkedWorker(self._run_step, steps)
            for step in steps:
                done = copy.result() or ([self._run_step(step)] if copy is self._copy else [])
                with self._lock:
                    if copy is not self._copy:
                        break  # stopped by a further change
                    if done[0] is not None and self._report(done[0]):
                        reload()
            with self._lock:
                copy.close()

    def _run_step(self, step: Callable[[], object]) -> list[Problem] | None:
        """The problems a step returns, or its own failure as one: the pages can be looked at all the same."""
        try:
            found = step()
        except Exception as error:
            return [build_problem(error, self.settings.root)]
        return found if isinstance(found, list) else None

    def _read(self, settings: Settings) -> None:
        before, self.settings = self.content, settings
        seen = self._seen.get(settings.content, {})
        self._records.state = lambda path: seen.get(path) or file_state(path)
        self.content = load(settings.content, settings, self._records)
        changed = self._records.changed if self._layout else []  # of a first load the whole check tells sooner
        found = check_some(self.content, {name.removesuffix(".yml") for name in changed})
        old = {f"{settings.content.name}/{name}" for name in changed} | {problem.file for problem in found}
        site = pipeline.site_of(expiry.without_expired(_with_last_valid(self.content, before)))
        layout = [self._seen.get(path) for path in (settings.config, settings.handwritten, settings.theme) if path]
        kept = self._files.layout if layout == self._layout else None
        self._files, self._layout = OnDemand(site, kept), layout
        self._fresh.clear()
        self._news.set()
        self._report(sorted({*found, *(one for one in self.problems if one.file not in old and one.code != LAYOUT)}))

    def _report(self, problems: list[Problem]) -> bool:
        """Prints the problems when they differ from the last; every page made from now on shows them too."""
        news = problems != self.problems
        if news:
            self.problems = problems
            self._fresh.clear()
            click.echo(full(problems, self.settings.content.parent) or "没有问题了", err=True)
        return news


def serve(ask: Callable[[], Settings], port: int) -> None:
    """Serves on localhost until interrupted; the browser reloads a page after each save."""
    with tempfile.TemporaryDirectory() as folder:
        click.echo("读取记录……", err=True)
        site = Preview(ask, Path(folder))
        server = _Server(site, port, folder)
        threading.Thread(target=site.run_checks, args=(server.reload,), daemon=True).start()
        click.echo(f"预览：{server.url} （按 Ctrl+C 停止）", err=True)
        try:
            server.serve()
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs' server for static files and reloading; each file is made before it is sent.

    Looks for changes when the system reports some; MkDocs' server polls all files.
    """

    def __init__(self, site: Preview, port: int, folder: str) -> None:
        below = urlsplit(site.settings.url or "/").path
        super().__init__(site.refresh, "127.0.0.1", port, folder, below)
        self.site = site
        self.error_handler = self._not_found
        self.observer = Observer()  # type: ignore[assignment]
        self._watched_paths = {str(path): 1 for path in _watched_folders(site.settings)}

    def serve(self, **_: Any) -> None:
        self.server_bind()
        self.server_activate()
        self.serve_thread.start()
        told = threading.Event()
        handler = FileSystemEventHandler()
        for change in ("created", "deleted", "modified", "moved"):  # reading a file is no change
            setattr(handler, f"on_{change}", lambda _: told.set())
        with suppress(OSError):  # the system watches no more files: polling every POLL_INTERVAL seconds will do
            for path in self._watched_paths:
                self.observer.schedule(handler, path, recursive=True)
            self.observer.start()
        while not self._shutdown:
            told.wait(POLL_INTERVAL)
            told.clear()
            while told.wait(QUIET_PERIOD):
                told.clear()
            if seen := self.site.changed():
                self.site.refresh(seen)
                self.reload()

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore").replace("\0", "")
        if f"{path}/".startswith(self.mount_path) and not path.startswith("/livereload/"):
            name = posixpath.normpath(f"/{path[len(self.mount_path) :]}").lstrip("/")
            self.site.make(name if posixpath.splitext(name)[1] else posixpath.join(name, "index.html"))
        return super().serve_request(environ, start_response)

    def _not_found(self, code: int) -> bytes | None:
        self.site.make(NOT_FOUND)
        path = Path(self.root, NOT_FOUND)
        return path.read_bytes() if code == 404 and path.is_file() else None

    def reload(self) -> None:
        """Makes every browser reload its page."""
        with self._epoch_cond:
            self._wanted_epoch = self._visible_epoch = round(time.monotonic() * 1000)
            self._epoch_cond.notify_all()


def _with_last_valid(content: Content, before: Content) -> Content:
    """The records, with those whose files exist but cannot be read now as they were ``before``."""
    kept = {
        key: record
        for key, record in before.records.items()
        if key not in content.records and (content.root / record.file).is_file()
    }
    if not kept:
        return content
    records = {**content.records, **kept}
    return replace(content, records=dict(sorted(records.items(), key=lambda item: item[1].file.split("/"))))


def _watched_folders(settings: Settings) -> Iterator[Path]:
    """Everything of a site that people edit."""
    beside = (settings.content.parent / name for name in BESIDE)
    paths = (settings.content, settings.handwritten, settings.theme, settings.config, TEMPLATES, *beside)
    yield from (path for path in paths if path and path.exists())


def _snapshot(settings: Settings) -> Snapshot:
    """The states of everything people edit, without hidden files, which editors create while they work."""
    found: Snapshot = {}
    for top in _watched_folders(settings):
        below = (entry.path for name, entry in entries(str(top)) if "/." not in f"/{name}" and entry.is_file())
        found[top] = {}
        for path in below if top.is_dir() else [str(top)]:
            with suppress(FileNotFoundError):  # deleted meanwhile
                found[top][path] = file_state(path)
    return found


@cache
def _templates() -> Environment:
    """Made once: the panel is on every page of a preview."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


def panel(problems: Iterable[Problem]) -> str:
    """The problems as HTML for the end of a previewed page."""
    template = _templates().get_template("_problems.html.j2")
    return template.render(problems=sorted(problems, key=lambda one: one.severity))
