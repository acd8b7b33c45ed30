"""Measures parsing one header, from bytes to a `Post`, without the disk."""

import time
from itertools import islice
from pathlib import Path
from statistics import median

from figures import Bound, Figure

from reader.posts.post import PostId
from reader.posts.reading import FIRST_BYTES, parse_header
from reader.posts.source.file_bytes import FileBytes
from reader.posts.source.site import read_site

_POSTS = 2000
_ROUNDS = 5
_BOUND = Bound(15.0)
"""Microseconds."""


def header_cost(archive: Path) -> list[Figure]:
    """Read the headers of the newest posts repeatedly, unusual ones included.

    Of each file, the part that the reader reads for its header is used.
    """
    site, _ = read_site(archive)
    paths = islice(sorted((archive / "_posts").iterdir(), reverse=True), _POSTS)
    heads = [(f"_posts/{path.name}", _head(path), PostId(path.stem)) for path in paths]
    rounds, one_by_one = [], []
    for _ in range(_ROUNDS):
        start = time.perf_counter_ns()
        for path, head, post_id in heads:
            before = time.perf_counter_ns()
            parse_header(head, path, site, post_id)
            one_by_one.append((time.perf_counter_ns() - before) / 1000)
        rounds.append((time.perf_counter_ns() - start) / 1000 / len(heads))
    remark = f"mean of {len(heads)} posts; the median post {median(one_by_one):.1f}"
    return [Figure("header", "one header", None, min(rounds), "µs", remark, (_BOUND,))]


def _head(path: Path) -> FileBytes:
    size = path.stat().st_size
    with path.open("rb") as file:
        return FileBytes(file.read(FIRST_BYTES), size > FIRST_BYTES, size, 0)
