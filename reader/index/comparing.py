"""What differs between an archive's files and its index, told from names and stamps alone."""

import os
import sqlite3
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from reader.archive.walk import Folder
from reader.index.post_rows import split_name
from reader.posts.file_name import is_post_name

_FRESH_NS = 2_000_000_000
"""What was changed so short a time ago may change again without showing it: the coarsest file
systems count in steps of two seconds."""

_Missing = dict[bytes, list[int]]
"""Posts whose files are not where they were, by name: some may have been moved."""


class FileToRead(NamedTuple):
    """A file that is new or changed."""

    name: str
    folder: str
    number: int | None
    """The post that it is known as."""


def sure_ns(mtime_ns: int) -> int:
    """Return a time of change as the index keeps it.

    It is negative, and so unlike any that is ever found, where the file or folder has to be
    looked at again in any case: its clock may not have moved on yet, or runs ahead of ours.
    """
    return -mtime_ns if mtime_ns > time.time_ns() - _FRESH_NS else mtime_ns


@dataclass(slots=True)
class Differences:
    """What a sync has to do."""

    to_read: list[FileToRead] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    """Posts without a file."""

    def add_new(self, folder: str, names: Iterable[bytes], missing: _Missing) -> None:
        """Add files that were not known where they are; one that is missing elsewhere moved."""
        for name in names:
            numbers = missing.get(name.rpartition(b".")[0])
            number = numbers.pop() if numbers else None
            self.to_read.append(FileToRead(os.fsdecode(name), folder, number))

    def add_gone(self, missing: _Missing) -> None:
        """Add what is missing and has not moved."""
        self.gone += (number for numbers in missing.values() for number in numbers)


def compare(
    connection: sqlite3.Connection, root: Path, folders: Iterable[Folder], *, looks_at_files: bool
) -> Differences:
    """Compare folders that were listed with what is known of them.

    Args:
        connection: The index.
        root: The archive.
        folders: Those that were listed, and those that are gone (without names).
        looks_at_files: Whether each known file is looked at; without that only new and missing
            names are found, in a fifth of the time.
    """
    numbers = _folder_numbers(connection)
    unknown = [folder for folder in folders if folder.path not in numbers]
    listings = {
        numbers[folder.path]: _Listing(root, folder) for folder in folders if folder.path in numbers
    }
    found = Differences()
    missing: _Missing = {}
    if not listings and not unknown:
        return found
    rows = connection.execute("SELECT number, stem, extension, folder, size, mtime_ns FROM posts")
    for number, stem, extension, folder, size, mtime_ns in rows:
        listing = listings.get(folder)
        if listing is None:
            continue
        name = stem + b"." + extension
        if name not in listing.names:
            missing.setdefault(stem, []).append(number)
            continue
        listing.names.discard(name)
        if (looks_at_files or mtime_ns < 0) and listing.differs(name, size, mtime_ns):
            found.to_read.append(FileToRead(os.fsdecode(name), listing.path, number))
    for listing in listings.values():
        listing.close()
        found.add_new(listing.path, listing.names, missing)
    for new in unknown:
        found.add_new(new.path, map(os.fsencode, new.names), missing)
    found.add_gone(missing)
    return found


def compare_paths(
    connection: sqlite3.Connection, root: Path, paths: Collection[str]
) -> Differences | None:
    """Compare single files with what is known of them.

    Returns:
        None where the paths alone do not tell, because a folder or something odd is among them, or
        their folder is not known.
    """
    numbers = _folder_numbers(connection, "WHERE takes_all")
    found = Differences()
    missing: _Missing = {}
    new: list[tuple[str, bytes]] = []
    for path in paths:
        folder, _, name = path.rpartition("/")
        place = root / path
        is_file = os.path.isfile(place)  # noqa: PTH113 - a name need not be text
        if (not is_file and os.path.lexists(place)) or (
            is_post_name(name) and folder not in numbers
        ):
            return None
        if not is_post_name(name):
            continue
        known = _known(connection, numbers[folder], name)
        if known is not None and is_file:
            found.to_read.append(FileToRead(name, folder, known))
        elif known is not None:
            missing.setdefault(split_name(name)[0], []).append(known)
        elif is_file:
            new.append((folder, os.fsencode(name)))
    for folder, encoded in new:
        found.add_new(folder, [encoded], missing)
    found.add_gone(missing)
    return found


def _folder_numbers(connection: sqlite3.Connection, condition: str = "") -> dict[str, int]:
    rows = connection.execute(f"SELECT path, number FROM folders {condition}")
    return {os.fsdecode(path): number for path, number in rows}


def _known(connection: sqlite3.Connection, folder: int, name: str) -> int | None:
    row = connection.execute(
        "SELECT number FROM posts WHERE stem = ? AND extension = ? AND folder = ?",
        (*split_name(name), folder),
    ).fetchone()
    return None if row is None else int(row[0])


class _Listing:
    """The names of a folder that have not been met in the index yet."""

    def __init__(self, root: Path, folder: Folder) -> None:
        self.path = folder.path
        self.names = set(map(os.fsencode, folder.names))
        self._place = root / folder.path
        self._descriptor = -1

    def differs(self, name: bytes, size: int, mtime_ns: int) -> bool:
        """Say whether a file is not as it was; one that can't be looked at is not."""
        if self._descriptor < 0:
            # Names below an open folder are found in two thirds of the time of whole paths.
            self._descriptor = os.open(self._place, os.O_RDONLY | os.O_CLOEXEC)
        try:
            status = os.stat(name, dir_fd=self._descriptor)
        except OSError:
            return True
        return status.st_mtime_ns != mtime_ns or status.st_size != size

    def close(self) -> None:
        """Let the folder go."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
