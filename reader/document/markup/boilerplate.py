"""The boilerplate that a scraper leaves below a post, told by its paragraphs.

Owns what counts as one. A way back is a paragraph of nothing but links with short names, of which
one says that it leads back (返回, 首页, home), and of what separates them. The address that a post
was taken from stands alone in a paragraph above the ways back; addresses anywhere else, or below
others, are the author's references. The pane dims the ways back; search
leaves both out.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

Pieces: TypeAlias = Sequence[tuple[str, bool]]
"""The texts of a paragraph in order, each with True where it is a link."""

MAX_PARAGRAPHS = 3
"""Paragraphs at the end of a body that can be boilerplate; the first of a body never is."""

_MAX_NAME_CHARACTERS = 20
_SEPARATORS = r"\s|｜·•/,，、;；\-—–«»<>›‹\[\]"
_BETWEEN_LINKS = re.compile(rf"[{_SEPARATORS}]*")
_ADDRESS = re.compile(rf"(?:https?://[!-;=?-~]++|[{_SEPARATORS}])*+", re.IGNORECASE)
_WAY_BACK = re.compile(
    r"""\W*(?:
        返回 | 回到(?:首[页頁]|主[页頁]|[顶頂]部|目[录錄]|列表|上) | [上下]一[页頁篇]
        | (?:网站|網站)?(?:首[页頁]|主[页頁])\W*\Z
        | (?:(?:go\s)?back|home|top|previous|next)
          (?:\s+(?:to|page|post|article|story)\b | \W*\Z | [:：])
    )""",
    re.IGNORECASE | re.VERBOSE,
)


def leads_back(pieces: Pieces) -> bool:
    """Return True for a paragraph that is the way back to the site."""
    names = [text for text, is_link in pieces if is_link]
    return (
        any(map(_WAY_BACK.match, names))
        and all(len(name) <= _MAX_NAME_CHARACTERS for name in names)
        and all(is_link or _BETWEEN_LINKS.fullmatch(text) for text, is_link in pieces)
    )


def is_address(pieces: Pieces) -> bool:
    """Return True for a paragraph of nothing but one address."""
    return sum(text.count("://") for text, _ in pieces) == 1 and all(
        _ADDRESS.fullmatch(text) for text, _ in pieces
    )
