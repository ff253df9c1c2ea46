"""Seals a build of the checked-out commit, guards it against losses, and sends it to a target."""

import datetime
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from scripts.catalogue.urls_lock import URLS, Lock
from scripts.release import git, guard
from scripts.release.folder import Folder
from scripts.release.manifest import FOLDER, Manifest, TargetError
from scripts.release.s3 import Bucket
from scripts.release.seal import seal
from scripts.release.ssh import Ssh
from scripts.release.verify import manifest_at
from scripts.settings import CHINA_TIME, Settings, is_site_address


class HostedSite:
    """``https://…``: a site that the code host itself deploys; only compared with."""

    def __init__(self, url: str) -> None:
        if not is_site_address(url):
            raise TargetError(f"“{url}”不是完整的网址，例如 https://www.example.cn/")
        self.url = f"{url.rstrip('/')}/"

    def opened(self) -> AbstractContextManager["HostedSite"]:
        return nullcontext(self)

    def manifest(self) -> Manifest | None:
        return manifest_at(self.url)

    def publish(self, sealed: Path, manifest: Manifest) -> None:
        pass

    def rollback(self) -> str:
        raise TargetError("请在仓库里撤回那次提交（git revert），CI 会再发布一次")


Target = Folder | Ssh | Bucket | HostedSite
_KINDS: dict[str, type[Ssh | Bucket | HostedSite]] = {"ssh": Ssh, "s3": Bucket, "http": HostedSite, "https": HostedSite}


def target_of(address: str) -> Target:
    """Where to publish: a folder's path, ``ssh://…``, ``s3://…``, or the site at ``https://…``. Raises TargetError."""
    scheme, given, _ = (address := address.strip()).partition("://")
    with suppress(ValueError, RuntimeError):  # a bad port or IPv6 address; ~ of an unknown user
        if given and scheme.lower() in _KINDS:
            return _KINDS[scheme.lower()](address)
        if address and not re.match(r"[^/\\]{2,}:", address):  # C:\ is a disk, web@host: another machine
            return Folder(Path(address).expanduser().absolute())  # shells do not expand ~ in --to=~/site
    raise TargetError(
        f"不认识“{address}”这个去处：写文件夹，或者像 ssh://web@www.example.cn/srv/site、https://www.example.cn/ 这样写"
    )


def sealed_folder(settings: Settings) -> Path:
    return settings.out / "sealed"


def seal_build(settings: Settings, records: dict[str, int], held: dict[str, str]) -> Manifest:
    """Seals the built site into ``out/sealed``; ``held`` are the files held back, as from ``held_back``. Raises GitError."""
    commit, time = git.head_commit(settings.root)
    shown = {file: version for file, version in held.items() if version}
    day = settings.today
    midnight = datetime.datetime.combine(day, datetime.time(), CHINA_TIME).timestamp() if day else 0
    facts: dict[str, object] = {"commit": commit, "committed": time, "today": str(day or ""), "url": settings.url}
    facts |= {"production": settings.production, "records": records}
    facts |= {"held": shown, "left_out": len(held) - len(shown)}
    facts |= {"time": max(time, int(midnight))}  # the same commit gives other pages on a later day
    requirements = settings.root / "requirements.txt"
    return seal(settings.site, settings.out / "server", sealed_folder(settings), facts, requirements)


def promised_addresses(settings: Settings, public: Manifest | None = None) -> frozenset[str]:
    """The addresses once published: those locked here and, if git has it, in the commit of the ``public`` release.

    Deleting a record together with its lockfile line does not end the promise.
    """
    promised = Lock.read(settings.content.parent / URLS).addresses
    with suppress(git.GitError):
        if public:
            promised |= Lock.parse(git.git(settings.root, "show", f"{public.commit}:./{URLS}")).addresses
    return promised


def send(
    settings: Settings,
    target: Target,
    manifest: Manifest,
    say: Callable[[str], object],
    *,
    accept_loss: bool = False,
    accept_older: bool = False,
) -> tuple[tuple[str, ...], str]:
    """Publishes the sealed site unless readers would lose too much, or it is older. Raises TargetError, OSError.

    Returns the reasons why it was not published, if any, and a sentence about lost addresses.
    """
    site = sealed_folder(settings)
    redirected = guard.redirected_addresses(site / FOLDER, manifest.base)
    with target.opened():
        old = target.manifest()
        if not accept_older:
            guard.refuse_older(settings.root, old, manifest.commit, manifest.committed)
        promised = promised_addresses(settings, None if accept_older else old)
        stopped = tuple(guard.losses(old, manifest, promised, redirected))
        if not stopped or accept_loss:
            say("换上新网站")
            target.publish(site, manifest)
            stopped = ()
    return stopped, guard.lost_addresses(old, manifest, redirected)
