"""A process that opens an archive, refreshes it and tells what it saw; and how tests start one.

Orders come as one JSON object on the command line, the answer goes to standard output as another.
"""

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.archive.repository import Progress
from reader.errors import ReaderError
from reader.index.opening import Archive, IndexFolders, open_repository
from reader.posts.source.site_folder import SiteFolder
from reader.state.reading_state import ReadingState
from support.archive_files import titles

PATIENCE_SECONDS = 60.0
"""Hundred times what each state that is waited for takes: the machine may be busy."""


class ReaderProcess:
    """A reader in a process of its own."""

    def __init__(self, prefix: Sequence[str] = (), **orders: object) -> None:
        """Start it.

        Args:
            prefix: A command that runs the process, or nothing.
            orders: Keyword arguments of `run`, as JSON has them.
        """
        tests = Path(__file__).parents[1]
        path = os.pathsep.join([str(tests.parent), str(tests)])
        self.process = subprocess.Popen(
            [*prefix, sys.executable, __file__, json.dumps(orders)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )

    def answer(self) -> dict[str, object]:
        """Wait for its end and return what it saw."""
        said, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        assert self.process.returncode == 0
        answer = json.loads(said)
        assert isinstance(answer, dict)
        return answer

    def end(self) -> int:
        """Wait for its end without an answer and return the exit status."""
        self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode


def wait_until(is_so: Callable[[], object]) -> None:
    """Wait for a state."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def processes_with(word: str) -> list[int]:
    """Return the ids of the processes on whose command line a word stands, without this one."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
            state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
        if os.fsencode(word) in line and state != "Z" and int(folder.name) != os.getpid():
            found.append(int(folder.name))
    return found


def run(
    root: str,
    cache: str,
    shared: str | None = None,
    is_in_child: bool = False,
    max_bytes: int | None = None,
    statement: int | None = None,
    text: str = "",
    pauses: bool = False,
    mounts: str | None = None,
) -> dict[str, object]:
    """Open an archive and refresh it.

    Args:
        root: The archive.
        cache: Folder of one's own indexes.
        shared: Folder of published ones.
        is_in_child: Whether yet another process does the indexing.
        max_bytes: Longest file that may be written.
        statement: At this SQL statement the process is killed, as by kill -9; 0 only counts.
        text: What the statements that are counted begin with.
        pauses: Instead of being killed it says so and waits for its standard input to end.
        mounts: A size; a disk of it is mounted at the folder of indexes, in a name space that
            must be this process's own, and a large one after the refresh.
    """
    if mounts is not None:
        _mount(cache, f"size={mounts}")
    if max_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (max_bytes, max_bytes))
    statements = [0]
    if statement is not None:
        _count_statements(statements, statement, text, pauses=pauses)
    answer = _read(Path(root), Path(cache), shared, is_in_child=is_in_child)
    answer["statements"] = statements[0]
    if mounts is not None:
        _mount(cache, "remount,size=100m")
        answer["later"] = _read(Path(root), Path(cache), shared, is_in_child=is_in_child)
    return answer


def _read(root: Path, cache: Path, shared: str | None, *, is_in_child: bool) -> dict[str, object]:
    folders = IndexFolders(cache, Path(shared) if shared else None)
    archive = Archive(root, SiteFolder(root))
    repository, remark = open_repository(archive, ReadingState(), folders, is_in_child=is_in_child)
    notices: list[str] = []
    seen: list[int] = []

    def report(progress: Progress) -> None:
        seen.append(progress.done)
        if progress.notice:
            notices.append(progress.notice)

    try:
        repository.refresh(report)
    except ReaderError as error:
        return {"error": str(error), "titles": titles(repository)}
    return {
        "remark": remark,
        "notices": notices,
        "titles": titles(repository),
        "is_complete": repository.is_complete,
        "reports": len(seen),
        "most_done": max(seen, default=0),
    }


def _mount(folder: str, options: str) -> None:
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    subprocess.run(command, check=True)


def _count_statements(counted: list[int], last: int, text: str, *, pauses: bool) -> None:
    """Count SQL statements, and end the process at one, wherever it stands."""
    connect = sqlite3.connect

    def count(sql: str) -> None:
        if not sql.startswith(text):
            return
        counted[0] += 1
        if counted[0] == last and pauses:
            sys.stdout.write("paused\n")
            sys.stdout.flush()
            sys.stdin.read()
        elif counted[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect_counted(*values: object, **options: object) -> sqlite3.Connection:
        connection = connect(*values, **options)  # type: ignore[call-overload]
        connection.set_trace_callback(count)
        return connection  # type: ignore[no-any-return]

    sqlite3.connect = connect_counted  # type: ignore[assignment]


if __name__ == "__main__":
    print(json.dumps(run(**json.loads(sys.argv[1]))))  # noqa: T201
