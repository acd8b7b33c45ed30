"""Values of Liquid expressions: what is true, what is equal, how a value is written.

Texts of headers and settings stay as they were written, so that ``false`` and ``3`` are told from
other texts here, when they are compared.

Source: Liquid's documentation, "Truthy and falsy" and "Types".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias


class Unknown:
    """The value of what only the published site knows, such as ``site.posts``."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
Value: TypeAlias = "str | int | float | bool | list[Value] | Mapping[str, Value] | Unknown | None"

MAX_TEXT_CHARACTERS = 100_000
"""Of one value; a longer one is cut."""
MAX_ITEMS = 2_000
"""Of one list."""
_MAX_NUMBER = 1e15


def bounded(value: Value) -> Value:
    """Return a value cut to what is worked with."""
    if isinstance(value, str) and len(value) > MAX_TEXT_CHARACTERS:
        return value[:MAX_TEXT_CHARACTERS]
    if isinstance(value, list) and len(value) > MAX_ITEMS:
        return value[:MAX_ITEMS]
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if abs(value) <= _MAX_NUMBER and not math.isnan(value) else None
    return value


def is_true(value: Value) -> bool | None:
    """Say whether a value is true; None where that is not known."""
    if isinstance(value, Unknown):
        return None
    return value is not None and value is not False and value != "false"


def text_of(value: Value) -> str:
    """Return a value as an output shows it; nothing for one that holds too much."""
    match value:
        case None | Unknown():
            return ""
        case bool():
            return "true" if value else "false"
        case list():
            return "".join(map(text_of, value)) if is_small(value) else ""
        case Mapping():
            pairs = (f'"{key}"=>"{text_of(item)}"' for key, item in value.items())
            return "{" + ", ".join(pairs) + "}" if is_small(value) else ""
        case _:
            return str(value)


def is_small(value: Value) -> bool:
    """Say whether all that a value holds is no more than one text may be long."""
    weight, rest = 0, [value]
    while rest and weight <= MAX_TEXT_CHARACTERS:
        item = rest.pop()
        weight += len(item) + 1 if isinstance(item, str) else 1
        if isinstance(item, list):
            rest.extend(item)
        elif isinstance(item, Mapping):
            rest.extend(item.values())
    return weight <= MAX_TEXT_CHARACTERS


def number_of(value: Value) -> int | float | None:
    """Return a value as a number, or None if it is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if not isinstance(value, str) or len(value) > 20:
        return None
    try:
        number = Decimal(value.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number) > _MAX_NUMBER:
        return None
    return int(number) if "." not in value and "e" not in value.lower() else float(number)


def items_of(value: Value) -> list[Value]:
    """Return what a value holds, as a loop or a filter of lists sees it."""
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return [[key, item] for key, item in value.items()]
    return [] if value is None or value == "" or isinstance(value, Unknown) else [value]


def is_equal(left: Value, right: Value) -> bool:
    """Say whether two values are equal: as numbers where both are, else as texts."""
    if isinstance(left, bool) or isinstance(right, bool):
        return _truth_word(left) == _truth_word(right)
    if left is None or right is None:
        return left is right
    one, other = number_of(left), number_of(right)
    return one == other if one is not None and other is not None else left == right


def is_less(left: Value, right: Value) -> bool:
    """Say whether a value is less than another of its type."""
    one, other = number_of(left), number_of(right)
    if one is not None and other is not None:
        return one < other
    return isinstance(left, str) and isinstance(right, str) and left < right


def holds(whole: Value, part: Value) -> bool:
    """Say whether a text or list contains a value."""
    if isinstance(whole, str):
        return text_of(part) in whole and part is not None
    if isinstance(whole, Mapping):
        return text_of(part) in whole
    return any(is_equal(item, part) for item in items_of(whole))


def _truth_word(value: Value) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
