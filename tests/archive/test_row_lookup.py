from datetime import UTC, date, datetime, timedelta

import pytest

from reader.archive.memory_repository import MemorySelection
from reader.archive.ordering import sort_posts
from reader.archive.query.model import Order, Query
from reader.archive.row_lookup import WantedRow, read_row
from reader.errors import QueryError
from reader.posts.post import Post, PostId
from reader.state.reading_state import ReadingState

TODAY = date(2022, 1, 10)
FIRST = datetime(2022, 1, 1, 12, tzinfo=UTC)


def selection(count: int, order: Order = Order.NEWEST, undated: int = 0) -> MemorySelection:
    """Return posts of one day each, from 2022-01-01 on, called ``0``, ``1`` and so on."""
    posts = [
        Post(PostId(str(n)), f"{n}.md", str(n), FIRST + timedelta(days=n)) for n in range(count)
    ]
    posts += [Post(PostId(f"u{n}"), f"u{n}.md", "u", None) for n in range(undated)]
    ordered = sort_posts(posts, order)
    return MemorySelection(
        Query(order=order), ordered, {post.id: post for post in posts}, ReadingState()
    )


def place(text: str, count: int, order: Order = Order.NEWEST, undated: int = 0) -> int | None:
    return read_row(text, TODAY).place_in(selection(count, order, undated))


@pytest.mark.parametrize(
    ("text", "found"), [("1", 0), ("3", 2), ("10", 9), ("1,200", 9), ("1_200", 9), ("0", 0)]
)
def test_a_number_is_a_row_and_one_beyond_the_last_is_the_last(text: str, found: int) -> None:
    assert place(text, 10) == found


@pytest.mark.parametrize(("text", "found"), [("0%", 0), ("50%", 5), ("99.9 %", 9), ("100％", 9)])
def test_a_share_is_a_row_that_there_is(text: str, found: int) -> None:
    assert place(text, 10) == found


def test_four_digits_are_a_row_where_there_is_one_and_else_a_year() -> None:
    assert place("2022", 2500) == 2021
    assert place("2022", 400) == 400 - 365


@pytest.mark.parametrize(("text", "order", "found"), [
    ("2022-01-03", Order.NEWEST, 7),
    ("2022-01-03", Order.OLDEST, 2),
    ("2022-01", Order.NEWEST, 0),
    ("2021", Order.OLDEST, 0),
    ("2023-01-01", Order.NEWEST, 0),
])  # fmt: skip
def test_a_date_leads_to_the_first_row_of_it_in_the_order(
    text: str, order: Order, found: int
) -> None:
    assert place(text, 10, order) == found


@pytest.mark.parametrize(("text", "order"), [("2021-12-31", Order.NEWEST), ("2023", Order.OLDEST)])
def test_a_date_beyond_the_last_post_leads_nowhere(text: str, order: Order) -> None:
    assert place(text, 10, order) is None


@pytest.mark.parametrize(("text", "order"), [("2021-12-31", Order.NEWEST), ("2023", Order.OLDEST)])
def test_posts_without_a_date_stand_beyond_every_date(text: str, order: Order) -> None:
    assert place(text, 10, order, undated=3) == 10


@pytest.mark.parametrize("order", [Order.TITLE, Order.CATEGORY])
def test_a_date_leads_nowhere_in_an_order_that_does_not_go_by_dates(order: Order) -> None:
    assert place("2022-01-03", 10, order) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3d", 3),
        ("today", 0),
        ("昨天", 1),
        ("周一", 0),
        ("saturday", 2),
        ("01-07", 3),
        ("1月5日", 5),
    ],
)
def test_a_day_is_named_without_its_year_or_by_how_long_ago_it_is(text: str, found: int) -> None:
    assert place(text, 10) == found


@pytest.mark.parametrize("text", ["1", "50%", "2022-01"])
def test_nothing_leads_anywhere_in_an_empty_selection(text: str) -> None:
    assert place(text, 0) is None


def test_the_end_of_time_has_no_day_beyond() -> None:
    assert read_row("9999-12-31", TODAY) == WantedRow(first=date(9999, 12, 31))


@pytest.mark.parametrize("text", ["", "x", "5 rows", "2022-13", "-1", "１２", "1.5"])
def test_what_is_no_place_is_an_error_that_says_what_is(text: str) -> None:
    with pytest.raises(QueryError, match="a row such as 1200"):
        read_row(text, TODAY)
