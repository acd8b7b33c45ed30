"""HTML becomes a flat list of what it shows: texts, and the starts and ends of elements.

Owns the one walk over HTML: every rule of `visibility` is applied here, so that a receiver of
the list never sees what is hidden and finds images, media, footnote marks, formulas and form
fields already put into words. The list can be read from any place, forwards and backwards.

Source: lxml's documentation of parser targets.
"""

import re
import threading
from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple, TypeAlias

from lxml import etree

from reader.document.markup import visibility
from reader.document.markup.bounds import LARGEST_COST, LONGEST_MARKUP, TAG_COST
from reader.document.markup.html_repair import (
    NEEDS_REPAIR,
    holds_containers_of_markdown,
    holds_other_containers,
    repair,
)
from reader.document.markup.inherited_styles import apply_inherited_styles
from reader.document.markup.visibility import Attributes, FootnoteLink
from reader.errors import ReaderError
from reader.terminal_text import clean_line

Event: TypeAlias = str | tuple[str, Attributes | None]
"""A text; or an element's name with its attributes at its start, with None at its end.

Void elements and those that this module puts together have no end.
"""

IMAGE = "#image"
"""An image: `words`, `address` and the attributes as written."""
MEDIUM = "#medium"
"""What plays or is embedded, as a link: `words` and `address`."""
FOOTNOTE = "#footnote"
"""A reference to a footnote: `label`."""
TASK = "#task"
"""The check box that an item of a list begins with: `mark`, as text."""
REVEALED = "#revealed"
"""Stands first where all that follows is hidden, and is shown so that something is."""
WITHOUT_END = visibility.VOID | {IMAGE, MEDIUM, FOOTNOTE, TASK, REVEALED}
"""Names of elements that have no end."""

_LONGEST_HTML = 8 * LONGEST_MARKUP
_MOST_TAGS = 3 * LARGEST_COST // TAG_COST
_END_OF_BREAK = re.compile("</[bB][rR]")
_DIRECTION_MARK = re.compile(
    "[\u061c\u200e\u200f]|&(?:lrm|rlm|#x0*(?:200e|200f|61c)|#0*(?:8206|8207|1564));",
    re.IGNORECASE,
)
_PROLOGUE = "<!DOCTYPE html><body>"
"""Keeps libxml2 from looking for an encoding or for a head."""
_PLACE_IN_BODY = 2
"""Of its first event, after the starts of `html` and `body`."""
_PARAGRAPHS = re.compile(r"(?:<p>[^<]*+</p>\n?)*+")
_PARAGRAPH = re.compile(r"<p>([^<]*+)</p>(\n?)")
_PARAGRAPH_START: Event = ("p", {})
_PARAGRAPH_END: Event = ("p", None)
_AROUND_CHECK_BOX = frozenset({"p", "label", "span", "div"})
"""What may stand between the start of an item and the check box that marks it."""


class TooMuchHtmlError(ReaderError):
    """A body that became far more HTML than it is long."""


def read_events(html: str, *, render_named: Callable[[], str] | None = None) -> list[Event]:
    """Return what `html` shows, in order; neighbouring texts may belong together.

    Every start has its end, properly nested, except those of `WITHOUT_END`. Thread-safe. Linear
    in the length of the text.

    Args:
        html: Any text without NUL and surrogates.
        render_named: For HTML that a Markdown parser wrote, returns it again, with raw-text tags
            that have no end in the body as text; called only where such an element occurs.

    Raises:
        TooMuchHtmlError: It is far more than any post.
    """
    length = len(html)
    if length > _LONGEST_HTML or (length > _MOST_TAGS and html.count("<") > _MOST_TAGS):
        raise TooMuchHtmlError
    if "\u200e" in html or "\u200f" in html or "&" in html:
        html = _DIRECTION_MARK.sub("", html)
    walk = _walk(html)
    if walk.needs_repair or _END_OF_BREAK.search(html) or _nests_divisions(walk, html):
        rendered = render_named() if walk.needs_repair and render_named else html
        repaired = repair(rendered, from_markdown=render_named is not None)
        if repaired != html:
            html = repaired
            walk = _walk(html)
    if walk.hides_content and not any(map(_shows_something, walk.events)):
        return _revealed(html)
    return walk.events


def _nests_divisions(walk: "_Walk", html: str) -> bool:
    return (walk.has_division and holds_other_containers(html)) or (
        walk.has_table and holds_containers_of_markdown(html)
    )


