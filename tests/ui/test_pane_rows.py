"""The rule of `pane_rows`: which line stands on which row, without an app."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.ui.pane_rows import HEADING, DayRows, EvenRows, Place

MONDAY, SUNDAY = date(2022, 4, 25), date(2022, 4, 24)


def rows(
    days: list[date | None], top: int = 0, height: int = 10, rows_per_line: int = 1
) -> DayRows:
    return DayRows(EvenRows(top, height, len(days), rows_per_line), days.__getitem__)


def test_each_day_begins_with_a_heading() -> None:
    page = rows([MONDAY, MONDAY, SUNDAY])
    assert [page.at(row) for row in range(6)] == [
        *(Place(0, HEADING), Place(0, 0), Place(1, 0)),
        *(Place(2, HEADING), Place(2, 0), None),
    ]
    assert [page.row_of(line) for line in range(3)] == [1, 2, 4]


def test_a_page_that_begins_within_a_day_says_which() -> None:
    assert rows([MONDAY] * 5, top=3).at(0) == Place(3, HEADING)


def test_a_day_that_is_not_known_has_no_heading() -> None:
    page = rows([MONDAY, None, MONDAY])
    assert [page.row_of(line) for line in range(3)] == [1, 2, 3]


def test_passages_stand_between_line_and_heading() -> None:
    page = rows([MONDAY, SUNDAY], rows_per_line=2)
    assert [page.at(row) for row in range(1, 4)] == [Place(0, 0), Place(0, 1), Place(1, HEADING)]


def test_a_line_that_is_cut_off_is_not_counted() -> None:
    assert rows([MONDAY] * 9, height=4, rows_per_line=2).page_size == 1


def test_lines_outside_of_the_page_have_rows_outside_of_the_pane() -> None:
    page = rows([MONDAY] * 30, top=5)
    assert page.row_of(4) < 0
    assert page.row_of(20) >= 10


@pytest.mark.parametrize(
    ("days", "top", "count"),
    [
        ([MONDAY, MONDAY, SUNDAY], 0, 2),
        ([MONDAY, MONDAY, SUNDAY], 2, 1),
        ([MONDAY, MONDAY, SUNDAY], 1, None),
        ([MONDAY] * 30, 0, None),
        ([MONDAY, None, SUNDAY], 0, None),
    ],
)
def test_only_a_day_that_is_on_the_page_as_a_whole_is_counted(
    days: list[date | None], top: int, count: int | None
) -> None:
    assert rows(days, top).whole_day(top) == count


@given(
    st.lists(st.sampled_from([MONDAY, SUNDAY]), min_size=1, max_size=40),
    st.integers(0, 39),
    st.integers(3, 12),
    st.integers(1, 2),
)
def test_the_earliest_page_that_shows_a_line_shows_it_as_a_whole(
    days: list[date | None], line: int, height: int, rows_per_line: int
) -> None:
    line = min(line, len(days) - 1)
    top = rows(days, 0, height, rows_per_line).top_showing(line)
    last = Place(line, rows_per_line - 1)
    shown = [
        last in [rows(days, first, height, rows_per_line).at(row) for row in range(height)]
        for first in range(top + 1)
    ]
    assert shown == [False] * top + [True]
