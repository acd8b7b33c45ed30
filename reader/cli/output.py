"""Standard output and standard error of a command.

Owns these rules: results go to standard output and all else to standard error; styles only on a
terminal that wants them; no text makes writing fail, whatever the encoding; JSON is UTF-8.
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
    """Make both streams able to take any text, and be there even where they were closed."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def silence_output() -> None:
    """Discard what is still buffered, so that Python reports no error at exit.

    Source: the note on SIGPIPE in the documentation of Python's `signal` module.
    """
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def say(message: str) -> None:
    """Write to standard error, after the program's name; lost if that is closed."""
    with suppress(OSError):
        sys.stderr.write(f"reader: {message}\n")
        sys.stderr.flush()


def is_terminal() -> bool:
    """Say whether standard output is a terminal."""
    return sys.stdout.isatty()


def width_cells() -> int:
    """Return the terminal's true width, or 80 for a pipe.

    The variable `COLUMNS` is not asked: exported once, it outlives the size it was taken from.
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
    """Write one JSON object a line, in UTF-8.

    What a terminal would act on is escaped, and so are bytes of a file's name that are no UTF-8
    (as Python's surrogate escapes): a JSON parser gives both back unchanged.
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
