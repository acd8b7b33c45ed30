"""Rough treatment for as long as one likes, with a table of figures.

python tests/endurance/run.py --minutes 60 [--posts 20000] [--seed 1]
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from support.archive_files import write_posts
from support.pseudo_terminal import PseudoTerminal

from endurance.figures import Figures
from endurance.kills import kill_recovery, kill_syncs, kill_writers
from endurance.mutations import open_mutated_posts
from endurance.queries import ask_both
from endurance.screen_events import SIZES, press_at_random

ROUNDS: dict[str, Callable[[int, Figures], object]] = {
    "killed syncs": kill_syncs,
    "killed writers": kill_writers,
    "killed recoveries": kill_recovery,
    "mutated posts": open_mutated_posts,
    "queries": ask_both,
    "screens": press_at_random,
}
MAX_SCREEN_KB = 150_000
_KEYS = "jkGg \x04\x15npJKzRcfs mlhvtyS\x1b\t\r/?:\x0c"
_KEYS_A_ROUND = 400


class _Screen:
    """A reader in a terminal, which lives as long as the run and is watched for its memory."""

    def __init__(self, root: Path, seed: int) -> None:
        self._draw = random.Random(seed)
        self._terminal = PseudoTerminal([sys.executable, "-m", "reader", root])
        self._terminal.wait_for("Views")

    def type(self, figures: Figures) -> None:
        """Type some keys, change the size, and note the memory.

        Raises:
            AssertionError: The screen has ended, or takes too much.
        """
        for _ in range(_KEYS_A_ROUND):
            self._terminal.send(self._draw.choice(_KEYS))
            self._terminal.read_quiet(0.002)
            figures.counts["keys in a terminal"] += 1
        self._terminal.send("\x1b\x1b")
        self._terminal.resize(*self._draw.choice(SIZES[5:]))
        self._terminal.read_quiet()
        self._terminal.raw.clear()
        assert self._terminal.process.poll() is None, self._terminal.screen
        kb = _rss_kb(self._terminal.process.pid)
        figures.rss_kb.append(kb)
        assert kb <= MAX_SCREEN_KB, f"the screen takes more than {MAX_SCREEN_KB:,} kB"

    def close(self) -> None:
        """End it."""
        self._terminal.close()


def _rss_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])


def main() -> int:
    """Play rounds of every kind in turn until the time is over.

    Returns:
        0 if nothing failed, else 1.
    """
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--posts", type=int, default=20_000, help="of the screen in a terminal")
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    options = parser.parse_args()
    figures, seed = Figures(), options.seed
    end = time.monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as folder:
        _isolate(Path(folder))
        root = Path(folder).resolve() / "archive"
        write_posts(root, options.posts)
        screen = _Screen(root, seed)
        try:
            while time.monotonic() < end:
                figures.attempt("typing", seed, lambda _, figures: screen.type(figures))
                for name, act in ROUNDS.items():
                    if time.monotonic() < end:
                        figures.attempt(name, seed, act)
                        sys.stderr.write(f"\rseed {seed}, {name:20}")
                seed += 1
        finally:
            screen.close()
            sys.stdout.write(f"\n{figures.table()}")
    return 1 if figures.failures else 0


def _isolate(folder: Path) -> None:
    """Keep away from the user's own files, browser and network."""
    for name in ("DATA", "CACHE", "CONFIG"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / name.lower())
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        os.environ.pop(name, None)
    os.environ |= {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}


if __name__ == "__main__":
    sys.exit(main())
