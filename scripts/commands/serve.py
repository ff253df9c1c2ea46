"""The local preview: records stay in memory, and a page is made when it is asked for.

So a saved record costs the reading of its file and of the page that is looked at, however many records there are. What is
wrong with it is told at once; the whole check and the search index follow in a copy of this process.
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
from scripts.editing.save import BESIDE
from scripts.load.content import Content, load
from scripts.load.file_names import entries
from scripts.load.many import Remembered
from scripts.media.decode import UnfitError
from scripts.problems import Problem
from scripts.problems.formats import full
from scripts.publish.build_errors import build_problem
from scripts.publish.layout import NOT_FOUND
from scripts.render.environment import TEMPLATES
from scripts.search.index import FOLDER as INDEX
from scripts.settings import Settings
from scripts.speed.hard_links import FileState, file_state
from scripts.speed.workers import ForkedWorker

LAYOUT = "L02"
"""A page could not be made: said again if it still cannot."""
LEISURE = 0.5
"""Seconds between a change and the whole check: the page that somebody waits for is made first."""
LOOK = 2.0
"""Seconds between two looks at all files: of changes on a disk that another system writes to, ours is not told."""
CALM = 0.05
"""Seconds without a change after which what is saved counts as written out."""
Seen = dict[Path, dict[str, FileState]]
"""The files below each place, and what tells that they are as they were."""


class Preview:
    """The site as it would be published now. A record with an error, and a page that fails, stay as they last were.

    ``ask`` gives the settings, which may change as well; the files are made in ``folder``.
    """

    _files: OnDemand

    def __init__(self, ask: Callable[[], Settings], folder: Path) -> None:
        self.settings = ask()
        self.content = Content(self.settings.content)
        self.problems: list[Problem] = []
        self._ask, self._folder = ask, folder
        self._lock = threading.RLock()
        self._news = threading.Event()
        self._copy: ForkedWorker[Any, Any] | None = None  # of this process, that checks everything
        self._records = Remembered()
        self._last: dict[str, bytes] = {}  # each file that was asked for
        self._fresh: set[str] = set()  # those made since the last change
        self._layout: list[dict[str, FileState] | None] = []
        self._seen = _states(self.settings)
        self._read(self.settings)

    def changed(self) -> Seen | None:
        """All files, if one was changed, added or deleted since they were taken in last."""
        seen = _states(self.settings)
        return seen if seen != self._seen else None

    def refresh(self, seen: Seen | None = None) -> None:
        """Takes in what has changed, if all files were ``seen`` just now by that, and tells what is wrong with it."""
        with self._lock:
            self._seen = seen or _states(self.settings)
            copy, self._copy = self._copy, None  # in this order: what waits for it has to know that it was stopped
            if copy:
                copy.stop()
            try:
                self._read(replace(self._ask(), cores=1))  # there are threads now: no copies of this process
            except Exception as error:  # mkdocs.yml, a template or an extension may be broken for a while
                self._tell([build_problem(error, self.settings.root)])

    def make(self, name: str) -> None:
        """Makes the file that is asked for, if it was not since the last change; the index of the search is made behind."""
        with self._lock:
            if name in self._fresh or name.startswith(INDEX):
                return
            try:
                data = self._files.file(name)
            except UnfitError:  # the checks tell of a picture or sound at the line that names it
                data = self._last.get(name)
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
            said = panel(self.problems) if self.problems and name.endswith(".html") else ""
            path.write_bytes(data.replace(b"</body>", f"{said}</body>".encode()) if said else data)

    def look_on(self, reload: Callable[[], object]) -> None:
        """Checks everything and makes the search index after each change; ``reload`` when the pages have to tell it."""
        while self._news.wait():
            time.sleep(LEISURE)
            with self._lock:  # so that the copy finds nothing half made
                self._news.clear()
                steps: list[Callable[[], object]] = [
                    partial(check, self.content),
                    partial(pipeline.index, self._files.site, self._folder),
                ]
                copy = self._copy = ForkedWorker(self._done, steps)
            for step in steps:
                done = copy.result() or ([self._done(step)] if copy is self._copy else [])
                with self._lock:
                    if copy is not self._copy:
                        break  # stopped, for something was changed
                    if done[0] is not None and self._tell(done[0]):
                        reload()
            with self._lock:
                copy.close()

    def _done(self, step: Callable[[], object]) -> list[Problem] | None:
        """The problems that a step finds, and that of its own when it fails: the pages can be looked at all the same."""
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
        changed = self._records.changed if self._layout else []  # of all at once the whole check tells sooner
        found = check_some(self.content, {name.removesuffix(".yml") for name in changed})
        old = {f"{settings.content.name}/{name}" for name in changed} | {problem.file for problem in found}
        site = pipeline.site_of(expiry.taken_out(_with_last(self.content, before)))
        layout = [self._seen.get(path) for path in (settings.config, settings.handwritten, settings.theme) if path]
        kept = self._files.layout if layout == self._layout else None
        self._files, self._layout = OnDemand(site, kept), layout
        self._fresh.clear()
        self._news.set()
        self._tell(sorted({*found, *(one for one in self.problems if one.file not in old and one.code != LAYOUT)}))

    def _tell(self, problems: list[Problem]) -> bool:
        """Prints what is wrong, when that is news; every page made from now on says it too."""
        news = problems != self.problems
        if news:
            self.problems = problems
            self._fresh.clear()
            click.echo(full(problems, self.settings.content.parent) or "没有问题了", err=True)
        return news


def serve(ask: Callable[[], Settings], port: int) -> None:
    """Serves on localhost until interrupted; the browser loads a page anew when something was saved."""
    with tempfile.TemporaryDirectory() as folder:
        click.echo("读取记录……", err=True)
        site = Preview(ask, Path(folder))
        server = _Server(site, port, folder)
        threading.Thread(target=site.look_on, args=(server.reload,), daemon=True).start()
        click.echo(f"预览：{server.url} （按 Ctrl+C 停止）", err=True)
        try:
            server.serve()
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()


class _Server(LiveReloadServer):
    """MkDocs' server, which sends files and lets the browser load pages anew; each file is made before it is sent.

    It looks for changes when the system tells of some, while that of MkDocs looks through all files again and again.
    """

    def __init__(self, site: Preview, port: int, folder: str) -> None:
        below = urlsplit(site.settings.url or "/").path
        super().__init__(site.refresh, "127.0.0.1", port, folder, below)
        self.site = site
        self.error_handler = self._not_found
        self.observer = Observer()  # type: ignore[assignment]
        self._watched_paths = {str(path): 1 for path in _sources(site.settings)}

    def serve(self, **_: Any) -> None:
        self.server_bind()
        self.server_activate()
        self.serve_thread.start()
        told = threading.Event()
        handler = FileSystemEventHandler()
        for change in ("created", "deleted", "modified", "moved"):  # nothing is to be done when files are read
            setattr(handler, f"on_{change}", lambda _: told.set())
        with suppress(OSError):  # the system follows no more files: each LOOK will do
            for path in self._watched_paths:
                self.observer.schedule(handler, path, recursive=True)
            self.observer.start()
        while not self._shutdown:
            told.wait(LOOK)
            told.clear()
            while told.wait(CALM):
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
    records = {**content.records, **kept}
    return replace(content, records=dict(sorted(records.items(), key=lambda item: item[1].file.split("/"))))


def _sources(settings: Settings) -> Iterator[Path]:
    """All that people change of a site."""
    beside = (settings.content.parent / name for name in BESIDE)
    paths = (settings.content, settings.handwritten, settings.theme, settings.config, TEMPLATES, *beside)
    yield from (path for path in paths if path and path.exists())


def _states(settings: Settings) -> Seen:
    """Those of all that people change, but for hidden files: editors leave them there while they work."""
    found: Seen = {}
    for top in _sources(settings):
        below = (entry.path for name, entry in entries(str(top)) if "/." not in f"/{name}" and entry.is_file())
        found[top] = {}
        for path in below if top.is_dir() else [str(top)]:
            with suppress(FileNotFoundError):  # deleted meanwhile
                found[top][path] = file_state(path)
    return found


@cache
def _templates() -> Environment:
    """Made once: the panel stands on every page of a preview."""
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True)


def panel(problems: Iterable[Problem]) -> str:
    """What is wrong, as a piece of HTML at the end of a page of the preview."""
    template = _templates().get_template("_problems.html.j2")
    return template.render(problems=sorted(problems, key=lambda one: one.severity))
