"""Rows are read from pages as SQLite reads them, and damage of a page costs no other."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.reading_states import make_state

from reader.posts.post import PostId
from reader.state.file.checksums import TABLES, Row
from reader.state.file.page_images import whole_image
from reader.state.file.page_rows import read_rows
from reader.state.file.schema import APPLICATION_ID, MIGRATIONS
from reader.state.records import Mark
from reader.state.state_file import StateFile

PAGE_BYTES = 4096


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_state(tmp_path / "data")


def by_sqlite(path: Path, table: str) -> set[tuple[object, ...]]:
    columns = ", ".join(TABLES[table].columns)
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute(f"SELECT {columns} FROM {table}"))


def by_pages(path: Path, table: str) -> set[tuple[object, ...]]:
    rows = [row for found, row in read_rows(path).rows if found.name == table]
    return {
        tuple(value.decode() if isinstance(value, bytearray) else value for value in row)
        for row in rows
    }


@pytest.mark.parametrize("table", TABLES)
def test_pages_have_the_rows_that_sqlite_reads(path: Path, table: str) -> None:
    assert by_pages(path, table) == by_sqlite(path, table)
    assert by_pages(path, table)


def test_what_is_only_in_the_log_is_read_too(path: Path) -> None:
    session = StateFile(path.parent, Path("/archive"))
    session.state.set_mark(Mark.READ, [PostId("in the log")], is_set=True)
    session.save()
    posts = {row[2] for table, row in read_rows(path).rows if table.name == "records"}
    assert b"in the log" in posts
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(whole_image(path))
        found = connection.execute("SELECT 1 FROM records WHERE post = ?", (b"in the log",))
        assert found.fetchone()


def test_a_header_that_is_noise_costs_nothing(path: Path) -> None:
    before = by_sqlite(path, "records")
    with path.open("r+b") as opened:
        opened.write(os.urandom(PAGE_BYTES))
    assert by_pages(path, "records") == before


def test_a_page_whose_own_header_is_damaged_is_searched_for_its_rows(path: Path) -> None:
    before = by_sqlite(path, "records")
    data = bytearray(path.read_bytes())
    leaves = range(PAGE_BYTES, len(data), PAGE_BYTES)
    pages = ((place, data[place : place + PAGE_BYTES]) for place in leaves)
    leaf = next(at for at, page in pages if page[0] == 0x0A and b"2022-04-28-00300" in page)
    data[leaf : leaf + 8] = b"\x55" * 8
    path.write_bytes(data)
    assert by_pages(path, "records") == before


def test_a_file_of_version_1_gives_rows_without_checksums(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    row: Row = (1, "note", b"a", "why?" * 2000, 5, 1)  # type: ignore[assignment]
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)", row)
        connection.execute("INSERT INTO archives (key) VALUES ('k')")
    assert by_pages(path, "records") == {row}
    assert by_pages(path, "archives") == {(1, "k", "[]", 0)}


@pytest.mark.parametrize("data", [b"", b"x", bytes(9000), b"SQLite format 3\0", b"\x0a" * 9000])
def test_what_is_no_database_has_no_rows(tmp_path: Path, data: bytes) -> None:
    for name in ("file", "file-wal"):
        (tmp_path / name).write_bytes(data)
    assert read_rows(tmp_path / "file").rows == []


@pytest.mark.parametrize("table", ["archives", "roots", "sweeps", "post_sets"])
def test_rows_on_which_many_others_depend_stand_on_two_pages(path: Path, table: str) -> None:
    before = by_pages(path, table)
    with closing(sqlite3.connect(path)) as connection:
        ((root,),) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
        )
    with path.open("r+b") as opened:
        opened.seek((root - 1) * PAGE_BYTES)
        opened.write(bytes(PAGE_BYTES))
    assert by_pages(path, table) == before
    session = StateFile(path.parent, Path("/archive"))
    assert "everything in it was kept" in session.notice
