"""A strict parser of a program's output: what would act on a terminal or turn its text around.

Every byte has to be text, a line end, or a whole control sequence of a kind that the reader
writes, with arguments that the reader could have meant. All else is reported.

Source: ECMA-48, 5.4 and 5.6; xterm's control sequences.
"""

import base64
import binascii
import re
from collections.abc import Iterator

from support.hostile_bodies import ATTACKS

_SEQUENCE = re.compile(
    r"\x1b\[(?P<private>[<=>?]?)(?P<arguments>[\d;:]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\x1b\](?P<command>\d+);(?P<payload>[^\x07\x1b]*)(?:\x07|\x1b\\)"
)
_PROGRESS = re.compile(r"\r(?:looking for changes|\[[#-]|[\d,]+ of )[^\n]*\r")
"""What a command that has to wait for long, on a busy machine, says meanwhile."""
_UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0001\U0010fffe\U0010ffff"
)
_ACTING = re.compile(f"[{_UNSAFE}\t]")
_MODES = {*"125", "7", "25", "1000", "1002", "1003", "1004", "1006", "1015", "1016", "1049"} | {
    "2004",
    "2026",
    "2048",
}
_SIMPLE_STYLES = {*range(10), *range(21, 30), *range(30, 38), *range(39, 48), 49, *range(90, 108)}
_LARGEST = 500
"""Columns and lines of the largest terminal of a test."""
_LINK = re.compile(r"[\w.:=-]*;(?:(?:https?|mailto|gemini):[!-~]*)?", re.ASCII)
_MULTIPLEXED = re.compile(r"\x1bP(\x1b\]52;[^\x1b]*|[A-Za-z0-9+/=]*\x07?)\x1b\\")
"""A piece of a clipboard sequence, as GNU screen wants it."""
_SEQUENCES = tuple(attack.encode() for attack in ATTACKS if attack[0] in "\x1b\x9b\x9d")


def acting_in_pipe(data: bytes) -> set[str]:
    """Return what would act in the output of a command, tabs included; it must be UTF-8."""
    return set(_ACTING.findall(data.decode()))


def acting_in_colour(data: bytes) -> set[str]:
    """Return what would act in the output of a command on a terminal, beside colours."""
    text = _PROGRESS.sub("", data.decode().replace("\r\n", "\n"))
    sequences = {match[0] for match in _SEQUENCE.finditer(text) if not _is_style(match)}
    return sequences | set(_ACTING.findall(_SEQUENCE.sub("", text))) | _attacks(data)


def acting_on_screen(data: bytes) -> set[str]:
    """Return what the screen passed on to the terminal that it does not write itself."""
    text = _MULTIPLEXED.sub(r"\1", data.decode().replace("\r\n", "\n").replace("\x0b\x1b", "\x1b"))
    return set(_unmeant(text)) | _attacks(data)


def _unmeant(text: str) -> Iterator[str]:
    yield from _ACTING.findall(_SEQUENCE.sub("", text))
    for match in _SEQUENCE.finditer(text):
        is_meant = _is_meant_string(match) if match["command"] else _is_meant_control(match)
        if not is_meant:
            yield match[0]


def _is_meant_control(match: re.Match[str]) -> bool:
    arguments = match["arguments"].split(";")
    match match["private"], match["between"], match["final"]:
        case "", "", "m":
            return _is_style(match)
        case "", "", "H" | "G" | "X" | "C" | "K" | "J":
            return all(not each or (each.isdigit() and int(each) <= _LARGEST) for each in arguments)
        case "", "", "n":
            return arguments == ["5"]
        case ("?", "", "h" | "l") | ("?", "$", "p"):
            return set(arguments) <= _MODES
        case ("<" | ">" | "=", "", "u") | ("?", "", "u"):
            return all(not each or each.isdigit() for each in arguments)
        case "", "", "c":
            return arguments in ([""], ["0"])
    return False


def _is_style(match: re.Match[str]) -> bool:
    if match["final"] != "m" or match["private"] or match["between"]:
        return False
    codes = [int(each or 0) for each in re.split("[;:]", match["arguments"])]
    while codes:
        code = codes.pop(0)
        if code in {38, 48, 58} and codes:
            count = {5: 2, 2: 4}.get(codes[0], 0)
            if not count or len(codes) < count or max(codes[1:count]) > 255:
                return False
            del codes[:count]
        elif code not in _SIMPLE_STYLES:
            return False
    return True


def _is_meant_string(match: re.Match[str]) -> bool:
    payload = match["payload"]
    match match["command"]:
        case "8":
            return _LINK.fullmatch(payload) is not None and "OWNED\x1b" not in payload
        case "22":
            return payload.isalpha() and payload.isascii()
        case "52":
            return _is_clean_clipboard(payload)
    return False


def _is_clean_clipboard(payload: str) -> bool:
    """Say whether text for the clipboard holds nothing that would act where it is pasted."""
    try:
        text = base64.b64decode(payload.removeprefix("c;"), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return not _ACTING.search(text.replace("\t", ""))


def _attacks(data: bytes) -> set[str]:
    """Return the attacks that came through whole, even where each looks like the screen's own."""
    return {repr(attack) for attack in _SEQUENCES if attack in data}
