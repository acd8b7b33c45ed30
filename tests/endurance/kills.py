"""Processes that are killed at random moments, as by ``kill -9``: what they had done stays."""

import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from support.archive_files import index_of, open_in_memory, titles, write_posts
from support.mark_writers import MARK_WRITER
from support.reader_process import ReaderProcess, processes_with, wait_until
from support.recount import assert_sound

from endurance.figures import Figures
from reader.posts.post import PostId
from reader.state.file.location import FILE_NAME
from reader.state.reading_state import ReadingState
from reader.state.records import Mark
from reader.state.state_file import StateFile

SYNC_POSTS = 1500
KILLS_A_SYNC = 10
WRITERS = 4
MARKED_POSTS = 200
RECOVERED_RECORDS = 400
_OPEN = """
import sys
from pathlib import Path
from reader.state.state_file import StateFile
StateFile(Path(sys.argv[1]), Path(sys.argv[2])).close()
"""


def kill_syncs(seed: int, figures: Figures) -> None:
    """Kill a first sync several times, and go on with it to its end.

    Raises:
        AssertionError: The index is damaged, or answers otherwise than memory.
    """
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root, cache = Path(folder).resolve() / "archive", Path(folder).resolve() / "cache"
        write_posts(root, SYNC_POSTS, per_folder=400)
        orders = {"root": str(root), "cache": str(cache)}
        begun = time.monotonic()
        ReaderProcess(**orders).answer()
        whole_seconds = time.monotonic() - begun
        shutil.rmtree(cache)
        for _ in range(KILLS_A_SYNC):
            running = ReaderProcess(**orders)
            with suppress(subprocess.TimeoutExpired):
                running.process.wait(draw.uniform(0.2, 1.1) * whole_seconds)
            running.process.kill()
            running.end()
            figures.counts["syncs killed"] += 1
            wait_until(lambda: not processes_with(str(cache)))
            _assert_readable(index_of(root, cache))
        reference = open_in_memory(root, ReadingState())
        reference.refresh()
        answer = ReaderProcess(**orders).answer()
        assert answer["titles"] == titles(reference)
        assert (answer["notices"], answer["remark"]) == ([], "")
        assert_sound(index_of(root, cache))


def _assert_readable(index: Path) -> None:
    if index.exists() and index.stat().st_size:
        with closing(sqlite3.connect(f"{index.as_uri()}?mode=ro", uri=True)) as connection:
            assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]


def kill_writers(seed: int, figures: Figures, kills: int = 10) -> None:
    """Kill processes that mark posts; what they acknowledged is kept.

    Raises:
        AssertionError: It is not, or the file is damaged.
    """
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        running: list[subprocess.Popen[bytes]] = []
        started = 0
        try:
            while started < WRITERS + kills:
                while len(running) < WRITERS:
                    log = folder / f"acknowledged-{started}"
                    arguments = [str(folder / "data"), str(seed + started), str(log), str(folder)]
                    command = [sys.executable, "-c", MARK_WRITER, *arguments]
                    running.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
                    started += 1
                victim = running.pop(draw.randrange(len(running)))
                with suppress(subprocess.TimeoutExpired):
                    victim.wait(draw.uniform(0.0, 0.7))
                victim.kill()
                victim.wait()
                figures.counts["writers killed"] += 1
        finally:
            for process in running:
                process.kill()
                process.wait()
        _assert_kept(folder, figures)


def _assert_kept(folder: Path, figures: Figures) -> None:
    latest: dict[str, tuple[int, str]] = {}
    for log in folder.glob("acknowledged-*"):
        for line in log.read_text().splitlines():
            post, at_us, value = line.split(" ")
            latest[post] = max(latest.get(post, (0, "")), (int(at_us), value))
            figures.counts["marks acknowledged"] += 1
    kept = StateFile(folder / "data", folder)
    assert kept.notice == ""
    values = {record.post: record for record in kept.state.pieces()}
    for post, (at_us, value) in latest.items():
        record = values[PostId(post)]
        assert record.at_us >= at_us
        assert record.at_us > at_us or record.value == value.replace("0", "")
    kept.close()


def kill_recovery(seed: int, figures: Figures) -> None:
    """Damage a reading state, and kill the process that recovers it; the next one says what is.

    Raises:
        AssertionError: Marks are lost and nothing is said.
    """
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        first = StateFile(folder / "data", folder)
        for number in range(RECOVERED_RECORDS):
            first.state.set_mark(Mark.READ, [PostId(f"post-{number}")], is_set=True)
        first.save()
        first.store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        first.close()
        file = folder / "data" / FILE_NAME
        data = bytearray(file.read_bytes())
        start = draw.randrange(4096, len(data) - 600)
        data[start : start + 600] = draw.randbytes(600)
        file.write_bytes(data)
        figures.counts["state files damaged"] += 1
        said = _open_and_kill(folder, draw.uniform(0.05, 0.6))
        figures.counts["recoveries killed"] += 1
        after = StateFile(folder / "data", folder)
        kept = len(after.state.marked(Mark.READ))
        notice = after.notice or said
        after.close()
        assert kept == RECOVERED_RECORDS or notice, f"{kept} of {RECOVERED_RECORDS} kept, no word"


def _open_and_kill(folder: Path, seconds: float) -> str:
    """Open a state in a process that is killed after a while; return whether it had ended."""
    command = [sys.executable, "-c", _OPEN, str(folder / "data"), str(folder)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    is_ended = process.poll() is not None
    process.kill()
    process.wait()
    return "told by the one before" if is_ended else ""
