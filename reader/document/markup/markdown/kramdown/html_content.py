"""HTML whose content kramdown reads as Markdown, or not: ``markdown="1"`` and its kin.

The parser reads what stands between blank lines as Markdown; so they are put in.

Source: kramdown's syntax page, "HTML Blocks", and `HTML_CONTENT_MODEL` in its parser.
"""

import re
from typing import NamedTuple

from reader.document.markup.markdown.sentinels import END_OF_RAW, NOTHING, START_OF_RAW

_TAG = re.compile(
    r"""
      ^[ \t>]*(?P<fence>```+(?=[^`\n]*$)|~~~+)[^\n]*\n(?:.*?\n)??[ \t>]*(?P=fence)[`~]*[ \t]*$
    | (?P<ticks>(?<!`)`+(?!`))[^\n]*?(?<!`)(?P=ticks)(?!`)
    | <!--.*?-->
    | <(?P<raw>pre|script|style|textarea|code)\b[^>]*>.*?</(?P=raw)>
    | <(?P<is_end>/)?(?P<name>[a-z][\w-]*)(?P<attributes>
          (?:\s+[\w:@.-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*+)\s*>
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
_MODE = re.compile(r"\bmarkdown\s*=\s*[\"']?(1|0|span|block)\b", re.IGNORECASE)
_ALL_BLOCKS = re.compile(r"\{::options\s[^}\n]*parse_block_html=[\"']true[\"']")
_SPAN_CONTENT = frozenset(
    ["address", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p", "summary", "caption"]
)
_BLOCK_CONTENT = frozenset(
    {
        *("article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl"),
        *("fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "li", "main"),
        *("nav", "ol", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
_MARKS_OF_ITEM = re.compile(r"[*+-](?=[ \t])|\d{1,9}[.)](?=[ \t])")
_LONGEST_PREFIX = 200


class _Open(NamedTuple):
    name: str
    mode: str
    start: int
    """Place of the tag."""
    end: int
    """Place behind the tag."""


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


def open_html(text: str) -> str:
    """Return `text` with the content of HTML in the form in which the parser reads it so."""
    default = "1" if _ALL_BLOCKS.search(text) else ""
    done = 0
    parts = []
    for edit in sorted(_edits(text, default), key=lambda edit: (edit.start, -edit.end)):
        if edit.start < done:
            continue
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def _edits(text: str, default: str) -> list[_Edit]:
    """Return what is put in; `default` is the mode of elements that name none."""
    stack: list[_Open] = []
    depth_of: dict[str, int] = {}
    edits: list[_Edit] = []
    for match in _TAG.finditer(text):
        name = (match["name"] or "").lower()
        if not name:
            continue
        if not match["is_end"]:
            written = _MODE.search(match["attributes"])
            mode = _mode(name, written[1].lower() if written else default)
            stack.append(_Open(name, mode, match.start(), match.end()))
            depth_of[name] = depth_of.get(name, 0) + 1
        elif depth_of.get(name):
            opened = stack.pop()
            while opened.name != name:
                depth_of[opened.name] -= 1
                opened = stack.pop()
            depth_of[name] -= 1
            if opened.mode:
                edits += _edits_of(text, opened, match.start(), match.end())
    return edits


def _mode(name: str, written: str) -> str:
    if written == "1":
        written = "span" if name in _SPAN_CONTENT else "block"
    if name not in _SPAN_CONTENT | _BLOCK_CONTENT:
        return "inline" if written == "0" else ""
    return written


def _edits_of(text: str, opened: _Open, end: int, end_of_tag: int) -> list[_Edit]:
    if opened.mode == "inline":
        return [_Edit(opened.end, end, _raw(text[opened.end : end]))]
    prefix = _prefix(text, opened.start)
    blank = f"\n{prefix.rstrip()}\n{prefix}"
    after = _Edit(end_of_tag, end_of_tag, blank)
    if opened.mode == "block":
        first = f"\n{prefix.rstrip()}" if text[opened.end] == "\n" else blank
        return [_Edit(opened.end, opened.end, first), _Edit(end, end, blank), after]
    content = text[opened.end : end]
    if opened.mode == "span":
        lines = (line.strip(" \t>") for line in content.split("\n"))
        content = f"\n{prefix}".join(NOTHING + line for line in lines if line)
    else:
        content = _raw(content)
    return [_Edit(opened.end, end, f"{blank}{content}{blank}"), after]


def _raw(content: str) -> str:
    return START_OF_RAW + content.replace("?>", f"?{NOTHING}>") + END_OF_RAW


def _prefix(text: str, position: int) -> str:
    """Return what a further line in the same quote and item begins with."""
    start = max(text.rfind("\n", 0, position) + 1, position - _LONGEST_PREFIX)
    before = text[start:position]
    marks = re.match(r"(?:[ \t>]|(?:[*+-]|\d{1,9}[.)])(?=[ \t]))*", before)
    return _MARKS_OF_ITEM.sub(lambda mark: " " * len(mark[0]), marks[0] if marks else "")
