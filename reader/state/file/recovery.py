"""A damaged file is set aside, and what can still be read of it is taken into a new one.

What its pages have lost comes back from the daily copies, as far as they have it. Nothing is thrown
away: the damaged file stays beside the new one. The new file is complete before anything is moved;
what a recovery that was interrupted, now or by an older version, has left is taken up later.
"""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, in_one_line, ngettext
from reader.sqlite import transaction
from reader.state.file.checksums import Raw
from reader.state.file.connections import (
    connect,
    locked,
    make_folder,
    translated_errors,
    version_of,
)
from reader.state.file.copies import copies_of
from reader.state.file.merging import Merge
from reader.state.file.page_rows import FoundRows, read_rows
from reader.state.file.seal import read_seal, write_seal
from reader.state.file.verification import seal_on, verify

_SIDE_FILES = ("", "-wal", "-shm")
_DAMAGED = ".damaged-"
_TAKEN = "taken:"
"""What the counter begins with that names a damaged file of which everything was taken."""
_MAX_NAMED = 3


@dataclass(frozen=True, slots=True)
class Recovery:
    """What became of a damaged file."""

    damaged: Path | None
    """Where it lies now; None where there was none any more."""
    rows: int
    """How many records and sweeps of it could be kept."""
    restored: int
    """How many came back from copies, as they were when those were made."""
    copy: str
    """The day of the latest copy, or nothing."""
    lost: int
    """How many are lost, as far as is known."""
    named: Sequence[str]
    """Some of what is lost: field and post."""

    @property
    def report(self) -> str:
        """What the user is told."""
        parts = [
            _("the reading state was damaged") if self.damaged else _("the reading state was gone")
        ]
        if self.damaged and not self.restored and not self.lost:
            parts.append(_("everything in it was kept"))
        elif self.damaged:
            text = ngettext("{count:,} row was kept", "{count:,} rows were kept", self.rows)
            parts.append(text.format(count=self.rows))
        if self.restored or not self.damaged:
            parts.append(self._restored)
        if self.lost:
            parts.append(self._lost)
        if self.damaged:
            parts.append(_("the damaged file is now {path}").format(path=self.damaged))
        return in_one_line(parts)

    @property
    def _restored(self) -> str:
        if self.copy:
            text = _("{count:,} came back from copies, as they were on {day}")
            return text.format(count=self.restored, day=self.copy)
        return _("{count:,} came back from copies").format(count=self.restored)

    @property
    def _lost(self) -> str:
        if self.named:
            text = _("{count:,} are lost ({names})")
            return text.format(count=self.lost, names=in_a_list(self.named))
        return _("{count:,} are lost").format(count=self.lost)


def is_gone(path: Path) -> bool:
    """Say whether a file is empty, which none is ever, or missing though there was one."""
    with suppress(FileNotFoundError):
        return not path.stat().st_size
    if _has_bytes(path.with_name(f"{path.name}-wal")):
        return True
    seal = read_seal(path)
    has_kept = seal is not None and seal.rows > 0
    return has_kept or bool(copies_of(path)) or next(_leftovers(path), None) is not None


def set_aside(path: Path) -> Recovery | None:
    """Replace a damaged or lost file by a new one with everything that could be read of it.

    Returns:
        What was kept, or None where another process has done it meanwhile.

    Raises:
        StateUnusableError: The folder can't be written to, or is full; nothing was moved.
        OSError: Likewise.
    """
    make_folder(path)
    with locked(path), translated_errors(path):
        if _is_sound(path):
            return None
        has_something = any(_has_bytes(path.with_name(path.name + s)) for s in ("", "-wal"))
        damaged = _free_name(path) if has_something else None
        fresh = path.with_name(f"{path.name}.recovered")
        _unlink(fresh)
        with closing(connect(fresh)) as target:
            recovery = recover_into(target, path, damaged)
            seal = seal_on(target)
            target.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        os.chmod(fresh, 0o600)  # noqa: PTH101 - as the others of this folder
        _move_aside(path, damaged)
        fresh.replace(path)
        write_seal(path, seal)
        _unlink(fresh)
    return recovery


def _move_aside(path: Path, damaged: Path | None) -> None:
    """Give a file and its log other names, and leave the file alone where it was.

    A log must not meet the new file. Whatever ends the process on the way, a name is left.
    """
    for suffix in _SIDE_FILES:
        if damaged is not None:
            with suppress(FileNotFoundError):
                _link(path.with_name(path.name + suffix), damaged.with_name(damaged.name + suffix))
    for suffix in _SIDE_FILES[1:]:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _link(path: Path, other: Path) -> None:
    """Give a file a second name, or where the file system has no such copy it."""
    try:
        os.link(path, other)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(path, other)


