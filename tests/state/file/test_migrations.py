"""Files of older versions become files of the newest one."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.reading_states import ROOT, opened

from reader.posts.post import PostId
from reader.state.file.location import FILE_NAME
from reader.state.file.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION
from reader.state.post_set import PostSet
from reader.state.records import Mark

A, B, C = PostId("a"), PostId("b"), PostId("c")


@pytest.fixture
def old(tmp_path: Path) -> sqlite3.Connection:
    """A file of version 1, with a star, a note and a sweep."""
    with closing(sqlite3.connect(tmp_path / FILE_NAME)) as connection:
        for statement in MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("INSERT INTO archives VALUES (1, 'k', '[\"a\"]')")
        connection.execute("INSERT INTO roots VALUES (?, 1, 5)", (str(ROOT).encode(),))
        connection.executemany(
            "INSERT INTO records VALUES (1, ?, ?, ?, 7, 1)",
            [("starred", b"a", "1"), ("note", b"b", "why?")],
        )
        posts = PostSet.of([C])
        connection.execute("INSERT INTO post_sets VALUES (1, ?, 1)", (b"x" * 32,))
        connection.execute("INSERT INTO blocks VALUES (1, 0, ?, ?)", posts.blocks[0])
        connection.execute("INSERT INTO sweeps VALUES (1, 'read', 1, '1', 8, 1)")
        connection.execute("UPDATE counters SET value = 1")
        connection.commit()
        yield connection


def test_what_is_in_an_old_file_is_there_in_the_new_one_and_sound(old, tmp_path: Path) -> None:
    session = opened(tmp_path)
    assert session.notice == ""
    assert session.state.has(A, Mark.STARRED)
    assert session.state.note_of(B) == "why?"
    assert session.state.has(C, Mark.READ)
    session.store.verify()
    assert old.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert (tmp_path / f"{FILE_NAME}.version-1").exists()


def test_a_note_that_is_no_text_is_lost_alone_and_named(old, tmp_path: Path) -> None:
    old.execute("UPDATE records SET value = CAST(x'77ff' AS TEXT) WHERE post = ?", (b"b",))
    old.commit()
    session = opened(tmp_path)
    assert "1 are lost (note of b)" in session.notice
    assert session.state.has(A, Mark.STARRED)
    assert session.state.has(C, Mark.READ)
    assert session.state.note_of(B) == ""


def test_a_sweep_that_can_t_be_unpacked_is_lost_alone_and_said(old, tmp_path: Path) -> None:
    old.execute("UPDATE blocks SET packed = ?", (b"x\x9c no such",))
    old.commit()
    session = opened(tmp_path)
    assert "was damaged" in session.notice
    assert session.state.has(A, Mark.STARRED)
    assert not session.state.has(C, Mark.READ)


def test_a_file_that_no_migration_understands_is_set_aside(old, tmp_path: Path) -> None:
    old.execute("DROP TABLE sweeps")
    old.commit()
    session = opened(tmp_path)
    assert "was damaged" in session.notice
    assert session.state.has(A, Mark.STARRED)
