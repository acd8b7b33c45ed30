"""Sets the column after text whose columns terminals count differently.

A grapheme that the terminal counts narrower or wider than the layout would shift everything to
its right, across all panes. Its cells are blanked first, because a narrower one would leave old
text beside it; then the column is set before and after it.

Terminals that do not join characters draw a skin tone or a joined emoji wider. What follows covers
that; where nothing follows, only the base is sent.

Source: ECMA-48, CHA and CUP. Measured against tmux 3.3a: emoji with VS16 and keycaps take 1 column
instead of 2, a skin tone 2 more, the newest emoji 0, ☰ 1 instead of 2.
"""

import re
from collections.abc import Sequence
from itertools import accumulate

from rich.cells import cell_len

from reader.layout.text.cells import cell_width, graphemes

_BRAHMIC = (
    "\u0900-\u0dff\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0f18-\u0fbc\u1000-\u109f\u1160-\u11ff"
    "\u1700-\u17ff\u1a00-\u1aff\u1b00-\u1cff\ua800-\ua8ff\ua980-\uaaff\uabe0-\uabff\ud7b0-\ud7ff"
    "\U00011000-\U00011fff"
)
"""Brahmic scripts and conjoining jamo, whose marks take 0 or 1 column each."""
_WITHOUT_COLUMNS = (
    "\u00ad\u200b-\u200d\u2060-\u2064\u20dd-\u20e4\u302e\u302f\ufe00-\ufe0f\U000e0000-\U000e0fff"
)
"""Soft hyphen, joiners, keycaps, variation selectors, tags."""
_SYMBOLS = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2630-\u2637\u2648-\u2653\u267f"
    "\u268a-\u268f\u2693\u26a1\u26aa\u26ab\u26bd\u26be\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3"
    "\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757\u2795-\u2797\u27b0"
    "\u27bf\u2b1b\u2b1c\u2b50\u2b55\u4dc0-\u4dff\U0001f000-\U0001fbff"
)
"""Emoji and other symbols that became wide in one version of Unicode or another."""
_RISKY = re.compile(f"[{_BRAHMIC}{_WITHOUT_COLUMNS}{_SYMBOLS}]")
_FLOWING = re.compile(f"[{_BRAHMIC}]")
"""Text that is unreadable if each grapheme is cut to its columns; its end may be cut."""
_RISKY_RUN = re.compile(r"[PF](?:[PF]|B(?=F))*B*")
"""Kinds of graphemes: placed, flowing, blank. Blanks after a run take what is drawn wider."""
_TONE_CELLS = 2
"""Columns of a skin tone that is drawn by itself, as a swatch."""
_TOKEN = re.compile(
    r"\x1b\[(?:\d+;(?P<column>\d+)|\d*)H"
    r"|(?P<control>\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P_^X][^\x1b\x07]*(?:\x07|\x1b\\)?|\x1b|[\r\n]+)"
    r"|(?P<text>[^\x1b\r\n]+)"
)


def has_risky(text: str) -> bool:
    """Whether terminals may count the columns of a text differently."""
    return not text.isascii() and _RISKY.search(text) is not None


def set_columns(data: str) -> str:
    """Return terminal output that sets the column around each risky grapheme.

    Output without one is returned as it is, after one search.

    Args:
        data: Output of Textual, in which each line starts with a cursor position.
    """
    if not has_risky(data):
        return data
    tokens = list(_TOKEN.finditer(data))
    parts: list[str] = []
    column: int | None = None
    for token, room in zip(tokens, _cells_after(tokens), strict=True):
        text = token["text"]
        if text is None:
            if token["control"] is None:
                column = int(token["column"] or 1)
            parts.append(token[0])
        elif column is None:
            parts.append(text)
        else:
            is_risky = _RISKY.search(text) is not None
            parts.append(_place(text, column, room) if is_risky else text)
            column += cell_len(text)
    return "".join(parts)


def _cells_after(tokens: Sequence[re.Match[str]]) -> list[int]:
    """Return, for each token, the cells that are sent after it before the cursor is moved."""
    cells, after = 0, []
    for token in reversed(tokens):
        after.append(cells)
        if token["text"] is not None:
            cells += cell_len(token["text"])
        elif token["control"] is None or token[0][0] in "\r\n":
            cells = 0
    return after[::-1]


def _place(text: str, column: int, room: int) -> str:
    """Return text with the column set around risky graphemes.

    Args:
        text: Text of one style.
        column: Where it starts, from 1.
        room: Cells that are sent after it. They cover what a terminal draws wider.
    """
    members = list(graphemes(text))
    kinds = "".join(_kind(grapheme) for grapheme, _ in members)
    ends = list(accumulate((cells for _, cells in members), initial=column))
    parts: list[str] = []
    done = 0
    for run in _RISKY_RUN.finditer(kinds):
        start, end = run.span()
        parts += [grapheme for grapheme, _ in members[done:start]]
        parts.append(" " * (ends[end] - ends[start]))
        for at in range(start, start + len(run[0].rstrip("B"))):
            if at == start or "P" in kinds[at - 1 : at + 1]:
                parts.append(f"\x1b[{ends[at]}G")
            parts.append(_within(members[at][0], ends[-1] - ends[at] + room))
        parts.append(f"\x1b[{ends[end]}G")
        done = end
    parts += [grapheme for grapheme, _ in members[done:]]
    return "".join(parts)


def _within(grapheme: str, cells: int) -> str:
    """Return a grapheme, or its base if a terminal that joins nothing would need more `cells`."""
    apart = sum(_TONE_CELLS if "🏻" <= part <= "🏿" else cell_width(part) for part in grapheme)
    return grapheme[0] if apart > max(cells, cell_width(grapheme)) else grapheme


def _kind(grapheme: str) -> str:
    """Return B for a blank, P if placed by itself, F if placed with its neighbours, else -."""
    if grapheme == " ":
        return "B"
    if _RISKY.search(grapheme) is None:
        return "-"
    return "F" if _FLOWING.search(grapheme) is not None else "P"
