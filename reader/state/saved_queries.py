"""The queries of the user's saved views, as they are kept."""

import json
from collections.abc import Sequence

from reader.state.reading_state import Change, ReadingState
from reader.state.records import VIEW, VIEW_ORDER, WHOLE_ARCHIVE


def saved_queries(state: ReadingState) -> dict[str, str]:
    """Return the text of each saved view's query, by the view's name.

    They are in the user's order; views that were saved since follow in the names' order.
    """
    fields = sorted(state.fields_of_archive(VIEW).items())
    queries = {field.removeprefix(VIEW): text for field, text in fields}
    first = [name for name in _kept_order(state) if name in queries]
    return {name: queries[name] for name in (*first, *queries)}


def keep_order(state: ReadingState, names: Sequence[str]) -> None:
    """Keep the order of the views, which can be undone; the caller saves it."""
    state.set_value(VIEW_ORDER, (WHOLE_ARCHIVE,), _order_text(names))


def _order_text(names: Sequence[str]) -> str:
    return json.dumps(names, ensure_ascii=False)


def _kept_order(state: ReadingState) -> list[str]:
    try:
        names = json.loads(state.value(WHOLE_ARCHIVE, VIEW_ORDER) or "[]")
    except ValueError:
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def rename_query(state: ReadingState, old: str, new: str, others: dict[str, str]) -> None:
    """Give a view another name, at its place in the order, in one step that can be undone.

    Args:
        state: It has the views; the caller saves it.
        old: The view's name.
        new: A name that no view has.
        others: New texts of the queries that use the view, by their view's name.
    """
    queries = saved_queries(state)
    texts = {new: queries[old], old: ""} | {name: others[name] for name in others if name != old}
    order = _order_text([new if name == old else name for name in queries])
    fields = {f"{VIEW}{name}": text for name, text in texts.items()}
    state.set_together(fields | {VIEW_ORDER: order})


def renamed_view(change: Change) -> tuple[str, str] | None:
    """Return the old and the new name of the view that a change, or its undoing, has renamed."""
    if not change.field.startswith(VIEW) or not change.along:
        return None
    names = [it.field.removeprefix(VIEW) for it in (change, change.along[0])]
    return (names[1], names[0]) if change.is_set else (names[0], names[1])
