"""Dates as people and programs write them."""

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.messages.problem_kinds import ProblemKind
from reader.posts.dates import DateError, parse_date, parse_usual_date

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2022, 4, 28, 12, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text",
    [
        "2022-04-28 12:00:00 +0800",
        "2022-04-28 12:00:00 +08:00",
        "2022-04-28 12:00 +8",
        "2022-04-28 12:00:00",
        "2022-4-28 12:00",
        "2022-04-28T12:00:00+08:00",
        "2022-04-28T04:00:00Z",
        "2022-04-28T04:00:00.000Z",
        "2022-04-28 04:00:00 UTC",
        "2022/04/28 12:00",
        "2022年4月28日 12:00",
        "Thu, 28 Apr 2022 12:00:00 +0800",
        "28 Apr 2022 04:00:00 GMT",
        "Thu Apr 28 12:00:00 2022",
        "1651118400",
        "1651118400000",
        "  2022-04-28 12:00  ",
    ],
)
def test_one_moment_in_many_spellings(text: str) -> None:
    assert parse_date(text, CHINA) == NOON


@pytest.mark.parametrize("text", ["2022-04-28", "20220428", "2022.4.28", "2022年04月28日"])
def test_a_day_alone_is_its_midnight(text: str) -> None:
    assert parse_date(text, CHINA) == datetime(2022, 4, 28, tzinfo=CHINA)


@pytest.mark.parametrize(
    "text",
    ["April 28, 2022", "Apr 28, 2022", "28 April 2022", "Thu, 28 Apr 2022", "April 28th, 2022"],
)
def test_an_english_month_makes_a_day(text: str) -> None:
    assert parse_date(text, CHINA) == datetime(2022, 4, 28, tzinfo=CHINA)


def test_the_offset_stays_the_one_that_was_written() -> None:
    moment = parse_date("2022-04-28 12:00:00 -0330", CHINA)
    assert moment.utcoffset() == -timedelta(hours=3, minutes=30)


def test_a_date_without_an_offset_is_in_the_zone_given() -> None:
    moment = parse_date("2022-07-01 12:00", ZoneInfo("UTC"))
    assert moment == datetime(2022, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("+0800", ProblemKind.DATE_IS_AN_OFFSET),
        ("+08:00", ProblemKind.DATE_IS_AN_OFFSET),
        ("2024-02-30", ProblemKind.DATE_DOES_NOT_EXIST),
        ("2024-02-30 09:00:00 +0800", ProblemKind.DATE_DOES_NOT_EXIST),
        ("2024-01-01 25:00", ProblemKind.DATE_TIME_UNREADABLE),
        ("2024-01-01 12:00 +0860", ProblemKind.DATE_OFFSET_DOES_NOT_EXIST),
        ("2024-01-01 12:00 +9900", ProblemKind.DATE_OFFSET_DOES_NOT_EXIST),
        ("0000-00-00", ProblemKind.DATE_DOES_NOT_EXIST),
        ("0001-01-01", ProblemKind.DATE_OUT_OF_RANGE),
        ("9999-12-31", ProblemKind.DATE_OUT_OF_RANGE),
        ("10:30", ProblemKind.DATE_UNREADABLE),
        ("yesterday", ProblemKind.DATE_UNREADABLE),
        ("", ProblemKind.DATE_UNREADABLE),
    ],
)
def test_what_is_no_date_says_why(text: str, kind: ProblemKind) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text, CHINA)
    assert caught.value.kind is kind


