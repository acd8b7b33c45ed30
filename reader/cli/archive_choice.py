"""The archive of a run, and command lines that are only its path."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    *("list", "search", "show", "export", "stats", "check", "index"),
    *("mark-read", "state", "archives"),
)
"""In the order of the help; `list` is `reader.cli.commands.list.command`, and so on."""


class ArchiveChoice(NamedTuple):
    """Which archive is opened, and how; what stands after a command's name counts more."""

    path: Path | None = None
    """Its folder; None for the one that `reader` alone would open."""
    uses_index: bool = True
    """False goes on in memory, whatever the settings say."""


def plain_choice(arguments: Sequence[str]) -> ArchiveChoice | None:
    """Return what ``reader`` and ``reader PATH`` choose; None where more has to be understood."""
    if not arguments:
        return ArchiveChoice()
    path, *more = arguments
    is_path = path and not path.startswith("-") and path not in COMMANDS
    return ArchiveChoice(Path(path)) if is_path and not more else None
