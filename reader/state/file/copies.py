"""Verified copies of the file of the reading state: one a day, the latest seven, bounded in size.

They are for recovery alone, which takes from them what a damaged file has lost.
"""

import os
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path

from reader.sqlite import connect
from reader.state.file.checksums import add_sum_function
from reader.state.file.verification import UnsoundError, verify

_MIDDLE = ".copy-"
_KEPT = 7
_MAX_BYTES = 256_000_000
"""Of all copies together; the latest is kept however large it is."""


def copies_of(path: Path) -> list[Path]:
    """Return the copies of a file, the latest first."""
    names = path.parent.glob(f"{path.name}{_MIDDLE}????-??-??")
    return sorted(names, reverse=True)


def is_copy_due(path: Path) -> bool:
    """Say whether there is no copy of today."""
    return not _copy_of_today(path).exists()


def _copy_of_today(path: Path) -> Path:
    return path.with_name(f"{path.name}{_MIDDLE}{time.strftime('%Y-%m-%d')}")


def make_copy(connection: sqlite3.Connection, path: Path) -> None:
    """Make today's copy of an open file, and remove what is too old or too much.

    Where there is no room for it, or it turns out not to be sound, there is none.
    """
    fresh = path.with_name(f"{path.name}.copying-{os.getpid()}")
    try:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        if shutil.disk_usage(path.parent).free < 2 * 4096 * int(pages):
            return
        os.close(os.open(fresh, os.O_CREAT | os.O_RDWR, 0o600))
        with closing(sqlite3.connect(fresh)) as target:
            target.execute("PRAGMA synchronous = OFF")
            connection.backup(target)
        with closing(connect(fresh, "mode=ro&immutable=1")) as copy:
            add_sum_function(copy)
            verify(copy)
        fresh.replace(_copy_of_today(path))
        _remove_old(path)
    except (OSError, sqlite3.Error, UnsoundError):
        return
    finally:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                fresh.with_name(fresh.name + suffix).unlink()


def _remove_old(path: Path) -> None:
    size = 0
    for place, copy in enumerate(copies_of(path)):
        size += copy.stat().st_size
        if place >= _KEPT or (place and size > _MAX_BYTES):
            copy.unlink()
