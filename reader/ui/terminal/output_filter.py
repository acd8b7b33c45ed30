"""Filters every line before it is sent: nothing unsafe, no redundant styles.

A backstop: text is cleaned where it is decoded. Text shown by a library's widget (an input line,
the command palette) passes here too.
"""

from functools import lru_cache

from rich.color import ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from reader.terminal_text import clean_text

_MOVING = {ord("\n"): "\N{SYMBOL FOR LINE FEED}", ord("\t"): "\N{SYMBOL FOR HORIZONTAL TABULATION}"}


class ThriftyFilter(LineFilter):
    """Replaces control characters, and omits default colours.

    Default colours cost ten bytes per segment; three panes at 120×40 send 20 KB with them and
    half without.
    """

    def __init__(self, *, keeps_color: bool = True) -> None:
        """Create a filter.

        Args:
            keeps_color: False for ``NO_COLOR``: a background colour is shown as reversed.
        """
        super().__init__()
        self._thin_out = without_defaults if keeps_color else without_colors

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the same text with neighbours of one style joined."""
        thrifty: list[Segment] = []
        last_style: Style | None = None
        for text, full_style, control in segments:
            style = self._thin_out(full_style) if full_style else Style.null()
            if thrifty and style == last_style:
                thrifty[-1] = Segment(thrifty[-1].text + _within_line(text), style)
            elif text:
                thrifty.append(Segment(_within_line(text), style, control))
                last_style = style
        return thrifty


def _within_line(text: str) -> str:
    """Return the text cleaned, without what would leave its line or move along it."""
    cleaned = clean_text(text)
    return cleaned if cleaned.isprintable() else cleaned.translate(_MOVING)


@lru_cache(4096)
def without_defaults(style: Style) -> Style:
    """Return the style without the terminal's default colours."""
    color = None if _is_default(style.color) else style.color
    bgcolor = None if _is_default(style.bgcolor) else style.bgcolor
    if color is style.color and bgcolor is style.bgcolor:
        return style
    return style.without_color + Style(color=color, bgcolor=bgcolor)


@lru_cache(4096)
def without_colors(style: Style) -> Style:
    """Return the style without colours, reversed if it had a background."""
    has_background = style.bgcolor is not None and not _is_default(style.bgcolor)
    return style.without_color + Style(reverse=True) if has_background else style.without_color


def _is_default(color: object) -> bool:
    return getattr(color, "type", None) is ColorType.DEFAULT
