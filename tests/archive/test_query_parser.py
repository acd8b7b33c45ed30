from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.archive.query import (
    EVERYTHING,
    Dated,
    HasState,
    HasTag,
    InCategory,
    PostState,
    Query,
    TitleWord,
    Undated,
)
from reader.archive.query_parser import parse_query
from reader.errors import QueryError


def test_nothing_typed_asks_for_everything() -> None:
    assert parse_query("  ") == EVERYTHING


def test_words_and_phrases_ask_for_titles() -> None:
    assert parse_query('降准 "大 市场"').terms == (TitleWord("降准"), TitleWord("大 市场"))


def test_an_ideographic_space_parts_words() -> None:
    assert parse_query("降准　黄金").terms == (TitleWord("降准"), TitleWord("黄金"))


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("category:news/china", InCategory("news/china")),
        ('category:""', InCategory("")),
        ('tag:"每日 新闻"', HasTag("每日 新闻")),
        ("TAG:a", HasTag("a")),
        ("is:unread", HasState(PostState.UNREAD)),
        ("date:none", Undated()),
        ("after:2022", Dated(date(2022, 1, 1), None)),
        ("before:2022-04", Dated(None, date(2022, 4, 1))),
        ("date:2022", Dated(date(2022, 1, 1), date(2023, 1, 1))),
        ("date:2022-12", Dated(date(2022, 12, 1), date(2023, 1, 1))),
        ("date:2024-2-29", Dated(date(2024, 2, 29), date(2024, 3, 1))),
        ("date:2022-04-01..2022-04-28", Dated(date(2022, 4, 1), date(2022, 4, 29))),
        ("date:2022..", Dated(date(2022, 1, 1), None)),
        ("date:..2022", Dated(None, date(2023, 1, 1))),
        ("date:9999", Dated(date(9999, 1, 1), None)),
    ],
)
def test_a_key_asks_for_its_kind(text: str, term: object) -> None:
    assert parse_query(text).terms == (term,)


@pytest.mark.parametrize("text", ["http://a.example/b", "10:30", "a:b", ":", "AT&T", "《晨报》："])
def test_what_only_looks_like_a_key_is_a_word(text: str) -> None:
    assert parse_query(text).terms == (TitleWord(text),)


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ('gold "silver', 12, 'a closing "'),
        ("is:green", 3, "unread, read, starred, problem"),
        ("gold after:soon", 11, "a date such as"),
        ("date:2024-02-30", 5, "a date that exists"),
        ("date:2023..2022", 5, "not after its last"),
        ("tag:", 4, "something after tag:"),
        ("date:..", 5, "a date such as"),
    ],
)
def test_a_wrong_query_says_where_and_what_was_expected(
    text: str, position: int, expected: str
) -> None:
    with pytest.raises(QueryError) as caught:
        parse_query(text)
    assert caught.value.position == position
    assert expected in caught.value.expected


names = st.text(min_size=1, max_size=12)
days = st.dates(min_value=date(1970, 1, 1), max_value=date(9000, 1, 1))
ranges = st.tuples(st.none() | days, st.none() | days).filter(
    lambda pair: pair != (None, None) and (None in pair or pair[0] < pair[1])
)
terms = st.one_of(
    st.builds(TitleWord, names),
    st.builds(InCategory, st.text(max_size=12)),
    st.builds(HasTag, st.text(max_size=12)),
    st.builds(HasState, st.sampled_from(PostState)),
    st.just(Undated()),
    ranges.map(lambda pair: Dated(*pair)),
)


@settings(deadline=None)
@given(st.lists(terms, max_size=5).map(lambda items: Query(tuple(items))))
def test_every_query_is_read_back_from_its_own_spelling(query: Query) -> None:
    assert parse_query(query.text) == query


@settings(deadline=None, max_examples=300)
@given(st.text(alphabet='ab:"\\ 标。date:is:..2022-', max_size=30) | st.text(max_size=30))
def test_any_text_is_a_query_or_a_query_error(text: str) -> None:
    assert 0 <= position_of_error(text) <= len(text)


def position_of_error(text: str) -> int:
    try:
        parse_query(text)
    except QueryError as error:
        return error.position
    return 0
