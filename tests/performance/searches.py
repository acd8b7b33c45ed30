"""Measures a search on the screen, from a key to the changed results."""

import re
import time
from pathlib import Path
from statistics import median, quantiles

from figures import Bound, Figure
from program import Reader
from starts import needle
from terminal import NotMeasuredError, TimedTerminal

_REST_SECONDS = 3600.0
_WAIT_SECONDS = 20.0
_TYPED = (
    "降准",
    "人民币汇率",
    "的",
    "新能源汽车",
    "市场 增长",
    "98.5%",
    "上涨 -下跌",
    "公司 利润",
    "2022",
)
"""Words of all kinds: frequent and rare, of one character and of five, numbers, and several."""
_RANKED_TIMES = 3
_COUNTED = ("降准", "的", "公司", "人民币")
_SEARCH_LINE = re.compile(r"Search ([^│]*?) ·[^│]*? ([\d,]+/[\d,]+\+?|0) ")


def searches(
    reader: Reader, archive: Path, posts: int, newsboat_s: float | None, ripgrep_s: float | None
) -> list[Figure]:
    """Type words key by key, then count them, then rank them."""
    with reader.at_rest(archive, needle(archive), _REST_SECONDS) as terminal:
        typed = [ms for words in _TYPED for ms in _type(terminal, words)]
        counted = [_count(terminal, words) for words in _COUNTED]
    ranked = [_rank(reader, archive, words) for words in _COUNTED]
    high = quantiles(typed, n=20)[-1]
    peers = [
        Bound(share, None if peer is None else peer * 1000, name)
        for share, peer, name in ((0.02, newsboat_s, "newsboat"), (0.1, ripgrep_s, "rg -l"))
    ]
    remark = f"{len(typed)} keys, worst {max(typed):.0f}"
    return [
        Figure("search", "key typed to results", posts, median(typed), "ms", remark,
               (Bound(30.0), *peers)),
        Figure("search", "the same, 95 of 100", posts, high, "ms", "", (Bound(80.0),)),
        Figure("search", "exact count, worst", posts, max(counted), "ms",
               f"median {median(counted):.0f}", (Bound(350.0),)),
        Figure("search", "best first, worst", posts, max(ranked), "ms",
               f"median {median(ranked):.0f}", (Bound(400.0),)),
    ]  # fmt: skip


def _type(terminal: TimedTerminal, words: str) -> list[float]:
    """Type a search key by key; return the milliseconds until each one's results were there."""
    terminal.press("/")
    times = []
    for end in range(1, len(words) + 1):
        if words[end - 1] in " -" or words[:end].endswith(" -"):
            terminal.press(words[end - 1])
            continue
        sent = time.perf_counter()
        terminal.send(words[end - 1])
        times.append(_until(terminal, words[:end], sent))
    terminal.press("\x1b")
    return times


def _count(terminal: TimedTerminal, words: str) -> float:
    """Return the milliseconds until the exact count was there."""
    terminal.press("/")
    sent = time.perf_counter()
    terminal.send(words)
    ms = _until(terminal, words, sent, is_counted=True)
    terminal.press("\x1b")
    return ms


def _rank(reader: Reader, archive: Path, words: str) -> float:
    """Return the extra milliseconds of a command for the best posts over the newest."""
    seconds = []
    for order in ("newest", "relevance"):
        command = ["search", "--archive", str(archive), "--limit", "20", "--sort", order, words]
        times = []
        for _ in range(_RANKED_TIMES):
            begun = time.perf_counter()
            if reader.run(command).returncode:
                raise NotMeasuredError(f"search {words!r} by {order} finds nothing")
            times.append(time.perf_counter() - begun)
        seconds.append(min(times))
    return (seconds[1] - seconds[0]) * 1000


def _until(terminal: TimedTerminal, words: str, sent: float, *, is_counted: bool = False) -> float:
    """Return the milliseconds from `sent` until the results for some words were shown."""

    def is_shown(screen: str) -> bool:
        found = _SEARCH_LINE.search(screen)
        if not found or found[1] != words:
            return False
        return not (is_counted and found[2].endswith("+"))

    try:
        return (terminal.shown(is_shown, _WAIT_SECONDS) - sent) * 1000
    except NotMeasuredError as error:
        raise NotMeasuredError(f"search {words!r}: {error}") from None
