"""A sealed site: equal for equal input, fingerprinted, verifiable."""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
from importlib import resources
from importlib.util import find_spec
from pathlib import Path

import pytest
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from scripts.release import seal
from scripts.release.manifest import FINGERPRINTED, NAME, TargetError, read
from scripts.release.verify import mismatches
from tests.release.support import built, sealed
from tests.support import lacking


def test_equal_sites_have_equal_manifests_whoever_seals_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, manifest = sealed(tmp_path / "1")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    before = os.umask(0o077)
    try:
        other, same = sealed(tmp_path / "another folder")
    finally:
        os.umask(before)
    assert manifest.text == same.text and read(one) == read(other) == manifest
    assert sealed(tmp_path / "3", "乙")[1].release != manifest.release
    for path in (one, *one.rglob("*")):
        assert path.stat().st_mtime == manifest.time
        assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644)


def test_our_styles_and_scripts_lie_under_a_name_of_their_content(tmp_path: Path) -> None:
    site, manifest = sealed(tmp_path / "1")
    page = (site / "news/a/index.html").read_text(encoding="utf-8")
    lasting = [name for name in manifest.files if FINGERPRINTED.match(name)]
    assert len(lasting) == 2 and all(f'"../../{name}"' in page for name in lasting)
    assert "<p>assets/css/ 甲</p>" in page and 'href="assets/favicon.svg"' in page
    assert not (site / "assets/css").exists()
    other = sealed(tmp_path / "2", "乙")[1]
    assert not set(lasting) & set(other.files)


def schema_of(name: str) -> str:
    """An official schema of CycloneDX, or one that it refers to."""
    return (resources.files("cyclonedx.schema") / f"_res/{name}.SNAPSHOT.schema.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("packer", ["gz", "br"])
def test_texts_have_compressed_twins_and_nothing_else_has(packer: str, tmp_path: Path) -> None:
    site, manifest = sealed(tmp_path)
    if packer == "br":
        find_spec("brotli") or lacking("brotli")
    twins = {path.relative_to(site).as_posix() for path in site.rglob(f"*.{packer}")}
    assert "index.html." + packer in twins and "assets/favicon.svg." + packer not in twins
    assert not twins & set(manifest.files)


def test_without_brotli_gzip_is_enough(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "brotli", None)
    site, _ = sealed(tmp_path)
    assert (site / "index.html.gz").exists() and not list(site.rglob("*.br"))


def test_the_bill_and_the_statement_name_what_it_was_made_of(tmp_path: Path) -> None:
    site, manifest = sealed(tmp_path)
    bill = json.loads((site / "release/sbom.json").read_bytes())
    assert {"mkdocs", "pillow"} <= {part["name"] for part in bill["components"]}
    assert all(part["hashes"] and part["version"] for part in bill["components"])
    kinds = {name: json.loads(schema_of(name)) for name in ("bom-1.6", "spdx", "jsf-0.82", "cryptography-defs")}
    known = Registry().with_resources((schema["$id"], Resource.from_contents(schema)) for schema in kinds.values())
    Draft7Validator(kinds["bom-1.6"], registry=known).validate(bill)
    statement = json.loads((site / "release/statement.json").read_bytes())
    assert statement["subject"][0]["digest"]["sha256"] == hashlib.sha256((site / NAME).read_bytes()).hexdigest()
    assert (
        statement["predicate"]["buildDefinition"]["resolvedDependencies"][0]["digest"]["gitCommit"] == manifest.commit
    )
    assert manifest.tools["mkdocs"] and manifest.tools["python"].startswith("3.")


def test_a_signed_statement_can_be_checked_with_ssh_keygen(tmp_path: Path) -> None:
    shutil.which("ssh-keygen") or lacking("ssh-keygen")
    site, _ = sealed(tmp_path)
    key = tmp_path / "key"
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    seal.sign(site, key)
    (tmp_path / "signers").write_text(f"site {key.with_suffix('.pub').read_text()}", encoding="utf-8")
    words = ["ssh-keygen", "-Y", "verify", "-f", str(tmp_path / "signers"), "-I", "site", "-n", "release"]
    words += ["-s", str(site / "release/statement.json.sig")]
    said = (site / "release/statement.json").read_bytes()
    assert subprocess.run(words, input=said, capture_output=True, check=False).returncode == 0
    assert subprocess.run(words, input=said + b" ", capture_output=True, check=False).returncode != 0
    assert list(mismatches(site)) == []
    with pytest.raises(TargetError, match="--sign"):
        seal.sign(site, tmp_path / "none")


def test_a_map_of_a_site_packed_by_others_is_packed_anew(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/sitemap.xml").write_text("<x/>" * 100, encoding="utf-8")
    (tmp_path / "site/sitemap.xml.gz").write_bytes(b"as MkDocs made it")
    site, manifest = sealed(tmp_path)
    assert gzip.decompress((site / "sitemap.xml.gz").read_bytes()) == b"<x/>" * 100
    assert "sitemap.xml.gz" not in manifest.files
    assert (built(tmp_path / "site") / "sitemap.xml.gz").read_bytes() == b"as MkDocs made it"
