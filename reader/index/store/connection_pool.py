"""Connections for reading one index, lent to one thread at a time.

Where the file is replaced by another (rebuilt, or published again), the next connection reads the
new file.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.index.store.connections import IndexDamagedError, open_for_reading
from reader.index.store.error_translation import translated_errors
from reader.sqlite import callback_errors

_MAX_IDLE_CONNECTIONS = 4


class Readers:
    """Keeps a few idle connections."""

    def __init__(self, path: Path, rebuild: Callable[[Path], None] | None = None) -> None:
        """Open no connection yet.

        Args:
            path: The index file.
            rebuild: Puts an empty index in the place of a damaged one. None for a published
                index, which only its publisher replaces.
        """
        self.path = path
        self._rebuild = rebuild
        self._lock = threading.Lock()
        self._waiting: list[tuple[int, sqlite3.Connection]] = []
        self._lent: dict[int, int] = {}

    def take(self) -> sqlite3.Connection:
        """Return a connection, in a transaction, for the caller alone until it is given back.

        Raises:
            IndexDamagedError: There is no sound index.
        """
        inode = self._inode()
        with self._lock:
            while self._waiting:
                opened_on, connection = self._waiting.pop()
                if opened_on == inode:
                    break
                connection.close()
            else:
                connection = open_for_reading(self.path, is_published=self._rebuild is None)
            self._lent[id(connection)] = inode
        connection.execute("BEGIN")
        return connection

    def give(self, connection: sqlite3.Connection) -> None:
        """Take a connection back."""
        with self._lock:
            inode = self._lent.pop(id(connection))
            if len(self._waiting) < _MAX_IDLE_CONNECTIONS:
                connection.execute("ROLLBACK")
                self._waiting.append((inode, connection))
                return
        connection.close()

    def drop(self, connection: sqlite3.Connection) -> None:
        """Close a lent connection that has met an error."""
        with self._lock:
            self._lent.pop(id(connection), None)
        connection.close()

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection; what is read inside is of one moment.

        Raises:
            IndexDamagedError: There is no sound index.
            IndexUnusableError: It can't be read now.
            BaseException: As a function of the connection raised it.
        """
        with translated_errors(self.path):
            taken = self.take()
            try:
                with callback_errors(taken):
                    yield taken
            except BaseException:
                self.drop(taken)
                raise
            self.give(taken)

    def discard(self) -> None:
        """Rebuild a damaged index; a published one stays as it is."""
        if self._rebuild is not None:
            self._rebuild(self.path)

    def _inode(self) -> int:
        try:
            return os.stat(self.path).st_ino  # noqa: PTH116 - asked for every page of rows
        except OSError as error:
            raise IndexDamagedError(str(error)) from error
