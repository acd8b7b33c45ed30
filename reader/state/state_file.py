"""One archive's reading state and the file in which it is kept: loading, saving, sharing.

What can't be saved stays in `ReadingState.unsaved`, and every later `save` tries again. The file
may be set aside or replaced by any process; then everything known here is written again, which
changes nothing that the file has already.
"""

from __future__ import annotations

import os
import shlex
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import StateUnusableError
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop, in_one_line, ngettext
from reader.posts.post import PostId
from reader.state.archives import (
    GROWN_BY,
    join,
    known_samples,
    look_at,
    number_of_root,
    posts_sampled,
    recognise,
)
from reader.state.file.connections import NewerVersionError, StateDamagedError, translated_errors
from reader.state.file.location import FILE_NAME
from reader.state.file.recovery import is_gone, set_aside
from reader.state.file.store import StateStore
from reader.state.reading_state import Piece, ReadingState
from reader.state.state_transfer import write_lines
from reader.terminal_text import clean_line

if TYPE_CHECKING:
    from reader.state.host_logs import HostLogs

_NEWER = gettext_noop("it was made by a newer version of the reader, so it is only read")
_WRITTEN_BACK = gettext_noop(
    "the reading state was deleted or replaced while it was open: {count:,} things that this"
    " session knows were written back"
)


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
        self.is_loaded = False
        """Whether what is kept was read; a caller that exports an empty state must ask."""
        self._root = root
        self._logs = logs
        self._store: StateStore | None = None
        self._inode = 0
        self._change = 0
        self._known_change = 0
        self._data_version = -1
        self._sampled = 0
        self._owes_all = False
        self._is_verified = False
        self._lock = threading.Lock()
        try:
            self.state.take_in(self._open())
            self._owes_all = False
        except StateUnusableError as error:
            self._say(str(error))
        self._said_at_first = self.notice

    @property
    def folders(self) -> list[Path]:
        """Folders in which what other processes keep becomes visible."""
        return [self.path.parent, *([] if self._logs is None else [self._logs.folder])]

    def say_at_first(self, sentence: str) -> None:
        """Make a sentence the `notice` with which a run begins, unless there is one already."""
        self.notice = self._said_at_first = self.notice or sentence

    def save(self) -> None:
        """Save what is unsaved; on return it survives the end of the process.

        Raises:
            StateUnusableError: That is not possible now; nothing is lost, the next call tries
                again.
        """
        with self._lock:
            self._save()

    def _save(self) -> None:
        is_replaced = self._store is not None and self._store.is_replaced
        if not self.state.unsaved and not self._owes_all and not is_replaced:
            return
        try:
            store = self._ready()
            self._find_archive(store)
            waiting = list(self.state.unsaved)
            if self._logs is not None and self._root is not None:
                self._logs.publish(self._root, waiting)
                self._logs.rewrite_if_cut(store)
            if self._owes_all:
                self._write_back(store)
            else:
                self._known_change = store.save(self.archive, waiting)
        except StateDamagedError:
            self._mend()
            waiting = list(self.state.unsaved)
            with self._not_damaged_again():
                self._write_back(self._ready())
        for _each in waiting:
            self.state.unsaved.popleft()

    def _write_back(self, store: StateStore) -> None:
        """Save all that is known here and not in the file, which is another one than before."""
        if self._root is None:
            self._owes_all = False
            return
        known = ReadingState(store.load(self.archive).pieces)
        unsaved = set(self.state.unsaved)
        known.import_pieces(self.state.pieces())
        missing = list(known.unsaved)
        if missing:
            if self._logs is not None:
                self._logs.publish(self._root, missing)
            self._known_change = store.save(self.archive, missing)
        self._owes_all = False
        others = sum(piece not in unsaved for piece in missing)
        if others:
            self._say(_(_WRITTEN_BACK).format(count=others))

    def fetch(self) -> Sequence[Piece]:
        """Return what other sessions did since the last call, for `ReadingState.take_in`.

        Cheap where nothing was done. Where the file was deleted or replaced meanwhile, what is
        known here is written back.

        Raises:
            StateUnusableError: The file can't be read now.
        """
        with self._lock:
            try:
                return self._fetch()
            except StateDamagedError:
                self._mend()
                with self._not_damaged_again():
                    return self._fetch()

    def _fetch(self) -> Sequence[Piece]:
        store = self._ready()
        if self._owes_all:
            self._write_back(store)
        is_news = self._logs is not None and self._logs.bring_in(store, with_own=False)
        self._say(_said_of(self._logs))
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

    def verify(self) -> None:
        """Read a large file as a whole, and compare it with its checksums; for a thread.

        Small ones were verified when they were opened. What is damaged is mended, and said in
        `notice`; `fetch` returns what there is then.

        Raises:
            StateUnusableError: It can't be read now.
        """
        if self._is_verified or not self.is_loaded:
            return
        self._is_verified = True
        try:
            # Through a connection of its own: saving does not wait.
            with closing(StateStore(self.path)) as store:
                store.verify(is_in_background=True)
        except NewerVersionError:
            return
        except StateDamagedError:
            with self._lock:
                self._mend()

    def take_in_logs(self, logs: HostLogs) -> None:
        """Take in what hosts have written in logs that are kept no more.

        Raises:
            StateUnusableError: They can't be read, or nothing can be written.
        """
        with self._lock, self._not_damaged_again():
            if logs.bring_in(self._ready(), with_own=True):
                self._say(_("what was kept in {folder} was taken in").format(folder=logs.folder))
                self._say(_said_of(logs))
                self._data_version = -1
                self.state.take_in(self._fetch())

    @property
    def has_sample(self) -> bool:
        """Whether the archive can be told from others by its posts already."""
        return self._sampled > 0 or not self.is_loaded

    def needs_sample(self, total: int) -> bool:
        """Say whether `recognise` has to look at an archive's posts.

        Args:
            total: How many there are now.
        """
        return self.is_loaded and self._root is not None and total > GROWN_BY * self._sampled

    def recognise(self, posts: Iterable[PostId]) -> bool:
        """Find out by its posts whether the archive is one that was known elsewhere.

        Where that is likely but not certain, `notice` says how to join the two.

        Returns:
            Whether it is, so that `fetch` returns what is kept of it.

        Raises:
            StateUnusableError: Nothing can be written.
        """
        with self._lock, self._not_damaged_again():
            known = known_samples(self._ready())
        look = look_at(posts, known)  # for a million posts a second, in which others may save
        with self._lock, self._not_damaged_again():
            store = self._ready()
            if self._logs is not None and self._root is not None:
                self._logs.publish_sample(self._root, look.sample, look.total)
            found = recognise(store, self.archive, look)
            self._sampled = look.total
            if found.likely_root is not None:
                self._say(_may_be_posts_of(found.likely_root, self._root))
            if found.number == self.archive:
                return False
            self.archive, self._change, self._data_version = found.number, 0, -1
            return True

    def join(self, root: Path, other: Path) -> None:
        """Join the archives in two folders.

        Raises:
            StateUnusableError: Nothing can be written.
        """
        with self._lock, self._not_damaged_again():
            store = self._ready()
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
            return self._ready()

    def finish(self) -> str:
        """Save at the end of a run; what can't be saved goes into a separate file.

        Returns:
            A sentence that the user must see, or nothing.
        """
        try:
            self.save()
            if self._logs is not None and self._store is not None:
                self._logs.catch_up(self._store)
        except StateUnusableError as error:
            return self._leave_behind(error)
        except StateDamagedError:
            pass  # the next run finds it, and all is in the log
        finally:
            self.close()
        return "" if self.notice == self._said_at_first else self.notice

    def _leave_behind(self, error: StateUnusableError) -> str:
        count = len(self.state.unsaved)
        lines = "".join(f"{line}\n" for line in write_lines(list(self.state.unsaved)))
        for folder in (Path(tempfile.gettempdir()), Path.cwd()):
            with suppress(OSError):
                descriptor, name = tempfile.mkstemp(".jsonl", "reader-unsaved-", folder)
                os.close(descriptor)
                Path(name).write_text(lines, encoding="utf-8")
                return in_one_line([str(error), _saved_aside(count, name)])
        text = ngettext("{count:,} change is lost", "{count:,} changes are lost", count)
        return in_one_line([str(error), text.format(count=count)])

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
        with self._not_damaged_again():
            return self._open_sound()

    @contextmanager
    def _not_damaged_again(self) -> Iterator[None]:
        """Give up for now on a file that another process, or the disk itself, damages again."""
        try:
            yield
        except StateDamagedError as error:
            raise StateUnusableError(str(self.path), str(error)) from error

    def _open_sound(self) -> Sequence[Piece]:
        if self._logs is not None:
            self._logs.prepare()
        with translated_errors(self.path):
            if is_gone(self.path):
                raise StateDamagedError(_("it is gone"))
        try:
            store = StateStore(self.path)
        except NewerVersionError:
            store = StateStore(self.path, may_write=False)
            self._say(f"{self.path}: {_(_NEWER)}")
        except StateUnusableError:
            with suppress(StateUnusableError, StateDamagedError):
                self._read_only()
            raise
        try:
            return self._load(store)
        except BaseException:
            self._store = None
            store.close()
            raise

    def _load(self, store: StateStore) -> Sequence[Piece]:
        """Verify an open file, keep it open, and return what it holds."""
        if store.may_write:
            if store.is_small and not (self._is_verified and store.inode == self._inode):
                store.verify()
                self._is_verified = True
            elif not store.is_small:
                store.verify_names()
            self._say(store.take_up_leftovers())
        if self._logs is not None:
            self._logs.shorten()
            self._logs.catch_up(store)
            self._say(_said_of(self._logs))
        self.archive = number_of_root(store, self._root) if self._root else 0
        kept = store.load(self.archive)
        if store.inode != self._inode or kept.change < self._known_change:
            self._owes_all, self._inode = True, store.inode
        self._known_change = kept.change
        self._sampled = posts_sampled(store, self.archive)
        self._change, self._data_version = kept.change, store.data_version
        self._store, self.is_loaded = store, True
        return kept.pieces

    def _read_only(self) -> None:
        """Load a file that can be read but not written, also where it is damaged."""
        if self.is_loaded or not self.path.exists():
            return
        try:
            store = StateStore(self.path, may_write=False)
            with closing(store):
                if store.has_sums:
                    store.verify()
                self._take_in(store)
        except StateDamagedError:
            self._read_damaged()

    def _read_damaged(self) -> None:
        """Load what can be read of a damaged file where no other one can be made."""
        if not self.is_loaded:
            with (
                translated_errors(self.path),
                closing(StateStore(self.path, may_write=False, is_damaged=True)) as store,
            ):
                self._take_in(store)
            self._say(_("the reading state is damaged; what can be read of it is shown"))

    def _take_in(self, store: StateStore) -> None:
        self.archive = number_of_root(store, self._root) if self._root else 0
        self.state.take_in(store.load(self.archive).pieces)
        self.is_loaded = True

    def _ready(self) -> StateStore:
        """Return the file as it is now, opened again if it is another one than before."""
        if self._store is not None and not self._store.is_replaced:
            return self._store
        if self._store is not None:
            self._store.close()
            self._store = None
            self._owes_all = True
        self._open()
        self._change, self._data_version = 0, -1
        return self._opened()

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
        except (OSError, StateUnusableError) as error:
            with suppress(StateUnusableError, StateDamagedError):
                self._read_damaged()
            if isinstance(error, StateUnusableError):
                raise
            raise StateUnusableError(str(self.path.parent), str(error)) from error
        if recovery is not None:
            self._say(recovery.report)

    def _say(self, sentence: str) -> None:
        """Add a sentence to what the user is to be told."""
        self.notice = in_one_line([self.notice, sentence])


def _said_of(logs: HostLogs | None) -> str:
    """Return what the user is to be told of lines that were left out, once, or nothing."""
    if logs is None or not logs.left_out:
        return ""
    count, logs.left_out = logs.left_out, 0
    text = ngettext(
        "{count:,} line is damaged in the logs in {folder}, and left out",
        "{count:,} lines are damaged in the logs in {folder}, and left out",
        count,
    )
    return text.format(count=count, folder=logs.folder)


def _may_be_posts_of(likely_root: Path, root: Path | None) -> str:
    text = _(
        "these may be the posts of {folder}; to keep what you marked there:"
        " reader archives --join {quoted} {this}"
    )
    return text.format(
        folder=clean_line(str(likely_root)), quoted=_quoted(likely_root), this=_quoted(root)
    )


def _saved_aside(count: int, name: str) -> str:
    text = ngettext(
        "{count:,} change is in {path}: reader state import {path}",
        "{count:,} changes are in {path}: reader state import {path}",
        count,
    )
    return text.format(count=count, path=name)


def _quoted(path: Path | None) -> str:
    return shlex.quote(clean_line(str(path or "")))
