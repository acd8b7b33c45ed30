"""Opening an address outside the reader, where there is an outside."""

import os
import sys
import webbrowser

from textual.app import App


def open_address(app: App[int], address: str) -> str:
    """Open a web address and return a sentence that says what was done.

    A browser in its own window opens beside the reader; one that needs the terminal gets it
    until it ends. Far from any desktop (SSH) and without `BROWSER`, no browser is started: the
    address goes to the clipboard of the person's own terminal instead.
    """
    if not _has_browser():
        app.copy_to_clipboard(address)
        return f"copied {address}"
    controller = webbrowser.get()
    if isinstance(controller, webbrowser.BackgroundBrowser) or not isinstance(
        controller, webbrowser.GenericBrowser
    ):
        is_open = controller.open(address)
    else:
        with app.suspend():
            is_open = controller.open(address)
    return f"opened {address}" if is_open else f"could not open {address}"


def _has_browser() -> bool:
    names = ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform == "darwin" or any(os.environ.get(name) for name in names)
