"""The queries of the user's saved views, as they are kept."""

from reader.state.reading_state import ReadingState
from reader.state.records import VIEW


def saved_queries(state: ReadingState) -> dict[str, str]:
    """Return the text of each saved view's query, by the view's name, in the names' order."""
    fields = sorted(state.fields_of_archive(VIEW).items())
    return {field.removeprefix(VIEW): text for field, text in fields}
