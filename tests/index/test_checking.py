"""A check finds what differs from the files, whatever SQLite and stamps say, and mends it."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.archive_files import (
    OLD_NS,
    index_of,
    open_in_memory,
    open_indexed,
    posts,
    titles,
    write_post,
    write_text,
)
from support.recount import assert_sound

from reader.archive.repository import Checked, Progress, Repository
from reader.index.store.soundness import find_damage
from reader.state.reading_state import ReadingState

COUNT = 60
QUERIES = (
    "gold",
    "text:gold",
    "黄金",
    "tag:t1",
    "category:c",
    "has:link",
    "sort:title",
    "is:problem",
)


@pytest.fixture
def index(root: Path, cache: Path) -> Path:
    """The index of an archive, whole, which nobody has open."""
    for number in range(COUNT):
        more = f"tags: [t{number % 3}]\ncategories: [c, d{number % 5}]"
        file = write_post(root, f"_posts/2022-01-01-{number:02}.md", f"title{number:02}", more=more)
        text = f"gold number{number} 黄金{'银行' * number}\n\n[a](b)\n\n" * 9
        write_text(root, str(file.relative_to(root)), file.read_text() + text)
    write_text(root, "_posts/odd.md", '---\ntitle: "a "b" c"\n---\n')
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.read_texts()
    shutil.copy(index_of(root, cache), cache / "copy")
    (cache / "copy").replace(index_of(root, cache))
    for suffix in ("-wal", "-shm"):
        index_of(root, cache).with_name(index_of(root, cache).name + suffix).unlink(missing_ok=True)
    return index_of(root, cache)


def change(statement: str) -> Callable[[Path], None]:
    def damage(index: Path) -> None:
        with closing(sqlite3.connect(index, isolation_level=None)) as connection:
            assert connection.execute(statement).rowcount != 0

    return damage


def swap_letters_of_texts(index: Path) -> None:
    """Change a word in the pages of the full-text index: to SQLite it is another word."""
    with closing(sqlite3.connect(index, isolation_level=None)) as connection:
        rows = connection.execute("SELECT id, block FROM texts_data").fetchall()
        for number, block in rows:
            if b"gold" in block:
                changed = block.replace(b"gold", b"golf")
                connection.execute(
                    "UPDATE texts_data SET block = ? WHERE id = ?", (changed, number)
                )


WRONG_POSTS = {
    "title": change("UPDATE posts SET title = 'x' || title, title_key = 'x' || title_key"),
    "elements": change("UPDATE posts SET elements = 0 WHERE number % 7 = 1"),
    "permalink": change("""UPDATE posts SET rest = '{"permalink": "/a"}' WHERE number = 3"""),
    "words": swap_letters_of_texts,
}
DAMAGES = {
    "postings": change("DELETE FROM postings WHERE post = 5"),
    "another posting": change("UPDATE postings SET moment = moment + 1 WHERE post = 5"),
    "key's count": change("UPDATE posting_keys SET count = count + 1 WHERE number = 1"),
    "list's count": change("UPDATE lists SET as_tags = as_tags + 1 WHERE number = 1"),
    "list": change("UPDATE lists SET names = '[' WHERE number = 1"),
    "months": change("UPDATE months SET count = 0"),
    "metadata": change("UPDATE metadata SET value = replace(value, '61', '62')"),
    "moment": change("UPDATE posts SET moment = moment + 86400000000 WHERE number = 9"),
    "folder": change("UPDATE posts SET folder = 99 WHERE number = 9"),
    "rank": change("UPDATE posts SET rank = 1 WHERE number = 9"),
    "problem": change("DELETE FROM problems"),
    "problem's kind": change("UPDATE problems SET kind = 'none'"),
    "stale text": change("INSERT INTO stale_texts SELECT text FROM posts WHERE number = 9"),
    "text of none": change("UPDATE posts SET text = 7 WHERE number = 9"),
    "table": change("DROP TABLE stale_texts"),
    "setting": change("INSERT INTO texts (texts, rank) VALUES ('automerge', 4)"),
    "pages of texts": change("DELETE FROM texts_data WHERE id > 100"),
}


def assert_right(root: Path, repository: Repository) -> None:
    reference = open_in_memory(root, ReadingState())
    reference.refresh()
    for query in QUERIES:
        assert posts(repository, query) == posts(reference, query)


def test_of_a_right_index_nothing_is_mended(root: Path, cache: Path, index: Path) -> None:
    before = index.stat().st_ino
    repository = open_indexed(root, cache)
    assert repository.is_check_due
    assert repository.check() == Checked(COUNT + 1)
    assert not repository.is_check_due
    assert index.stat().st_ino == before


@pytest.mark.parametrize("damage", WRONG_POSTS.values(), ids=WRONG_POSTS)
def test_what_an_index_says_wrong_of_posts_is_mended(
    root: Path, cache: Path, index: Path, damage: Callable[[Path], None]
) -> None:
    damage(index)
    repository = open_indexed(root, cache)
    checked = repository.check()
    assert checked.mended or checked.is_rebuilt
    assert_right(root, repository)
    assert_sound(index)
    assert repository.check() == Checked(COUNT + 1)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_an_index_that_contradicts_itself_is_rebuilt(
    root: Path, cache: Path, index: Path, damage: Callable[[Path], None]
) -> None:
    assert find_damage(index) is None
    damage(index)
    repository = open_indexed(root, cache)
    assert repository.check().is_rebuilt
    assert_right(root, repository)
    assert_sound(index)


def test_a_file_replaced_by_one_of_the_same_size_and_time_is_found(
    root: Path, cache: Path, index: Path
) -> None:
    file = root / "_posts/2022-01-01-07.md"
    file.write_text(file.read_text().replace("title07", "titleXX").replace("number7", "numberY"))
    os.utime(file, ns=(OLD_NS, OLD_NS))
    repository = open_indexed(root, cache)
    repository.refresh()
    assert titles(repository, "text:numberY") == []
    assert repository.check() == Checked(COUNT + 1, mended=1)
    assert titles(repository, "text:numberY") == ["titleXX"]
    assert_right(root, repository)


@pytest.mark.parametrize("is_in_child", [False, True])
def test_a_check_that_leaves_off_goes_on_there(
    root: Path, cache: Path, index: Path, is_in_child: bool
) -> None:
    for number in range(400):
        write_text(root, f"_posts/2021-01-01-{number:03}.md", f"silver {number}\n")
    repository = open_indexed(root, cache, is_in_child=is_in_child)
    reports: list[Progress] = []
    found = [repository.check(reports.append, max_seconds=0) for _ in range(4)]
    assert [checked.is_whole for checked in found] == [False, False, False, True]
    assert not repository.is_check_due
