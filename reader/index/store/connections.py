"""Connections to an index file; knows SQLite and nothing of posts.

Readers and the one writer work at the same time (write-ahead logging). The file is disposable, so
a commit need not reach the disk at once: after a power cut the last batches may be missing, never
half of one.
"""

import sqlite3
from contextlib import AbstractContextManager, closing, suppress
from enum import Enum
from pathlib import Path

from reader import sqlite
from reader.errors import IndexUnusableError
from reader.index.store.schema import APPLICATION_ID, SCHEMA_VERSION, STATEMENTS

_READER_CACHE_KB = 2048
_WRITER_CACHE_KB = 32768
_CHECKPOINT_PAGES = 4000
"""Pages of the log, 32 MB, before they go into the index: the busy ones then go there once."""
_SIDE_FILES = ("", "-wal", "-shm", "-journal")
_UNWRITABLE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
}
_CUT_OFF = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}


class IndexDamagedError(Exception):
    """The file is no index of this version, or not a sound one; it is to be rebuilt."""


class IndexHealth(Enum):
    """What a file is."""

    MISSING = "missing"
    SOUND = "sound"
    FOREIGN = "foreign"
    """Of another version, damaged, or no index at all."""


def health_of(path: Path, *, is_published: bool = False) -> IndexHealth:
    """Look at an index file's head; what lies deeper shows when it is read."""
    if not path.exists():
        return IndexHealth.MISSING
    try:
        open_for_reading(path, is_published=is_published).close()
    except IndexDamagedError:
        return IndexHealth.FOREIGN
    return IndexHealth.FOREIGN if _is_cut_off(path) else IndexHealth.SOUND


def _is_cut_off(path: Path) -> bool:
    """Say whether a file ends before its last page does.

    SQLite notes it only at pages that are missing whole, and takes the rest of one for empty.

    Source: SQLite's file format, sections 1.3.2 and 1.3.8.
    """
    with suppress(OSError):
        with path.open("rb") as file:
            head = file.read(32)
        page_bytes, pages = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
        log = path.with_name(f"{path.name}-wal")
        if not (log.exists() and log.stat().st_size):  # else pages may be there alone
            return path.stat().st_size < page_bytes * pages
    return False


def create(path: Path) -> None:
    """Make an empty index in place of whatever is there.

    Raises:
        IndexUnusableError: The folder can't be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for suffix in _SIDE_FILES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA page_size = 8192")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN")
            for statement in STATEMENTS:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            connection.execute("COMMIT")
        path.chmod(0o600)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnusableError(str(path.parent), sqlite.reason_of(error)) from error


def open_for_reading(path: Path, *, is_published: bool = False) -> sqlite3.Connection:
    """Open an index; the connection may be handed from thread to thread, not shared.

    Args:
        path: The file.
        is_published: The file is only ever replaced, never written to, and may lie where this
            user may not write.

    Raises:
        IndexDamagedError: It is missing or no index of this version.
    """
    mode = "mode=ro&immutable=1" if is_published else "mode=ro"
    try:
        connection = sqlite.connect(path, mode)
        connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KB}")
        if not _is_ours(connection):
            raise IndexDamagedError
    except (sqlite3.Error, *sqlite.NONSENSE) as error:
        raise IndexDamagedError from error
    return connection


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open an index as its one writer.

    Raises:
        IndexDamagedError: It is missing or no index of this version.
    """
    with translated_errors(path):
        connection = sqlite.connect(path, "mode=rw")
        if not _is_ours(connection):
            raise IndexDamagedError
        connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
        connection.execute("PRAGMA journal_size_limit = 67108864")
    return connection


def translated_errors(path: Path) -> AbstractContextManager[None]:
    """Raise the error for damage, which a rebuild mends, or for a disk that can't be written.

    Raises:
        IndexDamagedError: The file is not sound, or not there any more.
        IndexUnusableError: The disk is full, or the folder is not writable.
    """
    return sqlite.translated_errors(path, _MEANINGS)


def _is_damage(code: int, path: Path) -> bool:
    return code in _CUT_OFF or code & 0xFF not in _UNWRITABLE or not path.exists()


_MEANINGS = sqlite.ErrorMeanings(
    IndexDamagedError, IndexUnusableError, _is_damage, also_damaged=sqlite.NONSENSE
)


def _is_ours(connection: sqlite3.Connection) -> bool:
    application = sqlite.read_pragma(connection, "application_id")
    return (application, sqlite.read_pragma(connection, "user_version")) == (
        APPLICATION_ID,
        SCHEMA_VERSION,
    )
