"""The list that was shown last, as values for JSON: its query, and how it came about."""

from typing import Any

from reader.browsing.sidebar_rows import fixed_title
from reader.browsing.views import View, read_query, search_title, spell_query, unread_title
from reader.state.reading_state import ReadingState


def values_of(view: View) -> dict[str, Any]:
    """Return a view as values; the first three are all that versions before this one read."""
    values: dict[str, Any] = {
        "key": view.key,
        "title": view.title,
        "query": spell_query(view.query),
    }
    if view.typed:
        values["typed"] = view.typed
    if view.within is not None:
        values["within"] = values_of(view.within)
    if view.whole is not None:
        values["whole"] = values_of(view.whole)
    return values


def view_of(values: dict[str, Any], state: ReadingState) -> View:
    """Return the view of values, with its title in the language of this run.

    Raises:
        QueryError: The query is no longer valid.
        LookupError, TypeError: Something is missing, or is none of these values.
    """
    key, spelled = str(values["key"]), str(values["query"])
    within = view_of(values["within"], state) if "within" in values else None
    whole = view_of(values["whole"], state) if "whole" in values else None
    typed = str(values.get("typed", "" if key or whole else spelled))
    if whole is not None:
        title = unread_title(whole)
    elif typed:
        title = search_title(typed, within)
    else:
        title = fixed_title(key) or str(values["title"])
    return View(key, title, read_query(spelled, state), within, typed, whole)
