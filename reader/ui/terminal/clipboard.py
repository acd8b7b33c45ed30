"""Sends text to the clipboard of the user's terminal, or writes a file where it is too much.

Terminals do not answer, so messages say "sent", not "copied". tmux takes the sequence if its
option `set-clipboard` is on; GNU screen passes it on only in device control strings of its own.

Source: xterm's control sequences, OSC 52; GNU screen's manual, *Control Sequences*, DCS (a string
has at most 768 bytes). Measured: tmux 3.3a takes 181 KB and drops 1.2 MB.
"""

import base64
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from textual.app import App

from reader.messages.language import gettext as _
from reader.paths import state_folder
from reader.ui.terminal.kinds import kind_of
from reader.ui.terminal.textual_internals import driver_of, remember_copied

MAX_SEQUENCE_BYTES = 180_000
"""Longest sequence that is sent; every terminal and multiplexer tried takes it."""
_SCREEN_CHUNK = 512
FILE_NAME = "copied.txt"


def copy(app: App[int], text: str, sentence: str) -> str:
    """Send text to the clipboard, and return a message that says what was done.

    Args:
        app: The running app; its own clipboard takes the text too.
        text: The text.
        sentence: The message if it is sent.
    """
    remember_copied(app, text)
    if kind_of(os.environ.get("TERM", "")).is_plain:
        return _write_instead(
            text,
            _("this terminal has no clipboard: the text is in {path}"),
            _("not copied: this terminal has no clipboard, and no file: {reason}"),
        )
    sequence = clipboard_sequence(text, os.environ)
    if sequence is None:
        return _write_instead(
            text,
            _("too long for the clipboard: the text is in {path}"),
            _("not copied: too long for the clipboard, and no file: {reason}"),
        )
    driver = driver_of(app)
    if driver is not None:
        driver.write(sequence)
    return sentence


def _write_instead(text: str, written: str, failed: str) -> str:
    """Write the file, and return the sentence about where it is or why there is none."""
    try:
        return written.format(path=_write_file(text))
    except OSError as error:
        return failed.format(reason=error.strerror)


def copy_address(app: App[int], address: str) -> str:
    """Send an address to the clipboard, and return a message that says what was done."""
    return copy(app, address, _("sent {address} to the clipboard").format(address=address))


def clipboard_sequence(text: str, environment: Mapping[str, str]) -> str | None:
    """Return what sends text to the clipboard through the multiplexers, or None if too long.

    Over SSH neither `TMUX` nor `STY` is set: ``TERM=screen`` may be either. It gets both forms, as
    do nested ones; tmux ignores screen's form, and screen ignores the plain one.
    """
    data = base64.b64encode(text.encode("utf-8", "replace")).decode("ascii")
    plain = f"\x1b]52;c;{data}\x07"
    if len(plain) > MAX_SEQUENCE_BYTES:
        return None
    in_tmux, in_screen = bool(environment.get("TMUX")), bool(environment.get("STY"))
    if in_tmux is in_screen:
        is_either = environment.get("TERM", "").startswith("screen")
        return plain + _for_screen(plain) if in_tmux or is_either else plain
    return plain if in_tmux else _for_screen(plain)


def _for_screen(sequence: str) -> str:
    chunks = (sequence[at : at + _SCREEN_CHUNK] for at in range(0, len(sequence), _SCREEN_CHUNK))
    return "".join(f"\x1bP{chunk}\x1b\\" for chunk in chunks)


def _write_file(text: str) -> Path:
    """Write the one file for text that is too long, readable by the user alone."""
    folder = state_folder()
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=folder, prefix=FILE_NAME)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(text)
        return fresh.replace(folder / FILE_NAME)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
