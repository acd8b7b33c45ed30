"""What an index knows of itself: how complete it is, how far a sync has come, what has changed."""

import json
import sqlite3
from dataclasses import asdict, dataclass, replace

from reader.archive.repository import Changes, Progress, Stage


@dataclass(frozen=True, slots=True)
class Facts:
    """The index as a whole; written with the posts it speaks of, in one transaction."""

    made: str = ""
    """Which making of the index this is; numbers of posts mean nothing in another one."""
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
    stage: str = Stage.DONE.value
    done: int = 0
    total: int = 0

    @property
    def progress(self) -> Progress:
        """How far the sync that runs, or the last one, has come."""
        return Progress(Stage(self.stage), self.done, self.total)

    def at(self, stage: Stage, done: int, total: int) -> "Facts":
        """Return the same facts at another point of a sync."""
        return replace(self, stage=stage.value, done=done, total=total)

    def since(self, before: "Facts") -> Changes:
        """Return what has happened since an earlier reading.

        Where the index was made anew meanwhile only the numbers of posts can be compared.
        """
        if self.made != before.made:
            more = self.posts - before.posts
            return Changes(added=max(more, 0), removed=max(-more, 0))
        return Changes(
            added=self.added - before.added,
            changed=self.changed - before.changed,
            moved=self.moved - before.moved,
            removed=self.removed - before.removed,
        )


_NAME = "index"


def read_facts(connection: sqlite3.Connection) -> Facts:
    """Return the facts; those of a new index are the defaults."""
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (_NAME,)).fetchone()
    return replace(Facts(**json.loads(row[0])) if row else Facts(), made=read_made(connection))


def read_made(connection: sqlite3.Connection) -> str:
    """Return which making of the index this is."""
    row = connection.execute("SELECT value FROM facts WHERE name = 'made'").fetchone()
    return str(row[0]) if row else ""


def write_facts(connection: sqlite3.Connection, facts: Facts) -> None:
    """Write the facts, as part of the transaction that is open."""
    connection.execute(
        "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)",
        (_NAME, json.dumps(asdict(facts))),
    )
