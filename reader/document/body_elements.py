"""What a body holds beyond words, told without parsing it.

A look at the markup alone: what only talks of a table, in code say, may be taken for one.

Source: CommonMark 0.31 (links, images, autolinks), GitHub Flavored Markdown (tables).
"""

import re
from collections.abc import Iterator

IMAGE, TABLE, LINK = "image", "table", "link"

_COMMENT = re.compile(r"<!--(?:(?!-->).){0,20000}-->", re.DOTALL)
_IMAGE = re.compile(r"<img\b", re.IGNORECASE)
_MARKDOWN_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\][(\[]")
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_MARKDOWN_TABLE = re.compile(
    r"^[^\n]*\|[^\n]*\n[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$",
    re.MULTILINE,
)
_LINK = re.compile(r"<a\b[^>]{0,2000}\bhref\b", re.IGNORECASE)
_WEB_SCHEME = re.compile(r"\bhttps?\Z", re.IGNORECASE)
_MARKDOWN_LINK = re.compile(r"(?<!!)\[[^\]\n]{1,500}\](?:\([^)\s]|\[)")
_AUTOLINK = re.compile(r"<[a-z][a-z0-9+.-]+:", re.IGNORECASE)


def elements_of(body: str, *, is_html: bool) -> frozenset[str]:
    """Return which of `IMAGE`, `TABLE` and `LINK` a body holds.

    Args:
        body: What follows the front matter.
        is_html: True where Markdown is not expected.
    """
    return frozenset(_elements(_COMMENT.sub("", body) if "<!--" in body else body, is_html=is_html))


def _elements(body: str, *, is_html: bool) -> Iterator[str]:
    if _IMAGE.search(body) or (not is_html and "![" in body and _MARKDOWN_IMAGE.search(body)):
        yield IMAGE
    if _TABLE.search(body) or (not is_html and "|" in body and _MARKDOWN_TABLE.search(body)):
        yield TABLE
    if _is_linking(body) or (not is_html and _is_linking_in_markdown(body)):
        yield LINK


def _is_linking(body: str) -> bool:
    return bool(_LINK.search(body)) or _holds_address(body)


def _holds_address(body: str) -> bool:
    """Look before each ``://`` alone: to look for the scheme takes twenty times as long."""
    mark = body.find("://")
    while mark >= 0:
        if _WEB_SCHEME.search(body, max(mark - len("https"), 0), mark):
            return True
        mark = body.find("://", mark + 1)
    return False


def _is_linking_in_markdown(body: str) -> bool:
    is_possible = "](" in body or "][" in body
    return bool((is_possible and _MARKDOWN_LINK.search(body)) or _AUTOLINK.search(body))
