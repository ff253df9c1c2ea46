"""Object storage with the S3 interface. It has no link to move, so files are uploaded before the pages that need them."""

import hashlib
import mimetypes
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from scripts.release.manifest import FINGERPRINTED, HISTORY, KEPT_RELEASES, NAME, UNLISTED, Manifest, TargetError

_ORDER = (
    r"assets/",
    r"search/data/[a-z]{12}/",
    r"(?!.*\.(?:html|xml|json|txt)\Z|release/)",
    r"(?=.+/).*\.html\Z",
    r"(?!release/)",
)
"""Styles and scripts, index shards, pictures and sounds, pages, then what leads to pages; ``release/`` comes last."""
_TYPES = {".ics": "text/calendar", ".webp": "image/webp", ".csv": "text/csv", ".js": "text/javascript"}
_CURES = {
    "NoCredentialsError": "没有密钥，放进环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY",
    "EndpointConnectionError": "连不上，核对 endpoint",
    "NoSuchBucket": "没有这个桶，核对名字、endpoint 和 style",
    "InvalidAccessKeyId": "密钥不对，核对 AWS_ACCESS_KEY_ID",
    "SignatureDoesNotMatch": "密钥不对，核对 AWS_SECRET_ACCESS_KEY",
    "AccessDenied": "这把密钥没有权限读写这个桶",
}
"""The store's error code, or the library's exception name → what to do."""
_TEXT = ("text/", "application/json", "image/svg")


class Bucket:
    """``s3://bucket/prefix?endpoint=https://…&style=path``; ``style`` defaults to ``virtual``.

    Keys come from the environment (``AWS_ACCESS_KEY_ID``, ``AWS_SECRET_ACCESS_KEY``).
    """

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        said = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        self.bucket, prefix = parts.netloc, parts.path.strip("/")
        self.prefix = f"{prefix}/" if prefix else ""
        style, endpoint = said.get("style", "virtual"), said.get("endpoint", "")
        if not self.bucket or style not in {"virtual", "path"} or not re.match(r"https?://[^/]", endpoint):
            raise TargetError(
                f"“{address}”要写成 s3://桶/文件夹?endpoint=https://…&style=virtual（或 path），整个加引号"
            )
        self.client = _client(endpoint, said.get("region", "us-east-1"), style)

    @contextmanager
    def opened(self) -> Iterator["Bucket"]:
        from boto3.exceptions import Boto3Error
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield self
        except (Boto3Error, BotoCoreError, ClientError) as error:
            raise TargetError(f"对象存储：{_cure(error)}。已经传上去的留着，再发布一次会接着传") from None

    def manifest(self) -> Manifest | None:
        data = self._read(NAME)
        return Manifest.parse(data) if data else None

    def publish(self, sealed: Path, manifest: Manifest) -> None:
        """Uploads what is missing, one kind after the other (``_ORDER``), then deletes what is no longer needed.

        Styles and scripts of the last releases stay; everything else is deleted at once, as it may have been withdrawn.
        """
        there = dict(self._listed())
        if there and not there.keys() & {HISTORY, NAME}:  # files that are not ours would be deleted
            raise TargetError(f"桶里已有别的文件（{self.prefix}{min(there)}）：在 s3://桶/ 后面写一个空的文件夹")
        history = self._history(manifest)
        self._upload(HISTORY, "".join(f"{release} {name}\n" for release, name in history).encode(), there)
        apart = [name for name in UNLISTED if (sealed / name).is_file()]
        with ThreadPoolExecutor(8) as pool:
            for _, names in groupby(sorted([*manifest.files, *apart], key=_rank), key=lambda name: _rank(name)[:1]):
                list(pool.map(lambda name: self._upload(name, (sealed / name).read_bytes(), there), names))
        for name in there.keys() - {*manifest.files, *apart, HISTORY} - {name for _, name in history}:
            self.client.delete_object(Bucket=self.bucket, Key=self.prefix + name)

    def rollback(self) -> str:
        raise TargetError("对象存储里只有一个版本：检出上一次的提交（git checkout），加 --accept-older 再发布一次")

    def _history(self, new: Manifest) -> list[tuple[str, str]]:
        """(release, path) of each style and script of the last releases, including ``new``."""
        lines = (self._read(HISTORY) or b"").decode(errors="replace").splitlines()
        pairs = [(release, name) for release, _, name in (line.partition(" ") for line in lines)]
        pairs = [pair for pair in pairs if pair[0] != new.release] + [(new.release, name) for name in new.assets]
        last = list(dict.fromkeys(release for release, _ in pairs))[-KEPT_RELEASES:]
        return [pair for pair in pairs if pair[0] in last]

    def _listed(self) -> Iterator[tuple[str, str]]:
        """(name, MD5 as the store reports it) of each object."""
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix):
            for one in page.get("Contents", ()):
                yield one["Key"].removeprefix(self.prefix), one["ETag"].strip('"').lower()

    def _read(self, name: str) -> bytes | None:
        try:
            return bytes(self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)["Body"].read())
        except self.client.exceptions.NoSuchKey:
            return None

    def _upload(self, name: str, data: bytes, there: dict[str, str]) -> None:
        if there.get(name) == hashlib.md5(data, usedforsecurity=False).hexdigest():
            return
        kept = "public, max-age=31536000, immutable" if FINGERPRINTED.match(name) else "no-cache"
        said = {"ContentType": _type(name), "CacheControl": kept}
        self.client.put_object(Bucket=self.bucket, Key=self.prefix + name, Body=data, **said)


def _rank(name: str) -> tuple[int, str]:
    at = next((at for at, pattern in enumerate(_ORDER) if re.match(pattern, name)), len(_ORDER))
    return at + (name == NAME), name


def _type(name: str) -> str:
    kind = _TYPES.get(Path(name).suffix) or mimetypes.guess_type(name, strict=True)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind


def _cure(error: Any) -> str:
    code = getattr(error, "response", {}).get("Error", {}).get("Code") or type(error).__name__
    return f"{_CURES[code]}（{code}）" if code in _CURES else str(error)


def _client(endpoint: str, region: str, style: str) -> Any:
    """A client that sends checksums only where required: stores other than Amazon's refuse the newer kinds."""
    try:
        import boto3
        from botocore.config import Config
    except ImportError:
        raise TargetError("对象存储要先装好工具：make publish-tools") from None
    config = Config(
        s3={"addressing_style": style},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        retries={"max_attempts": 5, "mode": "standard"},
    )
    return boto3.Session().client("s3", endpoint_url=endpoint, region_name=region, config=config)
