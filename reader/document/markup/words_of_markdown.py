"""Markdown becomes HTML near enough for its words: marks are taken away, not understood.

Source: as of `markdown`.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote

from reader.document.addresses import file_name
from reader.document.markup.literals import BREAK, protect, unprotect
from reader.terminal_text import clean_text

_MOST_NESTED = 22
"""Quotes in quotes, links in brackets: what lies deeper keeps its marks."""

_TAG_PATTERN = (
    r"</?[A-Za-z][A-Za-z0-9\-]*+"
    r"(?:\s++[A-Za-z_:][\w.:\-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?+)*+\s*+/?>"
)
_IS_QUOTED = re.compile(r"\n {0,3}>")
_QUOTE = re.compile(r"(?:\n {0,3}>[^\n]*+)++")
_QUOTE_MARK = re.compile(r"\n {0,3}> ?")
_RAW = re.compile(
    r"""\n (?P<indent>[ \t]*+) (?:(?:[-*+]|\d{1,9}[.)])[ \t]++)*+ (?:
      (?P<fence>`{3,}+(?=[^`\n]*+(?:\n|\Z))|~{3,}+)
    | (?P<verbatim><(?:script|pre|style|textarea)(?=[\s>]))
    | (?P<special><(?:!--|\?|![A-Z\[]))
    | (?P<block></?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col
      |colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame
      |frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes
      |ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr
      |track|ul)(?=[\s/>]|\Z))
    | (?<=\n\n)(?P<lone>"""
    + _TAG_PATTERN
    + r""")(?=[ \t]*+(?:\n|\Z))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_FENCE = re.compile(r"\n[ \t]*+(`{3,}+|~{3,}+)[ \t]*+(?=\n|\Z)")
_VERBATIM_END = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
_SPECIAL_ENDS = {"<!-": "-->", "<?": "?>", "<![": "]]>"}
_BLANKS = re.compile(r"\s*+")
_BLANK_LINE = re.compile(r"\n[ \t]*+(?=\n)")
_BLANK_LINES = re.compile(r"(?:\n[ \t]*+)+(?=\n)")
_INDENTED_CODE = re.compile(r"(?:\n(?: {4}| {0,3}\t)[^\n]*+)++")
_INDENT = re.compile(r"\n(?:  |\t)")
_HEADING = re.compile(r"\n {0,3}#{1,6}(?=[ \t\n]|\Z)([^\n]*+)")
_TABLE = re.compile(
    r"(?:\A|\n)(?P<head>[^\n]*+)\n(?=[^\n]*\|)[ \t]*+\|?+(?:[ \t]*+:?+-++:?+[ \t]*+\|?+)++(?=\n|\Z)"
)
_OUTER_BAR = re.compile(r"\|?+[ \t]*+\n[ \t]*+\|?+")
_MARKS_LINE = re.compile(r"\n[ \t]*+[-=*_:|+][-=*_:|+ \t]*+(?=\n|\Z)")
_FIRST_ITEM = re.compile(r"\A\n[ \t]*+\d{1,9}[.)](?=[ \t])|\n[ \t]*+(?:[-*+]|1[.)])(?=[ \t])")
_ITEM = re.compile(r"\n[ \t]*+(?:(?:[-*+]|\d{1,9}[.)])[ \t]++)++(?:\[[ xX]\][ \t])?+")
_DESCRIPTION = re.compile(r"\n {0,3}[:~][ \t]++")
_TERMS = re.compile(r"\A\n*(?:[^\n]++\n){1,5}[^\n]++(?=\n {0,3}:[ \t]++\S)")
_NOTE = re.compile(r"\n {0,3}\[\^([^\[\]\s]++)\]:[ \t]*+")
_LIST_STARTS = (_FIRST_ITEM, _DESCRIPTION, _NOTE)
_LINK_DEFINITION = re.compile(
    r"\n {0,3}\[(?!\^)([^\[\]\n]++)\]:[ \t]*+\n?+[ \t]*+(?:<[^<>\n]*+>|[^\s<]\S*+)"
    r"(?:[ \t]++(?:\"[^\"\n]*+\"|'[^'\n]*+'|\([^()\n]*+\)))?+[ \t]*+(?=\n|\Z)"
)


class _Labels:
    """What a body defines for its references."""

    def __init__(self) -> None:
        self.links: set[str] = set()
        """Labels of links, folded."""
        self.notes: dict[str, int] = {}
        """Labels of footnotes with the number of each, 0 for one not yet referred to."""
        self.noted = 0
        """Footnotes that have been referred to."""


