"""A mode of the prompt line: its label and the callbacks of its keys."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


def _ignore(_: str) -> None:
    """Ignore changes before Enter."""


def _do_nothing() -> None:
    """Do nothing on Esc."""


class Offer(NamedTuple):
    """How a text may go on, as `archive.query.completion.Completion`."""

    start: int
    """Offset of the first character that is replaced."""
    end: int
    """Offset after the last one."""
    replacement: str
    description: str


class Refusal(NamedTuple):
    """Why a text can't be accepted."""

    reason: str
    position: int
    """Offset in characters at which it goes wrong, from 0."""


def _allow(_: str) -> None:
    """Accept every text."""


@dataclass(frozen=True, slots=True, eq=False)
class PromptMode:
    """One use of the prompt line; created once by its feature."""

    label: str
    """Label before the input, in the language of this run; a space follows a word."""
    accept: Callable[[str], object]
    """Takes the text at Enter, after the line is hidden."""
    change: Callable[[str], object] = _ignore
    """Takes the text after every change."""
    cancel: Callable[[], object] = _do_nothing
    """Called at Esc, after the line is hidden."""
    check: Callable[[str], Refusal | None] = _allow
    """Asked at Enter: what is wrong with the text, which then stays to be corrected."""
    is_search: bool = False
    """Whether every key may change the list."""
    hint: str = ""
    """What can be typed and what keys do, in the language of this run; shown until a remark."""
    keys: Mapping[str, Callable[[str], object]] = field(default_factory=dict)
    """Further keys; each takes the text as it is then."""
