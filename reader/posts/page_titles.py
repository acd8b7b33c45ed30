"""The title of a saved page, which stands in its head.

Source: HTML Living Standard, 4.2.2, *The title element*; the Open Graph protocol, whose `og:title`
pages have that leave their own empty.
"""

import re

from reader.posts.entities import plain_line

SEARCHED_CHARACTERS = 32_000
"""Characters from the beginning of a page within which its title stands: scripts come before."""

_START = re.compile(
    r"(?>\s+|<!--.*?-->|<\?.*?>)*+<(?:!doctype\s+html|html|head)\b", re.IGNORECASE | re.DOTALL
)
"""Without backtracking: thirty blank lines before a text would take minutes."""
_NOT_MARKUP = re.compile(
    r"<!--.*?-->|<(script|style|svg|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title\s*>", re.IGNORECASE | re.DOTALL)
_META = re.compile(r"<meta\b[^>]*\bog:title\b[^>]*>", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)
_MAX_TITLE_CHARACTERS = 1000


def looks_like_page(body: str) -> bool:
    """Say whether a body is a whole page of HTML and not a part of one."""
    return _START.match(body, 0, SEARCHED_CHARACTERS) is not None


def page_title(body: str) -> str:
    """Return the title of a page, cleaned; empty where it has none."""
    head = _NOT_MARKUP.sub("", body[:SEARCHED_CHARACTERS])
    title = _TITLE.search(head)
    own = plain_line(title[1][:_MAX_TITLE_CHARACTERS].strip()) if title else ""
    if own:
        return own
    meta = _META.search(head)
    content = _CONTENT.search(meta[0]) if meta else None
    written = next(filter(None, content.groups()), "") if content else ""
    return plain_line(written[:_MAX_TITLE_CHARACTERS].strip())
