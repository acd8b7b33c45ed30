"""Where keys and values stand in the text of a TOML file: tomllib says so of syntax errors only.

Good enough for sentences: a key within an inline table or a long array has its table's place.

Source of the grammar: TOML 1.0, "Keys" and "Table".
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

KeyPath = tuple[str, ...]
"""The parts of a dotted key; of an array of tables, its key, or that and a table's number."""

_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(?P<open>\[\[?)[ \t]*(?P<key>{_DOTTED})[ \t]*\]")
_VALUE = re.compile(rf"[ \t]*(?P<key>{_DOTTED})[ \t]*=[ \t]*")
_PARTS = re.compile(_PART)
_LONG_TEXT = re.compile('"""|' + "'''")


class Place(NamedTuple):
    """Where a key stands and where its value begins, all counted from 1; 0 is unknown."""

    line: int = 0
    key_column: int = 0
    value_column: int = 0


def key_places(text: str) -> Mapping[KeyPath, Place]:
    """Return the place of every key and table that has a line of its own."""
    places: dict[KeyPath, Place] = {}
    table: KeyPath = ()
    for number, line in _lines_with_keys(text):
        if header := _HEADER.match(line):
            table = _parts_of(header["key"])
            column = header.start("key") + 1
            place = Place(number, column, column)
            if header["open"] == "[[":
                places.setdefault(table, place)
                table = (*table, str(_tables_so_far(places, table)))
            places.setdefault(table, place)
        elif value := _VALUE.match(line):
            place = Place(number, value.start("key") + 1, value.end() + 1)
            places.setdefault((*table, *_parts_of(value["key"])), place)
    return places


def place_of(path: KeyPath, places: Mapping[KeyPath, Place]) -> Place:
    """Return the place of a key, or of the nearest table around it that is known."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Place())


def _lines_with_keys(text: str) -> Iterator[tuple[int, str]]:
    """Yield numbered lines, without those that begin inside a text of several lines."""
    is_inside = False
    for number, line in enumerate(text.split("\n"), 1):
        if not is_inside:
            yield number, line
        is_inside ^= len(_LONG_TEXT.findall(line)) % 2 == 1


def _tables_so_far(places: Mapping[KeyPath, Place], key: KeyPath) -> int:
    return sum(path[:-1] == key and path[-1].isdigit() for path in places)


def _parts_of(dotted: str) -> KeyPath:
    return tuple(part.strip("\"'") for part in _PARTS.findall(dotted))
