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
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple

from reader.posts.post import PostId
from reader.state.file.checksums import ARCHIVES, RECORDS, ROOTS, SWEEPS
from reader.state.file.store import StateStore

_SAMPLE_POSTS = 64
_MIN_SHARED_POSTS = 5
"""Posts that two samples must share; fewer may have the same names by chance."""
_MIN_SHARE = 0.3
"""How much of the smaller part of two samples must be shared: a clone may have grown since."""
_MIN_HELD = 0.9
"""How much of a sample must be among the posts of an archive that has grown since."""
_MIN_HELD_POSTS = 20
GROWN_BY = 1.5
"""A sample is taken again of an archive that is so many times as large."""
_NO_SAMPLE = "'[]'"
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


class Look(NamedTuple):
    """What one look at all posts of an archive tells."""

    sample: Sequence[str]
    """The ids by which it is known again."""
    total: int
    """How many posts there are."""
    found: Container[str]
    """Which ids of the samples of other archives are among them."""


class Recognised(NamedTuple):
    """Which archive one is."""

    number: int
    likely_root: Path | None = None
    """The folder of another one that it may be, too."""


def look_at(posts: Iterable[PostId], known: Mapping[int, Sequence[str]]) -> Look:
    """Look at every post of an archive: a second for a million.

    Args:
        posts: Their ids.
        known: The samples of other archives.
    """
    wanted = {post for sample in known.values() for post in sample}
    found: set[str] = set()
    total = 0

    def counted() -> Iterator[PostId]:
        nonlocal total
        for post in posts:
            total += 1
            if post in wanted:
                found.add(post)
            yield post

    sample = sample_of(counted())
    return Look(sample, total, found)


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
                ("INSERT INTO archives (number, key, sum) SELECT number, ?1, "
                 f"{ARCHIVES.sql_sum_of(('number', '?1', _NO_SAMPLE, '0'))} FROM"
                 " (SELECT coalesce(max(number), 0) + 1 AS number FROM archives)"
                 " WHERE NOT EXISTS (SELECT 1 FROM roots WHERE path = ?2)", (key, path)),
                ("INSERT INTO roots (path, archive, seen_us, sum)"
                 f" SELECT ?1, number, ?2, {ROOTS.sql_sum_of(('?1', 'number', '?2'))}"
                 " FROM archives WHERE key = ?3 ON CONFLICT DO NOTHING", (path, now, key)),
            ]
        )  # fmt: skip
        rows = store.execute("SELECT archive, seen_us FROM roots WHERE path = ?", (path,))
    ((number, seen_us),) = rows
    if store.may_write and now - int(str(seen_us)) > _DAY_US:
        sum_of = ROOTS.sql_sum_of(("path", "archive", "?1"))
        update = f"UPDATE roots SET seen_us = ?1, sum = {sum_of} WHERE path = ?2"
        store.execute_all([(update, (now, path))])
    return int(str(number))


def known_samples(store: StateStore) -> dict[int, Sequence[str]]:
    """Return the ids by which each archive is known, by its number."""
    rows = store.execute("SELECT number, sample FROM archives")
    return {int(str(number)): json.loads(str(text)) for number, text in rows}


def posts_sampled(store: StateStore, number: int) -> int:
    """Return how many posts an archive had when its sample was taken; 0 where it has none."""
    if not store.has_sums:  # version 1, which is read on a full disk
        return 0
    rows = store.execute("SELECT sampled FROM archives WHERE number = ?", (number,))
    return int(str(rows[0][0])) if rows else 0


def recognise(store: StateStore, number: int, look: Look) -> Recognised:
    """Find out which archive one is by its posts: itself, or one known before.

    The sample is kept. An archive that has no sample yet is joined with another one that is the
    same: one with a similar sample, or one whose sample it has and whose folders are gone, so that
    it was moved, however much it has grown since.

    Raises:
        StateUnusableError: Nothing can be written.
    """
    samples = known_samples(store)
    is_new = not samples.pop(number, None)
    text = json.dumps(look.sample)
    sum_of = ARCHIVES.sql_sum_of(("number", "key", "?1", "?2"))
    update = f"UPDATE archives SET sample = ?1, sampled = ?2, sum = {sum_of} WHERE number = ?3"
    store.execute_all([(update, (text, look.total, number))])
    if not is_new:
        return Recognised(number)
    likely = None
    for other, sample in sorted(samples.items()):
        shares = sum(post in look.found for post in sample)
        root = _latest_root(store, other)
        holds_all = shares >= _MIN_HELD_POSTS and shares >= _MIN_HELD * len(sample)
        if is_same(look.sample, sample) or (holds_all and root and not root.exists()):
            join(store, number, other)
            return Recognised(other)
        if shares >= max(_MIN_SHARED_POSTS, _MIN_SHARE * len(sample)):
            likely = likely or root
    return Recognised(number, likely)


def _latest_root(store: StateStore, number: int) -> Path | None:
    """Return a folder of an archive that is there, else the one that it was opened in last."""
    rows = store.execute(
        "SELECT path FROM roots WHERE archive = ? ORDER BY seen_us DESC", (number,)
    )
    roots = [Path(os.fsdecode(path)) for (path,) in rows if isinstance(path, bytes)]
    return next((root for root in roots if root.exists()), roots[0] if roots else None)


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
                    f"INSERT INTO {table.name} (archive, field, {post}, value, at_us, change, sum)"
                    f" SELECT ?1, field, {post}, {table.name}.value, at_us, counters.value, "
                    + table.sql_sum_of(
                        ("?1", "field", post, f"{table.name}.value", "at_us", "counters.value")
                    )
                    + f" FROM {table.name}, counters"
                    " WHERE archive = ?2 AND counters.name = 'change'"
                    " ON CONFLICT DO UPDATE SET value = excluded.value,"
                    " at_us = excluded.at_us, change = excluded.change, sum = excluded.sum"
                    f" WHERE excluded.at_us > {table.name}.at_us",
                    (into, number),
                )
                for table, post in ((RECORDS, "post"), (SWEEPS, "posts"))
            ),
            ("DELETE FROM records WHERE archive = ?", (number,)),
            ("DELETE FROM sweeps WHERE archive = ?", (number,)),
            (
                "UPDATE roots SET archive = ?1,"
                f" sum = {ROOTS.sql_sum_of(('path', '?1', 'seen_us'))} WHERE archive = ?2",
                (into, number),
            ),
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
