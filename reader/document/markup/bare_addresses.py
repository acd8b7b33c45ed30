"""Finds addresses that stand in plain text, as GFM's extended autolinks do.

Only characters that a URL can hold in ASCII belong to an address, so a Chinese full stop,
bracket or word right behind it ends it.

Source: GFM 0.29, 6.9 Autolinks (extension).
"""

import re
from collections.abc import Iterator

_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9_.+\-/@])(?:https?://|www\.)"
    r"[A-Za-z0-9\[][A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]*",
    re.IGNORECASE,
)
_TRAILING_PUNCTUATION = "?!.,:*_~'\";"
_BRACKETS = {")": "(", "]": "["}
_MARKS = ("://", "www.", "WWW.", "Www.")


def find_addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each bare address in `text`, in order."""
    if not any(mark in text for mark in _MARKS):
        return
    for match in _ADDRESS.finditer(text):
        end = match.start() + _length_without_punctuation(match[0])
        host = text[match.start() : end].partition("://")[2]
        if host or "." in text[match.start() + 4 : end]:
            yield match.start(), end


def complete_address(address: str) -> str:
    """Return a bare `address` with its scheme (``www.`` alone means http, as in GFM)."""
    return address if "://" in address else f"http://{address}"


def _length_without_punctuation(address: str) -> int:
    """Leave out closing punctuation and closing brackets that were not opened inside."""
    excess = {
        close: address.count(close) - address.count(open_) for close, open_ in _BRACKETS.items()
    }
    end = len(address)
    while end:
        last = address[end - 1]
        if excess.get(last, 0) > 0:
            excess[last] -= 1
        elif last not in _TRAILING_PUNCTUATION:
            break
        end -= 1
    return end
