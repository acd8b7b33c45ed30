"""The words of a body for search, without parsing it.

Runs of text are cut out by compiled expressions, each of which is linear in the length of the
body, so that a post of a few kilobytes costs some ten microseconds. What comes out is held by
tests to the text of the document that `parse_body` makes. It differs from it

- in punctuation and white space, and in the order of footnotes;
- by the boilerplate at the end, which is left out (see `_without_navigation`);
- by values that a site gives to Liquid, which aren't known here;
- where HTML has more to say than its words: marks of footnotes, signs of formulas, check boxes,
  pictures that only repeat a lazy one; and at a line feed right beside an image;
- in malformed markup, where parsers repair: stray quotes in tags, overlapping emphasis, code or
  HTML in lists whose depth is told by indentation alone, and bodies too tangled to be parsed.

While a text is on its way, a NUL parts blocks and noncharacters stand for literal characters that
are no markup any more; `clean_text` has taken both out of what comes from a file.

Source: as of the modules that it stands in for, `liquid`, `markdown` and `html_tree`.
"""

import html
import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from reader.document.block_elements import BLOCK_OPENERS
from reader.document.bounds import split_markup
from reader.document.element import Element
from reader.document.liquid import carry_out_liquid
from reader.document.white_space import COLLAPSIBLE, collapse_inside
from reader.terminal_text import clean_text

_BREAK = "\0"
_LITERALS = "\\*_~[]<>&()!`|"
_PROTECTED = {ord(mark): 0xFDD0 + place for place, mark in enumerate(_LITERALS)}
_PROTECTED_MARK = re.compile("[\ufdd0-\ufddd]")

_SAFE = re.compile("[\t\n -~\xa0-\u061b\u2010-\u2027\u3000-\ud7ff\uff00-\uffef]*+")
"""Characters that `clean_text` keeps, in fewer ranges than all and so found ten times as fast."""

_SHORTEST_TO_BOUND = 8_000
"""Characters; no shorter body can be too costly for `split_markup`."""

_MOST_NESTED = 22
"""Quotes in quotes, links in brackets: what lies deeper keeps its marks."""


def extract_text(body: str, *, is_html: bool) -> str:
    """Return the visible text of a body, for search: one line a block, white space collapsed.

    Neighbouring blocks and cells are on lines of their own, while a word with inline markup in it
    stays whole. Nothing in it acts on a terminal. Costs about 10 microseconds a kilobyte of
    scraped HTML, 60 of dense Markdown; linear for any text.

    Args:
        body: What follows the front matter, decoded, with line feeds only.
        is_html: True where Markdown is not expected.
    """
    markup, rest = body, ""
    if len(body) > _SHORTEST_TO_BOUND:
        markup, rest = split_markup(body, is_html=is_html)
    safe = markup if _SAFE.fullmatch(markup) else clean_text(markup)
    text = carry_out_liquid(safe, {}, is_html=is_html)
    if not rest:
        text = _without_navigation(text)
    if not is_html:
        text = _without_markdown(text)
    lines = _lines(_without_html(text))
    return "\n".join([*lines, *_lines(clean_text(rest).replace("\n", _BREAK))])


def _lines(text: str) -> Iterator[str]:
    is_even = "  " not in text and "\t" not in text
    for part in text.split(_BREAK):
        line = part.strip()
        if not is_even or "\n" in line:
            line = collapse_inside(line.strip(COLLAPSIBLE))
        if line and line != "<>":
            yield line


def _protect(text: str) -> str:
    return text.translate(_PROTECTED)


def _unprotect(text: str) -> str:
    if _SAFE.fullmatch(text):
        return text
    return _PROTECTED_MARK.sub(lambda mark: _LITERALS[ord(mark[0]) - 0xFDD0], text)


_NAVIGATION = re.compile(
    r"""(?:
      \[ [^\[\]\n]{1,20} \] \( [^()\s]*+ \)
    | <a\s [^<>]*+ > [^<>\n]{1,20} </a>
    | < (?: https?:// [^<>\s]*+ )? >
    | https?:// [!-;=?-~]++
    | </? (?:p|div|center) (?:\s[^<>]*+)? >
    | [\s|｜·•/,，、;；\-—–«»]
    )++""",
    re.VERBOSE | re.IGNORECASE,
)
_WAY_BACK = re.compile(
    r"[\[>]\s*(?:返回|回到|首[页頁]|主[页頁]|[上下]一[页頁篇]|(?:home|back|top|previous|next)\b)",
    re.IGNORECASE,
)
_LINKED = re.compile(r"\]\(|<a\s", re.IGNORECASE)
_MOST_NAVIGATION = 3
_LONGEST_NAVIGATION = 2000


def _without_navigation(text: str) -> str:
    """Leave out what a scraper puts below each post: its address and the ways back.

    That is at most three paragraphs at the end, parted by blank lines, each of nothing but
    addresses, or of nothing but links with short names of which one says that it leads back
    (返回, 首页, home); bars, commas and the like may part them. The first paragraph always stays.
    """
    for _ in range(_MOST_NAVIGATION):
        text = text.rstrip()
        start = text.rfind("\n\n", max(0, len(text) - _LONGEST_NAVIGATION))
        if start < 0 or not _NAVIGATION.fullmatch(text, start):
            break
        if _LINKED.search(text, start) and not _WAY_BACK.search(text, start):
            break
        text = text[:start]
    return text


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


