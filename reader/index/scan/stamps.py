"""Which posts' files do not have the stamp any more that they were read with.

A stamp is size and time of change, so a file that was rewritten and given back its time is only
noticed when the index is rebuilt. The inode's own time (ctime) would tell, but a backup that makes
hard links, a change of rights or a restored disk gives every file a new one, and a million posts
would be read again for nothing. git has `core.trustctime` to be switched off for the same reason.

To ask the system for a million stamps takes seconds, so all cores do it, each for posts that it
reads from the index itself.
"""

import os
import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain
from pathlib import Path

from reader.files.archive_files import open_folder, status_in, status_of
from reader.index.scan.comparing import positive_ns
from reader.index.scan.worker_pool import at_work
from reader.index.store.connections import open_for_reading
from reader.index.store.metadata import read_metadata

_SHARE = 10_000
"""Posts that a worker looks at before it answers, in some 50 ms."""
_MAX_POSTS_HERE = 20_000
"""Posts that are looked at in this process: to start workers would take as long."""
_MAX_OPEN_FOLDERS = 100
"""Folders; a process may have no more than some hundred files open."""
_COLUMNS = "SELECT number, stem, extension, folder, size, mtime_ns FROM posts"


@contextmanager
def looking_for_changes(
    connection: sqlite3.Connection,
    root: Path,
    *,
    are_all: bool,
    max_posts_here: int = _MAX_POSTS_HERE,
) -> Iterator[Iterator[int]]:
    """Begin to look at files; which posts have another stamp, or no file, can be taken inside.

    Args:
        connection: The index, in no transaction.
        root: The archive.
        are_all: Whether all files are looked at, or only those that have to be in any case (see
            `comparing.sure_ns`).
        max_posts_here: Posts up to which no other process is asked for help.

    Yields:
        The posts' numbers, in no order.
    """
    metadata = read_metadata(connection)
    if not are_all or metadata.posts <= max_posts_here:
        yield _changed(connection, root, "1" if are_all else "mtime_ns < 0")
        return
    (path,) = connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'")
    look = partial(_look, Path(path[0]), root)
    with at_work(range(0, metadata.numbers_used + 1, _SHARE), look, 1) as shares:
        yield chain.from_iterable(array("I", numbers) for numbers in shares)


def _look(index: Path, root: Path, starts: Sequence[int]) -> bytes:
    """Return the numbers, as an array of "I", of shares of posts; called in a worker."""
    found = array("I")
    with closing(open_for_reading(index)) as connection:
        for start in starts:
            which = f"number BETWEEN {start} AND {start + _SHARE - 1}"
            found.extend(_changed(connection, root, which))
    return found.tobytes()


def _changed(connection: sqlite3.Connection, root: Path, which: str) -> Iterator[int]:
    folders = _Folders(connection, root)
    try:
        for number, stem, extension, folder, size, mtime_ns in connection.execute(
            f"{_COLUMNS} WHERE {which}"
        ):
            if folders.stamp(folder, stem + b"." + extension) != (size, mtime_ns):
                yield number
    finally:
        folders.close()


class _Folders:
    """Folders by number: a name below an open one is found in two thirds of the time of a path."""

    def __init__(self, connection: sqlite3.Connection, root: Path) -> None:
        self._paths: dict[int, bytes] = dict(connection.execute("SELECT number, path FROM folders"))
        self._root = root
        self._open: dict[int, int] = {}

    def stamp(self, folder: int, name: bytes) -> tuple[int, int] | None:
        """Return a file's size in bytes and its `positive_ns`, or None where there is none."""
        try:
            if folder not in self._open and len(self._open) < _MAX_OPEN_FOLDERS:
                self._open[folder] = open_folder(self._root, os.fsdecode(self._paths[folder]))
            descriptor = self._open.get(folder)
            if descriptor is None:
                path = b"%s/%s" % (self._paths[folder], name)
                status = status_of(self._root, os.fsdecode(path))
            else:
                status = status_in(descriptor, name)
        except OSError:
            return None
        return status.st_size, positive_ns(status.st_mtime_ns)

    def close(self) -> None:
        """Close the folders."""
        for descriptor in self._open.values():
            os.close(descriptor)
