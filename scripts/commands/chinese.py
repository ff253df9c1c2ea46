"""click's own messages in Chinese: headings of the help, usage errors.

click passes every message to ``gettext``; a table here replaces a compiled catalogue.
"""

import errno
import gettext
import re
import shutil

from click import core, formatting, types

from scripts.problems.excerpts import width

WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示这份说明",
    "default: {default}": "不写就是 {default}",
    "Aborted!": "停下了，什么也没有写。",
    "Error: {message}": "错误：{message}",
    "Try '{command} {option}' for help.": "用法见 {command} {option}",
    "Invalid value: {message}": "写得不对：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 写得不对：{message}",
    "Missing argument": "没有写",
    "Missing command.": "没有写要做什么。",
    "No such option {name!r}.": "没有 {name} 这个选项。",
    "No such command {name!r}.": "没有 {name} 这个命令。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "是不是 {possibilities} 里的一个？",
    "{value!r} is not {choice}.": "没有“{value}”，只能写 {choice}。",
    "{value!r} is not one of {choices}.": "没有“{value}”，只能写 {choices} 里的一个。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是数字。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}”不行，只能写 true 或 false。",
    "{value} is not in the range {range}.": "{value} 不在 {range} 之内。",
    "{value!r} does not match the format {format}.": "“{value}”不是日期，要写成 2026-11-28 这样。",
    "Option {name!r} does not take a value.": "{name} 后面不写别的。",
    "Option {name!r} requires an argument.": "{name} 后面还要写一样东西。",
    "Got unexpected extra argument ({args})": "多写了 {args}",
    "Got unexpected extra arguments ({args})": "多写了 {args}",
    "{name} {filename!r} does not exist.": "没有 {filename}。",
    "{name} {filename!r} is a file.": "{filename} 是文件，要写文件夹。",
    "{name} {filename!r} is a directory.": "{filename} 是文件夹，要写文件。",
    "{name} {filename!r} is not readable.": "{filename} 读不了。",
}
_METAVARS = {
    "directory": "文件夹",
    "file": "文件",
    "path": "路径",
    "text": "文字",
    "integer": "数字",
    "integer range": "数字",
}
"""Placeholders of option values in the help."""
_OS_ERRORS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "那里已经有一个文件",
    errno.ENOTDIR: "那里是文件，不是文件夹",
    errno.EISDIR: "那里是文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "那里只能读",
    errno.ENOSPC: "磁盘满了，先腾出地方",
    errno.EDQUOT: "超过了配额，先腾出地方",
    errno.EFBIG: "文件太大，超过了这里的限制",
    errno.ENOLCK: "这里（多半是网络盘）不能上锁，请换到本机的磁盘",
}


def disk_error_text(error: OSError) -> str:
    if isinstance(error, shutil.Error):  # of a copied folder: (from, to, reason as text) for each file
        _, name, text = error.args[0][0]
        found = re.search(r"\[Errno (\d+)\]", str(text))
        error = OSError(int(found[1]) if found else 0, str(text), str(name))
    why = _OS_ERRORS.get(error.errno or 0) or error.strerror or error
    return f"{f'不能读写 {error.filename}' if error.filename else '结果写不出去'}：{why}"


class _Words(gettext.NullTranslations):
    """Messages missing from the table stay English."""

    def gettext(self, message: str) -> str:
        return WORDS.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


def translate_click() -> None:
    """Switches click's messages to Chinese."""
    setattr(gettext, "translation", lambda *_, **__: _Words())  # noqa: B010
    setattr(types.ParamType, "get_metavar", lambda kind, **_: _METAVARS.get(kind.name))  # noqa: B010
    setattr(formatting, "term_len", width)  # noqa: B010


def translate_metavars(command: core.Command) -> None:
    """Sets the Chinese usage line of a command and of all commands within it."""
    command.options_metavar = "[选项]"
    if isinstance(command, core.Group):
        command.subcommand_metavar = "命令 ……"
        for inner in command.commands.values():
            translate_metavars(inner)