def is_revealed(events: Sequence[Event]) -> bool:
    """Return True for events that only show anything because nothing is hidden in them."""
    return bool(events) and events[0] == (REVEALED, {})


class _Walk(NamedTuple):
    events: list[Event]
    needs_repair: bool
    """True where an element occurs that libxml2 may read as no browser does."""
    has_division: bool
    has_table: bool
    hides_content: bool
    """True where something is left out that other markup would show."""


def _walk(html: str, *, reveals: bool = False) -> _Walk:
    parser, target = _PARSERS.parser, _PARSERS.target
    target.reveals = reveals
    end = _end_of_plain_paragraphs(html)
    target.first = [
        event
        for text, gap in _PARAGRAPH.findall(html, 0, end)
        for event in (_PARAGRAPH_START, text, _PARAGRAPH_END, gap)
        if event
    ]
    try:
        parser.feed((_PROLOGUE + html[end:]).encode())
        walk: _Walk = parser.close()
    except BaseException:
        _PARSERS.renew()
        raise
    return walk


def _end_of_plain_paragraphs(html: str) -> int:
    """Return up to where `html` is paragraphs of text, which no parser has to take apart.

    Most of a scraped post is; without them the parser takes half of the time.
    """
    plain = _PARAGRAPHS.match(html)
    end = plain.end() if plain else 0
    reference = html.find("&", 0, end)
    return end if reference < 0 else html.rfind("<p>", 0, reference)


def _revealed(html: str) -> list[Event]:
    """Return what `html` would show if no style hid it; nothing if that is nothing, too."""
    events = _walk(html, reveals=True).events
    return [(REVEALED, {}), *events] if any(map(_shows_something, events)) else events


def _shows_something(event: Event) -> bool:
    if isinstance(event, str):
        return not event.isspace()
    return event[0] in {IMAGE, MEDIUM}


class _OpenMedium(NamedTuple):
    start: int
    """Place in the list of events."""
    name: str
    attributes: Attributes
    address: str


