"""Converts a header's text to plain values: texts, lists and mappings, never anything else.

Owns the boundary to YAML, TOML and JSON. Three rules hold here:

* Scalars stay the text that was written. YAML 1.1 would make ``NO`` false, ``012`` ten, ``10:30``
  six hundred and thirty, and raise on ``2024-02-30``; what a title or a tag is, is decided later.
* Nothing is parsed before its length was bounded, nor deeper than `MAX_DEPTH`.
* There are at most `MAX_VALUES` of them.

Source: YAML 1.1; TOML 1.0; RFC 8259.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from reader.messages.problem_kinds import ProblemKind
from reader.posts.front_matter.plain_header import read_plain
from reader.posts.front_matter.plain_values import (
    MAX_CHARACTERS,
    MAX_DEPTH,
    MAX_VALUES,
    HeaderError,
    Value,
)

_MAX_DOTS = 200
"""Dots on a line of TOML: a dotted key costs tomllib the cube of its parts."""

_LINE_IN_MESSAGE = re.compile(r"line (\d+)")


def load_yaml(text: str, *, max_characters: int = MAX_CHARACTERS) -> dict[str, Value]:
    """Parse YAML that is a mapping, or nothing.

    Raises:
        HeaderError: It is too long, too deep, no YAML, or no mapping.
    """
    _check_length(text, max_characters)
    plain = read_plain(text)
    if plain is not None:
        return plain
    from reader.posts.front_matter.yaml_loader import parse_yaml  # noqa: PLC0415 - 40 ms few archives need

    return _checked_mapping(parse_yaml(text))


def load_toml(text: str) -> dict[str, Value]:
    """Parse TOML.

    Raises:
        HeaderError: It is too long or no TOML.
    """
    _check_length(text, MAX_CHARACTERS)
    if max(line.count(".") for line in text.split("\n")) > _MAX_DOTS:
        raise HeaderError(ProblemKind.HEADER_TOO_DEEP)
    try:
        return _plain_mapping(tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        line = _LINE_IN_MESSAGE.search(str(error))
        raise HeaderError(ProblemKind.NOT_TOML, int(line[1]) if line else None) from error


def load_json(text: str) -> tuple[dict[str, Value], int]:
    """Parse the JSON object that `text` begins with, no longer than `MAX_CHARACTERS`.

    Returns:
        The object, and the offset of what follows it.

    Raises:
        HeaderError: There is none.
    """
    try:
        loaded, end = json.JSONDecoder().raw_decode(text[:MAX_CHARACTERS])
        return _plain_mapping(loaded), end
    except json.JSONDecodeError as error:
        raise HeaderError(ProblemKind.NOT_JSON, error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise HeaderError(ProblemKind.NOT_JSON) from error


def _check_length(text: str, max_characters: int) -> None:
    if len(text) > max_characters:
        raise HeaderError(ProblemKind.HEADER_TOO_LONG, fields=(("max_characters", max_characters),))


def _checked_mapping(loaded: object) -> dict[str, Value]:
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise HeaderError(ProblemKind.HEADER_NOT_A_MAPPING)
    return loaded


def _plain_mapping(loaded: object) -> dict[str, Value]:
    budget = iter(range(MAX_VALUES))
    mapping = _checked_mapping(loaded)
    return {key: _plain_value(value, budget, 1) for key, value in mapping.items()}


def _plain_value(value: Any, budget: Iterator[int], depth: int) -> Value:
    """Return what TOML or JSON gave as texts, lists and mappings."""
    if next(budget, None) is None or depth > MAX_DEPTH:
        raise HeaderError(ProblemKind.HEADER_TOO_DEEP)
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return {key: _plain_value(item, budget, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain_value(item, budget, depth + 1) for item in value]
    return str(value)