def recover_into(target: sqlite3.Connection, path: Path, damaged: Path | None) -> Recovery:
    """Take what the pages of a file have, and then what its copies have, into a sound file.

    Args:
        target: A sound, empty file.
        path: The damaged file.
        damaged: The name that it is to have later; None where there is nothing of it.

    Raises:
        OSError: The file can't be read.
        sqlite3.Error: Nothing can be written.
    """
    main, copies, leftovers = read_rows(path), copies_of(path), list(_leftovers(path))
    sources = [main, *map(read_rows, [*leftovers, *copies])]
    seal = read_seal(path)
    change = max(
        [1, *(int(values[-1]) + 1 for found in sources for table, values in found.rows
              if "change" in table.columns), seal.change + 1 if seal else 1]
    )  # fmt: skip
    with transaction(target):
        merge = Merge(target, change, [found.rows for found in sources])
        merge.take(0)
        kept = merge.count()
        restored = sum(merge.take(source) for source in range(1, len(sources)))
        merge.finish()
        target.execute("UPDATE counters SET value = ? WHERE name = 'change'", (change,))
        for name in [*leftovers, *([damaged] if damaged else [])]:
            target.execute("INSERT INTO counters VALUES (?, 1)", (_TAKEN + name.name,))
        missing = _named(target, main.suspects)
    expected = _expected(path, main)
    lost = max(expected - merge.count(), 0) if expected else len(missing)
    day = copies[0].name[-10:] if copies else ""
    return Recovery(damaged, kept, restored, day, lost, missing[: min(lost, _MAX_NAMED)])


def take_up_leftovers(path: Path, connection: sqlite3.Connection) -> str:
    """Take into a sound file what lies beside it in damaged ones that were never recovered.

    Returns:
        A sentence for the user, or nothing where there was nothing new.

    Raises:
        OSError: One can't be read.
        sqlite3.Error: Nothing can be written.
    """
    waiting = [name for name in _leftovers(path) if not _is_taken(connection, name)]
    if not waiting:
        return ""
    sources = [read_rows(name).rows for name in waiting]
    with transaction(connection):
        connection.execute("UPDATE counters SET value = value + 1 WHERE name = 'change'")
        ((change,),) = connection.execute("SELECT value FROM counters WHERE name = 'change'")
        merge = Merge(connection, int(change), sources)
        news = sum(map(merge.take, range(len(sources))))
        merge.finish()
        for name in waiting:
            connection.execute(
                "INSERT INTO counters VALUES (?, 1) ON CONFLICT DO NOTHING", (_TAKEN + name.name,)
            )
    write_seal(path, seal_on(connection))
    if not news:
        return ""
    text = ngettext(
        "{count:,} row was taken from a damaged reading state of before: {path}",
        "{count:,} rows were taken from a damaged reading state of before: {path}",
        news,
    )
    return text.format(count=news, path=waiting[-1])


def _is_taken(connection: sqlite3.Connection, name: Path) -> bool:
    rows = connection.execute("SELECT 1 FROM counters WHERE name = ?", (_TAKEN + name.name,))
    return rows.fetchone() is not None


def _leftovers(path: Path) -> Iterator[Path]:
    """Yield the damaged files beside a file, the oldest first."""
    names = sorted(path.parent.glob(f"{path.name}{_DAMAGED}*"))
    return (name for name in names if not name.name.endswith(_SIDE_FILES[1:]))


def _free_name(path: Path) -> Path:
    damaged = first = path.with_name(f"{path.name}{_DAMAGED}{time.strftime('%Y%m%d-%H%M%S')}")
    number = 0
    while damaged.exists():
        number += 1
        damaged = first.with_name(f"{first.name}-{number}")
    return damaged


def _has_bytes(path: Path) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_size > 0
    return False


def _unlink(path: Path) -> None:
    for suffix in (*_SIDE_FILES, ".lock", ".seal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return False
    try:
        seal = read_seal(path)
        version_of(path)
        with closing(connect(path, may_write=False)) as connection:
            verify(connection, seal)
    except Exception:  # damage shows in many ways, and a copy that can't be verified is no copy
        return False
    return True


def _expected(path: Path, found: FoundRows) -> int:
    """Return how many records and sweeps there should be, as far as that is known."""
    seal = read_seal(path)
    if seal is not None:
        return seal.rows
    return found.totals.get("records", 0) + found.totals.get("sweeps", 0)


def _named(target: sqlite3.Connection, suspects: Sequence[tuple[Raw, ...]]) -> list[str]:
    """Return fields and posts of damaged records that came back from nowhere."""
    names = []
    keys = ((a, bytes(f), p) for a, f, p in suspects if isinstance(f, bytearray))
    for archive, field, post in dict.fromkeys(keys):
        try:
            known = target.execute(
                "SELECT 1 FROM records WHERE archive = ? AND field = ? AND post = ?",
                (archive, field.decode(), post),
            ).fetchone()
        except (UnicodeDecodeError, OverflowError):
            known = None
        if known is None:
            name = os.fsdecode(post) if isinstance(post, bytes) else ""
            names.append(f"{field.decode(errors='replace')} of {name}".rstrip())
    return names
