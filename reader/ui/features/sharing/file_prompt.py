"""Prompts for the file to write posts to."""

import os
from collections.abc import Callable
from pathlib import Path

from reader.errors import ReaderError
from reader.export.formats import FORMATS
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, pgettext
from reader.terminal_text import clean_line
from reader.ui.features.panes import Panes
from reader.ui.loaders.sharing.export_loader import Destination, ExportLoader
from reader.ui.prompt_mode import Offer, PromptMode, Refusal
from reader.ui.widgets.main_widgets import MainWidgets

Write = Callable[[Destination], object]
"""Writes to a destination that the user has confirmed."""


class FilePrompt:
    """Asks for a name whose ending tells the format, and again before a file is replaced."""

    def __init__(self, widgets: MainWidgets, exports: ExportLoader, panes: Panes) -> None:
        self._prompt = widgets.prompt
        self._bottom_line = widgets.bottom_line
        self._exports = exports
        self._panes = panes

    def ask(self, label: str, proposed: str, write: Write, *, may_fill_folder: bool) -> None:
        """Prompt for a name.

        Args:
            label: Label of the prompt.
            proposed: The proposed name, with an ending.
            write: Takes the destination.
            may_fill_folder: Whether a folder takes one file per post, or the one proposed file.
        """
        default_name = "" if may_fill_folder else proposed

        def accept(name: str) -> None:
            self._panes.stay()
            if name.strip():
                found = lambda it: self._found(it, write)  # noqa: E731
                self._exports.find(name.strip(), default_name, found, self._failed)

        mode = PromptMode(
            label, accept, self._offer, self._panes.stay, lambda name: _check(name.strip())
        )
        self._prompt.ask(mode, proposed)
        self._offer(proposed)

    def _offer(self, name: str) -> None:
        """Offer the endings of the formats; Tab goes through them."""
        stem = len(name) - len(Path(name).suffix)
        endings = [f".{form}" for form in FORMATS if not name.endswith(f".{form}")]
        self._prompt.offer([Offer(stem, len(name), ending, "") for ending in endings])

    def _found(self, destination: Destination, write: Write) -> None:
        if not destination.is_taken:
            write(destination)
            return
        name = clean_line(str(destination.target.path))

        def accept(answer: str) -> None:
            self._panes.stay()
            if answer.strip().lower() in {"y", "yes", pgettext("answer", "yes")}:
                write(destination)
            else:
                self._bottom_line.say(_("not written: {path} stays as it is").format(path=name))

        label = _("{path} exists; replace it? (yes/no)").format(path=name)
        self._prompt.ask(PromptMode(label, accept, cancel=lambda: accept("")))

    def _failed(self, error: ReaderError) -> None:
        self._bottom_line.say_error(str(error))


def _check(name: str) -> Refusal | None:
    """Refuse a name whose ending tells no format; a folder's is checked with the folder."""
    ending = Path(name).suffix.removeprefix(".").lower()
    if not name or name.endswith(os.sep) or ending in FORMATS or not ending:
        return None
    endings = in_a_list(f".{form}" for form in FORMATS)
    return Refusal(_("the name ends in none of {endings}").format(endings=endings), len(name))
