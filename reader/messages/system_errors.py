"""What the operating system and SQLite say of files that can't be used, in the chosen language.

Both speak English here. What is not listed is shown as they say it.

Sources: errno(3); SQLite's documentation, "Result and Error Codes", and `sqlite3_errstr`.
"""

import os

from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop

TRANSLATED = frozenset(
    {
        gettext_noop("bad file descriptor"),
        gettext_noop("broken pipe"),
        gettext_noop("cannot allocate memory"),
        gettext_noop("device or resource busy"),
        gettext_noop("directory not empty"),
        gettext_noop("disk quota exceeded"),
        gettext_noop("file exists"),
        gettext_noop("file name too long"),
        gettext_noop("file too large"),
        gettext_noop("input/output error"),
        gettext_noop("invalid argument"),
        gettext_noop("invalid cross-device link"),
        gettext_noop("is a directory"),
        gettext_noop("no space left on device"),
        gettext_noop("no such device or address"),
        gettext_noop("no such file or directory"),
        gettext_noop("not a directory"),
        gettext_noop("operation not permitted"),
        gettext_noop("permission denied"),
        gettext_noop("read-only file system"),
        gettext_noop("stale file handle"),
        gettext_noop("too many levels of symbolic links"),
        gettext_noop("too many open files"),
        gettext_noop("attempt to write a readonly database"),
        gettext_noop("database disk image is malformed"),
        gettext_noop("database is locked"),
        gettext_noop("database or disk is full"),
        gettext_noop("disk I/O error"),
        gettext_noop("file is not a database"),
        gettext_noop("unable to open database file"),
    }
)
"""In lower case, as inside of a sentence."""


def system_reason(error: Exception) -> str:
    """Return why a file can't be used, as a clause, without its path.

    Args:
        error: An `OSError`, or an error of SQLite.
    """
    if isinstance(error, OSError):
        return _((error.strerror or str(error)).lower())
    return _(str(error))


def error_of_number(number: int) -> str:
    """Return the clause for an error number of the system."""
    return _(os.strerror(number).lower())
