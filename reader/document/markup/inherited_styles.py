"""Styles that elements hand down to what they hold: visibility, and white space that counts.

What is invisible goes, but not a visible element in it. Line ends that count become line breaks,
and runs of spaces that count become spaces that don't collapse. In code all white space counts
anyway.

Source: CSS 2.2, 11.2 (visibility); CSS Text Level 4, 3 (white-space).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from reader.document.markup import visibility
from reader.document.markup.visibility import Attributes

Event: TypeAlias = str | tuple[str, Attributes | None]
"""As `html_events.Event`."""

_RUN_OF_SPACES = re.compile(r"[ \t]{2,}|\t")


class _Style(NamedTuple):
    is_visible: bool = True
    keeps_line_ends: bool = False
    keeps_spaces: bool = False


def apply_inherited_styles(events: Sequence[Event], *, shows_invisible: bool) -> list[Event]:
    """Return `events` as the styles of their elements would show them.

    Starts and ends of invisible elements stay, as they keep their place on a page.

    Args:
        events: As `html_events.read_events` returns them.
        shows_invisible: True to apply white space only.
    """
    applied: list[Event] = []
    styles = [_Style()]
    code_depth = 0
    for event in events:
        style = styles[-1]
        if isinstance(event, str):
            if style.is_visible or shows_invisible:
                applied += [event] if code_depth else _with_white_space(event, style)
            continue
        name, attributes = event
        if attributes is None:
            styles.pop()
            code_depth -= name in visibility.CODE
            applied.append(event)
            continue
        own = _style_of(attributes, style)
        if name in visibility.VOID or name.startswith("#"):
            if own.is_visible or shows_invisible:
                applied.append(event)
            continue
        styles.append(own)
        code_depth += name in visibility.CODE
        applied.append(event)
    return applied


def _style_of(attributes: Attributes, around: _Style) -> _Style:
    if "style" not in attributes:
        return around
    is_visible = visibility.is_visible(attributes)
    kept = visibility.keeps_white_space(attributes)
    return _Style(
        around.is_visible if is_visible is None else is_visible,
        *(around[1:] if kept is None else kept),
    )


def _with_white_space(text: str, style: _Style) -> list[Event]:
    if style.keeps_spaces:
        text = _RUN_OF_SPACES.sub(_kept_spaces, text)
    if not style.keeps_line_ends or "\n" not in text:
        return [text]
    first, *lines = text.split("\n")
    parts: list[Event] = [first]
    for line in lines:
        parts += [("br", {}), line]
    return [part for part in parts if part]


def _kept_spaces(run: re.Match[str]) -> str:
    return "\N{NO-BREAK SPACE}" * (len(run[0].expandtabs(8)) - 1) + " "
