"""The folders of an archive as they were when they were last listed."""

import os
import sqlite3
from collections.abc import Iterable, Sequence

from reader.archive.catalogue.walk import Folder
from reader.index.scan.comparing import positive_ns, sure_ns


class KnownFolders:
    """A reading of the index's table of folders."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        rows = connection.execute("SELECT number, path, above, mtime_ns FROM folders").fetchall()
        paths = {number: os.fsdecode(path) for number, path, _, _ in rows}
        self._mtimes = {paths[number]: mtime_ns for number, _, _, mtime_ns in rows}
        self._below: dict[str, list[str]] = {path: [] for path in self._mtimes}
        for number, _, above, _ in rows:
            if above is not None:
                self._below[paths[above]].append(paths[number])

    def below(self, path: str, mtime_ns: int) -> Sequence[str] | None:
        """Return the folders in a folder, or None where it must be listed."""
        return self._below[path] if self._mtimes.get(path) == positive_ns(mtime_ns) else None

    def gone(self, walked: Iterable[Folder]) -> list[str]:
        """Return the folders that a walk has not come by, and not because of an error."""
        walked = list(walked)
        visited = {folder.path for folder in walked}
        hidden = {folder.path for folder in walked if folder.problems and not folder.is_listed}
        return [
            path
            for path in self._mtimes
            if path not in visited and not any(_is_below(path, above) for above in hidden)
        ]

    def differs(self, folder: Folder) -> bool:
        """Say whether a folder that was listed differs from what the index has."""
        return self._mtimes.get(folder.path) != sure_ns(folder.mtime_ns)


def _is_below(path: str, above: str) -> bool:
    return not above or path.startswith(f"{above}/")
