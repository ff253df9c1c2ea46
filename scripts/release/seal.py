"""A built site made ready to be served: lasting names for our own assets, manifest, bill of materials, compressed twins."""

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

from scripts.release.manifest import FOLDER, NAME, PACKED, SUMS, Manifest, TargetError, files_of, sha256
from scripts.speed.cache import letter_digest

try:
    import brotli
except ImportError:  # an extra: without it only gzip is made
    brotli = None

OWN = ("css", "js")
_LINK = re.compile(rb'((?:src|href)="[^":]*?assets/)(css|js)/')
_LOCKED = re.compile(r"^([a-z0-9._-]+)==(\S+) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.MULTILINE)


def seal(site: Path, maps: Path, folder: Path, facts: Mapping[str, object], requirements: Path) -> Manifest:
    """Makes ``folder`` the site as it is released; what was there goes. ``site`` and ``maps`` stay as they are.

    ``facts`` are commit, time, today and records of the manifest; ``requirements`` is the file of locked packages.
    """
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(site, folder)
    shutil.copytree(maps, folder / FOLDER)
    name_assets(folder)
    packages = _LOCKED.findall(requirements.read_text(encoding="utf-8"))
    _write(folder / FOLDER / "sbom.json", _json(_bill(packages)))
    files = {name: sha256(path) for name, path in files_of(folder)}
    manifest = Manifest(**facts, tools=_tools(packages), files=files)  # type: ignore[arg-type]
    _write(folder / NAME, manifest.text)
    _write(folder / SUMS, "".join(f"{digest}  {name}\n" for name, digest in manifest.files.items()))
    _write(folder / FOLDER / "statement.json", _json(_statement(manifest)))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(_compress, (path for _, path in files_of(folder))))
    stamp(folder, manifest.time)
    return manifest


def name_assets(folder: Path) -> None:
    """Puts our styles and scripts into one folder named by their content, and has the pages ask for them there.

    A reader with an old page keeps the style it was written for; scripts that load each other stay side by side.
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
    """Signs the statement with a private SSH key: ``ssh-keygen -Y verify`` checks it. Raises TargetError."""
    path = folder / FOLDER / "statement.json"
    words = ["ssh-keygen", "-q", "-Y", "sign", "-f", str(key), "-n", "release", str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise TargetError(f"{key} 不能用来签名（{done.stderr.strip()}）：--sign 后面要写 SSH 私钥，旁边有它的 .pub")


def stamp(folder: Path, time: int) -> None:
    """Everything bears one time and may be read by all: a server's ETag is made of it."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (time, time))


def _compress(path: Path) -> None:
    data = path.read_bytes()
    if path.suffix not in PACKED or len(data) < 300:
        return
    # Quality 9 takes sixteen times as long as 8 over files as small as pages, and saves a third of a percent.
    packed = {"gz": gzip.compress(data, 9, mtime=0)} | ({"br": brotli.compress(data, quality=8)} if brotli else {})
    for suffix, twin in packed.items():
        if len(twin) < len(data):
            path.with_name(f"{path.name}.{suffix}").write_bytes(twin)


def _tools(packages: list[tuple[str, str, str]]) -> dict[str, str]:
    """What is installed of the locked packages, and the Python they run on."""
    found = {}
    for name, *_ in packages:
        with suppress(PackageNotFoundError):
            found[name] = version(name)
    return found | {"python": f"{sys.version_info.major}.{sys.version_info.minor}"}


def _bill(packages: list[tuple[str, str, str]]) -> dict[str, object]:
    """The locked packages as a CycloneDX 1.6 bill of materials, without the time and number that would differ each time.

    By hand: ``cyclonedx-bom`` brings a dozen packages into the environment that publishes, for these lines.
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
    """An in-toto statement (SLSA provenance 1): this manifest was made from that commit by this command."""
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
