"""Where the index of an archive lies: one file an archive, named after the archive's real path."""

import os
from pathlib import Path

from reader.digests import sha256

_MAX_NAME_BYTES = 200
"""Longest name that is kept readable: file systems allow 255 bytes, SQLite adds a few."""


def index_file(folder: Path, root: Path) -> Path:
    """Return the file of an archive's index; the names of two archives always differ.

    Args:
        folder: That of the indexes.
        root: The archive's folder, links resolved.
    """
    name = str(root).replace("%", "%25").replace(os.sep, "%2F")
    if len(os.fsencode(name)) > _MAX_NAME_BYTES or not name.isprintable():
        name = sha256([os.fsencode(root)]).hex()
    return folder / f"{name}.sqlite"
