"""What becomes of old addresses: a page that leads on, and maps for the web server."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from jinja2 import Environment

from scripts.catalogue import Site
from scripts.catalogue.redirects import redirects
from scripts.catalogue.urls_lock import Lock
from scripts.records.base import Record
from scripts.records.vocabularies import Status
from scripts.render.values import Page


def redirect_pages(site: Site, templates: Environment) -> Iterator[Page]:
    """A small HTML page at each old address."""
    template = templates.get_template("_redirect.html.j2")
    for here, (there, record) in _redirects(site).items():
        yield Page.of(f"{here}index.html", template, here=here, there=there, record=record)


def server_maps(site: Site) -> dict[str, str]:
    """Files for nginx' ``map``: old address to new (301), and addresses of what was withdrawn (410)."""
    root = urlsplit(site.url).path or "/"
    moved = [f"{root}{here} {root}{there};" for here, (there, _) in _redirects(site).items()]
    gone = [f"{root}{record.key}/ 1;" for record in site.records.values() if record.status is Status.WITHDRAWN]
    return {name: "".join(f"{line}\n" for line in lines) for name, lines in (("moved.map", moved), ("gone.map", gone))}


def _redirects(site: Site) -> dict[str, tuple[str, Record]]:
    return redirects(site.records.values(), Lock.of(site.content))
