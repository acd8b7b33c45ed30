"""What differs between an archive's files and its index, told from names and stamps alone."""

import os
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reader.archive.catalogue.walk import Folder
from reader.index.store.post_rows import split_name
from reader.posts.source.file_name import USUAL_PLACES, PostPlaces, is_post_name

_MAX_VALUES = 900
_FRESH_NS = 2_000_000_000
"""What was changed so short a time ago may change again without showing it: the coarsest file
systems count in steps of two seconds."""
_LATER_NS = 1 << 62

_Missing = dict[bytes, list[int]]
"""Posts whose files are not where they were, by name: some may have been moved."""


class FileToRead(NamedTuple):
    """A file that is new or changed."""

    name: str
    folder: str
    number: int | None
    """The post that it is known as."""


def positive_ns(mtime_ns: int) -> int:
    """Return a time of change above 0, since its sign says whether it is sure.

    A file from before 1970 gets one a century from now.
    """
    return mtime_ns if mtime_ns > 0 else max(mtime_ns + _LATER_NS, 1)


def sure_ns(mtime_ns: int) -> int:
    """Return a time of change as the index keeps it.

    It is negative, and so unlike any that is ever found, where the file or folder has to be
    looked at again in any case: its clock may not have moved on yet, or runs ahead of ours.
    """
    is_fresh = mtime_ns > time.time_ns() - _FRESH_NS
    return -mtime_ns if is_fresh else positive_ns(mtime_ns)


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
    connection: sqlite3.Connection, folders: Iterable[Folder], changed: Iterable[int]
) -> Differences:
    """Compare folders that were listed with what is known of them.

    Args:
        connection: The index.
        folders: Those that were listed, and those that are gone (without names).
        changed: Numbers of posts whose files have another stamp, or are not where they were.
            Looked at last, as it may take long to find them.
    """
    numbers = _folder_numbers(connection)
    unknown = [folder for folder in folders if folder.path not in numbers]
    listings = {
        numbers[folder.path]: _Listing(folder.path, set(map(os.fsencode, folder.names)))
        for folder in folders
        if folder.path in numbers
    }
    found = Differences()
    if not listings and not unknown:
        return found
    missing: _Missing = {}
    not_there: set[int] = set()
    for number, name, folder in _posts(connection):
        listing = listings.get(folder)
        if listing is None:
            continue
        if name in listing.names:
            listing.names.discard(name)
        else:
            missing.setdefault(name.rpartition(b".")[0], []).append(number)
            not_there.add(number)
    for number, name, folder in _posts(connection, set(changed) - not_there):
        if folder in listings:
            file = FileToRead(os.fsdecode(name), listings[folder].path, number)
            found.to_read.append(file)
    for listing in listings.values():
        found.add_new(listing.path, listing.names, missing)
    for new in unknown:
        found.add_new(new.path, map(os.fsencode, new.names), missing)
    found.add_gone(missing)
    return found


def _posts(
    connection: sqlite3.Connection, numbers: Collection[int] | None = None
) -> Iterator[tuple[int, bytes, int]]:
    """Yield the number, the file's name and the folder's number of all posts, or of some."""
    select = "SELECT number, CAST(stem || '.' || extension AS BLOB), folder FROM posts"
    if numbers is None:
        yield from connection.execute(select)
        return
    rest = iter(numbers)
    while some := list(islice(rest, _MAX_VALUES)):
        marks = ", ".join("?" * len(some))
        yield from connection.execute(f"{select} WHERE number IN ({marks})", some).fetchall()


def compare_paths(
    connection: sqlite3.Connection,
    root: Path,
    paths: Collection[str],
    places: PostPlaces = USUAL_PLACES,
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
            is_post_name(name, places.extensions) and folder not in numbers
        ):
            return None
        if not is_post_name(name, places.extensions):
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


class _Listing(NamedTuple):
    """The names of a folder that have not been met in the index yet."""

    path: str
    names: set[bytes]
