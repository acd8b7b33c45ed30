"""Random keys, clicks, wheels and sizes on the screen: nothing ends it but the user."""

import asyncio
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from support.hostile_bodies import HOSTILE_POSTS, write_posts
from support.quirks import write_quirks
from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from endurance.figures import Figures
from reader.config import Settings
from reader.session import open_session
from reader.ui.app import ReaderApp
from reader.ui.command_table import COMMANDS

SIZES = (
    *((1, 1), (2, 1), (3, 2), (10, 3), (20, 4), (40, 12), (60, 20)),
    *((80, 24), (110, 30), (160, 48), (300, 5)),
)
"""Columns and lines, from the smallest on."""
EVENTS = 500
_ENDING = {"quit", "suspend_process"}
_COMMAND_KEYS = sorted({k for c in COMMANDS if c.id not in _ENDING for k in c.keys.split(",")})
_OTHER_KEYS = (
    *("colon", "colon", "enter", "enter", "escape", "tab", "space", "backspace", "delete"),
    *("pageup", "pagedown", "home", "end", "left", "right", "1", "9", "0", "a", "d", "l", "o"),
    *("黄", "金", "é", "quotation_mark", "left_parenthesis", "right_parenthesis", "minus"),
    *("ctrl+a", "ctrl+k", "ctrl+w", "ctrl+e", "f12", "ctrl+shift+left", "alt+x"),
)
_EVENTS_A_SIZE = 45
_EVENTS_A_WAIT = 20
_MOUSE_SHARE = 0.25


def _keys(draw: random.Random) -> Iterator[events.Event]:
    key = draw.choice(draw.choice((_COMMAND_KEYS, _OTHER_KEYS)))
    yield events.Key(key, key_to_character(key))


def _mouse(draw: random.Random, size: tuple[int, int]) -> Iterator[events.Event]:
    """Yield a move, a click of one to three times, a drag, or a turn of the wheel."""
    at = (draw.randrange(max(size[0], 1)), draw.randrange(max(size[1], 1)))
    none = (0, 0, 0, False, False, False)
    button = (0, 0, 1, False, False, False)
    yield events.MouseMove(None, *at, *none)
    kind = draw.randrange(5)
    if kind < 2:
        for _ in range(draw.choice((1, 1, 2, 3))):
            yield events.MouseDown(None, *at, *button)
            yield events.MouseUp(None, *at, *button)
    elif kind == 2:
        yield events.MouseDown(None, *at, *button)
        yield events.MouseMove(None, at[0] // 2, at[1] // 2, *button)
        yield events.MouseUp(None, at[0] // 2, at[1] // 2, *button)
    elif kind == 3:
        yield draw.choice((events.MouseScrollDown, events.MouseScrollUp))(None, *at, *none)


async def _handled(app: ReaderApp) -> None:
    """Wait until the app has taken what was sent to it; widgets may still be at it."""
    taken = asyncio.Event()
    app.call_later(taken.set)
    while app.is_running and not taken.is_set():
        await asyncio.sleep(0)


class _Player:
    """Sends events to one screen after another, until there were enough."""

    def __init__(self, root: Path, seed: int, count: int, figures: Figures) -> None:
        self._root, self._draw, self._left, self._figures = (
            root,
            random.Random(seed),
            count,
            figures,
        )
        self._size = self._draw.choice(SIZES)
        self._log = [f"seed {seed}"]

    async def play(self) -> None:
        """Open screens, and send events to each until it was left."""
        while self._left > 0:
            app = ReaderApp(open_session(self._root, Settings(follow_after_ms=0, use_index=False)))
            self._figures.counts["screens opened"] += 1
            try:
                async with app.run_test(size=self._size) as pilot:
                    await pilot.pause()
                    while self._left > 0 and app.is_running:
                        await self._send(app, pilot)
            except Exception as error:
                error.add_note(f"after: {' '.join(self._log[-25:])}")
                raise
            finally:
                app.session.state_file.close()

    async def _send(self, app: ReaderApp, pilot: Pilot[int]) -> None:
        self._left -= 1
        if self._left % _EVENTS_A_SIZE == 0:
            self._size = self._draw.choice(SIZES)
            self._log.append(f"size {self._size}")
            self._figures.counts["sizes"] += 1
            await pilot.resize_terminal(*self._size)
        is_mouse = self._draw.random() < _MOUSE_SHARE
        self._figures.counts["mouse events" if is_mouse else "keys"] += 1
        for event in _mouse(self._draw, self._size) if is_mouse else _keys(self._draw):
            self._log.append(event.key if isinstance(event, events.Key) else type(event).__name__)
            app.post_message(event)
        await _handled(app)
        if self._left % _EVENTS_A_WAIT == 0 and app.is_running:
            await pilot.pause()


def press_at_random(seed: int, figures: Figures, count: int = EVENTS) -> None:
    """Send events to the screen of an archive with every kind of post.

    Raises:
        Exception: Whatever ended the app; its note says what came before.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "archive"
        root.mkdir()
        write_quirks(root)
        write_posts(root, HOSTILE_POSTS)
        asyncio.run(_Player(root, seed, count, figures).play())
