"""Marks of kramdown that a body carries are taken away: attributes, comments, a table of contents.

Nothing inside code spans, code blocks and ``<pre>`` is touched. Time is linear in the length of the
text, however many marks are left open.

Source: kramdown's syntax page, "Attribute List Definitions" and "Extensions".
"""

import html
import re

_MARK = re.compile(
    r"""
      ^(?P<fence>[ ]{0,3}(?:```+|~~~+))
    | (?P<ticks>`+)
    | <(?P<element>pre|code|script|style)\b
    | (?P<line_attributes>^[ ]{0,3}\{:(?![:/])[^}\n]*\}[ \t]*$)
    | (?P<attributes>(?<=[)\]*_`>"”])\{:[^{}\n]*\})
    | (?P<header_id>(?<=[ \t])\{\#[\w:.\-]+[^{}\n]*\}[ \t]*$)
    | (?P<last_attributes>\{:[ ]?(?:[.\#][\w\-]|[\w\-]+=)[^{}\n]*\}(?=[ \t]*$))
    | \{::(?P<extension>\w+)[^{}\n]*\}
    | (?P<end_of_extension>\{:/[^{}\n]*\})
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)
_TABLE_OF_CONTENTS = re.compile(
    r"^[ ]{0,3}(?:[*+-]|\d+\.)[ \t]+\S[^\n]*\n(?=[ ]{0,3}\{:\s*toc\b[^}\n]*\})",
    re.MULTILINE | re.IGNORECASE,
)
_END_OF_COMMENT = re.compile(r"\{:/(?:comment)?\}")
_TICKS = re.compile(r"`+")
_LONGEST_SPAN = 10_000
"""Characters; bounds the search for a blank line, so that many backticks stay linear."""


def take_kramdown_marks(text: str) -> str:
    """Return `text`, in which Liquid was carried out, without kramdown's marks."""
    if "{" not in text:
        return text
    if "toc" in text.lower():
        text = _TABLE_OF_CONTENTS.sub("", text)
    if "{:" not in text and "{#" not in text:
        return text
    return _Pass(text).run()


class _Pass:
    """One pass over a text, left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._written: list[str] = []
        self._absent: set[str] = set()
        self._ticks_ahead: dict[str, list[int]] | None = None

    def run(self) -> str:
        """Return the text with every mark replaced."""
        position = 0
        while match := _MARK.search(self._text, position):
            if match.start() > position:
                self._written.append(self._text[position : match.start()])
            position = self._take(match)
        self._written.append(self._text[position:])
        return "".join(self._written)

    def _take(self, match: re.Match[str]) -> int:
        """Write what `match` becomes and return where to go on."""
        match match.lastgroup:
            case "fence" | "ticks" | "element":
                return self._keep_until(match, self._end_of_code(match))
            case "header_id":
                self._take_identifier(match)
            case "extension" if match["extension"] == "comment":
                closing = _END_OF_COMMENT.search(self._text, match.end())
                return closing.end() if closing else match.end()
        return match.end()

    def _take_identifier(self, match: re.Match[str]) -> None:
        """Hand on the name of a heading as HTML does; elsewhere it is text."""
        line_start = self._text.rfind("\n", 0, match.start()) + 1
        if self._text.startswith("#", line_start):
            name = match[0].removeprefix("{#").partition("}")[0].strip()
            self._written.append(f'<a id="{html.escape(name)}"></a>')
        else:
            self._written.append(match[0])

    def _keep_until(self, match: re.Match[str], end: int | None) -> int:
        """Keep code as written; what never ends is no code."""
        end = match.end() if end is None else end
        self._written.append(self._text[match.start() : end])
        return end

    def _after(self, mark: str, position: int) -> int | None:
        """Return the place after the next `mark`; remembers what does not come any more."""
        if mark in self._absent:
            return None
        found = self._text.find(mark, position)
        if found < 0:
            self._absent.add(mark)
            return None
        return found + len(mark)

    def _end_of_code(self, match: re.Match[str]) -> int | None:
        match match.lastgroup:
            case "fence":
                return self._end_of_fence(match)
            case "ticks":
                return self._end_of_span(match)
            case _:
                return self._after(f"</{match['element']}", match.end())

    def _end_of_fence(self, match: re.Match[str]) -> int:
        """Return the end of the fenced code; one that is never closed holds all that follows."""
        fence = match["fence"].strip()
        closing = re.compile(rf"\n[ ]{{0,3}}{fence}{fence[0]}*[ \t]*(?=\n|\Z)")
        end = closing.search(self._text, match.end())
        return end.end() if end else len(self._text)

    def _end_of_span(self, match: re.Match[str]) -> int | None:
        """Return the end of a code span: the next run of as many backticks in this paragraph."""
        if self._ticks_ahead is None:
            self._ticks_ahead = {}
            for run in reversed(list(_TICKS.finditer(self._text, match.start()))):
                self._ticks_ahead.setdefault(run[0], []).append(run.end())
        ends = self._ticks_ahead.get(match[0], [])
        while ends and ends[-1] <= match.end():
            ends.pop()
        if not ends or ends[-1] - match.end() > _LONGEST_SPAN:
            return None
        is_in_paragraph = self._text.find("\n\n", match.end(), ends[-1]) < 0
        return ends[-1] if is_in_paragraph else None
