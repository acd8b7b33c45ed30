"""Names that a user gave in an archive, straight from the file of the reading state."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from reader.errors import StateUnusableError
from reader.state.file.connections import StateDamagedError, connect

_LAST_CHARACTER = "\U0010ffff"
_FIELDS = (
    "SELECT field, {posts} AS posts FROM {table} JOIN roots USING (archive)"
    " WHERE path = ?1 AND field >= ?2 AND field < ?3 AND value <> '' GROUP BY field"
)
_SQL = " UNION ALL ".join(
    (
        _FIELDS.format(table="records", posts="count(*)"),
        _FIELDS.format(table="sweeps", posts="0"),  # over many posts; how many takes long to tell
    )
)


def fields_from(path: Path, root: Path, begins: str, most: int) -> list[tuple[str, int]]:
    """Return fields that are set, with their number of records, in the order of their names.

    Only reads, and says nothing where there is no sound reading state.

    Args:
        path: The file.
        root: Folder of the archive, links resolved.
        begins: What the fields begin with, such as ``label:a``.
        most: How many are enough.
    """
    if not path.exists():
        return []
    sql = f"SELECT field, sum(posts) FROM ({_SQL}) GROUP BY field LIMIT {most:d}"
    values = (os.fsencode(root), begins, begins + _LAST_CHARACTER)
    try:
        with closing(connect(path, may_write=False)) as connection:
            rows = connection.execute(sql, values).fetchall()
    except (StateDamagedError, StateUnusableError, sqlite3.Error):
        return []
    return [(str(field), int(count)) for field, count in rows]
