"""The desk's pages: lists, the form of a record, what has changed. Served on this machine only.

A page of another site must not be able to write here: the host asked for must be this machine, a form must come from the
desk's own pages and carry the token of this run (OWASP, cross-site request forgery; DNS rebinding).
"""

import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.middleware import Middleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from scripts.commands import review
from scripts.desk import git
from scripts.desk.form import UPLOAD, changed, controls, filled, merged, sorted_out, typed
from scripts.desk.preview import Preview
from scripts.desk.records import LARGEST, UPLOADS, Records
from scripts.editing.rename import renamed
from scripts.editing.save import BESIDE, Change, new_errors, read_bytes, save
from scripts.editing.withdraw import withdrawn
from scripts.editing.writer import EditError
from scripts.load.content import load
from scripts.load.split_records import whole_of
from scripts.pipeline import read as read_all
from scripts.privacy.reviews import NAME as REVIEWS
from scripts.privacy.reviews import Verdict
from scripts.problems import Severity
from scripts.records import TYPES
from scripts.records.vocabularies import Status, WithdrawalReason
from scripts.release.git import GitError
from scripts.settings import Settings

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'"
)
PREVIEW_POLICY = "default-src 'self'; script-src 'none'; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
Next = Callable[[Request], Awaitable[Response]]


@dataclass
class Desk:
    """What the pages share: the records, this run's token, and what can be undone."""

    settings: Settings
    records: Records
    templates: Environment
    preview: Preview
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    done: list[tuple[str, list[Change]]] = field(default_factory=list)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        undo = self.done[-1][0] if self.done else ""
        text = self.templates.get_template(template).render(types=TYPES, token=self.token, undo=undo, **values)
        return HTMLResponse(text, status)

    def save(self, what: str, changes: list[Change]) -> None:
        save(self.settings.content, changes)
        self.done.append((what, changes))

    @property
    def beside(self) -> list[Path]:
        """What editors write: the content folder and the files beside it that belong to the records."""
        root = self.settings.content
        return [root, *(path for name in BESIDE if (path := root.parent / name).exists())]


def application(settings: Settings, port: int) -> Starlette:
    """The desk over the records of ``settings``, for requests to ``port`` of this machine."""
    templates = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["address"] = lambda name: quote(name)
    routes = [
        Route("/", home),
        Route("/records/{folder}", listed),
        Route("/new/{folder}", edit, methods=["GET", "POST"]),
        Route("/edit/{name:path}", edit, methods=["GET", "POST"]),
        Route("/problems", problems),
        Route("/changes", changes, methods=["GET", "POST"]),
        Route("/reviews", reviews, methods=["GET", "POST"]),
        Route("/move/{name:path}", move, methods=["GET", "POST"]),
        Route("/undo", undo, methods=["POST"]),
        Route("/files/{name:path}", stored_file),
        Route("/preview/{name:path}", previewed),
        Mount("/static", StaticFiles(directory=HERE / "static")),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Guard, port=port)], exception_handlers={EditError: refused})
    app.state.desk = Desk(settings, Records(settings), templates, Preview(settings))
    return app


class Guard(BaseHTTPMiddleware):
    """Lets only this machine's own pages in, and says what a page of the desk may load."""

    def __init__(self, app: Any, port: int) -> None:
        super().__init__(app)
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        host, origin = request.headers.get("host", ""), request.headers.get("origin")
        foreign = origin is not None and urlsplit(origin).netloc not in self.hosts
        if host not in self.hosts or foreign or (request.method == "POST" and origin is None):
            return HTMLResponse("只能在这台电脑上用", 403)
        response = await call_next(request)
        preview = request.url.path.startswith("/preview/")
        response.headers["Content-Security-Policy"] = PREVIEW_POLICY if preview else POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cache-Control"] = "no-store"
        return response


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def _posted(request: Request) -> FormData:
    """A form of this run's own. Raises EditError for any other."""
    form = await request.form(max_fields=20_000, max_part_size=4 << 20)
    if not secrets.compare_digest(str(form.get("token", "")), _desk(request).token):
        raise EditError("编辑台重新启动过，这一页是旧的：请刷新这一页，没保存的内容会问你要不要恢复")
    return form


