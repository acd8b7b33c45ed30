"""Lays out a post as a page: title, metadata, problems and text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.document.nodes import Document, Heading
from reader.layout.annotations import NO_ANNOTATIONS, Annotations
from reader.layout.blocks.block_context import BlockContext, add_marker
from reader.layout.layout import compose_layout
from reader.layout.line import Layout, Line, Role, Run
from reader.layout.text.inline_runs import plain_text
from reader.layout.text.line_breaking import break_lines
from reader.layout.typesetting import PLAIN_TYPESETTING, Typesetting
from reader.messages.language import gettext as _
from reader.messages.language import in_one_line
from reader.messages.problems import describe_problem
from reader.messages.times import moment_with_weekday
from reader.posts.post import Post, Problem
from reader.terminal_text import clean_line, clean_text

_BETWEEN = " · "
_PROBLEM_MARK = Run("! ", Role.PROBLEM)
_ANNOTATION_MARK = Run("+ ", Role.META)
"""The sign of notes and labels in the list."""
_TAB_CELLS = 4


def lay_out_post(
    post: Post,
    document: Document,
    width_cells: int,
    typesetting: Typesetting = PLAIN_TYPESETTING,
    annotations: Annotations = NO_ANNOTATIONS,
) -> Layout:
    """Return the layout of a post at a width of at least 2 columns.

    The title; a line with date, categories, authors, tags and state; the user's labels and note;
    one line for each problem of the post and each notice of the document; a blank line; the text;
    the links. A first heading equal to the title is left out.

    Raises:
        ValueError: `width_cells` is below 2.
    """
    header = _lay_out_header(post, document, width_cells, annotations)
    text = without_title(document, post.title)
    return compose_layout(header, text, width_cells, typesetting)


def lay_out_part(
    post: Post,
    document: Document,
    width_cells: int,
    typesetting: Typesetting = PLAIN_TYPESETTING,
    annotations: Annotations = NO_ANNOTATIONS,
    *,
    first_block: int = 0,
    max_lines: int = 200,
) -> Layout:
    """Return a part of the layout of `lay_out_post`, to be shown until the whole is ready.

    A long text opens with its first lines, and a text whose width changes with the visible ones.
    To find the same position in the whole layout, take the same distance from the start of its
    block (`Layout.block_lines`). Costs about a millisecond for 200 lines.

    Args:
        post: As for `lay_out_post`.
        document: The whole document or its start.
        width_cells: At least 2.
        typesetting: The user's settings.
        annotations: As for `lay_out_post`.
        first_block: 0 starts with the header; otherwise the number of the first block, without
            the header.
        max_lines: Stops after the block that reaches this number of lines.

    Raises:
        ValueError: `width_cells` is below 2.
    """
    header = [] if first_block else _lay_out_header(post, document, width_cells, annotations)
    text = without_title(document, post.title)
    return compose_layout(
        header, text, width_cells, typesetting, first_block=first_block, max_lines=max_lines
    )


def _lay_out_header(
    post: Post, document: Document, width_cells: int, annotations: Annotations
) -> list[Line]:
    header = break_lines([Run(post.title, Role.TITLE)], width_cells)
    header += break_lines([Run(_BETWEEN.join(_facts(post)), Role.META)], width_cells)
    for text in _described(annotations):
        header += _marked(_ANNOTATION_MARK, text.split("\n"), width_cells)
    for sentence in (*map(_describe, post.problems), *map(_, document.notices)):
        header += _marked(_PROBLEM_MARK, [sentence], width_cells)
    return header


def _marked(mark: Run, paragraphs: Sequence[str], width_cells: int) -> list[Line]:
    """Return paragraphs in the role of the mark that stands before the first."""
    context = BlockContext(width_cells, mark.role)
    inner_cells = context.inside(2).width_cells
    lines = [
        line for text in paragraphs for line in break_lines([Run(text, mark.role)], inner_cells)
    ]
    return list(add_marker(mark, lines, context))


def _described(annotations: Annotations) -> Iterator[str]:
    if annotations.labels:
        labels = clean_line(", ".join(annotations.labels))
        yield _("labels: {labels}").format(labels=labels)
    if annotations.note:
        note = clean_text(annotations.note).expandtabs(_TAB_CELLS)
        yield _("note: {note}").format(note=note)


def _facts(post: Post) -> Iterator[str]:
    date = moment_with_weekday(post.date) if post.date else _("no date")
    yield _("{date} (time of the file)").format(date=date) if post.has_time_of_file else date
    if post.categories:
        yield " / ".join(post.categories)
    if authors := [name for name in post.authors if name not in {*post.categories, *post.tags}]:
        yield ", ".join(authors)
    if post.tags:
        yield " ".join(f"#{tag}" for tag in post.tags)
    if post.is_draft:
        yield _("draft")
    if not post.is_published:
        yield _("unpublished")


def _describe(problem: Problem) -> str:
    sentence = in_one_line(describe_problem(problem))
    if problem.line is None:
        return sentence
    return _("line {number}: {problem}").format(number=problem.line, problem=sentence)


def without_title(document: Document, title: str) -> Document:
    """Return the document without a first heading that is equal to the title."""
    match document.blocks:
        case (Heading(_, children), *_) if plain_text(children) == " ".join(title.split()):
            return replace(document, blocks=document.blocks[1:])
    return document
