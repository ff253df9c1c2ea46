"""The search box and result page in a real browser: keyboard, input methods, sharing, failures."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from tests.browser.conftest import until
from tests.browser.slow_phone import LAYOUT
from tests.browser.test_viewer import NO_HISTORY
from tests.conftest import Shared
from tests.search.test_segment import CASES
from tests.search.tree import write_tree
from tests.search_eval.server import serving
from tests.support import build

pytestmark = pytest.mark.slow

HOSTILE = [
    "苗" * 5000,
    "“”‘’\"'",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "%00%ff%E5",
    "(((((((((((((((((((a+)+)+$",
    "\\u0000 \u202e \ufeff",
    "a" * 300,
    " ".join("苗云辉" for _ in range(50)),
    "constructor __proto__ toString",
    "😀",
    "！？。，",
    "👨‍👩‍👧‍👦季🇨🇳",
    "[[]]\\\\^$.*+?(){}|",
    "=苗云 ~chun @jc",
    "xian" * 30,
    "\ud83d",
    "q=1&type=news#x",
]


@pytest.fixture(scope="session")
def site(shared: Shared) -> Iterator[str]:
    folder = shared.folder("searched", lambda folder: build(write_tree(folder / "content"), folder / "out"))
    with serving(folder / "out" / "site") as root:
        yield root


ERRORS: list[str] = []
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: str) -> Iterator[Page]:
    """One page for all tests: to start one costs as much as four visits."""
    page = browser.new_context(base_url=site, viewport=PHONE).new_page()
    page.on("pageerror", lambda error: ERRORS.append(str(error)))
    page.on("dialog", lambda dialog: ERRORS.append(f"dialog: {dialog.message}"))
    yield page
    page.context.close()


@pytest.fixture
def page(visitor: Page) -> Iterator[Page]:
    """A page that remembers nothing; the test fails if the page throws."""
    ERRORS.clear()
    yield visitor
    visitor.unroute_all()
    visitor.set_viewport_size(PHONE)
    visitor.evaluate("localStorage.clear(), sessionStorage.clear()")
    visitor.goto("blank")  # what this test's page still asks for is not asked by the next test's
    assert not ERRORS


def box(page: Page) -> Locator:
    return page.get_by_role("combobox", name="搜索全站")


def focus_at_home(page: Page) -> None:
    page.goto("./")
    box(page).focus()


SHOWN = "document.querySelector('#search-page').dataset.shown !== undefined"
NEXT = """(query) => {
  const form = document.querySelector("form[data-search]");
  delete document.querySelector("#search-page").dataset.shown;
  form.querySelector("input").value = query;
  form.requestSubmit();
}"""


def search(page: Page, query: str, more: str = "") -> None:
    page.goto(f"search/?q={quote(query)}{more}")
    until(page, SHOWN)


def ask(page: Page, query: str) -> None:
    """The next search on the result page that is open."""
    page.evaluate(NEXT, query)
    until(page, SHOWN)


def titles(page: Page) -> list[str]:
    return [title.removesuffix("示例").strip() for title in page.locator(".results h2").all_inner_texts()]


def test_the_browser_cuts_as_python_does(page: Page) -> None:
    page.goto("blank")
    cut = page.evaluate(
        "texts => import('/modules/segment.js').then(({ segment }) => texts.map(segment))",
        [case["text"] for case in CASES],
    )
    assert cut == [case["pieces"] for case in CASES]


def test_nothing_is_loaded_until_the_box_is_used(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    page.goto("about/")
    page.wait_for_load_state("networkidle")
    assert [url.rsplit("/", 1)[1] for url in urls if "/search/" in url] == ["start.js"]
    with page.expect_request("**/all.js"):
        box(page).focus()
    assert [url.rsplit("/", 1)[1] for url in urls if "/search/" in url] == ["start.js", "all.js"]


@pytest.mark.parametrize("width", [390, 1280])
def test_the_result_page_does_not_jump_and_asks_for_few_files(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    files: set[str] = set()
    page.on("request", lambda request: files.add(request.url))
    search(page, "收音机")
    assert page.evaluate(LAYOUT)["shift"] <= 0.02
    assert len(files) <= 20
    facets, results = (page.locator(f"#search-{name}").bounding_box() for name in ("facets", "results"))
    assert facets and results
    if width > 1000:
        assert facets["x"] >= results["x"] + results["width"], "filters stand beside the results"
    else:
        assert facets["height"] < 80, "filters are folded"


def test_suggestions_from_the_first_letter_and_the_keyboard(page: Page) -> None:
    focus_at_home(page)
    page.keyboard.type("m")
    option = page.get_by_role("option", name="苗云辉 先进典型")
    expect(option).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("yh")
    expect(page.locator("#search-list")).to_have_attribute("data-shown", "myh")
    first = page.get_by_role("option").first
    expect(first).to_contain_text("苗云辉")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(box(page)).not_to_have_attribute("aria-activedescendant", "search-option-0")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box(page)).to_have_value("myh")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/role-models/miao-yun-hui/")


LONG = """node => {
  const [title, kind] = node.children;
  kind.textContent = '活动 · 2026年12月2日—12月16日，共3次 · 示例';
  const [outer, words] = [node, kind].map((one) => one.getBoundingClientRect());
  return [title.getClientRects().length, title.getBoundingClientRect().height < 30, words.right <= outer.right];
}"""


def test_a_suggestion_with_much_to_say_keeps_its_title_whole(page: Page) -> None:
    focus_at_home(page)
    page.keyboard.type("苗云辉")
    option = page.get_by_role("option").first
    expect(option).to_be_visible()
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert option.evaluate(LONG) == [1, True, True], width


TYPED = ["苗", "苗云", "云辉", "老苗", "miaoyunhui", "miaoyunh", "yunhui", "miáo yúnhuī", "苗雲輝"]


def test_a_name_is_suggested_however_it_is_typed(page: Page) -> None:
    focus_at_home(page)
    option = page.get_by_role("option", name="苗云辉 先进典型")
    for query in TYPED:
        page.keyboard.insert_text(query)
        expect(option).to_be_visible()
        box(page).clear()
        expect(option).to_be_hidden()


def test_one_character_finds_every_page_that_has_it_names_first(page: Page) -> None:
    search(page, "括")
    assert titles(page) == ["苗云辉的收音机角开张"]
    ask(page, "砚")
    assert titles(page)[:2] == ["解砚书", "解砚书"]


FIRST = dict.fromkeys(TYPED, "苗云辉") | {
    "的": "的",
    "树泉": "欧阳树泉",
    "oysq": "欧阳树泉",
    "阿依古丽买买提": "阿依古丽·买买提",
    "买买提": "阿依古丽·买买提",
    "阿依古丽•买买提": "阿依古丽·买买提",
    "xieyanshu": "解砚书",
    "jieyanshu": "解砚书",
    "ｍｉａｏｙｕｎｈｕｉ": "苗云辉",
    "苗 云 辉": "苗云辉",
    "苗云晖": "苗云辉",
    "收⾳机⻆一周年": "收音机角一周年",
    "苗芸徽": "苗云辉",
    "云晖": "苗云辉",
    "苗雲暉": "苗云辉",
    "苗云晖 渭源路": "苗云辉",
    "善明远": "单明远",
    "谢砚书": "解砚书",
    "欧扬书权": "欧阳树泉",
    "danmingyuan": "单明远",
    "chanmingyuan": "单明远",
    "shanmingyuan": "单明远",
    "smy": "单明远",
}
"""Names of every build, typed in every way, and who is found first; a record's own pinyin comes before the guess."""