async def refused(request: Request, error: Exception) -> Response:
    return _desk(request).page("refused.html", 400, why=str(error))


async def home(request: Request) -> Response:
    desk = _desk(request)
    asked = request.query_params.get("q", "").strip()
    entries = desk.records.entries("", asked)
    counts = {folder: sum(one.folder == folder for one in entries) for folder in TYPES}
    return desk.page("home.html", asked=asked, counts=counts, entries=entries[:60] if asked else entries[:12])


async def listed(request: Request) -> Response:
    desk, folder = _desk(request), request.path_params["folder"]
    if folder not in TYPES:
        raise EditError(f"没有“{folder}”这一类")
    asked = request.query_params.get("q", "").strip()
    return desk.page("records.html", folder=folder, asked=asked, entries=desk.records.entries(folder, asked))


async def edit(request: Request) -> Response:
    """The form of a record: shown, changed, looked at as one types, saved."""
    desk, records = _desk(request), _desk(request).records
    folder = request.path_params.get("folder", "")
    name = request.path_params.get("name", "")
    if folder and folder not in TYPES:
        raise EditError(f"没有“{folder}”这一类")
    if request.method == "GET":
        text = records.text(name) if name else ""
        if name and not records.path(name).is_file():
            raise EditError(f"没有 {name}：可能改了名或删了")
        value = records.value(name, text) if name else _start(desk, folder, request.query_params.get("copy", ""))
        return _form(desk, folder, name, value, value, text)
    form = await _posted(request)
    value = typed(
        (key, item) for key, item in form.multi_items() if "." in f"{key}." and _is_field(key) and isinstance(item, str)
    )
    base = json.loads(str(form.get("@base", "{}")))
    do, _, place = str(form.get("do", "save")).partition(":")
    wished = str(form.get("@name", "")).strip()
    if not name:
        day = str(value.get("published") or desk.settings.today or "")
        title = str(next((value[one] for one in ("title", "name", "measure") if value.get(one)), ""))
        name_now = f"{folder}/{wished.removesuffix('.yml')}.yml" if wished else records.free_name(folder, title, day)
    else:
        name_now = name
    try:
        uploads = [
            await _upload(desk, name_now, key, item, value)
            for key, item in form.multi_items()
            if isinstance(item, UploadFile) and item.filename
        ]
        text = records.text(name_now)
        if not name and text:
            raise EditError(f"{name_now} 已经有了：请在“文件名”里换一个")
        stale = sha256(text.encode()).hexdigest() != form.get("@digest", "")
        both: list[str] = []
        wanted = filled(value) or {}
        if name and stale and do in {"save", "check"}:
            wanted, both = merged(base, wanted, records.value(name, text))
        if do in {"add", "part", "drop", "up", "down"}:
            changed(value, do, place)
            return _form(
                desk, folder, name, value, base, text, focus=place, wished=wished, keep=str(form.get("@digest", ""))
            )
        if both and do == "save":
            fields = "、".join(both)
            why = (
                f"这条记录刚才被别人改过，下面这几项两边都改了：{fields}。现在显示的是你写的；要用你的，再按一次“保存”"
            )
            return _form(desk, folder, name, wanted, records.value(name, text), text, why=why)
        new = records.written(name_now, text, wanted)
        key = (whole_of(records.root, name_now) or name_now).removesuffix(".yml")
        looked: list[bool] = []
        placed, other = await run_in_threadpool(
            records.tried, name_now, new, uploads, lambda content: looked.append(desk.preview.look(content, key))
        )
    except EditError as error:
        if do == "check":
            return JSONResponse({"form": [str(error)], "fields": {}})
        return _form(
            desk, folder, name, value, base, "", why=str(error), wished=wished, keep=str(form.get("@digest", ""))
        )
    errors = [one for found in (*placed.values(), other) for one in found if one.severity is Severity.ERROR]
    if do == "check":
        told = {path: [_said(one) for one in found] for path, found in placed.items()}
        preview = f"/preview/{quote(key)}/" if looked[0] else ""
        return JSONResponse({"form": [_said(one) for one in other], "fields": told, "preview": preview})
    if errors and do == "save":
        why = f"还有 {len(errors)} 处要改，没有保存。改好再保存；一时改不完，可以把“状态”选成“草稿”，先存下来"
        return _form(desk, folder, name, value, base, text, why=why, problems=placed, other=other, wished=wished)
    desk.save(
        f"保存 {name_now}", [Change(records.path(name_now), read_bytes(records.path(name_now)), new.encode()), *uploads]
    )
    return RedirectResponse(f"/edit/{quote(name_now)}?saved=1", 303)


