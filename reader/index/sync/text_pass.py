"""The second pass of a sync: the texts of posts whose headers are known, newest first.

Every batch is one transaction. What is pending is what the index says, so that a pass that was
ended at any moment goes on where it was.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reader.archive.repository import Progress, Stage
from reader.index.scan.text_reading import TextToRead, read_texts
from reader.index.store.post_rows import ReadText, path_of
from reader.index.write.batches import batches
from reader.index.write.text_numbers import Position
from reader.index.write.text_writer import TextWriter
from reader.index.write.writer import IndexWriter
from reader.posts.source.site import Site

_ROUND = 2000
"""Files that are looked up at a time."""
_BATCH_SECONDS = 0.7
_BATCH_TEXTS = 6000
"""So many are written in a second, in which the workers read as many."""


class TextPass:
    """Works on one index, within the sync that is its only writer."""

    def __init__(
        self, root: Path, site: Site, connection: sqlite3.Connection, writer: IndexWriter
    ) -> None:
        self._root = root
        self._site = site
        self._connection = connection
        self._writer = writer
        self._texts = TextWriter(connection)

    def run(self, report: Callable[[Progress], None], is_cancelled: Callable[[], bool]) -> None:
        """Read every text that is missing; where too much is stale, all of them.

        Raises:
            sqlite3.Error: The index can't be read or written.
        """
        if self._texts.is_worn_out(self._writer.metadata.texts):
            with self._writer.batch():
                self._texts.forget_all()
                self._writer.metadata = replace(self._writer.metadata, texts=0)
        is_first = not self._writer.metadata.texts
        for batch in self._batches():
            if is_cancelled():
                return
            if is_first:  # now the next texts are being read already
                with self._writer.batch():
                    self._writer.fill_pages()
                is_first = False
            self._store(batch)
            report(self._writer.metadata.progress)

    def _batches(self) -> Iterator[list[tuple[ReadText, Position]]]:
        """Yield what has no text, newest first; what could not be read does not come again."""
        positions: dict[int, Position] = {}
        files = self._pending(positions)
        for texts in batches(
            read_texts(self._root, self._site, files), _BATCH_SECONDS, _BATCH_TEXTS
        ):
            yield [(text, positions.pop(text.number)) for text in texts]

    def _pending(self, positions: dict[int, Position]) -> Iterator[TextToRead]:
        """Yield the files to read as they are needed, and keep where each is in time."""
        after: Position | None = None
        while rows := pending(self._connection, after, _ROUND):
            after = rows[-1][1]
            for file, position in rows:
                positions[file.number] = position
                yield file

    def _store(self, batch: Sequence[tuple[ReadText, Position]]) -> None:
        metadata = self._writer.metadata
        done = metadata.texts + len(batch)
        with self._writer.batch():
            self._texts.store([text for text, _ in batch], [position for _, position in batch])
            self._writer.metadata = replace(metadata, texts=done).at(
                Stage.TEXTS, done, metadata.posts
            )


def pending(
    connection: sqlite3.Connection, after: Position | None, most: int
) -> list[tuple[TextToRead, Position]]:
    """Return the newest posts without text that are older than a position."""
    where, values = ("", ()) if after is None else (" AND (moment, stem, rank) < (?, ?, ?)", after)
    rows = connection.execute(
        "SELECT p.number, f.path, p.stem, p.extension, p.size, p.mtime_ns, p.title, p.moment,"
        f" p.rank FROM posts p JOIN folders f ON f.number = p.folder WHERE p.text IS NULL{where}"
        " ORDER BY p.moment DESC, p.stem DESC, p.rank DESC LIMIT ?",
        (*values, most),
    )
    return [
        (
            TextToRead(
                number, path_of(os.fsdecode(folder), stem, extension), size, mtime_ns, title
            ),
            Position(moment, stem, rank),
        )
        for number, folder, stem, extension, size, mtime_ns, title, moment, rank in rows
    ]