ASK = """async (queries) => {
  const { Engine } = await import("/modules/engine.js");
  const { answers } = await import("/modules/answers.js");
  const { NONE_CHOSEN } = await import("/modules/state.js");
  const engine = new Engine("/search/data/");
  const store = await engine.store.open();
  const first = async (q) => (await store.card((await answers(engine, { ...NONE_CHOSEN, q })).kept[0].id)).title;
  return Promise.all(queries.map(async (q) => [q, await first(q)]));
}"""


def test_names_of_every_build(page: Page) -> None:
    page.goto("blank")
    assert dict(page.evaluate(ASK, list(FIRST))) == FIRST


def test_a_name_known_by_its_sound_only_is_suggested_and_said_to_be_another(page: Page) -> None:
    focus_at_home(page)
    page.keyboard.insert_text("苗云晖")
    expect(page.get_by_role("option", name="苗云辉 先进典型")).to_be_visible()
    search(page, "苗云晖")
    expect(page.locator("#search-count")).to_contain_text("没有一字不差的，先列读音相同的")
    ask(page, "苗云辉")
    expect(page.locator("#search-count")).not_to_contain_text("读音")


def test_namesakes_are_told_apart(page: Page) -> None:
    focus_at_home(page)
    page.keyboard.insert_text("解砚书")
    expect(page.get_by_role("option")).to_have_text(["解砚书先进典型 · 渭源路街道", "解砚书先进典型 · 电工"])
    search(page, "解砚书")
    told = [fact.split(" · ") for fact in page.locator(".results .facts-line").all_inner_texts()[:2]]
    assert [facts[1] for facts in told] == ["渭源路街道", "电工"], "newer first among equals"
    assert all(len(facts) == len(set(facts)) for facts in told), "a street that tells them apart is said once"


