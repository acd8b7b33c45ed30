"""What of a program's output would act on a terminal or turn its text around."""

import re

from support.hostile_bodies import ATTACKS

_FROM_THE_SCREEN = re.compile(
    rb"\x0b?\x1b\[[0-9]*G|\x1b(?:\[[0-9;]*[mH]|\[[0-9]+[XC]|\[K|\[2J|\[5n|"
    rb"\[\?[0-9;]+(?:h|l|\$p)|\[[<>][0-9]*u|\]22;[a-z]+\x07)"
)
"""All that the screen writes: colours, places, cells to erase, modes, the pointer, a query."""
_COLOURS = re.compile(rb"\x1b\[[0-9;]*m")
_PROGRESS = re.compile(rb"\r(?:looking for changes|\[[#-]|[\d,]+ of )[^\n]*\r")
"""What a command that has to wait for long, on a busy machine, says meanwhile."""
_ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0010fffe\U0010ffff]"
)
_SEQUENCES = tuple(attack.encode() for attack in ATTACKS if attack[0] in "\x1b\x9b\x9d")


def acting_in_pipe(data: bytes) -> set[str]:
    """Return what would act in the output of a command, tabs included; it must be UTF-8."""
    return set(_ACTING.findall(data.decode()))


def acting_in_colour(data: bytes) -> set[str]:
    """Return what would act in the output of a command on a terminal, beside colours."""
    plain = _COLOURS.sub(b"", data).replace(b"\r\n", b"\n")
    return acting_in_pipe(_PROGRESS.sub(b"", plain)) | _attacks(data)


def acting_on_screen(data: bytes) -> set[str]:
    """Return what the screen passed on to the terminal that it does not write itself."""
    plain = _FROM_THE_SCREEN.sub(b"", data).replace(b"\r\n", b"\n")
    return acting_in_pipe(plain) | _attacks(data)


def _attacks(data: bytes) -> set[str]:
    """Return the attacks that came through whole, even where each looks like the screen's own."""
    return {repr(attack) for attack in _SEQUENCES if attack in data}
