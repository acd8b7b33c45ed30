"""Connections to an index file; knows SQLite and nothing of posts.

Readers and the one writer work at the same time (write-ahead logging). The file is disposable, so
a commit need not reach the disk at once: after a power cut the last batches may be missing, never
half of one.
"""

import os
import sqlite3
import stat
from contextlib import closing, suppress
from enum import Enum
from pathlib import Path

from reader import sqlite
from reader.errors import IndexUnusableError
from reader.index.store.damage import Meaning, meaning_of
from reader.index.store.schema import APPLICATION_ID, SCHEMA_VERSION, STATEMENTS
from reader.messages.language import gettext as _
from reader.messages.system_errors import system_reason

_READER_CACHE_KB = 2048
_WRITER_CACHE_KB = 32768
_BUSY_MS = 2000
"""Maximum wait for another connection, which may belong to a stopped process."""
_CHECKPOINT_PAGES = 4000
"""Pages of the log, 32 MB, before they go into the index: the busy ones then go there once."""
_SIDE_FILES = ("", "-wal", "-shm", "-journal")


class IndexDamagedError(Exception):
    """The file is no index of this version, or not a sound one; it is to be rebuilt."""


class IndexHealth(Enum):
    """What a file is."""

    MISSING = "missing"
    SOUND = "sound"
    FOREIGN = "foreign"
    """Of another version, damaged, or no index at all."""


def health_of(path: Path, *, is_published: bool = False) -> IndexHealth:
    """Look at an index file's head; what lies deeper shows when it is read.

    Raises:
        IndexUnusableError: It can't be read now.
    """
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
        raise IndexUnusableError(str(path.parent), system_reason(error)) from error


def remove_if_unused(path: Path) -> None:
    """Delete an index file of any version, unless a connection to it is open anywhere.

    Raises:
        OSError: It can't be deleted.
    """
    try:
        with closing(sqlite.connect(path, "mode=rw")) as connection:
            connection.execute("PRAGMA busy_timeout = 0")
            # Whoever has it open holds a shared lock, which this change waits for.
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if meaning_of(error) is Meaning.UNUSABLE:
            return
    for suffix in _SIDE_FILES:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def open_for_reading(path: Path, *, is_published: bool = False) -> sqlite3.Connection:
    """Open an index; the connection may be handed from thread to thread, not shared.

    Args:
        path: The file.
        is_published: The file is only ever replaced, never written to, and may lie where this
            user may not write.

    Raises:
        IndexDamagedError: It is missing or no index of this version.
        IndexUnusableError: It can't be read now: another process holds on to it, or the system is
            short of something.
    """
    mode = "mode=ro&immutable=1" if is_published else "mode=ro"
    _check_kind(path)
    try:
        connection = sqlite.connect(path, mode)
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        connection.execute(f"PRAGMA cache_size = -{_READER_CACHE_KB}")
        if is_published:  # whoever reads it may have no folder to write to
            connection.execute("PRAGMA temp_store = MEMORY")
        if not _is_ours(connection):
            raise IndexDamagedError
    except (sqlite3.Error, *sqlite.NONSENSE) as error:
        if meaning_of(error) is Meaning.UNUSABLE and os.access(path, os.R_OK):
            raise IndexUnusableError(str(path.parent), str(error)) from error
        raise IndexDamagedError from error
    return connection


def _check_kind(path: Path) -> None:
    """Refuse what only looks like a file: to open a pipe waits for whoever writes to it.

    Raises:
        IndexUnusableError: It is a pipe, a device or a socket.
    """
    with suppress(OSError):
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            raise IndexUnusableError(
                str(path.parent), _("{name} is no plain file").format(name=path.name)
            )


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open an index as its one writer.

    Raises:
        IndexDamagedError: It is no index of this version.
        IndexUnusableError: It is no plain file.
        sqlite3.Error: It can't be opened, or is damaged; see `error_translation`.
    """
    _check_kind(path)
    connection = sqlite.connect(path, "mode=rw")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    if not _is_ours(connection):
        raise IndexDamagedError
    connection.execute(f"PRAGMA cache_size = -{_WRITER_CACHE_KB}")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_CHECKPOINT_PAGES}")
    connection.execute("PRAGMA journal_size_limit = 67108864")
    return connection


def _is_ours(connection: sqlite3.Connection) -> bool:
    application = sqlite.read_pragma(connection, "application_id")
    return (application, sqlite.read_pragma(connection, "user_version")) == (
        APPLICATION_ID,
        SCHEMA_VERSION,
    )