def test_a_person_is_told_by_the_latest_honour_not_by_the_day_of_publication(page: Page) -> None:
    search(page, "单明远")
    assert page.locator(".results .facts-line").first.inner_text() == "先进典型 · 2024年 敬业奉献 · 渭源路街道"
    ask(page, "苗云辉")
    assert page.locator(".results .facts-line").first.inner_text() == "先进典型 · 渭源路街道"


def test_an_input_method_may_compose(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    focus_at_home(page)
    session.send("Input.imeSetComposition", {"text": "miao'yun'hui", "selectionStart": 12, "selectionEnd": 12})
    expect(page.get_by_role("option", name="苗云辉 先进典型")).to_be_visible()
    page.dispatch_event("form[data-search] input", "keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    assert "miao-yun-hui" not in page.url and "/search/" not in page.url
    session.send("Input.insertText", {"text": "苗云辉"})
    expect(box(page)).to_have_value("苗云辉")
    expect(page.get_by_role("option", name="苗云辉 先进典型")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator(".results h2").first).to_contain_text("苗云辉")


def test_a_snippet_joins_no_fields_but_a_short_one_and_the_beginning(page: Page) -> None:
    search(page, "苗云辉")
    cut = page.evaluate(
        "texts => import('/modules/snippet.js').then(({ snippet }) => texts.map(text => snippet(text, '服务台 登记').textContent))",
        [
            "榜样\n6\n在大厅服务台登记\n登记",
            "只有一行",
            f"{'长' * 60}服务台{'尾' * 120}\n登记",
            f"{'长' * 40}。修好了，服务台",
            "",
        ],
    )
    assert cut == ["在大厅服务台登记 · 榜样", "只有一行", f"…{'长' * 24}服务台{'尾' * 83}…", "…修好了，服务台", ""]


def test_order_and_snippets(page: Page) -> None:
    search(page, "收音机角")
    assert titles(page)[:2] == ["收音机角一周年", "苗云辉的收音机角开张"]
    ask(page, "苗云辉")
    assert titles(page)[:2] == ["苗云辉", "苗云辉的收音机角开张"]
    ask(page, "放的是一段秦腔")
    assert titles(page)[0] == "苗云辉的收音机角开张"
    assert page.locator(".results .cut mark").first.inner_text() == "放的是一段秦腔"
    assert "<b>" not in page.locator(".results").inner_html()
    ask(page, "苗云辉 渭源路")
    assert titles(page)[0] == "苗云辉"


def test_facets_stand_in_the_address_and_back_works(page: Page) -> None:
    search(page, "苗云辉")
    everything = titles(page)
    page.locator("#search-facets > summary").click()
    page.get_by_role("group", name="类型").get_by_role("button", name="新闻，1条").click()
    page.wait_for_url("**type=news*")
    chosen = page.get_by_role("group", name="类型").get_by_role("button", name="新闻，1条")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".results > li")).to_have_count(1)
    page.get_by_role("button", name="最早").click()
    page.wait_for_url("**sort=old*")
    shared = page.url
    page.go_back()
    page.go_back()
    expect(page.locator(".results > li")).to_have_count(len(everything))
    page.goto(shared)
    expect(page.locator(".results h2")).to_have_text(["苗云辉的收音机角开张"])
    expect(box(page)).to_have_value("苗云辉")


