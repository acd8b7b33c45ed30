"""Decodes the bytes of a post file.

Tried in this order: a byte order mark, UTF-16 without a mark (told by its zero bytes), UTF-8, what
a saved page declares (``<meta charset>``), and what `east_asian` takes the text for: GB18030 (which
holds GBK and GB2312), Big5, Shift-JIS, EUC-JP or EUC-KR. A file that is none of them all through is
decoded as the one that leaves the fewest wrong bytes; each becomes U+FFFD.
"""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SEARCHED_BYTES = 64
"""Bytes searched for UTF-16: a header begins in ASCII, but Chinese text follows."""
_DECLARED_BYTES = 4096
"""Bytes searched for a declaration: a header may come before the page."""
_ENCODINGS_OF_PAGES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "iso-2022-jp": "iso2022_jp",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "koi8-r": "koi8_r",
    "windows-1251": "cp1251",
    "windows-1252": "cp1252",
    "iso-8859-1": "cp1252",
}
"""Python's codecs for the labels of pages. Source: WHATWG Encoding Standard, *Names and labels*."""
_MAX_WRONG_SHARE = 0.2
"""Share of wrong characters up to which a text is UTF-8 with a few bytes amiss: text that was cut
inside a character is often valid GB18030 by chance, and text in GB18030 is nine tenths wrong."""
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, with line feeds only and without a byte order mark."""

    text: str
    is_guessed: bool = False
    """True where bytes had to be replaced."""
    doubtful_encoding: str = ""
    """The name of the encoding, where another one would fit nearly as well."""


def decode(data: bytes, *, is_part: bool = False) -> Decoded:
    """Decode a file.

    Args:
        data: The file, or its beginning.
        is_part: The file goes on after `data`, so that its last character may be incomplete.
    """
    data, encoding = _by_its_start(data)
    try:
        return Decoded(plain_lines(_decode(data, encoding, "strict", is_part)))
    except UnicodeDecodeError:
        text = _decode(data, encoding, "replace", is_part)
    declared = _decode_as_declared(data, is_part)
    if declared is not None:
        return declared
    if encoding == "utf-8" and _wrong_share(text) > _MAX_WRONG_SHARE:
        return _decode_east_asian(data, text, is_part)
    return Decoded(plain_lines(text), is_guessed=True)


def _by_its_start(data: bytes) -> tuple[bytes, str]:
    """Return the bytes after a byte order mark, and the encoding to try first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :], encoding
    return data, _encoding_by_zeros(data[:_SEARCHED_BYTES]) or "utf-8"


def _decode_as_declared(data: bytes, is_part: bool) -> Decoded | None:
    """Decode a page by its own declaration; None where it has none, or one that is not true."""
    if b"charset" not in data[:_DECLARED_BYTES].lower():
        return None
    from bs4.dammit import EncodingDetector  # noqa: PLC0415 - 60 ms, for few files

    declared = EncodingDetector.find_declared_encoding(
        data[:_DECLARED_BYTES], is_html=True, search_entire_document=True
    )
    encoding = _ENCODINGS_OF_PAGES.get((declared or "").lower())
    if encoding is None:
        return None
    try:
        return Decoded(plain_lines(_decode(data, encoding, "strict", is_part)))
    except UnicodeDecodeError:
        return None


def _decode_east_asian(data: bytes, as_utf8: str, is_part: bool) -> Decoded:
    from reader.posts.source.east_asian import guess_encoding  # noqa: PLC0415 - for few files

    guess = guess_encoding(data)
    try:
        text = plain_lines(_decode(data, guess.codec, "strict", is_part))
        return Decoded(text, doubtful_encoding="" if guess.is_sure else guess.name)
    except UnicodeDecodeError:
        text = _decode(data, guess.codec, "replace", is_part)
    return Decoded(plain_lines(min(text, as_utf8, key=_wrong_share)), is_guessed=True)


def _decode(data: bytes, encoding: str, errors: str, is_part: bool) -> str:
    if not is_part:
        return data.decode(encoding, errors)
    return codecs.getincrementaldecoder(encoding)(errors).decode(data)


def _wrong_share(text: str) -> float:
    """Return the share of replaced characters among those that are not ASCII."""
    wide = len(text) - len(text.encode("ascii", "ignore"))
    return text.count(_REPLACEMENT) / wide if wide else 0.0


def _encoding_by_zeros(start: bytes) -> str | None:
    """Return the UTF-16 that `start` looks like: every other byte of ASCII text is zero."""
    if start.count(0) * 5 < len(start) or len(start) < 4:
        return None
    even, odd = start[::2].count(0), start[1::2].count(0)
    if min(even, odd) * 10 > max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def plain_lines(text: str) -> str:
    """Return a text with line feeds only."""
    if "\r" in text:
        return text.replace("\r\n", "\n").replace("\r", "\n")
    return text
