import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.archive.query.model import EVERYTHING
from reader.cli.archive_opening import open_archive
from reader.cli.posts.lines import columns
from reader.cli.posts.pages import PAGE_POSTS, pages_of
from reader.cli.program import program
from reader.posts.post import Post, PostId
from reader.session import Session, open_session
from reader.state.records import VIEW, WHOLE_ARCHIVE

Reader = Callable[..., Any]


def test_posts_are_listed_newest_first_separated_by_tabs(reader: Reader, archive: Path) -> None:
    ran = reader("list", "--archive", archive)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        "2022-04-28-202204282363783631\t2022-04-28 13:01\t云出海图鉴\n"
        "2022-04-27-gold\t2022-04-27 09:00\tGold rises\n"
        '2021-03-01-said\t2021-03-01 09:00\t他说"好"了\n'
        "2020-01-01-plain\t2020-01-01 00:00\tNo header\n"
    )


def test_a_post_without_a_date_keeps_its_three_fields(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Note\n")
    assert reader("list", "--archive", tmp_path).out == "note\t\tNote\n"


def test_several_words_are_one_query(reader: Reader, archive: Path) -> None:
    ran = reader("list", "--archive", archive, "category:news", "gold")
    assert ran.out.splitlines() == ["2022-04-27-gold\t2022-04-27 09:00\tGold rises"]


def test_the_limit_keeps_the_newest(reader: Reader, archive: Path) -> None:
    ran = reader("list", "--archive", archive, "--limit", "1")
    assert ran.out.startswith("2022-04-28-202204282363783631\t")
    assert ran.out.count("\n") == 1


def test_no_answer_is_status_1_and_an_empty_output(reader: Reader, archive: Path) -> None:
    ran = reader("list", "--archive", archive, "白银")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "reader: no post matches the query\n"


def test_an_empty_folder_holds_no_posts(reader: Reader, tmp_path: Path) -> None:
    ran = reader("list", "--archive", tmp_path)
    assert (ran.status, ran.out, ran.err) == (1, "", "reader: the archive has no posts\n")


def test_json_has_every_field(reader: Reader, archive: Path) -> None:
    ran = reader("list", "--archive", archive, "--json", "--limit", "1")
    assert "云出海图鉴" in ran.out
    assert ran.objects == [
        {
            "id": "2022-04-28-202204282363783631",
            "path": "_posts/2022-04-28-202204282363783631.md",
            "title": "云出海图鉴",
            "date": "2022-04-28T13:01:28+08:00",
            "has_time_of_file": False,
            "categories": ["财经"],
            "tags": ["每日", "云"],
            "authors": [],
            "is_published": True,
            "is_draft": False,
            "problems": 0,
            "read": False,
            "starred": False,
            "labels": [],
            "note": "",
            "place": None,
        }
    ]


def test_json_of_a_post_without_a_date_says_null(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("# Note\n")
    assert reader("list", "--archive", tmp_path, "--json").objects[0]["date"] is None


def test_json_counts_problems(reader: Reader, archive: Path) -> None:
    (post,) = reader("list", "--archive", archive, "--json", "is:problem").objects
    assert (post["id"], post["problems"]) == ("2021-03-01-said", 1)


def test_a_query_that_is_wrong_is_pointed_at(reader: Reader, archive: Path) -> None:
    ran = reader("list", "--archive", archive, "黄金 after:soon")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "reader: query, character 10: expected a date such as"
        " 2022, 2022-04, 2022-04-28, today, 7d, 09:30 or 3h",
        "  黄金 after:soon",
        " " * len("  ~~~~ after:") + "^",
    ]


def test_a_saved_view_is_part_of_a_query(reader: Reader, archive: Path) -> None:
    session = open_session(archive)
    session.state.set_value(f"{VIEW}metals", [WHOLE_ARCHIVE], "gold or silver")
    session.state.set_value(f"{VIEW}new metals", [WHOLE_ARCHIVE], "view:metals after:2022")
    session.state_file.save()
    session.state_file.close()
    for query in ("view:metals", 'view:"new metals"', "title:rises view:metals"):
        ran = reader("list", "--archive", archive, query)
        assert ran.out.splitlines() == ["2022-04-27-gold\t2022-04-27 09:00\tGold rises"]
    ran = reader("list", "--archive", archive, "view:metal")
    assert (ran.status, ran.out) == (2, "")
    assert "there is no view metal; did you mean metals?" in ran.err


def test_a_query_is_checked_before_the_archive_is_opened(reader: Reader, tmp_path: Path) -> None:
    assert reader("list", "--archive", tmp_path / "none", "is:lost").status == 2


def test_a_name_that_is_not_utf_8_comes_back_from_json_unchanged(
    reader: Reader, tmp_path: Path
) -> None:
    try:
        (tmp_path / os.fsdecode(b"2022-01-01-\xff.md")).write_text("# Odd\n")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    (post,) = reader("list", "--archive", tmp_path, "--json").objects
    assert os.fsencode(post["path"]) == b"2022-01-01-\xff.md"


def test_what_a_name_would_do_to_the_terminal_is_replaced_or_escaped(
    reader: Reader, tmp_path: Path
) -> None:
    name = "2022-01-01-\x1b[31m\x9b\u202e.md"
    (tmp_path / name).write_text("# Red\n")
    assert set("\x1b\x9b\u202e").isdisjoint(reader("list", "--archive", tmp_path).out)
    ran = reader("list", "--archive", tmp_path, "--json")
    assert set("\x1b\x9b\u202e").isdisjoint(ran.out)
    assert ran.objects[0]["path"] == name


@pytest.fixture
def long_archive(tmp_path: Path) -> Path:
    """More posts than one page."""
    root = tmp_path / "long"
    root.mkdir()
    for number in range(2 * PAGE_POSTS + 7):
        (root / f"2022-01-01-{number:04}.md").write_text(f"# Post {number}\n")
    return root


@pytest.mark.parametrize(
    "limit", [1, PAGE_POSTS - 1, PAGE_POSTS, PAGE_POSTS + 1, 2 * PAGE_POSTS, 9 * PAGE_POSTS, None]
)
@pytest.mark.parametrize("option", [(), ("--no-index",)])
def test_pages_join_without_a_seam(
    reader: Reader, long_archive: Path, option: tuple[str, ...], limit: int | None
) -> None:
    limited = () if limit is None else ("--limit", limit)
    ran = reader("list", "--archive", long_archive, *option, *limited)
    expected = [f"2022-01-01-{number:04}" for number in reversed(range(2 * PAGE_POSTS + 7))][:limit]
    assert [line.partition("\t")[0] for line in ran.out.splitlines()] == expected


@pytest.fixture
def session(long_archive: Path) -> Session:
    with program.make_context("reader", ["--archive", str(long_archive)]):
        return open_archive()


def test_posts_are_looked_up_when_their_page_is_due(session: Session, long_archive: Path) -> None:
    pages = pages_of(session, EVERYTHING)
    next(pages)
    (long_archive / "2022-01-01-0000.md").write_text("# Another title\n")
    session.repository.refresh()
    assert [*pages][-1][-1].title == "Another title"


def test_a_list_goes_on_where_it_was_when_the_index_is_damaged(
    session: Session, index_files: Callable[[], list[Path]]
) -> None:
    pages = pages_of(session, EVERYTHING)
    posts = [*next(pages)]
    (index,) = index_files()
    index.write_bytes(index.read_bytes()[:8192] + b"\xa5" * 300_000)
    for page in pages:
        posts += page
    assert [post.title for post in posts] == [
        f"Post {n}" for n in reversed(range(2 * PAGE_POSTS + 7))
    ]


def test_an_id_that_is_longer_than_those_of_the_first_page_takes_room_from_its_title() -> None:
    first = [Post(PostId("a" * 10), "a.md", "Title", None)]
    later = [*first, Post(PostId("b" * 30), "b.md", "Title", None)]
    short, long = (line.text for line in columns(first, later, 100))
    assert short.endswith("  aaaaaaaaaa")
    assert long.endswith(f"  {'b' * 30}")
    assert len(short) == len(long) == 100
