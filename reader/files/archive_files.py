"""Opens the files and folders of an archive: the only place that gives their paths to the system.

Links in an archive are followed, also out of it, unless the process is confined: then nothing
outside one root is opened, whatever links, ``..`` and absolute paths an archive has, and no link is
followed at all. A process that is confined once stays so.

Source: openat2(2) and its RESOLVE flags, Linux 5.6; elsewhere the path is walked name by name, each
opened below the one before, with ``O_NOFOLLOW``.
"""

import errno
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
"""A pipe that is named as a post can't block; the caller looks at what was opened."""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_LOOK = getattr(os, "O_PATH", os.O_RDONLY | os.O_NONBLOCK) | os.O_CLOEXEC
"""Opens for `fstat` alone, which needs no right to read."""

OpenBeneath = Callable[[int, str, int], int]
"""Opens a path below a folder's descriptor, with flags, without following any link."""


def walk_beneath(folder: int, path: str, flags: int) -> int:
    """Open a path below a folder name by name; no link is followed.

    Args:
        folder: Descriptor of the folder; stays open.
        path: Relative; empty or ``.`` for the folder itself.
        flags: As for `os.open`.

    Raises:
        OSError: It can't be opened, is a link, or leads out (`errno.EXDEV`).
        ValueError: No file can have this name.
    """
    if path.startswith("/"):
        raise _leads_out(path)
    *above, last = [name for name in path.split("/") if name not in ("", ".")] or ["."]
    if ".." in (*above, last):
        raise _leads_out(path)
    here = folder
    try:
        for name in above:
            below = os.open(name, _LOOK | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=here)
            if here != folder:
                os.close(here)
            here = below
        opened = os.open(last, flags | os.O_NOFOLLOW, dir_fd=here)
    finally:
        if here != folder:
            os.close(here)
    if flags & _LOOK == _LOOK and stat.S_ISLNK(os.fstat(opened).st_mode):
        os.close(opened)  # with O_PATH the link itself has been opened
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), path)
    return opened


class _Confinement:
    """The one folder that a confined process reads."""

    def __init__(self, root: Path, open_beneath: OpenBeneath) -> None:
        self._root = str(root)
        self._descriptor = os.open(root, _FOLDER)
        self._open_beneath = open_beneath

    def open(self, folder: str, path: str, flags: int) -> int:
        """Open a path of a folder, which is the root or lies below it."""
        if folder != self._root:
            if not folder.startswith(f"{self._root}/"):
                raise _leads_out(folder)
            path = f"{folder[len(self._root) + 1 :]}/{path}"
        return self._open_beneath(self._descriptor, path or ".", flags)


_confinement: _Confinement | None = None


def confine(root: Path, open_beneath: OpenBeneath = walk_beneath) -> None:
    """Let this process and its forks open nothing but what lies below a folder, for good.

    Args:
        root: Absolute, links resolved.
        open_beneath: `reader.files.openat2.open_beneath` where the kernel has it.

    Raises:
        OSError: The folder can't be opened.
    """
    global _confinement  # noqa: PLW0603 - for the whole process: no caller can forget to pass it
    _confinement = _Confinement(root, open_beneath)


def is_confined() -> bool:
    """Say whether no link is followed."""
    return _confinement is not None


def open_file(folder: Path | str, path: str) -> int:
    """Open what may be a file, without waiting; return its descriptor.

    Args:
        folder: The archive, or a folder of it.
        path: Below the folder.

    Raises:
        OSError: It can't be opened.
        ValueError: No file can have this name.
    """
    return _open(folder, path, _FILE)


def open_folder(folder: Path | str, path: str = "") -> int:
    """Open a folder below another, to list it and to look at what is in it; as `open_file`."""
    return _open(folder, path, _FOLDER)


@contextmanager
def folder_opened(folder: Path | str, path: str = "") -> Iterator[int]:
    """Open a folder as `open_folder` does, and close it afterwards."""
    descriptor = open_folder(folder, path)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def status_of(folder: Path | str, path: str) -> os.stat_result:
    """Return what the system says of a file or folder; raises as `open_file` does."""
    if _confinement is None:
        return os.stat(f"{folder}/{path}")  # noqa: PTH116 - a Path object each costs 3 us
    return _status(_open(folder, path, _LOOK))


def status_in(descriptor: int, name: str | bytes) -> os.stat_result:
    """Return what the system says of a name in an opened folder."""
    return os.stat(name, dir_fd=descriptor, follow_symlinks=_confinement is None)


def is_folder(folder: Path | str, path: str) -> bool:
    """Say whether a folder lies there."""
    try:
        return stat.S_ISDIR(status_of(folder, path).st_mode)
    except (OSError, ValueError):
        return False


def is_regular(folder: Path | str, path: str) -> bool:
    """Say whether a regular file lies there."""
    try:
        return stat.S_ISREG(status_of(folder, path).st_mode)
    except (OSError, ValueError):
        return False


def list_names(folder: Path | str, path: str = "") -> list[str]:
    """Return the names in a folder; raises as `open_file` does."""
    with folder_opened(folder, path) as descriptor:
        return os.listdir(descriptor)  # noqa: PTH208 - a descriptor is no path


def has_name(folder: Path | str, name: str) -> bool:
    """Say whether a folder has a name in it, also that of a link to nothing."""
    try:
        with folder_opened(folder) as descriptor:
            os.stat(name, dir_fd=descriptor, follow_symlinks=False)
    except OSError:
        return False
    return True


def open_within(folder: Path | str, path: str) -> int:
    """Open what may be a file and lies in the folder also where links lead, else fail.

    Raises:
        OSError: It can't be opened, or leads out (`errno.EXDEV`).
        ValueError: No file can have this name.
    """
    return _open_within(folder, path, _FILE)


def status_within(folder: Path | str, path: str) -> os.stat_result:
    """Return what the system says of what `open_within` would open."""
    return _status(_open_within(folder, path, _LOOK))


def is_file_within(folder: Path | str, path: str) -> bool:
    """Say whether `open_within` would open a regular file."""
    try:
        return stat.S_ISREG(status_within(folder, path).st_mode)
    except (OSError, ValueError):
        return False


def _open(folder: Path | str, path: str, flags: int) -> int:
    if _confinement is None:
        return os.open(f"{folder}/{path}", flags)
    return _confinement.open(str(folder), path, flags)


def _open_within(folder: Path | str, path: str, flags: int) -> int:
    if _confinement is not None:
        return _confinement.open(str(folder), path, flags)
    home = os.path.realpath(folder)
    place = os.path.realpath(f"{folder}/{path}", strict=True)
    if not place.startswith(f"{home.rstrip('/')}/"):
        raise _leads_out(path)
    with folder_opened(home) as descriptor:
        return walk_beneath(descriptor, os.path.relpath(place, home), flags)


def _status(descriptor: int) -> os.stat_result:
    try:
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def _leads_out(path: str) -> OSError:
    return OSError(errno.EXDEV, os.strerror(errno.EXDEV), path)
