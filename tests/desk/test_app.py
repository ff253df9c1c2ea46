"""The desk's pages over HTTP."""

import re
import subprocess
from datetime import date
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PIL import Image
from starlette.testclient import TestClient

from scripts.desk import session
from scripts.editing import save as saving
from tests.desk.conftest import PERSON
from tests.support import picture, plant


def form(desk: TestClient, address: str) -> dict[str, str]:
    return fields(desk.get(address).text)


def fields(page: str) -> dict[str, str]:
    """The fields of a form as the page shows them."""
    page = page[page.index('id="record"') :] if 'id="record"' in page else page
    found = dict(re.findall(r'<input[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"', page))
    found |= dict(re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL))
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in found.items() if name != "do"}


def lines_changed(before: str, after: str) -> set[str]:
    return set(before.splitlines()) ^ set(after.splitlines())


def test_a_change_touches_its_line_only_and_can_be_undone(desk: TestClient, root: Path) -> None:
    before = (root / PERSON).read_text()
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "替邻居修了三十年水管"}
    assert desk.post(f"/edit/{PERSON}", data=sent).status_code == 303
    after = (root / PERSON).read_text()
    assert {line.partition(":")[0] for line in lines_changed(before, after)} == {"deed"}
    desk.post("/undo", data={"token": sent["token"]})
    assert (root / PERSON).read_text() == before


def test_left_open_over_midnight_it_goes_by_the_new_day(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = form(desk, f"/edit/{PERSON}") | {"published": "2047-01-02", "do": "check"}
    assert "在将来" in desk.post(f"/edit/{PERSON}", data=sent).text
    monkeypatch.setattr(session, "today", lambda: date(2047, 1, 2))
    assert "在将来" not in desk.post(f"/edit/{PERSON}", data=sent).text
    assert form(desk, "/new/news")["published"] == "2047-01-02"


def test_a_copy_says_nothing_of_the_time_the_other_was_held(desk: TestClient, root: Path) -> None:
    event = root / "events/ye-ke-an-quan-yong-huo.yml"
    event.write_text(event.read_text() + "attendance: 80\n")
    sent = form(desk, "/new/events?copy=events/ye-ke-an-quan-yong-huo.yml")
    assert sent["title"] and not any(sent[name] for name in sent if name.startswith(("times.", "attendance")))


def test_what_is_wrong_is_told_at_its_field_and_not_saved(desk: TestClient, root: Path) -> None:
    before = (root / PERSON).read_bytes()
    sent = form(desk, f"/edit/{PERSON}") | {"published": "去年冬天"}
    told = desk.post(f"/edit/{PERSON}", data=sent | {"do": "check"}).json()
    assert list(told["fields"]) == ["published"]
    assert desk.post(f"/edit/{PERSON}", data=sent).status_code == 422
    assert (root / PERSON).read_bytes() == before


def test_what_is_missing_is_told_at_its_own_field(opened: TestClient) -> None:
    fields = {"name", "honours.0.status", "legal_basis.kind"}
    sent = form(opened, f"/edit/{PERSON}") | dict.fromkeys(fields, "") | {"do": "check"}
    assert opened.post(f"/edit/{PERSON}", data=sent).json()["fields"].keys() == fields


def test_the_page_as_it_will_look_shows_what_was_typed(opened: TestClient) -> None:
    sent = form(opened, f"/edit/{PERSON}") | {"deed": "替邻居修了三十年水管", "do": "check"}
    address = opened.post(f"/edit/{PERSON}", data=sent).json()["preview"]
    page = opened.get(address)
    assert "替邻居修了三十年水管" in page.text
    style = re.search(r'href="([^"]+/site\.css)"', page.text)
    assert style and opened.get(address + style[1]).status_code == 200


def test_a_new_record_is_named_after_its_title(desk: TestClient, root: Path) -> None:
    sent = form(desk, "/new/streets") | {"title": "松涛街道", "code": "620102099", "sample": "true"}
    answer = desk.post("/new/streets", data=sent)
    assert answer.headers.get("location", answer.text) == "/edit/streets/song-tao-jie-dao.yml?saved=1"
    assert (root / "streets/song-tao-jie-dao.yml").read_text().startswith("title: 松涛街道\n")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ({"published": "去年"}, ""),
        ({"published": "2025-11-05", "@name": "2024/xiao-ye-ke"}, "2024/xiao-ye-ke"),
    ],
)
def test_a_piece_of_news_stands_below_its_year(typed: dict[str, str], name: str, desk: TestClient) -> None:
    sent = form(desk, "/new/news") | {"title": "夜课", "column": "news", "body": "小板凳坐满了。", **typed}
    answer = desk.post("/new/news", data=sent)
    assert answer.headers.get("location", "") == (f"/edit/news/{name}.yml?saved=1" if name else "")
    assert "不能做文件名" not in answer.text


