"""Dates, rounds, times, quantities and days: accepted spellings, meaning and display."""

from collections.abc import Callable
from datetime import date, time

import pytest
from pydantic_core import PydanticCustomError

from scripts.records.clocks import parse_clock
from scripts.records.dates import Moment, PartialDate, Round
from scripts.records.values import Quantity, parse_days, parse_phones, show_days
from scripts.render.views import span


@pytest.mark.parametrize(
    ("text", "zh", "first", "last"),
    [
        ("2021", "2021年", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-09", "2021年9月", date(2021, 9, 1), date(2021, 9, 30)),
        ("2024-02", "2024年2月", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-09-05", "2021年9月5日", date(2021, 9, 5), date(2021, 9, 5)),
        (" 2021-12 ", "2021年12月", date(2021, 12, 1), date(2021, 12, 31)),
    ],
)
def test_a_date_may_be_partial_and_knows_its_first_and_last_day(text: str, zh: str, first: date, last: date) -> None:
    found = PartialDate.parse(text)
    assert (found.zh, found.first(), found.last(), str(found)) == (zh, first, last, text.strip())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "21",
        "2021.1",
        "2021-9-5 周一",
        "2021-13",
        "2021-02-30",
        "2021-00",
        "2021-09-00",
        "0000",
        "今年",
        "2021-09-15 10:00",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        PartialDate.parse(text)
    assert error.value.type == "date"


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月20日",
        "2026.11.20",
        "20/11/2026",
        "二〇二六年十一月二十日",
        "2026-11-20（周五）",
        "２０２６－１１－２０",
        "20261120",
    ],
)
def test_a_day_is_read_as_offices_write_it(text: str) -> None:
    assert str(PartialDate.parse(text)) == "2026-11-20"


@pytest.mark.parametrize(
    "read", [PartialDate.parse, Moment.parse, Round.parse, parse_clock, Quantity.parse, parse_phones, parse_days]
)
def test_a_value_of_endless_length_is_refused_before_it_is_read(read: Callable[[str], object]) -> None:
    with pytest.raises(PydanticCustomError, match="太长"):
        read("1 9" * 1000)


def test_the_less_exact_date_sorts_before_the_days_it_holds() -> None:
    texts = ["2021-09-02", "2021", "2022", "2021-09", "2021-08-31"]
    found = [str(day) for day in sorted(PartialDate.parse(text) for text in texts)]
    assert found == ["2021", "2021-08-31", "2021-09", "2021-09-02", "2022"]


@pytest.mark.parametrize(
    ("text", "zh", "code"),
    [
        ("2026-11-28", "2026年11月28日", "2026-11-28"),
        ("2026-11-28 9:05", "2026年11月28日 09:05", "2026-11-28T09:05"),
        ("2026-11-28T14:00", "2026年11月28日 14:00", "2026-11-28T14:00"),
        ("2026-11-28 9：05", "2026年11月28日 09:05", "2026-11-28T09:05"),
        ("2026年11月28日19:00", "2026年11月28日 19:00", "2026-11-28T19:00"),
        ("2026.11.28 下午3点半", "2026年11月28日 15:30", "2026-11-28T15:30"),
        ("2026年11月28日（周六）晚8点", "2026年11月28日 20:00", "2026-11-28T20:00"),
        ("2026-11-28 24:00", "2026年11月29日 00:00", "2026-11-29T00:00"),
        ("2026-12-31 晚上12点", "2027年1月1日 00:00", "2027-01-01T00:00"),
    ],
)
def test_a_moment_is_a_day_with_or_without_a_time(text: str, zh: str, code: str) -> None:
    assert (Moment.parse(text).zh, str(Moment.parse(text))) == (zh, code)


