"""Which archive a folder is: known by the posts in it, so that it may be moved and cloned.

A folder that was opened before is known by its path. Another one is compared with the archives
that are known by a sample of the ids of its posts, always the same ones in the same posts
(bottom-k sketch by CRC-32; Cohen and Kaplan, "Summarizing data using bottom-k sketches", 2007).
"""

import json
import os
import time
import uuid
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path

from reader.posts.post import PostId
from reader.state.file.store import StateStore

_SAMPLE_POSTS = 64
_MIN_SHARED_POSTS = 5
"""Posts that two samples must share; fewer may have the same names by chance."""
_MIN_SHARE = 0.3
"""How much of the smaller part of two samples must be shared: a clone may have grown since."""
_DAY_US = 24 * 3600 * 1_000_000


@dataclass(frozen=True, slots=True)
class KnownArchive:
    """An archive of which something is kept."""

    number: int
    key: str
    """Its name among all, also on other machines."""
    roots: tuple[Path, ...]
    """Folders that it was opened in, the latest first."""
    seen_us: int
    """When it was opened last."""
    records: int
    """How many things are kept of single posts."""
    posts_swept: int
    """Posts of the largest mark over many at once."""


def sample_of(posts: Iterable[PostId]) -> list[str]:
    """Return the ids by which an archive is known again; looks at every post."""
    return nsmallest(_SAMPLE_POSTS, posts, key=_rank)


def is_same(sample: Sequence[str], other: Sequence[str]) -> bool:
    """Say whether two samples are of one archive, of which one may have grown since."""
    union = nsmallest(_SAMPLE_POSTS, {*sample, *other}, key=_rank)
    shared = len({*sample} & {*other} & {*union})
    return shared >= _MIN_SHARED_POSTS and shared >= _MIN_SHARE * len(union)


def _rank(post_id: str) -> tuple[int, str]:
    return zlib.crc32(os.fsencode(post_id)), post_id


def number_of_root(store: StateStore, root: Path) -> int:
    """Return the number of the archive in a folder; a new one where the folder is new.

    In a file that is only read it is 0, which is no archive's.

    Raises:
        StateUnusableError: It is new, and nothing can be written.
    """
    path, now = os.fsencode(root), time.time_ns() // 1000
    rows = store.execute("SELECT archive, seen_us FROM roots WHERE path = ?", (path,))
    if not rows and not store.may_write:
        return 0
    if not rows:
        key = uuid.uuid4().hex
        store.execute_all(
            [
                ("INSERT INTO archives (key) SELECT ? WHERE NOT EXISTS"
                 " (SELECT 1 FROM roots WHERE path = ?)", (key, path)),
                ("INSERT OR IGNORE INTO roots SELECT ?, number, ? FROM archives WHERE key = ?",
                 (path, now, key)),
            ]
        )  # fmt: skip
        rows = store.execute("SELECT archive, seen_us FROM roots WHERE path = ?", (path,))
    ((number, seen_us),) = rows
    if store.may_write and now - int(str(seen_us)) > _DAY_US:
        store.execute_all([("UPDATE roots SET seen_us = ? WHERE path = ?", (now, path))])
    return int(str(number))


def recognise(store: StateStore, number: int, sample: Sequence[str]) -> int:
    """Return the archive that one with this sample is: itself, or one known before.

    The sample is kept. Where another archive turns out to be the same, both are joined.

    Raises:
        StateUnusableError: Nothing can be written.
    """
    others = store.execute("SELECT number, sample FROM archives WHERE number <> ?", (number,))
    found = sorted(
        int(str(other)) for other, text in others if is_same(sample, json.loads(str(text)))
    )
    text = json.dumps(sample)
    store.execute_all([("UPDATE archives SET sample = ? WHERE number = ?", (text, number))])
    if not found:
        return number
    join(store, number, found[0])
    return found[0]


def join(store: StateStore, number: int, into: int) -> None:
    """Join two archives; of two records about the same post the later one holds.

    Raises:
        StateUnusableError: Nothing can be written.
    """
    if number == into:
        return
    store.execute_all(
        [
            ("UPDATE counters SET value = value + 1 WHERE name = 'change'", ()),
            *(
                (
                    f"INSERT INTO {table} (archive, field, {post}, value, at_us, change)"
                    f" SELECT ?, field, {post}, {table}.value, at_us, counters.value"
                    f" FROM {table}, counters"
                    " WHERE archive = ? AND counters.name = 'change'"
                    " ON CONFLICT DO UPDATE SET value = excluded.value,"
                    " at_us = excluded.at_us, change = excluded.change"
                    f" WHERE excluded.at_us > {table}.at_us",
                    (into, number),
                )
                for table, post in (("records", "post"), ("sweeps", "posts"))
            ),
            ("DELETE FROM records WHERE archive = ?", (number,)),
            ("DELETE FROM sweeps WHERE archive = ?", (number,)),
            ("UPDATE roots SET archive = ? WHERE archive = ?", (into, number)),
            ("DELETE FROM archives WHERE number = ?", (number,)),
        ]
    )


def known_archives(store: StateStore) -> list[KnownArchive]:
    """Return every archive of which something is kept, the one opened last first."""
    found = []
    for number, key in store.execute("SELECT number, key FROM archives"):
        roots = store.execute(
            "SELECT path, seen_us FROM roots WHERE archive = ? ORDER BY seen_us DESC", (number,)
        )
        ((records,),) = store.execute(
            "SELECT count(*) FROM records WHERE archive = ? AND value <> ''", (number,)
        )
        ((swept,),) = store.execute(
            "SELECT coalesce(max(count), 0) FROM sweeps JOIN post_sets s ON s.number = posts"
            " WHERE archive = ? AND value <> ''",
            (number,),
        )
        paths = tuple(Path(os.fsdecode(path)) for path, _ in roots if isinstance(path, bytes))
        seen = int(str(roots[0][1])) if roots else 0
        found.append(
            KnownArchive(
                int(str(number)), str(key), paths, seen, int(str(records)), int(str(swept))
            )
        )
    return sorted(found, key=lambda archive: -archive.seen_us)