def test_a_file_that_is_gone_is_told_of_and_what_was_typed_stays(desk: TestClient, root: Path) -> None:
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "还没有保存的话"}
    (root / PERSON).unlink()
    page = desk.post(f"/edit/{PERSON}", data=sent).text
    assert "刚才改了名或删了，没有存" in page and "还没有保存的话" in page and not (root / PERSON).exists()


def test_a_part_is_added_and_what_was_typed_stays(opened: TestClient) -> None:
    sent = form(opened, f"/edit/{PERSON}") | {"deed": "还没有保存的话", "do": "add:honours"}
    page = opened.post(f"/edit/{PERSON}", data=sent).text
    number = len(re.findall(r'id="f-honours\.\d+"', page)) - 1
    assert number and f'name="honours.{number}.award"' in page and "还没有保存的话" in page


@pytest.mark.parametrize("first", ["2026-10-01", "去年冬天"])
def test_a_file_changed_meanwhile_is_joined_field_by_field(first: str, desk: TestClient, root: Path) -> None:
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "我写的", "published": first}
    (root / PERSON).write_text(re.sub("unit: .*", "unit: 别人写的", (root / PERSON).read_text()))
    answer = desk.post(f"/edit/{PERSON}", data=sent)
    if answer.status_code == 422:  # refused for an error
        answer = desk.post(f"/edit/{PERSON}", data=fields(answer.text) | {"published": "2026-10-01"})
    assert answer.status_code == 303
    assert {"deed: 我写的", "unit: 别人写的"} <= set((root / PERSON).read_text().replace('"', "").splitlines())


def test_the_same_field_changed_meanwhile_is_asked_about(desk: TestClient, root: Path) -> None:
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "我写的"}
    theirs = re.sub("deed: .*", "deed: 别人写的", (root / PERSON).read_text())
    (root / PERSON).write_text(theirs)
    answer = desk.post(f"/edit/{PERSON}", data=sent)
    assert (
        answer.status_code == 422
        and "两边都改了：一句话事迹（别人写的是“别人写的”）" in answer.text
        and "我写的" in answer.text
    )
    assert (root / PERSON).read_text() == theirs


def test_what_somebody_has_added_to_the_same_list_meanwhile_is_shown(desk: TestClient, root: Path) -> None:
    name = "events/ye-ke-an-quan-yong-huo.yml"
    sent = form(desk, f"/edit/{name}") | {"times.1.start": "2026-12-02 19:30"}
    theirs = (root / name).read_text().replace("venue:", "  - start: 2026-12-09 19:30\nvenue:")
    (root / name).write_text(theirs)
    answer = desk.post(f"/edit/{name}", data=sent)
    assert answer.status_code == 422 and "时间（别人写的是“2026-12-09 19:30”）" in answer.text
    assert (root / name).read_text() == theirs


