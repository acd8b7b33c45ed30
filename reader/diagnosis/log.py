"""A small log of what went wrong lately, made to be shown to others.

A line holds a moment, the kind of an error and where in the program it came up; never its sentence,
in which a title, a query or a path may stand.
"""

import traceback
from contextlib import suppress
from pathlib import Path

from reader.paths import log_file

_HALF_BYTES = 32 * 1024
"""Of the file and of the one before it each: 64 KB together."""
_PACKAGE = Path(__file__).parents[1]


def note(error: BaseException) -> None:
    """Add a line about an error; the log is lost where it can't be written."""
    import logging.handlers  # noqa: PLC0415 - 20 ms, and most runs go well

    with suppress(OSError):
        path = log_file()
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_HALF_BYTES, backupCount=1, encoding="utf-8"
        )
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
        try:
            record = logging.LogRecord("", logging.ERROR, "", 0, _line(error), None, None)
            handler.handle(record)
        finally:
            handler.close()


def recent_lines(most: int) -> list[str]:
    """Return the last lines, the latest last; none without a log."""
    lines: list[str] = []
    path = log_file()
    for file in (path.with_name(f"{path.name}.1"), path):
        with suppress(OSError):
            lines += file.read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[-most:]


def _line(error: BaseException) -> str:
    """Return the kinds of an error and its causes, each with its innermost place here."""
    parts: list[str] = []
    seen: BaseException | None = error
    while seen is not None and len(parts) < 4:
        parts.append(f"{type(seen).__name__} {_place_of(seen)}")
        seen = seen.__cause__
    return " < ".join(parts)


def _place_of(error: BaseException) -> str:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(_PACKAGE):
            return f"{path.relative_to(_PACKAGE.parent)}:{frame.lineno}"
    return "-"
