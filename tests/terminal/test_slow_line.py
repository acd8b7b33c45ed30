"""A line of 9,600 bit/s with a delay of 300 ms there and back."""

import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import slow_line
from support.pseudo_terminal import PseudoTerminal

BYTES_PER_SECOND, DELAY_SECONDS = "960", "0.15"
KEYS_PER_SECOND, HELD_SECONDS = 30, 5.0
KEYS = int(KEYS_PER_SECOND * HELD_SECONDS)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for number in range(300):
        post = tmp_path / f"2022-04-01-post{number:03}.md"
        post.write_text(f"---\ntitle: 标题 {number:03}\ndate: 2022-04-01\n---\nText.\n")
    return tmp_path


def test_a_held_key_does_not_queue(
    run_in_terminal: Callable[..., PseudoTerminal], archive: Path
) -> None:
    line = [sys.executable, slow_line.__file__, BYTES_PER_SECOND, DELAY_SECONDS]
    terminal = run_in_terminal([*line, sys.executable, "-m", "reader", archive], answers=True)
    terminal.wait_for("1/300")
    terminal.wait_for("Text.")
    terminal.process.send_signal(signal.SIGUSR1)
    hold(terminal, "j")
    released = time.monotonic()
    terminal.wait_for(f" {KEYS + 1}/300", 10)
    took = time.monotonic() - released
    terminal.wait_until(lambda: f"▸ ●  04-01 00:00 标题 {299 - KEYS:03}" in terminal.screen)
    assert took < 1.0


def hold(terminal: PseudoTerminal, key: str) -> None:
    """Send a key as a keyboard repeats it, reading what comes meanwhile."""
    start = time.monotonic()
    for count in range(KEYS):
        terminal.send(key)
        while (left := start + (count + 1) / KEYS_PER_SECOND - time.monotonic()) > 0:
            terminal.read_quiet(left)
