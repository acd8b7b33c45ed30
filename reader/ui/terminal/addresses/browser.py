"""Opens web addresses in a browser, or copies them where there is none."""

import os
import sys
import webbrowser

from textual.app import App

from reader.messages.language import gettext as _
from reader.ui.terminal.clipboard import copy_address


def open_address(app: App[int], address: str) -> str:
    """Open a web address and return a message that says what was done.

    A graphical browser opens beside the reader; a text browser gets the terminal until it ends.
    Without a desktop (SSH) and without `BROWSER`, no browser is started: the address goes to
    the clipboard of the user's terminal instead.
    """
    if not _has_browser():
        return copy_address(app, address)
    controller = webbrowser.get()
    if isinstance(controller, webbrowser.BackgroundBrowser) or not isinstance(
        controller, webbrowser.GenericBrowser
    ):
        is_open = controller.open(address)
    else:
        with app.suspend():
            is_open = controller.open(address)
    text = _("opened {address}") if is_open else _("could not open {address}")
    return text.format(address=address)


def _has_browser() -> bool:
    names = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform == "darwin" or any(os.environ.get(name) for name in names)
