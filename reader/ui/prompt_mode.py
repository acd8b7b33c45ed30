"""What a prompt is for: its label, and what its keys do."""

from collections.abc import Callable
from dataclasses import dataclass


def _ignore(_: str) -> None:
    """Do nothing with what is typed until Enter."""


def _do_nothing() -> None:
    """Leave everything as it is on Esc."""


@dataclass(frozen=True, slots=True, eq=False)
class PromptMode:
    """One use of the prompt line; a feature makes each of its own once."""

    label: str
    """Stands before the line."""
    accept: Callable[[str], object]
    """Takes the text at Enter, when the line is hidden again."""
    change: Callable[[str], object] = _ignore
    """Takes the text after every change."""
    cancel: Callable[[], object] = _do_nothing
    """Called at Esc, when the line is hidden again."""
    is_search: bool = False
    """Whether every key may ask for another list."""
