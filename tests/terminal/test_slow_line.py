"""A line of 9,600 bit/s with a delay of 300 ms in each direction.

After a held key, on top of the line's own delay of 0.6 s, the cursor's row and the position are
right after 0.3 to 1.0 s, and all rows of the page after 1.3 to 2.0 s (measured on a busy machine).
"""

import re
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import slow_line
from support.pseudo_terminal import PseudoTerminal

BYTES_PER_SECOND, DELAY_SECONDS = "960", "0.3"
THERE_AND_BACK_SECONDS = 2 * float(DELAY_SECONDS)
KEYS_PER_SECOND, HELD_SECONDS = 30, 5.0
QUEUED_SECONDS = 8.0
"""How long the bytes of all keys would take, were none left out: the bounds are far from it."""
KEYS = int(KEYS_PER_SECOND * HELD_SECONDS)
POSTS = 300
NEWEST = POSTS - 1


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for number in range(POSTS):
        post = tmp_path / f"2022-04-01-post{number:03}.md"
        post.write_text(f"---\ntitle: 标题 {number:03}\ndate: 2022-04-01\n---\nText.\n")
    return tmp_path


def test_a_held_key_does_not_queue(
    run_in_terminal: Callable[..., PseudoTerminal], archive: Path
) -> None:
    line = [sys.executable, slow_line.__file__, BYTES_PER_SECOND, DELAY_SECONDS]
    terminal = run_in_terminal([*line, sys.executable, "-m", "reader", archive], answers=True)
    terminal.wait_for(f"1/{POSTS}")
    terminal.wait_for("Text.")
    terminal.process.send_signal(signal.SIGUSR1)
    hold(terminal, "j")
    released = time.monotonic()
    terminal.wait_until(lambda: is_placed(terminal.screen), "the cursor's row", 5)
    placed = time.monotonic() - released
    terminal.wait_until(lambda: is_whole(terminal.screen), "the rows of the page", 5)
    whole = time.monotonic() - released
    assert placed - THERE_AND_BACK_SECONDS < QUEUED_SECONDS / 4
    assert whole - THERE_AND_BACK_SECONDS < QUEUED_SECONDS / 2


def is_placed(screen: str) -> bool:
    """Whether the position and the cursor's row are those after the last key."""
    cursor = rf"▸ ●.* 标题 {NEWEST - KEYS:03}\b"
    return f" {KEYS + 1}/{POSTS}" in screen and re.search(cursor, screen) is not None


def is_whole(screen: str) -> bool:
    """Whether each row is the one after that above, and one has the cursor."""
    rows = [int(number) for number in re.findall(r"●   2022-04-01  标题 (\d{3})\b", screen)]
    return rows == list(range(rows[0], rows[0] - len(rows), -1)) and screen.count("▸ ●") == 1


def hold(terminal: PseudoTerminal, key: str) -> None:
    """Send a key as a keyboard repeats it, reading what comes meanwhile."""
    start = time.monotonic()
    for count in range(KEYS):
        terminal.send(key)
        while (left := start + (count + 1) / KEYS_PER_SECOND - time.monotonic()) > 0:
            terminal.read_quiet(left)
