"""One sync: brings an index up to date with the files, newest posts first, headers before texts.

Every batch is one transaction, so that it may be ended at any moment: the next one goes on with
what is still different.
"""

import hashlib
import heapq
import math
import os
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

from reader.archive.catalogue.walk import Folder, walk_folders
from reader.archive.repository import Progress, Stage
from reader.errors import ArchiveError
from reader.index.scan.comparing import (
    Differences,
    FileToRead,
    compare,
    compare_paths,
    sure_ns,
)
from reader.index.scan.content_checking import word_sums, wrong_posts
from reader.index.scan.header_reading import Read, UnreadableFile, read_headers
from reader.index.scan.known_folders import KnownFolders
from reader.index.scan.stamps import looking_for_changes
from reader.index.store.problem_rows import problem_of
from reader.index.sync.text_pass import TextPass
from reader.index.write.batches import batches
from reader.index.write.writer import IndexWriter
from reader.messages.language import gettext as _
from reader.posts.post import Problem
from reader.posts.source.file_name import USUAL_PLACES
from reader.posts.source.site import Site
from reader.posts.source.time_zones import LOCAL_ZONE
from reader.terminal_text import clean_line

FIRST_HEADERS = 200
"""Headers that are written before any others: three screens of 60 rows."""
_BATCH_SECONDS = 0.3
_BATCH_HEADERS = 5000
_NAME = itemgetter(0)
_BATCH_POSTS = 2000


def _ignore(_: Progress) -> None:
    """Discard a progress report."""


def _never() -> bool:
    return False


