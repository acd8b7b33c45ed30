"""Random keys, clicks, wheels and sizes on the screen: the app neither crashes nor hangs."""

import asyncio
import random
import tempfile
from pathlib import Path

from support.hostile_bodies import HOSTILE_POSTS, write_posts
from support.quirks import write_quirks
from textual import events
from textual.pilot import OutOfBounds, Pilot

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
_ENDING = {"quit", "suspend_process"}
_COMMAND_KEYS = sorted(
    {key for c in COMMANDS if c.id not in _ENDING for key in c.keys.split(",")} - {"ctrl+z"}
)
_WORDS = (
    *("colon", "enter", "enter", "escape", "tab", "space", "backspace", "pageup", "pagedown"),
    *(
        "slash",
        "colon",
        "j",
        "k",
        "1",
        "9",
        "g",
        "o",
        "l",
        "d",
        "黄",
        "金",
        "e\u0301",
        "quotation_mark",
    ),
    *("left_parenthesis", "minus", "t", "a", "ctrl+a", "ctrl+k", "ctrl+w", "f12", "alt+left"),
)
_KEYS_AT_ONCE = 8
"""As a held key or a paste brings them; the screen is waited for once."""
_EVENTS_A_SIZE = 6


async def _play(driver: Pilot[int], draw: random.Random, figures: Figures, log: list[str]) -> None:
    """Do one thing that a user may do."""
    app = driver.app
    columns, lines = app.size
    at = (draw.randrange(max(columns, 1)), draw.randrange(max(lines, 1)))
    kind = draw.random()
    if kind < 0.40:
        keys = [draw.choice(draw.choice((_COMMAND_KEYS, _WORDS))) for _ in range(_KEYS_AT_ONCE)]
        log += keys
        figures.counts["keys"] += len(keys)
        await driver.press(*keys)
        return
    figures.counts["mouse events"] += 1
    log.append(f"mouse {at} {kind:.2f}")
    if kind < 0.70:
        await driver.click(offset=at, times=draw.choice((1, 1, 1, 2, 3)))
    elif kind < 0.80:
        await driver.hover(offset=at)
    elif kind < 0.90:
        await driver.mouse_down(offset=at)
        await driver.mouse_up(offset=(at[0] // 2, at[1] // 2))
    else:
        wheel = draw.choice((events.MouseScrollDown, events.MouseScrollUp))
        app.post_message(wheel(None, *at, 0, 0, 0, False, False, False))
        await driver.pause()


async def _run(root: Path, seed: int, count: int, figures: Figures) -> None:
    draw = random.Random(seed)
    left, size = count, draw.choice(SIZES)
    log: list[str] = []
    while left > 0:
        app = ReaderApp(open_session(root, Settings(follow_after_ms=0, use_index=False)))
        figures.counts["screens opened"] += 1
        try:
            async with app.run_test(size=size) as driver:
                await driver.pause()
                while left > 0 and app.is_running:
                    left -= 1
                    if left % _EVENTS_A_SIZE == 0:
                        size = draw.choice(SIZES)
                        log.append(f"size {size}")
                        await driver.resize_terminal(*size)
                        figures.counts["sizes"] += 1
                    try:
                        await _play(driver, draw, figures, log)
                    except OutOfBounds:
                        figures.counts["mouse events outside"] += 1
        except Exception as error:
            error.add_note(f"seed {seed}, size {size}, after {' '.join(log[-20:])}")
            raise
        finally:
            app.session.state_file.close()


def write_archive(root: Path) -> None:
    """Write posts of every kind, some of them hostile."""
    write_quirks(root)
    write_posts(root, HOSTILE_POSTS)


def press_at_random(seed: int, figures: Figures, count: int = 140) -> None:
    """Send events to the screen of an archive of every kind of post.

    Raises:
        Exception: Whatever ends the app; its note says what came before.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "archive"
        root.mkdir()
        write_archive(root)
        asyncio.run(_run(root, seed, count, figures))
