"""The seal: what the file of the reading state held after a commit, in a small file beside it.

It tells that commits are lost although what is left is sound: a log of SQLite's that was cut, a
file that was emptied, an older one in its place. It is written after each commit, so a file may be
newer than its seal, never older.
"""

import os
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_SUFFIX = ".seal"
_WORD = "reading-state"
_SIZE_BYTES = 128


class Seal(NamedTuple):
    """What a file held after a commit."""

    version: int
    """The schema's."""
    change: int
    """The number of the commit."""
    rows: int
    """How many records and sweeps there were."""
    digest: int
    """The sum of their checksums."""


def seal_of(path: Path) -> Path:
    """Return the path of a file's seal."""
    return path.with_name(f"{path.name}{_SUFFIX}")


def write_seal(path: Path, seal: Seal) -> None:
    """Replace a file's seal, as far as the disk permits: the next commit tries again."""
    text = f"{_WORD} {' '.join(map(str, seal))}"
    line = f"{text} {zlib.crc32(text.encode())}".ljust(_SIZE_BYTES - 1) + "\n"
    with suppress(OSError):
        place = os.open(seal_of(path), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            os.pwrite(place, line.encode(), 0)
        finally:
            os.close(place)


def read_seal(path: Path) -> Seal | None:
    """Return a file's seal; None where there is none, or none that is sound."""
    try:
        text, _, check = seal_of(path).read_bytes()[:_SIZE_BYTES].decode().strip().rpartition(" ")
        word, *numbers = text.split(" ")
        if word == _WORD and zlib.crc32(text.encode()) == int(check):
            return Seal(*map(int, numbers))
    except (OSError, ValueError, TypeError):
        pass
    return None
