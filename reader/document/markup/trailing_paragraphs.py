"""The last paragraphs of what HTML shows, read from its end."""

from collections.abc import Iterator, Sequence

from reader.document.markup.boilerplate import Pieces
from reader.document.markup.html_events import WITHOUT_END, Event
from reader.document.markup.visibility import BLOCKS

_CONTAINERS = frozenset(
    {
        *("address", "article", "aside", "body", "center", "div", "footer", "header", "html"),
        *("main", "nav", "p", "section"),
    }
)
_ONE_LINE_BREAK = [("\n", False)]
_MEANINGLESS = frozenset({"font", "span"})


def trailing_paragraphs(events: Sequence[Event]) -> Iterator[tuple[int, Pieces]]:
    """Yield the last paragraphs, the last one first, each with the place where it starts.

    Ends before the first paragraph, and before what is more than text and links: a list, a table,
    an image, emphasis.
    """
    pieces: list[tuple[str, bool]] = []
    for place, text, is_link in _pieces_backwards(events):
        if text is None or (text == "\n" and pieces and pieces[-1][0] == "\n"):
            if pieces and pieces != _ONE_LINE_BREAK:
                yield place, _joined(pieces)
            pieces = []
        else:
            pieces.append((text, is_link))


def _pieces_backwards(events: Sequence[Event]) -> Iterator[tuple[int, str | None, bool]]:
    """Yield places and words, the last ones first, with True for those of links.

    A line break is a line feed; None stands where a block starts or ends.
    """
    place = len(events)
    while place:
        place -= 1
        event = events[place]
        if isinstance(event, str):
            if not event.isspace():
                yield place, event, False
            continue
        name = event[0]
        if name in _CONTAINERS:
            yield place, None, False
        elif name == "a":
            link = _link_backwards(events, place)
            if not link:
                return
            place, words = link
            yield place, words, True
        elif name == "br":
            yield place, "\n", False
        elif name not in _MEANINGLESS:
            return


def _link_backwards(events: Sequence[Event], end: int) -> tuple[int, str] | None:
    """Return the start and the words of the link that ends at `end`, None for more than words."""
    words: list[str] = []
    for place in range(end - 1, -1, -1):
        event = events[place]
        if isinstance(event, str):
            words.append(event)
        elif event[0] == "a":
            return place, "".join(reversed(words))
        elif event[0] in BLOCKS or event[0] in WITHOUT_END:
            break
    return None


def _joined(pieces: list[tuple[str, bool]]) -> Pieces:
    """Return pieces in order, neighbouring texts as one."""
    if len(pieces) == 1:
        return pieces
    joined: list[tuple[str, bool]] = []
    for text, is_link in reversed(pieces):
        if joined and not is_link and not joined[-1][1]:
            joined[-1] = (joined[-1][0] + text, False)
        else:
            joined.append((text, is_link))
    return joined
