"""The colours in which an app has drawn its screen, and their contrast."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.color import Color as RichColor
from rich.color import ColorType
from rich.style import Style
from textual.app import App
from textual.color import Color

from reader.ui.themes.variables import contrast

PALETTES = tuple(
    tuple(f"#{color}" for color in colors.split())
    for colors in (
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
        "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
        "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    )
)
"""The sixteen colours of xterm, and of VGA and the Linux console."""


def drawn(app: App[Any]) -> Iterator[tuple[str, Style]]:
    """Yield each piece of text that is visible, and its style."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if text.strip() and style is not None:
                yield text, style


def ratio(style: Style, palette: Sequence[str] = ()) -> float:
    """Return the contrast of a drawn style; colours of a palette are looked up in it."""
    colors = [_color(color, palette) for color in (style.color, style.bgcolor)]
    return contrast(*colors)


def _color(color: RichColor | None, palette: Sequence[str]) -> Color:
    assert color is not None, "a colour is left to the terminal"
    if color.triplet is not None:
        return Color(*color.triplet)
    assert color.type is ColorType.STANDARD, color
    return Color.parse(palette[color.number or 0])
