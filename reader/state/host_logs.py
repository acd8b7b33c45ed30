"""The reading state as logs, one a host, for a folder that many hosts share.

On a network file system neither locks nor shared memory can be relied on to reach other hosts. So
each host appends to a log of its own and reads those of the others; its database, on a local disk,
is a copy of what all logs say. Lines are those of `state_transfer`, with the folder in which the
archive was open. Other lines name the posts by which an archive is known, and two folders that hold
the same archive.

Source: SQLite, "How to corrupt an SQLite database file", chapter 2.
"""

import json
import os
import uuid
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, BinaryIO

from reader.errors import StateUnusableError
from reader.messages.language import gettext as _
from reader.state.archives import Look, join, number_of_root, recognise
from reader.state.file.connections import (
    StateDamagedError,
    locked,
    make_folder,
    translated_errors,
)
from reader.state.file.location import LOGS_NAME
from reader.state.file.store import StateStore
from reader.state.post_set import Block, PostSet
from reader.state.reading_state import Piece
from reader.state.records import WHOLE_ARCHIVE, Record, Sweep
from reader.state.state_transfer import NOT_UNDERSTOOD, fields_of, json_line, record_of

_SUFFIX = ".jsonl"
_ROOM_BYTES = 1_000_000
"""Size below which a log is not shortened."""
_END_BYTES = 64
_CHUNK_BYTES = 8_000_000
_MAX_HEADER_BYTES = 200
_Fields = Mapping[str, object]


