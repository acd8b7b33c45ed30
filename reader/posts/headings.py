"""The first heading of a body, which titles a post that has no title."""

import re

from reader.posts.entities import plain_line

SEARCHED_CHARACTERS = 4000
"""Characters from the beginning of a body within which a heading may title it."""

_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*)$", re.MULTILINE)
_SETEXT = re.compile(
    r"^ {0,3}(?![-+*>|#<=]|\d{1,9}[.)])(\S.*)\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE
)
_HTML = re.compile(r"<h[1-6]\b[^>]{0,300}>(.{0,1000}?)</h[1-6]\s*>", re.IGNORECASE | re.DOTALL)
_NOT_TEXT = re.compile(r"^(```+|~~~+).*?(?:^\1|\Z)|<!--.*?(?:-->|\Z)", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])")
_MARKS = re.compile(r"[*`~]+|\\(?=[!-/:-@\[-`{-~])|\{:?[.#:][^{}]*\}")


def first_heading(body: str) -> str:
    """Return the text of the first heading of a body, cleaned; empty if there is none."""
    text = _NOT_TEXT.sub("", body[:SEARCHED_CHARACTERS])
    matches = [found for pattern in (_ATX, _SETEXT, _HTML) if (found := pattern.search(text))]
    for match in sorted(matches, key=lambda found: found.start()):
        heading = _plain(match[1])
        if heading:
            return heading
    return ""


def _plain(markup: str) -> str:
    text = _MARKS.sub("", _LINK.sub(r"\1", _TAG.sub("", _without_closing_marks(markup))))
    return plain_line(text)


def _without_closing_marks(heading: str) -> str:
    """Remove the number signs that may close a heading, after a space."""
    text = heading.rstrip()
    opened = text.rstrip("#")
    return opened if opened.endswith((" ", "\t")) else text