def _is_field(key: str) -> bool:
    return key not in {"token", "do"} and not key.startswith("@") and not key.endswith(UPLOAD)


def _said(problem: Any) -> dict[str, str]:
    return {"message": problem.message, "hint": problem.hint, "severity": str(problem.severity), "code": problem.code}


def _start(desk: Desk, folder: str, copy: str) -> dict[str, Any]:
    """What a new record begins with: today as its day, or what the record it is a copy of says."""
    if not copy:
        return {"published": str(desk.settings.today or "")}
    value = desk.records.value(copy, desk.records.text(copy))
    gone = {"aliases", "pinyin", "modified", "withdrawn_because", "waivers"}
    return {key: item for key, item in value.items() if key not in gone} | {"published": str(desk.settings.today or "")}


async def _upload(desk: Desk, name: str, key: str, item: UploadFile, value: dict[str, Any]) -> Change:
    """Takes a file that was added in the form, and writes into the form what the record calls it."""
    data = await item.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise EditError(f"“{item.filename}”太大：一个文件最多 {LARGEST >> 20} MB")
    called, change = desk.records.stored(name, item.filename or "", data)
    *way, last = key.removesuffix(UPLOAD).split(".")
    place: Any = value
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place.setdefault(step, {})
    place[last] = called
    return change


def _form(
    desk: Desk,
    folder: str,
    name: str,
    value: dict[str, Any],
    base: dict[str, Any],
    text: str,
    *,
    why: str = "",
    problems: dict[str, Any] | None = None,
    other: Any = (),
    focus: str = "",
    wished: str = "",
    keep: str = "",
) -> Response:
    records = desk.records
    model = records.model(name or f"{folder}/x.yml")
    shown, folded = sorted_out(controls(model, value, problems or {}), model, new=not name)
    return desk.page(
        "edit.html",
        422 if why else 200,
        folder=folder or name.partition("/")[0],
        name=name,
        shown=shown,
        folded=folded,
        base=json.dumps(base, ensure_ascii=False),
        digest=keep or sha256(text.encode()).hexdigest(),
        targets=records.targets(),
        why=why,
        other=other,
        focus=focus,
        wished=wished,
        draft="draft" if value.get("status") in {"draft", "草稿"} else "",
        home=(name or f"{folder}/").rpartition("/")[0],
    )


async def problems(request: Request) -> Response:
    """Everything check says, by file."""
    desk = _desk(request)
    _, found = read_all(desk.settings)
    files: dict[str, list[Any]] = {}
    for one in found:
        files.setdefault(one.file, []).append(one)
    root = desk.settings.content.name
    names = {
        file: file.removeprefix(f"{root}/") for file in files if file.startswith(f"{root}/") and file.endswith(".yml")
    }
    return desk.page("problems.html", files=files, names=names)


