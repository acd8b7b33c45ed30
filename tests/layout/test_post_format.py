from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from reader.config import Settings
from reader.errors import FormatError
from reader.layout.post_format import FIELDS, VALUES, date_text, parse_format
from reader.posts.post import Post, PostId

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
GUTTER = 2


def title_cells(width: int, date_cells: int = 11) -> int:
    found = parse_format(Settings().list_format)
    names = [column.field for column in found.columns]
    return found.widths(width, date_cells)[names.index("title")]


def test_a_title_at_80_columns_has_room_for_27_chinese_characters() -> None:
    assert title_cells(80 - GUTTER) >= 54
    assert title_cells(80 - GUTTER, date_cells=16) >= 54


def test_a_title_beside_a_text_at_120_columns_has_room_for_16_chinese_characters() -> None:
    assert title_cells(50 - GUTTER) >= 32


@pytest.mark.parametrize("date_cells", [11, 16])
def test_a_wider_line_narrows_no_column(date_cells: int) -> None:
    found = parse_format("{mark} {date} {title:40} {category:10}|{tag:5}")
    for before, after in pairwise(found.widths(width, date_cells) for width in range(300)):
        assert all(old <= new for old, new in zip(before, after, strict=True))


def test_the_widths_of_the_columns_fill_the_line() -> None:
    for text in (Settings().list_format, "{title}", "{day} {title} {source:8}", "{title:10}·{tag}"):
        for width in (40, 80, 200):
            assert sum(parse_format(text).widths(width, 11)) == width


def test_without_a_title_columns_have_the_widths_that_they_want() -> None:
    assert parse_format("{date} {source:8} {id}").widths(80, 11) == [11, 1, 8, 1, 12]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{titel}", "did you mean 'title'"),
        ("{xyzzy}", "columns: age, author"),
        ("{title:many}", "from 1 to 400"),
        ("{title:0}", "from 1 to 400"),
        ("{title", "braces"),
        ("{}", "columns: age"),
    ],
)
def test_a_format_that_is_none_is_refused_with_what_is_wrong(text: str, words: str) -> None:
    with pytest.raises(FormatError, match=words):
        parse_format(text)


@pytest.mark.parametrize(
    ("field", "shown"),
    [("date", "2021-03-01 09:05"), ("day", "2021-03-01"), ("time", "09:05"), ("age", "2021-03-01")],
)
def test_a_date_of_another_year_tells_the_year(field: str, shown: str) -> None:
    assert date_text(datetime(2021, 3, 1, 9, 5, tzinfo=UTC), field, NOW) == shown


def test_a_date_of_this_year_leaves_the_year_out() -> None:
    assert date_text(datetime(2026, 4, 28, 13, 1, tzinfo=UTC), "date", NOW) == "04-28 13:01"


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (5, "just now"),
        (60, "1 min ago"),
        (3 * 60 + 59, "3 min ago"),
        (3600, "1 hour ago"),
        (2 * 86400, "2 days ago"),
        (8 * 86400, "2026-11-21"),
        (-3600, "2026-11-29"),
    ],
)
def test_an_age_is_told_in_the_largest_whole_unit(seconds: int, shown: str) -> None:
    assert date_text(NOW - timedelta(seconds=seconds), "age", NOW) == shown


def test_a_post_without_a_value_leaves_its_column_empty() -> None:
    post = Post(PostId("a"), "a.md", "Title", None)
    assert date_text(post.date, "date", NOW) == ""
    assert {VALUES[name](post) for name in ("category", "tag", "author", "source")} == {""}


def test_the_source_is_the_author_and_without_one_the_category() -> None:
    post = Post(PostId("a"), "a.md", "Title", None, categories=("news",))
    assert VALUES["source"](post) == "news"
    by = Post(PostId("a"), "a.md", "Title", None, categories=("news",), authors=("Ann",))
    assert VALUES["source"](by) == "Ann"


def test_every_column_that_can_be_named_is_named_in_the_settings() -> None:
    from dataclasses import fields

    meaning = next(f.metadata["meaning"] for f in fields(Settings) if f.name == "list_format")
    assert all(f"`{name}`" in meaning for name in FIELDS)
