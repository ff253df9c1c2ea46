"""The form of a record: shown, changed, previewed while typing, saved."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from scripts.desk import text as as_text
from scripts.desk.form import (
    UPLOAD,
    FormError,
    Problems,
    change_parts,
    container_at,
    controls,
    parse_carried,
    parsing_request,
    shown_and_folded,
    submitted_fields,
    three_way_merge,
    without_empty,
)
from scripts.desk.records import LARGEST
from scripts.desk.session import NOT_SAVED, Desk, desk_of, posted, said, told
from scripts.editing.added_files import store
from scripts.editing.form_problems import labels
from scripts.editing.new_records import initial_values, new_name, proposed_name
from scripts.editing.save import Change, read_text
from scripts.editing.writer import EditError
from scripts.load.file_names import numbered
from scripts.media.decode import SMALLER
from scripts.problems import Problem, has_errors
from scripts.records import TYPES
from scripts.speed.cache import digest

_MOVES = frozenset({"add", "part", "drop", "up", "down", "show"})
"""Buttons that change the parts of a form; ``show`` only displays the form again."""
_NOT_COPIED = frozenset({"aliases", "pinyin", "modified", "corrections", "withdrawn_because"})
_NOT_COPIED |= {"times", "outcome", "attendance", "changes"}
"""With what was so of the last time: nobody may forget to change it."""


@dataclass(frozen=True)
class SubmittedForm:
    """A submitted form, and what it was opened with: ``base`` the fields, ``digest`` of the file.

    ``do`` is the button; ``place`` the part it belongs to. ``wished`` is the file name of a new record.
    """

    value: dict[str, Any]
    base: dict[str, Any]
    digest: str
    wished: str = ""
    do: str = ""
    place: str = ""

    @classmethod
    def of(cls, form: FormData) -> "SubmittedForm":
        fields = ((key, item) for key, item in form.multi_items() if _is_field(key) and isinstance(item, str))
        said = {name: str(form.get(name, "")) for name in ("@base", "@digest", "@name", "do")}
        do, _, place = said["do"].partition(":")
        with parsing_request():
            value, base = submitted_fields(fields), dict(parse_carried(said["@base"] or "{}"))
        return cls(value, base, said["@digest"], said["@name"].strip(), do or "save", place)


def _is_field(key: str) -> bool:
    return key not in {"token", "do"} and not key.startswith("@") and not key.endswith(UPLOAD)


async def edit(request: Request) -> Response:
    """The form of a record at ``/edit/<name>``, or of a new one at ``/new/<folder>``."""
    desk, given = desk_of(request), request.path_params
    name = given.get("name", "")
    folder = given.get("folder") or name.partition("/")[0]
    if folder not in TYPES:
        raise EditError(f"没有“{folder}”这一类")
    if request.method == "GET":
        if name and "text" in request.query_params:
            return await as_text.opened(desk, name)
        try:
            return _form(desk, folder, name, _initial_values(desk, folder, name, request.query_params.get("copy", "")))
        except EditError:
            if not name:
                raise
            return await as_text.opened(desk, name)
    form = await posted(request)
    if name and "@text" in form:
        return await as_text.answered(desk, name, form)
    sent = SubmittedForm.of(form)
    try:
        return await _perform(desk, folder, name, form, sent)
    except FormError:
        raise
    except (EditError, OSError) as error:
        if sent.do == "check":
            return JSONResponse({"form": [told(error)], "fields": {}})
        return _form(desk, folder, name, sent, why=told(error))


def _initial_values(desk: Desk, folder: str, name: str, copy: str) -> SubmittedForm:
    """The initial values of a form: the record's; for a new one today's date, or the record it is copied from."""
    records = desk.records
    text = read_text(records.existing_file(name)) if name else ""
    value = records.fields(name, text) if name else {}
    if copy:
        copied = records.fields(copy, read_text(records.existing_file(copy)))
        value = {key: item for key, item in copied.items() if key not in _NOT_COPIED}
    if not name:
        value |= initial_values(TYPES[folder], str(desk.settings.today or ""))
    return SubmittedForm(value, value, digest(text.encode()))


async def _perform(desk: Desk, folder: str, name: str, form: FormData, sent: SubmittedForm) -> Response:
    """Does what the button says. Raises EditError, and has then written nothing."""
    records = desk.records
    if name and not records.path(name).is_file():
        raise EditError(f"{name} 刚才改了名或删了，没有存。写的还在这一页：请先抄下来，再去首页找它现在的名字")
    target = name or _new_name(desk, folder, sent)
    await _keep_uploads(desk, form, sent.value)
    text = records.text(target)
    if sent.do in _MOVES:
        with parsing_request():
            at = change_parts(sent.value, sent.do, sent.place)
        return _form(desk, folder, name, replace(sent, place=at))
    uploads: dict[str, Change] = {}
    wanted, both = without_empty(_store_files(desk, target, sent.value, uploads)) or {}, list[str]()
    if name and digest(text.encode()) != sent.digest:
        now = records.fields(name, text)
        wanted, both = three_way_merge(sent.base, wanted, now)
        if both and sent.do == "save":
            known = labels(records.model(name))
            fields = "；".join(
                f"{known.get(one, one)}{_current_value(now.get(one), sent.base.get(one))}" for one in both
            )
            why = f"这条记录刚才被别人改过，这几项两边都改了：{fields}。下面显示的是你写的；要用你的，再按一次“保存”"
            return _form(
                desk, folder, name, replace(sent, value=wanted, base=now, digest=digest(text.encode())), why=why
            )
    new = records.edited_text(target, text, wanted)
    changes = [Change.of(records.path(target), new), *uploads.values()]
    problems = await run_in_threadpool(desk.live.problems_of, target, changes, desk.preview.render)
    placed, other = records.problems_by_control(target, new, problems)
    if sent.do == "check":
        told = {path: list(map(said, found)) for path, found in placed.items()}
        return JSONResponse({"form": list(map(said, other)), "fields": told, "preview": desk.page_of(target)})
    if any(map(has_errors, (*placed.values(), other))):
        return _form(desk, folder, name, sent, why=NOT_SAVED, problems=placed, other=other)
    response = desk.save(f"保存 {target}", changes, f"/edit/{quote(target)}?saved=1")
    saved = {change.after for change in uploads.values()}
    desk.held = {name: data for name, data in desk.held.items() if data not in saved}
    return response


def _current_value(value: Any, before: Any) -> str:
    """The current value of a field changed by somebody else, after its name; of a list the items that were not there."""
    if value is None:
        return "（别人删去了）"
    if isinstance(value, list) and isinstance(before, list):
        value = [item for item in value if item not in before]
    text = _words(value)
    return f"（别人写的是“{text[:60]}{'……' if text[60:] else ''}”）" if text else ""


def _words(value: Any) -> str:
    """All texts in a value, on one line."""
    if isinstance(value, dict | list):
        return " ".join(map(_words, value.values() if isinstance(value, dict) else value))
    return " ".join(str(value).split())


def _new_name(desk: Desk, folder: str, sent: SubmittedForm) -> str:
    """The file name of a new record: as wished, else from its title, numbered where taken."""
    root, title = desk.records.root, str(sent.value.get(TYPES[folder].title_key()) or "")
    day = str(sent.value.get("published") or desk.settings.today or "")
    name = proposed_name(folder, title, day, sent.wished)
    if sent.wished:
        return new_name(root, folder, name).relative_to(root).as_posix()
    return next(path for one in numbered(f"{folder}/{name}") if not (root / (path := f"{one}.yml")).exists())


async def _keep_uploads(desk: Desk, form: FormData, value: dict[str, Any]) -> None:
    """Keeps the files that were chosen in the form until they are saved; into the form is written what they are kept as.

    Of several chosen for one item of a list, each other makes an item of its own.
    """
    filled = set[str]()
    for key, item in form.multi_items():
        if not isinstance(item, UploadFile) or not item.filename:
            continue
        data = await item.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise EditError(f"“{item.filename}”太大：一个文件最多 {LARGEST >> 20} MB。是图片的，{SMALLER}")
        *way, last = key.removesuffix(UPLOAD).split(".")
        called = f"已选-{digest(data)[:8]}/{Path(item.filename).name}"
        with parsing_request():
            if key in filled:
                container_at(value, way[:-1]).append({last: called})
            else:
                container_at(value, way)[last] = called
        filled.add(key)
        desk.held[called] = data


def _store_files(desk: Desk, name: str, value: Any, made: dict[str, Change], path: str = "") -> Any:
    """The fields of a form with the final path of each uploaded file; ``made`` collects these paths by control."""
    if isinstance(value, str) and value in desk.held:
        file = value.partition("/")[2]
        called, made[path] = store(desk.records.root, name, file, desk.held[value], made.values())
        return called
    if isinstance(value, list):
        return [_store_files(desk, name, item, made, f"{path}.{at}") for at, item in enumerate(value)]
    if isinstance(value, dict):
        return {key: _store_files(desk, name, item, made, f"{path}.{key}".strip(".")) for key, item in value.items()}
    return value


def _form(
    desk: Desk,
    folder: str,
    name: str,
    sent: SubmittedForm,
    *,
    why: str = "",
    problems: Problems | None = None,
    other: Sequence[Problem] = (),
) -> Response:
    model = desk.records.model(name or f"{folder}/x.yml")
    shown, folded = shown_and_folded(controls(model, sent.value, problems or {}), model, new=not name)
    response = desk.page(
        "edit.html",
        422 if why else 200,
        folder=folder,
        name=name,
        key=name or f"new/{folder}",
        title=str(sent.base.get(TYPES[folder].title_key()) or sent.base.get("title") or name),
        shown=shown,
        folded=folded,
        base=json.dumps(sent.base, ensure_ascii=False),
        digest=sent.digest,
        titles=desk.records.titles(),
        why=why,
        other=other,
        focus=sent.place if sent.do in _MOVES else "",
        unsaved=bool(sent.do),
        wished=sent.wished,
        home=(name or f"{folder}/").rpartition("/")[0],
    )
    response.background = BackgroundTask(desk.live.base, desk.records.file_states)
    return response
