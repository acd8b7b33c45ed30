"""YAML becomes plain values straight from libyaml's events.

Half the time of PyYAML's own loaders, which compose a tree first; and deep nesting ends where it
is too deep: libyaml's composer crashes the process on 30 KB of ``[``. Scalars stay as written,
merge keys are keys like any other, and what an alias repeats counts as if it were written out.

Source: YAML 1.1.
"""

import yaml
from frontmatter.default_handlers import YAMLHandler

from reader.posts.front_matter.plain_values import (
    MOST_DEPTH,
    MOST_VALUES,
    NULLS,
    HeaderError,
    Value,
)

try:
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # PyYAML was built without libyaml
    from yaml import BaseLoader  # type: ignore[assignment]


_HANDLER = YAMLHandler()
_REASONS = (
    ("mapping values are not allowed", "a colon without quotes"),
    ("found unknown escape character", "a backslash inside double quotes"),
    ("found character '\\t'", "a tab where spaces must stand"),
    ("cannot start any token", "a character that must stand in quotes"),
    ("did not find expected <document start>", "text after the end of a value"),
    ("found unexpected end of stream", "quotes that are not closed"),
    ("did not find expected key", "quotes inside quotes, or text after them"),
    ("could not find expected ':'", "a line without a colon"),
    ("did not find expected alphabetic", "an asterisk or ampersand without quotes"),
    ("did not find expected ',' or ']'", "a list that is not closed"),
    ("did not find expected ',' or '}'", "braces that are not closed"),
)


def parse_yaml(text: str) -> Value:
    """Parse one YAML document of bounded length.

    Raises:
        HeaderError: It is too deep, too much or no YAML.
    """
    try:
        loaded: Value = _HANDLER.load(text, Loader=PlainLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise HeaderError(_plain_reason(error), line) from error
    except yaml.reader.ReaderError as error:
        raise HeaderError("not YAML: a control character") from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise HeaderError("not YAML") from error
    return loaded


def _plain_reason(error: yaml.MarkedYAMLError) -> str:
    words = f"{error.problem or ''} {error.context or ''}"
    for sign, reason in _REASONS:
        if sign in words:
            return f"not YAML: {reason}"
    return "not YAML"


class PlainLoader(BaseLoader):
    """A loader for ``yaml.load``; raises `HeaderError` besides PyYAML's own errors."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._left = MOST_VALUES
        self._anchors: dict[str, tuple[Value, int]] = {}

    def get_single_data(self) -> Value:
        """Return the only document's value; PyYAML's name for what a loader does."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        value = self._value(self._next(), 0)
        self._next()
        end = self._next()
        if not isinstance(end, yaml.StreamEndEvent):
            raise HeaderError("not YAML: more than one document", _line(end))
        return value

    def _next(self) -> yaml.Event:
        event = self.get_event()
        if event is None:
            raise HeaderError("not YAML")
        return event

    def _value(self, event: yaml.Event, depth: int) -> Value:
        before = self._left
        self._spend(1)
        if depth > MOST_DEPTH:
            raise HeaderError("nested too deeply", _line(event))
        if isinstance(event, yaml.ScalarEvent):
            value = _scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            value = self._mapping(depth)
        elif isinstance(event, yaml.AliasEvent):
            return self._repeated(event)
        else:
            value = self._list(depth)
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self._anchors[event.anchor] = (value, before - self._left)
        return value

    def _list(self, depth: int) -> Value:
        items: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._value(event, depth + 1))
        return items

    def _mapping(self, depth: int) -> Value:
        pairs: dict[str, Value] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise HeaderError("not YAML: brackets or braces without quotes", _line(event))
            pairs[event.value] = self._value(self._next(), depth + 1)
        return pairs

    def _repeated(self, event: yaml.AliasEvent) -> Value:
        if event.anchor not in self._anchors:
            raise HeaderError("not YAML: an asterisk without quotes", _line(event))
        value, size = self._anchors[event.anchor]
        self._spend(size)
        return value

    def _spend(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            raise HeaderError("too many values, or aliases that repeat too much")


def _scalar(event: yaml.ScalarEvent) -> Value:
    text: str = event.value
    return None if not text or (event.implicit[0] and text in NULLS) else text


def _line(event: yaml.Event) -> int | None:
    """Return the line of an event, from 1."""
    return event.start_mark.line + 1 if event.start_mark else None
