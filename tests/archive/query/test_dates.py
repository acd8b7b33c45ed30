"""Dates and times as people type them, in both languages."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.archive.query.candidate import Candidate
from reader.archive.query.dates.periods import Days, read_period
from reader.archive.query.dates.spans import resolve_span, span_name, span_names
from reader.archive.query.dates.times import Moments
from reader.archive.query.dates.wording import one_wording
from reader.archive.query.matching import compile_query
from reader.archive.query.parser import parse_query
from reader.archive.query.post_text import NO_TEXT
from reader.archive.query.spelling import spell
from reader.errors import QueryError
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2022, 4, 27, 14, 30, 20, tzinfo=ZONE)
"""A Wednesday."""


def at(day: int, hour: int = 0, minute: int = 0, month: int = 4) -> datetime:
    return datetime(2022, month, day, hour, minute, tzinfo=ZONE)


def answers(query: str, moment: datetime) -> bool:
    post = Post(PostId("p"), "p.md", "p", moment)
    test = compile_query(parse_query(query), ReadingState(), NOW)
    return test(Candidate(post, lambda _: NO_TEXT))


@pytest.mark.parametrize(
    "text", ["2022年3月", "2022/03", "2022/3", "2022.3", "202203", "２０２２年３月", "2022年三月"]
)
def test_a_month_is_read_however_it_is_written(text: str) -> None:
    assert read_period(text) == (date(2022, 3, 1), date(2022, 4, 1))


@pytest.mark.parametrize(
    "text", ["2022年3月5日", "2022年03月05号", "2022/03/05", "2022/3/5", "20220305", "2022-3-5"]
)
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert read_period(text) == (date(2022, 3, 5), date(2022, 3, 6))


@pytest.mark.parametrize("text", ["2022-03/05", "2022年", "20220", "2022-", "2022年3", "3月", ""])
def test_other_text_is_no_day(text: str) -> None:
    try:
        first, end = read_period(text)
    except ValueError:
        return
    assert (first, end) == (date(2022, 1, 1), date(2023, 1, 1))


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("3月", date(2022, 3, 1), date(2022, 4, 1)),
        ("三月", date(2022, 3, 1), date(2022, 4, 1)),
        ("十二月", date(2021, 12, 1), date(2022, 1, 1)),
        ("3月5日", date(2022, 3, 5), date(2022, 3, 6)),
        ("5月1号", date(2021, 5, 1), date(2021, 5, 2)),
        ("2月29日", date(2020, 2, 29), date(2020, 3, 1)),
        ("周一", date(2022, 4, 25), date(2022, 4, 26)),
        ("週一", date(2022, 4, 25), date(2022, 4, 26)),
        ("星期一", date(2022, 4, 25), date(2022, 4, 26)),
        ("monday", date(2022, 4, 25), date(2022, 4, 26)),
        ("Mon", date(2022, 4, 25), date(2022, 4, 26)),
        ("周三", date(2022, 4, 27), date(2022, 4, 28)),
        ("星期天", date(2022, 4, 24), date(2022, 4, 25)),
        ("本周日", date(2022, 5, 1), date(2022, 5, 2)),
        ("上周五", date(2022, 4, 22), date(2022, 4, 23)),
        ("上周", date(2022, 4, 18), date(2022, 4, 25)),
        ("這個月", date(2022, 4, 1), date(2022, 5, 1)),
        ("本月", date(2022, 4, 1), date(2022, 5, 1)),
        ("今年", date(2022, 1, 1), date(2023, 1, 1)),
        ("前年", date(2020, 1, 1), date(2021, 1, 1)),
        ("昨天", date(2022, 4, 26), date(2022, 4, 27)),
        ("最近三天", date(2022, 4, 24), date(2022, 4, 28)),
        ("两周", date(2022, 4, 13), date(2022, 4, 28)),
    ],
)
def test_a_span_of_days_is_counted_from_today(text: str, first: date, end: date) -> None:
    name = span_name(text)
    assert name is not None
    assert resolve_span(name, NOW) == Days(first, end)


@pytest.mark.parametrize(
    ("text", "first", "end"),
    [
        ("09:30", at(27, 9, 30), at(27, 9, 31)),
        ("9：30", at(27, 9, 30), at(27, 9, 31)),
        ("9点半", at(27, 9, 30), at(27, 9, 31)),
        ("9點30分", at(27, 9, 30), at(27, 9, 31)),
        ("下午3点", at(27, 15), at(27, 15, 1)),
        ("3pm", at(27, 15), at(27, 15, 1)),
        ("2022-04-26T09:30", at(26, 9, 30), at(26, 9, 31)),
        ("2022-04-26 09:30", at(26, 9, 30), at(26, 9, 31)),
        ("2022年4月26日09:30", at(26, 9, 30), at(26, 9, 31)),
        ("昨天 9:30", at(26, 9, 30), at(26, 9, 31)),
        ("今早", at(27), at(27, 12)),
        ("上午", at(27), at(27, 12)),
        ("下午", at(27, 12), at(27, 18)),
        ("今晚", at(27, 18), at(28)),
        ("昨晚", at(26, 18), at(27)),
        ("周一上午", at(25), at(25, 12)),
        ("4月25日下午", at(25, 12), at(25, 18)),
        ("this-morning", at(27), at(27, 12)),
        ("3h", NOW - timedelta(hours=3), NOW),
        ("三小时", NOW - timedelta(hours=3), NOW),
        ("30m", NOW - timedelta(minutes=30), NOW),
        ("5min", NOW - timedelta(minutes=5), NOW),
        ("30分鐘", NOW - timedelta(minutes=30), NOW),
    ],
)
def test_a_time_is_a_span_within_a_day(text: str, first: datetime, end: datetime) -> None:
    name = span_name(text)
    assert name is not None
    assert resolve_span(name, NOW) == Moments(first, end)


def test_few_months_keep_their_letter() -> None:
    assert span_name("3m") == span_name("3个月") == "3m"
    assert span_name("30m") == "30min"


@pytest.mark.parametrize("text", ["25:00", "9:75", "13月", "2月30日", "13pm", "soon", "9", "周八"])
def test_what_is_no_time_or_day_is_an_error(text: str) -> None:
    with pytest.raises(QueryError):
        parse_query(f"date:{text}")


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        ("after:09:30", at(27, 9, 30), at(27, 9, 29)),
        ("before:15:00", at(27, 14, 59), at(27, 15)),
        ("after:2022-04-26T09:30", at(26, 9, 30), at(26, 9, 29)),
        ('after:"2022-04-26 09:30"', at(26, 9, 30), at(26, 9, 29)),
        ("日期：09：30..15：00", at(27, 15), at(27, 9, 29)),
        ("date:昨天..今早", at(26), at(27, 12)),
        ("date:周一..周五", at(29, 23), at(24)),
        ("date:周五～周一", at(25, 23), at(26)),
        ("date:11月..2月", at(28, month=2), at(1, month=3)),
        ("date:3月到4月", at(1, month=3), at(1, month=5)),
        ("date:7d..3d", at(24, 23), at(25)),
        ("date:6h..3h", at(27, 9), at(27, 12)),
        ("date:..昨天", at(26, 23), at(27)),
        ("date:今早..", at(27, 15), at(26)),
        ("date:2022-04-26..今天", at(26), at(25, 23)),
        ("date:2022年3月..2022年4月25日", at(25, 23), at(26)),
    ],
)
def test_ranges_and_sides_hold_what_lies_in_them(
    query: str, inside: datetime, outside: datetime
) -> None:
    assert answers(query, inside)
    assert not answers(query, outside)


@pytest.mark.parametrize("query", ["date:15:00..09:30", "date:今天..昨天", "date:2022/4..2022/3"])
def test_a_range_that_is_always_empty_is_an_error(query: str) -> None:
    with pytest.raises(QueryError, match="not after its last"):
        parse_query(query)


@pytest.mark.parametrize("side", ["date:{}", "before:{}", "after:{}", "date:{}..", "date:..{}"])
@pytest.mark.parametrize("name", [*span_names(), "3月", "3月5日", "周一9点", "2022-04-28T09:30:15"])
def test_every_span_is_spelled_so_that_it_is_read_back(side: str, name: str) -> None:
    query = parse_query(side.format(name))
    assert parse_query(spell(query)) == query


@given(st.text("0123456789三十年月日点半:-/.T周上今早晚天dhm前", max_size=12))
def test_any_text_is_a_span_that_keeps_its_name_or_none(text: str) -> None:
    name = span_name(text)
    if name is not None:
        assert span_name(name) == name
        span = resolve_span(name, NOW)
        assert span.first is not None
        assert span.first < span.end  # type: ignore[operator]


def test_numerals_become_digits_only_before_a_unit() -> None:
    assert one_wording("二十三日") == "23日"
    assert one_wording("周三") == "周三"
