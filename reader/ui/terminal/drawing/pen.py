"""Changes the style of what is written next in the fewest bytes.

A style is the parameters of SGR from the default (``1;36``), followed by ``|`` and the parameters
of OSC 8 in a link.

Source: ECMA-48, SGR; xterm's control sequences for the codes of colours and of what is switched
off.
"""

import re
from functools import lru_cache

PLAIN = ""
"""The terminal's own colours, no attribute."""
_OFF = {
    **dict.fromkeys(("1", "2"), "22"),
    **dict.fromkeys(("4", "21"), "24"),
    **dict.fromkeys(("5", "6"), "25"),
    **dict.fromkeys(("51", "52"), "54"),
    "3": "23",
    "7": "27",
    "8": "28",
    "9": "29",
    "53": "55",
}
_MARKS_BLANKS = frozenset({"4", "21", "5", "6", "7", "8", "9", "51", "52", "53"})
"""Attributes that may be seen in a blank."""
_CODE = re.compile(r"([345]8)[;:](?:5[;:]\d+|2(?:[;:]\d*){3,4})|[^;]+")
_FOREGROUND = re.compile("3[0-8]|9[0-7]")
_BACKGROUND = re.compile("4[0-8]|10[0-7]")


@lru_cache(1024)
def styled(codes: str, link: str = "") -> str:
    """Return the style of SGR parameters, in which later ones count, and of a link."""
    attributes, foreground, background, others = _parts(codes)
    ordered = ";".join(filter(None, [*attributes, foreground, background, *others]))
    return f"{ordered}|{link}" if link else ordered


def is_link(style: str) -> bool:
    """Whether a style is that of a hyperlink."""
    return "|" in style


@lru_cache(4096)
def of_blank(style: str) -> str:
    """Return the plainest style in which a blank looks the same."""
    codes, _, link = style.partition("|")
    attributes, _, background, _ = _parts(codes)
    if link or _MARKS_BLANKS.intersection(attributes):
        return style
    return background


@lru_cache(4096)
def change(before: str | None, after: str, *, is_basic: bool = False) -> str:
    """Return the shortest sequence from one style to another.

    Args:
        before: The style now; None if it is unknown.
        after: The wanted style.
        is_basic: The terminal has no codes that switch one attribute off.
    """
    if before == after:
        return ""
    old, _, old_link = (before or "").partition("|")
    new, _, link = after.partition("|")
    linked = f"\x1b]8;{link or ';'}\x1b\\" if link != old_link else ""
    if old == new and before is not None:
        return linked
    whole = "\x1b[m" if not new else f"\x1b[0;{new}m"
    if before is None or is_basic:
        return whole + linked
    return min(whole, f"\x1b[{_steps(old, new)}m", key=len) + linked


def _steps(old: str, new: str) -> str:
    """Return SGR parameters that change only what differs."""
    attributes, foreground, background, others = _parts(old)
    new_attributes, new_foreground, new_background, new_others = _parts(new)
    off = {_OFF.get(code, "0") for code in {*attributes} - {*new_attributes}}
    codes = sorted(off)
    codes += [code for code in new_attributes if code not in attributes or _OFF.get(code) in off]
    if foreground != new_foreground:
        codes.append(new_foreground or "39")
    if background != new_background:
        codes.append(new_background or "49")
    if others != new_others or "0" in off:
        return f"0;{new}"
    return ";".join(codes)


@lru_cache(4096)
def _parts(codes: str) -> tuple[tuple[str, ...], str, str, tuple[str, ...]]:
    """Return the attributes in order, the foreground, the background, and other codes."""
    attributes: dict[str, None] = {}
    others: dict[str, None] = {}
    foreground = background = ""
    for found in _CODE.finditer(codes):
        code = found[0]
        main = found[1] or code
        if not code.strip("0"):
            attributes, others, foreground, background = {}, {}, "", ""
        elif _FOREGROUND.fullmatch(main):
            foreground = code
        elif _BACKGROUND.fullmatch(main):
            background = code
        elif code in _OFF:
            attributes[code] = None
        else:
            others[code] = None
    return tuple(sorted(attributes)), foreground, background, tuple(others)
