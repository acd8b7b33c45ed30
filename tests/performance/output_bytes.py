"""Measures what the screen sends: the first screen, a key, a page, a post's text, and at rest."""

from pathlib import Path
from statistics import median

from figures import Bound, Figure
from newsboat import NewsboatFigures
from program import Reader
from starts import needle
from terminal import TimedTerminal

_REST_SECONDS = 3600.0
_PAGES = 10
_FIRST_BYTES = 6000
_IDLE_SECONDS = 10.0
_MESSAGE_SECONDS = 10.0
"""Time after the last key in which messages go and the post is marked as read."""
_BEFORE_TEXT_SECONDS = 0.05
"""Silence that ends the list's part of a page; the text beside it follows after a rest."""


def output_bytes(
    reader: Reader, archive: Path, posts: int, peer: NewsboatFigures | None
) -> list[Figure]:
    """Start at 120×40, press keys, turn pages of the list and of a text, and wait."""
    with reader.at_rest(archive, needle(archive), _REST_SECONDS) as terminal:
        first = len(terminal.raw)
        pages = [terminal.press("\x06", _BEFORE_TEXT_SECONDS).bytes for _ in range(_PAGES)]
        key = median(terminal.press("k", _BEFORE_TEXT_SECONDS).bytes for _ in range(_PAGES))
        terminal.read_for(1.0)
        sent, shown = _text_page(terminal)
        terminal.read_for(_MESSAGE_SECONDS)
        before = len(terminal.raw)
        terminal.read_for(_IDLE_SECONDS)
        idle = len(terminal.raw) - before
    base_key, base_page = (peer.key.median_bytes, peer.page_bytes) if peer else (None, None)
    return [
        _figure("the first screen", posts, first, Bound(_FIRST_BYTES)),
        _figure("a key", posts, key, Bound(0.5, base_key, "newsboat")),
        _figure("a page of the list", posts, median(pages), Bound(1.0, base_page, "newsboat")),
        _figure("a page of a text", posts, sent, Bound(1.3, shown, "the text")),
        _figure(f"{_IDLE_SECONDS:.0f} s at rest", posts, idle, Bound(0)),
    ]


def _text_page(terminal: TimedTerminal) -> tuple[int, int]:
    """Return the bytes sent for a page of a text, and those of the text in it."""
    terminal.press("\r", 1.0)
    sent = terminal.press(" ", 1.0).bytes
    lines = [line.rpartition("│")[2].strip() for line in terminal.screen.split("\n")[1:-1]]
    return sent, sum(len(line.encode()) for line in lines)


def _figure(what: str, posts: int, value: float, bound: Bound) -> Figure:
    return Figure("bytes", f"bytes of {what}", posts, value, "B", "", (bound,))
