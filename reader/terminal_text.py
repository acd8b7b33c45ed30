r"""Text from outside, made safe to put on a terminal.

Owns one invariant: what leaves these functions holds no character that a terminal acts on, that
reorders text, or that only hides something in it. Call them *after* every decoding (YAML escapes,
HTML entities, percent), because ``"\e[31m"`` and ``&#27;`` become an escape character only there.

Zero-width characters that text needs stay: the joiners of emoji and Persian, and the marks of
where a line may break.

Source: ECMA-48 (C0, C1), Unicode UAX #9 (bidirectional controls), Unicode Standard 23.3
(deprecated format characters), 23.7 (noncharacters), 23.8 (annotations), 23.9 (tags).
"""

import re

_CONTROL_PICTURES = 0x2400
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_NONCHARACTERS = "".join(
    chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17)
)
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb"
    f"\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}\U000e0001]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
"""Tags spell a region behind a black flag, as in the flag of Wales; elsewhere they are unseen."""
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029|\x0c|\x0b|\x85")
_SEQUENCE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]P_^X][^\x1b\x07]*(?:\x07|\x1b\\)?|[ -/]*[0-~])|[^\n]\x08"
)
_WHITE_SPACE = re.compile(r"[ \t\n]+")


def clean_text(text: str) -> str:
    """Return `text` with every unsafe character replaced by a visible substitute.

    Line feeds and tabs stay (a layout expands tabs); the other line ends become line feeds. C0
    controls become their control picture (ESC shows as ␛), everything else U+FFFD.
    """
    if (
        text.isprintable() or _UNSAFE.search(text) is None
    ):  # tells of a title in a tenth of the time
        return text
    return _UNSAFE.sub(_substitute, _LINE_ENDS.sub("\n", text))


def without_sequences(text: str) -> str:
    """Return what a program prints without colours, links, titles, and letters typed twice.

    The result must still be cleaned.

    Source: ECMA-48, 5.4 and 5.6; `col -b` for backspaces.
    """
    return _SEQUENCE.sub("", text) if "\x1b" in text or "\x08" in text else text


def clean_json(text: str) -> str:
    """Return JSON that says the same with every unsafe character escaped."""
    return text if text.isprintable() else _UNSAFE.sub(_escape, text)


def clean_line(text: str) -> str:
    """Return `text` cleaned and on one line, runs of spaces, tabs and line feeds made one space."""
    cleaned = clean_text(text)
    if "\n" in cleaned or "\t" in cleaned or "  " in cleaned:
        cleaned = _WHITE_SPACE.sub(" ", cleaned)
    return cleaned.strip(" ")


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _substitute(match: re.Match[str]) -> str:
    code_point = ord(match[0][0])
    if code_point < 0x20:
        return chr(_CONTROL_PICTURES + code_point)
    return "\N{SYMBOL FOR DELETE}" if code_point == 0x7F else _REPLACEMENT
