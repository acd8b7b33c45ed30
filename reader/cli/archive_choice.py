"""The archive chosen on a command line, and command lines that are only a path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDERS = {
    **dict.fromkeys(("setup", "doctor"), "installation"),
    **dict.fromkeys(("show", "next", "random"), "showing"),
}
"""Of commands that are in a folder of `reader.cli.commands`."""
COMMANDS = (
    *("list", "search", "show", "next", "random", "export", "stats", "check", "index"),
    *("mark-read", "undo", "state", "archives", "config", "serve", "help", "setup", "doctor"),
)
"""In the order of the help; `list` is `reader.cli.commands.list.command`, and so on."""


class ArchiveChoice(NamedTuple):
    """The chosen archive; options after the command's name override those before it."""

    path: Path | None = None
    """Its folder, or its name in the settings; None for the default archive."""
    uses_index: bool = True
    """False keeps everything in memory, whatever the settings say."""


def plain_choice(arguments: Sequence[str]) -> ArchiveChoice | None:
    """Return the choice of ``reader`` or ``reader PATH``; None for any other command line."""
    if not arguments:
        return ArchiveChoice()
    path, *more = arguments
    is_path = path and not path.startswith("-") and path not in COMMANDS
    return ArchiveChoice(path_of(path)) if is_path and not more else None


def without_flag(arguments: Sequence[str], flag: str) -> tuple[list[str], bool]:
    """Take a flag out of a command line that names no command; say whether it was there."""
    words = [argument for argument in arguments if not argument.startswith("-")]
    if flag not in arguments or (words and words[0] in COMMANDS):
        return list(arguments), False
    return [argument for argument in arguments if argument != flag], True


def path_of(argument: str) -> Path:
    """Return an argument as a path; one that begins with ``./`` stays told from an archive's name.

    Raises:
        OSError: The current folder is gone.
    """
    return Path.cwd() / argument if argument.startswith("./") else Path(argument)
