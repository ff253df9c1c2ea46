"""Adapts MkDocs' events to the pipeline; no other file knows those events.

For a bare ``mkdocs build`` or ``mkdocs serve`` this hook writes the generated pages and points MkDocs to their folder.
``python -m scripts build`` has already done so when it calls MkDocs.
"""

import logging
import os
import shutil
import sys
import time
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent.parent))  # a bare `mkdocs` does not know the project's packages

from scripts.catalogue import Site
from scripts.commands.chinese import disk_error_text
from scripts.pipeline import after_swap, finish_site, stage_pages, write_search_index
from scripts.problems import Problem, has_errors
from scripts.problems.formats import full
from scripts.publish.audit import Forbidden
from scripts.publish.config import edit_uri, refusal_of, settings_of
from scripts.publish.layout import MenuPage
from scripts.publish.mkdocs import HOOK_LOG, STAGED, WarningCollector, collect_warnings, fix_build_date
from scripts.publish.progress import Progress
from scripts.publish.site import complete, make_readable
from scripts.publish.swap import FRESH, locked, swap
from scripts.publish.theme import current, leaves
from scripts.render.environment import TemplateCache, share_globals
from scripts.settings import Settings

if TYPE_CHECKING:  # only a preview needs it
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger(HOOK_LOG)
IDLE = ("alternate", "analytics", "consent", "direction", "features", "icon", "logo", "palette", "version")
"""Options of Material that our own templates do not use."""
FIRST_DAY = "2026-01-01"
"""The home page's date in the site map when there are no records: MkDocs requires at least one date."""
_serving = False
_settings = Settings()
_site: Site | None = None  # what the pages were written from, if this hook wrote them
_nav: Navigation | None = None
_held = ExitStack()  # held while MkDocs works: the lock on the output folder, the collector of its warnings
_notes = WarningCollector()
_problems: list[Problem] = []  # shown on every page of a preview


def on_startup(*, command: str, dirty: bool) -> None:
    """Because this event is defined, MkDocs keeps this module, and its state, for all rebuilds of one ``mkdocs serve``."""
    global _serving, _notes
    _serving = command == "serve"
    if not _serving:
        _notes = _held.enter_context(collect_warnings())  # another plugin may warn before our turn


