"""Measures ripgrep on the same posts, as the simplest search."""

import shutil
import subprocess
import time
from pathlib import Path
from statistics import median

from figures import Figure
from terminal import NotMeasuredError

_REPEATS = 3


def search_files(archive: Path, posts: int, word: str) -> list[Figure]:
    """List the files that contain a word; the first run, which reads from disk, is not counted.

    Raises:
        NotMeasuredError: ripgrep is not installed.
    """
    program = shutil.which("rg")
    if program is None:
        raise NotMeasuredError("ripgrep is not installed")
    times, found = [], 0
    for _ in range(_REPEATS + 1):
        start = time.perf_counter()
        done = subprocess.run(
            [program, "-l", "--", word, str(archive)], capture_output=True, check=False
        )
        times.append(time.perf_counter() - start)
        found = done.stdout.count(b"\n")
    what, remark = f"rg -l {word}", f"{found:,} posts; first time {times[0]:.2f}"
    return [Figure("ripgrep", what, posts, median(times[1:]), "s", remark)]
