"""A file's bytes, read without waiting.

A file is looked at before it is read, and read with a buffer no larger than itself: larger ones use
up the process's memory maps after 65,530 files.
"""

import errno
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reader.files.archive_files import is_confined, open_file, open_within
from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.post import Problem
from reader.terminal_text import clean_line


@dataclass(frozen=True, slots=True)
class FileBytes:
    """The beginning of a file, or all of it."""

    data: bytes
    is_part: bool
    """True where the file goes on after `data`."""
    size: int
    """Bytes of the whole file when it was opened."""
    mtime_ns: int
    """When it had last been changed before it was read, in nanoseconds since 1970."""


def read_bytes(root: Path, path: str, max_bytes: int) -> FileBytes | Problem:
    """Read at most `max_bytes` of a regular file; return a problem for anything else."""
    return _read(open_file, root, path, max_bytes)


def read_bytes_within(folder: Path, path: str, max_bytes: int) -> FileBytes | Problem:
    """As `read_bytes`, of a file that lies in the folder also where links lead."""
    return _read(open_within, folder, path, max_bytes)


def _read(
    open_: Callable[[Path, str], int], folder: Path, path: str, max_bytes: int
) -> FileBytes | Problem:
    try:
        descriptor = open_(folder, path)
        try:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return left_out(path, ProblemKind.NOT_A_REGULAR_FILE)
            data = _read_up_to(descriptor, min(max_bytes, status.st_size))
            return FileBytes(data, status.st_size > max_bytes, status.st_size, status.st_mtime_ns)
        finally:
            os.close(descriptor)
    except OSError as error:
        return unreadable(path, error)
    except ValueError:
        return left_out(path, ProblemKind.IMPOSSIBLE_NAME)


def _read_up_to(descriptor: int, wanted: int) -> bytes:
    data = os.read(descriptor, wanted)
    while len(data) < wanted and (more := os.read(descriptor, wanted - len(data))):
        data += more
    return data


def left_out(path: str, kind: ProblemKind) -> Problem:
    """Return the problem of a file, or of the folder at ``""``, that can't be taken as a post."""
    return Problem(clean_line(path) or ".", None, kind, Handling.LEFT_OUT)


def unreadable(path: str, error: OSError) -> Problem:
    """Return the problem of a file or folder that the operating system refuses."""
    if is_confined() and error.errno in {errno.ELOOP, errno.EXDEV}:
        return left_out(path, ProblemKind.LINK_NOT_FOLLOWED)
    if error.errno == errno.ELOOP:
        return left_out(path, ProblemKind.LINK_LOOP)
    problem = left_out(path, ProblemKind.FILE_SYSTEM_ERROR)
    return replace(problem, fields=(("errno", error.errno or errno.EIO),))