def on_shutdown() -> None:
    _held.close()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Writes the pages and points MkDocs to them, unless the build command has done so."""
    try:
        return _configured(config)
    except OSError as error:
        raise Abort(disk_error_text(error)) from error


def _configured(config: MkDocsConfig) -> MkDocsConfig:
    global _site, _problems, _settings
    theme, said = config.theme, "{name: material, custom_dir: overrides, language: zh, font: false}"
    ours = theme.name == "material" and Path(theme.custom_dir or "", "partials/head.html").is_file()
    if not ours or theme.get("language") != "zh" or theme.get("font"):
        raise Abort(f"mkdocs.yml 的 theme 要写 {said}：网页用 overrides 里的模板，只有中文，字体不向别的网站取")
    if idle := [name for name in IDLE if config.theme.get(name) or config.extra.get(name)]:
        hint = "请删去。颜色在 docs/assets/css/tokens.css，图标是 docs/assets/favicon.svg"
        raise Abort(f"mkdocs.yml 里的 {'、'.join(idle)} 在这里不起作用：网页的样子不用 Material 的。{hint}")
    if not config.site_name.strip():
        raise Abort("mkdocs.yml 的 site_name 空着：请写网站的名字，每一页的标题都要用")
    if missing := {"attr_list", "md_in_html"}.difference(config.markdown_extensions):
        raise Abort(f"mkdocs.yml 的 markdown_extensions 里少了 {'、'.join(sorted(missing))}：展板和目录要用，请补上")
    if "assets/css/site.css" not in config.extra_css:
        raise Abort("mkdocs.yml 的 extra_css 里要有 assets/css/site.css：网页的样式都在里面，自己的写在它后面")
    if STAGED in config.plugins:
        _settings = config.plugins[STAGED].settings  # type: ignore[attr-defined]
        return config
    fix_build_date()
    _settings = settings = settings_of(config, Path(config.config_file_path))
    if why := "" if _serving else refusal_of(settings):
        raise Abort(why)
    config.site_url = settings.url
    os.umask(0o022)
    site = None if _serving else settings.site
    _held.enter_context(locked(settings.out, partial(log.warning, "另一次生成还没有结束，等它完成"), site))
    _site, _problems = stage_pages(settings, preview=_serving)
    _tell(_problems, settings.content.parent)
    if has_errors(_problems) and not _serving:
        raise Abort("记录有错误，没有生成网站")
    config.docs_dir = str(settings.out / "docs")
    if not _serving and settings.site.parent == settings.out:  # MkDocs itself empties and fills any other folder
        config.site_dir = str(settings.out / FRESH)
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Lets each page's edit link (``edit_uri``) lead to the record it shows."""
    if not config.use_directory_urls and _settings.directory_urls:
        raise Abort("有插件（例如 offline）把 use_directory_urls 关掉了：网址都要以 / 结尾，请去掉这个插件")
    if config.edit_uri or config.edit_uri_template:
        for file in files.documentation_pages():
            file.edit_uri = edit_uri(file.src_uri, _settings)
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    global _nav
    _nav = nav
    for page in nav.pages:
        page.__class__ = MenuPage
    return nav


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Sets up the templates. A line that holds only a template statement leaves no blank line in the page."""
    env.trim_blocks = env.lstrip_blocks = True
    env.globals["menu"] = [(item, leaves(item)) for item in _nav or ()]
    env.filters["current"] = current
    env.bytecode_cache = TemplateCache(_settings.cache)
    share_globals(env)
    return env


def on_page_markdown(markdown: str, *, page: Page, **_: Any) -> None:
    """Puts the date of a record's last change into the site map, not the date of the build."""
    page.update_date = str(page.meta.get("updated", "")) or (FIRST_DAY if page.is_homepage else "")


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Shows the open problems on every page of a preview."""
    if not (_serving and _problems):
        return output
    from scripts.commands.serve import panel

    return output.replace("</body>", panel(_problems) + "</body>")


def on_build_error(*, error: Exception) -> None:
    _let_go()


def on_post_build(*, config: MkDocsConfig) -> None:
    """Finishes the build: checks links, writes the search index, audits and swaps the site. A preview only gets its index."""
    if _site is None:
        return
    if _serving:
        _preview(_site, Path(config.site_dir))
        return
    settings, made = _site.content.settings, Path(config.site_dir)
    forbidden, finish = Forbidden.of(_site.content), partial(finish_site, _site)
    problems = _notes.problems() or complete(settings, made, Progress(), finish, forbidden)[0]
    _tell(problems, settings.content.parent)
    if has_errors(problems):
        _let_go()
        raise Abort("网站没有更新，公众看到的还是上一次的；原因列在上面")
    make_readable(made)
    if made == settings.out / FRESH:
        swap(settings.out, settings.site.name)
        config.site_dir = str(settings.site)  # gh-deploy sends this folder
    after_swap(settings, time.time())
    _let_go()


def _preview(site: Site, folder: Path) -> None:
    """Adds the search index to a preview, and reports success."""
    try:
        write_search_index(site, folder)
    except Exception as error:
        log.warning("搜索没有更新：%s", error)  # the pages can still be viewed
    else:
        if not _problems:
            log.warning("没有问题，预览已更新")
    finally:
        _let_go()


def _let_go() -> None:
    """Releases the lock and the log handler, and deletes an unfinished new site."""
    if _site and not _serving:
        shutil.rmtree(_site.content.settings.out / FRESH, ignore_errors=True)
    _held.close()


def _tell(problems: list[Problem], root: Path) -> None:
    """Logs the problems, errors even with ``--quiet``. Reminders are logged below WARNING, at which ``--strict`` fails."""
    level = logging.ERROR if has_errors(problems) else logging.WARNING if _serving else logging.INFO
    if problems:
        log.log(level, "\n%s\n", full(problems, root))


def on_serve(server: "LiveReloadServer", *, config: MkDocsConfig, builder: Any) -> "LiveReloadServer":
    """Watches the folders that people edit, not the one this hook writes."""
    server.unwatch(config.docs_dir)
    if _site:
        for folder in (_site.content.settings.handwritten, _site.content.root):
            server.watch(str(folder))
    return server
