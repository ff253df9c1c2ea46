"""The desk's pages other than forms (``edit.py``): lists, changes, files. Served on this machine only.

A page of another site must not be able to write here: the requested host must be this machine, and a form must come
from the desk's own pages with the token of this run (OWASP, cross-site request forgery; DNS rebinding).
"""

import socket
from collections.abc import Awaitable, Callable
from itertools import groupby
from mimetypes import guess_type
from operator import attrgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import uvicorn
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from scripts.catalogue.urls_lock import Lock
from scripts.commands import review
from scripts.desk import git
from scripts.desk.edit import edit
from scripts.desk.live import RecordChecker
from scripts.desk.preview import Preview
from scripts.desk.records import UPLOADS, Records
from scripts.desk.session import Desk, desk_of, posted, told
from scripts.editing.lifecycle import removals, rename_changes, withdrawal_changes
from scripts.editing.new_records import new_name
from scripts.editing.save import Change, read_bytes, recover, save
from scripts.editing.trial import new_errors
from scripts.editing.writer import EditError
from scripts.privacy.reviews import REVIEWS, Verdict
from scripts.records import TYPES
from scripts.records.vocabularies import Status, WithdrawalReason
from scripts.release.git import GitError
from scripts.render.environment import TemplateCache
from scripts.settings import Settings

OFTEN = ("news", "events", "role-models", "exhibitions")
LISTED = 200
"""How many records a list shows before the editor asks for all."""
HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'"
)
PREVIEW_POLICY = "default-src 'self'; script-src 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
Next = Callable[[Request], Awaitable[Response]]


def application(settings: Settings, port: int) -> Starlette:
    """The desk over the records of ``settings``, for requests to ``port`` of this machine."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=TemplateCache(settings.cache),
    )
    templates.filters["address"], templates.globals["types"] = quote, TYPES
    routes = [
        Route("/", home),
        Route("/records/{folder}", listed),
        Route("/new/{folder}", edit, methods=["GET", "POST"]),
        Route("/edit/{name:path}", edit, methods=["GET", "POST"]),
        Route("/targets/{folder}", targets),
        Route("/problems", problems),
        Route("/changes", changes, methods=["GET", "POST"]),
        Route("/reviews", reviews, methods=["GET", "POST"]),
        Route("/move/{name:path}", move, methods=["GET", "POST"]),
        Route("/undo", undo, methods=["POST"]),
        Route("/files/{name:path}", stored_file),
        Route("/preview/{name:path}", previewed),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, port=port)],
        exception_handlers={EditError: refused, OSError: refused, HTTPException: refused},
    )
    app.state.desk = Desk(settings, Records(settings), templates, Preview(settings), RecordChecker(settings))
    return app


class Guard(BaseHTTPMiddleware):
    """Admits only this machine's own pages, and restricts what a page of the desk may load."""

    def __init__(self, app: Any, port: int) -> None:
        super().__init__(app)
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc not in self.hosts
        if host not in self.hosts or foreign or (request.method == "POST" and origin is None):
            return HTMLResponse("只能在这台电脑上用", 403)
        if "\0" in request.scope["path"]:
            return HTMLResponse("没有这一页", 404)
        response = await call_next(request)
        preview = request.url.path.startswith("/preview/")
        response.headers["Content-Security-Policy"] = PREVIEW_POLICY if preview else POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        return response


async def refused(request: Request, error: Exception) -> Response:
    status, why = 400, told(error)
    if isinstance(error, HTTPException):
        status = error.status_code
        why = "没有这一页" if status == 404 else "这样发来的内容编辑台不收，什么也没有写"
    again = request.url.path if request.method == "POST" and request.url.path != "/undo" else ""
    page = desk_of(request).page("refused.html", status, why=why, told=(), again=again)
    page.headers.update(getattr(error, "headers", None) or {})  # of a 405 the methods that are allowed
    return page


async def home(request: Request) -> Response:
    desk = desk_of(request)
    asked = request.query_params.get("q", "").strip()
    entries = desk.records.entries("", asked)
    counts = {folder: sum(one.folder == folder for one in entries) for folder in sorted(TYPES, key=_first)}
    return desk.page("home.html", asked=asked, counts=counts, entries=entries[:60] if asked else entries[:12])


def _first(folder: str) -> int:
    """Types in the order of the list: those written every week before those written once."""
    return OFTEN.index(folder) if folder in OFTEN else len(OFTEN)


async def listed(request: Request) -> Response:
    desk, folder = desk_of(request), request.path_params["folder"]
    if folder not in TYPES:
        raise EditError(f"没有“{folder}”这一类")
    asked = request.query_params.get("q", "").strip()
    entries = desk.records.entries(folder, asked)
    shown = entries if "all" in request.query_params else entries[:LISTED]
    return desk.page("records.html", folder=folder, asked=asked, entries=shown, count=len(entries))


async def targets(request: Request) -> Response:
    """Records to choose from, by a piece of their title or id; of any type for ``*``."""
    folder, asked = request.path_params["folder"].strip("*"), request.query_params.get("q", "").strip()
    return JSONResponse(desk_of(request).records.targets(folder, asked))


async def problems(request: Request) -> Response:
    """Everything check says, by file."""
    desk = desk_of(request)
    found = await run_in_threadpool(desk.check_all)
    files = {file: [*map(desk.records.leads, some)] for file, some in groupby(found, attrgetter("file"))}
    return desk.page("problems.html", files=files)


