"""What the index records about itself: completeness, progress of a sync, changes."""

import json
import sqlite3
from dataclasses import asdict, dataclass, replace

from reader.archive.repository import Changes, Progress, Stage


@dataclass(frozen=True, slots=True)
class IndexMetadata:
    """The index as a whole; written with the posts it speaks of, in one transaction."""

    generation: str = ""
    """Random id of one build of the index; post numbers hold only within it."""
    zone: str = ""
    """Zone of dates that name none; in another one such a header means something else."""
    is_complete: bool = False
    """Whether every file has been read at least once since the index was made."""
    numbers_used: int = 0
    """The highest number that a post ever had."""
    posts: int = 0
    with_problem: int = 0
    """Posts with a problem."""
    left_out: int = 0
    """Files and folders that could not be taken as posts."""
    texts: int = 0
    """Posts whose text has been read, so that its words find them."""
    device: int = 0
    """Device of the archive's folder when it was last complete: an empty mount point differs."""
    added: int = 0
    """Posts ever added; the difference of two readings is what happened between them."""
    changed: int = 0
    moved: int = 0
    removed: int = 0
    returned: int = 0
    """Of those added, posts that had been removed before."""
    mended: int = 0
    """Posts ever found to be other than their files, by a check, and read again."""
    checked_to: int = 0
    """The last number that the check which is under way has looked at."""
    checked_at: int = 0
    """When the last check of all posts ended, in seconds since 1970."""
    stage: str = Stage.DONE.value
    done: int = 0
    total: int = 0

    @property
    def progress(self) -> Progress:
        """How far the sync that runs, or the last one, has come."""
        return Progress(Stage(self.stage), self.done, self.total)

    def at(self, stage: Stage, done: int, total: int) -> "IndexMetadata":
        """Return the same metadata at another point of a sync."""
        return replace(self, stage=stage.value, done=done, total=total)

    def since(self, before: "IndexMetadata") -> Changes:
        """Return what has happened since an earlier reading.

        If the index was rebuilt meanwhile, only the numbers of posts can be compared.
        """
        if self.generation != before.generation:
            more = self.posts - before.posts
            return Changes(added=max(more, 0), removed=max(-more, 0))
        changes = Changes(
            added=self.added - before.added,
            changed=self.changed - before.changed,
            moved=self.moved - before.moved,
            removed=self.removed - before.removed,
            returned=self.returned - before.returned,
        )
        return changes.without(min(changes.removed, changes.returned))


_NAME = "index"


def read_metadata(connection: sqlite3.Connection) -> IndexMetadata:
    """Return the metadata; defaults for a new index."""
    row = connection.execute("SELECT value FROM metadata WHERE name = ?", (_NAME,)).fetchone()
    return replace(
        IndexMetadata(**json.loads(row[0])) if row else IndexMetadata(),
        generation=read_generation(connection),
    )


def read_generation(connection: sqlite3.Connection) -> str:
    """Return the random id of this build of the index."""
    row = connection.execute("SELECT value FROM metadata WHERE name = 'generation'").fetchone()
    return str(row[0]) if row else ""


def write_metadata(connection: sqlite3.Connection, metadata: IndexMetadata) -> None:
    """Write the metadata, as part of the open transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO metadata (name, value) VALUES (?, ?)",
        (_NAME, json.dumps(asdict(metadata))),
    )
