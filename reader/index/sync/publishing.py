"""An index that all accounts of a host share: written by one, in one stroke, read by all."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.errors import IndexUnusableError
from reader.index.store.connections import IndexHealth, health_of
from reader.index.sync.lock import locked
from reader.messages.system_errors import system_reason


def publish(index: Path, published: Path) -> None:
    """Copy an index to where all accounts read it, whole and compact, in place of an older one.

    Readers that have the older one open keep it until they next look. A copy of the very same
    state is left alone; it is known by its time of change, which is that of the index.

    Raises:
        BusyError: Another process is publishing it.
        IndexUnusableError: It can't be written there.
    """
    with locked(published):
        mtime_ns = index.stat().st_mtime_ns
        if not _is_copy_of(published, mtime_ns):
            _copy(index, published, mtime_ns)


def _is_copy_of(published: Path, mtime_ns: int) -> bool:
    is_sound = health_of(published, is_published=True) is IndexHealth.SOUND
    return is_sound and published.stat().st_mtime_ns == mtime_ns


def _copy(index: Path, published: Path, mtime_ns: int) -> None:
    fresh = published.with_name(f"{published.name}.new")
    try:
        fresh.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(index)) as connection:
                connection.execute("VACUUM INTO ?", (str(fresh),))
            fresh.chmod(0o644)
            _write_through(fresh)
            os.utime(fresh, ns=(mtime_ns, mtime_ns))
            os.replace(fresh, published)  # noqa: PTH105 - one step, as the system promises it
        finally:
            fresh.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise IndexUnusableError(str(published.parent), system_reason(error)) from error


def _write_through(path: Path) -> None:
    """Sync a file to the disk before it is renamed, as readers do not check it whole."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