def _without_markdown(text: str) -> str:
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
    return _BREAK.join(_inlines(part, labels) if is_prose else part for is_prose, part in parts)


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
            yield False, _protect(code).replace("\n", _BREAK)
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
            yield _protect(code[0]).replace("\n", _BREAK)
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
        rows = f"{table['head']}{chunk[table.end() :]}".replace("\\|", _protect("|"))
        rows = _OUTER_BAR.sub(_BREAK, f"\n{rows}\n").replace("|", _BREAK)
        chunk = f"{chunk[: table.start()]}{_BREAK}{rows}"
    chunk = _MARKS_LINE.sub(_BREAK, chunk)
    if is_in_list:
        chunk = _ITEM.sub(_BREAK, chunk)
    elif item := _FIRST_ITEM.search(chunk):
        chunk = chunk[: item.start()] + _ITEM.sub(_BREAK, chunk[item.start() :])
    chunk = _TERMS.sub(lambda terms: terms[0].replace("\n", _BREAK), chunk, count=1)
    chunk = _DESCRIPTION.sub(_BREAK, chunk)
    for note in _NOTE.finditer(chunk):
        labels.notes[_fold_label(note[1])] = 0
    return _NOTE.sub(_BREAK, chunk)


def _heading(match: re.Match[str]) -> str:
    words = match[1].strip()
    unclosed = words.rstrip("#")
    return f"{_BREAK}{unclosed if unclosed[-1:] in {'', ' '} else words}{_BREAK}"


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
            return _BREAK
        case "destination":
            return ""
        case "tag":
            return match[0]
        case "address":
            return _protect(clean_text(unquote(match["address"])))
        case "code" | "ticked" as group:
            code = match[group]
            return _protect(code[1:-1] if code[0] == code[-1] == " " else code)
        case group:
            return _protect(match[group or 0])


def _words_of_link(match: re.Match[str]) -> str:
    if _REFUSED.match(match["address"]):
        return _protect(match[0])
    if match["mark"]:
        return match["text"].strip() or match["title"] or _file_name(_unprotect(match["address"]))
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


