"""Lines that mean something to kramdown alone: two backslashes at an end, a lone caret.

Source: kramdown's syntax page, "Line Wrapping in Paragraphs" and "EOB Marker".
"""

import re

from reader.document.markup.markdown.lines import LineKind, line_kinds
from reader.document.markup.markdown.sentinels import hide

_TWO_BACKSLASHES = re.compile(r"\\\\(?<!\\\\\\)(?=\n[^\n])")
_CARET = re.compile(r"^[ ]{0,3}\^[ \t]*$", re.MULTILINE)
_END_OF_BLOCK = "\n<!-- -->\n"


def hide_breaks(text: str) -> str:
    """Return `text` with a sentinel for the first of two backslashes that end a line."""
    return _TWO_BACKSLASHES.sub(lambda _: hide("\\") + "\\", text)


def end_blocks(text: str) -> str:
    """Return `text` with a comment, which ends lists, for each caret that is all of a line."""
    if not _CARET.search(text):
        return text
    lines = text.split("\n")
    for place, kind in enumerate(line_kinds(lines.copy())):
        if kind is LineKind.MARKDOWN and _CARET.fullmatch(lines[place]):
            lines[place] = _END_OF_BLOCK
    return "\n".join(lines)
