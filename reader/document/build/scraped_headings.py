"""Headings that a scraper has left as paragraphs.

News sites bold them by script; what the scraper keeps is a short paragraph of its own with one
space before and after (``<p> 告别蛮荒发展：安全合规仍是最大挑战 </p>``), which no other
paragraph of these archives has. Its level is lost; it is given the third, below most that a
person wrote.
"""

import re

from bs4.element import NavigableString, Tag

SCRAPED_LEVEL = 3

_HEADING = re.compile(r" \S(?:[^\n]{0,38}[^\s。！？!?；;，,：:、.…])? ")


def is_scraped_heading(tag: Tag) -> bool:
    """Say whether a paragraph has that shape: plain text, 40 characters, no stop at its end."""
    contents = tag.contents
    if tag.name != "p" or tag.attrs or len(contents) != 1:
        return False
    text = contents[0]
    return isinstance(text, NavigableString) and _HEADING.fullmatch(text) is not None
