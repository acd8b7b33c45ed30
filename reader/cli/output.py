"""Standard output and standard error of a command.

Owns these rules: results go to standard output, everything else to standard error; styles only
on a terminal that supports them; writing never fails because of the encoding; JSON is UTF-8.
"""

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from reader.export.post_fields import Field
from reader.layout.line import Line, Role
from reader.terminal_text import clean_text

PIPED_WIDTH_CELLS = 80


def prepare_streams() -> None:
    """Make both streams accept any text, and reopen closed ones."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_output() -> None:
    """Discard buffered output, so that Python reports no error at exit.

    Source: the note on SIGPIPE in the documentation of Python's `signal` module.
    """
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """Write a message to standard error, prefixed by the program's name; lost if closed."""
    with suppress(OSError):
        sys.stderr.write(f"reader: {message}\n")
        sys.stderr.flush()


def is_terminal() -> bool:
    """Say whether standard output is a terminal."""
    return sys.stdout.isatty()


def width_cells() -> int:
    """Return the terminal's actual width, or 80 for a pipe.

    Ignores the variable `COLUMNS`, which may be outdated.
    """
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or PIPED_WIDTH_CELLS
    except (OSError, ValueError):
        return PIPED_WIDTH_CELLS


def write_lines(lines: Iterable[Line]) -> None:
    """Write lines, without spaces at their ends; styled on a terminal."""
    render: Callable[[str, Role], str] | None = None
    if is_terminal():
        from reader.cli.styled_text import styled_text_renderer  # noqa: PLC0415 - Rich: 50 ms

        render = styled_text_renderer()
    for line in lines:
        text = line.text.rstrip() if render is None else _rendered(line, render)
        sys.stdout.write(f"{text}\n")


def write_json(objects: Iterable[Mapping[str, Field]]) -> None:
    """Write one JSON object per line, in UTF-8.

    Control characters are escaped, and so are bytes of file names that are not UTF-8 (as Python's
    surrogate escapes): a JSON parser returns both unchanged.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    for fields in objects:
        sys.stdout.write(f"{_escaped(json.dumps(fields, ensure_ascii=False))}\n")


def _escaped(text: str) -> str:
    if clean_text(text) == text:
        return text
    return "".join(c if clean_text(c) == c else json.dumps(c)[1:-1] for c in text)


def _rendered(line: Line, render: Callable[[str, Role], str]) -> str:
    return "".join(render(run.text, run.role) for run in line.runs)
