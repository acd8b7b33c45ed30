"""Output that is longer than the screen, shown through a pager.

Owns these rules: short output needs no pager; a pager that can't be started is as good as none;
whoever leaves a pager early has seen enough; Ctrl-C ends the command only after its pager.

Source: git's pager.c; the order of the variables is that of GIT_PAGER, core.pager and PAGER.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from io import TextIOWrapper
from itertools import chain

from reader.layout.text.cells import cell_width

OF_READER = "READER_PAGER"
OF_ALL = "PAGER"
USUAL = "less"
NO_PAGERS = frozenset({"", "cat"})
_OPTIONS_OF_PAGERS = {"LESS": "FRX", "LV": "-c"}
"""What is set for `less` and `lv` where the user sets nothing: quit if it fits, keep colours."""
_USUAL_LINES = 24
_STYLES = re.compile("\x1b\\[[0-9;]*m")


def pager_command(setting: str, variables: Mapping[str, str]) -> str:
    """Return the command line of the pager; an empty one if there is to be none.

    Args:
        setting: What the settings say; empty for nothing.
        variables: The environment.
    """
    if variables.get("TERM", "dumb") == "dumb":
        return ""
    chosen = variables.get(OF_READER, setting or variables.get(OF_ALL, USUAL)).strip()
    return "" if chosen in NO_PAGERS or not _exists(chosen) else chosen


def write_paged(lines: Iterable[str], setting: str) -> None:
    """Write lines to the terminal, through the pager if they do not fit on the screen.

    Args:
        lines: Each with its line feed; styles may stand in it.
        setting: What the settings say of the pager; empty for nothing.

    Raises:
        KeyboardInterrupt: Ctrl-C while lines were written.
    """
    size = _terminal_size()
    left = iter(lines)
    first = list(_filling(left, size))
    pager = pager_command(setting, os.environ)
    is_long = _rows(first, size.columns) >= size.lines
    process = _started(pager) if pager and is_long else None
    if process is None:
        sys.stdout.writelines(chain(first, left))
        return
    try:
        _feed(process, chain(first, left))
    finally:
        _wait_for(process)


def _exists(command: str) -> bool:
    """Say whether the program of a command line exists; variables may be set before it."""
    try:
        words = [word for word in shlex.split(command) if "=" not in word]
    except ValueError:
        return False
    return bool(words) and shutil.which(os.path.expanduser(words[0])) is not None  # noqa: PTH111


def _terminal_size() -> os.terminal_size:
    try:
        size = os.get_terminal_size(sys.stdout.fileno())
    except (OSError, ValueError):
        size = os.terminal_size((0, 0))
    return os.terminal_size((size.columns or 80, size.lines or _USUAL_LINES))


def _filling(lines: Iterator[str], size: os.terminal_size) -> Iterator[str]:
    """Yield the lines that fill the screen; the prompt of the shell needs a row of its own."""
    rows = 0
    while rows < size.lines and (line := next(lines, None)) is not None:
        yield line
        rows += _rows([line], size.columns)


def _rows(lines: Iterable[str], columns: int) -> int:
    """Return how many rows of the terminal lines take."""
    texts = (_STYLES.sub("", line.rstrip("\n")) for line in lines)
    return sum(max(-(-cell_width(text) // columns), 1) for text in texts)


def _started(pager: str) -> "subprocess.Popen[bytes] | None":
    variables = _OPTIONS_OF_PAGERS | dict(os.environ)
    if sys.stdout.encoding.lower() == "utf-8":
        variables.setdefault("LESSCHARSET", "utf-8")
    sys.stdout.flush()
    try:
        return subprocess.Popen(pager, shell=True, stdin=subprocess.PIPE, env=variables)  # noqa: S602
    except OSError:
        return None


def _feed(process: "subprocess.Popen[bytes]", lines: Iterable[str]) -> None:
    """Write lines to a pager until it is left."""
    if process.stdin is None:
        return
    with suppress(BrokenPipeError):
        pipe = TextIOWrapper(process.stdin, sys.stdout.encoding, "backslashreplace")
        try:
            pipe.writelines(lines)
        finally:
            with suppress(BrokenPipeError):
                pipe.close()


def _wait_for(process: "subprocess.Popen[bytes]") -> None:
    """Wait until the pager is left; Ctrl-C is a key of the pager until then."""
    while process.poll() is None:
        with suppress(KeyboardInterrupt):
            process.wait()
