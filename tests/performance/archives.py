"""Builds archives of any number of posts on disk, once, and keeps them.

The same number gives the same bytes with any number of processes: each batch has its own seed.
``_posts/`` holds the last three days, ``old_post/`` everything older.
"""

import json
import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from phrase_book import phrase_book
from stories import StoryTeller, moment_of

VERSION = 1
"""Version of the contents; an archive of another version is rebuilt."""
NEWEST = datetime(2022, 4, 28, 13, 1, 28)
_SEED = 600519
_BATCH = 2000
_MAX_POST_BYTES = 1 << 17
_READING_THREADS = 16
_DAYS_IN_POSTS = 3
_TITLE_AND_DATE = re.compile(
    r'^title: "(?P<title>.*)"\ndate: (?P<date>[\d-]{10} [\d:]{8})', re.MULTILINE
)
_ARRIVED = "2022-04-29-"
"""Prefix of the names of posts that arrive during a measurement."""


def keep_archive(folder: Path, posts: int, processes: int | None = None) -> Path:
    """Return the archive of `posts` posts below `folder`, written first if it is not there.

    A file beside it says that it is complete; what an interrupted run left is removed.
    """
    root, marker = folder / f"posts-{posts}", folder / f"posts-{posts}.json"
    facts = {"version": VERSION, "posts": posts, "seed": _SEED}
    if not _says(marker, facts):
        marker.unlink(missing_ok=True)
        if root.exists():
            shutil.rmtree(root)
        _write_archive(root, posts, processes)
        marker.write_text(json.dumps(facts), encoding="utf-8")
    _remove_arrivals(root)
    return root


def newest_title(root: Path) -> str:
    """Return the first title in the list of all posts."""
    titles = {}
    for path in (root / "_posts").glob(f"{NEWEST:%Y-%m-%d}-*"):
        header = path.read_bytes()[:1000].decode(errors="replace")
        found = _TITLE_AND_DATE.search(header)
        if found:
            titles[found["date"]] = found["title"]
    return titles[max(titles)]


def size_bytes(root: Path) -> int:
    """Return the total size of all posts in bytes; stats each file."""
    return sum(
        entry.stat().st_size
        for folder in ("_posts", "old_post")
        for entry in os.scandir(root / folder)
    )


def read_all(root: Path) -> float:
    """Read every post once into the page cache; return the seconds.

    In another process, because a million paths are 200 MB that would slow down each later start.
    """
    start = time.perf_counter()
    with ProcessPoolExecutor(1) as pool:
        pool.submit(_read_all, root).result()
    return time.perf_counter() - start


def _read_all(root: Path) -> None:
    """Read in the order of inodes: from a disk 9,100 files a second instead of 1,900."""
    folders = (os.scandir(root / folder) for folder in ("_posts", "old_post"))
    paths = [path for _, path in sorted((one.inode(), one.path) for f in folders for one in f)]
    parts = (paths[start : start + _BATCH] for start in range(0, len(paths), _BATCH))
    with ThreadPoolExecutor(_READING_THREADS) as threads:
        for _ in threads.map(_read_files, parts):
            pass


def _read_files(paths: Iterable[str]) -> None:
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.read(descriptor, _MAX_POST_BYTES)
        finally:
            os.close(descriptor)


@contextmanager
def arrivals(root: Path, count: int) -> Iterator[None]:
    """Add `count` newer posts to the archive, as after a pull, and remove them again."""
    teller = StoryTeller(phrase_book(_SEED), Random(f"{_SEED}-arrivals"))
    first = NEWEST + timedelta(days=1)
    posts = [teller.post(first + timedelta(seconds=30 * number)) for number in range(count)]
    try:
        for number, post in enumerate(posts):
            _write(root / "_posts" / f"{_ARRIVED}{number:06}.md", post.data)
        yield
    finally:
        _remove_arrivals(root)


def _remove_arrivals(root: Path) -> None:
    for name in os.listdir(root / "_posts"):
        if name.startswith(_ARRIVED):
            (root / "_posts" / name).unlink()


def _says(marker: Path, facts: dict[str, int]) -> bool:
    try:
        return bool(json.loads(marker.read_text(encoding="utf-8")) == facts)
    except (OSError, ValueError):
        return False


def _write_archive(root: Path, posts: int, processes: int | None) -> None:
    for folder in ("_posts", "old_post"):
        (root / folder).mkdir(parents=True)
    (root / "_config.yml").write_text("title: finews\ntimezone: Asia/Shanghai\n", encoding="utf-8")
    phrase_book(_SEED)  # made before the fork, so that the processes share it
    batches = range(0, posts, _BATCH)
    with ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        for _ in pool.map(_write_batch, *zip(*((root, at, posts) for at in batches), strict=True)):
            pass


def _write_batch(root: Path, start: int, posts: int) -> None:
    random = Random(f"{_SEED}-{start}")
    teller = StoryTeller(phrase_book(_SEED), random)
    border = NEWEST - timedelta(days=_DAYS_IN_POSTS)
    for number in range(start, min(start + _BATCH, posts)):
        moment = moment_of(number, NEWEST, random)
        post = teller.post(moment)
        _write(root / ("_posts" if moment > border else "old_post") / post.name, post.data)


def _write(path: Path, data: bytes) -> None:
    """Write a file; `Path.write_bytes` takes twice the time."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        os.write(descriptor, data)
    finally:
        os.close(descriptor)
