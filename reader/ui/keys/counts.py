"""What a number typed before a key does: `5j` goes five lines down, `10G` to row 10."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.ui.commands import Command
    from reader.ui.features.wiring import Features

_MAX_REPEATS = 100
"""Ends a repetition in which each step costs milliseconds."""

COUNTED: Mapping[str, Callable[[Features, int], object]] = {
    "move_down": lambda it, count: it.panes.focused.move(count),
    "move_up": lambda it, count: it.panes.focused.move(-count),
    "move_top": lambda it, count: it.panes.focused.move_to_line(count - 1),
    "move_bottom": lambda it, count: it.panes.focused.move_to_line(count - 1),
    "choose": lambda it, count: it.panes.focused.move_to_line(count - 1),
    "next_unread": lambda it, count: it.reading.go_to_next(count),
    "previous_unread": lambda it, count: it.reading.go_to_previous(count),
    "next_category": lambda it, count: it.narrowing.list_beside(count),
    "previous_category": lambda it, count: it.narrowing.list_beside(-count),
    "next_post": lambda it, count: it.reading.open_beside(count),
    "previous_post": lambda it, count: it.reading.open_beside(-count),
}
"""Commands by id that take the count."""

REPEATED = frozenset(
    {
        *("half_page_down", "half_page_up", "page_down", "page_up"),
        *("pane_left", "pane_right", "next_pane", "previous_pane"),
        *("next_link", "previous_link", "move_right", "move_left", "read_on", "read_back"),
        *("narrow_text", "widen_text", "go_back", "go_forward", "undo", "redo"),
    }
)
"""Commands that run as often as the count says. All others ignore it."""


def run(command: Command[Features], features: Features, count: int | None) -> None:
    """Run a command with the count that was typed before its key; None without one."""
    counted = COUNTED.get(command.id)
    if count is not None and counted is not None:
        counted(features, count)
        return
    repeats = min(count or 1, _MAX_REPEATS) if command.id in REPEATED else 1
    for _ in range(repeats):
        command.run(features)
