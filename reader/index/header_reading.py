"""Reads the headers of many files, on all cores where there are enough of them.

The only place that starts worker processes. They end with the process that started them, also
where that is killed.
"""

import marshal
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import astuple
from multiprocessing.connection import wait
from pathlib import Path
from typing import NamedTuple

from reader.index.comparing import FileToRead, sure_ns
from reader.index.post_rows import HeaderColumns, columns_of
from reader.index.writer import ReadFile
from reader.posts.post import PostId, Problem
from reader.posts.reading import read_stamped_header
from reader.posts.site import Site

CHUNK = 500
"""Files that are read at a time: about 20 ms of one core."""
_WORTH_PROCESSES = 4 * CHUNK
"""Fewer files are read sooner than a process has started."""


class UnreadableFile(NamedTuple):
    """A file that could not be read."""

    file: FileToRead
    problem: Problem


Read = ReadFile | UnreadableFile


def read_headers(root: Path, site: Site, files: Sequence[FileToRead]) -> Iterator[list[Read]]:
    """Yield what the headers of files say, in their order, some at a time."""
    chunks = (files[start : start + CHUNK] for start in range(0, len(files), CHUNK))
    if len(files) < _WORTH_PROCESSES:
        yield from (_read_chunk(root, site, chunk) for chunk in chunks)
        return
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers, _context(), _begin_worker, (root, site)) as pool:
        under_way: deque[tuple[Sequence[FileToRead], Future[bytes]]] = deque()
        try:
            for chunk in chunks:
                under_way.append((chunk, pool.submit(_read_in_worker, chunk)))
                if len(under_way) > 3 * workers:
                    yield _result(root, site, *under_way.popleft())
            while under_way:
                yield _result(root, site, *under_way.popleft())
        finally:
            for _, future in under_way:
                future.cancel()


def _result(
    root: Path, site: Site, chunk: Sequence[FileToRead], future: Future[bytes]
) -> list[Read]:
    try:
        return _unpacked(future.result())
    except BrokenProcessPool:  # somebody killed a worker
        return _read_chunk(root, site, chunk)


def _packed(reads: Sequence[Read]) -> bytes:
    """Return what was read as bytes, in a fifth of the time that pickling it takes."""
    return marshal.dumps(
        [
            (True, *read[:-2], tuple(read.header), read.number)
            if isinstance(read, ReadFile)
            else (False, tuple(read.file), astuple(read.problem))
            for read in reads
        ]
    )


def _unpacked(data: bytes) -> list[Read]:
    reads: list[Read] = []
    for is_read, *values in marshal.loads(data):  # noqa: S302 - our own worker's
        if is_read:
            folder, name, size, mtime_ns, header, number = values
            reads.append(
                ReadFile(folder, name, size, mtime_ns, HeaderColumns._make(header), number)
            )
        else:
            file, problem = values
            reads.append(UnreadableFile(FileToRead(*file), Problem(*problem)))
    return reads


def _read_chunk(root: Path, site: Site, files: Sequence[FileToRead]) -> list[Read]:
    return [_read(root, site, file) for file in files]


def _read(root: Path, site: Site, file: FileToRead) -> Read:
    path = f"{file.folder}/{file.name}" if file.folder else file.name
    found = read_stamped_header(root, path, site, PostId(""))
    if isinstance(found, Problem):
        return UnreadableFile(file, found)
    mtime_ns = sure_ns(found.mtime_ns)
    header = columns_of(found.post)
    return ReadFile(file.folder, file.name, found.size, mtime_ns, header, file.number)


def _context() -> multiprocessing.context.BaseContext:
    """Return how workers start: a fork takes no time, where the system allows it."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


_worker: tuple[Path, Site]
"""What a worker reads with; set once when it begins."""


def _begin_worker(root: Path, site: Site) -> None:
    global _worker  # noqa: PLW0603 - the only way to hand a pool's workers what they share
    _worker = (root, site)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started this
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, and follow it.

    A pool's workers hold both ends of the pipe that they wait at, so they would wait for ever.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _read_in_worker(files: Sequence[FileToRead]) -> bytes:
    return _packed(_read_chunk(*_worker, files))