async def changes(request: Request) -> Response:
    """What has changed since the last commit, and the form to commit it."""
    desk, folder = _desk(request), _desk(request).settings.content.parent
    why = ""
    if request.method == "POST":
        form = await _posted(request)
        sentence = str(form.get("sentence", "")).strip()
        try:
            if not sentence:
                raise GitError("请用一句话写明改了什么")
            git.commit(folder, desk.beside, sentence)
            desk.done.clear()
            return RedirectResponse("/changes?done=1", 303)
        except GitError as error:
            why = str(error)
    there = git.available(folder)
    lines = git.diff(folder, desk.beside).splitlines() if there else []
    done = "done" in request.query_params
    return desk.page(
        "changes.html", lines=lines, there=there, author=git.author(folder) if there else "", why=why, done=done
    )


async def move(request: Request) -> Response:
    """Gives a record another file name, takes it down, or deletes a draft; whoever points to it goes along."""
    desk, name = _desk(request), request.path_params["name"]
    path, key = desk.records.path(name), name.removesuffix(".yml")
    content = load(desk.settings.content, desk.settings)
    record = (content.records | content.partial).get(key)
    draft = record is not None and record.status is Status.DRAFT
    if request.method == "GET":
        return desk.page("move.html", name=name, key=key, draft=draft, reasons=[one.label for one in WithdrawalReason])
    form = await _posted(request)
    do, target = str(form.get("do", "")), f"{name.partition('/')[0]}/{str(form.get('to', '')).strip()}"
    if do == "rename":
        found, address = renamed(content, key, target), f"/edit/{quote(target)}.yml?saved=1"
    elif do == "withdraw":
        reason = next((one for one in WithdrawalReason if one.label == form.get("because")), None)
        found, address = withdrawn(content, key, reason), f"/edit/{quote(name)}?saved=1"
    elif draft:
        found, address = [Change.of(path, None)], "/"
    else:
        raise EditError("发布过的记录不能删，只能撤下：公众手里有它的地址")
    if errors := new_errors(desk.settings.content, found, desk.settings):
        raise EditError("这样改以后检查通不过，什么也没有写：" + "；".join(one.message for one in errors[:5]))
    desk.save(f"{name} 的改名、撤下或删除", found)
    return RedirectResponse(address, 303)


async def reviews(request: Request) -> Response:
    """The sentences about people that nobody has looked at yet, and what somebody decides."""
    desk = _desk(request)
    content = load(desk.settings.content, desk.settings)
    found, why = review.listed(content), ""
    if request.method == "POST":
        form = await _posted(request)
        chosen = [one for one in found if "/".join(one.key) == form.get("which")]
        said = {name: str(form.get(name, "")).strip() or None for name in ("verdict", "reference", "by")}
        path = desk.settings.content.parent / REVIEWS
        before = read_bytes(path)
        try:
            review.write(content, chosen, **said, date=str(desk.settings.today))
            desk.done.append(("复核", [Change(path, before, read_bytes(path))]))
            return RedirectResponse("/reviews", 303)
        except review.ReviewError as error:
            why = str(error)
    verdicts = [word.label for word in Verdict]
    return desk.page("reviews.html", found=found, verdicts=verdicts, why=why)


async def undo(request: Request) -> Response:
    """Takes the last save of this run back, unless somebody has changed a file since."""
    desk = _desk(request)
    await _posted(request)
    if desk.done:
        _, last = desk.done[-1]
        save(desk.settings.content, [Change(one.path, one.after, one.before) for one in reversed(last)])
        desk.done.pop()
    return RedirectResponse("/", 303)


async def stored_file(request: Request) -> Response:
    """A picture or a sound of the content folder."""
    root = _desk(request).settings.content.resolve()
    path = (root / request.path_params["name"]).resolve()
    if not path.is_relative_to(root) or path.suffix.lower() not in UPLOADS or not path.is_file():
        return Response(status_code=404)
    return FileResponse(path)


async def previewed(request: Request) -> Response:
    """The page of a record as it was last typed, and what it loads."""
    preview, name = _desk(request).preview, request.path_params["name"]
    if text := preview.pages.get(name.rstrip("/")):
        return HTMLResponse(text)
    data = preview.file(name)
    return Response(data, media_type=guess_type(name)[0]) if data is not None else Response(status_code=404)
