"""The commands from a commit to the public: they parse, call, print and set the exit code."""

import datetime
import sys
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click

from scripts.commands.options import OUT, PRODUCTION, SITE_URL, TODAY, print_problems, refuse_foreign, with_settings
from scripts.problems import Problem
from scripts.publish.progress import Progress
from scripts.publish.swap import folder_lock
from scripts.release.manifest import Manifest, TargetError
from scripts.settings import Settings

EXIT_HELD_BACK = 3
"""The exit code of a release in which records were held back."""


@click.command(help="生成、封存，再安全地换上公开的网站；不写 --to 就只封存")
@click.option("--to", "target", metavar="去处", help="文件夹、ssh://…、s3://…，或代码托管发布的网址")
@click.option("--sign", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="签名用的 SSH 私钥")
@click.option("--accept-loss", is_flag=True, envvar="ACCEPT_LOSS", help="少了很多页面或公布过的地址，也照样发布")
@click.option("--accept-older", is_flag=True, envvar="ACCEPT_OLDER", help="公众看到的是更新的提交，也照样换回这一次")
@click.option("--keep-going", is_flag=True, envvar="KEEP_GOING", help="有错的用以前的，新的先不发布；退出码是 3")
@with_settings(OUT, SITE_URL, PRODUCTION, TODAY)
def publish(
    settings: Settings, target: str | None, sign: Path | None, accept_loss: bool, accept_older: bool, keep_going: bool
) -> None:
    from scripts.release.folder import Folder
    from scripts.release.git import head_commit
    from scripts.release.guard import refuse_older
    from scripts.release.seal import sign as sign_with
    from scripts.release.send import sealed_folder, send, target_of

    refuse_foreign(settings)
    if target is not None and not target.strip():
        raise TargetError("--to 后面是空的：请写明发布到哪里（工作流里多半是变量 SITE_URL 或 TARGET 还没有填）")
    place = target_of(target) if target else None
    say = Progress().stage
    head = head_commit(settings.root)
    if isinstance(place, Folder) and place.root.is_relative_to(settings.out):
        raise TargetError(f"{settings.out} 里的随时会被删去：--to 后面换一个文件夹，例如 /srv/site")
    if place:
        with place.opened():
            old = place.manifest()  # an invalid key or server fails before the build
        if not accept_older:
            refuse_older(settings.root, old, *head)
    with _release_lock(settings):
        settings, held = _held_back(settings) if keep_going else (settings, {})
        manifest = _build_and_seal(settings, held)
        if sign:
            sign_with(sealed_folder(settings), sign)
        click.echo(f"已封存 {manifest.release}：{len(manifest.pages)} 个页面，{len(manifest.files)} 个文件", err=True)
        for file, version in held.items():
            click.echo(f"  {file}：有错，{f'仍是以前的（{version[:12]}）' if version else '没有发布'}", err=True)
        if place:
            stopped, gone = send(settings, place, manifest, say, accept_loss=accept_loss, accept_older=accept_older)
            for words in filter(None, (*stopped, gone)):
                click.echo(f"  {words}", err=True)
            if stopped:
                raise TargetError("公众看到的还是上一次的网站。真的要去掉这些，请加 --accept-loss")
            sample = "" if settings.production else "（带示例内容，试用；正式发布请加 --production）"
            click.echo(f"已发布 {manifest.release}{sample}", err=True)
    sys.exit(EXIT_HELD_BACK if held else 0)


def _release_lock(settings: Settings) -> AbstractContextManager[None]:
    """A lock under which nobody else seals a site here: the sealed folder is being sent."""
    return folder_lock(settings.out / "releasing", partial(Progress().stage, "另一次发布还没有结束，等它完成"))


def _held_back(settings: Settings) -> tuple[Settings, dict[str, str]]:
    from scripts.release.hold import held_back

    copy, held = held_back(settings.content, settings.out / "held", partial(_problems, settings))
    return replace(settings, content=copy), held


def _problems(settings: Settings, content: Path) -> list[Problem]:
    from scripts.checks import load_and_check

    return load_and_check(replace(settings, content=content))[1]


def _build_and_seal(settings: Settings, held: dict[str, str]) -> Manifest:
    """Builds the site and seals it before anybody else can build here."""
    from scripts.pipeline import Report, build
    from scripts.release.send import seal_build

    progress, made = Progress(), list[Manifest]()

    def seal(report: Report) -> None:
        if report.built:
            progress.stage("封存")
            made.append(seal_build(settings, report.records, held))

    report = build(settings, progress, seal)
    if not made:
        print_problems(report.problems, "full", settings.content)
        raise TargetError("记录有错误，公众看到的还是上一次的网站")
    return made[0]


