"""The file of the reading state: opening, migrating, transactions; knows SQLite and no posts.

Readers and writers of many processes work at the same time (write-ahead logging). What a commit
has acknowledged survives the end of the process, whatever ends it; a power cut may take the last
moments, never half of one.
"""

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from pathlib import Path

from reader import sqlite
from reader.errors import StateUnusableError
from reader.messages.language import gettext as _
from reader.state.file.checksums import add_sum_function
from reader.state.file.page_images import whole_image
from reader.state.file.schema import APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION

_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
"""Primary result codes."""
_DAMAGE_IN_FULL = {
    sqlite3.SQLITE_ERROR,  # a table is missing
    sqlite3.SQLITE_IOERR_SHORT_READ,
}
"""Extended result codes."""
_CHECKPOINT_BYTES = 4_000_000
_LOCK_SECONDS = 20.0


class StateDamagedError(Exception):
    """The file is no sound reading state; it is to be set aside, and what can be read kept."""


class NewerVersionError(Exception):
    """The file was written by a newer version of the program; it may only be read."""


def connect(path: Path, *, may_write: bool = True) -> sqlite3.Connection:
    """Open a reading state, creating or migrating it if necessary.

    Args:
        path: The file.
        may_write: False only reads, also what a newer version wrote, as far as it is understood.

    Raises:
        StateDamagedError: It is not a sound one.
        NewerVersionError: It may be opened with `may_write` False only.
        StateUnusableError: The disk is full, or the folder is not accessible.
    """
    with translated_errors(path):
        if may_write and version_of(path) < SCHEMA_VERSION:
            _migrate(path)
        connection: sqlite3.Connection = sqlite.connect(path, "mode=rw" if may_write else "mode=ro")
        try:
            if not may_write and not _is_readable(connection):
                connection.close()
                connection = _read_whole(path)
            add_sum_function(connection)
            if may_write and sqlite.read_pragma(connection, "user_version") > SCHEMA_VERSION:
                raise NewerVersionError
            if sqlite.read_pragma(connection, "application_id") != APPLICATION_ID:
                raise StateDamagedError(_("not a reading state"))
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA wal_autocheckpoint = 0")
            connection.execute("PRAGMA cache_size = -2048")
        except BaseException:
            connection.close()
            raise
    return connection


def _is_readable(connection: sqlite3.Connection) -> bool:
    """Say whether SQLite finds what it needs beside the file, or may make it."""
    try:
        sqlite.read_pragma(connection, "user_version")
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF not in {
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_READONLY,
            sqlite3.SQLITE_FULL,
            sqlite3.SQLITE_IOERR,
        }
    return True


def _read_whole(path: Path) -> sqlite3.Connection:
    """Return what a file and its log hold, in memory: on a full disk SQLite can't read a log."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    connection.deserialize(whole_image(path))
    return connection


def version_of(path: Path) -> int:
    """Return the version of a file; 0 where there is none, or an empty one.

    Raises:
        StateDamagedError: It is no reading state.
    """
    if not path.exists() or not path.stat().st_size:
        return 0
    with (
        translated_errors(path),
        closing(sqlite.connect(path, "mode=ro")) as connection,
    ):
        if sqlite.read_pragma(connection, "application_id") != APPLICATION_ID:
            raise StateDamagedError(_("not a reading state"))
        version = sqlite.read_pragma(connection, "user_version")
    if version <= 0:
        raise StateDamagedError(_("its version is missing"))
    return version


def translated_errors(path: Path) -> AbstractContextManager[None]:
    """Raise the error for damage, or for a file that can't be read or written now.

    Raises:
        StateDamagedError: The file is not sound.
        StateUnusableError: The disk is full, or the folder is not accessible.
    """
    return sqlite.translated_errors(path, _MEANINGS)


def _is_damage(code: int, _: Path) -> bool:
    return code & 0xFF in _DAMAGE or code in _DAMAGE_IN_FULL


_MEANINGS = sqlite.ErrorMeanings(
    StateDamagedError, StateUnusableError, _is_damage, also_unusable=(OSError,)
)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Keep other processes from making, migrating or setting aside the same file meanwhile.

    Raises:
        StateUnusableError: The folder can't be written to, or another process holds on to it.
    """
    try:
        with _file_lock(path.with_name(f"{path.name}.lock"), _LOCK_SECONDS):
            yield
    except TimeoutError as error:
        raise StateUnusableError(str(path.parent), _("another reader holds the lock")) from error


