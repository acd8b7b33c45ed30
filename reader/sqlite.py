"""What both databases, the index and the reading state, need of SQLite.

Knows no tables and no errors of the project: a caller says what an error means to its file.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_BUSY_SECONDS = 10.0
"""How long a connection waits for another one that writes."""
NONSENSE = (LookupError, TypeError, ValueError, ArithmeticError)
"""What values raise that no sound file holds: SQLite keeps no checksums of what it stores."""


@dataclass(frozen=True, slots=True)
class ErrorMeanings:
    """How one kind of file tells damage from a disk that can't be used now."""

    damaged: Callable[[str], Exception]
    """Makes the error for a file that is not sound, of SQLite's message."""
    unusable: Callable[[str, str], Exception]
    """Makes the error for a disk that can't be used, of a folder and a reason."""
    is_damage: Callable[[int, Path], bool]
    """Whether an extended result code of SQLite means damage of a file."""
    also_damaged: tuple[type[Exception], ...] = ()
    """Errors of Python that mean damage."""
    also_unusable: tuple[type[OSError], ...] = ()
    """Errors of Python that mean a disk that can't be used."""


@contextmanager
def translated_errors(path: Path, meanings: ErrorMeanings) -> Iterator[None]:
    """Raise errors of SQLite, and some of Python, as what they mean to a file.

    Raises:
        Exception: What `meanings` makes of the error.
    """
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_MISUSE)
        if meanings.is_damage(code, path):
            raise meanings.damaged(str(error)) from error
        raise meanings.unusable(str(path.parent), reason_of(error)) from error
    except meanings.also_damaged as error:
        raise meanings.damaged(str(error)) from error
    except meanings.also_unusable as error:
        raise meanings.unusable(str(path.parent), reason_of(error)) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write everything inside, or nothing where an error leaves it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file; the connection may be handed from thread to thread, not shared.

    Args:
        path: The file; it must be there.
        mode: Parameters of an SQLite URI: ``mode=ro``, ``mode=rw``, ``mode=ro&immutable=1``.

    Returns:
        A connection that begins no transactions by itself and waits for other writers.

    Raises:
        sqlite3.Error: It can't be opened.
    """
    return sqlite3.connect(
        f"{path.as_uri()}?{mode}",
        uri=True,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )


def read_pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return the value of a pragma that is a number."""
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)


def reason_of(error: OSError | sqlite3.Error) -> str:
    """Return why a file can't be used, without its path."""
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return str(error)
