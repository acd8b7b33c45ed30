"""Marks the ways back to a site that a scraper leaves below a post; they are kept.

Source: `boilerplate` for what counts as one.
"""

from collections.abc import Sequence
from dataclasses import replace

from reader.document.markup.boilerplate import MAX_PARAGRAPHS, leads_back
from reader.document.nodes import (
    Block,
    FootnoteList,
    Image,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Text,
)
from reader.document.plain_text import inline_text


def mark_navigation(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return `blocks` with the ways back at their end marked, at most three paragraphs.

    The first block stays as it is, so that a post of nothing but links is not all dimmed.
    """
    marked = list(blocks)
    end = len(marked)
    while end and isinstance(marked[end - 1], FootnoteList):
        end -= 1
    for place in range(end - 1, max(end - 1 - MAX_PARAGRAPHS, 0), -1):
        block = marked[place]
        if not isinstance(block, Paragraph) or not _leads_back(block.children):
            break
        marked[place] = replace(block, is_navigation=True)
    return tuple(marked)


def _leads_back(inlines: Sequence[Inline]) -> bool:
    pieces = []
    for inline in inlines:
        match inline:
            case Link(children, _) if not any(isinstance(child, Image) for child in children):
                pieces.append((inline_text(children), True))
            case Text(text):
                pieces.append((text, False))
            case LineBreak():
                pass
            case _:
                return False
    return leads_back(pieces)
