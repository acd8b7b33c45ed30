"""What is said of a post: its line in a list, and the lines before its text."""

from collections.abc import Iterator

from reader.document.nodes import Document
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, in_one_line
from reader.messages.problems import describe_problem
from reader.messages.times import moment_with_weekday
from reader.posts.post import Post
from reader.state.reading_state import ReadingState
from reader.state.records import Mark


def row_of(number: int, post: Post, state: ReadingState) -> str:
    """Return the line of a list: number, title, date, and what the user and the header make of it.

    Args:
        number: From 1.
        post: The post.
        state: What is known of it.
    """
    date = f"{post.date:%Y-%m-%d %H:%M}" if post.date else _("no date")
    said = in_a_list([post.title, date, *_marks(post, state)])
    return f"{number}. {said}"


def _marks(post: Post, state: ReadingState) -> Iterator[str]:
    if not state.has(post.id, Mark.READ):
        yield _("unread")
    if state.has(post.id, Mark.STARRED):
        yield _("starred")
    if state.note_of(post.id):
        yield _("with a note")
    yield from (f"+{label}" for label in state.labels_of(post.id))
    if post.problems:
        yield _("with a problem")


def head_of(post: Post, document: Document, address: str, state: ReadingState) -> Iterator[str]:
    """Yield the lines before a text: title, date, source, and all that is known of the post."""
    yield _("title: {title}").format(title=post.title)
    date = moment_with_weekday(post.date) if post.date else _("no date")
    date = _("{date} (time of the file)").format(date=date) if post.has_time_of_file else date
    yield _("date: {date}").format(date=date)
    if post.authors:
        yield _("authors: {names}").format(names=in_a_list(post.authors))
    if post.categories:
        yield _("categories: {names}").format(names=in_a_list(post.categories))
    if post.tags:
        yield _("tags: {names}").format(names=in_a_list(post.tags))
    if address:
        yield _("address: {address}").format(address=address)
    yield _("file: {path}").format(path=post.path)
    if said := in_a_list([*_publication(post), *_marks(post, state)]):
        yield _("state: {state}").format(state=said)
    if note := state.note_of(post.id):
        yield _("note: {note}").format(note=note)
    for problem in post.problems:
        yield _("problem: {problem}").format(problem=in_one_line(describe_problem(problem)))
    for notice in document.notices:
        yield _("problem: {problem}").format(problem=_(notice))


def _publication(post: Post) -> Iterator[str]:
    if post.is_draft:
        yield _("draft")
    if not post.is_published:
        yield _("unpublished")
