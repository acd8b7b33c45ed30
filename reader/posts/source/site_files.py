"""Files of a site that its posts take text and data from: includes and data files.

Nothing outside the site's folder is read, also not by a link, and nothing of more than its bound.

Source: Jekyll lib/jekyll/tags/include.rb and readers/data_reader.rb.
"""

import csv
import os
import re
import stat
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from reader.files.archive_files import folder_opened, status_within
from reader.posts.front_matter.plain_values import HeaderError, Value
from reader.posts.post import Problem
from reader.posts.source.encodings import decode
from reader.posts.source.file_bytes import read_bytes_within

MAX_INCLUDE_BYTES = 64 * 1024
_MAX_DATA_BYTES = 256 * 1024
"""Of one data file; a longer one is left out."""
_MAX_ALL_DATA_BYTES = 2 * 1024 * 1024
_MAX_DATA_FILES = 300
_MAX_FOLDERS_DEEP = 5
_DATA_EXTENSIONS = frozenset({"yml", "yaml", "json", "csv", "tsv"})
_NAME = re.compile(r"[\w/.\-()+~#@ ]+")
_LEADS_OUT = re.compile(r"(?:^|/)\.\.?(?:/|$)|^/")


def read_text(folder: str, path: str) -> str | None:
    """Return the text of a file below a folder; None if there is none that may be read."""
    if not folder or not _NAME.fullmatch(path) or _LEADS_OUT.search(path):
        return None
    status = _status(folder, path)
    return None if status is None else _read(folder, path, status.st_mtime_ns)


@lru_cache(maxsize=256)
def _read(folder: str, path: str, _mtime_ns: int) -> str | None:
    file = read_bytes_within(Path(folder), path, MAX_INCLUDE_BYTES)
    if isinstance(file, Problem) or file.is_part:
        return None
    return decode(file.data, is_part=False).text


def _status(folder: str, path: str) -> os.stat_result | None:
    """Look at a file, if there is one that really lies in the folder."""
    try:
        status = status_within(folder, path)
    except (OSError, ValueError):
        return None
    return status if stat.S_ISREG(status.st_mode) else None


@lru_cache(maxsize=8)
def read_data(folder: str) -> dict[str, Value]:
    """Return what the data files below a folder hold, by their names; read once in a process."""
    data: dict[str, Value] = {}
    room = _MAX_ALL_DATA_BYTES
    for count, path in enumerate(_data_files(folder)):
        status = _status(folder, path)
        size = status.st_size if status else _MAX_DATA_BYTES + 1
        room -= size if size <= _MAX_DATA_BYTES else 0
        if count >= _MAX_DATA_FILES or room < 0:
            break
        if size <= _MAX_DATA_BYTES:
            *folders, name = path.rpartition(".")[0].split("/")
            inside = data
            for outer in folders:
                below = inside.setdefault(outer, {})
                inside = below if isinstance(below, dict) else {}
            inside[name] = _data_of(folder, path)
    return data


def _data_files(folder: str) -> Iterator[str]:
    """Yield the data files, in order; none where the folder can't be read."""
    with suppress(OSError, ValueError), folder_opened(folder) as descriptor:
        for place, folders, names, _ in os.fwalk(".", dir_fd=descriptor):
            own = "" if place == "." else f"{place.removeprefix('./')}/"
            folders[:] = [] if own.count("/") >= _MAX_FOLDERS_DEEP else sorted(folders)
            for name in sorted(names):
                if name.rpartition(".")[2].lower() in _DATA_EXTENSIONS:
                    yield own + name


def _data_of(folder: str, path: str) -> Value:
    from reader.posts.front_matter.yaml_loader import parse_yaml  # noqa: PLC0415 - 40 ms

    file = read_bytes_within(Path(folder), path, _MAX_DATA_BYTES)
    if isinstance(file, Problem):
        return None
    text = decode(file.data, is_part=file.is_part).text
    extension = path.rpartition(".")[2].lower()
    try:
        if extension in {"csv", "tsv"}:
            delimiter = "," if extension == "csv" else "\t"
            return [_row(row) for row in csv.DictReader(text.splitlines(), delimiter=delimiter)]
        loaded: Value = parse_yaml(text)
    except (HeaderError, csv.Error):
        return None
    return loaded


def _row(row: dict[str | None, str | list[str]]) -> dict[str, Value]:
    return {key: value for key, value in row.items() if key and isinstance(value, str)}
