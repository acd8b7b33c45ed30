"""What a header's values are, and the bounds on them."""

from typing import TypeAlias

from reader.messages.problem_kinds import Fields, ProblemKind

MAX_CHARACTERS = 16 * 1024
"""Longest header that is parsed; longer ones are read line by line."""
MAX_DEPTH = 32
"""Deepest nesting of lists and mappings."""
MAX_VALUES = 20_000
"""Values of one header, those that aliases repeat counted each time."""

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""What a header can hold; None is YAML's null and an empty value."""

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Spellings of null without quotes."""


class HeaderError(Exception):
    """A header that can't be parsed.

    Attributes:
        kind: What is wrong with it.
        line: Line of the header, from 1, or None.
        fields: What `kind` requires.
    """

    def __init__(self, kind: ProblemKind, line: int | None = None, fields: Fields = ()) -> None:
        super().__init__(kind, line, fields)
        self.kind = kind
        self.line = line
        self.fields = fields
