"""Measures an open archive: keys, views, memory, checks, and new posts."""

import re
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from archives import arrivals
from figures import Bound, Figure
from processes import memory, processor_seconds
from program import Reader, wait_for_rest
from starts import needle
from terminal import KeyFigures, NotMeasuredError, TimedTerminal

_REST_SECONDS = 3600.0
_KEYS = 60
"""Keys pressed at each position: more than two pages, so that page turns are included."""
_MEDIAN_MS, _WORST_MS = 6.0, 30.0
_SHORT_QUIET_SECONDS = 0.04
"""Silence after which a key counts as answered while something else writes now and then."""
_ARRIVALS = 500
_TOLD_SECONDS = 20.0
_POLL_SECONDS = 0.02
_FIRST_SIDEBAR_LINE = 2
_POSITION = re.compile(r"([\d,]+)/([\d,]+)")


def keys(reader: Reader, archive: Path, posts: int, newsboat_ms: float | None) -> list[Figure]:
    """Press keys at the top, in the middle and at the end of the list."""
    figures = []
    with reader.at_rest(archive, needle(archive), _REST_SECONDS) as terminal:
        for place, go in _PLACES.items():
            try:
                go(terminal, posts)
                terminal.read_for(1.0)
                pressed = terminal.press_each(("k" if place == "end" else "j") * _KEYS)
                figures += _key_figures(f"key at the {place}", posts, pressed, newsboat_ms)
            except NotMeasuredError as error:
                figures.append(_missing("keys", f"key at the {place}", posts, "ms", error))
    return figures


def views(reader: Reader, archive: Path, posts: int) -> list[Figure]:
    """Choose categories, a year and a month in the sidebar, until their first rows are seen."""
    with reader.at_rest(archive, needle(archive), _REST_SECONDS) as terminal:
        _unfold_last_year(terminal)
        times: dict[str, list[float]] = {what: [] for what in _VIEWS}
        failures: dict[str, str] = {}
        for what in [*_VIEWS] * _VIEW_REPEATS:
            try:
                times[what].append(_VIEWS[what](terminal))
            except NotMeasuredError as error:
                failures[what] = str(error)
    return [_view_figure(what, posts, times[what], failures.get(what, "")) for what in _VIEWS]


def _view_figure(what: str, posts: int, times: list[float], failure: str) -> Figure:
    if failure or not times:
        return Figure("views", what, posts, None, "ms", failure, (Bound(40.0),))
    remark = f"median of {len(times)}, worst {max(times):.1f}"
    return Figure("views", what, posts, median(times), "ms", remark, (Bound(40.0),))


def memory_at_rest(
    reader: Reader, archive: Path, posts: int, newsboat_mb: float | None
) -> list[Figure]:
    """Measure the memory of all processes after a check, and after moving through the list."""
    with reader.at_rest(archive, needle(archive), _REST_SECONDS) as terminal:
        first = memory(terminal.process.pid)
        terminal.press("G")
        terminal.press_each("\x02" * 20)
        terminal.read_for(1.0)
        later = memory(terminal.process.pid)
        used = processor_seconds(terminal.process.pid)
    most = max(first.resident, later.resident)
    share = later.proportional
    bounds = [Bound(90.0)]
    if newsboat_mb is not None:
        bounds.append(Bound(0.25, newsboat_mb, "newsboat"))
    remark = f"RSS, {later.processes} processes; {used:.1f} s of processor so far"
    return [
        Figure("memory", "memory of all processes", posts, most, "MB", remark, tuple(bounds)),
        Figure("memory", "the same, shared pages divided", posts, share, "MB", "PSS"),
    ]


def unchanged_check(reader: Reader, archive: Path, posts: int) -> list[Figure]:
    """Time the check of an unchanged archive, then press keys during one."""
    with reader.opened(archive) as terminal:
        terminal.wait_for_text(needle(archive), _REST_SECONDS)
        seconds = wait_for_rest(terminal, _REST_SECONDS) - terminal.started
    figures = [
        Figure("check", "nothing changed: check done", posts, seconds, "s", "", (Bound(8.0),))
    ]
    with reader.opened(archive) as terminal:
        titles = terminal.wait_for_text(needle(archive), _REST_SECONDS)
        count = int(min(max((seconds - titles) / 0.1, 10), 200))
        pressed = terminal.press_each("j" * count, _SHORT_QUIET_SECONDS)
    return figures + _key_figures("key during the check", posts, pressed, name="check")


