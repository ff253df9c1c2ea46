"""A folder on another machine, through ssh and rsync, laid out as in folder.py."""

import os
import shlex
import subprocess
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from urllib.parse import unquote, urlsplit

from scripts.release.manifest import KEPT_RELEASES, Manifest, TargetError

_LOST = "和服务器的连接断了，或者没有连上（{}）。核对服务器名、端口、密钥（~/.ssh/config），再发布一次会接着传"
_UNKNOWN = (
    "不认识这台服务器（{}）。第一次连，请先用 ssh 手动连一次，核对指纹再答应；以前连得上的，先问清是不是换了机器，"
    "确实换了，用 ssh-keygen -R 服务器名 去掉旧的指纹，再手动连一次"
)
_FULL = "服务器写不进文件（{}）。看看磁盘是不是满了，再发布一次会接着传"
_CURES = {3: "{}", 11: _FULL, **dict.fromkeys((255, 12, 30, 35), _LOST)}
"""Exit codes of ssh, rsync and our own script (3) → what to do."""
_ELSE = "服务器上没有做成（{}）。看看文件夹能不能写、磁盘是不是满了、该有的程序在不在"
_RSYNC = "rsync -a --protect-args --checksum --delete"
_REMOTE = Path(__file__).with_name("remote.sh")


class Ssh:
    """``ssh://user@host:port/folder``. Keys and known hosts are ssh's own; ``RSYNC_RSH`` names another ssh command."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        user, self.root = f"{parts.username}@" if parts.username else "", unquote(parts.path).rstrip("/")
        self.host = f"{user}{parts.hostname or ''}"
        odd = parts.query or parts.fragment or self.root.startswith("/~") or not self.root.isprintable()
        if not parts.hostname or not self.root or odd or self.host.startswith("-"):  # ssh would take it as an option
            raise TargetError(f"“{address}”里要有服务器和完整的文件夹，例如 ssh://web@www.example.cn/srv/site")
        self.rsync_host = f"{user}[{parts.hostname}]" if ":" in parts.hostname else self.host
        port = ["-p", str(parts.port)] if parts.port else []
        self.shell = [*shlex.split(os.environ.get("RSYNC_RSH", "ssh")), *port]
        self._now = ""
        """The public release when last looked at; once it is another one, nothing is replaced."""

    def opened(self) -> AbstractContextManager["Ssh"]:
        return nullcontext(self)

    def manifest(self) -> Manifest | None:
        self._now, _, text = self._run("manifest").partition("\n")
        return Manifest.parse(text) if text else None

    def publish(self, sealed: Path, manifest: Manifest) -> None:
        """Uploads beside the public site; the server verifies every file before it moves the link.

        Raises TargetError if the public release is no longer the one ``manifest`` has read.
        """
        name, now = self._run("name", manifest.release), self._now
        link = [f"--link-dest=../{now}"] if now else []
        there = f"{self.rsync_host}:{self.root}/releases/.{name}.part/"
        self._done([*_RSYNC.split(), *link, "-e", shlex.join(self.shell), f"{sealed}/", there])
        self._run("put", name, now, str(KEPT_RELEASES))
        self._now = name

    def rollback(self) -> str:
        self._now = self._run("rollback")
        return self._now

    def _run(self, *words: str) -> str:
        command = shlex.join(["sh", "-s", "--", self.root, *words])
        return self._done([*self.shell, self.host, command], _REMOTE.read_text(encoding="utf-8")).strip()

    @staticmethod
    def _done(words: list[str], text: str | None = None) -> str:
        try:
            done = subprocess.run(
                words, input=text, capture_output=True, encoding="utf-8", errors="replace", check=False
            )
        except FileNotFoundError:
            raise TargetError(f"这台机器上没有 {words[0]}") from None
        if done.returncode:
            said = (done.stderr.strip().splitlines() or [f"退出码 {done.returncode}"])[-1]
            cure = _UNKNOWN if said.startswith("Host key") else _CURES.get(done.returncode, _ELSE)
            raise TargetError(cure.format(said))
        return done.stdout
