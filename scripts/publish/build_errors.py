"""Turns an exception during the build into a problem with a file and line that an operator can open."""

import errno
import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError

from scripts.problems import Problem

_CALL = Path("scripts/publish/mkdocs.py")
"""Calls MkDocs: frames below it are a foreign plugin's, or due to a setting."""
_HINT = "网站没有动。请维护网站的同事改正这个文件，或退回它上一次的版本"


def build_problem(error: Exception, root: Path) -> Problem:
    """The problem of a failed template, hook, plugin or setting.

    Its place is the last frame of the traceback inside ``root``, the project's folder.
    """
    if isinstance(error, TemplateNotFound):
        return Problem("overrides", 1, 1, "L02", f"缺少页面模板 {error.name}", _HINT)
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Problem("build", 1, 1, "L02", "磁盘满了，写不下整个网站", "网站没有动。先腾出地方，再生成一次")
    said = f"{type(error).__name__}：{error}"
    steps = [(step.filename, step.lineno or 1) for step in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, TemplateSyntaxError):
        steps.append((error.filename or "", error.lineno))
        said = str(error.message)
    if isinstance(error, SyntaxError):  # of a hook
        steps.append((error.filename or "", error.lineno or 1))
    if isinstance(error, UnicodeDecodeError):
        return _of_encoding(error, root)
    own = [(Path(name).relative_to(root), line) for name, line in steps if Path(name).is_relative_to(root)]
    own = [(path, line) for path, line in own if not path.parts[0].startswith(".") and path != _CALL]
    if steps and not own:
        said += f"（{steps[-1][0].rpartition('site-packages/')[2]} 第 {steps[-1][1]} 行）"
    file, line = own[-1] if own else (Path("mkdocs.yml"), 1)
    return Problem(file.as_posix(), line, 1, "L02", f"排版时出错：{said}", _HINT)


def _of_encoding(error: UnicodeDecodeError, root: Path) -> Problem:
    """The problem of a template that is not UTF-8; found by content, since the error names no file."""
    for path in sorted((root / "overrides").rglob("*")):
        if path.is_file() and path.read_bytes() == error.object:
            return Problem(path.relative_to(root).as_posix(), 1, 1, "Y01", "文件编码不是 UTF-8", "请另存为 UTF-8")
    return Problem("mkdocs.yml", 1, 1, "Y01", "有一个文件的编码不是 UTF-8", "请把最近改过的文件另存为 UTF-8")