def test_a_full_disk_is_told_and_what_was_typed_stays(
    desk: TestClient, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = (root / PERSON).read_bytes()
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "替邻居修了三十年水管"}
    with monkeypatch.context() as patch:
        patch.setattr(saving, "_write", full)
        answer = desk.post(f"/edit/{PERSON}", data=sent)
        assert "磁盘满了，先腾出地方。没有存" in answer.text and "替邻居修了三十年水管" in answer.text
        moved = desk.post(f"/move/{PERSON}", data={"token": sent["token"], "do": "rename", "to": "bai"})
        assert "磁盘满了，先腾出地方。没有存" in moved.text
    assert (root / PERSON).read_bytes() == before
    assert desk.post(f"/edit/{PERSON}", data=sent).status_code == 303


@pytest.mark.parametrize("text", ["name：甲\n", "- 甲\n"])
def test_a_broken_file_is_shown_and_never_written_over(desk: TestClient, root: Path, text: str) -> None:
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "替邻居修了三十年水管"}
    (root / PERSON).write_text(text)
    answer = desk.post(f"/edit/{PERSON}", data=sent)
    assert answer.status_code == 422 and "请先在编辑台里打开它改好" in answer.text
    assert (root / PERSON).read_text() == text


@pytest.mark.parametrize(
    ("broken", "marked"),
    [
        (lambda text: text.replace("name: ", "name：", 1), "name：柏听澜"),
        (lambda text: text.replace("\n", "\r\n").replace("unit: ", 'unit: "', 1), "unit: "),
        (lambda text: text.encode("gb18030"), ""),
        (lambda text: "", ""),
    ],
)
def test_a_broken_file_is_mended_as_text(desk: TestClient, root: Path, broken: Any, marked: str) -> None:
    path = root / PERSON
    good, bad = path.read_text(), broken(path.read_text())
    path.write_bytes(bad if isinstance(bad, bytes) else bad.encode())
    page = desk.get(f"/edit/{PERSON}").text
    assert f"<mark>{marked}" in unescape(page) or not marked
    sent = fields(page)
    assert sent["@text"].strip() or not bad
    ends = "\r\n" if "\r\n" in str(bad) else "\n"
    for said, status in ((sent["@text"] + "\nunit: [", 422), (good, 303)):
        answer = desk.post(f"/edit/{PERSON}", data=sent | {"@text": said.replace("\n", "\r\n")})
        assert answer.status_code == status, answer.text
    assert path.read_bytes().decode() == good.replace("\n", ends)
    assert 'name="deed"' in desk.get(f"/edit/{PERSON}").text


def test_a_text_is_saved_over_no_other_and_only_without_an_error(desk: TestClient, root: Path) -> None:
    sent = form(desk, f"/edit/{PERSON}?text=1")
    before = (root / PERSON).read_text()
    wrong = sent | {"@text": re.sub("(?m)^published:.*", "published: 去年冬天", before)}
    told = desk.post(f"/edit/{PERSON}", data=wrong | {"do": "check"}).json()["form"]
    assert [one["message"].partition("：")[2] for one in told] == ["日期“去年冬天”写法不对"]
    refused = desk.post(f"/edit/{PERSON}", data=wrong)
    assert refused.status_code == 422 and (root / PERSON).read_text() == before
    assert "没有保存" in refused.text
    (root / PERSON).write_text(theirs := re.sub("(?m)^deed:.*", "deed: 别人写的", before))
    answer = desk.post(f"/edit/{PERSON}", data=sent | {"@text": before + "# 我写的\n"})
    assert answer.status_code == 422 and "刚才被别人改过" in answer.text and "我写的" in answer.text
    assert (root / PERSON).read_text() == theirs
    assert desk.post(f"/edit/{PERSON}", data=fields(answer.text)).status_code == 303


