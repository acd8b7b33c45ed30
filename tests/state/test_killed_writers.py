"""Many processes mark at random and are killed at random.

What was acknowledged is there, and the counts that an onlooker keeps in step equal a recount.
"""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.mark_writers import MARK_WRITER

from reader.archive.memory_repository import MemoryRepository
from reader.archive.repository import Repository
from reader.index.opening import Archive, IndexFolders, open_repository
from reader.posts.post import PostId
from reader.posts.source.site import Site
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState
from reader.state.state_file import StateFile

PROCESSES = 32
REPLACED = 8
"""Of those that are killed others take the place."""
SECONDS = 3.0
"""Raise it for a longer run by hand."""
POSTS = 200


def open_counted(root: Path, cache: Path, state: ReadingState) -> Repository:
    """Return a repository that keeps counts in step with the marks."""
    archive = Archive(root, SiteFolder(root))
    return open_repository(archive, state, IndexFolders(cache), is_in_child=False)[0]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive of the posts that are marked, in some categories."""
    root = tmp_path / "archive"
    root.mkdir()
    for number in range(POSTS):
        header = f"title: t\ncategories: [c{number % 3}]\ntags: [t{number % 5}]"
        (root / f"{number}.md").write_text(f"---\n{header}\n---\n")
    return root


def test_nothing_that_was_acknowledged_is_missing_and_counts_are_right(
    tmp_path: Path, root: Path
) -> None:
    folder, draw = tmp_path / "data", random.Random(1)
    onlooker = StateFile(folder, root)
    counted = open_counted(root, tmp_path / "cache", onlooker.state)
    counted.refresh()
    counts_seen = set()
    running: list[subprocess.Popen[bytes]] = []
    started = 0
    end = time.monotonic() + SECONDS
    try:
        while time.monotonic() < end or started < PROCESSES + REPLACED:
            while len(running) < PROCESSES:
                log = tmp_path / f"acknowledged-{started}"
                arguments = [
                    *(sys.executable, "-c", MARK_WRITER, str(folder), str(started), str(log)),
                    str(root),
                ]
                running.append(subprocess.Popen(arguments, stderr=subprocess.DEVNULL))
                started += 1
            victim = running.pop(draw.randrange(len(running)))
            time.sleep(draw.random() * 0.4)
            victim.send_signal(signal.SIGKILL)
            victim.wait()
            onlooker.state.take_in(onlooker.fetch())
            counts_seen.add(counted.counts().unread)
            counted.unread_facets()
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
    kept = StateFile(folder, root)
    assert kept.notice == ""
    assert count
    values = {record.post: record for record in kept.state.pieces()}
    for post, (at_us, value) in latest.items():
        record = values[PostId(post)]
        assert record.at_us >= at_us
        assert record.at_us > at_us or record.value == value.replace("0", "")
    onlooker.state.take_in(onlooker.fetch())
    recount = MemoryRepository(root, Site(), kept.state)
    recount.refresh()
    assert counted.counts() == recount.counts()
    assert counted.unread_facets() == recount.unread_facets()
    assert len(counts_seen) > 3
