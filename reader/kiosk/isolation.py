"""What a kiosk takes over from the process that starts it: nearly nothing.

Python's own variables, and files in the user's home that Python imports, have had their effect
before any code of ours runs; so the program starts itself again with ``python -I``.
"""

import ctypes
import logging
import os
import re
import resource
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress

from reader.kiosk.options import Limits

_TAKEN = re.compile(r"LANG|LC_[A-Z]+|TERM|COLORTERM|NO_COLOR")
_ARENA_MAX = -8
"""`M_ARENA_MAX` of mallopt(3)."""
_PLAIN = re.compile(r"[\w.@+\-]{0,64}", re.ASCII)
"""No slash: a locale or a terminal is also the name of a file."""


def taken_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a kiosk takes, all of plain values."""
    return {
        name: value
        for name, value in environment.items()
        if _TAKEN.fullmatch(name) and _PLAIN.fullmatch(value)
    }


def isolate(arguments: Sequence[str]) -> None:
    """Drop all other variables, and start again with ``python -I`` unless that is the case."""
    environment = taken_environment(os.environ)
    if not sys.flags.isolated:
        command = [sys.executable, "-I", "-B", "-m", "reader", *arguments]
        os.execve(sys.executable, command, environment)  # noqa: S606 - itself
    for name in set(os.environ) - set(environment):
        del os.environ[name]
    os.chdir("/")
    os.umask(0o077)
    sys.dont_write_bytecode = True
    _say_no_tracebacks()


def _say_no_tracebacks() -> None:
    def say_nothing(*_: object) -> None:
        """Leave a stranger's screen alone; `run` says that there was an error."""

    sys.excepthook = sys.unraisablehook = threading.excepthook = say_nothing
    logging.disable()


def limit(limits: Limits) -> None:
    """Set the limits of this process and of all it would start."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.memory_mb:
        _share_arenas()
        _lower(resource.RLIMIT_AS, limits.memory_mb * 1024 * 1024)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_NPROC, limits.processes)


def _share_arenas() -> None:
    """Let threads share two arenas: glibc reserves 64 MB of address space for each of many."""
    with suppress(AttributeError):  # of another C library
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 2)


def _lower(what: int, most: int) -> None:
    """Set a limit unless a lower one holds; 0 is none."""
    if most:
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