def test_a_picture_that_is_cut_off_is_told_of_beside_the_form(desk: TestClient) -> None:
    data = BytesIO()
    Image.effect_noise((900, 700), 50).convert("RGB").save(data, "JPEG")
    sent = form(desk, f"/edit/{PERSON}") | {"portrait.alt": "柏听澜站在门口。", "do": "check"}
    files = {"portrait.file:upload": ("a.jpg", data.getvalue()[:-60], "image/jpeg")}
    told = desk.post(f"/edit/{PERSON}", data=sent, files=files).json()
    assert "图片不完整或已损坏" in str(told)


def test_a_picture_is_held_until_the_save_and_then_stored_beside_its_record(desk: TestClient, root: Path) -> None:
    sent = form(desk, f"/edit/{PERSON}") | {"portrait.": "", "portrait.alt": "一张肖像", "do": "show"}
    shown = desk.post(
        f"/edit/{PERSON}", data=sent, files={"portrait.file:upload": ("肖像 1.JPG", picture(900, 600))}
    ).text
    thumb = unescape(re.findall(r'<img src="([^"]+)"', shown)[0])
    assert desk.get(thumb).status_code == 200
    again = fields(shown) | {"portrait.rights": "original", "portrait.credit": "本站", "do": "save"}
    assert desk.post(f"/edit/{PERSON}", data=again).status_code == 303
    assert desk.get(thumb).status_code == 404
    stored = f"{PERSON.removesuffix('.yml')}/xiao-xiang-1.png"
    assert (root / stored).read_bytes() == desk.get(f"/files/{stored}").content == picture(900, 600)


@pytest.mark.parametrize("file", ["a.svg", "../../a.yml"])
def test_no_other_file_can_be_added(desk: TestClient, root: Path, file: str) -> None:
    before = sorted(root.parent.rglob("*"))
    sent = form(desk, f"/edit/{PERSON}")
    answer = desk.post(f"/edit/{PERSON}", data=sent, files={"portrait.file:upload": (file, b"x", "x/x")})
    assert answer.status_code == 422
    assert [path for path in sorted(root.parent.rglob("*")) if ".cache" not in path.parts] == [
        path for path in before if ".cache" not in path.parts
    ]


@pytest.mark.parametrize(
    "headers",
    [{"host": "evil.example"}, {"origin": "https://evil.example"}, {"origin": "null"}, {"host": "127.0.0.1:9"}],
)
def test_other_sites_are_not_let_in(opened: TestClient, headers: dict[str, str]) -> None:
    assert opened.post("/undo", headers=headers, data={"token": "x"}).status_code == 403


def test_a_method_that_is_not_allowed_is_told_which_are(opened: TestClient) -> None:
    answer = opened.put("/changes")
    assert (answer.status_code, set(answer.headers["allow"].split(", "))) == (405, {"GET", "HEAD", "POST"})


def test_a_form_without_the_token_of_this_run_writes_nothing(desk: TestClient, root: Path) -> None:
    before = (root / PERSON).read_bytes()
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "别的网站写的", "token": "x"}
    answer = desk.post(f"/edit/{PERSON}", data=sent)
    assert (
        answer.status_code == 400 and f'href="/edit/{PERSON}"' in answer.text
    )  # to load again would send the form again
    assert (root / PERSON).read_bytes() == before


@pytest.mark.parametrize(
    "address",
    [
        "/edit/../mkdocs.yml",
        "/edit/role-models/..%2F..%2Fx.yml",
        "/edit/x/y.yml",
        "/edit/role-models/nobody.yml",
        "/files/../x",
        "/new/x",
        "/preview/../mkdocs.yml",
        "/files/role-models/bai-ting-lan.yml",
    ],
)
def test_nothing_outside_the_records_can_be_reached(opened: TestClient, address: str) -> None:
    assert opened.get(address).status_code in {400, 404}


