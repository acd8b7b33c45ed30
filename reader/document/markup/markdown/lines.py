"""Which lines of a text are read as Markdown, for the rules that rewrite lines.

It knows fences, code by indentation and the kinds of HTML block. Lists and quotes are only
guessed at: where it is wrong, a rule leaves a line as the parser reads it.

Source: CommonMark 0.31, 4.4 to 4.6.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto

_QUOTE = re.compile(r"\A(?:[ ]{0,3}>[ ]?)+")
_FENCE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*(`{3,}(?=[^`]*\Z)|~{3,})")
_RAW = re.compile(r"[ ]{0,3}<(?:(pre|script|style|textarea)(?=[\s>]|\Z)|(!--))", re.IGNORECASE)
_HTML_BLOCK = re.compile(
    r"[ ]{0,3}(?:</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col"
    r"|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame"
    r"|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes"
    r"|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr"
    r"|track|ul)(?=[\s/>]|\Z))",
    re.IGNORECASE,
)
_LONE_TAG = re.compile(r"[ ]{0,3}</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?>[ \t]*")
_LIST_ITEM = re.compile(r"[ ]{0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|\Z)")
_INDENTED = re.compile(r"[ ]{4}|[ ]{0,3}\t")
_BEGINNINGS = frozenset(" \t`~<-*+0123456789")
"""What a line begins with in which any of these is found."""


class LineKind(Enum):
    """What a line is read as."""

    BLANK = auto()
    MARKDOWN = auto()
    HTML = auto()
    """Part of an HTML block, which a blank line ends."""
    RAW = auto()
    """Part of ``<pre>``, ``<script>`` or a comment, which only its end tag ends."""
    INDENTED = auto()
    """Code by indentation."""
    FENCED = auto()
    """Code between fences, or a fence."""


def line_kinds(lines: Iterable[str]) -> Iterator[LineKind]:
    """Yield the kind of each line; lines are without their line feeds."""
    tracker = _Tracker()
    for line in lines:
        tracker.kind = tracker.take(_QUOTE.sub("", line, count=1) if ">" in line else line)
        yield tracker.kind


class _Tracker:
    """What the lines so far leave open."""

    def __init__(self) -> None:
        self.kind = LineKind.BLANK
        self._fence = ""
        self._end_tag = ""
        self._is_in_list = False

    def take(self, line: str) -> LineKind:
        """Return the kind of the next line."""
        if self._fence or self._end_tag:
            return self._continue(line)
        if not line.strip():
            return LineKind.BLANK
        if self.kind is LineKind.HTML:
            return LineKind.HTML
        return self._open(line)

    def _continue(self, line: str) -> LineKind:
        if self._fence:
            rest = line.strip()
            if rest.startswith(self._fence) and not rest.strip(self._fence[0]):
                self._fence = ""
            return LineKind.FENCED
        if self._end_tag in line.lower():
            self._end_tag = ""
        return LineKind.RAW

    def _open(self, line: str) -> LineKind:
        """Return the kind of a line that nothing before it decides."""
        is_in_paragraph = self.kind is LineKind.MARKDOWN
        if line[0] not in _BEGINNINGS:
            self._end_list(line)
            return LineKind.MARKDOWN
        if _INDENTED.match(line) and not self._is_in_list:
            return LineKind.MARKDOWN if is_in_paragraph else LineKind.INDENTED
        if fence := _FENCE.match(line):
            self._fence = fence[1]
            return LineKind.FENCED
        if raw := _RAW.match(line):
            end = f"</{raw[1].lower()}" if raw[1] else "-->"
            self._end_tag = "" if end in line.lower() else end
            return LineKind.RAW
        if _HTML_BLOCK.match(line) or (not is_in_paragraph and _LONE_TAG.fullmatch(line)):
            return LineKind.HTML
        if _LIST_ITEM.match(line):
            self._is_in_list = True
        else:
            self._end_list(line)
        return LineKind.MARKDOWN

    def _end_list(self, line: str) -> None:
        if self.kind is LineKind.BLANK and not line[0].isspace():
            self._is_in_list = False
