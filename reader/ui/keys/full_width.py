"""The Latin keys of what an input method types while it is on: ``？`` for ``?``, ``。`` for ``.``.

Source: Unicode's compatible characters (NFKC); the punctuation of Chinese input methods (Rime's
and Fcitx's tables).
"""

from functools import lru_cache
from unicodedata import name, normalize

from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character

_PUNCTUATION = {
    "、": "\\/",
    **dict(zip("。·…—￥“”‘’", ".`^_$\"\"''", strict=True)),
    **dict(zip("【】「」『』《》〈〉", "[]{}{}<><>", strict=True)),
}
"""The keys that type punctuation without a compatible Latin character, the likeliest first."""
_NOT_LOOKED_UP = {
    "fullwidth_hyphen_minus": "－",
    "fullwidth_less_than_sign": "＜",
    "fullwidth_greater_than_sign": "＞",
}
"""Names with a hyphen, which Textual replaces and then does not find."""


@lru_cache(1024)
def latin_keys(key: str) -> tuple[str, ...]:
    """Return Textual's names of the Latin keys that a key stands for, the likeliest first.

    Args:
        key: Textual's name of a key, ``fullwidth_solidus`` for ``／``.

    Returns:
        None for a key that is Latin already, and for letters of other scripts.
    """
    typed = _NOT_LOOKED_UP.get(key) or key_to_character(key) or ""
    if len(typed) != 1 or typed.isascii():
        return ()
    latin = _PUNCTUATION.get(typed) or normalize("NFKC", typed)
    return tuple(map(_name_of, latin)) if latin.isascii() else ()


def _name_of(character: str) -> str:
    """Return Textual's name of the key that types an ASCII character."""
    if character.isalnum():
        return character
    long = name(character).lower().replace(" ", "_").replace("-", "_")
    return KEY_NAME_REPLACEMENTS.get(long, long)
