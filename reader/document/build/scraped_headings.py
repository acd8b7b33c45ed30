"""Headings that a scraper has left as paragraphs.

News sites bold them by script; what the scraper keeps is a short paragraph of its own with one
space before and after (``<p> 告别蛮荒发展：安全合规仍是最大挑战 </p>``), which no other
paragraph of these archives has. Its level is lost; it is given the third, below most that a
person wrote.
"""

import re
from collections.abc import Sequence

from reader.document.markup.html_events import Event

SCRAPED_LEVEL = 3

_HEADING = re.compile(r" \S(?:[^\n]{0,38}[^\s。！？!?；;，,：:、.…])? ")


def is_scraped_heading(events: Sequence[Event]) -> bool:
    """Say whether a paragraph that begins with three events has that shape.

    That is: plain text, at most 40 characters, no stop at its end.
    """
    match events:
        case [("p", attributes), str(text), ("p", None)]:
            return not attributes and _HEADING.fullmatch(text) is not None
    return False
