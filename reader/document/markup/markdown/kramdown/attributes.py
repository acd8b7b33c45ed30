"""kramdown's attribute lists and extensions are carried out or taken away.

Owns what a reader sees of ``{: .class}``, ``{::comment}``, ``{#id}`` and their kin. Nothing
inside code spans, fences and ``<pre>`` is touched. What kramdown shows as text stays text. Time
is linear in the length of the text, however many marks are left open.

Source: kramdown's syntax page, "Attribute List Definitions" and "Extensions"; its parser,
`IAL_BLOCK`, `IAL_SPAN_START`, `LIST_ITEM_IAL`, `EXT_START_STR`.
"""

import html
import re

from reader.document.markup.markdown.sentinels import (
    END_OF_RAW,
    FOOTNOTES_HERE,
    NOTHING,
    START_OF_RAW,
)

_LIST = r"\{:(?![:/])(?:\\\}|[^{}\n]|\n(?![ \t]*\n)){1,400}+\}"
_MARK = re.compile(
    rf"""
      (?P<marks>```+|~~~+)
    | (?P<ticks>`+)
    | <(?P<element>(?i:pre|code|script|style))\b
    | \\(?P<escaped>.)
    | (?P<list>{_LIST})
    | (?P<header_id>\{{\#[\w:.\-]+[^{{}}\n]*\}}[ \t]*$)
    | \{{::(?P<extension>\w+)(?P<options>\s(?:\\\}}|[^}}])*?)?(?P<is_empty>/)?\}}
    """,
    re.MULTILINE | re.VERBOSE,
)
_LISTS = re.compile(rf"(?:{_LIST})+")
_ITEM = re.compile(r"[ \t>]*(?:[*+-]|\d+\.)[ \t]+")
_BEFORE_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_TO_END_OF_LINE = re.compile(r"[ \t]*$", re.MULTILINE)
_SPACES = re.compile(r"[ \t]*")
_ENDS_OF_SPANS = frozenset(')]*_`>"”~')
_REPLACED_LIST = re.compile(
    r"(?:\A|(?<=\n\n)|(?<=\A\n))(?:[ ]{0,3}(?:[*+-]|\d+\.)[ \t]+\S[^\n]*\n)++"
    r"[ ]{0,3}\{:(?:[^}\n]*\s)?(?P<what>toc|footnotes)(?:\s[^}\n]*)?\}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_UNDERLINE = re.compile(r"\n[ \t>]*(?:=+|-+)[ \t]*(?=\n|\Z)")
_HEADING = re.compile(r"[ \t>]*(?:(?:[*+-]|\d+\.)[ \t]+)?#{1,6}[ \t]+\S")
_CLOSING_HASHES = re.compile(r"[ \t]+#+[ \t]*\Z")
_NEXT_ITEM = re.compile(r"\n[ \t>]*(?:[*+-]|\d+\.|:)[ \t]")
_TICKS = re.compile(r"`+")
_OTHER_TYPE = re.compile(r"type\s*=\s*[\"'](?!html)")
_LONGEST_PREFIX = 200
_LONGEST_SPAN = 10_000
"""Characters; bounds the search for a blank line, so that many backticks stay linear."""


def carry_out_attributes(text: str) -> str:
    """Return `text` without kramdown's marks."""
    lower = text.lower()
    if "toc" in lower or "footnotes" in lower:
        text = _REPLACED_LIST.sub(_replacement, text)
    return _Pass(text).run()


def _replacement(match: re.Match[str]) -> str:
    return f"\n{FOOTNOTES_HERE}\n" if match["what"].lower() == "footnotes" else ""


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
            self._written.append(self._text[position : match.start()])
            position = self._take(match)
        self._written.append(self._text[position:])
        return "".join(self._written)

    def _take(self, match: re.Match[str]) -> int:
        """Write what `match` becomes and return where to go on."""
        end = match.end()
        if match["extension"]:
            return self._carry_out(match)
        if match["list"]:
            return self._take_list(match)
        if match["header_id"]:
            self._take_identifier(match)
            return end
        if match["marks"] or match["ticks"] or match["element"]:
            end = self._end_of_code(match) or end
        self._written.append(self._text[match.start() : end])
        return end

    def _take_list(self, match: re.Match[str]) -> int:
        """Leave out a list where it is one of a block, an item or a span; elsewhere it is text."""
        before = self._line_before(match)
        end_of_line = _TO_END_OF_LINE.match(self._text, match.end())
        if not before.strip(" \t>") and end_of_line:
            end = end_of_line.end()
            if not _NEXT_ITEM.match(self._text, end):
                return end
            self._written[-1] = self._written[-1].removesuffix(before)
            return end + 1
        if _ITEM.fullmatch(before):
            spaces = _SPACES.match(self._text, match.end())
            return spaces.end() if spaces else match.end()
        if before and before[-1] in _ENDS_OF_SPANS:
            lists = _LISTS.match(self._text, match.start())
            return lists.end() if lists else match.end()
        self._written.append(match[0])
        return match.end()

    def _line_before(self, match: re.Match[str]) -> str:
        """Return what stands before a mark on its line, at most the last `_LONGEST_PREFIX`."""
        start = max(0, match.start() - _LONGEST_PREFIX)
        return self._text[start : match.start()].rpartition("\n")[2]

    def _take_identifier(self, match: re.Match[str]) -> None:
        """Hand on the name of a heading as HTML does; elsewhere it is text."""
        line_start = self._text.rfind("\n", 0, match.start()) + 1
        before = self._text[line_start : match.start()]
        is_marked = _HEADING.match(before)
        is_title = is_marked or _UNDERLINE.match(self._text, match.end())
        if is_title and before.strip() and before[-1].isspace():
            if is_marked:
                self._written[-1] = _CLOSING_HASHES.sub(" ", self._written[-1])
            name = match["header_id"].strip()[2:-1].split()[0]
            self._written.append(f'<a id="{html.escape(name)}"></a>')
        else:
            self._written.append(match[0])

    def _carry_out(self, match: re.Match[str]) -> int:
        """Carry out an extension; one that is not known or never ends is text."""
        name = match["extension"].lower()
        body, end = "", match.end()
        if name not in {"comment", "nomarkdown", "options"}:
            self._written.append(match[0])
            return end
        is_block = self._is_alone(match)
        if not match["is_empty"]:
            closing = self._closing(name, match.end(), is_block)
            if closing is None:
                self._written.append(match[0])
                return end
            body, end = self._text[match.end() : closing.start()], closing.end()
        if name == "nomarkdown" and not _OTHER_TYPE.search(match["options"] or ""):
            raw = body.replace("?>", f"?{NOTHING}>")
            lines = "\n" if is_block else ""
            self._written.append(f"{START_OF_RAW}{raw}{END_OF_RAW}{lines}")
        return end

    def _is_alone(self, match: re.Match[str]) -> bool:
        is_first = not self._line_before(match).strip()
        return is_first and self._text[match.end() : match.end() + 1] in {"\n", ""}

    def _closing(self, name: str, position: int, is_block: bool) -> re.Match[str] | None:
        """Return the end of an extension; remembers what does not come any more."""
        pattern = rf"\{{:/(?:{name})?\}}"
        if is_block:
            pattern = rf"^[ ]{{0,3}}{pattern}[ \t]*$"
        if pattern in self._absent:
            return None
        closing = re.compile(pattern, re.MULTILINE | re.IGNORECASE).search(self._text, position)
        if closing is None:
            self._absent.add(pattern)
        return closing

    def _end_of_code(self, match: re.Match[str]) -> int | None:
        if match["marks"]:
            if _BEFORE_FENCE.fullmatch(self._line_before(match)):
                return self._end_of_fence(match)
            return self._end_of_span(match["marks"], match.end())
        if match["ticks"]:
            return self._end_of_span(match["ticks"], match.end())
        return self._after(f"</{match['element']}", match.end())

    def _after(self, mark: str, position: int) -> int | None:
        if mark in self._absent:
            return None
        found = self._text.find(mark, position)
        if found < 0:
            self._absent.add(mark)
            return None
        return found + len(mark)

    def _end_of_fence(self, match: re.Match[str]) -> int | None:
        fence = match["marks"]
        pattern = rf"^[ \t>]*{fence}{fence[0]}*[ \t]*$"
        if pattern in self._absent:
            return None
        end = re.compile(pattern, re.MULTILINE).search(self._text, match.end())
        if end is None:
            self._absent.add(pattern)
            return None
        return end.end()

    def _end_of_span(self, ticks: str, position: int) -> int | None:
        """Return the end of a code span: the next run of as many backticks in this paragraph."""
        if self._ticks_ahead is None:
            self._ticks_ahead = {}
            for run in reversed(list(_TICKS.finditer(self._text, position))):
                self._ticks_ahead.setdefault(run[0], []).append(run.end())
        ends = self._ticks_ahead.get(ticks, [])
        while ends and ends[-1] <= position:
            ends.pop()
        if not ends or ends[-1] - position > _LONGEST_SPAN:
            return None
        is_in_paragraph = self._text.find("\n\n", position, ends[-1]) < 0
        return ends[-1] if is_in_paragraph else None
