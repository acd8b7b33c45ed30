"""What a name and a place say of a post."""

from datetime import date, datetime, timedelta, timezone

import pytest

from reader.posts.post import PostId
from reader.posts.source.file_name import (
    date_of_name,
    is_dated_name,
    is_html_name,
    is_post_name,
    post_from_name,
)

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    "name", ["a.md", "a.markdown", "a.mkd", "a.mkdn", "a.mkdown", "a.html", "A.HTM", "a.b.MD"]
)
def test_these_names_may_be_posts(name: str) -> None:
    assert is_post_name(name)


@pytest.mark.parametrize("name", [".md", "md", "a.txt", "a.md~", ".hidden.md", "a.md.swp", "", "."])
def test_these_names_are_no_posts(name: str) -> None:
    assert not is_post_name(name)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2022-04-28-202204282363783631.md", date(2022, 4, 28)),
        ("2024-8-1-name.md", date(2024, 8, 1)),
        ("24-8-1-name.md", date(2024, 8, 1)),
        ("99-12-31-name.md", date(1999, 12, 31)),
        ("2022-04-28-.md", date(2022, 4, 28)),
        ("2022-04-28.md", date(2022, 4, 28)),
        ("2022-04-28", date(2022, 4, 28)),
        ("2022-04-28_name.md", date(2022, 4, 28)),
        ("2022-04-28 日记.md", date(2022, 4, 28)),
    ],
)
def test_a_name_begins_with_a_date_with_or_without_zeros(name: str, day: date) -> None:
    assert date_of_name(name) == day


@pytest.mark.parametrize(
    "name",
    [
        "-202205262391921712.md",
        "2024-02-30-name.md",
        "2024-13-01-name.md",
        "0000-01-01-name.md",
        "0001-01-01-name.md",
        "9999-12-31-name.md",
        "123-01-01-name.md",
        "name-2024-01-01.md",
        "２０２４-01-01-name.md",
    ],
)
def test_a_name_without_a_real_date_has_none(name: str) -> None:
    assert date_of_name(name) is None


def test_a_day_that_does_not_exist_still_makes_a_dated_name() -> None:
    assert is_dated_name("2024-02-30-name.md")


def test_html_files_are_told_by_their_extension() -> None:
    assert is_html_name("a.HTML")
    assert is_html_name("a.htm")
    assert not is_html_name("a.html.md")


def test_a_post_from_its_name_has_midnight_of_the_site() -> None:
    post = post_from_name("_posts/2024-8-1-big-news.md", CHINA, PostId("x"))
    assert post.date == datetime(2024, 8, 1, tzinfo=CHINA)
    assert post.title == "Big News"
    assert post.slug == "big-news"
    assert not post.is_header_read


def test_a_name_that_is_a_number_stays_whole() -> None:
    post = post_from_name("old_post/-202205262391921712.md", CHINA, PostId("x"))
    assert post.title == "-202205262391921712"
    assert post.date is None


def test_capitals_in_a_name_stay() -> None:
    assert post_from_name("2024-01-01-TSLA-up.md", CHINA, PostId("x")).title == "TSLA Up"


def test_folders_above_posts_are_categories() -> None:
    post = post_from_name("markets/asia/_posts/tin/2026-11-12-a.md", CHINA, PostId("x"))
    assert post.categories == ("markets", "asia")


def test_folders_of_another_archive_are_no_categories() -> None:
    assert post_from_name("old_post/2022/2022-01-01-a.md", CHINA, PostId("x")).categories == ()


def test_a_file_below_drafts_is_a_draft() -> None:
    post = post_from_name("markets/_drafts/a.md", CHINA, PostId("x"))
    assert post.is_draft
    assert post.categories == ("markets",)


def test_a_name_that_a_terminal_would_act_on_is_made_visible() -> None:
    post = post_from_name("2024-01-01-\x1b[31m\udcff\u202e.md", CHINA, PostId("x"))
    assert post.title == "␛[31m\ufffd\ufffd"
    assert post.path == "2024-01-01-\x1b[31m\udcff\u202e.md"


def test_a_name_without_words_still_makes_a_title() -> None:
    assert post_from_name("2024-01-01- .md", CHINA, PostId("x")).title == "2024-01-01-"
