"""Writes posts into files, in the background."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reader.archive.repository import Selection
from reader.errors import OutputError, PostNotFoundError, PostUnreadableError, ReaderError
from reader.export.exported_post import ExportedPost
from reader.export.formats import FORMATS, ExportFormat
from reader.export.target import Target, check_target, target_of, write_target
from reader.messages.language import gettext as _
from reader.messages.system_errors import system_reason
from reader.posts.post import Post
from reader.session import Session
from reader.terminal_text import clean_line
from reader.ui.loaders.loader import Deliver, Loader

_PAGE_POSTS = 200
_REPORT_SECONDS = 0.25
_STOP_SECONDS = 1.0
"""Longest wait for an unfinished file to be removed at the end of a run."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the user wants posts to be written."""

    target: Target
    form: ExportFormat
    is_taken: bool
    """Whether a file is there already."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Posts to be written together: one, or rows of a selection."""

    posts: tuple[Post, ...] = ()
    selection: Selection | None = None
    """Instead of `posts`."""
    rows: range | None = None
    """Only these rows of the selection; None for all."""

    def __iter__(self) -> Iterator[Post]:
        """Yield the posts; those of a selection are read page by page.

        Raises:
            IndexLostError: The index was damaged.
        """
        yield from self.posts
        if self.selection is None:
            return
        if self.rows is None:
            self.selection.complete()
        rows = self.rows or range(len(self.selection))
        for start in range(rows.start, rows.stop, _PAGE_POSTS):
            yield from self.selection.rows(start, min(start + _PAGE_POSTS, rows.stop))


@dataclass(frozen=True, slots=True)
class Written:
    """A finished export."""

    path: Path
    posts: int
    failed: int
    """Posts that could not be read."""


class ExportLoader:
    """One thread; one export at a time."""

    def __init__(self, session: Session, deliver: Deliver) -> None:
        self._session = session
        self._loader = Loader("export", deliver)
        self._stopping = threading.Event()

    def find(
        self,
        name: str,
        default_name: str,
        then: Callable[[Destination], object],
        failed: Callable[[ReaderError], object],
    ) -> None:
        """Look at the place of a file before anything is written to it.

        Args:
            name: Path of a file or, with a slash at the end or where there is one, of a folder.
            default_name: Name of the file in a folder; empty if the format may fill the folder.
            then: Takes the destination.
            failed: Takes the `OutputError` if nothing can be written there.
        """
        self._loader.ask("find", partial(_find, name, default_name), then, failed)

    def write(
        self,
        destination: Destination,
        batch: Batch,
        progressed: Callable[[int], object],
        then: Callable[[Written], object],
        failed: Callable[[ReaderError], object],
    ) -> None:
        """Write posts; a file that is there is replaced.

        Args:
            destination: From `find`.
            batch: The posts.
            progressed: Takes how many are written, some times a second.
            then: Takes the result.
            failed: Takes the `OutputError` if it can't be written or was stopped.
        """
        self._stopping = stopping = threading.Event()
        work = partial(self._write, destination, batch, progressed, stopping)
        self._loader.ask("write", work, then, failed)

    def stop(self) -> None:
        """Stop writing after the current post; an unfinished file is removed."""
        self._stopping.set()

    def close(self) -> None:
        """Stop writing, and end the thread."""
        self.stop()
        self._loader.wait_briefly(_STOP_SECONDS)
        self._loader.close()

    def _write(
        self,
        destination: Destination,
        batch: Batch,
        progressed: Callable[[int], object],
        stopping: threading.Event,
    ) -> Written:
        target, form = destination.target, destination.form
        stopped = (
            _("stopped; some files are in {path}").format(path=clean_line(str(target.path)))
            if target.is_folder
            else _("stopped; nothing is written")
        )
        reading = _Reading(self._session, form, batch, stopping, stopped)

        def report(count: int) -> None:
            self._loader.tell(partial(progressed, count))

        try:
            write_target(target, form, reading.posts(report))
        except OSError as error:
            raise _unwritable(target.path, error) from error
        return Written(target.path, reading.count, reading.failed)


class _Reading:
    """Reads posts one by one, and skips those that can't be read."""

    def __init__(
        self,
        session: Session,
        form: ExportFormat,
        batch: Batch,
        stopping: threading.Event,
        stopped: str,
    ) -> None:
        self._session = session
        self._form = form
        self._batch = batch
        self._stopping = stopping
        self._stopped = stopped
        self.count = 0
        self.failed = 0

    def posts(self, report: Callable[[int], object]) -> Iterator[ExportedPost]:
        """Yield the posts.

        Raises:
            OutputError: It is stopped, or the only post can't be read.
        """
        reported_at = time.monotonic()
        for post in self._batch:
            if self._stopping.is_set():
                raise OutputError(self._stopped)
            exported = self._read(post)
            if exported is not None:
                self.count += 1
                yield exported
            if time.monotonic() - reported_at >= _REPORT_SECONDS:
                reported_at = time.monotonic()
                report(self.count)

    def _read(self, post: Post) -> ExportedPost | None:
        try:
            return self._session.read_for_export(post, self._form.needs)
        except (PostNotFoundError, PostUnreadableError):
            if self._batch.posts:
                raise
            self.failed += 1
            return None


def _find(name: str, default_name: str) -> Destination:
    path = Path(name).expanduser()
    try:
        target = target_of(path, is_folder=name.endswith(os.sep))
        if target.is_folder and default_name:
            target = target_of(path / default_name, is_folder=False)
        form = FORMATS[target.format_by_name or ("md" if target.is_folder else "txt")]
        check_target(target, form)
        return Destination(target, form, not target.is_folder and target.path.exists())
    except (OSError, RuntimeError) as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: Exception) -> OutputError:
    text = _("{path} can't be written: {reason}")
    return OutputError(text.format(path=clean_line(str(path)), reason=system_reason(error)))
