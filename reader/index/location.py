"""Where the index of an archive lies: one file an archive, named after the archive's real path."""

import hashlib
import os
import re
from pathlib import Path

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")


def index_file(folder: Path, root: Path) -> Path:
    """Return the file of an archive's index.

    Args:
        folder: That of the indexes.
        root: The archive's folder, links resolved; archives that are called alike differ by it.
    """
    name = _NOT_PLAIN.sub("_", root.name)[:40] or "archive"
    digest = hashlib.sha256(os.fsencode(root)).hexdigest()[:16]
    return folder / f"{name}-{digest}.sqlite"
