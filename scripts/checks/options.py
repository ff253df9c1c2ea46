"""What mkdocs.yml may ask of MkDocs and this site cannot keep."""

from collections.abc import Iterator

from scripts.load.content import Content
from scripts.problems import Problem


def addresses_end_in_a_slash(content: Content) -> Iterator[Problem]:
    """``use_directory_urls`` stays on: printed codes, ``urls.lock`` and the links between records have addresses that
    end in a slash, and would lead nowhere."""
    settings = content.settings
    if settings.directory_urls:
        return
    lines = settings.config.read_text(encoding="utf-8").splitlines() if settings.config else []
    line = next((at for at, text in enumerate(lines, 1) if text.startswith("use_directory_urls")), 1)
    message = "use_directory_urls 不能关：网址都以 / 结尾，展板上印的二维码和 urls.lock 里记的也是这样"
    yield Problem("mkdocs.yml", line, 1, "V26", message, "请删去 use_directory_urls 这一行")
