"""Numbered choices, such as views, categories or links; typed words narrow them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.archive.search.folding import fold
from reader.linear.commands import Command
from reader.linear.level import Run
from reader.linear.pager import Pager
from reader.messages.language import gettext as _
from reader.terminal_text import clean_line


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several things to choose."""

    label: str
    choose: Callable[[], None]


class Choices:
    """A level on which one of some choices is made; making it leaves the level."""

    def __init__(self, run: Run, title: str, choices: Sequence[Choice]) -> None:
        self._run = run
        self._title = title
        self._choices = choices
        self._pager = Pager(len(choices), run.page_size)

    @property
    def commands(self) -> Sequence[Command]:
        """None but those that are everywhere."""
        return ()

    def prompt(self) -> str:
        """Say which choices were read out."""
        page = self._pager.page
        text = _("{title}, {first} to {last} of {count:,}, number or part of a name:")
        return text.format(
            title=self._title, first=page.start + 1, last=page.stop, count=self._pager.count
        )

    def arrive(self) -> None:
        """Read the first page."""
        self._say(self._pager.go(0))

    def go_on(self) -> None:
        """Read the next page."""
        if self._pager.is_at_end:
            self._run.console.say(_("end of the list"))
        else:
            self._say(self._pager.next())

    def take(self, typed: str) -> bool:
        """Make the choice with a number, or offer those with some words in their names."""
        if typed.isdecimal():
            return self._choose(int(typed))
        found = [it for it in self._choices if fold(typed) in fold(it.label)]
        if not found:
            self._run.console.say(_("nothing here is called {name}").format(name=typed))
        elif len(found) == 1:
            self._leave_with(found[0])
        else:
            self._choices = found
            self._pager = Pager(len(found), self._run.page_size)
            self.arrive()
        return True

    def leave(self) -> None:
        """Leave without a choice."""

    def _choose(self, number: int) -> bool:
        if not 1 <= number <= len(self._choices):
            return False
        self._leave_with(self._choices[number - 1])
        return True

    def _leave_with(self, choice: Choice) -> None:
        self._run.go_back()
        choice.choose()

    def _say(self, page: range) -> None:
        for place in page:
            self._run.console.say(f"{place + 1}. {clean_line(self._choices[place].label)}")
