"""Runs the installed reader, isolated from the user's settings, index and state."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from processes import end_processes, family, processor_seconds
from support.pseudo_terminal import TimedOutError
from terminal import NotMeasuredError, TimedTerminal

ROOT = Path(__file__).parents[2]
_PROGRESS = re.compile("[▁▆]| {3}checking$")
"""Progress in the stripped top line."""
_QUIET_SECONDS = 1.0
_QUIET_BESIDE_OTHERS_SECONDS = 4.0
"""Required silence if the reader has another process, which may only be waiting."""
_QUIET_SHARE = 0.05
"""Share of one processor below which a reader is at rest."""
_QUIT_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Reader:
    """The reader with a home folder of its own, in which its index is kept."""

    home: Path

    @property
    def command(self) -> list[str]:
        """Its command: the script beside the interpreter, or the checkout's module."""
        script = Path(sys.executable).parent / "reader"
        return [str(script)] if script.exists() else [sys.executable, "-m", "reader"]

    @property
    def environment(self) -> dict[str, str]:
        """Environment that isolates it from the user's files."""
        folders = {
            f"XDG_{name}_HOME": str(self.home / name.lower())
            for name in ("CACHE", "CONFIG", "DATA", "STATE")
        }
        return folders | {"HOME": str(self.home), "READER_ARCHIVE": "", "LC_ALL": "C.UTF-8"}

    @contextmanager
    def opened(self, archive: Path) -> Iterator[TimedTerminal]:
        """Start it on an archive as if never opened before; quit by key.

        The position of its last run is deleted, but not the index.
        """
        for name in ("data", "state"):
            shutil.rmtree(self.home / name, ignore_errors=True)
        with TimedTerminal([*self.command, archive], self.environment, ROOT) as terminal:
            yield terminal
            started = family(terminal.process.pid)
            with suppress(TimedOutError, OSError):
                terminal.send("Q")
                terminal.wait_for_end(_QUIT_SECONDS)
        end_processes(started, _QUIT_SECONDS)

    @contextmanager
    def at_rest(self, archive: Path, title: str, seconds: float) -> Iterator[TimedTerminal]:
        """Start it, and wait for its first title and until it is at rest."""
        with self.opened(archive) as terminal:
            terminal.wait_for_text(title, seconds)
            wait_for_rest(terminal, seconds)
            yield terminal

    def index(self, archive: Path) -> float:
        """Bring the index up to date without a screen; return the seconds it took.

        Raises:
            NotMeasuredError: The command is unknown or fails.
        """
        start = time.perf_counter()
        done = self.run(["index", "--archive", str(archive)])
        if done.returncode:
            words = " ".join(done.stderr.decode(errors="replace").split())
            raise NotMeasuredError(f"reader index: status {done.returncode}: {words[-160:]}")
        return time.perf_counter() - start

    def run(self, arguments: list[str]) -> subprocess.CompletedProcess[bytes]:
        """Run a command of the reader to its end."""
        environment = dict(os.environ) | self.environment
        command = [*self.command, *arguments]
        return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, check=False)

    def indexed_texts(self) -> int:
        """Return the number of posts with indexed text, from the index."""
        index = next((self.home / "cache").rglob("*.sqlite"))
        with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as connection:
            (facts,) = connection.execute(
                "SELECT value FROM metadata WHERE name = 'index'"
            ).fetchone()
        return int(json.loads(facts)["texts"])

    def index_bytes(self) -> int:
        """Return the total size of its cache folder."""
        files = (path for path in (self.home / "cache").rglob("*") if path.is_file())
        return sum(path.stat().st_size for path in files)


def is_working(screen: str) -> bool:
    """Say whether the top line shows progress."""
    return _PROGRESS.search(screen.partition("\n")[0].rstrip()) is not None


def wait_for_rest(
    terminal: TimedTerminal, seconds: float, remark: Callable[[str], None] = lambda _: None
) -> float:
    """Read until no progress is shown, and neither it nor its processes work.

    Args:
        terminal: The reader.
        seconds: Timeout.
        remark: Called with the screen every twentieth of a second.

    Returns:
        When the rest began, by `time.perf_counter`.

    Raises:
        NotMeasuredError: It did not become idle.
    """
    end = time.perf_counter() + seconds
    since, used = time.perf_counter(), processor_seconds(terminal.process.pid)
    while time.perf_counter() < end:
        terminal.read_for(0.05)
        screen = terminal.screen
        remark(screen)
        now, used_now = time.perf_counter(), processor_seconds(terminal.process.pid)
        is_idle = used_now - used <= _QUIET_SHARE * max(now - since, 0.4)
        is_alone = len(family(terminal.process.pid)) == 1
        if is_working(screen) or not is_idle:
            since, used = now, used_now
        elif now - since >= (_QUIET_SECONDS if is_alone else _QUIET_BESIDE_OTHERS_SECONDS):
            return since
    raise NotMeasuredError(f"no rest within {seconds:.0f} s; the top line: {terminal.top_line}")