class HostLogs:
    """The logs in a folder, one of them this host's own. One thread at a time may call."""

    def __init__(self, folder: Path, host: str, copy: Path) -> None:
        """Prepare; touches no file.

        Args:
            folder: The user's own, which several hosts share.
            host: A name that no other host has.
            copy: The host's database, on a disk of its own; its lock keeps sessions apart.
        """
        self.folder = folder / LOGS_NAME
        self._copy = copy
        self._before = folder / copy.name
        self._path = self.folder / f"{host.replace('/', '_')}{_SUFFIX}"
        self.left_out = 0
        """Lines that could not be understood, or are not what was written."""
        self._is_own_cut = False
        self._own_name, self._own_bytes = b"", 0
        """First line and size of this host's log after the last line from here."""

    @property
    def is_new(self) -> bool:
        """Whether this host has not written anything yet."""
        return not self._path.exists()

    def prepare(self) -> None:
        """Make a place for the copy, and put into the log what was kept in one file before.

        Raises:
            StateUnusableError: That is not possible now.
        """
        with translated_errors(self._copy):
            above = self._copy.parent.parent
            above.mkdir(mode=0o700, parents=True, exist_ok=True)
            if above.lstat().st_uid != os.getuid() or above.is_symlink():
                raise StateUnusableError(str(above), _("it is another user's"))
            make_folder(self._copy)
        if self._before.exists():
            self._take_over(self._before)

    def _take_over(self, file: Path) -> None:
        """Put a file's contents into the log, and set the file aside."""
        try:
            with closing(StateStore(file, may_write=False)) as store:
                self._publish_all(store)
        except StateDamagedError as error:
            raise StateUnusableError(
                str(file), _("it is damaged ({damage})").format(damage=error)
            ) from error
        with translated_errors(file):
            for suffix in ("-wal", "-shm", ".seal", ""):
                before = file.with_name(f"{file.name}{suffix}")
                with suppress(FileNotFoundError):
                    before.replace(file.with_name(f"{file.name}.before-logs{suffix}"))

    def _publish_all(self, store: StateStore) -> None:
        """Append all that a file holds."""
        for path, archive in store.execute("SELECT path, archive FROM roots"):
            root = os.fsdecode(path if isinstance(path, bytes) else str(path))
            pieces = store.load(int(str(archive))).pieces
            if pieces:
                self.publish(Path(root), pieces)

    def catch_up(self, store: StateStore) -> None:
        """Bring the database and this host's log to the same; a log that was deleted is rewritten.

        Raises:
            StateUnusableError: A log can't be read, or something not be written now.
            StateDamagedError: The database is not sound.
        """
        if self.is_new:
            self._publish_all(store)
        self.bring_in(store, with_own=True)
        self.rewrite_if_cut(store)

    def rewrite_if_cut(self, store: StateStore) -> None:
        """Append all that the database holds to this host's log if that has become shorter.

        Raises:
            StateUnusableError: It can't be written now.
        """
        if self._is_own_cut:
            self._is_own_cut = False
            self._publish_all(store)

    def publish(self, root: Path, pieces: Iterable[Piece]) -> None:
        """Append what was done in an archive; on return the file server has it.

        Args:
            root: The archive's folder.
            pieces: What was done.

        Raises:
            StateUnusableError: It can't be written now.
        """
        self._append([_with_root(root, _fields_of_piece(piece)) for piece in pieces])

    def publish_sample(self, root: Path, sample: Sequence[str], total: int) -> None:
        """Append the posts by which an archive of `total` is known; otherwise as `publish`."""
        self._append([_with_root(root, {"sample": list(sample), "total": total})])

    def publish_join(self, root: Path, other: Path) -> None:
        """Append that two folders hold one archive; otherwise as `publish`."""
        self._append([_with_root(root, {"same": str(other)})])

    def _append(self, lines: Iterable[_Fields]) -> None:
        text = "".join(f"{json_line(_with_sum(line))}\n" for line in lines)
        with translated_errors(self._path), locked(self._copy):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            log = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                size = os.fstat(log).st_size
                if not size:
                    text = f"{_header()}{text}"
                elif os.pread(log, 1, size - 1) != b"\n":
                    text = f"\n{text}"  # after a write that was cut short
                name = os.pread(log, _MAX_HEADER_BYTES, 0).partition(b"\n")[0]
                is_cut = name == self._own_name and size < self._own_bytes
                self._is_own_cut = self._is_own_cut or is_cut
                _write(log, text.encode())
                self._own_name, self._own_bytes = name, os.fstat(log).st_size
            finally:
                os.close(log)

    def bring_in(self, store: StateStore, *, with_own: bool) -> bool:
        """Take what logs say that the database does not know yet into it.

        Args:
            store: The host's database.
            with_own: Whether this host's own log is read, too: its sessions share the database.

        Returns:
            Whether there was anything.

        Raises:
            StateUnusableError: A log can't be read, or the database not be written now.
            StateDamagedError: The database is not sound.
        """
        is_news = False
        with translated_errors(self._path):
            for path in self._paths():
                if with_own or path != self._path:
                    with path.open("rb") as log:
                        is_news = self._bring_in(log, store) or is_news
        return is_news

    def _paths(self) -> list[Path]:
        with suppress(FileNotFoundError):
            return sorted(path for path in self.folder.iterdir() if path.suffix == _SUFFIX)
        return []

    def _bring_in(self, log: BinaryIO, store: StateStore) -> bool:
        first = log.readline(_MAX_HEADER_BYTES)
        try:
            name = str(json.loads(first)["log"])
        except NOT_UNDERSTOOD:
            size = os.fstat(log.fileno()).st_size
            if not first.endswith(b"\n") and size < _MAX_HEADER_BYTES:
                return False  # not there as a whole yet
            # Its first line is damaged; the others tell by their checksums what they are.
            name, first = Path(log.name).name, b""
        known = place = self._place_in(log, store, name, len(first))
        while chunk := _whole_lines(log, place):
            self._store(chunk, store)
            place += len(chunk)
            self._keep_place(log, store, name, place)
        return place > known

    def _place_in(self, log: BinaryIO, store: StateStore, name: str, start: int) -> int:
        """Return up to where a log is known; its start where it was cut since."""
        names = (f"log:{name}", f"end:{name}")
        rows = store.execute("SELECT name, value FROM counters WHERE name IN (?, ?)", names)
        counters = {str(key): value for key, value in rows}
        place = int(str(counters.get(f"log:{name}", start)))
        end = counters.get(f"end:{name}")
        if place == start or end == _sum_before(log, place):
            return place
        # An older version kept no checksum: such a log is read again, too, once.
        is_own = Path(log.name) == self._path
        self._is_own_cut = self._is_own_cut or (is_own and end is not None)
        return start

    def _keep_place(self, log: BinaryIO, store: StateStore, name: str, place: int) -> None:
        """Keep up to where a log is known, and how that place is known again."""
        upsert = (
            "INSERT INTO counters VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
        )
        end = _sum_before(log, place)
        store.execute_all([(upsert, (f"log:{name}", place)), (upsert, (f"end:{name}", end))])

    def _store(self, chunk: bytes, store: StateStore) -> None:
        """Store what lines say, those of one archive together."""
        pieces: dict[Path, list[Piece]] = {}
        others: list[tuple[Path, _Fields]] = []
        for line in chunk.split(b"\n"):
            try:
                fields = _checked(json.loads(line))
                root = Path(fields["root"])
                if "sample" in fields or "same" in fields:
                    others.append((root, fields))
                else:
                    pieces.setdefault(root, []).append(_piece_of(fields))
            except NOT_UNDERSTOOD:
                self.left_out += bool(line.strip())
        for root, found in pieces.items():
            store.save(number_of_root(store, root), found)
        for root, fields in others:
            _relate(store, root, fields)

    def shorten(self) -> None:
        """Rewrite this host's log without outdated lines if it has doubled in size.

        Raises:
            StateUnusableError: It can't be written now.
        """
        with translated_errors(self._path):
            if self.is_new or self._path.stat().st_size < _ROOM_BYTES:
                return
            with locked(self._copy):
                header, *lines = self._path.read_bytes().splitlines(keepends=True)
                if self._path.stat().st_size < 2 * _size_once(header):
                    return
                kept = b"".join(_latest(lines))
                fresh = self._path.with_suffix(".new")
                log = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
                try:
                    _write(log, _header(len(kept)).encode() + kept)
                finally:
                    os.close(log)
                fresh.replace(self._path)


