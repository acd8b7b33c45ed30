"""White space as a browser collapses it, across the borders of inlines.

Owns the rule that a line feed between two East-Asian characters is no space at all, and that a
paragraph's indent by ideographic or no-break spaces is layout, not text.

Source: CSS Text Level 4, 4.1.1 to 4.1.3 (collapsing, segment break transformation rules).
"""

import re
import unicodedata

COLLAPSIBLE = " \t\n\r\f"
"""Characters that HTML collapses."""

BLANKS = (
    COLLAPSIBLE
    + "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    + "\u2007\u2008\u2009\u200a\u200b\u202f\u205f\u3000\ufeff"
)
"""Characters that show as nothing at the edge of a line."""

_RUN = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")


def collapse_inside(text: str) -> str:
    """Return `text`, which neither begins nor ends with white space, with its runs collapsed."""
    return _RUN.sub(_collapse_run, text)


def collapse_code(text: str) -> str:
    """Return a code span's text on one line; its spaces count."""
    return _RUN.sub(_keep_spaces, text)


def separator(gap: str, before: str, after: str) -> str:
    """Return what is left of the white space `gap` between two characters: a space or nothing."""
    if not gap or ("\n" in gap and _joins_without_space(before, after)):
        return ""
    return " "


def _collapse_run(match: re.Match[str]) -> str:
    text = match.string
    return separator(match[0], text[match.start() - 1], text[match.end()])


def _keep_spaces(match: re.Match[str]) -> str:
    return " " if "\n" in match[0] else match[0]


def _joins_without_space(before: str, after: str) -> bool:
    if "\u200b" in {before, after}:
        return True
    sides = _east_asian_width(before), _east_asian_width(after)
    if all(side in "FWH" for side in sides):
        return True
    return (sides[0] in "FWH" and _is_ambiguous_mark(after)) or (
        sides[1] in "FWH" and _is_ambiguous_mark(before)
    )


def _east_asian_width(character: str) -> str:
    """Return the East_Asian_Width class, with Hangul, which puts spaces between words, as N."""
    width = unicodedata.east_asian_width(character)
    if width in {"W", "H"} and "HANGUL" in unicodedata.name(character, ""):
        return "N"
    return {"Na": "N"}.get(width, width)


def _is_ambiguous_mark(character: str) -> bool:
    return (
        unicodedata.east_asian_width(character) == "A"
        and unicodedata.category(character)[0] in "PS"
    )
