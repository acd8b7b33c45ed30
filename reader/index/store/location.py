"""Where the index of an archive lies: one file an archive, named after the archive's real path.

The version of its tables is part of the name, so that a reader of an older version that is still
open and a newer one do not take each other's for damaged.
"""

import os
import re
from pathlib import Path

from reader.digests import sha256
from reader.files.archive_files import is_confined
from reader.index.store.schema import SCHEMA_VERSION

_MAX_NAME_BYTES = 200
"""Longest name that is kept readable: file systems allow 255 bytes, SQLite adds a few."""
_VERSION = f"%v{SCHEMA_VERSION}"
"""No path has it: a percent sign in one becomes ``%25``."""

_CONFINED = "%confined"


def index_file(folder: Path, root: Path) -> Path:
    """Return the file of an archive's index; the names of two archives always differ.

    A confined process has another one, without what links lead to.

    Args:
        folder: That of the indexes.
        root: The archive's folder, links resolved.
    """
    name = str(root).replace("%", "%25").replace(os.sep, "%2F")
    if len(os.fsencode(name)) > _MAX_NAME_BYTES or not name.isprintable():
        name = sha256([os.fsencode(root)]).hex()
    return folder / f"{name}{_CONFINED if is_confined() else ''}{_VERSION}.sqlite"


def older_files(index: Path) -> list[Path]:
    """Return the files of older versions of an index that lie beside it."""
    name = re.escape(index.name.removesuffix(f"{_VERSION}.sqlite"))
    pattern = re.compile(rf"{name}(?:%v(\d+))?\.sqlite", re.ASCII)
    return [
        file
        for file in index.parent.iterdir()
        if (match := pattern.fullmatch(file.name)) and int(match[1] or 0) < SCHEMA_VERSION
    ]
