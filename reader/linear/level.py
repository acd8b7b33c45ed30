"""Where one can be: in the list, in a post, among numbered choices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from reader.linear.archive_work import ArchiveWork
from reader.linear.commands import Command
from reader.linear.console import Console
from reader.linear.marks import Marks
from reader.session import Session

PAGE_SIZES = (1, 1000)
_PAGE_CHOICE = "linear_page"
_DEFAULT_PAGE = 10


class Level(Protocol):
    """One place with its own commands; Ctrl-D leaves it."""

    @property
    def commands(self) -> Sequence[Command]:
        """What can be done here, beside what can be done everywhere."""

    def prompt(self) -> str:
        """Return one line that says where one is and what may be typed."""

    def arrive(self) -> None:
        """Say what is here, on coming here or coming back."""

    def go_on(self) -> None:
        """Read the next page: what an empty line does."""

    def take(self, typed: str) -> bool:
        """Take a line that is no command, such as a number; False if it means nothing here."""

    def leave(self) -> None:
        """Do what is to be done when this place is left for good."""


@dataclass(frozen=True, slots=True)
class Run:
    """What every level works with."""

    session: Session
    console: Console
    work: ArchiveWork
    marks: Marks
    enter: Callable[[Level], None]
    """Goes to a level; leaving it comes back to this one."""
    go_back: Callable[[], None]
    """Leaves the present level."""

    @property
    def page_size(self) -> int:
        """Items read out at a time, as chosen in this run or an earlier one."""
        chosen = self.session.state.choice(_PAGE_CHOICE)
        return int(chosen) if chosen.isdecimal() else _DEFAULT_PAGE

    def choose_page_size(self, size: int) -> None:
        """Keep the number of items that are read out at a time."""
        self.session.state.keep_choice(_PAGE_CHOICE, str(size))
        self.marks.save()
