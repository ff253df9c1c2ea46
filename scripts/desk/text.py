"""Edits the file of a record as text, where it cannot be shown as a form or a value fits no control."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, Response

from scripts.desk.session import NOT_SAVED, Desk, said
from scripts.editing.save import Change, read_bytes
from scripts.editing.writer import EditError
from scripts.load.characters import visible
from scripts.load.encodings import decode_text
from scripts.problems import Problem, has_errors
from scripts.speed.cache import digest

AROUND = 2
"""Lines shown above and below a marked one."""


async def opened(desk: Desk, name: str) -> Response:
    """The text as it is, each line that something is wrong with marked."""
    held, text = _bytes_and_text(desk, name)
    return _page(desk, name, text, digest(held), found=await _problems(desk, name, held, text))


async def answered(desk: Desk, name: str, form: FormData) -> Response:
    """Says what is wrong with the text that was sent, or saves it as a form is saved: without an error or not at all."""
    held, there = _bytes_and_text(desk, name)
    do, wrote = str(form.get("do", "")), visible(str(form["@text"])).replace("\r\n", "\n")
    text = wrote.replace("\n", "\r\n") if "\r\n" in there else wrote
    if do == "show":
        return _page(desk, name, wrote, str(form.get("@digest", "")), do=do)
    found = await _problems(desk, name, held, text)
    if do == "check":
        return JSONResponse({"form": list(map(_with_line, found)), "fields": {}, "preview": desk.page_of(name)})
    if digest(held) != form.get("@digest"):
        why = "这个文件刚才被别人改过。现在显示的是你写的；要用你的，再按一次“保存”"
        return _page(desk, name, wrote, digest(held), why=why, do=do, found=found)
    if has_errors(found):
        return _page(desk, name, wrote, digest(held), why=NOT_SAVED, do=do, found=found)
    change = Change(desk.records.existing_file(name), held, text.encode())
    return desk.save(f"保存 {name}", [change], f"/edit/{quote(name)}?saved=text")


def _bytes_and_text(desk: Desk, name: str) -> tuple[bytes, str]:
    """A file's bytes and its text. Raises EditError where it is not text."""
    held = read_bytes(desk.records.existing_file(name)) or b""
    text = decode_text(held)
    if text is None:
        raise EditError(f"{name} 不是文字文件，像是改了后缀的表格、文档或图片：请删去它，再新建一条")
    return held, text


async def _problems(desk: Desk, name: str, held: bytes, text: str) -> list[Problem]:
    """What is wrong with the file if it said ``text``."""
    change = Change(desk.records.existing_file(name), held, text.encode())
    found = await run_in_threadpool(desk.live.problems_of, name, [change], desk.preview.render)
    file = f"{desk.records.root.name}/{name}"
    return [one for one in found if one.file == file]


def _with_line(problem: Problem) -> dict[str, Any]:
    return said(problem) | {"message": f"第 {problem.line} 行：{problem.message}", "line": problem.line}


def _page(
    desk: Desk, name: str, text: str, held: str, *, why: str = "", do: str = "", found: Sequence[Problem] = ()
) -> Response:
    marked = {one.line for one in found}
    lines = [(number, line, number in marked) for number, line in enumerate(text.split("\n"), 1)]
    return desk.page(
        "text.html",
        422 if why else 200,
        folder=name.partition("/")[0],
        name=name,
        title="按文字改",
        key=f"text/{name}",
        shown=(),
        focus="",
        base="{}",
        text=visible(text),
        near=[one for one in lines if any(abs(one[0] - line) <= AROUND for line in marked)],
        digest=held,
        why=why,
        other=list(map(_with_line, found)),
        unsaved=bool(do),
    )
