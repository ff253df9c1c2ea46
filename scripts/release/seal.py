"""Seals a built site for serving: fingerprinted asset paths, manifest, bill of materials, compressed twins."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from scripts.release.manifest import COMPRESSIBLE, FOLDER, NAME, SUMS, Manifest, TargetError, files_of, sha256
from scripts.speed.cache import letter_digest

try:
    import brotli
except ImportError:  # optional: without it only gzip files are made
    brotli = None

OWN = ("css", "js")
_LINK = re.compile(rb'((?:src|href)="[^":]*?assets/)(css|js)/')
_LOCKED = re.compile(r"^([a-z0-9._-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def seal(site: Path, maps: Path, folder: Path, facts: Mapping[str, object], requirements: Path) -> Manifest:
    """Replaces ``folder`` by the sealed copy of ``site`` with the server's ``maps``.

    ``facts`` are the manifest's other fields; ``requirements`` is the file of locked packages.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder)
    shutil.copytree(maps, folder / FOLDER)
    name_assets(folder)
    packages = _LOCKED.findall(requirements.read_text(encoding="utf-8"))
    _write(folder / FOLDER / "sbom.json", _json(_sbom(packages)))
    files = {name: sha256(path) for name, path in files_of(folder)}
    manifest = Manifest(**facts, tools=_tools(packages), files=files)  # type: ignore[arg-type]
    _write(folder / NAME, manifest.text)
    _write(folder / FOLDER / "statement.json", _json(_statement(manifest)))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_compress, (path for _, path in files_of(folder))))
    twins = sorted(path for path in folder.rglob("*") if path.suffix in {".gz", ".br"})
    sums = files | {NAME: manifest.digest} | {path.relative_to(folder).as_posix(): sha256(path) for path in twins}
    _write(folder / SUMS, "".join(f"{digest}  {name}\n" for name, digest in sums.items()))
    stamp(folder, manifest.time)
    return manifest


def name_assets(folder: Path) -> None:
    """Moves our styles and scripts into one folder named by a digest of their content, and updates the pages' links.

    So an old page keeps the styles it was written for, and scripts that import each other stay together.
    """
    assets = folder / "assets"
    own = [path for kind in OWN for path in sorted((assets / kind).rglob("*")) if path.is_file()]
    listed = "".join(f"{path.relative_to(assets).as_posix()} {sha256(path)}\n" for path in own)
    name = letter_digest(listed.encode())[:12]
    (assets / name).mkdir()
    for kind in OWN:
        if (assets / kind).is_dir():
            (assets / kind).rename(assets / name / kind)
    for page in folder.rglob("*.html"):
        page.write_bytes(_LINK.sub(rb"\1%s/\2/" % name.encode(), page.read_bytes()))


def sign(folder: Path, key: Path) -> None:
    """Signs the statement with a private SSH key (verify with ``ssh-keygen -Y verify``). Raises TargetError."""
    path = folder / FOLDER / "statement.json"
    words = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "release", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise TargetError(f"{key} 不能用来签名（{done.stderr.strip()}）：--sign 后面要写 SSH 私钥，旁边有它的 .pub")


def stamp(folder: Path, time: int) -> None:
    """Gives all files one time, since servers derive the ETag from it, and makes them readable by all."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (time, time))


def _compress(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix not in COMPRESSIBLE or len(data) < 300:
        return
    # On files as small as pages quality 9 takes sixteen times as long as 8 and saves a third of a percent.
    packed = {"gz": gzip.compress(data, 9, mtime=0)} | ({"br": brotli.compress(data, quality=8)} if brotli else {})
    for suffix, twin in packed.items():
        if len(twin) < len(data):
            path.with_name(f"{path.name}.{suffix}").write_bytes(twin)


def _tools(packages: list[tuple[str, str, str]]) -> dict[str, str]:
    """The installed versions of the locked packages, and of Python."""
    found = {}
    for name, *_ in packages:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found | {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}


def _sbom(packages: list[tuple[str, str, str]]) -> dict[str, object]:
    """The locked packages as a CycloneDX 1.6 bill of materials, without timestamp and serial number, which would vary.

    Written by hand: ``cyclonedx-bom`` would bring a dozen packages into the publishing environment.
    """
    components = [
        {"type": "library", "bom-ref": f"{name}=={number}", "name": name, "version": number}
        | {"purl": f"pkg:pypi/{name}@{number}"}
        | {"hashes": [{"alg": "SHA-256", "content": found} for found in re.findall(r"[0-9a-f]{64}", hashes)]}
        for name, number, hashes in packages
    ]
    of = {"component": {"type": "application", "bom-ref": "site", "name": "chengguan-practice-site"}}
    return {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": of, "components": components}


def _statement(manifest: Manifest) -> dict[str, object]:
    """An in-toto statement (SLSA provenance 1) of the commit and command that made this manifest."""
    made = {"command": "python -m scripts publish", "today": manifest.today}
    commit = {"name": "source", "digest": {"gitCommit": manifest.commit}}
    definition = {"buildType": "urn:chengguan-practice-site:publish:1", "externalParameters": made}
    return {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": NAME, "digest": {"sha256": manifest.digest}}],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {**definition, "resolvedDependencies": [commit]},
            "runDetails": {"builder": {"id": "urn:chengguan-practice-site"}},
        },
    }


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