@settings(deadline=None)
@given(st.datetimes(datetime(2, 1, 1), datetime(9998, 12, 31)))
def test_what_python_writes_is_read_back(moment: datetime) -> None:
    assert parse_date(moment.isoformat(), CHINA) == moment.replace(tzinfo=CHINA)


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(
        st.text(max_size=40),
        st.text(st.sampled_from("0123456789-:/ +TZ.,年月日AprThu"), max_size=40),
    )
)
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    try:
        moment = parse_date(text, CHINA)
    except DateError:
        return
    # Sorting and showing convert between zones, which overflows at both ends of the calendar.
    assert moment.astimezone(timezone(timedelta(hours=14)))
    assert moment.astimezone(timezone(-timedelta(hours=12)))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-04-28 12:00 CST", "2022-04-28T12:00:00+08:00"),
        ("Thu Apr 28 12:00:00 CST 2022", "2022-04-28T12:00:00+08:00"),
        ("2022-04-28 13:00 JST", "2022-04-28T13:00:00+09:00"),
        ("2022-04-28 12:00 UTC+8", "2022-04-28T12:00:00+08:00"),
        ("2022-04-28 12:00 +0800 (China Standard Time)", "2022-04-28T12:00:00+08:00"),
        ("2022-04-28 1:30 PM", "2022-04-28T13:30:00+08:00"),
        ("2022-04-28 12:30 am", "2022-04-28T00:30:00+08:00"),
        ("2022-04-28T12:00:00,5Z", "2022-04-28T12:00:00.500000+00:00"),
        ("20220428120000", "2022-04-28T12:00:00+08:00"),
        ("20220428T120000Z", "2022-04-28T12:00:00+00:00"),
        ("28 April 2022", "2022-04-28T00:00:00+08:00"),
        ("2022-04-28 24:00:00", "2022-04-29T00:00:00+08:00"),
        ("2016-12-31 23:59:60 +0000", "2017-01-01T00:00:00+00:00"),
    ],
)
def test_rarer_spellings_that_ruby_reads(text: str, moment: str) -> None:
    china = timezone(timedelta(hours=8), "CST")
    assert parse_date(text, china).isoformat() == moment


def test_letters_mean_the_sites_own_zone_before_any_other() -> None:
    text = "2022-04-28 12:00 CST"
    assert parse_date(text, ZoneInfo("Asia/Shanghai")).utcoffset() == timedelta(hours=8)
    assert parse_date(text, UTC).utcoffset() == timedelta(hours=-6)


@pytest.mark.parametrize("text", ["2022-04-28 12:00 XYZ", "2022-04-28 12:75", "2022-04-28 24:01"])
def test_a_zone_or_time_that_is_none_is_no_date(text: str) -> None:
    with pytest.raises(DateError):
        parse_date(text, UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-04-28 下午 1:01", "2022-04-28T13:01:00+08:00"),
        ("2022-04-28 1:01 下午", "2022-04-28T13:01:00+08:00"),
        ("2022年4月28日下午3点", "2022-04-28T15:00:00+08:00"),
        ("2022年4月28日 13时01分28秒", "2022-04-28T13:01:28+08:00"),
        ("2022-04-28 中午 12:30", "2022-04-28T12:30:00+08:00"),
        ("2022-04-28 凌晨 12:30", "2022-04-28T00:30:00+08:00"),
        ("2022-04-28 晚上 20:30", "2022-04-28T20:30:00+08:00"),
        ("2022-04-28 星期四 13:01", "2022-04-28T13:01:00+08:00"),
        ("2022年4月28日（周四）", "2022-04-28T00:00:00+08:00"),
        ("2022-04-28 13：01", "2022-04-28T13:01:00+08:00"),
        ("２０２２－０４－２８", "2022-04-28T00:00:00+08:00"),
        ("2022–04–28", "2022-04-28T00:00:00+08:00"),
        ("2022-04-28 13:01 Asia/Shanghai", "2022-04-28T13:01:00+08:00"),
        ("2022-04-28T13:01:28.5+09:00[Asia/Tokyo]", "2022-04-28T13:01:28.500000+09:00"),
        ("2022-07-01 13:01 America/New_York", "2022-07-01T13:01:00-04:00"),
        ("27.03.2009", "2009-03-27T00:00:00+08:00"),
        ("28/04/2022", "2022-04-28T00:00:00+08:00"),
        ("28-04-2022 13:01", "2022-04-28T13:01:00+08:00"),
        ("04/05/2022", "2022-05-04T00:00:00+08:00"),
        ("04/28/2022 1:01 PM", "2022-04-28T13:01:00+08:00"),
    ],
)
def test_spellings_that_a_person_reads(text: str, moment: str) -> None:
    assert parse_date(text, CHINA).isoformat() == moment