def without_markdown(text: str) -> str:
    """Return `text` as HTML, near enough: Markdown's marks gone, literal characters protected."""
    text = f"\n\n{text}"
    for _ in range(_MOST_NESTED):
        if not _IS_QUOTED.search(text):
            break
        text = _QUOTE.sub(lambda quote: f"\n{_QUOTE_MARK.sub(chr(10), quote[0])}\n", text)
    labels = _Labels()
    parts = [
        (is_prose, block)
        for is_prose, segment in _segments(text)
        for block in (_blocks(segment, labels) if is_prose else [segment])
    ]
    return BREAK.join(_inlines(part, labels) if is_prose else part for is_prose, part in parts)


def _segments(text: str) -> Iterator[tuple[bool, str]]:
    """Yield stretches of prose (True) and of HTML and fenced code as HTML (False), in order."""
    position = searched = blank_after_html = 0
    while match := _RAW.search(text, searched):
        is_indented = len(match["indent"].expandtabs(4)) > 3 and match.lastgroup != "fence"
        if is_indented and match.start() >= blank_after_html:
            searched = match.end()
            continue
        yield True, text[position : match.start()]
        start = match.start(match.lastgroup or 0)
        if match.lastgroup == "fence":
            code_start = text.find("\n", start)
            code_end, position = _end_of_fence(text, match)
            code = text[code_start:code_end] if 0 <= code_start < code_end else ""
            yield False, protect(code).replace("\n", BREAK)
        else:
            position = _end_of_html(text, match)
            blank = _BLANKS.match(text, position)
            blank_after_html = blank.end() if blank else position
            yield False, text[start:position]
        searched = position
    yield True, text[position:]


def _end_of_fence(text: str, opening: re.Match[str]) -> tuple[int, int]:
    """Return where the code ends and where the text goes on; code never closed is all the rest."""
    fence = opening["fence"]
    for closing in _FENCE.finditer(text, opening.end()):
        if closing[1].startswith(fence):
            return closing.start(), closing.end()
    return len(text), len(text)


def _end_of_html(text: str, opening: re.Match[str]) -> int:
    """Return the end of an HTML block: at a blank line, or with the line that has its end mark."""
    start = opening.end()
    if opening["verbatim"]:
        end = _VERBATIM_END.search(text, start)
        found = end.start() if end else -1
    elif opening["special"]:
        found = text.find(_SPECIAL_ENDS.get(opening["special"][:3], ">"), start)
    else:
        blank = _BLANK_LINE.search(text, start)
        return blank.start() if blank else len(text)
    line_end = text.find("\n", found) if found >= 0 else -1
    return line_end if line_end >= 0 else len(text)


def _blocks(prose: str, labels: _Labels) -> Iterator[str]:
    """Yield paragraphs, cells and code of `prose`, the marks of blocks taken away."""
    is_in_list = False
    for chunk in _BLANK_LINES.split(prose):
        if is_in_list:
            is_in_list = bool(_INDENT.match(chunk))
        code = None if is_in_list else _INDENTED_CODE.match(chunk)
        if code:
            yield protect(code[0]).replace("\n", BREAK)
        lines = chunk[code.end() :] if code else chunk
        if lines and not lines.isspace():
            yield _part_blocks(lines, labels, is_in_list)
            is_in_list = is_in_list or any(start.search(lines) for start in _LIST_STARTS)


def _part_blocks(chunk: str, labels: _Labels, is_in_list: bool) -> str:
    """Return a stretch without blank lines with breaks in place of the marks of blocks."""
    start = 0
    while definition := _LINK_DEFINITION.match(chunk, start):
        labels.links.add(_fold_label(definition[1]))
        start = definition.end()
    chunk = chunk[start:]
    if "#" in chunk:
        chunk = _HEADING.sub(_heading, chunk)
    if "|" in chunk and (table := _TABLE.search(chunk)):
        rows = f"{table['head']}{chunk[table.end() :]}".replace("\\|", protect("|"))
        rows = _OUTER_BAR.sub(BREAK, f"\n{rows}\n").replace("|", BREAK)
        chunk = f"{chunk[: table.start()]}{BREAK}{rows}"
    chunk = _MARKS_LINE.sub(BREAK, chunk)
    if is_in_list:
        chunk = _ITEM.sub(BREAK, chunk)
    elif item := _FIRST_ITEM.search(chunk):
        chunk = chunk[: item.start()] + _ITEM.sub(BREAK, chunk[item.start() :])
    chunk = _TERMS.sub(lambda terms: terms[0].replace("\n", BREAK), chunk, count=1)
    chunk = _DESCRIPTION.sub(BREAK, chunk)
    for note in _NOTE.finditer(chunk):
        labels.notes[_fold_label(note[1])] = 0
    return _NOTE.sub(BREAK, chunk)


def _heading(match: re.Match[str]) -> str:
    words = match[1].strip()
    unclosed = words.rstrip("#")
    return f"{BREAK}{unclosed if unclosed[-1:] in {'', ' '} else words}{BREAK}"


def _fold_label(label: str) -> str:
    return " ".join(label.split()).casefold()


