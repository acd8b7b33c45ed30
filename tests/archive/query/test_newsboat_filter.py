from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive.query.fields.author import ByAuthor
from reader.archive.query.fields.date import Dated, Recent, Side, Undated
from reader.archive.query.fields.path import InPath
from reader.archive.query.fields.pattern import Matches
from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.fields.tag import HasTag
from reader.archive.query.fields.words import Where, Words
from reader.archive.query.model import All, Any, Condition, Not, Query
from reader.archive.query.newsboat.filter import is_filter
from reader.archive.query.parser import parse_query
from reader.archive.query.spelling import spell
from reader.errors import QueryError

GOLD = Matches("gold")
UNREAD = HasState(PostState.UNREAD)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('title =~ "gold"', GOLD),
        ('title=~"降准"', Words("降准", Where.TITLE, is_whole=True)),
        ('title !~ "gold"', Not(GOLD)),
        ('title = "A.B"', Matches(r"^A\.B$")),
        ('content =~ "降.准"', Matches("降.准", Where.TEXT)),
        (r'title =~ "a\"b"', Matches('a"b')),
        (r'title =~ "\d+"', Matches(r"\d+")),
        ('title =~ “gold” and unread = "yes"', All((GOLD, UNREAD))),
        ('unread != "yes"', Not(UNREAD)),
        ('unread == "no"', HasState(PostState.READ)),
        (
            'title =~ "gold" or unread = "yes" and age <= 7',
            Any((GOLD, All((UNREAD, Recent("7d", Side.AFTER))))),
        ),
        (
            '(title =~ "gold" or unread = "yes") and age<10',
            All((Any((GOLD, UNREAD)), Recent("9d", Side.AFTER))),
        ),
        ("age < 1", Recent("0d", Side.AFTER)),
        ("age > 7", Recent("7d", Side.BEFORE)),
        ("age >= 7", Recent("6d", Side.BEFORE)),
        ("age >= 0", Not(Undated())),
        ("age = 3", All((Recent("2d", Side.BEFORE), Recent("3d", Side.AFTER)))),
        ("age between 1:5", All((Recent("0d", Side.BEFORE), Recent("5d", Side.AFTER)))),
        ("age < 99999999", Recent("9998d", Side.AFTER)),
        (f'age < "{"9" * 5000}"', Recent("9998d", Side.AFTER)),
        ('date >= "2022-04"', Dated(date(2022, 4, 1), None)),
        ('date > "2022-04"', Dated(date(2022, 5, 1), None)),
        ('date < "2022"', Dated(None, date(2022, 1, 1))),
        ('date <= "2022-04-28"', Dated(None, date(2022, 4, 29))),
        ('date = "2022"', Dated(date(2022, 1, 1), date(2023, 1, 1))),
        ('tags # "gold"', HasTag("gold")),
        ('tags !# "每日 新闻"', Not(HasTag("每日 新闻"))),
        ('flags != ""', Not(Not(HasState(PostState.STARRED)))),
        ('link =~ "old_post/"', InPath("old_post/")),
        ('author = "张三"', ByAuthor("张三")),
        ('author != ""', Not(ByAuthor(""))),
    ],
)
def test_a_filter_of_newsboat_asks_the_same_here(text: str, wanted: Condition) -> None:
    assert parse_query(text) == Query(wanted)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ('author =~ "x"', 10, "whole name"),
        ('feedtitle = "x"', 0, "category:"),
        ('title =~ "x" and colour = "red"', 17, "an attribute: title, content"),
        ('title =~ "x" and', 16, "an attribute"),
        ('title =~ "x" unread = "yes"', 13, "and, or, or the end"),
        ("title =~ gold", 9, 'a "text" or a number'),
        ('title =~ "(', 9, 'a "text" or a number'),
        ('title =~ "("', 9, "a regular expression"),
        ('title =~ ""', 9, "something to look for"),
        ('title < "a"', 8, "=~, !~, = or !="),
        ('(title =~ "a"', 13, "a closing )"),
        ('age < "soon"', 6, "a number of days"),
        ("age < 0", 6, "from 0"),
        ("age between 3", 12, "two numbers"),
        ('date > "soon"', 7, "a date such as 2022"),
        ('tags =~ "a"', 8, "# or !# and a tag"),
        ('flags =~ "a"', 9, "with a star"),
        ('unread = "maybe"', 9, '= "yes"'),
        ("(" * 60 + 'title =~ "a"' + ")" * 60, 51, "parentheses in each other"),
    ],
)
def test_a_wrong_filter_says_where_and_what_was_expected(
    text: str, position: int, expected: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.position == position
    assert expected in caught.value.reason


@pytest.mark.parametrize(
    "text", ["title", "title gold", "age < ten", "title = gold", "title:gold", "date", "unread > x"]
)
def test_words_that_are_also_attributes_stay_words(text: str) -> None:
    assert not is_filter(text)
    parse_query(text)


def test_words_that_look_like_a_filter_are_spelled_so_that_they_stay_words() -> None:
    query = Query(All((Words("title"), Words("=~"), Words("a"))))
    assert parse_query(spell(query)) == query


_PIECES = st.sampled_from(
    [
        *('title =~ "a"', "age < 3", " and ", " or ", "(", ")", '"', "tags", "#", "!", "=", "“"),
        *("between", "1:", "9", "date", ">", "2022", "\\", " ", "unread", '"yes"', "flags", "~"),
    ]
)


@settings(deadline=None)
@given(st.lists(_PIECES).map("".join))
def test_no_filter_raises_anything_but_the_parsers_own_error(text: str) -> None:
    try:
        query = parse_query(text)
    except QueryError as error:
        told = error
    else:
        assert parse_query(spell(query)) == query
        return
    assert 0 <= told.position <= len(text)
    assert told.reason
