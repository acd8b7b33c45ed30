"""What is kept of what a user did, as plain values: records of one post, sweeps over many.

A record says that a field of a post has a value since a moment. Of two that speak of the same
field and post the later one holds, wherever it was made; merging needs no more, between
sessions, machines, imports and the undoing of a change.
"""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from reader.posts.post import PostId
from reader.state.post_set import PostSet


class Mark(Enum):
    """Something that is true or not of a post for the user; the value names its field."""

    READ = "read"
    STARRED = "starred"


SET = "1"
"""Value of a mark or label that is set; the empty value is that of every field before it is."""
NOTE = "note"
"""Field of the user's text about a post."""
ASKED = "asked"
"""Field of the archive: whether the user was asked about its old posts."""
DRAFT = "draft"
"""Field of a note that is being written, until it is kept or thrown away."""
PLACE = "place"
"""Field of where in a post the user stopped, as `ui.text.text_anchor` has it."""
LABEL = "label:"
"""What the field of a label begins with."""
HERE = "here"
"""Field of the archive: the view, post and row where the user was last, as JSON."""
VIEW = "view:"
"""What the field of a saved view begins with."""
VIEW_ORDER = "view_order"
"""Field of the archive: the names of the saved views in the user's order, as JSON."""
SEARCH = "search:"
"""What the field of a search begins with that was kept in the list."""
PIPE = "pipe:"
"""What the field of a command begins with that a post was piped into."""
CHOICE = "choice:"
"""What the field begins with of something that was chosen on the screen, in whichever archive; the
latest of all archives holds."""
COMMANDS = "commands"
"""Field of the archive: what commands changed last, as `command_undo` has it."""
FIELDS = frozenset(
    {*(mark.value for mark in Mark), NOTE, DRAFT, PLACE, ASKED, HERE, VIEW_ORDER, COMMANDS}
)
"""Every field with a fixed name; what logs and imports understand, with `FAMILIES`."""
FAMILIES = (LABEL, VIEW, SEARCH, PIPE, CHOICE)
"""What every other field begins with."""
WHOLE_ARCHIVE = PostId("")
"""Stands for the archive in records that are of no post."""


def label_field(label: str) -> str:
    """Return the field of a label."""
    return f"{LABEL}{label}"


class Record(NamedTuple):
    """The value of one field of one post."""

    post: PostId
    field: str
    value: str
    at_us: int
    """Since when it holds, in microseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """One value for a field of many posts at once."""

    field: str
    value: str
    at_us: int
    posts: PostSet
