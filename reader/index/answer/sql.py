"""A piece of SQL with its values."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with the values of its question marks."""

    text: str
    values: tuple[object, ...] = ()


TRUE, FALSE = Sql("1"), Sql("0")


def joined(operator: str, parts: Sequence[Sql]) -> Sql:
    """Return conditions joined by ``AND`` or ``OR``; at least one."""
    text = f" {operator} ".join(f"({part.text})" for part in parts)
    return Sql(text, tuple(value for part in parts for value in part.values))