async def changes(request: Request) -> Response:
    """What has changed since the last commit, and the form to commit it."""
    desk, folder = desk_of(request), desk_of(request).settings.content.parent
    why = ""
    if request.method == "POST":
        form = await posted(request)
        sentence = str(form.get("sentence", "")).strip()
        try:
            if not sentence:
                raise GitError("请用一句话写明改了什么")
            git.commit(folder, desk.editable_paths, sentence)
            desk.done.clear()
            return RedirectResponse("/changes?done=1", 303)
        except GitError as error:
            why = str(error)
    there = git.available(folder)
    lines = git.diff(folder, desk.editable_paths).splitlines() if there else []
    author, done = git.author(folder) if there else "", "done" in request.query_params
    return desk.page("changes.html", lines=lines, there=there, author=author, why=why, done=done)


async def move(request: Request) -> Response:
    """Gives a record another file name, takes it down, or deletes a draft; whoever points to it goes along."""
    desk, name = desk_of(request), request.path_params["name"]
    path, key = desk.records.existing_file(name), name.removesuffix(".yml")
    content = desk.live.read()
    record = content.all_records.get(key)
    public = f"{key}/" in Lock.of(content).addresses  # then withdrawn, not deleted, though a draft now
    draft = record is not None and record.status is Status.DRAFT and not public
    if request.method == "GET":
        return desk.page("move.html", name=name, key=key, draft=draft, reasons=[one.label for one in WithdrawalReason])
    form = await posted(request)
    do, folder = str(form.get("do", "")), name.partition("/")[0]
    if do == "rename":
        target = new_name(content.root, folder, str(form.get("to", "")).strip()).relative_to(content.root).as_posix()
        found, address = rename_changes(content, key, target), f"/edit/{quote(target)}?saved=1"
    elif do == "withdraw":
        because = str(form.get("because", ""))
        found, address = withdrawal_changes(content, key, because), f"/edit/{quote(name)}?saved=1"
    elif record and draft:
        found, address = [Change.of(path, None), *removals(content, record)], "/"
    else:
        raise EditError("发布过的记录不能删，只能撤下：公众手里有它的地址")
    if errors := new_errors(desk.settings.content, found, desk.settings):
        why, told = "这样改以后检查通不过，什么也没有写。请先改好这几处", map(desk.records.leads, errors)
        return desk.page("refused.html", 400, why=why, told=told, again=request.url.path)
    return desk.save(f"{name} 的改名、撤下或删除", found, address)


async def reviews(request: Request) -> Response:
    """The sentences about people that nobody has looked at yet, and what somebody decides."""
    desk = desk_of(request)
    content = desk.live.read()
    found, why, which = review.sentences_to_review(content), "", ""
    said: dict[str, str | None] = {}
    if request.method == "POST":
        form = await posted(request)
        which = str(form.get("which", ""))
        chosen = [one for one in found if "/".join(one.key) == which]
        said = {name: str(form.get(name, "")).strip() or None for name in ("verdict", "reference", "by")}
        path = desk.settings.content.parent / REVIEWS
        before = read_bytes(path)
        try:
            review.write_reviews(content, chosen, **said, date=str(desk.settings.today))
            desk.done.append(("复核", [Change(path, before, read_bytes(path))]))
            return desk.redirect_after_save("/reviews")
        except EditError as error:
            why = str(error)
    verdicts = [word.label for word in Verdict]
    return desk.page("reviews.html", found=found, verdicts=verdicts, why=why, which=which, said=said)


async def undo(request: Request) -> Response:
    """Takes the last save of this run back, unless somebody has changed a file since."""
    desk = desk_of(request)
    await posted(request)
    if desk.done:
        _, last = desk.done[-1]
        save(desk.settings.content, [Change(one.path, one.after, one.before) for one in reversed(last)])
        desk.done.pop()
    return desk.redirect_after_save("/")


async def stored_file(request: Request) -> Response:
    """A picture or a sound of the content folder, or one that was chosen and is not saved yet."""
    desk, name = desk_of(request), request.path_params["name"]
    held = desk.held.get("/".join(name.split("/")[-2:]))
    root = desk.settings.content.resolve()
    path = (root / name).resolve()
    if held is not None and path.suffix.lower() in UPLOADS:
        return Response(held, media_type=guess_type(name)[0])
    if not path.is_relative_to(root) or path.suffix.lower() not in UPLOADS or not path.is_file():
        return Response(status_code=404)
    return FileResponse(path)


async def previewed(request: Request) -> Response:
    """The page of a record as it was last typed, and what it loads."""
    preview, name = desk_of(request).preview, request.path_params["name"]
    if text := preview.pages.get(name.rstrip("/")):
        return HTMLResponse(text)
    data = preview.file(name)
    return Response(data, media_type=guess_type(name)[0]) if data is not None else Response(status_code=404)


def serve(settings: Settings, port: int) -> None:
    """Serves the desk at 127.0.0.1 until stopped. Raises OSError when the port is taken.

    First finishes a save that was killed; raises EditError where somebody has changed one of its files since.
    """
    recover(settings.content)
    with socket.create_server(("127.0.0.1", port)) as listening:
        uvicorn.Server(uvicorn.Config(application(settings, port), log_level="warning")).run([listening])
