"""A web server's configuration for a released site: what its pages may run is computed from the pages."""

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_INLINE = re.compile(rb"<script(?![^>]*\s(?:src|type)=)[^>]*>(.*?)</script>", re.DOTALL)
_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def nginx(site: Path, root: str, base: str, name: str, listen: str, brotli: bool = True) -> str:
    """A file for ``conf.d``. ``root`` is where the server finds the site, ``base`` the path it is public below.

    ``site`` is a built site whose pages are looked at.
    """
    here = Path(__file__).parent
    environment = Environment(loader=FileSystemLoader(here), undefined=StrictUndefined, keep_trailing_newline=True)
    template = environment.get_template("nginx.conf.j2")
    return template.render(root=root, base=base, name=name, listen=listen, policy=policy(site), brotli=brotli)


def policy(site: Path) -> str:
    """The content security policy: nothing from elsewhere, and of inline scripts those that the pages have."""
    hashes = sorted({f"'sha256-{_digest(script)}'" for script in _scripts(site)})
    said = _POLICY | {"script-src": " ".join([_POLICY["script-src"], *hashes])}
    return "; ".join(f"{name} {value}" for name, value in said.items())


def _scripts(site: Path) -> Iterator[bytes]:
    for page in sorted(site.rglob("*.html")):
        yield from _INLINE.findall(page.read_bytes())


def _digest(script: bytes) -> str:
    return base64.b64encode(hashlib.sha256(script).digest()).decode()
