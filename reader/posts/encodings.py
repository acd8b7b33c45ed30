"""Bytes of a post file become text.

Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark (told by its zero bytes),
GB18030 (which holds GBK and GB2312), and last UTF-8 with every wrong byte replaced.
"""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, with line feeds only and without a byte order mark."""

    text: str
    is_guessed: bool = False
    """True where bytes had to be replaced."""


def decode(data: bytes, *, is_part: bool = False) -> Decoded:
    """Decode a file.

    Args:
        data: The file, or its beginning.
        is_part: The file goes on after `data`, so that its last character may be incomplete.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, is_part=is_part)
    zeros = _encoding_by_zeros(data[:_LOOKED_AT])
    for encoding in (zeros,) if zeros else ("utf-8", "gb18030"):
        try:
            return Decoded(_plain_lines(_decode_strictly(data, encoding, is_part=is_part)))
        except UnicodeDecodeError:
            continue
    return _decoded(data, "utf-8", is_part=is_part)


def _decoded(data: bytes, encoding: str, *, is_part: bool) -> Decoded:
    try:
        return Decoded(_plain_lines(_decode_strictly(data, encoding, is_part=is_part)))
    except UnicodeDecodeError:
        return Decoded(_plain_lines(data.decode(encoding, "replace")), is_guessed=True)


def _decode_strictly(data: bytes, encoding: str, *, is_part: bool) -> str:
    if not is_part:
        return data.decode(encoding)
    return codecs.getincrementaldecoder(encoding)().decode(data)


def _encoding_by_zeros(start: bytes) -> str | None:
    """Return the UTF-16 that `start` looks like: every other byte of ASCII text is zero."""
    if start.count(0) * 5 < len(start):
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _plain_lines(text: str) -> str:
    if "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text
