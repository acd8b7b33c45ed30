"""The kind of graphics that a terminal has, as far as the environment tells.

Source: kitty's graphics protocol; iTerm2's documentation of its inline images.
"""

from collections.abc import Mapping

from reader.config.choices import Images

_ITERM2_PROGRAMS = frozenset({"iTerm.app", "WezTerm"})
_KITTY_TERMS = frozenset({"xterm-kitty", "xterm-ghostty"})


def graphics_by_environment(environment: Mapping[str, str]) -> Images | None:
    """Return the graphics named by environment variables, or None.

    Multiplexers swallow the sequences of kitty and iTerm2. SSH passes `LC_TERMINAL` on.
    """
    if environment.get("TMUX") or environment.get("STY"):
        return None
    if environment.get("KITTY_WINDOW_ID") or environment.get("TERM") in _KITTY_TERMS:
        return Images.KITTY
    is_iterm2 = environment.get("LC_TERMINAL") == "iTerm2"
    if is_iterm2 or environment.get("TERM_PROGRAM") in _ITERM2_PROGRAMS:
        return Images.ITERM2
    return None
