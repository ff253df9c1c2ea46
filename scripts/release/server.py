"""Writes a web server's configuration for a released site; its content security policy is computed from the pages."""

import base64
import hashlib
import re
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.release.manifest import TargetError

_INLINE = re.compile(rb"<script(?![^>]*\s(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'none'; script-src {}; style-src 'self'; img-src 'self' data:; media-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_NAME = re.compile(r"_|(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*", re.IGNORECASE)
_LISTEN = re.compile(r"(?:(?:[\w.-]+|\*|\[[0-9a-f:]+\]):)?\d{1,5}", re.ASCII | re.IGNORECASE)
_BASE = re.compile(r'(?:href|src)="(/(?:[^"/]+/)*)assets/')
_ROOT = re.compile(r"/[^\0-\x1f\x7f\"\\$*?\[]*[^\0-\x1f\x7f\"\\$*?\[/]/?")
"""A path without what nginx interprets in quotes (variables, ``include`` patterns), and not ``/`` itself."""


def nginx(site: Path, root: str, base: str, name: str, listen: str) -> str:
    """A file for ``conf.d``. ``root`` is the site's folder on the server, ``base`` its path on the host.

    ``site`` is the built site. Raises TargetError for values that nginx would misread.
    """
    if not _ROOT.fullmatch(root):
        raise TargetError(
            f'“{root}”不能当网站的文件夹：从 / 写起，里面不能有 $ * ? [ " 和反斜杠，例如 /srv/site/current'
        )
    if not _LISTEN.fullmatch(listen) or int(listen.rpartition(":")[2]) not in range(1, 65536):
        raise TargetError(f"“{listen}”不能当端口：写 80 或者 127.0.0.1:8080 这样的")
    lost = site / "404.html"  # the only page with root-relative links
    made = _BASE.search(lost.read_text(encoding="utf-8")) if lost.is_file() else None
    if made and made[1] != base:
        raise TargetError(f"网站是给 {made[1]} 这个路径生成的，这里是 {base}：生成时和这里要写同样的 --site-url")
    here = Path(__file__).parent
    environment = Environment(loader=FileSystemLoader(here), undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.get_template("nginx.conf.j2")
    names = " ".join(_server_name(one) for one in name.split()) or "_"
    return template.render(root=root.rstrip("/"), base=base, name=names, listen=listen, policy=policy(site))


def _server_name(name: str) -> str:
    """A host name as nginx compares it, Chinese ones in ASCII. Raises TargetError."""
    with suppress(UnicodeError):
        if _NAME.fullmatch(found := name.encode("idna").decode()):
            return found
    raise TargetError(f"“{name}”不能当域名：只写 www.example.cn 这样的，不带 https:// 和端口，几个就用空格隔开")


def policy(site: Path) -> str:
    """The content security policy: no other hosts, and only the inline scripts that the pages contain."""
    scripts = {script for page in site.rglob("*.html") for script in _INLINE.findall(page.read_bytes())}
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in scripts)
    return _POLICY.format(" ".join(["'self'", *sorted(f"'sha256-{digest}'" for digest in digests)]))
