"""Writes and reads in the terminal's encoding: what it lacks is replaced, never an error.

Owns the one table of plainer signs, which also draws frames and marks in ASCII where that is asked
for.

A character that the encoding lacks is replaced by a plainer one in the same columns, else by
``?``. Encodings that do not write ASCII as ASCII (UTF-16, UTF-7) can't carry escape sequences;
ASCII is used instead.

Source: Python's `codecs`, *Error Handlers*; Unicode UAX #15, NFKD.
"""

import codecs
import io
import re
from functools import lru_cache, partial
from typing import TextIO
from unicodedata import combining, normalize

from reader.layout.text.cells import cell_width

_ASCII = "".join(map(chr, range(0x80)))
_BOX_ROWS = {
    "-": "─━┄┅┈┉═╌╍╴╶╸╺╼╾▁▔▂▃",
    "|": "│┃┆┇┊┋║╎╏╵╷╹╻╽╿▏▎▍▌▐▕▊",
    "#": "▆▇█▉▄▅▓▒■▪",
    " ": "▀░\u00a0\u3000",
}
_MARKS = {
    "▸": ("»", ">"),
    "▹▶›→⇧⇢": (">",),
    "◂◀‹←": ("<",),
    "▾↓▼": ("v",),
    "↑▴▲⌥": ("^",),
    "●": ("•", "o"),
    "★": ("*",),
    "•◆": ("·", "*"),
    "◦○◇☆": ("o",),
    "…": (".",),
    "⏎": ("¶", "<"),
    "⌫": ("<",),
    "✓": ("√", "+"),
    "☑☒": ("√", "x"),
    "✗×": ("x",),
    "☐": ("o",),
    "▣": ("#",),
    "·": (".",),
}
_PUNCTUATION = {
    "‧": (".",),
    "℃": ("C",),
    "—–―−‐‑": ("-",),
    "“”„〝〞″": ('"',),
    "‘’‚′": ("'",),
    "￥¥": ("Y",),
    "€": ("E",),
    "°": ("o",),
    "「『【〔〖《〈": ("[",),
    "」』】〕〗》〉": ("]",),
}
_PLAINER = {
    **{sign: (plain,) for plain, signs in _BOX_ROWS.items() for sign in signs},
    **{sign: plainer for signs, plainer in (_MARKS | _PUNCTUATION).items() for sign in signs},
}
"""Replacements of our own signs and of frequent punctuation, the closest first."""
_DRAWN = re.compile(f"[\u2500-\u259f■▪{''.join(_MARKS)}]")
"""Frames, bars and marks, of which few stand in texts."""


def use_for_terminal(stream: TextIO | None) -> None:
    """Make a stream replace what its encoding lacks, for output that holds escape sequences."""
    if isinstance(stream, io.TextIOWrapper):
        encoding = terminal_encoding(stream)
        errors = f"reader.plainer.{encoding}"
        # Bound to the name, because an error says "charmap" for every single-byte encoding.
        codecs.register_error(errors, partial(_replace, encoding))
        stream.reconfigure(encoding=encoding, errors=errors)


def terminal_encoding(stream: TextIO | None) -> str:
    """Return the stream's encoding, or ``ascii`` if escape sequences do not pass through it."""
    encoding = stream.encoding if stream is not None else "utf-8"
    try:
        passes = _ASCII.encode(encoding) == _ASCII.encode("ascii")
    except (LookupError, UnicodeError):
        passes = False
    return encoding if passes else "ascii"


def _replace(encoding: str, error: UnicodeError) -> tuple[str, int]:
    """Return the replacement of the characters that can't be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(plainer(character, encoding) for character in lacking), error.end


@lru_cache(4096)
def plainer(character: str, encoding: str) -> str:
    """Return text of the same columns that `encoding` has; "" for a combining mark."""
    cells = cell_width(character)
    candidates = ("+",) if _is_corner(character) else _PLAINER.get(character, ())
    for candidate in (*candidates, _without_marks(character)):
        if 0 < cell_width(candidate) <= cells and has(encoding, candidate):
            return candidate + " " * (cells - cell_width(candidate))
    return "?" * cells


def in_ascii(text: str) -> str:
    """Return a text with its frames, bars and marks in ASCII, in the same columns."""
    return text if text.isascii() else _DRAWN.sub(_drawn_in_ascii, text)


def _drawn_in_ascii(found: re.Match[str]) -> str:
    return plainer(found[0], "ascii")


def _is_corner(character: str) -> bool:
    """Whether a box drawing character joins lines of two directions."""
    return "\u250c" <= character <= "\u254b" or "\u2552" <= character <= "\u2573"


def _without_marks(character: str) -> str:
    """Return the compatible characters without diacritics: e for é, 2 for ²."""
    parts = normalize("NFKD", character)
    return "".join(part for part in parts if not combining(part))


def has(encoding: str, text: str) -> bool:
    """Say whether an encoding has all characters of a text."""
    try:
        text.encode(encoding)
    except UnicodeError:
        return False
    return True
