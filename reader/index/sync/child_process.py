"""A sync in a process of its own, so that the screen's keys never wait for it.

The process reads its orders from its command line and standard input, writes what it does into the
index, where every reader can see it, and ends with an exit status. It ends early when its standard
input is closed, which happens at the latest with the process that started it.
"""

import json
import os
import subprocess
import sys
import threading
from enum import IntEnum
from pathlib import Path
from typing import IO, Any

import reader
from reader.archive.repository import Progress, Stage
from reader.errors import ArchiveError, IndexUnusableError
from reader.index.sync.job_request import Job, job_as_json, job_of_json
from reader.index.sync.lock import BusyError, run_sync
from reader.messages.language import Language, choose_language, current_language
from reader.messages.language import gettext as _
from reader.posts.source.site import read_site
from reader.posts.source.site_folder import SiteFolder

_NICENESS = 10
"""How far the process steps back from the processor once the first screen can be shown: at once
where there is an index."""
_STANDARD_INPUT = 0
_SOME_BYTES = 4096
_BEGIN = "import os; os.nice({}); from reader.index.sync.child_process import main; main()"


class _Status(IntEnum):
    """How the process ends."""

    DONE = 0
    NO_ARCHIVE = 3
    BUSY = 4
    NO_INDEX = 5


class KilledError(Exception):
    """A signal has ended the process, perhaps for want of memory; what it wrote is sound."""


class SyncProcess:
    """A running sync."""

    def __init__(self, root: Path, site_folder: SiteFolder, index: Path, job: Job) -> None:
        """Start it.

        Raises:
            OSError: The system can't start another process.
        """
        self._index = index
        self._root = root
        package = Path(reader.__file__).parents[1]
        path = os.pathsep.join(filter(None, [str(package), os.environ.get("PYTHONPATH", "")]))
        environment = {**os.environ, "PYTHONPATH": path}
        environment.pop("PYTHONINSPECT", None)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and words
            [sys.executable, "-c", _BEGIN.format(_NICENESS if index.exists() else 0)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            # Keys like Ctrl-C and Ctrl-Z are the screen's alone. In a session of its own it would
            # have half the processor however nice it is: Linux shares among sessions first.
            process_group=0,
        )
        orders = {
            "root": str(root),
            "site_folder": str(site_folder.path),
            "takes_collections": site_folder.takes_collections,
            "index": str(index),
            "job": job_as_json(job),
            "language": current_language().value,
        }
        self._stream.write(json.dumps(orders).encode("ascii") + b"\n")
        self._stream.flush()

    @property
    def _stream(self) -> IO[bytes]:
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        return self._process.stdin

    def wait(self, seconds: float) -> bool:
        """Wait for its end; False where it still runs then.

        Raises:
            ArchiveError: The archive can't be listed.
            BusyError: Another process is indexing.
            IndexUnusableError: The disk is full, or the folder is not writable.
            KilledError: A signal has ended it.
        """
        try:
            status = self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        self._stream.close()
        said = self._said()
        if status == _Status.BUSY:
            raise BusyError
        if status == _Status.NO_ARCHIVE:
            raise ArchiveError(str(self._root), said)
        if status == _Status.NO_INDEX:
            raise IndexUnusableError(str(self._index.parent), said)
        if status < 0:
            raise KilledError
        if status != _Status.DONE:
            reason = said.rpartition("\n")[2] or _ended_with(status)
            raise IndexUnusableError(str(self._index.parent), reason)
        return True

    def stop(self) -> None:
        """Ask it to end after its current transaction."""
        self._stream.close()

    def _said(self) -> str:
        stream = self._process.stderr
        if stream is None:
            return ""
        with stream:
            return stream.read().decode("utf-8", "replace").strip()


def _ended_with(status: int) -> str:
    return _("indexing ended with status {status}").format(status=status)


def main() -> None:
    """Entry point of the sync child process."""
    os._exit(_run(json.loads(sys.stdin.buffer.readline())))


def _run(orders: dict[str, Any]) -> int:
    choose_language(Language(orders["language"]))
    root, index = Path(str(orders["root"])), Path(str(orders["index"]))
    site, _ = read_site(
        Path(str(orders["site_folder"])), root, takes_collections=bool(orders["takes_collections"])
    )
    job = job_of_json(orders["job"])
    left = threading.Event()
    threading.Thread(target=_watch_input, args=[left], daemon=True).start()
    try:
        run_sync(root, site, index, job=job, report=_step_back, is_cancelled=left.is_set)
    except BusyError:
        return _Status.BUSY
    except ArchiveError as error:
        return _say(error.reason, _Status.NO_ARCHIVE)
    except IndexUnusableError as error:
        return _say(error.reason, _Status.NO_INDEX)
    return _Status.DONE


def _watch_input(left: threading.Event) -> None:
    """Set `left` once the parent process is gone or asks for the end.

    Not by `sys.stdin`: a thread that reads from it holds its lock, for which a worker that is
    forked meanwhile would wait for ever when it closes its own copy.
    """
    while os.read(_STANDARD_INPUT, _SOME_BYTES):
        pass
    left.set()


def _step_back(progress: Progress) -> None:
    """Leave the processor to the screen once that has something to show."""
    has_posts = progress.stage is not Stage.CHECKING or progress.total
    if has_posts and os.nice(0) < _NICENESS:
        os.nice(_NICENESS)


def _say(reason: str, status: _Status) -> _Status:
    sys.stderr.write(reason)
    sys.stderr.flush()
    return status
