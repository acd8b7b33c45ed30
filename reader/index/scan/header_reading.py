"""Reading headers of many files, on all cores where there are enough to be worth it."""

import marshal
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from reader.index.scan.comparing import FileToRead, sure_ns
from reader.index.scan.worker_pool import work_through
from reader.index.store.post_rows import HeaderColumns, ReadFile, columns_of
from reader.index.store.problem_rows import columns_of_problem, problem_of
from reader.posts.post import PostId, Problem
from reader.posts.reading import StampedPost, read_stamped_header
from reader.posts.source.site import Site

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
    if len(files) >= _WORTH_PROCESSES:
        results = work_through(files, partial(_read_packed, root, site), CHUNK)
        yield from map(_unpacked, results)
        return
    for start in range(0, len(files), CHUNK):
        yield _read_chunk(root, site, files[start : start + CHUNK])


def _read_packed(root: Path, site: Site, files: Sequence[FileToRead]) -> bytes:
    """Return what was read as bytes, in a fifth of the time that pickling it takes."""
    return marshal.dumps(
        [
            (True, *read[:-2], tuple(read.header), read.number)
            if isinstance(read, ReadFile)
            else (False, tuple(read.file), (read.problem.path, *columns_of_problem(read.problem)))
            for read in _read_chunk(root, site, files)
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
            reads.append(UnreadableFile(FileToRead(*file), problem_of(*problem)))
    return reads


def _read_chunk(root: Path, site: Site, files: Sequence[FileToRead]) -> list[Read]:
    """Run each stage for all files before the next: a tenth faster than one file after another.

    The tables of a stage then stay in the processor's cache.
    """
    paths = [f"{file.folder}/{file.name}" if file.folder else file.name for file in files]
    found = [read_stamped_header(root, path, site, PostId("")) for path in paths]
    return [*map(_taken_in, files, found)]


def _taken_in(file: FileToRead, found: StampedPost | Problem) -> Read:
    if isinstance(found, Problem):
        return UnreadableFile(file, found)
    columns = columns_of(found.post)
    mtime_ns = sure_ns(found.mtime_ns)
    return ReadFile(file.folder, file.name, found.size, mtime_ns, columns, file.number)
