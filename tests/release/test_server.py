"""The nginx configuration on a real server: headers, encodings, old addresses, and no page that violates its policy."""

import gzip
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from scripts.release.manifest import FINGERPRINTED
from scripts.release.seal import seal
from scripts.release.server import nginx, policy
from scripts.release.verify import served_mismatches
from tests.commands.support import run
from tests.release.support import FACTS, sealed
from tests.release.test_remote import free_port, started
from tests.render.exhibition.show import SHOW
from tests.support import ROOT, lacking

MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
Serve = Callable[..., str]


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts nginx over a site; called with the site and the path it is public below. Returns ``127.0.0.1:port``."""
    if not shutil.which("nginx"):
        lacking("nginx")
    servers: list[subprocess.Popen[bytes]] = []

    def start(site: Path, base: str = "/") -> str:
        here = f"127.0.0.1:{(port := free_port())}"
        config = tmp_path / "nginx.conf"
        load = f"load_module {MODULE};\n" if MODULE.exists() else ""
        inside = nginx(site, str(site), base, "_", here)
        inside = inside if MODULE.exists() else inside.replace("brotli_static on;", "")
        paths = "".join(
            f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        user = "user root;\n" if os.geteuid() == 0 else ""
        config.write_text(
            f"{load}{user}daemon off; pid {tmp_path}/pid; error_log stderr;\nevents {{}}\n"
            f"http {{ access_log off; {paths}\n{inside}\n}}\n",
            encoding="utf-8",
        )
        servers.append(started(["nginx", "-p", str(tmp_path), "-c", str(config)], port))
        return here

    yield start
    for server in servers:
        server.terminate()
        server.wait()


def ask(here: str, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(here)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return response, response.read()


@pytest.mark.slow
@pytest.mark.parametrize("base", ["/", "/below/"])
def test_nginx_serves_a_release_as_it_should(base: str, serve: Serve, tmp_path: Path) -> None:
    long = f"{'x' * 120}/"
    site, manifest = sealed(tmp_path / "网 站{;#'}", moved=f"{base}old/ {base}news/a/;\n{base}{long} {base}news/a/;\n")
    (site / "release/gone.map").write_text(f"{base}news/a/ 1;\n", encoding="utf-8")
    (site / "404.html").write_text("没有", encoding="utf-8")
    (site / "site.webmanifest").touch()
    here = serve(site, base)
    page, body = ask(here, base)
    assert page.status == 200 and body == (site / "index.html").read_bytes()
    assert page.headers["Cache-Control"] == "no-cache" and page.headers["ETag"]
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.headers["Content-Security-Policy"] == policy(site)
    assert page.headers["X-Content-Type-Options"] == "nosniff" and page.headers["Server"] == "nginx"
    for name in filter(FINGERPRINTED.match, manifest.files):
        assert "immutable" in (ask(here, base + name)[0].headers["Cache-Control"] or "")
    for encoding in ["gzip"] + ["br"] * MODULE.exists():
        packed = ask(here, base, Accept_Encoding=encoding)[0].headers
        assert (packed["Content-Encoding"], packed["Vary"]) == (encoding, "Accept-Encoding")
    assert page.headers["Vary"] == "Accept-Encoding", "what a CDN keeps must not be sent to who cannot unpack it"
    assert ask(here, f"{base}site.webmanifest")[0].headers["Content-Type"] == "application/manifest+json"
    moved, _ = ask(here, f"{base}old/")
    assert (moved.status, moved.headers["Location"]) == (301, f"{base}news/a/")
    assert ask(here, f"{base}{long}")[0].status == 301
    gone, note = ask(here, f"{base}news/a/")
    assert gone.status == 410 and note == (site / "news/a/index.html").read_bytes()
    assert ask(here, f"{base}news/a")[0].headers["Location"] == f"{base}news/a/"
    for nowhere in ("nowhere/", "assets/"):  # a folder without a page is no page either
        missing, text = ask(here, f"{base}{nowhere}")
        assert missing.status == 404 and text.decode() == "没有" and missing.headers["Content-Security-Policy"]
    if base != "/":  # as it is typed from paper
        assert ask(here, base.rstrip("/"))[0].headers["Location"] == base
    assert ask(here, base, "POST")[0].status == 405
    assert ask(here, f"{base}../../etc/passwd")[0].status in {400, 404}
    assert ask(here, base, If_None_Match=page.headers["ETag"])[0].status == 304


@pytest.mark.slow
def test_a_page_altered_only_as_browsers_get_it_is_told_of(serve: Serve, tmp_path: Path) -> None:
    site, manifest = sealed(tmp_path)
    url = f"http://{serve(site)}/"
    assert list(served_mismatches(url, manifest)) == []
    (site / "index.html.gz").write_bytes(gzip.compress("黑".encode()))  # browsers that take .br do not get it
    assert list(served_mismatches(url, manifest)) == ["index.html：内容不同（压缩过的）"]


@pytest.mark.slow
def test_no_page_breaks_the_policy(
    mini_site: Path, show_site: Path, browser: Browser, serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sites as they are released, but not packed: a style or script under a wrong name would be told of as well.

    ``tests/browser/test_pages`` opens every page under a policy that allows no more.
    """
    monkeypatch.setattr("scripts.release.seal._compress", lambda _: None)
    said: list[str] = []
    show = ("exhibitions/", f"{SHOW}/", f"{SHOW}/1/", f"{SHOW}/print/panels-a4/")
    for built, base, pages in (
        (mini_site, "/", ("", "role-models/bian-ru-song/", "404.html")),
        (show_site, "/sub/", show),
    ):
        site = tmp_path / base.strip("/") / "sealed"
        seal(built, built.parent / "server", site, FACTS, ROOT / "requirements.txt")
        here, page = f"http://{serve(site, base)}{base}", browser.new_page()
        page.on("console", lambda message: said.append(f"{message.type} {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error {error}"))
        for address in pages:
            page.goto(f"{here}{address}")
            assert page.locator("h1").count(), address
        page.goto(f"{here}search/?q=街道")
        page.wait_for_selector("article li a")
        page.close()
    assert [words for words in said if words.startswith("error") or "Content Security Policy" in words] == []


