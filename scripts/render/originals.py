"""Which files of the records are published as they are: sounds, and pictures too small to be made in several sizes."""

from collections.abc import Iterator

from scripts.catalogue import Site
from scripts.checks.files import published_files


def originals(site: Site) -> Iterator[str]:
    """Paths relative to the content folder. To be read after the pages: only then is it known what they show."""
    yield from (name for name in published_files(site) if name not in site.pictures.replaced)
