"""A build of the commit that is checked out, sealed and guarded, on its way to a target."""

import datetime
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from scripts.catalogue.urls_lock import NAME as URLS
from scripts.catalogue.urls_lock import Lock
from scripts.release import git, guard
from scripts.release.folder import Folder
from scripts.release.manifest import FOLDER, Manifest, TargetError
from scripts.release.s3 import Bucket
from scripts.release.seal import seal
from scripts.release.ssh import Ssh
from scripts.release.verify import manifest_at
from scripts.settings import CHINA_TIME, Settings, is_site_address


class Served:
    """``https://…``: a site that the code host itself puts in place; here it is only compared with."""

    def __init__(self, url: str) -> None:
        if not is_site_address(url):
            raise TargetError(f"“{url}”不是完整的网址，例如 https://www.example.cn/")
        self.url = f"{url.rstrip('/')}/"

    def opened(self) -> AbstractContextManager["Served"]:
        return nullcontext(self)

    def manifest(self) -> Manifest | None:
        return manifest_at(self.url)

    def put(self, sealed: Path, manifest: Manifest) -> None:
        pass

    def rollback(self) -> str:
        raise TargetError("请在仓库里撤回那次提交（git revert），CI 会再发布一次")


Target = Folder | Ssh | Bucket | Served
_KINDS: dict[str, type[Ssh | Bucket | Served]] = {"ssh": Ssh, "s3": Bucket, "http": Served, "https": Served}


def target_of(address: str) -> Target:
    """Where to publish: a folder's path, ``ssh://…``, ``s3://…``, or the site at ``https://…``. Raises TargetError."""
    scheme, given, _ = (address := address.strip()).partition("://")
    with suppress(ValueError, RuntimeError):  # a port that is no number, half an IPv6 address; ~somebody who is nobody
        if given and scheme.lower() in _KINDS:
            return _KINDS[scheme.lower()](address)
        if address and not re.match(r"[^/\\]{2,}:", address):  # C:\ is a disk, web@host: somebody's machine
            return Folder(Path(address).expanduser().absolute())  # no shell does so behind --to=
    raise TargetError(
        f"不认识“{address}”这个去处：写文件夹，或者像 ssh://web@www.example.cn/srv/site、https://www.example.cn/ 这样写"
    )


def sealed_folder(settings: Settings) -> Path:
    return settings.out / "sealed"


def make(settings: Settings, records: dict[str, int], held: dict[str, str]) -> Manifest:
    """Seals the site that was built under the settings into ``out/sealed``; ``held`` is what was held back. Raises GitError."""
    commit, time = git.commit(settings.root)
    shown = {file: version for file, version in held.items() if version}
    day = settings.today
    midnight = datetime.datetime.combine(day, datetime.time(), CHINA_TIME).timestamp() if day else 0
    facts: dict[str, object] = {"commit": commit, "committed": time, "today": str(day or ""), "url": settings.url}
    facts |= {"production": settings.production, "records": records}
    facts |= {"held": shown, "left_out": len(held) - len(shown)}
    facts |= {"time": max(time, int(midnight))}  # the same commit shows something else on a later day
    requirements = settings.root / "requirements.txt"
    return seal(settings.site, settings.out / "server", sealed_folder(settings), facts, requirements)


def promised_of(settings: Settings, public: Manifest | None = None) -> frozenset[str]:
    """The addresses that were published once: those locked here, and in the commit that is ``public``, where git has it.

    Who deletes a record and its line of the lockfile in one commit breaks the promise all the same.
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
    """Puts the sealed site in place unless it takes too much from readers, or is older. Raises TargetError, OSError.

    Returns why it was not put in place, if so, and which addresses readers lose.
    """
    site = sealed_folder(settings)
    led_on = guard.addresses_led_on(site / FOLDER, manifest.base)
    with target.opened():
        old = target.manifest()
        if not accept_older:
            guard.refuse_older(settings.root, old, manifest.commit, manifest.committed)
        promised = promised_of(settings, None if accept_older else old)
        stopped = tuple(guard.losses(old, manifest, promised, led_on))
        if not stopped or accept_loss:
            say("换上新网站")
            target.put(site, manifest)
            stopped = ()
    return stopped, guard.gone(old, manifest, led_on)
