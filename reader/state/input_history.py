"""What the user typed last into a prompt in an archive, of all sessions: searches, commands."""

from reader.state.reading_state import ReadingState
from reader.state.records import SET, WHOLE_ARCHIVE

MAX_INPUTS = 100
"""Number that is kept of each family."""


def remember_input(state: ReadingState, family: str, text: str) -> None:
    """Make an input the latest, and forget the oldest where there are too many.

    Args:
        state: Of the archive.
        family: `records.SEARCH` or `records.PIPE`.
        text: As it was typed; one that is known moves to the front.
    """
    state.keep(f"{family}{text}", WHOLE_ARCHIVE, "")
    state.keep(f"{family}{text}", WHOLE_ARCHIVE, SET)
    for field in state.latest_of_archive(family)[MAX_INPUTS:]:
        state.keep(field, WHOLE_ARCHIVE, "")


def past_inputs(state: ReadingState, family: str) -> list[str]:
    """Return the inputs of a family as they were typed, the latest first."""
    return [field.removeprefix(family) for field in state.latest_of_archive(family)]
