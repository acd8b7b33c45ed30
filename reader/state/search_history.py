"""The user's latest searches in an archive, of all sessions."""

from reader.state.reading_state import ReadingState
from reader.state.records import SEARCH, SET, WHOLE_ARCHIVE

MAX_SEARCHES = 100


def remember_search(state: ReadingState, text: str) -> None:
    """Make a search the latest, and forget the oldest where there are too many.

    Args:
        state: Of the archive.
        text: As it was typed; one that is known moves to the front.
    """
    state.keep(f"{SEARCH}{text}", WHOLE_ARCHIVE, "")
    state.keep(f"{SEARCH}{text}", WHOLE_ARCHIVE, SET)
    for field in state.latest_of_archive(SEARCH)[MAX_SEARCHES:]:
        state.keep(field, WHOLE_ARCHIVE, "")


def past_searches(state: ReadingState) -> list[str]:
    """Return the searches as they were typed, the latest first."""
    return [field.removeprefix(SEARCH) for field in state.latest_of_archive(SEARCH)]
