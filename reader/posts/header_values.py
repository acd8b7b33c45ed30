"""A header's text becomes plain values: texts, lists and mappings, never anything else.

Owns the boundary to YAML, TOML and JSON. Three rules hold here:

* Scalars stay the text that was written. YAML 1.1 would make ``NO`` false, ``012`` ten, ``10:30``
  six hundred and thirty, and raise on ``2024-02-30``; what a title or a tag is, is decided later.
* Nothing is parsed before it was bounded: libyaml crashes the process on 30 KB of ``[`` and spends
  9 s on 600 bytes of merge keys.
* What an alias repeats is bounded too: the values are counted while they are converted.

Source: YAML 1.1; TOML 1.0; RFC 8259.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml
from frontmatter.default_handlers import YAMLHandler

MOST_CHARACTERS = 16 * 1024
"""Longest header that is parsed; longer ones are read line by line."""
MOST_DEPTH = 32
_MOST_VALUES = 20_000

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""What a header can hold; None is YAML's null and an empty value."""

_DASHES = re.compile(r"^[ \t]*((?:[-?:][ \t]+)+)", re.MULTILINE)
_INDENTS = re.compile(r"^( *)(?=\S)", re.MULTILINE)
_LINE_IN_JSON = re.compile(r"line (\d+)")


class HeaderError(Exception):
    """A header that can't be parsed.

    Attributes:
        reason: A short clause that a person understands.
        line: Line of the header, from 1, or None.
    """

    def __init__(self, reason: str, line: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line


_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser with a constructor that leaves every scalar as it was written, and expands no
merge keys."""
_HANDLER = YAMLHandler()


def load_yaml(text: str, *, most_characters: int = MOST_CHARACTERS) -> dict[str, Value]:
    """Parse YAML that is a mapping, or nothing.

    Raises:
        HeaderError: It is too long, too deep, no YAML, or no mapping.
    """
    _check_bounds(text, most_characters)
    try:
        loaded = _HANDLER.load(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise HeaderError(_plain_reason(error), line) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise HeaderError("not YAML") from error
    return _as_mapping(loaded)


def load_toml(text: str) -> dict[str, Value]:
    """Parse TOML.

    Raises:
        HeaderError: It is too long or no TOML.
    """
    _check_bounds(text, MOST_CHARACTERS)
    try:
        loaded = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        line = _LINE_IN_JSON.search(str(error))
        raise HeaderError("not TOML", int(line[1]) if line else None) from error
    return _as_mapping(loaded)


def load_json(text: str) -> tuple[dict[str, Value], int]:
    """Parse the JSON object that `text` begins with.

    Returns:
        The object, and the offset of what follows it.

    Raises:
        HeaderError: There is none.
    """
    try:
        _check_bounds(text[:MOST_CHARACTERS], MOST_CHARACTERS)
        loaded, end = json.JSONDecoder().raw_decode(text[:MOST_CHARACTERS])
    except json.JSONDecodeError as error:
        raise HeaderError("not JSON", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise HeaderError("not JSON") from error
    return _as_mapping(loaded), end


def _check_bounds(text: str, most_characters: int) -> None:
    if len(text) > most_characters:
        raise HeaderError(f"the header is longer than {most_characters:,} characters")
    if _depth(text) > MOST_DEPTH:
        raise HeaderError("nested too deeply")


def _depth(text: str) -> int:
    """Return a bound on the depth of nesting, quotes and comments counted as if they nested."""
    flow = deepest = 0
    for character in re.findall(r"[\[\]{}]", text):
        flow = flow + 1 if character in "[{" else max(flow - 1, 0)
        deepest = max(deepest, flow)
    dashes = max((len(match[1].split()) for match in _DASHES.finditer(text)), default=0)
    indents = len({len(match[1]) for match in _INDENTS.finditer(text)})
    return deepest + dashes + indents


_REASONS = (
    ("mapping values are not allowed", "a colon that is not in quotes"),
    ("found unknown escape character", "a backslash inside double quotes"),
    ("found character '\\t'", "a tab where spaces must stand"),
    ("cannot start any token", "a character that must stand in quotes"),
    ("did not find expected <document start>", "text after the end of a value"),
    ("found unexpected end of stream", "quotes that are not closed"),
    ("did not find expected key", "quotes inside quotes, or text after them"),
    ("could not find expected ':'", "a line without a colon"),
    ("found undefined alias", "an asterisk that is not in quotes"),
)


def _plain_reason(error: yaml.MarkedYAMLError) -> str:
    words = f"{error.problem or ''} {error.context or ''}"
    for sign, reason in _REASONS:
        if sign in words:
            return f"not YAML: {reason}"
    return "not YAML"


def _as_mapping(loaded: object) -> dict[str, Value]:
    if loaded is None or loaded == "":
        return {}
    if not isinstance(loaded, dict):
        raise HeaderError("the header is no list of keys and values")
    budget = iter(range(_MOST_VALUES))
    return {_as_key(key): _as_value(value, budget, 0) for key, value in loaded.items()}


def _as_value(value: Any, budget: Iterator[int], depth: int) -> Value:
    """Return a value as texts, lists and mappings; the one place that takes what a parser gave."""
    if next(budget, None) is None or depth > MOST_DEPTH:
        raise HeaderError("aliases that repeat too much")
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        pairs = value.items()
        return {_as_key(key): _as_value(item, budget, depth + 1) for key, item in pairs}
    if isinstance(value, (list, tuple)):
        return [_as_value(item, budget, depth + 1) for item in value]
    return str(value)


def _as_key(key: object) -> str:
    return key if isinstance(key, str) else str(key)