class _Target:
    """What lxml calls for each tag and text."""

    def __init__(self) -> None:
        self.reveals = False
        """True to show what styles hide."""
        self.first: list[Event] = []
        """What the body begins with, before what the parser is given."""
        self._starts: dict[str, Callable[[str, Attributes], None]] = {
            **dict.fromkeys(NEEDS_REPAIR, self._start_repairable),
            **dict.fromkeys(visibility.NEVER_SHOWN - visibility.VOID, self._hide),
            **dict.fromkeys(visibility.NEVER_SHOWN & visibility.VOID, self._pass_over),
            **dict.fromkeys(visibility.MEDIA, self._start_medium),
            **dict.fromkeys(visibility.ENCLOSED, self._start_enclosed),
            **dict.fromkeys(visibility.SIGNS_BETWEEN, self._start_formula),
            "a": self._start_link,
            "img": self._add_image,
            "image": self._add_image,
            "input": self._add_input,
            "noscript": self._start_noscript,
            "source": self._take_source,
            "div": self._start_division,
            **dict.fromkeys(("table", "td", "th", "tr"), self._start_table),
        }
        self._ends: dict[str, Callable[[str], None]] = {
            **dict.fromkeys(visibility.MEDIA, self._end_medium),
            **dict.fromkeys(visibility.VOID, self._end_void),
            **dict.fromkeys(visibility.ENCLOSED, self._end_enclosed),
            "a": self._end_link,
            "noscript": self._end_noscript,
        }
        self._events: list[Event] = []
        self.data = self._events.append
        """Called for each text; what is hidden is cut off when its element ends."""
        self._hidden_depth = 0
        """Number of open elements from the outermost one that is hidden."""
        self._hidden_start = 0
        """Place where that one starts."""
        self._has_formula = False
        self._has_inherited_style = False
        self._needs_repair = False
        self._has_division = False
        self._has_table = False
        self._hides_content = False
        self._last_comment = -1
        """Place of the latest comment."""
        self._last_image = ""
        """Address of the latest image, as written."""
        self._links: list[tuple[int, FootnoteLink | None]] = []
        """For each open link the place of its start."""
        self._noscripts: list[tuple[int, str]] = []
        """For each open `noscript` the place of its start, and the image before it."""
        self._media: list[_OpenMedium] = []
        self._last_block = -1
        """Place of a block, where `_holds_block` has found one."""

    def start(self, name: str, attributes: Attributes) -> None:
        """Take the start of an element."""
        if self._hidden_depth:
            self._hidden_depth += 1
        elif attributes or name in self._starts:
            self._start_by_rules(name, attributes)
        else:
            self._events.append((name, attributes))

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if self._hidden_depth:
            self._hidden_depth -= 1
            if not self._hidden_depth:
                del self._events[self._hidden_start :]
        elif name in self._ends:
            self._ends[name](name)
        else:
            self._events.append((name, None))

    def comment(self, text: str) -> None:
        """Take a comment; the last one of a text may lack its end. CDATA comes as one, too."""
        self._needs_repair = self._needs_repair or text.startswith("[CDATA[")
        self._last_comment = len(self._events)

    def close(self) -> _Walk:
        """Return what was taken, and be ready for the next text."""
        events = self._events.copy()
        events[_PLACE_IN_BODY:_PLACE_IN_BODY] = self.first
        if self._has_formula:
            events = _with_signs(events)
        if self._has_inherited_style:
            events = apply_inherited_styles(events, shows_invisible=self.reveals)
        if self._last_comment >= 0 and not any(
            isinstance(event, str) and not event.isspace()
            for event in self._events[self._last_comment :]
        ):
            self._needs_repair = True
        walk = _Walk(
            events, self._needs_repair, self._has_division, self._has_table, self._hides_content
        )
        self._events.clear()
        self._has_formula = self._has_inherited_style = False
        self._needs_repair = self._has_division = self._has_table = False
        self._hides_content = False
        self._last_comment = -1
        self._last_image = ""
        return walk

    def _start_by_rules(self, name: str, attributes: Attributes) -> None:
        if not visibility.DECIDING.isdisjoint(attributes):
            if visibility.is_never_shown(attributes):
                self._leave_out(name)
                return
            if visibility.is_hidden(attributes):
                self._hides_content = True
                if not self.reveals:
                    self._leave_out(name)
                    return
            if visibility.has_inherited_style(attributes):
                self._has_inherited_style = self._hides_content = True
        if name in NEEDS_REPAIR:
            self._needs_repair = True
        if name in self._starts:
            self._starts[name](name, attributes)
        else:
            self._events.append((name, attributes))

    def _leave_out(self, name: str) -> None:
        self._needs_repair = self._needs_repair or name in NEEDS_REPAIR
        if name not in visibility.VOID:
            self._hide(name, {})

    def _start_repairable(self, name: str, attributes: Attributes) -> None:
        self._events.append((name, attributes))

    def _start_division(self, name: str, attributes: Attributes) -> None:
        self._has_division = True
        self._events.append((name, attributes))

    def _start_table(self, name: str, attributes: Attributes) -> None:
        self._has_table = True
        self._events.append((name, attributes))

    def _hide(self, _name: str, _attributes: Attributes) -> None:
        self._hidden_depth = 1
        self._hidden_start = len(self._events)

    def _pass_over(self, _name: str, _attributes: Attributes) -> None:
        """Show nothing of a void element, but what the parser nests in it."""

    def _end_void(self, _name: str) -> None:
        """Leave out the end of an element that has no content."""

    def _start_enclosed(self, name: str, attributes: Attributes) -> None:
        self._has_formula = self._has_formula or name == "msqrt"
        self._events += [(name, attributes), visibility.ENCLOSED[name][0]]

    def _end_enclosed(self, name: str) -> None:
        self._events += [visibility.ENCLOSED[name][1], (name, None)]

    def _start_formula(self, name: str, attributes: Attributes) -> None:
        self._has_formula = True
        self._events.append((name, attributes))

    def _start_link(self, name: str, attributes: Attributes) -> None:
        self._links.append((len(self._events), visibility.footnote_link(attributes)))
        self._events.append((name, attributes))

    def _end_link(self, name: str) -> None:
        """Put a reference in the place of a footnote's mark, and nothing in that of the way back.

        A repeated mark reads ``[1:2]``.
        """
        start, kind = self._links.pop()
        if not kind or self._holds_block(start):
            self._events.append((name, None))
            return
        texts = (event for event in self._events[start:] if isinstance(event, str))
        label = clean_line("".join(texts)).strip("[]").partition(":")[0]
        is_mark = label and kind is FootnoteLink.REFERENCE
        self._events[start:] = [(FOOTNOTE, {"label": label})] if is_mark else []

    def _holds_block(self, start: int) -> bool:
        """Say whether a block follows `start`. An inline that holds one is likely to lack its end.

        The block found last is remembered, so that deep nesting stays linear.
        """
        events = self._events
        places = (self._last_block,) if start <= self._last_block < len(events) else ()
        for place in chain(places, range(start, len(events))):
            event = events[place]
            if not isinstance(event, str) and event[0] in visibility.BLOCKS:
                self._last_block = place
                return True
        return False

    def _add_image(self, _name: str, attributes: Attributes) -> None:
        if image := visibility.shown_image(attributes):
            self._last_image = image.address
            self._events.append((IMAGE, {**attributes, **image._asdict()}))

    def _add_input(self, _name: str, attributes: Attributes) -> None:
        mark = visibility.check_mark(attributes)
        if mark and self._is_at_start_of_item():
            self._events.append((TASK, {"mark": mark}))
        elif words := mark or visibility.words_of_input(attributes):
            self._events.append(words)

    def _is_at_start_of_item(self) -> bool:
        for event in reversed(self._events):
            if isinstance(event, str):
                if event.strip():
                    return False
            elif event[1] is None or event[0] not in _AROUND_CHECK_BOX:
                return event[0] == "li" and event[1] is not None
        return False

    def _start_noscript(self, name: str, attributes: Attributes) -> None:
        self._noscripts.append((len(self._events), self._last_image))
        self._last_image = ""
        self._events.append((name, attributes))

    def _end_noscript(self, name: str) -> None:
        """Drop an image that only repeats the lazy one before it."""
        start, image = self._noscripts.pop()
        if image and self._last_image == image and not self._holds_block(start):
            del self._events[start:]
        else:
            self._events.append((name, None))
        self._last_image = self._last_image or image

    def _start_medium(self, name: str, attributes: Attributes) -> None:
        address = visibility.address_of_medium(attributes)
        if name not in visibility.VOID:
            self._media.append(_OpenMedium(len(self._events), name, attributes, address))
            self._events.append((name, attributes))
        elif address:
            self._events.append(_medium(attributes, address))

    def _take_source(self, _name: str, attributes: Attributes) -> None:
        medium = self._media[-1] if self._media else None
        if medium and not medium.address and medium.name in {"video", "audio"}:
            self._media[-1] = medium._replace(address=attributes.get("src", ""))

    def _end_medium(self, name: str) -> None:
        """Put a link in the place of a medium and of what else could be shown."""
        start, _, attributes, address = self._media.pop()
        if not address.strip():
            self._events.append((name, None))
        elif self._holds_block(start + 1):
            self._events[start : start + 1] = [_medium(attributes, address)]
        else:
            self._events[start:] = [_medium(attributes, address)]


