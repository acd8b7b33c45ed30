"""Runs all measurements in order; a failed one is reported as a row, and the rest continue."""

import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from archives import read_all, size_bytes
from figures import Bound, Figure, is_reached
from headers import header_cost
from marks import marks
from newsboat import NewsboatFigures, measure_newsboat
from output_bytes import output_bytes
from program import Reader
from ripgrep import search_files
from screens import arriving_posts, keys, memory_at_rest, unchanged_check, views
from searches import searches
from starts import build_by_screen, first_start, needle, short_runs, warm_starts
from support.pseudo_terminal import TimedOutError
from terminal import NotMeasuredError

NAMES = (
    "header",
    "newsboat",
    "ripgrep",
    "first",
    "index",
    "start",
    "keys",
    "bytes",
    "views",
    "marks",
    "memory",
    "check",
    "arrivals",
    "search",
)
"""What `--only` takes, in the order of the table."""
_WORD = "降准"
"""Search word; three of ten posts contain it."""
_PEER_POSTS = 100_000
"""Maximum posts for the peers; a million takes newsboat ten minutes and 4 GB."""
_NEWSBOAT_CHARACTERS = 6
"""Characters of a title that newsboat's list shows in one piece."""
_FAILURES = (NotMeasuredError, TimedOutError, OSError)
"""Errors of one measurement that do not end the run."""


class Benchmark:
    """A run: its archives, and the figures so far."""

    def __init__(self, archives: Mapping[int, Path], folder: Path, names: frozenset[str]) -> None:
        """Prepare a run.

        Args:
            archives: By number of posts, the fewest first.
            folder: For indexes, and temporary files of the peers.
            names: Measurements to run, out of `NAMES`.
        """
        self._archives = archives
        self._folder = folder
        self._work = folder / "work"
        self._names = names
        self._newsboat: dict[int, NewsboatFigures] = {}
        self.figures: list[Figure] = []

    @property
    def has_missed(self) -> bool:
        """Whether any figure violates its bound."""
        return any(
            is_reached(figure, bound) is False for figure in self.figures for bound in figure.bounds
        )

    def run(self) -> None:
        """Run the chosen measurements."""
        self.tidy()
        self._take("header", None, partial(header_cost, self._archives[max(self._archives)]))
        for posts, archive in self._archives.items():
            if posts <= _PEER_POSTS:
                self._take("newsboat", posts, partial(self._use_newsboat, archive, posts))
                self._take("ripgrep", posts, partial(search_files, archive, posts, _WORD))
            self._take("first", posts, partial(self._start_first, archive, posts))
            self._make_index(archive, posts)
        self._take("start", None, self._start_again)
        for posts, archive in self._archives.items():
            self._use_screen(archive, posts)

    def tidy(self) -> None:
        """Remove all but archives and indexes."""
        shutil.rmtree(self._work, ignore_errors=True)

    def _take(self, name: str, posts: int | None, measure: Callable[[], list[Figure]]) -> None:
        if name not in self._names:
            return
        sys.stderr.write(f"{name}{f' at {posts:,} posts' if posts else ''} …\n")
        try:
            self.figures += measure()
        except _FAILURES as error:
            reason = " ".join(str(error).split())[:160]
            self.figures.append(Figure(name, name, posts, None, "", reason))

    def _reader(self, posts: int) -> Reader:
        return Reader(self._folder / "homes" / f"posts-{posts}")

    def _use_newsboat(self, archive: Path, posts: int) -> list[Figure]:
        title = needle(archive)[:_NEWSBOAT_CHARACTERS]
        peer = measure_newsboat(archive, self._work / "newsboat", title, _WORD)
        self._newsboat[posts] = peer
        self.tidy()
        return [
            Figure("newsboat", "newsboat: import", posts, peer.import_seconds, "s"),
            Figure("newsboat", "newsboat: start and open the list", posts, peer.list_seconds, "s"),
            Figure(
                "newsboat",
                "newsboat: key, median",
                posts,
                peer.key.median_ms,
                "ms",
                peer.key.remark,
            ),
            Figure("newsboat", "newsboat: key, worst", posts, peer.key.worst_ms, "ms"),
            Figure("newsboat", "newsboat: memory", posts, peer.memory_mb, "MB", "RSS"),
            Figure("newsboat", f"newsboat: search {_WORD}", posts, peer.search_seconds, "s"),
        ]

    def _start_first(self, archive: Path, posts: int) -> list[Figure]:
        remark = f"after {read_all(archive):.0f} s of reading all files"
        try:
            return first_start(Reader(self._work / "first"), archive, posts, remark)
        finally:
            self.tidy()

    def _make_index(self, archive: Path, posts: int) -> None:
        """Build the index for all later measurements, a new one if that is measured."""
        if "index" in self._names:
            shutil.rmtree(self._reader(posts).home, ignore_errors=True)
            self._take("index", posts, partial(self._index, archive, posts))
        try:
            self._reader(posts).index(archive)
        except NotMeasuredError:
            with suppress(*_FAILURES):
                build_by_screen(self._reader(posts), archive)

    def _peers_search(self, posts: int) -> tuple[float | None, float | None]:
        """Return the search times of newsboat and ripgrep in seconds."""
        peer = self._newsboat.get(posts)
        times = [it.value for it in self.figures if (it.name, it.posts) == ("ripgrep", posts)]
        return peer.search_seconds if peer else None, times[0] if times else None

    def _index(self, archive: Path, posts: int) -> list[Figure]:
        reader = self._reader(posts)
        seconds = reader.index(archive)
        kept, all_bytes = reader.index_bytes() / 1024**2, size_bytes(archive) / 1024**2
        peer = self._newsboat.get(posts)
        bounds = (Bound(1.0, peer.import_seconds, "newsboat's import"),) if peer else ()
        size_bound = Bound(0.9, all_bytes, "the archive")
        return [
            Figure("index", "reader index, from nothing", posts, seconds, "s", "", bounds),
            Figure("index", "the index on disk", posts, kept, "MB", "", (size_bound,)),
        ]

    def _start_again(self) -> list[Figure]:
        readers = {posts: self._reader(posts) for posts in self._archives}
        lists = {posts: peer.list_seconds for posts, peer in self._newsboat.items()}
        return [
            *warm_starts(readers, self._archives, lists),
            *short_runs(readers, self._archives),
        ]

    def _use_screen(self, archive: Path, posts: int) -> None:
        reader, peer = self._reader(posts), self._newsboat.get(posts)
        key_ms = peer.key.median_ms if peer else None
        megabytes = peer.memory_mb if peer else None
        for name, measure in (
            ("keys", partial(keys, reader, archive, posts, key_ms)),
            ("bytes", partial(output_bytes, reader, archive, posts, peer)),
            ("views", partial(views, reader, archive, posts)),
            ("marks", partial(marks, reader, archive, posts)),
            ("memory", partial(memory_at_rest, reader, archive, posts, megabytes)),
            ("check", partial(unchanged_check, reader, archive, posts)),
            ("arrivals", partial(arriving_posts, reader, archive, posts)),
            ("search", partial(searches, reader, archive, posts, *self._peers_search(posts))),
        ):
            self._take(name, posts, measure)