@click.command(help="退回上一次发布的网站")
@click.argument("target", metavar="去处")
def rollback(target: str) -> None:
    from scripts.release.folder import CURRENT, Folder
    from scripts.release.send import target_of

    place = target_of(target)
    if isinstance(place, Folder) and not place.site.exists():
        raise TargetError(f"{place.root} 里没有发布过的网站（{CURRENT}）")
    with place.opened():
        click.echo(f"已退回 {place.rollback()}。那以后撤下的人和内容又看得到了：有的话，请马上再发布一次", err=True)


@click.command(help="核对公开的网站和发布的是否一致")
@click.argument("target", metavar="去处")
@click.option("--rebuild", is_flag=True, help="网址的：不用缓存重新生成一遍，比一比线上的清单")
@with_settings(OUT)
def verify(settings: Settings, target: str, rebuild: bool) -> None:
    from scripts.release.folder import Folder
    from scripts.release.git import head_commit
    from scripts.release.send import HostedSite, promised_addresses, target_of
    from scripts.release.verify import differing_files, mismatches, served_mismatches

    place = target_of(target)
    if isinstance(place, HostedSite):
        url, manifest = place.url, place.manifest()
        if manifest is None:
            raise TargetError(f"{url} 没有发布清单")
        wrong = list(served_mismatches(url, manifest, sorted(promised_addresses(settings))))
        if rebuild and manifest.commit != (here := head_commit(settings.root)[0]):
            wrong.append(
                f"没有重新生成：线上是提交 {manifest.commit[:12]}，这里是 {here[:12]}。请等发布完，或换到那个提交再核对"
            )
        elif rebuild:
            day = datetime.date.fromisoformat(manifest.today)
            again = replace(settings, today=day, url=manifest.url, production=manifest.production, accelerated=False)
            again, held = _held_back(again) if manifest.held or manifest.left_out else (again, {})
            with _release_lock(again):
                rebuilt = _build_and_seal(again, held)
                wrong += [f"{name}：重新生成的不一样" for name in differing_files(manifest, rebuilt)]
    elif isinstance(place, Folder):
        folder = place.root
        if not folder.is_dir():
            raise TargetError(f"没有 {folder} 这个文件夹")
        wrong = list(mismatches(next((path for path in (folder / "current", folder) if path.is_dir()), folder)))
    else:
        raise TargetError("能核对的是文件夹和网址")
    for words in wrong:
        click.echo(words)
    click.echo(f"有 {len(wrong)} 处不一致" if wrong else "一致", err=True)
    sys.exit(bool(wrong))


@click.command(help="打开网站里通到别处的链接，列出打不开的；只告诉，不算错误")
@with_settings(OUT)
def links(settings: Settings) -> None:
    from scripts.release.external_links import broken_links

    if not settings.site.is_dir():
        raise TargetError("请先生成网站")
    count = 0
    for url, why, pages in broken_links(settings.site):
        count += 1
        click.echo(f"{url}：{why}（{'、'.join(pages)}）")
    click.echo(f"{count} 个通到别处的链接打不开", err=True)


@click.command(help="把生成好的网站另做一份，从文件夹或 U 盘直接打开；展厅的屏幕加 --kiosk")
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
@click.option("--kiosk", is_flag=True, help="没有通到别处的链接，一分钟没人碰就回到首页，字和按钮放大")
@with_settings(OUT)
def offline(settings: Settings, folder: Path, kiosk: bool) -> None:
    from scripts.release.offline import offline as copied

    if not settings.site.is_dir():
        raise TargetError("请先生成网站")
    if folder.exists():
        raise TargetError(f"{folder} 已经有了：请换一个新的文件夹")
    click.echo(
        f"已另做一份，{copied(settings.site, folder, kiosk=kiosk)} 个页面：打开 {folder / 'index.html'}", err=True
    )


@click.group(help="写网站服务器的配置")
def server() -> None:
    pass


@server.command("nginx", help="按生成好的网站写 nginx 的配置，印在屏幕上")
@click.option("--root", default="/srv/site/current", show_default=True, help="服务器上网站的文件夹")
@click.option("--name", default="_", show_default=True, help="域名")
@click.option("--listen", default="80", show_default=True, help="端口")
@with_settings(OUT, SITE_URL)
def nginx(settings: Settings, root: str, name: str, listen: str) -> None:
    from scripts.release.server import nginx as written

    if not settings.site.is_dir():
        raise TargetError("请先生成网站：安全设置要按页面里的脚本计算")
    click.echo(written(settings.site, root, urlsplit(settings.url).path or "/", name, listen), nl=False)


COMMANDS = (publish, rollback, verify, links, offline, server)
