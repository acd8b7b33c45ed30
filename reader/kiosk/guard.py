"""An audit hook that refuses what no kiosk does, should an error of ours try to.

A second wall: a run without capabilities has no feature that comes here. A hook can't be removed.

Source: Python's table of audit events; PEP 578, which says that a hook is no sandbox for code that
is hostile itself, and none runs here.
"""

import errno
import os
import socket
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

_REFUSED = frozenset(
    {
        *("subprocess.Popen", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"),
        *("os.system", "os.startfile", "pty.spawn", "webbrowser.open"),
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
        *("sqlite3.enable_load_extension", "sqlite3.load_extension"),
        *("builtins.breakpoint", "cpython.run_file", "cpython.run_stdin"),
        *("cpython.run_interactivehook", "cpython.run_startup", "cpython.run_module"),
        *("os.link", "os.symlink", "os.chown", "os.setxattr", "ensurepip.bootstrap"),
        *("ctypes.dlopen", "ctypes.dlsym", "ctypes.dlsym/handle", "ctypes.call_function"),
        *("ctypes.cdata", "ctypes.cdata/buffer", "ctypes.addressof", "ctypes.string_at"),
        *("ctypes.wstring_at",),
    }
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGED = frozenset({"os.chmod", "os.utime", "os.truncate"})
"""Events of changes to files, also where a link leads; the first argument is the path."""
_NAMED: dict[str, int] = {
    **dict.fromkeys(("os.mkdir", "os.rmdir", "os.remove"), 1),
    **dict.fromkeys(("tempfile.mkstemp", "tempfile.mkdtemp", "shutil.rmtree"), 1),
    **dict.fromkeys(("os.rename", "shutil.move", "shutil.copyfile"), 2),
}
"""Events of changes to names, and how many of their first arguments are paths."""
_HARMLESS = ("/dev/null", "/dev/tty")


def refuse_ways_out(writable: Sequence[Path], readable: Sequence[Path] = ()) -> None:
    """Refuse processes, sockets, native code, and writing elsewhere, from now on and for good.

    Args:
        writable: Folders in which files may be changed, links resolved.
        readable: Folders in which there are databases besides.
    """
    roots = tuple(f"{folder}{os.sep}" for folder in writable)
    database_roots = (*roots, *(f"{folder}{os.sep}" for folder in readable))
    sys.addaudithook(_hook(roots, database_roots))


def _hook(
    roots: tuple[str, ...], database_roots: tuple[str, ...]
) -> Callable[[str, tuple[object, ...]], None]:
    def check(event: str, values: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = values
            if isinstance(flags, int) and flags & _WRITING:
                _check_path(path, roots)
        elif event in _REFUSED:
            raise _refusal(event)
        elif event in _CHANGED:
            _check_path(values[0], roots)
        elif event in _NAMED:
            for path in values[: _NAMED[event]]:
                _check_path(path, roots, follows_links=False)
        elif event == "sqlite3.connect":
            _check_database(values[0], database_roots)
        elif event == "socket.__new__" and values[1] not in {-1, socket.AF_UNIX}:
            raise _refusal(event)

    return check


def _check_path(path: object, roots: tuple[str, ...], *, follows_links: bool = True) -> None:
    """Refuse to change what is in none of the folders; a descriptor was checked before."""
    if isinstance(path, int) or path in _HARMLESS:
        return
    if not isinstance(path, str | bytes | os.PathLike):
        raise _refusal("open")
    name = os.fsdecode(path)
    above, last = os.path.split(name)
    place = os.path.realpath(name) if follows_links else f"{os.path.realpath(above)}/{last}"
    if last in {"", ".", ".."} or not place.startswith(roots):
        raise _refusal(name)


def _check_database(name: object, roots: tuple[str, ...]) -> None:
    """Refuse a database elsewhere; one in memory has an empty name or this one."""
    if name in {":memory:", b":memory:", "", b""}:
        return
    text = os.fsdecode(name) if isinstance(name, str | bytes | os.PathLike) else ""
    _check_path(unquote(urlsplit(text).path) if text.startswith("file:") else text, roots)


def _refusal(what: str) -> PermissionError:
    return PermissionError(errno.EPERM, os.strerror(errno.EPERM), what)
