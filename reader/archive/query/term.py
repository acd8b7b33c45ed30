"""How one condition is spelled, as a value; `spelling` makes text of it."""

from enum import Enum, auto
from typing import NamedTuple


class Form(Enum):
    """How the text of a term is written."""

    AS_IT_IS = auto()
    """It never needs quotes: a date, one of a few values."""
    NAME = auto()
    """In quotes where it would not be read as one word."""
    BEGINNING = auto()
    """The same, and its last word may be the beginning of a longer one (``"…"*``)."""
    PHRASE = auto()
    """Always in quotes."""
    EXPRESSION = auto()
    """A regular expression between slashes."""


class Term(NamedTuple):
    """A key and what stands after it."""

    key: str
    """A key's own name; empty for a term without a key."""
    text: str
    form: Form = Form.NAME
