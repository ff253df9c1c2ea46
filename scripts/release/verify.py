"""Is what is served what was released? Read from a folder or from a web address, against its manifest."""

import gzip
import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urljoin
from urllib.request import HTTPRedirectHandler, Request, build_opener

from scripts.release.manifest import (
    APART,
    LASTING,
    NAME,
    PACKED,
    Manifest,
    TargetError,
    files_of,
    packed_from,
    read,
    sha256,
)
from scripts.settings import in_ascii

try:
    import brotli
except ImportError:
    brotli = None
_SIGNS = "%/:?#[]@!$&'()*+,;=~"
"""What has a meaning in an address, and stays as it is."""


_UNPACK: dict[str, Callable[[bytes], bytes]] = {"identity": bytes, "gzip": gzip.decompress}
_UNPACK |= {"br": brotli.decompress} if brotli else {}


def wrong_in_folder(site: Path) -> Iterator[str]:
    """Each file that differs from the manifest, is missing, or is not in it. Lasting files of earlier releases may be there."""
    try:
        manifest = read(site)
    except TargetError as error:
        yield str(error)
        return
    if manifest is None:
        yield f"{site} 里没有 {NAME}，不是发布出来的"
        return
    found = dict(files_of(site))
    for name, digest in manifest.files.items():
        if name not in found:
            yield f"缺少 {name}"
        elif sha256(found[name]) != digest:
            yield f"{name} 被改过"
    yield from (f"多出 {name}" for name in found if name not in manifest.files and not LASTING.match(name))
    yield from (f"{path.relative_to(site).as_posix()} 与原文不符" for path in site.rglob("*") if _differs(path))


def _differs(path: Path) -> bool:
    """Is it the compressed twin of a text, and not of that one?"""
    text = packed_from(path)
    if text is None or (path.suffix == ".br" and not brotli):
        return False
    return _unpacked("gzip" if path.suffix == ".gz" else "br", path.read_bytes()) != text.read_bytes()


def _unpacked(encoding: str, data: bytes) -> bytes | None:
    try:
        return _UNPACK[encoding](data)
    except Exception:  # each library has its own kind
        return None


class _Stay(HTTPRedirectHandler):
    """Follows nothing: that an address leads on is its answer."""

    def redirect_request(self, *_: object) -> None:
        return None


def sent(url: str) -> str:
    """An address as it is sent: Chinese in it encoded as RFC 3987 §3.1 has it."""
    return quote(in_ascii(url), safe=_SIGNS)


def answer(url: str, encodings: str = "identity") -> tuple[int, bytes]:
    """Status and unpacked body of a web address; 0 when nobody answers."""
    try:
        request = Request(sent(url), headers={"Accept-Encoding": encodings})
        with build_opener(_Stay).open(request, timeout=30) as response:
            return response.status, _unpacked(
                response.headers["Content-Encoding"] or "identity", response.read()
            ) or b""
    except HTTPError as error:
        return error.code, b""
    except (URLError, OSError, ValueError, HTTPException):
        return 0, b""


def manifest_at(url: str) -> Manifest | None:
    """The manifest of the site served at ``url``; None where there is none. Raises TargetError when nobody answers."""
    status, body = answer(urljoin(url, NAME))
    if status not in {200, 404}:
        raise TargetError(f"{url} 没有回答（{status}）")
    return Manifest.parse(body) if status == 200 else None


def unlike(one: Manifest, other: Manifest) -> list[str]:
    """The files that differ between two releases, and those that only one of them has."""
    names = sorted(one.files.keys() | other.files.keys())
    return [name for name in names if one.files.get(name) != other.files.get(name)]


def wrong_at(url: str, manifest: Manifest, promised: Iterable[str] = ()) -> Iterator[str]:
    """Each file that is served otherwise than the manifest says, packed as browsers get it or not, and each promised address that does not answer."""
    packed = ", ".join(_UNPACK.keys() - {"identity"})

    def file(name: str) -> str:
        there = url + quote(name.removesuffix("index.html") if name.endswith("/index.html") else name)
        for encodings in ["identity"] + [packed] * (Path(name).suffix in PACKED):
            status, body = answer(there, encodings)
            if status != 200:
                return f"{name}：回答 {status}"
            if hashlib.sha256(body).hexdigest() != manifest.files[name]:
                return f"{name}：内容不同{'' if encodings == 'identity' else '（压缩过的）'}"
        return ""

    def address(name: str) -> str:
        status, _ = answer(url + name)
        return "" if status in {200, 301, 410} else f"公布过的地址 /{name}：回答 {status}"

    with ThreadPoolExecutor(8) as pool:
        yield from filter(None, pool.map(file, (name for name in manifest.files if name not in APART)))
        yield from filter(None, pool.map(address, promised))
