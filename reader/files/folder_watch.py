"""Waiting for changes in folders, as Linux reports them, without waking up in between.

Source: inotify(7), through inotify_simple. Other systems report nothing here.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from inotify_simple import INotify

_COLLECT_SECONDS = 0.25
"""How long further changes are collected after the first, so that a burst is told once."""


class WatchUnavailableError(Exception):
    """The system reports no changes here; the cause, if any, says why."""


class Ending:
    """Something that happens once, in any thread, and ends a `FolderWatch.wait`."""

    def __init__(self) -> None:
        self._reader, self._writer = os.pipe()
        self._is_set = False

    def set(self) -> None:
        """Let it happen."""
        if not self._is_set:
            self._is_set = True
            os.close(self._writer)  # which the other end hears

    def is_set(self) -> bool:
        """Say whether it has happened."""
        return self._is_set

    def wait(self, timeout_seconds: float) -> None:
        """Wait until it happens, at most for a time."""
        select.select((self,), (), (), timeout_seconds)

    def fileno(self) -> int:
        """Return the descriptor that becomes readable."""
        return self._reader

    def __del__(self) -> None:
        self.set()
        os.close(self._reader)


class FolderWatch:
    """Watches folders, but not what is below their subfolders; for one thread."""

    def __init__(self, ending: Ending, *, tells_each_write: bool) -> None:
        """Start without folders.

        Args:
            ending: Ends every `wait`.
            tells_each_write: Whether a file is told that is written to and stays open.

        Raises:
            WatchUnavailableError: The system has no inotify, or no more of it.
        """
        if sys.platform != "linux":
            raise WatchUnavailableError
        try:
            from inotify_simple import INotify, flags  # noqa: PLC0415 - after the first list: 10 ms

            self._inotify = INotify(nonblocking=True)
        except (OSError, ImportError) as error:
            raise WatchUnavailableError from error
        self._mask = flags.CREATE | flags.CLOSE_WRITE | flags.ATTRIB | flags.ONLYDIR
        self._mask |= flags.DELETE | flags.MOVED_FROM | flags.MOVED_TO
        self._mask |= flags.DELETE_SELF | flags.MOVE_SELF
        if tells_each_write:
            self._mask |= flags.MODIFY
        self._ignored, self._overflow = flags.IGNORED, flags.Q_OVERFLOW
        self._ending = ending
        self._folders: dict[int, Path] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._inotify.close()

    def add(self, folders: Iterable[Path]) -> None:
        """Watch more folders; one that is gone or may not be read is left out.

        Raises:
            WatchUnavailableError: The system's limit of watched folders is reached.
        """
        for folder in folders:
            try:
                self._folders[self._inotify.add_watch(folder, self._mask)] = folder
            except (FileNotFoundError, NotADirectoryError, PermissionError):
                continue
            except OSError as error:
                raise WatchUnavailableError from error

    @property
    def is_empty(self) -> bool:
        """Whether no folder is watched."""
        return not self._folders

    def wait(self, timeout_seconds: float) -> frozenset[Path]:
        """Wait for changes, and return what changed; nothing at the time limit and at the end.

        Where more changed than the system keeps, the folders themselves are returned.
        """
        if self._inotify not in self._readable(timeout_seconds, self._inotify, self._ending):
            return frozenset()
        self._readable(_COLLECT_SECONDS, self._ending)
        return frozenset(self._changes())

    @staticmethod
    def _readable(timeout_seconds: float, *files: INotify | Ending) -> list[INotify | Ending]:
        """Wait until some of the files can be read, and return those."""
        poll = select.poll()  # select() refuses descriptors above 1023
        for file in files:
            poll.register(file, select.POLLIN)
        ready = {descriptor for descriptor, _ in poll.poll(timeout_seconds * 1000)}
        return [file for file in files if file.fileno() in ready]

    def _changes(self) -> Iterator[Path]:
        for event in self._inotify.read(timeout=0):
            folder = self._folders.get(event.wd)
            if folder is not None:
                yield folder / event.name if event.name else folder
            elif event.mask & self._overflow:
                yield from self._folders.values()
            if event.mask & self._ignored:
                self._folders.pop(event.wd, None)
