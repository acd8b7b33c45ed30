"""What an index file is like, for a report: nothing that it says of posts."""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from reader.errors import IndexUnusableError
from reader.index.store.connections import IndexDamagedError, health_of, open_for_reading
from reader.index.store.location import index_file
from reader.index.store.metadata import IndexMetadata, read_metadata
from reader.index.store.schema import SCHEMA_VERSION

SQLITE_VERSION = sqlite3.sqlite_version


class IndexReport(NamedTuple):
    """An index file."""

    schema: int
    """The version of tables that this program makes."""
    health: str
    """``sound``, ``missing``, ``foreign`` or ``unusable``, from the file's head."""
    size_bytes: int
    """With its log."""
    changed_at: str
    """When it was written to last, in UTC; empty for none."""
    metadata: IndexMetadata


def report_on_index(folder: Path, root: Path) -> IndexReport:
    """Look at the index of the archive in `root` among those in a folder; writes nothing."""
    path = index_file(folder, root)
    try:
        health = health_of(path).value
    except IndexUnusableError:
        health = "unusable"
    metadata = IndexMetadata()
    with (
        suppress(IndexDamagedError, IndexUnusableError, sqlite3.Error),
        closing(open_for_reading(path)) as connection,
    ):
        metadata = read_metadata(connection)
    files = [file for file in (path, path.with_name(f"{path.name}-wal")) if file.is_file()]
    latest = max((file.stat().st_mtime for file in files), default=0.0)
    moment = datetime.fromtimestamp(latest, UTC).isoformat(timespec="seconds") if latest else ""
    size = sum(file.stat().st_size for file in files)
    return IndexReport(SCHEMA_VERSION, health, size, moment, metadata)
