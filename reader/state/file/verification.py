"""Whether a file holds what was stored in it: every row, their number and sum, and the seal."""

import sqlite3
import time

from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.sqlite import NONSENSE
from reader.state.file.checksums import ARCHIVES, ROOTS, TABLES, Table, raw_texts
from reader.state.file.schema import DIGEST_MASK, SCHEMA_VERSION
from reader.state.file.seal import Seal

_PAUSE_SECONDS = 0.01
_PAUSE_AFTER_ROWS = 1000


class UnsoundError(Exception):
    """Something in a file is not what was stored in it; says what."""


def verify(
    connection: sqlite3.Connection, seal: Seal | None = None, *, is_in_background: bool = False
) -> None:
    """Read a whole file of the newest version; 3,334 records take 8 ms.

    Args:
        connection: The file, in no transaction.
        seal: Its seal, read before this call.
        is_in_background: Whether to leave other threads most of the time.

    Raises:
        UnsoundError: Something is not what was stored.
        sqlite3.Error: The file can't be read.
    """
    connection.execute("BEGIN")
    try:
        with raw_texts(connection):
            _verify(connection, seal, _PAUSE_SECONDS if is_in_background else 0)
    except NONSENSE as error:
        raise UnsoundError(str(error)) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def verify_names(connection: sqlite3.Connection) -> None:
    """Verify which archives there are, and the number of the latest commit.

    Raises:
        UnsoundError: Something is not what was stored.
        sqlite3.Error: The file can't be read.
    """
    try:
        with raw_texts(connection):
            for table in (ARCHIVES, ROOTS):
                _total(connection, table, 0)
            seal_on(connection)
    except NONSENSE as error:
        raise UnsoundError(str(error)) from error


def _verify(connection: sqlite3.Connection, seal: Seal | None, pause_seconds: float) -> None:
    (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if bytes(said) != b"ok":
        raise UnsoundError(bytes(said).decode(errors="replace"))
    totals = {
        bytes(name).decode(): (rows, digest)
        for name, rows, digest in connection.execute("SELECT name, rows, digest FROM totals")
    }
    if totals != {name: _total(connection, table, pause_seconds) for name, table in TABLES.items()}:
        raise UnsoundError(_("rows are missing, or older ones are in their place"))
    current = seal_on(connection)
    if seal is not None and seal.change > current.change:
        count = seal.change - current.change
        text = ngettext(
            "the last change is missing", "the last {count:,} changes are missing", count
        )
        raise UnsoundError(text.format(count=count))
    if seal is not None and seal.change == current.change and seal != current:
        raise UnsoundError(_("rows are missing"))


def _total(connection: sqlite3.Connection, table: Table, pause_seconds: float) -> tuple[int, int]:
    """Read a table, and return its number of rows and the sum of their checksums."""
    rows, digest = 0, 0
    before: tuple[object, ...] = ()
    columns = ", ".join((*table.columns, "sum"))
    for row in connection.execute(f"SELECT {columns} FROM {table.name} NOT INDEXED"):
        key = row[: table.keys]
        if not table.is_sound(row) or (table.is_in_order and before and key <= before):
            raise UnsoundError(
                _("a row of {table} is not what was stored").format(table=table.name)
            )
        before = key
        rows += 1
        if pause_seconds and not rows % _PAUSE_AFTER_ROWS:
            time.sleep(pause_seconds)
        digest += row[-1]
    return rows, digest & DIGEST_MASK


def seal_on(connection: sqlite3.Connection) -> Seal:
    """Return the seal that an open file should have now."""
    change, rows, digest = connection.execute(
        "SELECT (SELECT value FROM counters WHERE name = 'change'), sum(rows), sum(digest)"
        " FROM totals WHERE name IN ('records', 'sweeps')"
    ).fetchone()
    return Seal(SCHEMA_VERSION, int(change), int(rows), int(digest))