def test_the_focus_stays_where_one_chooses_and_goes_to_the_count_with_a_chip(page: Page) -> None:
    search(page, "苗云辉")
    page.locator("#search-facets > summary").click()
    page.get_by_role("group", name="类型").get_by_role("button", name="新闻").focus()
    for pressed in ("true", "false", "true"):
        page.keyboard.press("Enter")
        until(page, f"document.activeElement.getAttribute('aria-pressed') === '{pressed}'")
        assert page.evaluate("document.activeElement.firstChild.textContent") == "新闻"
    page.locator("#search-chips button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#search-count")).to_be_focused()


def chips(page: Page) -> list[str]:
    return page.locator("#search-chips button").all_inner_texts()


FILTERS = {
    "2024 敬业奉献": (["年份：2024年 ×", "类别：敬业奉献 ×"], "单明远"),
    "２０２４年度，敬业奉献": (["年份：2024年 ×", "类别：敬业奉献 ×"], "单明远"),
    "2024年敬业奉献": (["年份：2024年 ×", "类别：敬业奉献 ×"], "单明远"),
    "第8届 敬业奉献": (["类别：敬业奉献 ×", "届次：第八届试好人 ×"], "单明远"),
    "试好人 第八届": (["荣誉：试好人 ×", "届次：第八届试好人 ×"], "单明远"),
    "渭源路街道 讲堂": (["类型：讲堂 ×", "街道：渭源路街道 ×"], "桥头夜课"),
    "渭源路街道讲堂": (["类型：讲堂 ×", "街道：渭源路街道 ×"], "桥头夜课"),
    "单明远 二〇二一年": (["年份：2021年 ×"], "单明远"),
    "2024 敬业奉献 志愿服务队": (["类型：志愿服务队 ×", "年份：2024年 ×", "类别：敬业奉献 ×"], "灯局志愿服务队"),
    "收音机角 新闻": (["类型：新闻 ×"], "收音机角一周年"),
}


def test_filters_typed_into_a_query(page: Page) -> None:
    page.goto("search/")
    for query, (shown, first) in FILTERS.items():
        ask(page, query)
        assert ([chip for chip in chips(page) if chip.endswith("×")], titles(page)[0]) == (shown, first), query


def test_the_year_and_the_category_are_of_one_honour(page: Page) -> None:
    search(page, "2024 助人为乐 单明远")
    expect(page.locator("#search-count")).to_contain_text("按“2024、助人为乐”筛选没有结果，下面按原话找")
    assert not chips(page)


def test_a_page_of_2023_is_not_honoured_in_2023(page: Page) -> None:
    page.goto("search/?year=2023&category=敬业奉献")
    expect(page.locator("#search-count")).to_contain_text("没有")
    page.goto("search/?type=volunteer-teams&year=2024&category=敬业奉献")
    expect(page.locator(".results h2")).to_have_text(["灯局志愿服务队"])


def test_a_typed_filter_can_be_taken_away_or_read_as_words(page: Page) -> None:
    search(page, "第八届 敬业奉献")
    narrow = len(titles(page))
    page.get_by_role("button", name="不当筛选，按原话找").click()
    page.wait_for_url("**as=words*")
    expect(page.locator("#search-chips button")).to_have_count(0)
    page.go_back()
    page.get_by_role("button", name="取消 届次").click()
    expect(page.locator("#search-chips button")).to_have_text(["类别：敬业奉献 ×"])
    assert len(titles(page)) >= narrow
    expect(box(page)).to_have_value("")
    page.get_by_role("button", name="取消 类别").click()
    expect(page.locator("#search-count")).to_contain_text("在上面的框里输入")
    expect(page.locator("#search-help a").first).to_have_text("按拼音首字母查名录")


def test_a_query_of_one_word_is_answered_as_ever_and_offers_the_filter(page: Page) -> None:
    search(page, "讲堂")
    page.get_by_role("button", name="只看类型“讲堂”").click()
    page.wait_for_url("**type=lecture-halls*")
    expect(page.locator("#search-chips button")).to_have_text(["类型：讲堂 ×"])
    assert "桥头夜课" in titles(page)


def test_filters_work_without_a_query(page: Page) -> None:
    page.goto("search/?type=role-models&year=2024&category=敬业奉献&street=渭源路街道")
    expect(page.locator(".results h2")).to_have_text(["单明远"])
    labels = [node.text_content() for node in page.query_selector_all(".search-facets legend")]
    assert len(set(labels)) == len(labels)


DAYS = ["6月7日", "6.7", "06/07", "6月07号", "2024-6-7", "2024年6月7日", "6月7日 活动", "2024.06.07"]


