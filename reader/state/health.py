"""What the file of the reading state is like, for a report: nothing that it says of posts."""

from pathlib import Path
from typing import NamedTuple

from reader.errors import StateUnusableError
from reader.state.file.connections import NewerVersionError, StateDamagedError
from reader.state.file.location import FILE_NAME, LOGS_NAME
from reader.state.file.schema import SCHEMA_VERSION
from reader.state.file.store import StateStore


class StateReport(NamedTuple):
    """A reading state."""

    schema: int
    """The version of tables that this program makes."""
    health: str
    """``sound``, ``missing``, ``damaged`` or ``unusable``, after its checksums were compared."""
    size_bytes: int = 0
    """With its log."""
    archives: int = 0
    records: int = 0
    has_logs: bool = False
    """Whether several hosts keep logs beside it."""


def report_on_state(folder: Path) -> StateReport:
    """Read the whole file and compare it with its checksums; writes nothing."""
    path = folder / FILE_NAME
    if not path.exists():
        return StateReport(SCHEMA_VERSION, "missing")
    files = [file for file in (path, path.with_name(f"{path.name}-wal")) if file.is_file()]
    size = sum(file.stat().st_size for file in files)
    has_logs = (folder / LOGS_NAME).is_dir()
    try:
        store = StateStore(path, may_write=False)
        try:
            archives, records = _count(store, "archives"), _count(store, "records")
            store.verify()
        finally:
            store.close()
    except (StateDamagedError, NewerVersionError):
        return StateReport(SCHEMA_VERSION, "damaged", size, has_logs=has_logs)
    except StateUnusableError:
        return StateReport(SCHEMA_VERSION, "unusable", size, has_logs=has_logs)
    return StateReport(SCHEMA_VERSION, "sound", size, archives, records, has_logs)


def _count(store: StateStore, table: str) -> int:
    ((count,),) = store.execute(f"SELECT count(*) FROM {table}")
    return int(str(count))
