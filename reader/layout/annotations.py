"""What a user added to a post, as it is shown above the text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Annotations:
    """The user's labels and note of one post."""

    labels: tuple[str, ...] = ()
    note: str = ""
    """Lines of text; empty without a note."""


NO_ANNOTATIONS = Annotations()
