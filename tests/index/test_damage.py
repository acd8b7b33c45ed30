"""An index that was cut off, overwritten or replaced is rebuilt from the files, unasked."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from support.archive_files import (
    OLD_NS,
    index_of,
    open_in_memory,
    open_indexed,
    write_post,
    write_posts,
    write_text,
)
from support.recount import assert_sound

from reader.archive.query.model import EVERYTHING, Order, Query
from reader.archive.query.parser import parse_query
from reader.archive.repository import Repository
from reader.errors import IndexLostError, PostNotFoundError
from reader.index.opening import Archive, IndexFolders, open_repository
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState

COUNT = 150
Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an archive and, beside it, its index, which nobody has open."""
    folder = tmp_path_factory.mktemp("sound")
    write_posts(folder / "archive", COUNT, per_folder=100)
    for number in range(9):
        more = f"categories: [c{number}, d]\ntags: [t{number}]"
        write_post(folder / "archive", f"old_post/2021-01-0{number + 1}-x.md", more=more)
    write_text(folder / "archive", "_posts/odd.md", '---\ntitle: "a "b" c"\n---\n')
    open_indexed(folder / "archive", folder / "cache").refresh()
    return folder


@pytest.fixture
def root(sound: Path) -> Path:
    return sound / "archive"


@pytest.fixture
def index(sound: Path, root: Path, cache: Path) -> Path:
    """A copy of the sound index, where the archive's index is looked for."""
    cache.mkdir()
    copy = index_of(root, cache)
    shutil.copy(index_of(root, sound / "cache"), copy)
    return copy


def ask(repository: Repository) -> list[object]:
    """Ask for everything that the index answers."""
    answers: list[object] = [repository.counts(), repository.problems()]
    for query in (*(Query(order=order) for order in Order), parse_query("tag:g3 t1")):
        selection = repository.select(query)
        selection.complete()
        answers.append([post.path for post in selection.rows(0, len(selection))])
        answers.append(repository.facets(query))
    with suppress(PostNotFoundError):
        answers.append(repository.find("2022-04-01-000007.md").title)
    return answers


@pytest.fixture(scope="module")
def wanted(sound: Path) -> list[object]:
    """What memory answers."""
    repository = open_in_memory(sound / "archive", ReadingState())
    repository.refresh()
    return ask(repository)


def answers_in_the_end(repository: Repository) -> list[object]:
    """Refresh and ask, as a screen does: once more where the index is lost on the way."""
    try:
        repository.refresh()
        return ask(repository)
    except IndexLostError:
        repository.refresh()
        return ask(repository)


def cut_to(length: int) -> Damage:
    return lambda index: os.truncate(
        index, length if length >= 0 else index.stat().st_size + length
    )


def overwrite(start: int, length: int) -> Damage:
    def damage(index: Path) -> None:
        with index.open("r+b") as file:
            file.seek(start)
            file.write(random.Random(start).randbytes(length))

    return damage


def replace_by_text(index: Path) -> None:
    fresh = index.with_name("fresh")
    fresh.write_text("no database at all\n" * 1000)
    fresh.replace(index)


def replace_by_other_database(index: Path) -> None:
    with closing(sqlite3.connect(index.with_name("fresh"))) as connection:
        connection.execute("CREATE TABLE posts (number)")
    index.with_name("fresh").replace(index)


def replace_by_other_version(index: Path) -> None:
    fresh = index.with_name("fresh")
    shutil.copy(index, fresh)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        connection.execute("PRAGMA user_version = 0")
        connection.execute("DROP TABLE postings")
    for suffix in ("-wal", "-shm"):
        fresh.with_name(f"fresh{suffix}").unlink(missing_ok=True)
    fresh.replace(index)


def remove(index: Path) -> None:
    index.unlink()


DAMAGES = {
    "empty": cut_to(0),
    "1 byte": cut_to(1),
    "100 bytes": cut_to(100),
    "one page": cut_to(8192),
    "half a page more": cut_to(3 * 8192 + 4096),
    "40 pages": cut_to(5 * 8192),
    "the last byte": cut_to(-1),
    "the last page": cut_to(-8192),
    "noise in the head": overwrite(0, 100),
    "noise in version": overwrite(60, 12),
    "noise on page 1": overwrite(100, 8092),
    "noise on page 2": overwrite(8192, 8192),
    "noise in the middle": overwrite(6 * 8192, 4 * 8192),
    "text": replace_by_text,
    "other database": replace_by_other_database,
    "other version": replace_by_other_version,
    "removed": remove,
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_rebuilt_at_the_next_start(
    root: Path, cache: Path, index: Path, wanted: list[object], damage: Damage
) -> None:
    damage(index)
    assert answers_in_the_end(open_indexed(root, cache)) == wanted
    assert_sound(index)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_an_index_damaged_while_it_is_open_is_rebuilt(
    root: Path, cache: Path, index: Path, wanted: list[object], damage: Damage
) -> None:
    repository = open_indexed(root, cache)
    repository.refresh()
    repository.select(EVERYTHING)
    damage(index)
    assert answers_in_the_end(repository) == wanted
    assert answers_in_the_end(open_indexed(root, cache)) == wanted
    assert_sound(index)


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_question_to_a_damaged_index_is_answered_or_says_that_the_index_is_lost(
    root: Path, cache: Path, index: Path, wanted: list[object], damage: Damage
) -> None:
    repository = open_indexed(root, cache)
    damage(index)
    lost = 0
    for _ in range(3):
        try:
            ask(repository)
        except IndexLostError:
            lost += 1
    assert lost <= 1
    repository.refresh()
    assert ask(repository) == wanted


def test_noise_on_any_page_is_mended(
    root: Path, cache: Path, index: Path, wanted: list[object]
) -> None:
    whole = index.read_bytes()
    for start in range(0, len(whole), 8192):
        index.write_bytes(whole)
        overwrite(start, 8192)(index)
        assert answers_in_the_end(open_indexed(root, cache)) == wanted


def places(size: int, count: int) -> Iterator[int]:
    chance = random.Random(20220428)
    return (chance.randrange(size) for _ in range(count))


def test_a_few_bytes_of_noise_raise_nothing_but_that_the_index_is_lost(
    root: Path, cache: Path, index: Path
) -> None:
    whole = index.read_bytes()
    for start in places(len(whole), 40):
        index.write_bytes(whole)
        overwrite(start, 40)(index)
        answers_in_the_end(open_indexed(root, cache))


def test_a_folder_in_place_of_the_index_leaves_memory_and_one_sentence(
    root: Path, cache: Path, index: Path, wanted: list[object]
) -> None:
    index.unlink()
    index.mkdir()
    archive = Archive(root, SiteFolder(root))
    repository, remark = open_repository(
        archive, ReadingState(), IndexFolders(cache), is_in_child=False
    )
    assert remark.endswith("going on in memory")
    repository.refresh()
    assert repository.counts() == wanted[0]


def test_a_selection_from_before_never_shows_other_posts(
    root: Path, cache: Path, index: Path
) -> None:
    repository = open_indexed(root, cache)
    repository.refresh()
    selection = repository.select(parse_query("sort:title"))
    before = [post.path for post in selection.rows(0, 9)]
    late = write_post(root, "_posts/0-first-of-all.md", "zzz", mtime_ns=OLD_NS)
    try:
        index.unlink()
        repository.refresh()
        shown = [post.path for post in selection.rows(0, 9)]
    except IndexLostError:
        shown = before
    finally:
        late.unlink()
    assert shown == before