class Sync:
    """Works on one index, of which it is the only writer."""

    def __init__(
        self,
        root: Path,
        site: Site,
        connection: sqlite3.Connection,
        report: Callable[[Progress], None] = _ignore,
        is_cancelled: Callable[[], bool] = _never,
    ) -> None:
        self._root = root
        self._site = site
        self._connection = connection
        self._report = report
        self._is_cancelled = is_cancelled
        self._writer = IndexWriter(connection)
        self._texts = TextPass(root, site, connection, self._writer)

    def run(self, paths: Collection[str] | None = None, *, is_quick: bool = False) -> None:
        """Find what is different and store it.

        Args:
            paths: Look at these files only, below the root; None looks at everything.
            is_quick: Trust directory mtimes; misses files edited in place.

        Raises:
            ArchiveError: The archive can't be listed; the index stays as it was.
            sqlite3.Error: The index can't be read or written.
        """
        self._find_and_take_in(paths, is_quick=is_quick)
        if not self._is_cancelled():
            self._end(is_complete=True)

    def read_texts(self) -> None:
        """Read the texts that are missing.

        Raises:
            sqlite3.Error: The index can't be read or written.
        """
        self._texts.run(self._report, self._is_cancelled)
        if not self._is_cancelled():
            self._end(is_complete=self._writer.metadata.is_complete)

    def check(self, max_seconds: float | None) -> None:
        """Bring the index up to date, compare it with the files, and read again what differs.

        Args:
            max_seconds: After which comparing leaves off; the next time it goes on there. Of each
                text a sample of words is looked up then; without a limit, None, every word is.

        Raises:
            ArchiveError: The archive can't be listed; the index stays as it was.
            sqlite3.Error: The index can't be read or written.
        """
        self.run()
        self.read_texts()
        before = self._writer.metadata.mended
        self._compare_contents(math.inf if max_seconds is None else max_seconds)
        if self._writer.metadata.mended != before:
            self.run()
            self.read_texts()

    def _compare_contents(self, max_seconds: float) -> None:
        end = time.monotonic() + max_seconds
        after, sums = self._writer.metadata.checked_to, None
        if max_seconds == math.inf:
            after, sums = 0, word_sums(self._connection, self._is_cancelled)
        for last, wrong in wrong_posts(self._connection, self._root, self._site, after, sums):
            if self._is_cancelled():
                return
            with self._writer.batch():
                self._writer.doubt(wrong)
                self._writer.metadata = replace(self._writer.metadata, checked_to=last)
            self._report(Progress(Stage.CHECKING, last, self._writer.metadata.numbers_used))
            if time.monotonic() > end:
                return
        with self._writer.batch():
            self._writer.metadata = replace(
                self._writer.metadata, checked_to=0, checked_at=int(time.time())
            )

    def _find_and_take_in(self, paths: Collection[str] | None, *, is_quick: bool) -> None:
        self._report(Progress(Stage.CHECKING, 0, self._writer.metadata.posts))
        self._check_zone()
        was_complete = self._writer.metadata.is_complete
        if was_complete and paths is not None:
            differences = compare_paths(self._connection, self._root, paths, self._site.places)
            if differences is not None:
                self._forget_left_out(paths)
                self._take_in(differences)
                return
        if was_complete:
            self._pass_through(KnownFolders(self._connection), looks_at_files=False)
        if not (was_complete and is_quick):
            self._pass_through(None, looks_at_files=True)

    def _check_zone(self) -> None:
        """Mark every header to be read again if the site gives it another meaning now."""
        metadata, zone = self._writer.metadata, _zone_name(self._site)
        if metadata.zone != zone:
            with self._writer.batch():
                self._connection.execute("UPDATE posts SET mtime_ns = -abs(mtime_ns)")
                self._writer.metadata = replace(metadata, zone=zone, is_complete=False)

    def _pass_through(self, known: KnownFolders | None, *, looks_at_files: bool) -> None:
        """List the folders that are not known to be unchanged, and store what differs."""
        walked = []
        with looking_for_changes(self._connection, self._root, are_all=looks_at_files) as changed:
            for folder in walk_folders(
                self._root, known.below if known else _know_nothing, self._site.places
            ):
                walked.append(folder)
                if self._is_cancelled():
                    return
            self._check_mounted(walked)
            gone = KnownFolders(self._connection).gone(walked)
            listed = [folder for folder in walked if folder.is_listed]
            differences = compare(self._connection, [*listed, *map(Folder, gone)], changed)
        self._keep_left_out([folder for folder in walked if folder.is_listed or folder.problems])
        self._take_in(differences)
        if not self._is_cancelled():
            self._keep_folders(listed, gone)

    def _check_mounted(self, walked: Sequence[Folder]) -> None:
        """Refuse to empty the index for a folder on which nothing is mounted any more.

        Raises:
            ArchiveError: Not one post is left, and the folder lies on another device than before.
        """
        metadata = self._writer.metadata
        is_empty = not any(folder.names or not folder.is_listed for folder in walked)
        if is_empty and metadata.posts and metadata.device not in (0, _device(self._root)):
            raise ArchiveError(str(self._root), _("empty now; is its disk mounted?"))

    def _keep_left_out(self, walked: Sequence[Folder]) -> None:
        rows = self._connection.execute(
            "SELECT f.path, p.path, p.line, p.kind, p.handling, p.fields"
            " FROM problems p JOIN folders f ON f.number = p.folder WHERE p.post IS NULL"
        )
        known: dict[str, set[Problem]] = {}
        for folder_path, *values in rows:
            known.setdefault(os.fsdecode(folder_path), set()).add(problem_of(*values))
        different = [
            folder for folder in walked if known.get(folder.path, set()) != set(folder.problems)
        ]
        if different:
            with self._writer.batch():
                for folder in different:
                    self._writer.leave_in(folder.path)
                    self._writer.leave_out(folder.path, folder.problems)

    def _forget_left_out(self, paths: Collection[str]) -> None:
        """Forget why files were left out that are gone or can be posts now."""
        rows = self._connection.execute("SELECT path FROM problems WHERE post IS NULL").fetchall()
        known = {path for (path,) in rows}
        mended = [path for path in paths if clean_line(path) in known] if known else []
        if mended:
            with self._writer.batch():
                for path in mended:
                    self._writer.leave_in(path.rpartition("/")[0], path)

    def _take_in(self, differences: Differences) -> None:
        gone, total = differences.gone, len(differences.to_read)
        for start in range(0, len(gone), _BATCH_POSTS):
            with self._writer.batch():
                self._writer.remove(gone[start : start + _BATCH_POSTS])
        done = 0
        for files in _newest_first(differences.to_read):
            for reads in batches(
                read_headers(self._root, self._site, files), _BATCH_SECONDS, _BATCH_HEADERS
            ):
                if self._is_cancelled():
                    return
                done += len(reads)
                stage = Stage.READING if done > FIRST_HEADERS else Stage.LISTED
                with self._writer.batch():
                    self._store(reads)
                    self._writer.metadata = self._writer.metadata.at(stage, done, total)
                self._report(Progress(stage, done, total))

    def _store(self, reads: Sequence[Read]) -> None:
        unreadable = [read for read in reads if isinstance(read, UnreadableFile)]
        self._writer.store([read for read in reads if not isinstance(read, UnreadableFile)])
        self._writer.remove(read.file.number for read in unreadable if read.file.number)
        for read in unreadable:
            self._writer.leave_in(read.file.folder, read.problem.path)
            self._writer.leave_out(read.file.folder, [read.problem])

    def _keep_folders(self, listed: Sequence[Folder], gone: Sequence[str]) -> None:
        known = KnownFolders(self._connection)
        changed = [folder for folder in listed if known.differs(folder)]
        if changed or gone:
            with self._writer.batch():
                for folder in changed:
                    self._writer.set_folder(folder, sure_ns(folder.mtime_ns))
                for path in gone:
                    self._writer.drop_folder(path)

    def _end(self, *, is_complete: bool) -> None:
        metadata = self._writer.metadata
        ended = replace(
            metadata.at(Stage.DONE, metadata.done, metadata.total),
            is_complete=is_complete,
            device=_device(self._root),
        )
        if metadata != ended:
            with self._writer.batch():
                self._writer.forget_gone()
                self._writer.metadata = ended
        self._report(ended.progress)


def _know_nothing(_path: str, _mtime_ns: int) -> None:
    return None


def _newest_first(files: list[FileToRead]) -> Iterator[list[FileToRead]]:
    """Yield the newest by name, for the first screen, then all others.

    A date in a name sorts as a text does, but for the few that are written without zeros: the
    order decides what is there first, nothing else.
    """
    dated = [file for file in files if "0" <= file.name[0] <= "9"]
    others = [file for file in files if not "0" <= file.name[0] <= "9"]
    first = heapq.nlargest(FIRST_HEADERS, dated, key=_NAME)
    yield first or others[:FIRST_HEADERS]
    dated.sort(key=_NAME, reverse=True)  # whole tuples take three times as long
    yield dated[len(first) :] + (others if first else others[FIRST_HEADERS:])


def _device(root: Path) -> int:
    return root.stat().st_dev


def _zone_name(site: Site) -> str:
    """Return what tells a zone from others, the machine's own by its rules.

    With it stands what else of the site's settings is in headers or decides which files are posts.
    """
    name = str(site.timezone)
    if site.timezone is LOCAL_ZONE:
        name = f"local {time.tzname} {time.timezone} {time.altzone}"
    if not site.defaults and site.places == USUAL_PLACES:
        return name
    places = (sorted(site.places.extensions), sorted(site.places.collections), site.places.outer)
    digest = hashlib.sha256(repr((site.defaults, places)).encode("utf-8", "replace"))
    return f"{name} {digest.hexdigest()[:16]}"