_REST_OF_TAG = r"(?P<rest>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+(?=>)|[^<>]*+)>"
_TAG = re.compile(rf"<(?P<close>/?)(?P<name>[A-Za-z][^\s<>/]*+){_REST_OF_TAG}")
_COMMENT = re.compile(
    r"<!--(?:-?>|(?:[^-]++|-(?!->))*+(?:-->|\Z))|<!\[CDATA\[[^\]]*+(?:\](?!\]>)[^\]]*+)*+(?:\]\]>|\Z)"
    r"|<[!?][^>]*+(?:>|\Z)"
)
_RAW_TEXT = re.compile(
    r"<(?P<name>script|style|title)(?=[\s/>])[^<]*+(?:<(?!/(?P=name))[^<]*+)*+", re.IGNORECASE
)
_CODE = re.compile(
    r"<(?P<name>pre|listing|xmp)(?=[\s/>])[^<]*+(?:<(?!/(?P=name))[^<]*+)*+", re.IGNORECASE
)
_TAG_OR_BREAK = re.compile(rf"{_BREAK}|{_TAG.pattern}")
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]++)"
    r"(?:\s*+=\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|(?P<c>[^\s>]++)))?+"
)
_ENTITY = re.compile(r"&(?:#\d{1,7};?|#[xX][\da-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
NEVER_SHOWN = frozenset(
    {
        *("annotation", "annotation-xml", "colgroup", "datalist", "defs", "desc", "head"),
        *("metadata", "rp", "template"),
    }
)
"""Elements of whose content nothing is shown, besides those that hold raw text."""

LINE_NUMBERS = frozenset(
    ["gutter", "rouge-gutter", "lineno", "linenos", "linenodiv", "line-numbers-rows", "line-number"]
)
"""Classes of elements that number the lines of code."""

_HIDING = re.compile("hidden|none|collapse|gutter|line-?no|line-number", re.IGNORECASE)
_MAY_BE_UNSEEN = re.compile(
    rf"<(?:(?:{'|'.join(sorted(NEVER_SHOWN))}|video|audio|iframe|object|embed)(?=[\s/>])"
    rf"|[a-z][^<>]*?(?:{_HIDING.pattern}))",
    re.IGNORECASE,
)
_SOURCE = re.compile(rf"\s*+<(?P<close>)(?P<name>source)(?=[\s/>]){_REST_OF_TAG}", re.IGNORECASE)
_VOID = frozenset(
    {
        *("area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input"),
        *("link", "meta", "param", "source", "track", "wbr"),
    }
)
_BLOCKS = frozenset(BLOCK_OPENERS) - {"hr"}
_MEDIA = frozenset({"video", "audio", "iframe", "object", "embed"})
_ENDED_BY_NEXT = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option", "rp"})
_INPUTS = {"button", "submit", "reset", "text", "search", "email", "url", "tel", "number", ""}
_BREAKS = {
    **dict.fromkeys([*BLOCK_OPENERS, *_MEDIA, "br"], _BREAK),
    **dict.fromkeys(["button", "rt"], " "),
}


def _without_html(text: str) -> str:
    """Return what `text` shows as HTML, blocks parted by breaks, nothing protected any more."""
    text = text.replace("</p><p>", _BREAK)
    if "<!" in text or "<?" in text:
        text = _COMMENT.sub("", text)
    text = _RAW_TEXT.sub("", text)
    if _MAY_BE_UNSEEN.search(text):
        text = _without_unseen(text)
    text = _CODE.sub(lambda code: code[0].replace("\n", _BREAK), text)
    text = _TAG.sub(_words_of_tag, text)
    if "&" in text:
        text = _ENTITY.sub(_decode, text)
    return _unprotect(text)


def _decode(match: re.Match[str]) -> str:
    return clean_text(html.unescape(match[0]))


def _words_of_tag(match: re.Match[str]) -> str:
    """Return what a tag shows, or a break, or nothing."""
    name = match["name"].lower()
    if name in _BREAKS:
        return _BREAKS[name]
    if match["close"]:
        return "”" if name == "q" else ""
    match name:
        case "q":
            return "“"
        case "img":
            return _protect(_words_of_image(_element(match)))
        case "input":
            return _protect(_words_of_input(_element(match)))
        case _:
            return ""


def _element(match: re.Match[str]) -> Element:
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(match["rest"]):
        value = found["a"] or found["b"] or found["c"] or ""
        attributes.setdefault(found["name"].lower(), _ENTITY.sub(_decode, value))
    return Element(match["name"].lower(), attributes)


def _words_of_image(image: Element) -> str:
    words = image.first("alt", "title")
    if words or image.is_tiny:
        return words
    address = image.first("data-src", "data-original", "data-lazy-src", "data-actualsrc", "src")
    return "" if address.strip().lower().startswith("data:") else _file_name(address)


def _words_of_input(field: Element) -> str:
    is_shown = field.get("type").strip().lower() in _INPUTS
    return f" {field.get('value')} " if is_shown else ""


def _file_name(address: str) -> str:
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return ""
    return clean_text(unquote(path.rpartition("/")[2]))


def _without_unseen(text: str) -> str:
    """Cut out elements that are never shown or that hide themselves; name media in their place.

    One pass over the tags. An element without end tag ends with the block around it, as parsers
    have it; one that may leave its end tag out ends at the next block.
    """
    kept = []
    position = 0
    unseen: _Unseen | None = None
    for tag in _TAG_OR_BREAK.finditer(text):
        if unseen and not unseen.ends_at(tag):
            continue
        if unseen:
            position = tag.end() if unseen.is_closed else tag.start()
            unseen = None
        if (words := _words_instead(tag)) is None:
            continue
        kept += [text[position : tag.start()], words]
        position = tag.end()
        if tag["name"].lower() not in _VOID:
            unseen = _Unseen(tag["name"].lower())
    if not unseen:
        kept.append(text[position:])
    return "".join(kept)


def _words_instead(tag: re.Match[str]) -> str | None:
    """Return what stands for the element that begins with `tag`; None if it is shown as it is."""
    if tag["name"] is None or tag["close"]:
        return None
    name = tag["name"].lower()
    if name in NEVER_SHOWN:
        return ""
    if name not in _MEDIA and not _HIDING.search(tag["rest"]):
        return None
    element = _element(tag)
    if element.is_hidden or not LINE_NUMBERS.isdisjoint(element.classes):
        return ""
    address = element.first("src", "data-src", "data") if name in _MEDIA else ""
    if not address and name in {"video", "audio"}:
        source = _SOURCE.match(tag.string, tag.end())
        address = _element(source).get("src") if source else ""
    words = element.first("title", "aria-label") or address
    return f"{_BREAK}{_protect(words)}{_BREAK}" if address.strip() else None


class _Unseen:
    """An open element that is not shown, until its end."""

    def __init__(self, name: str) -> None:
        self.is_closed = False
        """True when it ended with its own end tag."""
        self._name = name
        self._is_container = name in BLOCK_OPENERS and name not in _ENDED_BY_NEXT
        self._nested = 0
        self._blocks = 0

    def ends_at(self, tag: re.Match[str]) -> bool:
        """Say whether the element has ended, with or before `tag`; asked of each tag in turn."""
        name = (tag["name"] or "").lower()
        step = -1 if tag["close"] else 1
        if name == self._name and (step < 0 or self._blocks or name not in _ENDED_BY_NEXT):
            self._nested += step
            self.is_closed = self._nested < 0
            return self.is_closed
        if self._name == "p" or not name:
            return not self._is_container and not self._blocks and (not name or name in _BLOCKS)
        if name not in _BLOCKS or (self._is_container and name in _ENDED_BY_NEXT):
            return False
        self._blocks += step
        return self._blocks < 0 or name == self._name
