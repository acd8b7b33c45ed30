"""Writes whole posts: as text, laid out as on the screen, or as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.cli.options import MIN_WIDTH_CELLS, chosen_pager
from reader.cli.output import is_terminal, write_json, write_lines
from reader.cli.output import width_cells as terminal_cells
from reader.cli.posts.columns import listed_fields
from reader.document.plain_text import visible_text
from reader.errors import PostNotFoundError, PostUnreadableError, ReaderError
from reader.export.post_fields import Field, link_fields
from reader.layout.line import Line, Role, Run
from reader.layout.page import lay_out_post

if TYPE_CHECKING:
    from reader.posts.post import Post
    from reader.session import OpenedPost, Session

_BLANK = Line()


def write_posts(
    session: Session,
    posts: Sequence[Post],
    failures: list[ReaderError],
    *,
    width_cells: int | None = None,
    as_json: bool = False,
) -> None:
    """Write whole posts to standard output, one after the other.

    Args:
        session: Whose archive.
        posts: The posts.
        failures: Takes why a post can't be read, of each that can't.
        width_cells: Of the text; None for the usual one.
        as_json: Whether as objects instead.
    """
    opened, pager = _opened(session, posts, failures), chosen_pager(session.settings)
    if as_json:
        write_json((_fields(session, it) for it in opened), pager)
    else:
        write_lines(_lines(session, opened, width_cells or _usual_width(session)), pager)


def _opened(
    session: Session, posts: Sequence[Post], failures: list[ReaderError]
) -> Iterator[OpenedPost]:
    for post in posts:
        try:
            yield session.open_post(post.id)
        except (PostNotFoundError, PostUnreadableError) as error:
            failures.append(error)


def _fields(session: Session, opened: OpenedPost) -> dict[str, Field]:
    return listed_fields(session.state, opened.post) | {
        "text": visible_text(opened.document),
        "links": link_fields(opened.document.links),
    }


def _lines(session: Session, posts: Iterable[OpenedPost], width_cells: int) -> Iterator[Line]:
    """Yield the lines of all posts, with a rule between two."""
    # Printed text can't scroll sideways.
    typesetting = replace(session.typesetting, scrolls_wide_blocks=False)
    for number, opened in enumerate(posts):
        if number:
            yield from (_BLANK, Line((Run("─" * width_cells, Role.MARKER),)), _BLANK)
        annotations = session.annotations_of(opened.post.id)
        yield from lay_out_post(
            opened.post, opened.document, width_cells, typesetting, annotations
        ).lines


def _usual_width(session: Session) -> int:
    """Return the terminal's width, limited by the settings, or the width for a pipe."""
    if not is_terminal():
        return terminal_cells()
    return max(min(terminal_cells(), session.settings.text_width), MIN_WIDTH_CELLS)