def arriving_posts(reader: Reader, archive: Path, posts: int) -> list[Figure]:
    """Add posts to the open archive, until the screen announces them and finds them."""
    with (
        reader.at_rest(archive, needle(archive), _REST_SECONDS) as terminal,
        arrivals(archive, _ARRIVALS),
    ):
        written = time.perf_counter()
        terminal.press("jjj")  # at the top they would be taken in instead of announced
        seconds, remark = None, ""
        try:
            seconds = terminal.shown(_is_told, _TOLD_SECONDS) - written
        except NotMeasuredError:
            asked = time.perf_counter()
            terminal.send("r")
            told = terminal.shown(_is_told, _REST_SECONDS)
            remark = f"not in {_TOLD_SECONDS:.0f} s; after r in {told - asked:.1f} s"
        found = _until_found(reader, terminal, posts + _ARRIVALS) - written
    what = f"{_ARRIVALS} new posts until"
    return [
        Figure("arrivals", f"{what} announced", posts, seconds, "s", remark, (Bound(2.0),)),
        Figure("arrivals", f"{what} searchable", posts, found, "s", "", (Bound(2.0),)),
    ]


def _until_found(reader: Reader, terminal: TimedTerminal, texts: int) -> float:
    """Return the time when the index had a number of texts."""
    end = time.perf_counter() + _TOLD_SECONDS
    while reader.indexed_texts() < texts:
        terminal.read_for(_POLL_SECONDS)
        if time.perf_counter() > end:
            raise NotMeasuredError(f"not {texts} texts in the index after {_TOLD_SECONDS:.0f} s")
    return time.perf_counter()


def _is_told(screen: str) -> bool:
    return f"{_ARRIVALS} new" in screen


def _go_to_top(terminal: TimedTerminal, posts: int) -> None:
    terminal.press("g")


def _go_to_end(terminal: TimedTerminal, posts: int) -> None:
    terminal.press("G")
    _check_position(terminal, posts, posts)


def _go_to_middle(terminal: TimedTerminal, posts: int) -> None:
    terminal.press("#")
    terminal.press("50%")
    terminal.press("\r")
    _check_position(terminal, posts // 2, posts)


def _check_position(terminal: TimedTerminal, wanted: int, posts: int) -> None:
    """Check that the list's title shows a row near the wanted one."""
    found = _POSITION.search(terminal.screen)
    row = int(found[1].replace(",", "")) if found else 0
    if abs(row - wanted) > max(posts // 50, 1):
        raise NotMeasuredError(f"row {wanted:,} was wanted, {row:,} is shown")


_PLACES: dict[str, Callable[[TimedTerminal, int], None]] = {
    "top": _go_to_top,
    "middle": _go_to_middle,
    "end": _go_to_end,
}


def _category(terminal: TimedTerminal, *, row: int) -> float:
    """Choose a category by its number, from 1; return the milliseconds to its first rows."""
    terminal.press("h")
    terminal.press("g")
    lines = terminal.screen.split("\n")[_FIRST_SIDEBAR_LINE:]
    heading = next((place for place, line in enumerate(lines) if "Categories" in line), None)
    if heading is None:
        raise NotMeasuredError("the sidebar shows no categories")
    return _choose(terminal, "j" * (heading + row))


def _unfold_last_year(terminal: TimedTerminal) -> None:
    terminal.press("h")
    terminal.press("G")
    terminal.press(" ")


def _oldest_month(terminal: TimedTerminal) -> float:
    """Choose the last row of the sidebar, whose oldest year is unfolded."""
    terminal.press("h")
    terminal.press("G")
    return _choose(terminal, "")


_VIEWS: dict[str, Callable[[TimedTerminal], float]] = {
    "another category, the largest": partial(_category, row=1),
    "another category, a small one": partial(_category, row=30),
    "another month, the oldest": _oldest_month,
}
"""In an order in which successive views have different first posts."""
_VIEW_REPEATS = 5


def _choose(terminal: TimedTerminal, moves: str) -> float:
    """Move in the sidebar, choose, and return the milliseconds until the list changes."""
    if moves:
        terminal.press_each(moves, 0.02)
    terminal.read_for(0.5)
    before = _list_of(terminal.screen)
    sent = time.perf_counter()
    terminal.send("\r")
    terminal.read_for(1.0)
    return (terminal.shown(lambda screen: _list_of(screen) != before, 30.0) - sent) * 1000


def _list_of(screen: str) -> list[str]:
    """Return the rows of the list, which is between two vertical lines."""
    rows = (line.split("│") for line in screen.split("\n")[_FIRST_SIDEBAR_LINE:])
    return [row[1] for row in rows if len(row) > 2]


def _key_figures(
    what: str,
    posts: int,
    pressed: KeyFigures,
    newsboat_ms: float | None = None,
    name: str = "keys",
) -> list[Figure]:
    bounds = [Bound(_MEDIAN_MS)]
    if newsboat_ms is not None:
        bounds.append(Bound(0.1, newsboat_ms, "newsboat"))
    worst, middle = pressed.worst_ms, pressed.median_ms
    return [
        Figure(name, f"{what}, median", posts, middle, "ms", pressed.remark, tuple(bounds)),
        Figure(name, f"{what}, worst", posts, worst, "ms", "", (Bound(_WORST_MS),)),
    ]


def _missing(name: str, what: str, posts: int, unit: str, error: Exception) -> Figure:
    return Figure(name, what, posts, None, unit, str(error))
