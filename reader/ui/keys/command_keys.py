"""Runs the commands of the main screen by key, and shows what is pending."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.screen import Screen

from reader.help_pages.page import HelpPage
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list
from reader.ui.command_table import LINK_NUMBERS, key_table, keys_of
from reader.ui.commands import Command, CommandGroup, KeyRow, display_keys, display_sequence
from reader.ui.keys import counts
from reader.ui.keys.key_input import Dropped, KeyInput, Pending, Run, Steps
from reader.ui.keys.keys_page import keys_page
from reader.ui.keys.places import Hints, Place, hints, place_of, rows_here
from reader.ui.keys.settings import CheckedKeys
from reader.ui.pane_layout import Pane
from reader.ui.widgets.main_widgets import MainWidgets

if TYPE_CHECKING:
    from reader.ui.features.wiring import Features

_MAX_MACRO_REPEATS = 100


class CommandKeys:
    """The commands of a run with their keys."""

    def __init__(
        self,
        commands: tuple[Command[Features], ...],
        checked: CheckedKeys,
        widgets: MainWidgets,
        features: Callable[[], Features],
    ) -> None:
        """Bind keys to commands.

        Args:
            commands: Those that exist in this run; a key or a macro leads to no other.
            checked: The keys in force.
            widgets: The widgets of the main screen.
            features: Returns what the commands act on.
        """
        self._commands = {command.id: command for command in commands}
        self._widgets = widgets
        self._features = features
        self.take(checked)

    def take(self, checked: CheckedKeys) -> None:
        """Use other keys from now on."""
        self._checked = checked
        """Whose keys are those in force."""
        self._input = KeyInput(checked.bound, self._is_available)
        self._hints: dict[Place, Hints] = {}
        """Those of the places where the user was with these keys."""

    def keys_of(self, command: str) -> str:
        """Return the keys of a command for display."""
        return display_keys(keys_of(self._commands[command], self._checked.keys))

    def rows(self) -> list[KeyRow]:
        """Return the rows of the help, with the keys in force."""
        rows = key_table(self._checked.keys, tuple(self._commands.values()))
        macros = self._checked.macros.items()
        return rows + [
            KeyRow(CommandGroup.MACRO, display_keys(keys), self._titles(steps), "")
            for keys, steps in macros
            if self._is_available(steps)
        ]

    def page(self) -> HelpPage:
        """Return the help's page on keys: those that work here and now first."""
        features = self._features()
        here = rows_here(features, self._checked.keys, self._commands)
        return keys_page(here, place_of(features).heading, self.rows())

    def show_hints(self) -> None:
        """Show the keys that matter where the user is; repaints only if they differ."""
        place = place_of(self._features())
        shown = self._hints.get(place)
        if shown is None:
            shown = self._hints[place] = hints(place, self._checked.keys, self._commands)
        self._widgets.bottom_line.show_hints(shown)

    @property
    def is_pending(self) -> bool:
        """Whether a count or the beginning of a sequence waits for the next key."""
        return self._input.is_pending

    def first_bound(self, *keys: str) -> str | None:
        """Return the first of some keys that is used here; None if there is none."""
        return next((key for key in keys if key in self._input.keys), None)

    def press(self, key: str) -> bool:
        """Take a key; False if it is not bound here."""
        is_in_text = self._features().panes.current is Pane.TEXT
        match self._input.press(key, takes_counts=not is_in_text):
            case Run(steps, count):
                self._widgets.bottom_line.show_pending()
                self._run(steps, count)
            case Pending() as pending:
                self._show(pending)
            case Dropped(keys):
                self._widgets.bottom_line.show_pending()
                if keys:
                    reason = _("{keys} runs no command here")
                    self._widgets.bottom_line.say_error(reason.format(keys=_spelled(keys)))
            case None if is_in_text and key in LINK_NUMBERS:
                self._features().links.open(int(key))
            case None:
                return False
        return True

    def run(self, name: str, count: int | None = None) -> None:
        """Run a command by its id."""
        features = self._features()
        features.listing.user_acted()
        features.passing_time.look()
        self._widgets.bottom_line.key_pressed()
        counts.run(self._commands[name], features, count)
        self.show_hints()

    def is_available(self, name: str) -> bool:
        """Say whether a command exists and can run now."""
        command = self._commands.get(name)
        return command is not None and command.is_available(self._features())

    def _is_available(self, steps: Steps) -> bool:
        """Say whether steps can run; of a macro, each command is asked when its turn comes."""
        if len(steps) == 1:
            return self.is_available(steps[0])
        return self._commands.keys() >= {*steps}

    def _run(self, steps: Steps, count: int | None) -> None:
        if len(steps) == 1:
            self.run(steps[0], count)
        else:
            self._run_macro(steps * min(count or 1, _MAX_MACRO_REPEATS))

    def _run_macro(self, steps: Steps) -> None:
        """Run the first of some commands, and the others when it is done."""
        if self.is_available(steps[0]):
            self.run(steps[0])
        if steps[1:]:
            _after_messages(self._features().panes.focused, partial(self._run_macro, steps[1:]))

    def _show(self, pending: Pending) -> None:
        """Show what was typed, and what the next key may be."""
        typed = pending.count + _spelled(pending.keys)
        if pending.keys:
            shown = [(typed, "")]
            shown += [(display_sequence(key), self._titles(its)) for key, its in pending.next_keys]
        else:
            row_key = self.keys_of("choose").partition(" ")[0]
            shown = [(typed, _("repeats the next key")), (row_key, _("go to this row"))]
        self._widgets.bottom_line.show_pending(*shown, (display_keys("escape"), _("cancel")))

    def _titles(self, steps: Steps) -> str:
        return in_a_list(_(self._commands[step].title) for step in steps) if steps else "…"


def _after_messages(node: DOMNode, run: Callable[[], None]) -> None:
    """Run something after what a widget has posted so far has bubbled up to the screen."""
    parent = node.parent
    if parent is None or isinstance(node, Screen):
        node.call_later(run)
    else:
        node.call_later(_after_messages, parent, run)


def _spelled(keys: tuple[str, ...]) -> str:
    return display_sequence(" ".join(keys))
