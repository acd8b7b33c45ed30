"""A page of the help: sections of rows, in the language of this run."""

from dataclasses import dataclass
from enum import Enum

from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop


class Topic(Enum):
    """A page; the value is its name on the command line."""

    KEYS = "keys"
    QUERY = "query"
    MARKS = "marks"
    SETTINGS = "settings"

    @property
    def title(self) -> str:
        """The title in the chosen language."""
        return _(_TITLES[self])


_TITLES = {
    Topic.KEYS: gettext_noop("Keys"),
    Topic.QUERY: gettext_noop("Search"),
    Topic.MARKS: gettext_noop("Signs"),
    Topic.SETTINGS: gettext_noop("Settings"),
}


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One thing and its explanation."""

    left: str
    """The key, sign, query or setting."""
    right: str
    query: str = ""
    """The search that choosing the row runs; empty for none."""


@dataclass(frozen=True, slots=True)
class HelpSection:
    """Rows below a heading."""

    heading: str
    rows: tuple[HelpRow, ...]
    has_columns: bool = True
    """Whether rows stand beside each other where there is room."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """A page, in reading order."""

    topic: Topic
    sections: tuple[HelpSection, ...]