def test_a_day_is_found_however_it_is_typed(page: Page) -> None:
    page.goto("search/")
    for query in DAYS:
        ask(page, query)
        assert titles(page)[0] == "听桥", query
        assert "一部分" not in page.locator("#search-count").inner_text(), query


def test_what_is_no_day_is_left_as_it_is(page: Page) -> None:
    page.goto("blank")
    no_days = ["13.45", "0931-6.7", "4.5:1", "6月32日", "1.2.3", "第6.7版", "20246.7", "12345678-1-2"]
    read = page.evaluate("texts => import('/modules/dates.js').then(({ dated }) => texts.map(dated))", no_days)
    assert read == no_days


def test_who_is_named_in_a_question_is_found_and_what_is_missing_is_said(page: Page) -> None:
    search(page, "苗云辉 停车")
    assert titles(page)[0] == "苗云辉"
    expect(page.locator("#search-count")).to_contain_text("下面的只符合一部分")
    expect(page.locator("#search-help").get_by_role("link", name="今天去哪儿")).to_be_visible()
    ask(page, "渭源 停车")
    assert titles(page)[0] == "渭源路街道"


QUESTIONS = {
    "苗云辉是谁？": "苗云辉",
    "请问老苗的电话是多少": "苗云辉",
    "苗师傅电话": "苗云辉",
    "姓单的好人": "单明远",
    "哪个师傅三十年修收音机？": "苗云辉",
    "渭源路街道的讲堂在哪里": "桥头夜课",
    "礼拜天哪儿开门": "桥头实践基地",
    "桥头实践基地星期四有人吗": "桥头实践基地",
    "2024年谁获奖了": "单明远",
    "6月7号有什么活动呀？": "听桥",
    "六月七号有啥活动": "听桥",
    "十二月七日的活动": "听风",
    "明天有活动吗": "今天去哪儿",
    "明儿有啥活动没": "今天去哪儿",
    "周六有活动吗": "今天去哪儿",
    "这周六上午有讲座吗": "今天去哪儿",
    "下个月": "今天去哪儿",
    "这礼拜有什么活动": "今天去哪儿",
    "这个月有什么活动？": "今天去哪儿",
    "十二月有什么活动": "今天去哪儿",
    "收音机角一周年 - 试用的网站": "收音机角一周年",
    "有几个街道": "街道",
    "渭源山公园": "渭源路街道",
    "公交车怎么坐": "实践阵地",
    "停车场在哪": "实践阵地",
    "元旦放假开门吗": "实践阵地",
    "展览几点关门": "展览",
    "名单": "名录",
}


def test_a_question_is_answered_by_what_it_is_about(page: Page) -> None:
    page.goto("search/")
    for query, first in QUESTIONS.items():
        ask(page, query)
        assert titles(page)[0] == first, query


def test_the_end_of_a_long_sentence_counts_too(page: Page) -> None:
    search(page, "收音机角开张那天放的是一段秦腔")
    expect(page.locator("#search-count")).not_to_contain_text("一部分")
    ask(page, "收音机角开张那天放的是一段电视剧")
    assert titles(page)[0] == "苗云辉的收音机角开张"
    expect(page.locator("#search-count")).to_contain_text("下面的只符合一部分")


def test_characters_that_stand_close_together_are_found_where_no_pair_is(page: Page) -> None:
    search(page, "挨着机")
    assert titles(page) == []
    ask(page, "挨机")
    assert titles(page) == ["苗云辉"]
    assert page.locator(".results mark").all_inner_texts() == ["机挨"]
    expect(page.locator("#search-count")).to_contain_text("下面的只符合一部分")


def test_what_an_activity_is_about_is_found_under_another_word(page: Page) -> None:
    search(page, "秦腔活动")
    assert {"收音机角一周年", "苗云辉的收音机角开张"} <= set(titles(page))


def test_a_filter_that_no_page_writes_so_is_taken_for_one(page: Page) -> None:
    search(page, "第8届")
    assert chips(page) == ["届次：第八届试好人 ×"]
    assert set(titles(page)) == {"单明远", "灯局志愿服务队"}


def test_results_by_date(page: Page) -> None:
    for sort, first in (("new", "收音机角一周年"), ("old", "苗云辉的收音机角开张")):
        search(page, "收音机角", f"&sort={sort}")
        assert titles(page)[0] == first