def test_the_policy_names_each_inline_script_and_allows_no_other(tmp_path: Path) -> None:
    page = '<script src="a.js"></script><script type="application/ld+json">{}</script><script>甲()</script>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    said = policy(tmp_path)
    assert said.count("'sha256-") == 1 and "unsafe" not in said
    assert "http" not in said and said.startswith("default-src 'none'; script-src 'self' 'sha256-")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--name", "https://www.example.cn/", "不能当域名"),
        ("--name", "a.cn; root /", "不能当域名"),
        ("--listen", "80; root /", "不能当端口"),
        ("--listen", "127.0.0.1:99999", "不能当端口"),
        ("--root", "srv/site", "从 / 写起"),
        ("--root", "/", "从 / 写起"),
        ("--root", '/srv/"; x', "从 / 写起"),
        ("--root", "/srv/a\nb", "从 / 写起"),
        ("--site-url", 'https://a.cn/x";y/', "请写首页的完整网址"),
    ],
)
def test_what_nginx_would_read_as_something_else_is_refused(option: str, value: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    done = run("server", "nginx", "--out", tmp_path, option, value)
    assert done.exit_code in {1, 2} and said in done.stderr and not done.stdout


@pytest.mark.parametrize(
    ("option", "value", "written"),
    [
        (
            "--name",
            "城关.中国 www.example.cn *.example.cn",
            "server_name xn--d6qt8m.xn--fiqs8s www.example.cn *.example.cn;",
        ),
        ("--listen", "[::]:8080", "listen [::]:8080;"),
        ("--site-url", "https://example.cn/below/", "location /below/"),
        ("--root", "/srv/网 站/", 'root "/srv/网 站";'),
    ],
)
def test_what_it_can_read_is_written_so_that_it_does(option: str, value: str, written: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    assert written in run("server", "nginx", "--out", tmp_path, option, value).stdout


@pytest.mark.parametrize(("made", "base"), [("/", "/"), ("/", "/below/"), ("/below/", "/"), ("/a/below/", "/a/below/")])
def test_a_site_made_for_another_path_is_told_of(made: str, base: str, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    page = (
        f'<script src="{made}assets/js/settings.js"></script><link rel="stylesheet" href="{made}assets/css/site.css">'
    )
    (tmp_path / "site/404.html").write_text(page, encoding="utf-8")
    done = run("server", "nginx", "--out", tmp_path, "--site-url", f"https://example.cn{base}")
    assert (done.exit_code, "同样的 --site-url" in done.stderr) == ((0, False) if made == base else (1, True))


def test_the_command_asks_for_a_built_site(tmp_path: Path) -> None:
    assert run("server", "nginx", "--out", tmp_path).exit_code == 1
