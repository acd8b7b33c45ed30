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
from functools import cache

from reader.export.post_fields import Field
from reader.layout.line import Line, Role
from reader.terminal_text import clean_text

PIPED_WIDTH_CELLS = 80

_STYLES = {
    Role.TITLE: "bold",
    Role.META: "dim",
    Role.PROBLEM: "yellow",
    Role.HEADING: "bold",
    Role.QUOTE: "italic",
    Role.EMPHASIS: "italic",
    Role.STRONG: "bold",
    Role.DELETED: "strike",
    Role.INSERTED: "underline",
    Role.MARKED: "reverse",
    Role.KEYBOARD: "bold",
    Role.CODE: "cyan",
    Role.LINK: "blue underline",
    Role.LINK_NUMBER: "dim",
    Role.IMAGE: "magenta",
    Role.MARKER: "dim",
    Role.TABLE_HEADER: "bold",
    Role.FOOTNOTE: "dim",
    Role.NAVIGATION: "dim",
    Role.CODE_KEYWORD: "bold",
    Role.CODE_NAME: "blue",
    Role.CODE_STRING: "green",
    Role.CODE_NUMBER: "green",
    Role.CODE_COMMENT: "italic dim",
}
"""Rich styles in the terminal's own sixteen colours; roles that combine add up."""


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
    """Write lines without trailing spaces; styled on a terminal."""
    render = _styled_renderer() if is_terminal() else None
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


def _styled_renderer() -> Callable[[str, Role], str]:
    """Return the function that styles text by role, as far as the terminal supports it.

    `NO_COLOR` leaves bold, dim and underline; `TERM=dumb` leaves nothing.
    """
    from rich.color import ColorSystem  # noqa: PLC0415 - 50 ms that a pipe does not need
    from rich.console import Console  # noqa: PLC0415
    from rich.style import Style  # noqa: PLC0415

    console = Console()
    system = None if console.color_system is None else ColorSystem.STANDARD

    @cache
    def style_of(role: Role) -> Style:
        style = Style.parse(" ".join(_STYLES[part] for part in role) or "none")
        return style.without_color if console.no_color else style

    def render(text: str, role: Role) -> str:
        return style_of(role).render(text, color_system=system)

    return render
