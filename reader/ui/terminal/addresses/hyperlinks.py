"""Addresses as terminals take them with OSC 8, and which terminals do.

Source: Egmont Koblinger, *Hyperlinks in Terminal Emulators*: an address holds graphic ASCII only,
and is cut by several terminals from 2,083 bytes on; cells of one id and address are one link.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote

from reader.config.choices import Hyperlinks
from reader.ui.terminal.kinds import kind_of

MAX_ADDRESS = 2000
"""Characters of an address; a longer one is no hyperlink."""
_SCHEME = re.compile(r"(?:https?|gemini)://|mailto:", re.IGNORECASE)
_HOST = re.compile(r"(?<=://)[^/?#@:\[\]]+(?=[/?#:]|\Z)")
_GRAPHIC = "".join(map(chr, range(0x21, 0x7F)))
_TERMS = re.compile(r"xterm-kitty|xterm-ghostty|foot|alacritty|wezterm|contour|rio|mintty")
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "rio", "Hyper", "mintty"})
_VARIABLES = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "ALACRITTY_WINDOW_ID")
_VTE = 5000
"""First version of VTE (GNOME Terminal) that knows hyperlinks, 0.50."""
_TMUX = (3, 4)
"""First version of tmux that passes hyperlinks on."""


def sends_hyperlinks(setting: Hyperlinks, environment: Mapping[str, str]) -> bool:
    """Say whether links are sent as hyperlinks: by the setting, else to terminals that know them.

    Of an unknown terminal, as over SSH, the name alone is known: it gets none.
    """
    term = environment.get("TERM", "")
    if setting is not Hyperlinks.AUTO:
        return setting is Hyperlinks.ON and not kind_of(term).is_plain
    if environment.get("TERM_PROGRAM") == "tmux" or term.startswith(("tmux", "screen")):
        return _tmux_version(environment) >= _TMUX
    return not kind_of(term).is_plain and _is_known(term, environment)


def _is_known(term: str, environment: Mapping[str, str]) -> bool:
    version = environment.get("VTE_VERSION", "")
    return (
        _TERMS.match(term) is not None
        or environment.get("TERM_PROGRAM", "") in _PROGRAMS
        or any(environment.get(name) for name in _VARIABLES)
        or (version.isdecimal() and int(version) >= _VTE)
    )


def _tmux_version(environment: Mapping[str, str]) -> tuple[int, int]:
    if environment.get("TERM_PROGRAM") != "tmux":
        return 0, 0
    version = re.match(r"(\d+)\.(\d+)", environment.get("TERM_PROGRAM_VERSION", ""))
    return (int(version[1]), int(version[2])) if version is not None else (0, 0)


@lru_cache(256)
def hyperlink(address: str) -> str:
    """Return an address in graphic ASCII, or nothing if it must not be a hyperlink.

    A host beyond ASCII is in Punycode, everything else in percent-encoding.
    """
    if _SCHEME.match(address) is None:
        return ""
    encoded = quote(_HOST.sub(_ascii_host, address, count=1), safe=_GRAPHIC)
    return encoded if len(encoded) <= MAX_ADDRESS else ""


def _ascii_host(host: re.Match[str]) -> str:
    try:
        return host[0] if host[0].isascii() else host[0].encode("idna").decode("ascii")
    except UnicodeError:
        return host[0]
