"""What is left of a gap between two characters."""

import pytest

from reader.document.markup.white_space import collapse_code, collapse_inside, separator


@pytest.mark.parametrize(
    ("before", "after", "left"),
    [
        *(("中", "文", ""), ("。", "中", ""), ("”", "中", ""), ("中", "“", ""), ("カ", "ﾅ", "")),
        *(("a", "中", " "), ("中", "a", " "), ("한", "국", " "), ("a", "b", " "), ("”", "a", " ")),
    ],
)
def test_a_line_feed_between_east_asian_characters_is_no_space(
    before: str, after: str, left: str
) -> None:
    assert separator(" \n ", before, after) == left


def test_a_space_that_was_written_stays() -> None:
    assert separator(" ", "中", "文") == " "


def test_runs_collapse_and_no_break_spaces_stay() -> None:
    assert collapse_inside("a \t\n b\u00a0\u00a0c　d") == "a b\u00a0\u00a0c　d"


def test_spaces_in_code_count_and_line_feeds_are_spaces() -> None:
    assert collapse_code("a  b\n   c") == "a  b c"
