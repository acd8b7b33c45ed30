"""Converts YAML to plain values straight from libyaml's events.

Half the time of PyYAML's own loaders, which compose a tree first; and deep nesting ends where it
is too deep: libyaml's composer crashes the process on 30 KB of ``[``. Scalars stay as written,
merge keys are keys like any other, and what an alias repeats counts as if it were written out.

Source: YAML 1.1.
"""

import yaml
from frontmatter.default_handlers import YAMLHandler

from reader.messages.problem_kinds import ProblemKind
from reader.posts.front_matter.plain_values import (
    MAX_DEPTH,
    MAX_VALUES,
    NULLS,
    HeaderError,
    Value,
)

try:
    from yaml import CBaseLoader as BaseLoader
except ImportError:  # PyYAML was built without libyaml
    from yaml import BaseLoader  # type: ignore[assignment]


_HANDLER = YAMLHandler()
_KINDS = (
    ("mapping values are not allowed", ProblemKind.YAML_COLON),
    ("found unknown escape character", ProblemKind.YAML_BACKSLASH),
    ("found character '\\t'", ProblemKind.YAML_TAB),
    ("cannot start any token", ProblemKind.YAML_RESERVED_CHARACTER),
    ("did not find expected <document start>", ProblemKind.YAML_TEXT_AFTER_VALUE),
    ("found unexpected end of stream", ProblemKind.YAML_OPEN_QUOTES),
    ("did not find expected key", ProblemKind.YAML_NESTED_QUOTES),
    ("could not find expected ':'", ProblemKind.YAML_NO_COLON),
    ("did not find expected alphabetic", ProblemKind.YAML_ANCHOR_OR_ALIAS),
    ("did not find expected ',' or ']'", ProblemKind.YAML_OPEN_LIST),
    ("did not find expected ',' or '}'", ProblemKind.YAML_OPEN_BRACES),
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
        raise HeaderError(_kind_of(error), line) from error
    except yaml.reader.ReaderError as error:
        raise HeaderError(ProblemKind.YAML_CONTROL_CHARACTER) from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise HeaderError(ProblemKind.NOT_YAML) from error
    return loaded


def _kind_of(error: yaml.MarkedYAMLError) -> ProblemKind:
    words = f"{error.problem or ''} {error.context or ''}"
    return next((kind for sign, kind in _KINDS if sign in words), ProblemKind.NOT_YAML)


class PlainLoader(BaseLoader):
    """A loader for ``yaml.load``; raises `HeaderError` besides PyYAML's own errors."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._left = MAX_VALUES
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
            raise HeaderError(ProblemKind.YAML_SEVERAL_DOCUMENTS, _line(end))
        return value

    def _next(self) -> yaml.Event:
        event = self.get_event()
        if event is None:
            raise HeaderError(ProblemKind.NOT_YAML)
        return event

    def _value(self, event: yaml.Event, depth: int) -> Value:
        before = self._left
        self._spend(1)
        if depth > MAX_DEPTH:
            raise HeaderError(ProblemKind.HEADER_TOO_DEEP, _line(event))
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
                raise HeaderError(ProblemKind.YAML_BRACKETS_AS_KEY, _line(event))
            pairs[event.value] = self._value(self._next(), depth + 1)
        return pairs

    def _repeated(self, event: yaml.AliasEvent) -> Value:
        if event.anchor not in self._anchors:
            raise HeaderError(ProblemKind.YAML_UNKNOWN_ALIAS, _line(event))
        value, size = self._anchors[event.anchor]
        self._spend(size)
        return value

    def _spend(self, values: int) -> None:
        self._left -= values
        if self._left < 0:
            raise HeaderError(ProblemKind.HEADER_TOO_LARGE)


def _scalar(event: yaml.ScalarEvent) -> Value:
    text: str = event.value
    return None if not text or (event.implicit[0] and text in NULLS) else text


def _line(event: yaml.Event) -> int | None:
    """Return the line of an event, from 1."""
    return event.start_mark.line + 1 if event.start_mark else None