@pytest.mark.parametrize(
    ("text", "kind", "moment"),
    [
        ("2022-04-28 25:01", ProblemKind.DATE_TIME_UNREADABLE, "2022-04-28T00:00:00+08:00"),
        ("2020-3-19 29:39:08 +0800", ProblemKind.DATE_TIME_UNREADABLE, "2020-03-19T00:00:00+08:00"),
        ("2022-04-28 24:01", ProblemKind.DATE_TIME_UNREADABLE, "2022-04-28T00:00:00+08:00"),
        ("2022-04-28 13.01", ProblemKind.DATE_TIME_UNREADABLE, "2022-04-28T00:00:00+08:00"),
        ("2022年4月28日 收盘后", ProblemKind.DATE_TIME_UNREADABLE, "2022-04-28T00:00:00+08:00"),
        ("27.03.2009 um halb", ProblemKind.DATE_TIME_UNREADABLE, "2009-03-27T00:00:00+08:00"),
        ("April 28, 2022 at 3pm", ProblemKind.DATE_TIME_UNREADABLE, "2022-04-28T00:00:00+08:00"),
        ("2022-04-28 13:01 XYZ", ProblemKind.DATE_ZONE_UNKNOWN, "2022-04-28T13:01:00+08:00"),
        ("2022-04-28 13:01 Asia/No", ProblemKind.DATE_ZONE_UNKNOWN, "2022-04-28T13:01:00+08:00"),
        (
            "2022-04-28 13:01 +9900",
            ProblemKind.DATE_OFFSET_DOES_NOT_EXIST,
            "2022-04-28T13:01:00+08:00",
        ),
    ],
)
def test_what_can_be_read_of_a_date_is_kept(text: str, kind: ProblemKind, moment: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text, CHINA)
    assert caught.value.kind is kind
    assert caught.value.moment is not None
    assert caught.value.moment.isoformat() == moment


@pytest.mark.parametrize("text", ["2024-02-30 09:00", "9999-12-31 25:00", "2022-04-281", "10:30"])
def test_of_a_day_that_is_none_nothing_is_kept(text: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text, CHINA)
    assert caught.value.moment is None


USUAL = st.tuples(
    st.sampled_from(["2022-04-28", "2024-02-29", "2023-02-29", "1000-01-01", "2999-12-31"])
    | st.integers(10000000, 29991231).map(str).map(lambda day: f"{day[:4]}-{day[4:6]}-{day[6:]}"),
    st.sampled_from(["", "T", " ", "  "]),
    st.sampled_from(["", "13:01:28", "23:59:59", "24:00:00", "23:59:60", "00:00:00", "12:60:00"])
    | st.times().map(lambda time: time.isoformat("seconds")),
    st.sampled_from(["", " "]),
    st.sampled_from(
        ["", "Z", "+0800", "-0530", "+08:00", "+2359", "-2400", "+0060", "+00:00", "-00"]
    ),
).map("".join)


@settings(deadline=None, max_examples=500)
@given(USUAL, st.sampled_from([UTC, CHINA, ZoneInfo("America/New_York")]))
def test_a_date_as_programs_write_it_means_the_same_as_by_the_looser_forms(
    text: str, zone: tzinfo
) -> None:
    usual = parse_usual_date(text, zone)
    if usual is not None:  # with the sign for day it is read by the looser forms
        loose = parse_date(f"{text[:10]}日{text[10:]}", zone)
        assert (usual, usual.utcoffset(), usual.tzinfo) == (loose, loose.utcoffset(), loose.tzinfo)


@pytest.mark.parametrize(
    "text",
    ["2022-04-28 13:01:28 +0800", "2022-04-28T13:01:28+08:00", "2022-04-28", "2022-04-28 13:01:28"],
)
def test_the_dates_of_archives_are_usual(text: str) -> None:
    assert parse_usual_date(text, CHINA) == parse_date(text, CHINA)


@pytest.mark.parametrize("text", ["+0800", "2022-04-28 24:00:00", "2022-02-30", "0001-01-01", "x"])
def test_any_other_date_is_not_usual(text: str) -> None:
    assert parse_usual_date(text, CHINA) is None
