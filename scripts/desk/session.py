"""What the pages of one run of the desk share, and how they know a form of their own."""

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
from scripts.commands.chinese import disk_refused
from scripts.desk.live import Live
from scripts.desk.preview import Preview
from scripts.desk.records import Records
from scripts.editing.save import BESIDE, Change, save
from scripts.editing.writer import EditError
from scripts.load.split_records import whole_of
from scripts.problems import Problem, Severity
from scripts.settings import Settings, today

NOT_SAVED = "没有保存：下面标红的地方还要改，改好再保存。一时改不完，可以先关了：写的留在这个浏览器里，下次打开这一页会问要不要恢复"
"""Of a draft too: it may not be published, but check asks of it what it asks of any file. How much is left is told below."""


@dataclass
class Desk:
    """What the pages share: the records, this run's token, and what can be undone."""

    settings: Settings
    records: Records
    templates: Environment
    preview: Preview
    live: Live
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    held: dict[str, bytes] = field(default_factory=dict)
    """The files that were chosen in a form and are not saved yet, by what the form calls them meanwhile."""
    done: list[tuple[str, list[Change]]] = field(default_factory=list)
    errors: int = 0
    """How many the last check of everything found."""
    _day: date = field(default_factory=today)
    _asked: int = 0
    _checking: Lock = field(default_factory=Lock)

    def wake(self) -> None:
        """Left open over midnight, the desk goes by the new day: what is published today is not to come."""
        if (day := today()) != self._day:
            self._day, self.settings = day, replace(self.settings, today=day)
            self.live = Live(self.settings)

    def page(self, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        undo = self.done[-1][0] if self.done else ""
        text = self.templates.get_template(template).render(token=self.token, undo=undo, errors=self.errors, **values)
        return HTMLResponse(text, status)

    def page_of(self, name: str) -> str:
        """Where the page of a record stands as it was last typed; empty where there is nothing to show."""
        key = (whole_of(self.records.root, name) or name).removesuffix(".yml")
        return f"/preview/{quote(key)}/" if key in self.preview.pages else ""

    def save(self, what: str, changes: list[Change], address: str) -> Response:
        save(self.settings.content, changes)
        self.done.append((what, changes))
        return self.leads_on(address)

    def leads_on(self, address: str) -> Response:
        """The answer when something was written: everything is checked behind it."""
        return RedirectResponse(address, 303, background=BackgroundTask(self.check_all, behind=True))

    def check_all(self, *, behind: bool = False) -> list[Problem]:
        """What check says of everything, and keeps how many errors; ``behind`` a save, nothing when another one follows."""
        self._asked += behind
        mine = self._asked
        with self._checking:
            if behind and mine != self._asked:
                return []
            found = check(self.live.read())
            self.errors = sum(one.severity is Severity.ERROR for one in found)
            return found

    @property
    def beside(self) -> list[Path]:
        """What editors write: the content folder and the files beside it that belong to the records."""
        root = self.settings.content
        return [root, *(path for name in BESIDE if (path := root.parent / name).exists())]


def said(problem: Problem) -> dict[str, Any]:
    return {"message": problem.message, "hint": problem.hint, "severity": str(problem.severity)}


def told(error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{disk_refused(error)}。没有存，原来的文件都在，写的也没有丢，弄好再存一次"
    return str(error)


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    desk.wake()
    return desk


async def posted(request: Request) -> FormData:
    """A form of this run's own. Raises EditError for any other."""
    form = await request.form(max_fields=20_000, max_part_size=4 << 20)
    if not secrets.compare_digest(str(form.get("token", "")), desk_of(request).token):
        raise EditError("编辑台重新启动过，这一页是旧的，没有存：请回到那一页，没保存的内容会问你要不要恢复")
    return form
