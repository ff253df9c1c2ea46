"""The files beside the pages of a site: pictures in the sizes the pages show, sounds as they are."""

from collections.abc import Iterator
from pathlib import Path

from scripts.checks.files import published_files
from scripts.site import Site


def public_files(site: Site) -> Iterator[tuple[str, Path]]:
    """Address and file of everything to be copied. To be read after the pages: only then is it known what they show."""
    for name in published_files(site):
        if name not in site.pictures.replaced:
            yield name, site.content.root / name
    yield from site.pictures.files()
