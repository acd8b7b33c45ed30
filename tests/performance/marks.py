"""Measures marking: one post with a key, and all posts of an archive with undo."""

import time
from pathlib import Path

from figures import Bound, Figure
from program import Reader
from starts import needle
from terminal import TimedTerminal

_REST_SECONDS = 3600.0
_TOGGLES = 40
_TOGGLE_MS = 5.0
_SHORT_QUIET_SECONDS = 0.03
"""Silence after which a key counts as answered; counts follow after the last mark."""
_ALL_SECONDS = 3.0
_PATIENCE_SECONDS = 120.0


def marks(reader: Reader, archive: Path, posts: int) -> list[Figure]:
    """Toggle one post after another, then mark all posts read, and undo that."""
    with reader.at_rest(archive, needle(archive), _REST_SECONDS) as terminal:
        toggled = terminal.press_each("mm" * (_TOGGLES // 2), _SHORT_QUIET_SECONDS)
        terminal.read_for(1.0)
        marked = _until(terminal, "A", "u takes it back")
        undone = _until(terminal, "u", " again")
    bounds = (Bound(_ALL_SECONDS),)
    return [
        Figure(
            "marks",
            "toggle a mark, median",
            posts,
            toggled.median_ms,
            "ms",
            toggled.remark,
            (Bound(_TOGGLE_MS),),
        ),
        Figure("marks", "toggle a mark, worst", posts, toggled.worst_ms, "ms"),
        Figure("marks", "all marked read", posts, marked, "s", "", bounds),
        Figure("marks", "the same undone", posts, undone, "s", "", bounds),
    ]


def _until(terminal: TimedTerminal, key: str, words: str) -> float:
    """Press a key; return the seconds until the bottom line says so."""
    pressed = time.perf_counter()
    terminal.send(key)
    return terminal.shown(lambda screen: words in screen, _PATIENCE_SECONDS) - pressed
