"""Styles of a command's text on a terminal; a pipe does without, and without loading Rich."""

from collections.abc import Callable
from functools import cache

from rich.color import ColorSystem
from rich.console import Console
from rich.style import Style

from reader.layout.line import Role

_STYLES = {
    Role.TITLE: "bold",
    Role.META: "dim",
    Role.PROBLEM: "yellow",
    Role.HEADING: "bold",
    Role.QUOTE: "italic",
    Role.EMPHASIS: "italic",
    Role.STRONG: "bold",
    Role.DELETED: "strike",
    Role.INSERTED: "underline",
    Role.MARKED: "reverse",
    Role.KEYBOARD: "bold",
    Role.CODE: "cyan",
    Role.LINK: "blue underline",
    Role.LINK_NUMBER: "dim",
    Role.IMAGE: "magenta",
    Role.MARKER: "dim",
    Role.TABLE_HEADER: "bold",
    Role.FOOTNOTE: "dim",
    Role.NAVIGATION: "dim",
    Role.CODE_KEYWORD: "bold",
    Role.CODE_NAME: "blue",
    Role.CODE_STRING: "green",
    Role.CODE_NUMBER: "green",
    Role.CODE_COMMENT: "italic dim",
}
"""Rich styles in the terminal's own sixteen colours; roles that combine add up."""


def styled_text_renderer() -> Callable[[str, Role], str]:
    """Return what turns text and role into text with styles, as far as the terminal wants them.

    `NO_COLOR` leaves bold, dim and underline; `TERM=dumb` leaves nothing.
    """
    console = Console()
    system = None if console.color_system is None else ColorSystem.STANDARD

    @cache
    def style_of(role: Role) -> Style:
        style = Style.parse(" ".join(_STYLES[part] for part in role) or "none")
        return style.without_color if console.no_color else style

    def render(text: str, role: Role) -> str:
        return style_of(role).render(text, color_system=system)

    return render