def test_a_record_moves_and_a_draft_can_be_deleted(desk: TestClient, root: Path) -> None:
    token = form(desk, f"/move/{PERSON}")["token"]
    answer = desk.post(f"/move/{PERSON}", data={"token": token, "do": "rename", "to": "/bai-ting-lan-2.yml"})
    assert answer.status_code == 303, answer.text
    moved = root / "role-models/bai-ting-lan-2.yml"
    assert "role-models/bai-ting-lan" in moved.read_text() and not (root / PERSON).exists()
    assert (
        desk.post(f"/move/{moved.relative_to(root).as_posix()}", data={"token": token, "do": "delete"}).status_code
        == 400
    )
    assert moved.exists()


def test_a_record_is_not_compared_with_the_file_it_was_renamed_from(desk: TestClient, root: Path) -> None:
    sent = form(desk, "/edit/campaigns/chong-yang.yml")
    assert desk.post("/move/campaigns/chong-yang.yml", data=sent | {"do": "rename", "to": "jiu-jiu"}).status_code == 303
    answer = desk.post("/edit/campaigns/jiu-jiu.yml", data=sent | {"do": "check"}).json()
    assert not answer["form"] and not answer["fields"]


def test_a_venue_can_be_withdrawn(desk: TestClient, root: Path) -> None:
    sent = form(desk, "/move/venues/liu-an-station.yml") | {"do": "withdraw"}
    assert desk.post("/move/venues/liu-an-station.yml", data=sent).status_code == 303
    assert "address" not in (root / "venues/liu-an-station.yml").read_text()


def test_only_a_draft_that_was_never_public_can_be_deleted(desk: TestClient, root: Path) -> None:
    path, lock = root / "news/2026/pu.yml", root.parent / "urls.lock"
    path.write_text("title: 裁缝铺\ncolumn: 身边故事\nbody: 没有关门。\npublished: 2026-11-20\nstatus: 草稿\n")
    with path.open("a") as file:
        file.write("images: [{file: pu/men.png, alt: 一扇开着的木门}]\n")
    plant(root.parent, {"news/2026/pu/men.png": picture()})
    lock.write_text("/news/2026/pu/ 2026-11-20\n")
    page = desk.get("/move/news/2026/pu.yml").text
    sent = {"token": fields(page)["token"], "do": "delete"}
    assert "删除草稿" not in page and desk.post("/move/news/2026/pu.yml", data=sent).status_code == 400
    assert path.exists()
    lock.unlink()
    assert desk.post("/move/news/2026/pu.yml", data=sent).status_code == 303
    assert not path.exists() and not (root / "news/2026/pu/men.png").exists()


def test_a_withdrawal_leads_to_the_records_that_still_name_the_person(desk: TestClient, root: Path) -> None:
    says = "title: 夜课\ncolumn: 实践动态\nsample: true\nbody: 柏听澜来讲课。\npublished: 2026-11-20\n"
    plant(root.parent, {"news/2026/ke.yml": says})
    sent = form(desk, f"/move/{PERSON}") | {"do": "withdraw", "because": "应当事人要求"}
    refused = desk.post(f"/move/{PERSON}", data=sent)
    assert refused.status_code == 400 and "什么也没有写" in refused.text
    assert '<a href="/edit/news/2026/ke.yml#f-body">content/news/2026/ke.yml 第 4 行</a>：' in refused.text
    assert f'<a href="/move/{PERSON}">回到那一页</a>' in refused.text


def test_all_that_check_says_leads_to_the_field_where_there_is_a_form(desk: TestClient, root: Path) -> None:
    plant(
        root.parent,
        {
            "news/2026/ke.yml": "title: 夜课\ncolumn: 闲聊\nsample: true\nbody: 开课。\npublished: 2026-11-20\n",
            "people/a.yml": "title: 甲\n",
        },
    )
    (root / "news/2026/biao.yml").write_bytes(b"\xd0\xcf\x11\xe0\x00")
    said = desk.get("/problems").text
    assert '<a href="/edit/news/2026/ke.yml#f-column">第 2 行</a>：“闲聊”不在可选的词里' in said
    assert "<h2>content/people/a.yml</h2>" in said and "<h2>content/news/2026/biao.yml</h2>" in said
    assert "/edit/people" not in said and "/edit/news/2026/biao" not in said


