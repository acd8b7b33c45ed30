"""Standard output and standard error of a command.

Owns these rules: results go to standard output, everything else to standard error; styles only
on a terminal that supports them; writing never fails because of the encoding; JSON is UTF-8.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.export.post_fields import Field
from reader.layout.line import Line, Role
from reader.terminal_text import clean_json, clean_text

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

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
        sys.stderr.write(f"reader: {clean_text(message)}\n")
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


def write_lines(lines: Iterable[Line], pager: str | None = None) -> None:
    """Write lines, without spaces at their ends; styled on a terminal.

    Args:
        lines: In order.
        pager: As for `write_texts`.
    """
    if is_terminal():
        from reader.cli.styled_text import styled_text_renderer  # noqa: PLC0415 - Rich: 50 ms

        render = styled_text_renderer()
        write_texts((_rendered(line, render) for line in lines), pager)
    else:
        write_texts(line.text.rstrip() for line in lines)


def write_texts(texts: Iterable[str], pager: str | None = None) -> None:
    """Write texts, each with a line feed.

    Args:
        texts: In order.
        pager: The setting of this name, for a terminal on which they do not fit; None for none.
    """
    lines = (f"{text}\n" for text in texts)
    if pager is not None and is_terminal():
        from reader.cli.paging import write_paged  # noqa: PLC0415 - no pipe needs it: 10 ms

        write_paged(lines, pager)
    else:
        sys.stdout.writelines(lines)


def write_json(objects: Iterable[Mapping[str, Field]], pager: str | None = None) -> None:
    """Write one JSON object per line, in UTF-8; `pager` is as for `write_texts`.

    Control characters are escaped, and so are bytes of file names that are not UTF-8 (as Python's
    surrogate escapes): a JSON parser returns both unchanged.
    """
    _speak_utf_8()
    write_texts((clean_json(json.dumps(it, ensure_ascii=False)) for it in objects), pager)


def write_csv(rows: Iterable[str], pager: str | None = None) -> None:
    """Write the rows of a table, in UTF-8; `pager` is as for `write_texts`."""
    _speak_utf_8()
    write_texts(rows, pager)


def write_null(texts: Iterable[str]) -> None:
    """Write texts, each with NUL behind it, in UTF-8; bytes of file names stay as they are."""
    sys.stdout.flush()
    for text in texts:
        sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape") + b"\0")
    sys.stdout.buffer.flush()


class CleanOutput(io.RawIOBase):
    """Standard output as a file of UTF-8, whose text is cleaned, because a terminal shows it."""

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, data: Buffer, /) -> int:
        """Write whole characters."""
        taken = bytes(data)
        sys.stdout.write(clean_text(taken.decode("utf-8", "replace")))
        return len(taken)


def _speak_utf_8() -> None:
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _rendered(line: Line, render: Callable[[str, Role], str]) -> str:
    return "".join(render(run.text, run.role) for run in line.runs)
