"""Targets on other machines, each on a real server that runs here: OpenSSH with rsync, and rclone's S3."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from scripts.release import s3
from scripts.release.folder import Folder
from scripts.release.manifest import HISTORY, KEPT_RELEASES, NAME, TargetError, read
from scripts.release.s3 import Bucket, _rank
from scripts.release.send import target_of
from scripts.release.ssh import Ssh
from scripts.release.verify import mismatches
from tests.release.support import sealed
from tests.support import lacking

SSHD = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
RCLONE = shutil.which("rclone", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")


def free_port() -> int:
    """Below those the system deals out by itself (32768 and up): until a server binds it, nobody is given it by chance."""
    for port in range(10_000 + os.getpid() * 64 % 20_000, 32_768):  # and each process of the tests begins elsewhere
        with suppress(OSError), socket.socket() as free:
            free.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


def started(words: list[str], port: int) -> "subprocess.Popen[bytes]":
    server = subprocess.Popen(words)
    while server.poll() is None:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port)).close()
            return server
        time.sleep(0.05)
    raise AssertionError(f"{words[0]} ended by itself")


@contextmanager
def serving_ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> Iterator[tuple[str, Path]]:
    """An address on an OpenSSH server, and the folder it stands for, whose name has a space."""
    if not (SSHD and shutil.which("rsync")):
        lacking("sshd, rsync")
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where Debian's sshd confines what it has not let in yet
    for name in ("host", "me"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / name], check=True)
    port = free_port()
    config = tmp_path / "sshd_config"
    config.write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {tmp_path}/host\nAuthorizedKeysFile {tmp_path}/me.pub\n"
        f"StrictModes no\nUsePAM no\nPidFile {tmp_path}/pid\n{more}\n",
        encoding="utf-8",
    )
    server = started([str(SSHD), "-D", "-f", str(config)], port)
    options = f"-i {tmp_path}/me -o IdentitiesOnly=yes -o StrictHostKeyChecking=accept-new"
    with TemporaryDirectory() as sockets:  # one connection for all commands; the path of a socket must be short
        once = f"-o ControlMaster=auto -o ControlPath={sockets}/%p -o ControlPersist=yes"
        monkeypatch.setenv("RSYNC_RSH", f"ssh -F none {options} -o UserKnownHostsFile={tmp_path}/known {once}")
        try:
            yield f"ssh://127.0.0.1:{port}{tmp_path}/web%20site", tmp_path / "web site"
        finally:
            words = ["ssh", "-F", "none", "-o", f"ControlPath={sockets}/%p", "-p", str(port), "-O", "exit", "127.0.0.1"]
            subprocess.run(words, capture_output=True, check=False)
            server.terminate()
            server.wait()


@pytest.fixture
def ssh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    with serving_ssh(tmp_path, monkeypatch) as server:
        yield server


@pytest.mark.slow
def test_a_folder_on_another_machine_is_exchanged_as_one_here(ssh: tuple[str, Path], tmp_path: Path) -> None:
    address, there = ssh
    target, current = target_of(address), there / "current"
    assert isinstance(target, Ssh) and target.manifest() is None
    releases = [sealed(tmp_path / f"{n}", str(n), commit=f"{n:040}") for n in range(3)]
    for site, manifest in releases[:2]:
        target.publish(site, manifest)
        assert target.manifest() == manifest and list(mismatches(current)) == []
    style = next(name for name in releases[0][1].files if name.endswith("css/site.css"))
    assert (current / style).is_file() and Folder(there).history == [one.release for _, one in releases[:2]]
    assert target.rollback() == releases[0][1].release and read(current) == releases[0][1]
    with pytest.raises(TargetError, match="没有更早的版本"):
        target.rollback()
    (there / "history").rename(there / "lost")
    with pytest.raises(TargetError, match="没有更早的版本"):
        target.rollback()
    (there / "lost").rename(there / "history")
    assert read(current) == releases[0][1]
    target.publish(*releases[2])
    assert Folder(there).history == [releases[0][1].release, releases[2][1].release]
    (before := there / "releases" / releases[0][1].release / "index.html").write_text("黑", encoding="utf-8")
    with pytest.raises(TargetError, match="没有更早的版本.*改动过的.*git revert"):  # no whole one
        target.rollback()
    (before.parent / style).write_text("黑", encoding="utf-8")
    carried = sealed(tmp_path / "carried", "丁", commit="f" * 40)
    target.publish(*carried)
    assert not (current / style).exists() and target.rollback() == releases[2][1].release
    (current / "index.html").write_text("黑", encoding="utf-8")
    target.publish(*releases[2])
    assert list(mismatches(current)) == [] and read(current) == releases[2][1]
    more = [
        sealed(tmp_path / str(number), str(number), commit=f"{number:040}") for number in range(3, 3 + KEPT_RELEASES)
    ]
    for release in more[:-1]:
        Folder(there).publish(*release)
    assert target.manifest() == more[-2][1]
    target.publish(*more[-1])
    assert len(list((there / "releases").iterdir())) == KEPT_RELEASES


@pytest.mark.slow
def test_what_did_not_arrive_whole_is_not_shown(ssh: tuple[str, Path], tmp_path: Path) -> None:
    address, there = ssh
    target = target_of(address)
    old, new = sealed(tmp_path / "old"), sealed(tmp_path / "new", "乙")
    target.publish(*old)
    (new[0] / "index.html").write_text("半", encoding="utf-8")
    with pytest.raises(TargetError, match="文件不完整"):
        target.publish(*new)
    assert read(there / "current") == old[1] and list(mismatches(there / "current")) == []


@pytest.mark.slow
def test_one_goes_back_to_no_release_with_altered_twins_or_added_files(ssh: tuple[str, Path], tmp_path: Path) -> None:
    address, there = ssh
    target = target_of(address)
    releases = [sealed(tmp_path / f"{n}", str(n), commit=f"{n:040}") for n in range(5)]
    for release in releases:
        Folder(there).publish(*release)  # quicker, and laid out alike
    first, second, third, fourth = (there / "releases" / manifest.release for _, manifest in releases[:4])
    (fourth / NAME).write_text("{}", encoding="utf-8")
    (third / "index.html.gz").write_bytes(b"x")
    (second / "news/乙.html").write_text("黑", encoding="utf-8")
    assert target.rollback() == first.name


@pytest.mark.slow
@pytest.mark.parametrize("step", ["name", "put"])
def test_who_is_overtaken_after_looking_does_not_win(
    ssh: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    address, there = ssh
    slow, fast = Ssh(address), Ssh(address)
    old, new = sealed(tmp_path / "old"), sealed(tmp_path / "new", "乙")
    run = slow._run
    monkeypatch.setattr(slow, "_run", lambda *words: (words[0] == step and fast.publish(*new), run(*words))[1])
    with pytest.raises(TargetError, match="别处又发布了一次"):
        slow.publish(*old)
    assert read(there / "current") == new[1] and list(mismatches(there / "current")) == []


@pytest.mark.slow
def test_a_server_that_refuses_is_told_of(ssh: tuple[str, Path]) -> None:
    address, there = ssh
    there.write_text("a file in the place of the folder", encoding="utf-8")
    with pytest.raises(TargetError, match="看看文件夹能不能写"):
        Ssh(address).manifest()


@pytest.mark.slow
def test_a_server_whose_key_is_unknown_or_changed_is_told_of(
    ssh: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, _ = ssh
    known, other = tmp_path / "others", (tmp_path / "me.pub").read_text(encoding="utf-8")
    strict = f"ssh -F none -i {tmp_path}/me -o StrictHostKeyChecking=yes -o UserKnownHostsFile={known}"
    monkeypatch.setenv("RSYNC_RSH", strict)
    for line in ("", f"[127.0.0.1]:{address.split(':')[2].split('/')[0]} {other}"):
        known.write_text(line, encoding="utf-8")
        with pytest.raises(TargetError, match="核对指纹"):
            Ssh(address).manifest()


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Path]]:
    """An address in an S3 store, and the folder where the store keeps it."""
    if not (RCLONE and find_spec("boto3")):
        lacking("rclone, boto3")
    key, secret, port = "AKIAEXAMPLEEXAMPLE", "examplesecretexamplesecret", free_port()
    (tmp_path / "store/site").mkdir(parents=True)
    words = ["serve", "s3", "--auth-key", f"{key},{secret}", "--addr", f"127.0.0.1:{port}", str(tmp_path / "store")]
    server = started([str(RCLONE), "--config", str(tmp_path / "none"), *words], port)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", key)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", secret)
    yield f"s3://site/below?endpoint=http://127.0.0.1:{port}&style=path", tmp_path / "store/site/below"
    server.terminate()
    server.wait()


@pytest.mark.slow
def test_object_storage_gets_what_it_lacks_in_a_safe_order(
    bucket: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, there = bucket
    target, sent = target_of(address), []
    assert isinstance(target, Bucket) and target.manifest() is None
    put = target.client.put_object
    monkeypatch.setattr(target.client, "put_object", lambda **said: (sent.append(said["Key"]), put(**said)))
    old, new = sealed(tmp_path / "old", pages=("", "a/", "b/")), sealed(tmp_path / "new", "乙", pages=("", "a/"))
    with target.opened():
        target.publish(*old)
        assert target.manifest() == old[1] and list(mismatches(there)) == []
        kinds = [_rank(key.removeprefix("below/"))[0] for key in sent[1:]]
        assert sent[0] == f"below/{HISTORY}" and kinds == sorted(kinds) and sent[-1] == f"below/{NAME}"
        sent.clear()
        target.publish(*old)
        assert sent == []
        (there / "a/index.html").write_text("半", encoding="utf-8")
        target.publish(*old)
        assert sent == ["below/a/index.html"]
        target.publish(*new)
    assert target.manifest() == new[1] and list(mismatches(there)) == []
    style = next(name for name in old[1].files if name.endswith("css/site.css"))
    assert (there / style).exists() and not (there / "b/index.html").exists()
    head = target.client.head_object(Bucket="site", Key="below/a/index.html")
    assert (head["ContentType"], head["CacheControl"]) == ("text/html; charset=utf-8", "no-cache")
    with pytest.raises(TargetError, match="再发布一次"):
        target.rollback()


@pytest.mark.slow
def test_a_style_stays_for_ten_releases_after_it_was_replaced(
    bucket: tuple[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address, there = bucket
    target = target_of(address)
    releases = [sealed(tmp_path / f"{n}", str(n), commit=f"{n:040}") for n in range(KEPT_RELEASES + 2)]
    styles = [there / next(name for name in one.files if name.endswith("css/site.css")) for _, one in releases]
    with target.opened():
        target.publish(*releases[0])
        (releases[0][0] / "release/statement.json.sig").write_text("signed", encoding="utf-8")
        target.publish(*releases[0])
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(s3, "_rank", ended)  # after the history, before the first file
            target.publish(*releases[1])
        for release in releases[1:KEPT_RELEASES]:
            target.publish(*release)
        assert all(style.is_file() for style in styles[:KEPT_RELEASES])
        for release in releases[KEPT_RELEASES:]:
            target.publish(*release)
    assert [style.exists() for style in styles] == [False] * 2 + [True] * KEPT_RELEASES
    assert not (there / "release/statement.json.sig").exists() and list(mismatches(there)) == []


@pytest.mark.slow
def test_files_of_others_in_a_store_are_left_alone(bucket: tuple[str, Path], tmp_path: Path) -> None:
    address, there = bucket
    target = target_of(address)
    assert isinstance(target, Bucket)
    target.client.put_object(Bucket="site", Key="below/备份.zip", Body=b"x")
    with pytest.raises(TargetError, match=r"已有别的文件（below/备份.zip）"), target.opened():
        target.publish(*sealed(tmp_path))
    assert [path.name for path in there.iterdir()] == ["备份.zip"]


def ended(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.slow
def test_a_store_that_refuses_is_told_of(bucket: tuple[str, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wrongwrongwrongwrongwrong")
    target = target_of(bucket[0])
    with pytest.raises(TargetError, match="对象存储："), target.opened():
        target.manifest()


def test_no_page_comes_before_what_it_names_nor_the_manifest_before_a_page() -> None:
    names = [NAME, "index.html", "a/index.html", "search/data/index.json", "a/x.webp", "assets/a.css", "404.html"]
    names += ["search/data/abcdefghijkm/terms/0.bin", "sitemap.xml", "release/sbom.json", "a/objects.json"]
    found = sorted(names, key=_rank)
    assert found[:4] == ["assets/a.css", "search/data/abcdefghijkm/terms/0.bin", "a/x.webp", "a/index.html"]
    assert found[-2:] == ["release/sbom.json", NAME]
