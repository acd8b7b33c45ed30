"""Posts whose texts are not read yet stand in a list where they will stand once they are."""

from pathlib import Path

import pytest
from support.archive_files import OLD_NS, open_in_memory, open_indexed, titles, write_post

from reader.archive.repository import Repository
from reader.state.reading_state import ReadingState

WORDS = ("title:黄金", "黄金", "py:huangjin", "title:黄金 is:unread")


def write(root: Path, days: range, mtime_ns: int = OLD_NS) -> None:
    for day in days:
        date = "" if day == 9 else f"2022-04-{day:02} 12:00:00 +0000"
        write_post(root, f"_posts/p{day}.md", f"黄金{day:02}", date, mtime_ns=mtime_ns)


@pytest.fixture
def half_read(root: Path, cache: Path) -> Repository:
    """Texts are known of days 5 to 14, but not of older posts, newer ones and some between."""
    write(root, range(5, 15))
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.read_texts()
    write(root, range(1, 5))
    write(root, range(15, 20))
    write(root, range(8, 11), OLD_NS + 1)
    repository.refresh()
    assert repository.texts_missing == 12
    return repository


@pytest.mark.parametrize("order", ["newest", "oldest", "title"])
@pytest.mark.parametrize("words", WORDS)
def test_one_order_holds_whatever_is_read(
    root: Path, half_read: Repository, words: str, order: str
) -> None:
    reference = open_in_memory(root, ReadingState())
    reference.refresh()
    query = f"{words} sort:{order}"
    before = titles(half_read, query)
    assert before == titles(reference, query)
    half_read.read_texts()
    assert titles(half_read, query) == before


def test_new_posts_come_first_by_relevance(half_read: Repository) -> None:
    assert titles(half_read, "title:黄金 sort:relevance")[0] == "黄金19"


def test_no_post_comes_twice_or_not_at_all(half_read: Repository) -> None:
    for order in ("newest", "oldest", "title", "relevance"):
        found = titles(half_read, f"黄金 sort:{order}")
        assert sorted(found) == [f"黄金{day:02}" for day in range(1, 20)]
