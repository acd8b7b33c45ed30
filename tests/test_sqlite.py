import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.sqlite import ErrorMeanings, connect, transaction, translated_errors


class DamagedError(Exception):
    pass


class UnusableError(Exception):
    pass


MEANINGS = ErrorMeanings(
    DamagedError,
    lambda folder, reason: UnusableError(f"{folder}: {reason}"),
    lambda code, _: code == sqlite3.SQLITE_ERROR,
    also_unusable=(OSError,),
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "file.sqlite"
    path.touch()
    with closing(connect(path, "mode=rw")) as connection:
        connection.execute("CREATE TABLE numbers (number)")
        yield connection


def test_a_transaction_that_an_error_leaves_has_written_nothing(
    connection: sqlite3.Connection,
) -> None:
    with transaction(connection):
        connection.execute("INSERT INTO numbers VALUES (1)")
    with pytest.raises(sqlite3.ProgrammingError), transaction(connection):
        connection.executemany("INSERT INTO numbers VALUES (?)", [(2,), (2, 3)])
    assert connection.execute("SELECT number FROM numbers").fetchall() == [(1,)]


def test_an_error_of_sqlite_is_raised_as_what_its_code_means(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    with pytest.raises(DamagedError, match="no such table"), translated_errors(tmp_path, MEANINGS):
        connection.execute("SELECT * FROM letters")
    connection.close()
    path = tmp_path / "folder" / "file"
    with (
        pytest.raises(UnusableError, match=f"{path.parent}: Cannot operate on a closed database"),
        translated_errors(path, MEANINGS),
    ):
        connection.execute("SELECT * FROM numbers")


def test_errors_of_python_mean_what_a_file_says_of_them(tmp_path: Path) -> None:
    with (
        pytest.raises(UnusableError, match="no such file or directory"),
        translated_errors(tmp_path, MEANINGS),
    ):
        (tmp_path / "none").read_bytes()
    with pytest.raises(ZeroDivisionError), translated_errors(tmp_path, MEANINGS):
        1 // 0  # noqa: B018
