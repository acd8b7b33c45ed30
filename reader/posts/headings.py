"""The first heading of a body, which titles a post that has no title."""

import html
import re

from reader.terminal_text import clean_line

_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)
_SETEXT = re.compile(r"^ {0,3}(\S.*)\n {0,3}(?:=+|-+)[ \t]*$", re.MULTILINE)
_HTML = re.compile(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]\s*>", re.IGNORECASE | re.DOTALL)
_FENCED = re.compile(r"^(```+|~~~+).*?(?:^\1|\Z)", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?")
_MARKS = re.compile(r"[*`~]+|\\(?=[!-/:-@\[-`{-~])|\{:?[.#:][^{}]*\}")


def first_heading(body: str) -> str:
    """Return the text of the first heading of a body, cleaned; empty where there is none."""
    text = _FENCED.sub("", body)
    matches = [found for pattern in (_ATX, _SETEXT, _HTML) if (found := pattern.search(text))]
    for match in sorted(matches, key=lambda found: found.start()):
        heading = _plain(match[1])
        if heading:
            return heading
    return ""


def _plain(markup: str) -> str:
    text = _MARKS.sub("", _LINK.sub(r"\1", _TAG.sub("", markup)))
    return clean_line(html.unescape(text))
