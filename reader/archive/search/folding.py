"""The form in which names are compared; imports little, because a shell's Tab waits for it."""

import unicodedata


def fold(text: str) -> str:
    """Return the form in which names are compared: letter case and full width folded.

    Source: Unicode UAX #15 (NFKC) and chapter 3.13 (case folding).
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()
