"""Many processes mark at random and are killed at random: what was acknowledged is there."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from reader.posts.post import PostId
from reader.state.state_file import StateFile

PROCESSES = 32
SECONDS = 3.0
"""Raise it for a longer run by hand."""
POSTS = 200
PROGRAM = """
import random, sys
from pathlib import Path
from reader.posts.post import PostId
from reader.state.state_file import StateFile
file = StateFile(Path(sys.argv[1]), Path("/archive"))
draw = random.Random(int(sys.argv[2]))
with open(sys.argv[3], "a", buffering=1) as acknowledged:
    while True:
        post = PostId(str(draw.randrange(200)))
        file.state.take_in(file.fetch())
        value = "" if file.state.value(post, "read") else "1"
        file.state.set_value("read", [post], value)
        (piece,) = file.state.unsaved
        file.save()
        acknowledged.write(f"{post} {piece.at_us} {value or 0}\\n")
"""


def test_nothing_that_was_acknowledged_is_missing(tmp_path: Path) -> None:
    folder, draw = tmp_path / "data", random.Random(1)
    StateFile(folder, Path("/archive")).close()
    running: list[subprocess.Popen[bytes]] = []
    started = 0
    end = time.monotonic() + SECONDS
    try:
        while time.monotonic() < end or started < PROCESSES:
            while len(running) < 8:
                log = tmp_path / f"acknowledged-{started}"
                arguments = [sys.executable, "-c", PROGRAM, str(folder), str(started), str(log)]
                running.append(subprocess.Popen(arguments, stderr=subprocess.DEVNULL))
                started += 1
            victim = running.pop(draw.randrange(len(running)))
            time.sleep(draw.random() * 0.4)
            victim.send_signal(signal.SIGKILL)
            victim.wait()
    finally:
        for process in running:
            process.kill()
            process.wait()
    latest: dict[str, tuple[int, str]] = {}
    count = 0
    for log in tmp_path.glob("acknowledged-*"):
        for line in log.read_text().splitlines():
            post, at_us, value = line.split(" ")
            latest[post] = max(latest.get(post, (0, "")), (int(at_us), value))
            count += 1
    kept = StateFile(folder, Path("/archive"))
    assert kept.notice == ""
    assert count
    values = {record.post: record for record in kept.state.pieces()}
    for post, (at_us, value) in latest.items():
        record = values[PostId(post)]
        assert record.at_us >= at_us
        assert record.at_us > at_us or record.value == value.replace("0", "")