def _medium(attributes: Attributes, address: str) -> Event:
    words = visibility.words_of_medium(attributes, address)
    return MEDIUM, {"words": words, "address": address}


def _with_signs(events: list[Event]) -> list[Event]:
    """Return `events` with the signs and brackets of formulas as texts."""
    signed: list[Event] = []
    open_parts = [_FormulaPart("", "")]
    for event in events:
        if isinstance(event, str):
            signed.append(event)
        elif event[1] is None:
            part = open_parts.pop()
            if part.bracket >= 0 and part.children > 1:
                signed[part.bracket] = "("
                signed.append(")")
            signed.append(event)
        else:
            signed += [open_parts[-1].sign_before_next(), event]
            if event[0] not in WITHOUT_END:
                open_parts.append(_FormulaPart(event[0], open_parts[-1].name))
                if open_parts[-1].may_need_brackets:
                    open_parts[-1].bracket = len(signed)
                    signed.append("")
    return signed


class _FormulaPart:
    """An open element, and how many it holds so far."""

    def __init__(self, name: str, parent: str) -> None:
        self.name = name
        self.children = 0
        self.may_need_brackets = name == "mrow" and parent in visibility.SIGNS_BETWEEN
        self.bracket = -1
        """Place of the text that becomes the opening bracket."""

    def sign_before_next(self) -> str:
        """Count a child, and return what stands before it."""
        signs = visibility.SIGNS_BETWEEN.get(self.name, "")
        self.children += 1
        return signs[: self.children - 1][-1:]


class _Parsers(threading.local):
    """A parser for each thread, which costs as much as a short post."""

    def __init__(self) -> None:
        self.renew()

    def renew(self) -> None:
        """Replace a parser that an error has left in the middle of a text."""
        self.target = _Target()
        self.parser = etree.HTMLParser(target=self.target, encoding="utf-8")


_PARSERS = _Parsers()