_LITERAL = re.compile(
    r"""
      \\ (?P<escaped>[!-/:-@\[-`{-~])
    | (?P<hard_break>\\\n|[ ]{2,}\n)
    | (?<!`)(?:`(?P<code>[^`\0]++)`|``(?P<ticked>(?:[^`\0]++|`(?!`))+?)``)(?!`)
    | (?<=\]\()(?P<destination><[^<>\n\0]*+>)
    | <(?P<address>[A-Za-z][A-Za-z0-9+.\-]{1,31}:[^\s<>\0]*+|[\w.!#$%&'*+/=?^`{|}~\-]++@[\w.\-]++)>
    | (?P<tag><!--[^\0]{0,1000}?-->|<[!?][A-Za-z\[][^<>\0]*+>|"""
    + _TAG_PATTERN
    + r""")
    | (?P<literal><|&(?!\#?[A-Za-z0-9]{1,32};))
    """,
    re.VERBOSE,
)
_DESTINATION = r"(?:[^\s()\0]++|\((?:[^\s()\0]++|\([^\s()\0]*+\))*+\))*+"
_TITLE = r"\"(?P<title>[^\"\0]*+)\"|'[^'\0]*+'|\([^()\0]*+\)"
_LINK = re.compile(
    rf"(?P<mark>!?+)\[(?P<text>[^\[\]\0]*+)\]"
    rf"\([ \t\n]*+(?P<address>{_DESTINATION})(?:[ \t\n]++(?:{_TITLE}))?+[ \t\n]*+\)"
)
_REFUSED = re.compile(
    r"(?:vbscript|javascript|file|data(?!:image/(?:gif|png|jpeg|webp);)):", re.IGNORECASE
)
"""Addresses that the Markdown parser makes no links of."""

_REFERENCE = re.compile(r"!?+\[(?P<text>\^?[^\[\]\0]++)\](?:\[(?P<label>[^\[\]\0]*+)\])?+")
_WORD = r"[^\W_]"
_EMPHASES = (
    (
        "*",
        re.compile(
            rf"(?<!\*)(?:(?<!{_WORD})|(?=\*++{_WORD}))(\*++)(?=\S)(?P<inside>[^*\0]*+)"
            rf"(?:(?<={_WORD})\1|(?<=\S)\1(?!{_WORD}))(?!\*)"
        ),
    ),
    ("_", re.compile(rf"(?<!\w)_++(?=\S)(?P<inside>[^_\0]*+)(?<=\S)_++(?!{_WORD})")),
    (
        "~~",
        re.compile(
            rf"(?<!~)(?:(?<!{_WORD})|(?=~~{_WORD}))~~(?=[^\s~])(?P<inside>[^~\0]*+)"
            rf"(?:(?<={_WORD})~~|(?<=\S)~~(?!{_WORD}))(?!~)"
        ),
    ),
)
"""Emphasis by its mark, with the conditions under which a run opens and closes (CommonMark 6.2)."""


def _inlines(prose: str, labels: _Labels) -> str:
    """Return `prose` without the marks of links, emphasis and code."""
    text = _LITERAL.sub(_literal, prose)
    for mark, emphasis in _EMPHASES:
        if mark in text:
            text = _repeat(emphasis, _inside, text)
    if "](" in text:
        text = _repeat(_LINK, _words_of_link, text)
    if "[" in text and (labels.links or labels.notes):
        text = _REFERENCE.sub(lambda match: _words_of_reference(match, labels), text)
    return text


def _repeat(pattern: re.Pattern[str], words: Callable[[re.Match[str]], str], text: str) -> str:
    """Replace matches, then those that only they made possible: the inner ones come first."""
    for _ in range(_MOST_NESTED):
        text, count = pattern.subn(words, text)
        if not count:
            break
    return text


def _inside(match: re.Match[str]) -> str:
    return match["inside"]


def _literal(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "hard_break":
            return BREAK
        case "destination":
            return ""
        case "tag":
            return match[0]
        case "address":
            return protect(clean_text(unquote(match["address"])))
        case "code" | "ticked" as group:
            code = match[group]
            return protect(code[1:-1] if code[0] == code[-1] == " " else code)
        case group:
            return protect(match[group or 0])


def _words_of_link(match: re.Match[str]) -> str:
    if _REFUSED.match(match["address"]):
        return protect(match[0])
    if match["mark"]:
        return match["text"].strip() or match["title"] or file_name(unprotect(match["address"]))
    return match["text"]


def _words_of_reference(match: re.Match[str], labels: _Labels) -> str:
    text = match["text"]
    note = _fold_label(text[1:])
    if text[0] == "^" and note in labels.notes:
        if not labels.notes[note]:
            labels.noted += 1
            labels.notes[note] = labels.noted
        return f"[{labels.notes[note]}]"
    is_defined = _fold_label(match["label"] or text) in labels.links
    return text if is_defined else match[0]
