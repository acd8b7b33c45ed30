"""What HTML shows becomes blocks: the events of its elements open and close frames and marks."""

from collections.abc import Iterator
from itertools import groupby

from reader.document.addresses import LinkTable
from reader.document.build.block_elements import BLOCK_OPENERS, Closer
from reader.document.build.element import HtmlElement
from reader.document.build.inline_elements import INLINE_OPENERS
from reader.document.build.scraped_headings import SCRAPED_LEVEL, is_scraped_heading
from reader.document.build.tree import Tree
from reader.document.markup.html_events import WITHOUT_END, Event
from reader.document.nodes import Block

_OPENERS = BLOCK_OPENERS | INLINE_OPENERS


def build_blocks(shown: list[Event], links: LinkTable) -> tuple[Block, ...]:
    """Return the blocks of what HTML shows; addresses are numbered in `links`."""
    tree = Tree(links)
    closers: list[Closer | None] = []
    events = list(_with_joined_texts(shown))
    for place, event in enumerate(events):
        if isinstance(event, str):
            tree.add_text(event)
            continue
        name, attributes = event
        if attributes is None:
            if close := closers.pop():
                close()
            continue
        if is_scraped_heading(events[place : place + 3]):
            name = f"h{SCRAPED_LEVEL}"
        opener = _OPENERS.get(name)
        closer = opener(tree, HtmlElement(name, attributes)) if opener else None
        if name not in WITHOUT_END:
            closers.append(closer)
        elif closer:
            closer()
    return tree.finish()


def _with_joined_texts(events: list[Event]) -> Iterator[Event]:
    for is_text, group in groupby(events, lambda event: isinstance(event, str)):
        if is_text:
            yield "".join(event for event in group if isinstance(event, str))
        else:
            yield from group