def test_what_is_found_in_part_is_not_suggested_once_more(page: Page) -> None:
    search(page, "渭源山公园")
    assert titles(page) == ["渭源路街道"]
    expect(page.locator("#search-help h2")).to_have_text(["换个办法找"])
    assert page.locator(".results .facts-line").all_inner_texts() == ["街道"]


@pytest.mark.parametrize("query", ["苗云鑫", "miaoyunhiu", "miao yun hiu"])
def test_nothing_found_helps_on(page: Page, query: str) -> None:
    search(page, query)
    expect(page.get_by_role("status").filter(has_text=f"没有找到“{query}”")).to_be_visible()
    expect(page.locator("#search-help").get_by_role("link", name="苗云辉", exact=True)).to_be_visible()
    expect(page.locator("#search-help").get_by_role("link", name="按拼音首字母查名录")).to_be_visible()


def test_names_that_share_a_character_or_two_by_chance_are_not_suggested(page: Page) -> None:
    page.goto("search/")
    for query in ("苗鑫鑫", "云火箭苗", "辉煌鑫鑫角落"):
        ask(page, query)
        expect(page.locator("#search-count")).to_have_text(f"没有找到“{query}”")
        expect(page.locator("#search-help h2")).to_have_text(["换个办法找"])
        expect(page.locator("#search-help").get_by_role("link", name="活动")).to_be_visible()


def test_a_choice_that_leaves_nothing_can_be_undone(page: Page) -> None:
    search(page, "收音机", "&year=1999")
    page.get_by_role("button", name="去掉筛选").click()
    expect(page.locator(".results h2").first).to_be_visible()


def test_hostile_queries_do_no_harm(page: Page) -> None:
    page.goto("search/")
    for query in HOSTILE:
        page.evaluate("delete document.querySelector('#search-page').dataset.shown")
        box(page).clear()
        page.keyboard.insert_text(query)
        page.keyboard.press("Enter")
        until(page, SHOWN)
        assert "/search/?q=" in page.url and "找到" in page.locator("#search-count").inner_text(), query
        assert (page.locator("#search-page img, #search-page script").count(), ERRORS) == (0, []), query


def test_odd_addresses_do_no_harm(page: Page) -> None:
    for query in ("q=" + "苗" * 3000, "q=苗云辉&sort=zzz&type=&type=<b>&year=abc", "q=%E5%ZZ&more=1", "type=news"):
        page.goto(f"search/?{query}")
        expect(page.locator("#search-count")).to_have_text(re.compile("找到"))
        assert page.locator("#search-page b").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page can be pushed aside"


@pytest.mark.parametrize(
    ("broken", "answer"),
    [(name, "a portal's page") for name in ("index.json", "columns.json", "/terms/", "/texts/")]
    + [("index.json", "404"), ("/terms/", "404"), ("index.json", "no network"), ("/texts/", "no network")],
)
def test_an_index_that_cannot_be_read(page: Page, broken: str, answer: str) -> None:
    def spoil(route: Route) -> None:
        if answer == "no network":
            route.abort()
        elif answer == "404":
            route.fulfill(status=404, body="not found")
        else:
            route.fulfill(status=200, content_type="text/html", body="<!doctype html><p>请登录</p>" * 9)

    page.route(f"**/search/data/**{broken}**" if "/" in broken else f"**/{broken}", spoil)
    page.goto("search/?q=苗云辉")
    expect(page.locator("#search-count")).to_contain_text("搜索数据加载失败，可能是网络不好")
    expect(page.locator("#search-help").get_by_role("link", name="按拼音首字母查名录")).to_be_visible()
    box(page).focus()
    page.keyboard.type("x")
    if broken != "/texts/":
        expect(page.locator("form[data-search] [role=status]")).to_have_text("没有读到建议，请按“搜索”")
    page.unroute_all()
    page.get_by_role("button", name="再试一次").click()
    expect(page.locator(".results h2").first).to_contain_text("苗云辉")
    expect(page.locator("#search-help")).to_be_hidden()


def test_a_program_that_cannot_be_loaded_says_so_and_offers_the_lists(page: Page) -> None:
    page.route("**/search/all.js", lambda route: route.abort())
    page.goto("search/?q=苗云辉")
    failed = page.locator("#search-failed")
    expect(failed).to_contain_text("没有加载成功")
    expect(failed.get_by_role("link", name="名录")).to_be_visible()


