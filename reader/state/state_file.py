"""One archive's reading state and the file in which it is kept: loading, saving, sharing.

What can't be saved stays in `ReadingState.unsaved`, and every later `save` tries again. The file
may be set aside or replaced by any process; then everything known here is written again, which
changes nothing that the file has already.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import StateUnusableError
from reader.posts.post import PostId
from reader.state.archives import join, number_of_root, recognise, sample_of
from reader.state.file.connections import NewerVersionError, StateDamagedError
from reader.state.file.location import FILE_NAME
from reader.state.file.recovery import set_aside
from reader.state.file.store import StateStore
from reader.state.reading_state import Piece, ReadingState
from reader.state.state_transfer import write_lines

if TYPE_CHECKING:
    from reader.state.host_logs import HostLogs

_NEWER = "it was made by a newer version of the reader, so it is only read"


class StateFile:
    """Keeps one `ReadingState`. One thread at a time may call; the state may be asked from any."""

    def __init__(self, folder: Path, root: Path | None, logs: HostLogs | None = None) -> None:
        """Load what is kept; where that is not possible say why in `notice`, and go on without.

        Args:
            folder: The user's own; made if it is not there.
            root: The archive's folder, links resolved; None for no archive in particular.
            logs: What the file is a copy of, where several hosts share what is kept.
        """
        self.path = folder / FILE_NAME
        self.state = ReadingState()
        self.notice = ""
        self.archive = 0
        self._root = root
        self._logs = logs
        self._store: StateStore | None = None
        self._change = 0
        self._data_version = -1
        self._lock = threading.Lock()
        try:
            self.state.take_in(self._open())
        except StateUnusableError as error:
            self.notice = str(error)

    def save(self) -> None:
        """Save what is unsaved; on return it survives the end of the process.

        Raises:
            StateUnusableError: That is not possible now; nothing is lost, the next call tries
                again.
        """
        with self._lock:
            self._save()

    def _save(self) -> None:
        if not self.state.unsaved:
            return
        try:
            store, is_fresh = self._ready()
            self._find_archive(store)
            waiting = list(self.state.unsaved)
            if self._logs is not None and self._root is not None:
                self._logs.publish(self._root, waiting)
            store.save(self.archive, [*self.state.pieces()] if is_fresh else waiting)
        except StateDamagedError:
            self._mend()
            waiting = list(self.state.unsaved)
            self._ready()[0].save(self.archive, [*self.state.pieces()])
        for _ in waiting:
            self.state.unsaved.popleft()

    def fetch(self) -> Sequence[Piece]:
        """Return what other sessions did since the last call, for `ReadingState.take_in`.

        Cheap where nothing was done.

        Raises:
            StateUnusableError: The file can't be read now.
        """
        with self._lock:
            try:
                return self._fetch()
            except StateDamagedError:
                self._mend()
                return self._open()

    def _fetch(self) -> Sequence[Piece]:
        if self._store is None or self._store.is_replaced:
            store, _ = self._ready()
        else:
            store = self._store
        is_news = self._logs is not None and self._logs.bring_in(store, with_own=False)
        version = store.data_version
        if version == self._data_version and not is_news:
            return ()
        self._data_version = version
        self._find_archive(store)
        kept = store.load(self.archive, self._change)
        self._change = kept.change
        return kept.pieces

    def _find_archive(self, store: StateStore) -> None:
        """Find the archive again, which another session may have joined with another one."""
        number = number_of_root(store, self._root) if self._root else 0
        if number != self.archive:
            self.archive, self._change, self._data_version = number, 0, -1

    def recognise(self, posts: Iterable[PostId]) -> bool:
        """Find out by its posts whether the archive is one that was known elsewhere.

        Returns:
            Whether it is, so that `fetch` returns what is kept of it.

        Raises:
            StateUnusableError: Nothing can be written.
        """
        sample = sample_of(posts)  # for a million posts a second, in which others may save
        with self._lock:
            store, _ = self._ready()
            if self._logs is not None and self._root is not None:
                self._logs.publish_sample(self._root, sample)
            number = recognise(store, self.archive, sample)
            if number == self.archive:
                return False
            self.archive, self._change, self._data_version = number, 0, -1
            return True

    @property
    def has_sample(self) -> bool:
        """Whether the archive can be told from others by its posts already."""
        with self._lock:
            if self._store is None:
                return True
            rows = self._store.execute(
                "SELECT 1 FROM archives WHERE number = ? AND sample <> '[]'", (self.archive,)
            )
            return bool(rows)

    def join(self, root: Path, other: Path) -> None:
        """Join the archives in two folders.

        Raises:
            StateUnusableError: Nothing can be written.
        """
        with self._lock:
            store, _ = self._ready()
            if self._logs is not None:
                self._logs.publish_join(root, other)
            join(store, number_of_root(store, other), number_of_root(store, root))
            self._data_version = -1

    @property
    def store(self) -> StateStore:
        """The file itself.

        Raises:
            StateUnusableError: It can't be opened now.
        """
        with self._lock:
            return self._ready()[0]

    def finish(self) -> str:
        """Save at the end of a run; what can't be saved goes into a separate file.

        Returns:
            A sentence that the user must see, or nothing.
        """
        try:
            self.save()
        except StateUnusableError as error:
            return self._leave_behind(error)
        finally:
            self.close()
        return ""

    def _leave_behind(self, error: StateUnusableError) -> str:
        count = len(self.state.unsaved)
        lines = "".join(f"{line}\n" for line in write_lines(list(self.state.unsaved)))
        for folder in (Path(tempfile.gettempdir()), Path.cwd()):
            with suppress(OSError):
                descriptor, name = tempfile.mkstemp(".jsonl", "reader-unsaved-", folder)
                os.close(descriptor)
                Path(name).write_text(lines, encoding="utf-8")
                return f"{error}; {count:,} changes are in {name}: reader state import {name}"
        return f"{error}; {count:,} changes are lost"

    def close(self) -> None:
        """Close the file; saves nothing."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _open(self) -> Sequence[Piece]:
        """Open the file, whatever state it is in, and return what it holds."""
        try:
            return self._open_sound()
        except StateDamagedError:
            self._mend()
        try:
            return self._open_sound()
        except StateDamagedError as error:  # by another process, or by the disk itself
            raise StateUnusableError(str(self.path), str(error)) from error

    def _open_sound(self) -> Sequence[Piece]:
        if self._logs is not None:
            self._logs.prepare()
        try:
            store = StateStore(self.path)
        except NewerVersionError:
            store = StateStore(self.path, may_write=False)
            self.notice = f"{self.path}: {_NEWER}"
        except StateUnusableError:
            with suppress(StateUnusableError):
                self._read_only()
            raise
        self._store = store
        if self._logs is not None:
            self._logs.shorten()
            self._logs.bring_in(store, with_own=True)
        self.archive = number_of_root(store, self._root) if self._root else 0
        kept = store.load(self.archive)
        self._change, self._data_version = kept.change, store.data_version
        return kept.pieces

    def _read_only(self) -> None:
        """Load a file that can be read but not written."""
        if not self.path.exists():
            return
        store = StateStore(self.path, may_write=False)
        self.archive = number_of_root(store, self._root) if self._root else 0
        self.state.take_in(store.load(self.archive).pieces)
        store.close()

    def _ready(self) -> tuple[StateStore, bool]:
        """Return the file as it is now, and whether it is another than the one loaded."""
        if self._store is not None and not self._store.is_replaced:
            return self._store, False
        if self._store is not None:
            self._store.close()
            self._store = None
        self._open()
        self._change, self._data_version = 0, -1
        return self._opened(), True

    def _opened(self) -> StateStore:
        assert self._store is not None  # noqa: S101 - else `_open` has raised
        return self._store

    def _mend(self) -> None:
        """Set a damaged file aside."""
        if self._store is not None:
            self._store.close()
            self._store = None
        try:
            recovery = set_aside(self.path)
        except OSError as error:
            raise StateUnusableError(str(self.path.parent), str(error)) from error
        if recovery is not None:
            self.notice = recovery.report