def test_a_sentence_is_looked_at_and_that_can_be_undone(desk: TestClient, root: Path) -> None:
    (root / "news/2026/pu.yml").write_text(
        "title: 裁缝铺\ncolumn: 身边故事\nbody: 确诊乳腺癌以后没有关门。\npublished: 2026-11-20\n"
    )
    page = desk.get("/reviews").text
    assert "<mark>确诊乳腺癌以后没有关门。</mark>" in page
    sent = fields(page) | {"verdict": "本人书面同意", "by": "宣传科"}
    again = desk.post("/reviews", data=sent).text
    assert "同意书编号" in again and "<option selected>本人书面同意</option>" in again and 'value="宣传科"' in again
    assert not (root.parent / "reviews.yml").exists()
    assert desk.post("/reviews", data=sent | {"verdict": "不指任何人"}).status_code == 303
    assert "没有要复核的句子" in desk.get("/reviews").text
    assert "verdict: 不指任何人, by: 宣传科" in (root.parent / "reviews.yml").read_text()
    desk.post("/undo", data=sent)
    assert "<mark>" in desk.get("/reviews").text


@pytest.mark.slow
def test_a_sentence_about_somebody_is_looked_at_in_a_draft_and_then_published(desk: TestClient, root: Path) -> None:
    sent = form(desk, "/new/news") | {"title": "裁缝铺", "column": "story", "body": "确诊乳腺癌以后没有关门。"}
    refused = desk.post("/new/news", data=sent).text
    assert "在编辑台的“复核”里看过，再改成发布" in refused and "reviews.yml" not in refused
    address = desk.post("/new/news", data=sent | {"status": "draft"}).headers["location"].partition("?")[0]
    page = desk.get("/reviews").text
    assert "<mark>确诊乳腺癌以后没有关门。</mark>" in page
    desk.post("/reviews", data=fields(page) | {"verdict": "不指任何人", "by": "宣传科"})
    assert desk.post(address, data=form(desk, address) | {"status": "published"}).status_code == 303


def test_changes_are_committed_with_a_sentence_or_it_is_said_why_not(
    desk: TestClient, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, "/dev/null")
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL", "EMAIL"):
        monkeypatch.delenv(name, raising=False)

    def git(*words: str) -> bytes:
        return subprocess.run(["git", *words], cwd=root.parent, check=True, capture_output=True).stdout

    def answer() -> str:
        return desk.post("/changes", data={"token": token, "sentence": "改一句"}).text

    sent = form(desk, f"/edit/{PERSON}") | {"deed": "替邻居修了三十年水管"}
    token = sent["token"]
    git("init", "-q")
    git("config", "user.useConfigOnly", "true")
    assert "还不知道是谁提交" in answer()
    git("config", "user.name", "甲")
    assert "还不知道是谁提交" in answer()
    git("config", "user.email", "a@example.org")
    (root.parent / ".git/index.lock").touch()
    assert "别的程序正在用这个仓库" in answer()
    (root.parent / ".git/index.lock").unlink()
    git("add", ".")
    git("commit", "-qm", "全部")
    desk.post(f"/edit/{PERSON}", data=sent)
    assert "替邻居修了三十年水管</ins>" in desk.get("/changes").text
    answer()
    assert git("log", "-1", "--format=%an %s").decode() == "甲 改一句\n"
    assert "没有要提交的改动" in answer()
    (root.parent / ".git/MERGE_HEAD").write_bytes(git("rev-parse", "HEAD"))
    assert "合并到一半" in answer()


def _links(page: Any) -> list[str]:
    return re.findall(r'(?:href|src)="(/[^"#]*)"', page)


