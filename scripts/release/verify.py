"""Compares a served site, in a folder or at a web address, with its manifest."""

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
    COMPRESSIBLE,
    FINGERPRINTED,
    NAME,
    UNLISTED,
    Manifest,
    TargetError,
    files_of,
    read,
    sha256,
    uncompressed,
)
from scripts.settings import in_ascii

try:
    import brotli
except ImportError:
    brotli = None
_SIGNS = "%/:?#[]@!$&'()*+,;=~"
"""Characters with a meaning in an address, which stay unencoded."""


_UNPACK: dict[str, Callable[[bytes], bytes]] = {"identity": bytes, "gzip": gzip.decompress}
_UNPACK |= {"br": brotli.decompress} if brotli else {}


def mismatches(site: Path) -> Iterator[str]:
    """A sentence for each file that is altered, missing or extra. Fingerprinted files of earlier releases are allowed."""
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
    yield from (f"多出 {name}" for name in found if name not in manifest.files and not FINGERPRINTED.match(name))
    yield from (f"{path.relative_to(site).as_posix()} 与原文不符" for path in site.rglob("*") if _is_stale_twin(path))


def _is_stale_twin(path: Path) -> bool:
    """Whether ``path`` is a compressed twin that does not match its text."""
    text = uncompressed(path)
    if text is None or (path.suffix == ".br" and not brotli):
        return False
    return _unpacked("gzip" if path.suffix == ".gz" else "br", path.read_bytes()) != text.read_bytes()


def _unpacked(encoding: str, data: bytes) -> bytes | None:
    try:
        return _UNPACK[encoding](data)
    except Exception:  # each library raises its own
        return None


class _NoRedirects(HTTPRedirectHandler):
    """Follows no redirect: the redirect itself is the answer."""

    def redirect_request(self, *_: object) -> None:
        return None


def encoded_url(url: str) -> str:
    """An address with its Chinese characters encoded by RFC 3987 §3.1."""
    return quote(in_ascii(url), safe=_SIGNS)


def fetch(url: str, encoding: str = "identity") -> tuple[int, bytes]:
    """(status, decompressed body) of a web address; status 0 if it does not answer."""
    try:
        request = Request(encoded_url(url), headers={"Accept-Encoding": encoding})
        with build_opener(_NoRedirects).open(request, timeout=30) as response:
            return response.status, _unpacked(
                response.headers["Content-Encoding"] or "identity", response.read()
            ) or b""
    except HTTPError as error:
        return error.code, b""
    except (URLError, OSError, ValueError, HTTPException):
        return 0, b""


def manifest_at(url: str) -> Manifest | None:
    """The manifest of the site served at ``url``; None if it has none. Raises TargetError if it does not answer."""
    status, body = fetch(urljoin(url, NAME))
    if status not in {200, 404}:
        raise TargetError(f"{url} 没有回答（{status}）")
    return Manifest.parse(body) if status == 200 else None


def differing_files(one: Manifest, other: Manifest) -> list[str]:
    """The files that differ between two releases or exist in only one."""
    names = sorted(one.files.keys() | other.files.keys())
    return [name for name in names if one.files.get(name) != other.files.get(name)]


def served_mismatches(url: str, manifest: Manifest, promised: Iterable[str] = ()) -> Iterator[str]:
    """A sentence for each file that differs from the manifest, plain or compressed, and each promised address that fails."""

    def file(name: str) -> str:
        there = url + quote(name.removesuffix("index.html") if name.endswith("/index.html") else name)
        for encoding in _UNPACK if Path(name).suffix in COMPRESSIBLE else ["identity"]:
            status, body = fetch(there, encoding)
            if status != 200:
                return f"{name}：回答 {status}"
            if hashlib.sha256(body).hexdigest() != manifest.files[name]:
                return f"{name}：内容不同{'' if encoding == 'identity' else '（压缩过的）'}"
        return ""

    def address(name: str) -> str:
        status, _ = fetch(url + name)
        return "" if status in {200, 301, 410} else f"公布过的地址 /{name}：回答 {status}"

    with ThreadPoolExecutor(8) as pool:
        yield from filter(None, pool.map(file, (name for name in manifest.files if name not in UNLISTED)))
        yield from filter(None, pool.map(address, promised))
