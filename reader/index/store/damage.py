"""What an error says about an index file: the one list of what is taken for damage.

SQLite's own word for damage is enough. Other errors come of damage as well as of mistakes of ours,
and of what a caller's function raises: for those a look at the whole file decides, since an index
that took minutes to make is not thrown away for an error that comes again with the next one.

Source: SQLite's documentation, "Result and Error Codes".
"""

import sqlite3
from enum import Enum, auto

from reader import sqlite


class Meaning(Enum):
    """What an error says about the file."""

    DAMAGED = auto()
    """It is to be rebuilt."""
    DOUBTFUL = auto()
    """It may be damaged: `soundness.find_damage` tells."""
    UNUSABLE = auto()
    """The disk is full or can't be written to, or another process holds on to it."""
    NOTHING = auto()
    """The error is about something else."""


_CUT_OFF = frozenset({sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ})
"""Extended codes: pages are missing at the file's end."""
_UNUSABLE = frozenset(
    {
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOLFS,
        sqlite3.SQLITE_AUTH,
    }
)
_DOUBTFUL = frozenset(
    {
        sqlite3.SQLITE_ERROR,  # "no such table", "vtable constructor failed"; or a wrong statement
        sqlite3.SQLITE_INTERNAL,
        sqlite3.SQLITE_NOTFOUND,
        sqlite3.SQLITE_EMPTY,
        sqlite3.SQLITE_SCHEMA,
        sqlite3.SQLITE_TOOBIG,
        sqlite3.SQLITE_CONSTRAINT,
        sqlite3.SQLITE_MISMATCH,
        sqlite3.SQLITE_RANGE,
    }
)
_WITHOUT_CODE = (sqlite3.OperationalError, sqlite3.DataError)
"""Raised by Python's module itself for values that are no text; its `ProgrammingError` and
`InterfaceError` are mistakes of a caller."""


def meaning_of(error: Exception) -> Meaning:
    """Return what an error that was raised while an index was used says about its file."""
    if not isinstance(error, sqlite3.Error):
        return Meaning.DOUBTFUL if isinstance(error, sqlite.NONSENSE) else Meaning.NOTHING
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return Meaning.DOUBTFUL if isinstance(error, _WITHOUT_CODE) else Meaning.NOTHING
    primary = code & 0xFF
    if primary in sqlite.CORRUPT or code in _CUT_OFF:
        return Meaning.DAMAGED
    if primary in _UNUSABLE:
        return Meaning.UNUSABLE
    return Meaning.DOUBTFUL if primary in _DOUBTFUL else Meaning.NOTHING
