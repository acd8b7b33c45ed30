"""The names of the keys that a terminal can send, as Textual has them.

Source: `textual.keys` and the kitty keyboard protocol, which sends modifiers in alphabetical order.
"""

import string
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

from textual.keys import KEY_NAME_REPLACEMENTS, key_to_character

_NAMED = (
    *("escape", "enter", "tab", "space", "backspace", "insert", "delete", "home", "end"),
    *("left", "right", "up", "down", "pageup", "pagedown"),
    *(f"f{number}" for number in range(1, 36)),
)
_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_UNICODE_NAMES = {short: name for name, short in KEY_NAME_REPLACEMENTS.items()}
_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "control": "ctrl",
    "c": "ctrl",
    "m": "alt",
    "option": "alt",
    "s": "shift",
}
"""What other programs call keys and modifiers."""


def is_key(name: str) -> bool:
    """Say whether a terminal can send a key of this name."""
    *modifiers, base = name.split("+")
    if modifiers != sorted(set(modifiers)) or not set(modifiers) <= {*_MODIFIERS}:
        return False
    if base in _NAMED:
        return True
    character = "" if base in KEY_NAME_REPLACEMENTS else _character_of(base)
    if not character.isprintable() or not character.strip():
        return False
    return modifiers != ["shift"] and (not modifiers or base == base.lower())


def _character_of(base: str) -> str:
    """Return the character that a key types; empty for one that types none."""
    return key_to_character(_UNICODE_NAMES.get(base, base)) or ""


def full_name(key: str, names: Iterable[str]) -> str:
    """Return which of some names a character typed for itself has, as ``slash`` for ``/``."""
    if len(key) > 1:
        return key
    return next((name for name in names if _character_of(name) == key), key)


def nearest_key(name: str) -> str:
    """Return the key that was probably meant by a name that is none; may be empty."""
    meant = _in_order(name)
    if is_key(meant):
        return meant
    if len(meant) == 2 and meant.isalpha() and all(map(is_key, meant)):
        return " ".join(meant)  # vim's way to write a sequence
    return next(iter(get_close_matches(meant, _known_keys(), 1)), "")


def _in_order(name: str) -> str:
    """Return a name as Textual writes it: ``C-d``, ``^d`` and ``Ctrl+D`` as ``ctrl+d``."""
    if len(name) > 1 and name[0] == "^":
        name = f"ctrl+{name[1:]}"
    *before, base = name.strip("<>").replace("-", "+").split("+")
    modifiers = {_OTHER_NAMES.get(each.lower(), each.lower()) for each in before}
    if modifiers == {"shift"} and len(base) == 1:
        return base.upper()
    if len(base) > 1 or modifiers:
        base = _OTHER_NAMES.get(base.lower(), base.lower())
    return "+".join([*sorted(modifiers), base])


@cache
def _known_keys() -> tuple[str, ...]:
    """The keys that are offered as the nearest one."""
    letters = string.ascii_letters + string.digits
    marks = ("slash", "colon", "question_mark", "number_sign", "comma", "semicolon", "minus")
    held = (*string.ascii_lowercase, *_NAMED)
    return (
        *_NAMED,
        *letters,
        *marks,
        *(f"{modifier}+{key}" for modifier in ("ctrl", "alt") for key in held),
        *(f"shift+{key}" for key in _NAMED),
    )
