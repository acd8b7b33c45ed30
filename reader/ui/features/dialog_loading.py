"""Where dialogs are loaded: with the first one that is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

if TYPE_CHECKING:
    from reader.ui.dialogs.dialogs import Dialogs


def dialogs_of(app: App[int]) -> Dialogs:
    """Return what opens dialogs over the main screen of an app."""
    from reader.ui.dialogs.dialogs import Dialogs  # noqa: PLC0415 - Textual's editor: 10 ms

    return Dialogs(app)
