"""Raises errors that come up while an index is used as what they mean to its file."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader import sqlite
from reader.errors import IndexUnusableError
from reader.index.store.connections import IndexDamagedError
from reader.index.store.damage import Meaning, meaning_of


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Raise the error for damage, which a rebuild mends, or for a disk that can't be written.

    Raises:
        IndexDamagedError: The file is not sound, or not there any more.
        IndexUnusableError: The disk is full, or the folder is not writable.
        Exception: As it was raised, where it says nothing about the file.
    """
    try:
        yield
    except (sqlite3.Error, *sqlite.NONSENSE) as error:
        match meaning_of(error):
            case Meaning.DAMAGED:
                raise IndexDamagedError(str(error)) from error
            case _ if isinstance(error, sqlite3.Error) and not path.exists():
                raise IndexDamagedError("it is gone") from error
            case Meaning.UNUSABLE:
                raise IndexUnusableError(str(path.parent), str(error)) from error
            case Meaning.DOUBTFUL if _is_damaged(path):
                raise IndexDamagedError(str(error)) from error
            case _:
                raise


def _is_damaged(path: Path) -> bool:
    from reader.index.store.soundness import find_damage  # noqa: PLC0415 - seldom in doubt

    return find_damage(path) is not None