def _file_lock(path: Path, seconds: float) -> AbstractContextManager[object]:
    """Return a lock that raises `TimeoutError` where another process holds it for too long."""
    import filelock  # noqa: PLC0415 - 20 ms that most starts do without

    return filelock.FileLock(path, seconds, mode=0o600)


def checkpoint(connection: sqlite3.Connection, path: Path) -> None:
    """Write a large log back into the file, unless another process is doing so.

    One at a time: SQLite before 3.51.3 is reported to corrupt the file, rarely, if two do.
    """
    log = path.with_name(f"{path.name}-wal")
    with suppress(OSError, sqlite3.Error):
        if log.stat().st_size > _CHECKPOINT_BYTES:
            with _file_lock(path.with_name(f"{path.name}.checkpoint"), 0):
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def make_folder(path: Path) -> None:
    """Create the folder of a file, for this user alone."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.parent.stat().st_mode & 0o077:
        path.parent.chmod(0o700)


def _migrate(path: Path) -> None:
    """Make a file of the newest version, or one of an older file, after making a copy of that."""
    make_folder(path)
    with locked(path):
        done = version_of(path)
        if done >= SCHEMA_VERSION:
            return
        if done:
            with closing(sqlite.connect(path, "mode=rw")) as file:
                _upgrade(file, path, done)
        else:
            _make(path)


def _make(path: Path) -> None:
    """Make an empty file; it has its name only when it is complete."""
    fresh = path.with_name(f"{path.name}.new")
    for suffix in ("", "-wal", "-shm"):
        fresh.with_name(f"{fresh.name}{suffix}").unlink(missing_ok=True)
    os.close(os.open(fresh, os.O_CREAT | os.O_RDWR, 0o600))
    with closing(sqlite.connect(fresh, "mode=rw")) as file:
        add_sum_function(file)
        file.execute("PRAGMA journal_mode = WAL")
        _run_migrations(file, 0)
    fresh.replace(path)


def _upgrade(file: sqlite3.Connection, path: Path, done: int) -> None:
    if file.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise StateDamagedError(_("its pages don't fit together"))
    try:
        for (packed,) in file.execute("SELECT packed FROM blocks"):
            zlib.decompress(packed)
    except (zlib.error, TypeError) as error:
        raise StateDamagedError(str(error)) from error
    back_up(file, path.with_name(f"{path.name}.version-{done}"))
    add_sum_function(file)
    _run_migrations(file, done)


def _run_migrations(file: sqlite3.Connection, done: int) -> None:
    for version in range(done, SCHEMA_VERSION):
        with sqlite.transaction(file):
            for statement in MIGRATIONS[version]:
                file.execute(statement)
            file.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            file.execute(f"PRAGMA user_version = {version + 1}")


def connect_in_memory() -> sqlite3.Connection:
    """Return an empty reading state of the newest version that is in no file."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    add_sum_function(connection)
    _run_migrations(connection, 0)
    return connection


def back_up(connection: sqlite3.Connection, copy: Path) -> None:
    """Copy a whole file of any version, in place of an earlier copy of the same name."""
    copy.unlink(missing_ok=True)
    os.close(os.open(copy, os.O_CREAT | os.O_RDWR, 0o600))
    with closing(sqlite3.connect(copy)) as target:
        connection.backup(target)
