"""The options of commands that show one post of a list, and showing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

import click

from reader.archive.query.fields.state import HasState, PostState
from reader.archive.query.model import all_of
from reader.cli.archive_opening import open_for_query
from reader.cli.exit_status import ExitStatus, explain, status_of
from reader.cli.options import json_option, pager_option, width_option
from reader.cli.output import say
from reader.cli.posts.texts import write_posts
from reader.messages.language import gettext as _
from reader.state.command_undo import mark_by_command
from reader.state.records import SET, Mark

if TYPE_CHECKING:
    from reader.archive.query.model import Query
    from reader.errors import ReaderError
    from reader.posts.post import Post
    from reader.session import Session

R = TypeVar("R")
Pick = Callable[["Session", "Query"], "Post | None"]
"""Returns a post that answers a query, or None if none does."""


@dataclass(frozen=True, slots=True)
class Showing:
    """What the options say of the post and how it is shown."""

    is_unread: bool
    """Whether only unread posts count."""
    marks: bool
    """Whether the post is marked as read."""
    width_cells: int | None
    as_json: bool


def picking_options(command: Callable[..., R]) -> Callable[..., R]:
    """Add the options of these commands to one, which takes them as `showing`."""

    @wraps(command)
    def gathered(
        *, is_unread: bool, marks: bool, width: int | None, as_json: bool, **rest: Any
    ) -> R:
        return command(showing=Showing(is_unread, marks, width, as_json), **rest)

    taken: Callable[..., R] = gathered
    for option in (
        pager_option,
        json_option,
        width_option,
        click.option("--mark", "marks", is_flag=True, help=_("Mark the post as read.")),
        click.option("--unread", "is_unread", is_flag=True, help=_("Only unread posts.")),
    ):
        taken = option(taken)
    return taken


def show_one(name: str, words: Sequence[str], showing: Showing, pick: Pick) -> ExitStatus:
    """Show a post that matches a query.

    Args:
        name: Of the command, for the sentence that says what was undone.
        words: Of the query.
        showing: What the options say.
        pick: Which of the posts that match.
    """
    session, asked = open_for_query(words)
    if showing.is_unread:
        condition = all_of(asked.condition, HasState(PostState.UNREAD))
        asked = replace(asked, condition=condition)
    post = pick(session, asked)
    if post is None:
        say(_("no post matches the query"))
        return ExitStatus.NOTHING_FOUND
    failures: list[ReaderError] = []
    try:
        write_posts(
            session, [post], failures, width_cells=showing.width_cells, as_json=showing.as_json
        )
    finally:  # whoever leaves a pager or a pipe early has seen the post, too
        if showing.marks and not failures:
            _mark(session, " ".join([name, "--mark", *words]), post)
    for failure in failures:
        say(explain(failure))
    return max(map(status_of, failures), default=ExitStatus.SUCCESS)


def _mark(session: Session, typed: str, post: Post) -> None:
    posts = session.state.differing(Mark.READ.value, [post.id], SET)
    mark_by_command(session.state, typed, Mark.READ, posts, is_set=True)
    session.state_file.save()
    session.state_file.close()
