"""Replaces runs of blanks in terminal output by the sequence that erases cells.

Most rows of a page end in blanks, a fifth of its bytes. Only unstyled blanks are replaced:
erased cells have the terminal's own colours.

Source: ECMA-48, ECH and CUF; Rich ends each styled text with ``ESC [ 0 m``.
"""

import re

_MIN_CELLS = 12
"""Minimum run of blanks; the sequences take up to eleven bytes."""
_TOKEN = re.compile(
    r"(?P<strings>\x1b[\]P_^X][^\x1b\x07]*(?:\x07|\x1b\\)?)"
    r"|\x1b\[(?P<style>[\d;:]*)m"
    rf"|(?P<blanks> {{{_MIN_CELLS},}})(?P<moves>(?=\x1b\[\d*(?:;\d*)?H))?"
)
_WITHOUT_ERASING = frozenset({"ansi", "vt100", "vt102"})


def can_erase(term: str) -> bool:
    """Say whether a terminal of this name (``TERM``) supports erasing cells."""
    return term not in _WITHOUT_ERASING


def erase_blanks(data: str) -> str:
    """Return `data`, which starts and ends unstyled, with long runs of blanks replaced."""
    if " " * _MIN_CELLS not in data:
        return data
    is_plain = True

    def shorten(match: re.Match[str]) -> str:
        nonlocal is_plain
        style, blanks = match["style"], match["blanks"]
        if style is not None:
            is_plain = style in ("", "0")
        if blanks is None or not is_plain:
            return match[0]
        erase = f"\x1b[{len(blanks)}X"
        return erase if match["moves"] is not None else f"{erase}\x1b[{len(blanks)}C"

    return _TOKEN.sub(shorten, data)
