"""Formats posts as lines: in columns for a terminal, separated by tabs for a pipe."""

from collections.abc import Iterable, Iterator, Sequence

from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import ELLIPSIS, cell_width, cut, fit
from reader.posts.post import Post
from reader.terminal_text import clean_line

_DATE_CELLS = len("2022-04-28 13:01")
_MARK, _NO_MARK = " ! ", "   "
_GAP = "  "
_MIN_TITLE_CELLS = 40
"""Minimum width of the title; otherwise the id has no column."""
_MAX_ID_CELLS = 40


def tab_separated(post: Post) -> Line:
    """Return id, date and title, separated by tabs."""
    return Line((Run(f"{clean_line(post.id)}\t{full_date(post)}\t{post.title}"),))


def columns(first: Sequence[Post], posts: Iterable[Post], width: int) -> Iterator[Line]:
    """Yield one line per post, at most `width` columns wide; `first` sets the alignment."""
    id_cells = max(map(_id_cells, first), default=0)
    title_cells = max(width - _DATE_CELLS - len(_MARK), 1)
    if title_cells - id_cells - len(_GAP) >= _MIN_TITLE_CELLS:
        title_cells -= id_cells + len(_GAP)
    else:
        id_cells = 0
    for post in posts:
        yield Line(tuple(_row(post, title_cells, id_cells)))


def _id_cells(post: Post) -> int:
    return min(cell_width(clean_line(post.id)), _MAX_ID_CELLS)


def _row(post: Post, title_cells: int, id_cells: int) -> Iterator[Run]:
    yield Run(f"{full_date(post):{_DATE_CELLS}}", Role.META)
    yield Run(_MARK if post.problems else _NO_MARK, Role.PROBLEM)
    if id_cells:
        longer = max(_id_cells(post) - id_cells, 0)
        title_cells, id_cells = title_cells - longer, id_cells + longer
        yield Run(fit(post.title, title_cells))
        yield Run(f"{_GAP}{_shortened(clean_line(post.id), id_cells)}", Role.META)
    else:
        yield Run(_shortened(post.title, title_cells))


def _shortened(text: str, width: int) -> str:
    return text if cell_width(text) <= width else cut(text, width - 1) + ELLIPSIS


def full_date(post: Post) -> str:
    """Return date and time of a post to the minute, or nothing."""
    return post.date.isoformat(" ", "minutes")[:_DATE_CELLS] if post.date else ""