def test_a_late_answer_does_not_overtake(page: Page) -> None:
    held: list[Route] = []
    late = True
    search(page, "收音机角")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")  # from there nothing would come late
    page.route("**/texts/**", lambda route: held.append(route) if late else route.continue_())
    with page.expect_request("**/texts/**"):
        box(page).fill("听桥")
        box(page).press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("#search-count")).to_have_text("正在搜索…")
    late = False
    box(page).fill("苗云辉")
    box(page).press("Enter")
    expect(page.locator(".results h2").first).to_contain_text("苗云辉")
    with page.expect_event("requestfinished", lambda request: "/texts/" in request.url):
        for route in held:
            route.continue_()
    page.evaluate("new Promise(requestAnimationFrame)")
    assert titles(page)[0] == "苗云辉"
    page.go_back()
    expect(page.locator(".results h2").first).to_contain_text("听桥")
    expect(box(page)).to_have_value("听桥")


def test_the_first_escape_closes_and_the_second_clears(page: Page) -> None:
    focus_at_home(page)
    page.keyboard.type("myh")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("myh")
    page.keyboard.press("Escape")
    expect(box(page)).to_have_value("")


def test_a_suggestion_that_comes_after_escape_opens_nothing(page: Page) -> None:
    held: list[Route] = []
    page.route("**/cards/**", lambda route: held.append(route))
    focus_at_home(page)
    with page.expect_request("**/cards/**"):
        page.keyboard.type("m")
    page.keyboard.press("Escape")
    with page.expect_event("requestfinished", lambda request: "/cards/" in request.url):
        for route in held:
            route.continue_()
    page.evaluate("new Promise(requestAnimationFrame)")
    assert page.locator("#search-list").is_hidden() and box(page).input_value() == ""


def test_the_cross_clears_and_closes(page: Page) -> None:
    focus_at_home(page)
    expect(page.get_by_role("button", name="清空")).to_be_hidden()
    page.keyboard.type("myh")
    expect(page.get_by_role("option").first).to_be_visible()
    page.get_by_role("button", name="清空").click()
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()
    expect(page.locator("#search-list")).to_be_hidden()


def test_who_comes_back_sees_as_many_results_at_the_same_place(page: Page) -> None:
    search(page, "志愿")
    page.get_by_role("button", name="再看十条").click()
    expect(page.locator(".results > li")).to_have_count(20)
    expect(page.locator(".results > li").nth(10).locator("a")).to_be_focused()
    page.locator(".results > li a").nth(15).scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    page.locator(".results > li a").nth(15).click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(page.locator(".results > li")).to_have_count(20)
    until(page, "place => Math.abs(scrollY - place) < 2", place)
    assert place > 1000


@pytest.mark.parametrize("history", NO_HISTORY.values(), ids=NO_HISTORY)
def test_without_history_the_next_search_loads_its_address(browser: Browser, site: str, history: str) -> None:
    context = browser.new_context(base_url=site)
    context.add_init_script(history)
    page = context.new_page()
    search(page, "苗云辉")
    box(page).fill("听桥")
    page.keyboard.press("Enter")
    expect(page.locator("#search-count")).to_contain_text("“听桥”找到")
    context.close()


def test_without_script_there_is_an_index_by_pinyin(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("./")
    box(page).fill("苗云辉")
    page.keyboard.press("Enter")
    page.locator("noscript a", has_text="名录").click()
    page.locator(".names a", has_text="M").click()
    page.get_by_role("link", name="苗云辉").click()
    assert page.url.endswith("/role-models/miao-yun-hui/")
    context.close()


def test_no_inline_script_or_style(page: Page) -> None:
    search(page, "苗云辉")
    assert page.locator("#search-page [style], form[data-search] [style]").count() == 0
    assert page.locator("#search-page script:not([src])").count() == 0


def test_a_search_that_did_not_come_is_asked_for_again_by_the_next_letter(page: Page) -> None:
    page.route("**/all.js", lambda route: route.abort())
    page.goto("./")
    page.evaluate("addEventListener('error', () => { window.failed = true; }, true)")
    box(page).focus()
    until(page, "window.failed")
    page.unroute_all()
    page.keyboard.type("苗云")
    expect(page.get_by_role("option", name="苗云辉 先进典型")).to_be_visible()