def _header(size_bytes: int = 0) -> str:
    """Return the first line of a log: a unique name, and the size at which it was rewritten."""
    return json.dumps({"log": uuid.uuid4().hex, "bytes": size_bytes}) + "\n"


def _size_once(header: bytes) -> int:
    try:
        return int(json.loads(header)["bytes"])
    except NOT_UNDERSTOOD:
        return 0


def _write(log: int, data: bytes) -> None:
    """Write all of the data, and sync it to the disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(log, rest) :]
    os.fsync(log)


def _whole_lines(log: BinaryIO, place: int) -> bytes:
    """Return lines from a place on, without one that is not there as a whole yet."""
    log.seek(place)
    chunk = log.read(_CHUNK_BYTES)
    while chunk and b"\n" not in chunk and (more := log.read(_CHUNK_BYTES)):
        chunk += more
    return chunk[: chunk.rfind(b"\n") + 1]


def _sum_before(log: BinaryIO, place: int) -> int:
    """Return the checksum of the last bytes before a place, by which it is known again."""
    log.seek(max(place - _END_BYTES, 0))
    return zlib.crc32(log.read(min(place, _END_BYTES)), place)


def _with_sum(fields: _Fields) -> _Fields:
    """Return the fields of a line with a checksum over the line without it."""
    return {**fields, "sum": zlib.crc32(json_line(fields).encode())}


def _checked(fields: Any) -> Mapping[str, Any]:
    """Return the fields of a line, which of older versions have no checksum.

    Raises:
        ValueError: The line is not what was written.
    """
    if "sum" in fields:
        rest = {name: value for name, value in fields.items() if name != "sum"}
        if zlib.crc32(json_line(rest).encode()) != fields["sum"]:
            raise ValueError("its checksum is another")
    return dict(fields)


def _with_root(root: Path, fields: _Fields) -> _Fields:
    return {"root": str(root), **fields}


def _fields_of_piece(piece: Piece) -> _Fields:
    if isinstance(piece, Record):
        return fields_of(piece)
    fields = fields_of(Record(WHOLE_ARCHIVE, piece.field, piece.value, piece.at_us))
    blocks = [[b64encode(part).decode() for part in block] for block in piece.posts.blocks]
    return {**fields, "posts": blocks, "count": len(piece.posts)}


def _piece_of(fields: Mapping[str, Any]) -> Piece:
    record = record_of(fields)
    if "posts" not in fields:
        return record
    blocks = [
        Block(*(b64decode(part, validate=True) for part in block)) for block in fields["posts"]
    ]
    try:
        count = sum(len(block.unpack()) for block in blocks)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return Sweep(record.field, record.value, record.at_us, PostSet(blocks, count))


def _relate(store: StateStore, root: Path, fields: Mapping[str, Any]) -> None:
    """Store which archive is in a folder."""
    number = number_of_root(store, root)
    if "same" in fields:
        join(store, number_of_root(store, Path(fields["same"])), number)
        return
    sample = [str(post) for post in fields["sample"]]
    rows = store.execute("SELECT sample FROM archives WHERE number = ?", (number,))
    if rows != [(json.dumps(sample),)]:
        recognise(store, number, Look(sample, int(fields.get("total", 0)), {*sample}))


def _latest(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the latest of the lines about each field of a post; drop invalid lines."""
    latest: dict[tuple[str, ...], tuple[str, bytes]] = {}
    for line in lines:
        with suppress(*NOT_UNDERSTOOD):
            fields = json.loads(line)
            said = ("field", "post", "posts", "same")
            subject = (fields["root"], *(str(fields.get(name)) for name in said))
            at = str(fields.get("at", ""))
            if subject not in latest or at >= latest[subject][0]:
                latest[subject] = (at, line)
    return (line for _, line in latest.values())
