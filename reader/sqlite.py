"""What both databases, the index and the reading state, need of SQLite.

Knows no tables and no errors of the project: a caller says what an error means to its file.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from reader.messages.system_errors import system_reason

_BUSY_SECONDS = 10.0
"""How long a connection waits for another one that writes."""
CORRUPT = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT})
"""Primary result codes by which SQLite itself says that a file is damaged.

Source: SQLite's documentation, "Result and Error Codes".
"""
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
        raise meanings.unusable(str(path.parent), system_reason(error)) from error
    except meanings.also_unusable as error:
        raise meanings.unusable(str(path.parent), system_reason(error)) from error


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


class Connection(sqlite3.Connection):
    """Keeps what Python code that SQLite calls has raised: SQLite only says that it failed."""

    raised: BaseException | None = None

    def create_function(
        self,
        name: str,
        narg: int,
        func: Callable[..., Any] | None,
        *,
        deterministic: bool = False,
    ) -> None:
        """Add a function whose errors `callback_errors` raises as they are.

        A function that is written in C must not raise: it is taken as it is, being quicker so.
        """
        kept = self._keeping(func) if isinstance(func, FunctionType | MethodType) else func
        super().create_function(name, narg, kept, deterministic=deterministic)

    def set_progress_handler(self, progress_handler: Callable[[], Any] | None, n: int) -> None:
        """Set what is asked meanwhile; `callback_errors` raises its errors as they are."""
        kept = None if progress_handler is None else self._keeping(progress_handler)
        super().set_progress_handler(kept, n)

    def _keeping(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*values: object) -> object:
            try:
                return function(*values)
            except BaseException as error:
                self.raised = error
                raise

        return call


@contextmanager
def callback_errors(connection: sqlite3.Connection) -> Iterator[None]:
    """Raise what Python code that SQLite called has raised, in place of SQLite's error for it.

    An interrupt that arrives before the first line of that code leaves no trace but SQLite's error.

    Raises:
        BaseException: As it was raised by a function or a progress handler of the connection.
        KeyboardInterrupt: As above.
    """
    try:
        yield
    except (sqlite3.Error, MemoryError, OverflowError) as error:
        raised = getattr(connection, "raised", None)
        if raised is not None:
            connection.raised = None  # type: ignore[attr-defined]
            raise raised from None
        is_main = threading.current_thread() is threading.main_thread()
        if is_main and _is_of_callback(error):
            raise KeyboardInterrupt from None
        raise


def _is_of_callback(error: BaseException) -> bool:
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT or str(
        error
    ).startswith("user-defined function raised")


def connect(path: Path, mode: str) -> Connection:
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
        factory=Connection,
    )


def read_pragma(connection: sqlite3.Connection, name: str) -> int:
    """Return the value of a pragma that is a number."""
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
