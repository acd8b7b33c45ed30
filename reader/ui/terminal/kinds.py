"""What a terminal of a name (``TERM``) understands, and what is left out for one that knows less.

A terminal that does not know a sequence may print a part of it. Only old hardware and consoles are
named here: all others ignore what they do not know.

Source: ECMA-48; DEC VT100 User Guide, 3; console_codes(4).
"""

import re
from dataclasses import dataclass

_DEC = frozenset({"vt52", "vt100", "vt102", "vt125", "vt132", "vt200", "vt220", "vt320", "vt420"})
_WITHOUT_ERASING = frozenset({"ansi", "vt52", "vt100", "vt102", "vt125", "vt132"})
_CONSOLES = frozenset({"ansi", "linux", "cons25", "cygwin", "pcansi", "wsvt25"})
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P_^X].*?\x1b\\)")
_UNDERSTOOD = re.compile(r"\x1b\[(?:[\d;]*[A-HJKXmn]|c|\?(?:7|25)[hl])")
_SCREEN_ENDS = "\x1b[?1049l"
_CLEARED = "\x1b[m\x1b[H\x1b[J"


@dataclass(frozen=True, slots=True)
class TerminalKind:
    """What a terminal can take."""

    has_colors: bool = True
    can_erase: bool = True
    """Whether it erases cells, and switches single attributes off."""
    is_plain: bool = False
    """Whether it knows colours and the cursor's place alone: neither a second screen, a mouse,
    pasted text, links, a clipboard nor signs beyond ASCII."""

    def understood(self, data: str) -> str:
        """Return output without the sequences that this terminal may print.

        The end of the second screen, which a plain one has not, clears the only one.
        """
        return _SEQUENCE.sub(_plain, data) if self.is_plain and "\x1b" in data else data


def kind_of(term: str) -> TerminalKind:
    """Return the kind of a terminal by its name, of which a suffix (``vt100-nav``) is ignored."""
    name = term.partition("-")[0]
    is_dec = name in _DEC
    return TerminalKind(
        has_colors=not is_dec,
        can_erase=name not in _WITHOUT_ERASING,
        is_plain=is_dec or name in _CONSOLES,
    )


def _plain(found: re.Match[str]) -> str:
    sequence = found[0]
    if sequence == _SCREEN_ENDS:
        return _CLEARED
    return sequence if _UNDERSTOOD.fullmatch(sequence) else ""
