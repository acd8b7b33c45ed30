"""Text of a header or heading, as one line that a terminal may show."""

import html

from reader.terminal_text import clean_line


def plain_line(text: str) -> str:
    """Return `text` with HTML's entities decoded, then cleaned, on one line."""
    if "&" not in text:
        return clean_line(text)
    try:
        return clean_line(html.unescape(text))
    except ValueError:
        # A reference of more than 4,300 digits: Python refuses to make a number of it.
        return clean_line(text)
