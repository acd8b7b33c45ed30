"""Indents and nesting that mean something else to the pages' authors than to CommonMark.

Source: kramdown's syntax page, "HTML Blocks", for indented HTML.
"""

import re

from reader.document.markup.markdown.lines import LineKind, line_kinds

MAX_LEVELS = 22
"""Quotes and lists opened on one line; what lies deeper keeps its marks as text."""

_INDENTED_TAG = re.compile(r"\n[ \t]*\n(?: {4}|[ ]{0,3}\t)[ \t]*</?[A-Za-z][A-Za-z0-9]*[\s/>]")
_TAG = re.compile(r"[ \t]+</?[A-Za-z][A-Za-z0-9]*(?:[\s/>]|\Z)")
_LEVEL = r"[ \t]*(?:>|[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t]))"
_DEEP = rf"(?:{_LEVEL}){{{MAX_LEVELS}}}[ \t]*\d{{0,9}}(?=[>*+.)-])"
_ANY_DEEP_LINE = re.compile(rf"\n{_DEEP}")
_DEEP_LINE = re.compile(_DEEP)
_BREAK = re.compile(r"[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,})")


def dedent_html(text: str) -> str:
    """Return `text` without the indent of HTML that goes on an HTML block after a blank line.

    CommonMark makes it code and shows the tags; kramdown, which the pages were written for, and
    their authors mean HTML.
    """
    if not _INDENTED_TAG.search(text):
        return text
    lines = text.split("\n")
    previous = LineKind.BLANK
    goes_on_html = is_dedented = False
    for place, kind in enumerate(line_kinds(lines.copy())):
        if kind is LineKind.BLANK:
            is_dedented = False
        elif _is_code(kind, previous) and goes_on_html and _TAG.match(lines[place]):
            lines[place] = lines[place].lstrip()
            is_dedented = True
        elif not is_dedented:
            goes_on_html = kind in {LineKind.HTML, LineKind.RAW}
        previous = kind
    return "\n".join(lines)


def _is_code(kind: LineKind, previous: LineKind) -> bool:
    return kind is LineKind.INDENTED and previous is LineKind.BLANK


def limit_levels(text: str) -> str:
    """Return `text` with a backslash before the first mark of a line that is nested too deep."""
    if not _ANY_DEEP_LINE.search(f"\n{text}"):
        return text
    lines = text.split("\n")
    for place, kind in enumerate(line_kinds(lines.copy())):
        deep = kind in {LineKind.MARKDOWN, LineKind.BLANK} and _DEEP_LINE.match(lines[place])
        if deep and not _BREAK.fullmatch(lines[place]):
            lines[place] = deep[0] + "\\" + lines[place][deep.end() :]
    return "\n".join(lines)
