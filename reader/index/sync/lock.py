"""Running a sync under the archive's lock: one process indexes, others follow it.

The lock is the operating system's and goes with the process that holds it, however that ends; the
next one to ask takes over.
"""

import gc
import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from reader.archive.repository import Progress
from reader.errors import IndexUnusableError
from reader.index.store.connections import (
    IndexDamagedError,
    IndexHealth,
    create,
    health_of,
    open_for_writing,
    remove_if_unused,
)
from reader.index.store.error_translation import translated_errors
from reader.index.store.location import older_files
from reader.index.store.soundness import find_damage
from reader.index.sync.job import Sync
from reader.index.sync.job_request import CheckIndex, Job, ReadTexts
from reader.messages.language import gettext as _
from reader.messages.system_errors import system_reason
from reader.posts.source.site import Site

_MAX_TRIES = 40
_TRY_SECONDS = 0.05
_LOCK = ".lock"
_HOLDER = ".pid"
"""A file with the id of the process that holds the lock: the lock's own is emptied by others."""
_COLLECT_AFTER = 50_000
"""New objects before a garbage collection; at Python's 700 these took 5% of the time."""


class BusyError(Exception):
    """Another process is at work on the index."""


def ensure_index(index: Path) -> None:
    """Create an empty index unless there is a sound one.

    Raises:
        IndexUnusableError: The disk is full, or the folder is not writable.
    """
    tries = 0
    while health_of(index) is not IndexHealth.SOUND:
        try:
            with locked(index):
                if health_of(index) is not IndexHealth.SOUND:
                    create(index)
        except BusyError:
            tries += 1
            if tries > _MAX_TRIES:
                reason = _busy_reason(index)
                raise IndexUnusableError(str(index.parent), reason) from None
            time.sleep(_TRY_SECONDS)


def run_sync(
    root: Path,
    site: Site,
    index: Path,
    *,
    job: Job,
    report: Callable[[Progress], None],
    is_cancelled: Callable[[], bool],
) -> None:
    """Do a job on an index in this process; a damaged or older one is rebuilt.

    Raises:
        ArchiveError: The archive can't be listed.
        BusyError: Another process is doing that.
        IndexUnusableError: The disk is full, or the folder is not writable.
    """
    damage: IndexDamagedError | None = None
    with locked(index):
        for attempt in range(2):
            if attempt or health_of(index) is not IndexHealth.SOUND:
                create(index)
            try:
                with (
                    _seldom_collecting(),
                    translated_errors(index),
                    closing(open_for_writing(index)) as connection,
                ):
                    if isinstance(job, CheckIndex) and not attempt:
                        _check_file(index, connection, is_cancelled)
                    _do(job, Sync(root, site, connection, report, is_cancelled))
                    _empty_log(connection)
            except IndexDamagedError as error:
                damage = error
                continue
            _remove_older(index)
            return
    reason = _("it is damaged as soon as it is written")
    raise IndexUnusableError(str(index.parent), reason) from damage


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Collect garbage rarely: millions of rows come and go, and none refers to another."""
    usual = gc.get_threshold()
    gc.set_threshold(_COLLECT_AFTER, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _check_file(
    index: Path, connection: sqlite3.Connection, is_cancelled: Callable[[], bool]
) -> None:
    """Look at all of the file.

    Raises:
        IndexDamagedError: It does not hold together.
        sqlite3.Error: As above.
    """
    damage = find_damage(index, is_cancelled)
    if damage is not None:
        raise IndexDamagedError(damage)
    connection.execute("INSERT INTO texts (texts) VALUES ('integrity-check')")


def _do(job: Job, sync: Sync) -> None:
    if isinstance(job, ReadTexts):
        sync.read_texts()
    elif isinstance(job, CheckIndex):
        sync.check(job.max_seconds)
    else:
        sync.run(job.paths, is_quick=job.is_quick)


def _empty_log(connection: sqlite3.Connection) -> None:
    """Bring what was written to its place, as far as no reader still needs it elsewhere."""
    connection.execute("PRAGMA busy_timeout = 0")  # a reader amid a long list may stay for hours
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _remove_older(index: Path) -> None:
    """Delete indexes of older versions that no reader has open any more."""
    for older in older_files(index):
        with suppress(BusyError, IndexUnusableError, OSError), locked(older):
            remove_if_unused(older)
            if not older.exists():
                for suffix in (_LOCK, _HOLDER):
                    older.with_name(older.name + suffix).unlink(missing_ok=True)


def rebuild(index: Path) -> None:
    """Make an empty index in place of one that is damaged.

    Raises:
        BusyError: Another process is at work on it.
        IndexUnusableError: The disk is full, or the folder is not writable.
    """
    with locked(index):
        create(index)


def is_busy(index: Path) -> bool:
    """Say whether a process is at work on the index."""
    try:
        with _locked(index):
            return False
    except BusyError:
        return True


def holder_of(index: Path) -> int | None:
    """Return the id of the process that is at work on the index, or was last; None if unknown."""
    try:
        return int(index.with_name(index.name + _HOLDER).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def is_stopped(pid: int) -> bool:
    """Say whether a process was stopped, as by Ctrl-Z, and does not go on by itself."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return status.rpartition(")")[2].split()[0] in {"T", "t"}
    except (OSError, IndexError):
        return False


@contextmanager
def locked(index: Path) -> Iterator[None]:
    """Hold the lock of an index, without waiting for it, and tell others who does.

    Raises:
        BusyError: Another process is at work on it.
        IndexUnusableError: The folder is not writable.
    """
    with _locked(index):
        with suppress(OSError):
            index.with_name(index.name + _HOLDER).write_text(str(os.getpid()), encoding="ascii")
        yield


@contextmanager
def _locked(index: Path) -> Iterator[None]:
    lock = FileLock(index.with_name(index.name + _LOCK))
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise BusyError from error
    except (OSError, NotImplementedError) as error:
        reason = system_reason(error) if isinstance(error, OSError) else str(error).lower()
        raise IndexUnusableError(str(index.parent), reason) from error
    try:
        yield
    finally:
        lock.release()


def _busy_reason(index: Path) -> str:
    holder = holder_of(index)
    if holder is None:
        return _("another process is at work on it")
    return _("process {number} is at work on it").format(number=holder)
