"""State shared by the pages of one run of the desk, and the token by which it recognizes its own forms."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from scripts.checks import check
from scripts.commands.chinese import disk_error_text
from scripts.desk.live import RecordChecker
from scripts.desk.preview import Preview
from scripts.desk.records import Records
from scripts.editing.save import Change, save
from scripts.editing.writer import EditError
from scripts.load.split_records import record_of_part
from scripts.problems import Problem, Severity
from scripts.release.git import BESIDE
from scripts.settings import Settings, today

NOT_SAVED = "没有保存：下面标红的地方还要改，改好再保存。一时改不完，可以先关了：写的留在这个浏览器里，下次打开这一页会问要不要恢复"
"""Also of a draft: check applies most rules to any file, published or not. The number of problems is shown below."""


@dataclass
class Desk:
    """The records, this run's token, and the changes that can be undone."""

    settings: Settings
    records: Records
    templates: Environment
    preview: Preview
    live: RecordChecker
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    held: dict[str, bytes] = field(default_factory=dict)
    """Uploaded files not saved yet, by their name in the form."""
    done: list[tuple[str, list[Change]]] = field(default_factory=list)
    errors: int = 0
    """The number of errors in the last check of everything."""
    _day: date = field(default_factory=today)
    _asked: int = 0
    _checking: Lock = field(default_factory=Lock)

    def follow_date(self) -> None:
        """Switches to the new day when the desk is left open over midnight: what is published today is not in the
        future."""
        if (day := today()) != self._day:
            self._day, self.settings = day, replace(self.settings, today=day)
            self.live = RecordChecker(self.settings)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        undo = self.done[-1][0] if self.done else ""
        text = self.templates.get_template(template).render(token=self.token, undo=undo, errors=self.errors, **values)
        return HTMLResponse(text, status)

    def page_of(self, name: str) -> str:
        """The address of a record's preview; empty where there is nothing to show."""
        key = (record_of_part(self.records.root, name) or name).removesuffix(".yml")
        return f"/preview/{quote(key)}/" if key in self.preview.pages else ""

    def save(self, what: str, changes: list[Change], address: str) -> Response:
        save(self.settings.content, changes)
        self.done.append((what, changes))
        return self.redirect_after_save(address)

    def redirect_after_save(self, address: str) -> Response:
        """The response after a save; a check of everything follows in the background."""
        return RedirectResponse(address, 303, background=BackgroundTask(self.check_all, behind=True))

    def check_all(self, *, behind: bool = False) -> list[Problem]:
        """Checks everything and stores the number of errors; ``behind`` a save, gives up when another save follows."""
        self._asked += behind
        mine = self._asked
        with self._checking:
            if behind and mine != self._asked:
                return []
            try:
                found = check(self.live.read())
            except FileNotFoundError:  # undone, or deleted by git, while it was checked
                found = check(self.live.read())
            self.errors = sum(one.severity is Severity.ERROR for one in found)
            return found

    @property
    def editable_paths(self) -> list[Path]:
        """What editors write: the content folder and the files beside it that belong to the records."""
        root = self.settings.content
        return [root, *(path for name in BESIDE if (path := root.parent / name).exists())]


def said(problem: Problem) -> dict[str, Any]:
    return {"message": problem.message, "hint": problem.hint, "severity": str(problem.severity)}


def told(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{disk_error_text(error)}。没有存，原来的文件都在，写的也没有丢，弄好再存一次"
    return str(error)


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    desk.follow_date()
    return desk


async def posted(request: Request) -> FormData:
    """A form of this run's own. Raises EditError for any other."""
    form = await request.form(max_fields=20_000, max_part_size=4 << 20)
    if not secrets.compare_digest(str(form.get("token", "")), desk_of(request).token):
        raise EditError("编辑台重新启动过，这一页是旧的，没有存：请回到那一页，没保存的内容会问你要不要恢复")
    return form
