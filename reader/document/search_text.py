"""What search knows of a body: its words, and what it holds beyond words.

The words come from the same walk over the same HTML that the reading pane shows, without a
document being built; tests hold them to the text of the document that `parse_body` makes. They
differ from it in white space, by the sign in front of a medium, and by the boilerplate at the end,
which is left out.

Source: `visibility` for what is shown, `boilerplate` for what is left out.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from reader.document.markup import html_events
from reader.document.markup.bare_addresses import find_addresses
from reader.document.markup.boilerplate import MAX_PARAGRAPHS, is_address, leads_back
from reader.document.markup.bounds import split_markup
from reader.document.markup.html_events import Event, TooMuchHtmlError
from reader.document.markup.markup_events import UNPARSABLE, read_markup
from reader.document.markup.trailing_paragraphs import trailing_paragraphs
from reader.document.markup.visibility import BLOCKS, CODE, EMPTY_AUTOLINK, Attributes
from reader.document.markup.white_space import collapse_inside
from reader.liquid_inputs import NO_INPUTS, LiquidInputs
from reader.terminal_text import clean_text

HOLDS_IMAGE, HOLDS_TABLE, HOLDS_LINK = "image", "table", "link"

_BREAK = "\0"
"""Separates lines while they are put together; no HTML holds it."""
_BREAKING = (BLOCKS | {"br"}) - CODE - {"table"}
_SAFE = "\t\n -~\xa0-\u061b\u2010-\u2027\u3000-\ud7ff\uff00-\uffef"
"""Characters that `clean_text` keeps, in fewer ranges than all and so found ten times as fast."""
_SAFE_TEXT = re.compile(f"[{_SAFE}]*+")
_SAFE_PARTS = re.compile(f"[{_BREAK}{_SAFE}]*+")
_MIN_CHARACTERS_TO_BOUND = 8_000
"""No shorter body can be too costly for `split_markup`."""


class SearchText(NamedTuple):
    """What search knows of a body."""

    text: str
    """One line a block, cell or forced line, white space collapsed; safe for a terminal."""
    elements: frozenset[str]
    """Which of `HOLDS_IMAGE`, `HOLDS_TABLE` and `HOLDS_LINK` are shown."""


def read_search_text(body: str, *, is_html: bool, liquid: LiquidInputs = NO_INPUTS) -> SearchText:
    """Return the visible words of a body, and what it holds beyond words.

    A word with inline markup in it stays whole. Linear for any text; of a post of scraped HTML
    half of the time is lxml's.

    Args:
        body: What follows the front matter, decoded, with line feeds only.
        is_html: True where Markdown is not expected.
        liquid: What Liquid in the body can ask for, the same as the reading pane gives to it.
    """
    markup, rest = body, ""
    if len(body) > _MIN_CHARACTERS_TO_BOUND:
        markup, rest = split_markup(body, is_html=is_html)
    if not _SAFE_TEXT.fullmatch(markup):
        markup = UNPARSABLE.sub("\N{REPLACEMENT CHARACTER}", markup)
    try:
        events = read_markup(markup, liquid, is_html=is_html)
    except TooMuchHtmlError:
        events, rest = [], body
    end = len(events) if rest else _start_of_boilerplate(events)
    words, elements = _words(islice(events, end))
    lines = [*_lines(_clean(words)), *_lines(_clean(rest.replace("\n", _BREAK)))]
    text = "\n".join(lines)
    if HOLDS_LINK not in elements and (end < len(events) or _holds_address(text)):
        elements.add(HOLDS_LINK)
    return SearchText(text, frozenset(elements))


def _words(events: Iterable[Event]) -> tuple[str, set[str]]:
    """Return what `events` show, lines separated by breaks, and the elements among them."""
    parts: list[str] = []
    append = parts.append
    elements: set[str] = set()
    code_depth = 0
    for event in events:
        if isinstance(event, str):
            append(event.replace("\n", _BREAK) if code_depth else event)
            continue
        name, attributes = event
        if name in _BREAKING:
            append(_BREAK)
        elif name in CODE:
            append(_BREAK)
            code_depth += -1 if attributes is None else 1
        elif name == "table":
            append(_BREAK)
            elements.add(HOLDS_TABLE)
        elif attributes is not None:
            append(_words_of_inline(name, attributes, elements))
    return "".join(parts), elements


def _words_of_inline(name: str, attributes: Attributes, elements: set[str]) -> str:
    """Return what an element shows by itself, and add what it is to `elements`."""
    match name:
        case "a" if attributes.get("href", "").strip() not in {"", "#"}:
            elements.add(HOLDS_LINK)
        case html_events.IMAGE:
            elements.add(HOLDS_IMAGE)
            return attributes["words"]
        case html_events.MEDIUM:
            elements.add(HOLDS_LINK)
            return f"{_BREAK}{attributes['words']}{_BREAK}"
        case html_events.FOOTNOTE:
            return f"[{attributes['label']}]"
    return ""


def _start_of_boilerplate(events: Sequence[Event]) -> int:
    """Return the place from which on there is only boilerplate, after something else."""
    first = next((place for place, event in enumerate(events) if _is_shown(event)), 0)
    start = len(events)
    for place, pieces in islice(trailing_paragraphs(events), MAX_PARAGRAPHS):
        if place <= first:
            break
        if not leads_back(pieces):
            has_ways_back = start < len(events)
            is_source = has_ways_back and is_address(pieces) and not _follows_address(events, place)
            return place if is_source else start
        start = place
    return start


def _follows_address(events: Sequence[Event], place: int) -> bool:
    before = map(events.__getitem__, range(place - 1, -1, -1))
    return "://" in next((it for it in before if isinstance(it, str) and not it.isspace()), "")


def _holds_address(text: str) -> bool:
    return next(find_addresses(text), None) is not None


def _is_shown(event: Event) -> bool:
    if isinstance(event, str):
        return not event.isspace()
    return event[0] in {html_events.IMAGE, html_events.MEDIUM}


def _clean(text: str) -> str:
    if _SAFE_PARTS.fullmatch(text):
        return text
    return _BREAK.join(map(clean_text, text.split(_BREAK)))


def _lines(text: str) -> list[str]:
    """Return the lines that show something, white space collapsed."""
    is_even = "  " not in text and "\t" not in text
    return [
        line if is_even and "\n" not in line else collapse_inside(line)
        for part in text.split(_BREAK)
        if (line := part.strip()) and line != EMPTY_AUTOLINK
    ]
