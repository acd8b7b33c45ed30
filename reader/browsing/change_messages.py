"""What is said about a change of marks, labels, notes or saved views: what the posts are now."""

from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.state.reading_state import Change
from reader.state.records import LABEL, VIEW, VIEW_ORDER, Mark
from reader.state.saved_queries import renamed_view


def describe_change(change: Change) -> str:
    """Return one sentence on the new value of a field, with the number of posts."""
    renamed = renamed_view(change)
    if renamed is not None:
        return _("{old} is renamed to {new}").format(old=renamed[0], new=renamed[1])
    if change.field == VIEW_ORDER:
        return _("the saved views are in another order")
    if change.field.startswith(VIEW):
        return _of_view(change.field.removeprefix(VIEW), is_saved=change.is_set)
    count = len(change.posts)
    if change.field.startswith(LABEL):
        text = _of_label(count, is_set=change.is_set)
        return text.format(count=count, label=change.field.removeprefix(LABEL))
    return _of_posts(change.field, count, is_set=change.is_set).format(count=count)


def _of_view(name: str, *, is_saved: bool) -> str:
    text = _("view {name} is saved") if is_saved else _("view {name} is deleted")
    return text.format(name=name)


def _of_label(count: int, *, is_set: bool) -> str:
    if is_set:
        return ngettext(
            "{count:,} post labelled {label}", "{count:,} posts labelled {label}", count
        )
    return ngettext(
        "label {label} removed from {count:,} post",
        "label {label} removed from {count:,} posts",
        count,
    )


def _of_posts(field: str, count: int, *, is_set: bool) -> str:
    match field:
        case Mark.READ.value:
            return _of_read(count, is_set=is_set)
        case Mark.STARRED.value if is_set:
            return ngettext("{count:,} post starred", "{count:,} posts starred", count)
        case Mark.STARRED.value:
            return ngettext("{count:,} post unstarred", "{count:,} posts unstarred", count)
    if is_set:
        return ngettext("{count:,} post with a note", "{count:,} posts with a note", count)
    return ngettext("{count:,} post without note", "{count:,} posts without note", count)


def _of_read(count: int, *, is_set: bool) -> str:
    if is_set:
        return ngettext("{count:,} post marked as read", "{count:,} posts marked as read", count)
    return ngettext("{count:,} post marked as unread", "{count:,} posts marked as unread", count)
