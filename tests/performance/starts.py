"""Measures the start: the first one, and those with an index."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from archives import newest_title
from figures import Bound, Figure
from program import Reader, is_working, wait_for_rest

_REPEATS = 7
_FIRST_TITLE_SECONDS = 600.0
_HEADERS_SECONDS = 3600.0
_FIRST_START_BOUNDS = {
    100_000: ((Bound(1.0),), (Bound(8.0),)),
    1_000_000: ((Bound(4.0),), (Bound(60.0),)),
}
"""By posts: seconds to the first titles and to all headers."""
TEXTUAL = "import textual.app"
_WORDS_SECONDS = 0.1
_SHORT_REPEATS = 15


def first_start(reader: Reader, archive: Path, posts: int, remark: str) -> list[Figure]:
    """Start without an index: until titles are shown, and until all headers are known."""
    titles_bound, headers_bound = _FIRST_START_BOUNDS.get(posts, ((), ()))
    with reader.opened(archive) as terminal:
        titles = terminal.wait_for_text(needle(archive), _FIRST_TITLE_SECONDS)
        watch = _HeaderWatch(posts)
        rest = wait_for_rest(terminal, _HEADERS_SECONDS, watch.look)
        known = watch.moment or rest
        headers = known - terminal.started
        whole = rest - terminal.started
    name = "first"
    return [
        Figure(name, "first start ever: first titles", posts, titles, "s", remark, titles_bound),
        Figure(name, "first start ever: all headers", posts, headers, "s", "", headers_bound),
        Figure(name, "first start ever: at rest", posts, whole, "s"),
    ]


def build_by_screen(reader: Reader, archive: Path) -> None:
    """Build the index by the screen, if the command can't."""
    with reader.at_rest(archive, needle(archive), _HEADERS_SECONDS):
        pass


def warm_starts(
    readers: Mapping[int, Reader], archives: Mapping[int, Path], newsboat: Mapping[int, float]
) -> list[Figure]:
    """Start repeatedly with an index, alternating the archives and Textual's import.

    Args:
        readers: Readers with an index, by number of posts.
        archives: By number of posts.
        newsboat: Seconds until it shows the list of as many posts, if measured.
    """
    times: dict[int, list[float]] = {posts: [] for posts in archives}
    imports = []
    for _ in range(_REPEATS):
        imports.append(_import_seconds())
        for posts, archive in archives.items():
            with readers[posts].opened(archive) as terminal:
                times[posts].append(terminal.wait_for_text(needle(archive), _FIRST_TITLE_SECONDS))
    bare = median(imports)
    few = min(archives)
    figures = [Figure("start", f'python -c "{TEXTUAL}"', None, bare, "s", _best(imports))]
    for posts, seconds in times.items():
        bounds = [Bound(1.7, bare, "the import of Textual")] if posts == max(archives) else []
        if posts != few:
            bounds.append(Bound(1.25, median(times[few]), f"at {few:,}"))
        if posts in newsboat:
            bounds.append(Bound(0.2, newsboat[posts], "newsboat"))
        what = "warm start to first titles"
        figures.append(
            Figure("start", what, posts, median(seconds), "s", _best(seconds), tuple(bounds))
        )
    return figures


def short_runs(readers: Mapping[int, Reader], archives: Mapping[int, Path]) -> list[Figure]:
    """Run the version beside bare Python, and ask for the words that a shell's Tab waits for."""
    bare = _run_seconds([sys.executable, "-c", "pass"], {})
    version = _run_seconds([sys.executable, "-m", "reader", "--version"], {})
    figures = [
        Figure("start", "python -c pass", None, bare, "s"),
        Figure(
            "start", "reader --version", None, version, "s", "", (Bound(2.0, bare, "bare Python"),)
        ),
    ]
    for posts, archive in archives.items():
        asked = [sys.executable, "-m", "reader", "complete-words", "tag", "", str(archive)]
        seconds = _run_seconds(asked, readers[posts].environment)
        what, bounds = "tags for a shell's Tab", (Bound(_WORDS_SECONDS),)
        figures.append(Figure("start", what, posts, seconds, "s", "", bounds))
    return figures


def _run_seconds(command: list[str], environment: Mapping[str, str]) -> float:
    """Return the median time of a command."""
    seconds = []
    for _ in range(_SHORT_REPEATS):
        start = time.perf_counter()
        subprocess.run(
            command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, check=True
        )
        seconds.append(time.perf_counter() - start)
    return median(seconds)


def needle(archive: Path) -> str:
    """Return the part of the newest post's title that every list shows."""
    return newest_title(archive)[:8]


class _HeaderWatch:
    """Notices when all headers are known: the count is full, and the first pass has ended."""

    def __init__(self, posts: int) -> None:
        self.moment: float | None = None
        self._count = re.compile(rf"\b{posts:,} posts")
        self._first_label = ""

    def look(self, screen: str) -> None:
        """Check the screen; the word before the percentage distinguishes the passes."""
        if self.moment is not None:
            return
        top = screen.partition("\n")[0]
        label = re.search(r"posts\s+(\D*?)\s*\d+%", top)
        word = label[1] if label else ""
        self._first_label = self._first_label or word
        is_first_pass = is_working(screen) and word == self._first_label
        if self._count.search(top) and not is_first_pass:
            self.moment = time.perf_counter()


def _import_seconds() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", TEXTUAL], check=True)
    return time.perf_counter() - start


def _best(seconds: list[float]) -> str:
    return f"median of {len(seconds)}, best {min(seconds):.2f}"
