"""A post as a page: its title, what is said about it, its problems, and then its text."""

from collections.abc import Iterator
from dataclasses import replace

from reader.document.nodes import Document, Heading
from reader.layout.inline_runs import plain_text
from reader.layout.laying_out import compose_layout
from reader.layout.line import Layout, Role, Run
from reader.layout.line_breaker import break_lines
from reader.layout.place import Place, add_marker
from reader.posts.post import Post, Problem

_BETWEEN = " · "
_PROBLEM_MARK = Run("! ", Role.PROBLEM)


def lay_out_post(post: Post, document: Document, width_cells: int) -> Layout:
    """Return a post at a width of at least 2 columns.

    The title, a line of date, categories, tags and state, one line for each problem of the post
    and each notice of the document, a blank line, the text, the links. A heading at the start of
    the text that says the same as the title is left out.

    Raises:
        ValueError: `width_cells` is below 2.
    """
    header = break_lines([Run(post.title, Role.TITLE)], width_cells)
    header += break_lines([Run(_BETWEEN.join(_facts(post)), Role.META)], width_cells)
    place = Place(width_cells, Role.PROBLEM)
    for sentence in (*map(_describe, post.problems), *document.notices):
        lines = break_lines([Run(sentence, Role.PROBLEM)], place.inside(2).width_cells)
        header += add_marker(_PROBLEM_MARK, lines, place)
    return compose_layout(header, _without_title(document, post.title), width_cells)


def _facts(post: Post) -> Iterator[str]:
    yield f"{post.date:%Y-%m-%d %H:%M %z}" if post.date else "no date"
    if post.categories:
        yield " / ".join(post.categories)
    if post.tags:
        yield " ".join(f"#{tag}" for tag in post.tags)
    if post.is_draft:
        yield "draft"
    if not post.is_published:
        yield "unpublished"


def _describe(problem: Problem) -> str:
    place = "" if problem.line is None else f"line {problem.line}: "
    understood = f"; {problem.understood}" if problem.understood else ""
    return f"{place}{problem.reason}{understood}"


def _without_title(document: Document, title: str) -> Document:
    match document.blocks:
        case (Heading(_, children), *_) if plain_text(children) == " ".join(title.split()):
            return replace(document, blocks=document.blocks[1:])
    return document