@pytest.mark.parametrize(
    ("text", "kind"), [("2026-11", "date"), ("2026-11-28 25:00", "time"), ("2026-11-28 9.5", "time"), ("9:00", "date")]
)
def test_what_is_no_moment_is_refused(text: str, kind: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        Moment.parse(text)
    assert error.value.type == kind


@pytest.mark.parametrize(
    ("text", "clock"),
    [("9:30", time(9, 30)), ("9:30:00", time(9, 30)), ("0:00", time(0)), ("23:59", time(23, 59))]
    + [("上午9:30", time(9, 30)), ("下午2点", time(14)), ("14时30分", time(14, 30)), ("中午12点半", time(12, 30))]
    + [("凌晨2:30", time(2, 30)), ("02:30", time(2, 30)), ("下午12点半", time(12, 30)), ("晚上5点半", time(17, 30))],
)
def test_a_clock_time_has_twenty_four_hours(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize("text", ["2:30", "两点", "晚上1点", "晚上0点", "凌晨12点半", "上午1点", "中午4点"])
def test_an_hour_that_may_be_of_day_or_night_is_asked_for(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        parse_clock(text)


def test_midnight_is_of_the_next_day() -> None:
    with pytest.raises(PydanticCustomError, match="第二天") as error:
        parse_clock("24:00")
    assert "23:59" in str(error.value.context)


@pytest.mark.parametrize("text", ["9:60", "9", "9.30", "930", "", "25点"])
def test_what_is_no_clock_time_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="写法不对"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("text", "zh", "code"),
    [
        ("第八届", "第八届", "第八届"),
        ("第 8 届", "第八届", "第八届"),
        ("第十届", "第十届", "第十届"),
        ("第21届", "第二十一届", "第二十一届"),
        ("第二十届", "第二十届", "第二十届"),
        ("2021-09", "2021年9月", "2021-09"),
        ("2024Q3", "2024年第三季度", "2024Q3"),
        ("2024年第3季度", "2024年第三季度", "2024Q3"),
        ("2024年四季度", "2024年第四季度", "2024Q4"),
        ("2022", "2022年度", "2022"),
    ],
)
def test_a_round_is_an_ordinal_a_month_a_quarter_or_a_year(text: str, zh: str, code: str) -> None:
    assert (Round.parse(text).zh, str(Round.parse(text))) == (zh, code)


@pytest.mark.parametrize("text", ["八届", "第届", "第〇届", "第0届", "2024Q5", "2021-09-15", "去年", ""])
def test_what_is_no_round_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError) as error:
        Round.parse(text)
    assert error.value.type == "round"


def test_rounds_sort_by_number_and_by_time() -> None:
    assert [r.text for r in sorted(map(Round.parse, ["第十届", "第九届", "第二届"]))] == ["第二届", "第九届", "第十届"]
    years = ["2024Q3", "2024-01", "2023", "2024Q1"]
    assert [r.text for r in sorted(map(Round.parse, years))] == ["2023", "2024-01", "2024Q1", "2024Q3"]


@pytest.mark.parametrize(
    ("text", "number", "shown"),
    [
        ("100", 100, "100"),
        ("100余", 100, "100余"),
        ("约 3000", 3000, "约3000"),
        ("25万余", 250_000, "25万余"),
        ("1,200以上", 1200, "1,200以上"),
        ("近1.5亿", 150_000_000, "近1.5亿"),
        ("超2万", 20_000, "超2万"),
        ("100人", 100, "100"),
        ("约３千余人次", 3000, "约3千余"),
        ("100名左右", 100, "100左右"),
    ],
)
def test_a_quantity_keeps_the_words_of_its_source(text: str, number: float, shown: str) -> None:
    found = Quantity.parse(text)
    assert (found.number, str(found)) == (number, shown)


@pytest.mark.parametrize("text", ["100余人", "100人左右", "300余人次", "约300人次以上"])
def test_people_are_counted_as_their_source_counts_them(text: str) -> None:
    assert Quantity.parse(text).people() == text


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0931 8512345", "0931-8512345"),
        ("（0931）8512345", "0931-8512345"),
        ("0931—8512345", "0931-8512345"),
        ("０９３１－８５１２３４５", "0931-8512345"),
        ("+86 931 8512345", "0931-8512345"),
        ("8512345转801", "8512345转801"),
        ("0931-8512345-801", "0931-8512345转801"),
        ("0931-8512345、8512346", "0931-8512345、8512346"),
        ("0931-8512345/8512346", "0931-8512345、8512346"),
        ("400 123 4567", "400-123-4567"),
        ("0931-8512345 8512346", "0931-8512345、8512346"),
        ("0931 851 2345", "0931-8512345"),
        ("电话：0931-8512345", "0931-8512345"),
        ("8512345或8512346", "8512345、8512346"),
    ],
)
def test_a_phone_is_read_as_offices_write_it(text: str, read: str) -> None:
    assert parse_phones(text) == read
    assert parse_phones(read) == read
    assert parse_phones([text, "12345"]) == f"{read}、12345"


@pytest.mark.parametrize("text", ["", "无", "13800000000", "0931", "0931-8512345转", "8512345甲", "-"])
def test_what_is_no_office_line_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="电话"):
        parse_phones(text)


@pytest.mark.parametrize("text", ["", "很多", "100平方米", "百余", "-5", "1e5", "约", "10-20"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="数量"):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("周五", "周五"),
        ("星期五", "周五"),
        ("friday", "周五"),
        ("每天", "每天"),
        ("周一至周日", "每天"),
        ("周一至周五", "周一至周五"),
        ("周一到五", "周一至周五"),
        ("工作日", "周一至周五"),
        ("每周末", "周六、周日"),
        ("礼拜五", "周五"),
        ("周六、周日", "周六、周日"),
        ("周六和周天", "周六、周日"),
        ("周一、周三、周五", "周一、周三、周五"),
        (["周二", "周四"], "周二、周四"),
    ],
)
def test_days_of_the_week_are_read_and_said_back(text: object, shown: str) -> None:
    assert show_days(parse_days(text)) == shown


@pytest.mark.parametrize("text", ["", "周八", "周一至", "周一至周三至周五", "五天"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="星期"):
        parse_days(text)


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2026-10-09", "2026-12-31", "2026年10月9日—12月31日"),
        ("2026-10", "2026-12", "2026年10月—12月"),
        ("2026", "2027", "2026年—2027年"),
        ("2026-10-09", "2027-01-01", "2026年10月9日—2027年1月1日"),
        ("2026-10-09", "2026-10-09", "2026年10月9日"),
        ("2026-10-09", None, "2026年10月9日"),
        (None, "2026-10", "至2026年10月"),
        (None, None, ""),
        ("2026", "2026-10", "2026年—10月"),
    ],
)
def test_a_span_says_once_what_both_ends_share(start: str | None, end: str | None, said: str) -> None:
    dates = [PartialDate.parse(text) if text else None for text in (start, end)]
    assert span(*dates) == said
