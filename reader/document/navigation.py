"""Finds the ways back to a site that a scraper leaves below a post.

Owns what counts as one: a paragraph at the end of nothing but links with short names, of which
one says that it leads back (返回, 首页, home), and of what parts them. It is kept, and marked.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from reader.document.nodes import Block, FootnoteList, Inline, LineBreak, Link, Paragraph, Text
from reader.document.plain_text import inline_text

_MOST_PARAGRAPHS = 3
_LONGEST_NAME = 20
_BETWEEN_LINKS = re.compile(r"[\s|｜·•/,，、;；\-—–«»<>›‹\[\]]*")
_WAY_BACK = re.compile(
    r"\W*(?:返回|回到|首[页頁]|主[页頁]|[上下]一[页頁篇]|(?:home|back|top|previous|next)\b)",
    re.IGNORECASE,
)


def mark_navigation(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return `blocks` with the ways back at their end marked, at most three paragraphs.

    The first block stays as it is, so that a post of nothing but links is not all dimmed.
    """
    marked = list(blocks)
    end = len(marked)
    while end and isinstance(marked[end - 1], FootnoteList):
        end -= 1
    for place in range(end - 1, max(end - 1 - _MOST_PARAGRAPHS, 0), -1):
        block = marked[place]
        if not isinstance(block, Paragraph) or not _leads_back(block.children):
            break
        marked[place] = replace(block, is_navigation=True)
    return tuple(marked)


def _leads_back(inlines: Sequence[Inline]) -> bool:
    names = []
    for inline in inlines:
        match inline:
            case Link(children, _):
                names.append(inline_text(children))
            case Text(text) if _BETWEEN_LINKS.fullmatch(text):
                pass
            case LineBreak():
                pass
            case _:
                return False
    is_short = all(len(name) <= _LONGEST_NAME for name in names)
    return is_short and any(_WAY_BACK.match(name) for name in names)