@pytest.mark.slow
def test_every_link_of_the_desk_leads_somewhere(opened: TestClient) -> None:
    seen, left = set[str](), ["/"]
    while left:
        address = left.pop()
        if address in seen or len(seen) > 80:
            continue
        seen.add(address)
        answer = opened.get(unescape(address))
        assert answer.status_code == 200, address
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        left += _links(answer.text) if "html" in answer.headers["content-type"] else []
    assert len(seen) > 60


@pytest.mark.slow
def test_a_record_is_looked_at_with_what_it_refers_to_and_its_namesakes(desk: TestClient, root: Path) -> None:
    sent = form(desk, f"/edit/{PERSON}") | {"honours.0.award": "mei-you-zhe-ge", "do": "check"}
    assert list(desk.post(f"/edit/{PERSON}", data=sent).json()["fields"]) == ["honours.0.award"]
    twin = (root / PERSON).read_text()
    (root / "role-models/bai-ting-lan-er.yml").write_text(twin)
    sent = form(desk, f"/edit/{PERSON}") | {"do": "check"}
    assert "同名" in desk.post(f"/edit/{PERSON}", data=sent).text


def test_a_link_to_another_record_is_no_mistake_where_another_field_is_wrong(opened: TestClient) -> None:
    address = "/edit/news/2026/qing-wa-xiang-ye-ke.yml"
    typed = {"do": "check", "time": "10点半", "body": f"见[柏听澜]({PERSON.removesuffix('.yml')})。"}
    assert set(opened.post(address, data=form(opened, address) | typed).json()["fields"]) == {"time"}


def test_after_a_save_everything_is_checked(desk: TestClient, root: Path) -> None:
    (root / "streets/huai.yml").write_text("title: 坏街道\n")
    sent = form(desk, f"/edit/{PERSON}") | {"deed": "替邻居修了三十年水管"}
    assert desk.post(f"/edit/{PERSON}", data=sent).status_code == 303
    assert "1 处错误" in desk.get("/").text
    (root / "streets/huai.yml").unlink()
    assert desk.post("/undo", data={"token": sent["token"]}).status_code == 303
    assert "处错误" not in desk.get("/").text


def test_a_file_deleted_during_a_check_is_no_failure(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "check", Mock(side_effect=[FileNotFoundError, []]))
    assert "没有问题" in desk.get("/problems").text


def test_who_asks_what_is_wrong_is_told_though_a_save_follows(
    desk: TestClient, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / PERSON).write_text("name: 甲", encoding="utf-8")
    state = desk.app.state.desk  # type: ignore[attr-defined]

    class Meanwhile:
        def __enter__(self) -> None:
            state._asked += 1

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(state, "_checking", Meanwhile())
    assert state.check_all(behind=True) == []
    assert PERSON in desk.get("/problems").text


def test_records_to_choose_from_are_found_by_a_piece_of_their_title(opened: TestClient) -> None:
    assert ["wei-yuan-lu", "渭源路街道"] in opened.get("/targets/streets?q=渭源").json()
    assert ["streets/wei-yuan-lu", "渭源路街道"] in opened.get("/targets/*?q=渭源").json()
    assert opened.get("/targets/streets?q=没有这个").json() == []
    for spelt in ("lin-li-zhi", "linli", "Lin Li Zhi Guang"):
        assert opened.get(f"/targets/awards?q={spelt}").json() == [["lin-li-zhi-guang", "邻里之光"]]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"@name": "松涛 日报.YML"}, "例如 song-tao-ri-bao<"),
        ({"@name": "index"}, "网站自己要用它"),
        ({}, "什么都还没有填"),
        ({"kind": "media"}, "没有填“标题”<small>请照实填上"),
    ],
)
def test_what_no_new_record_can_be_is_told(form: dict[str, str], said: str, opened: TestClient) -> None:
    page = opened.get("/new/sources").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    answer = opened.post("/new/sources", data={"token": token[1] if token else "", "do": "save", **form})
    assert answer.status_code == 422 and said in answer.text
    assert opened.get("/move/sources/nothing.yml").status_code == 400
