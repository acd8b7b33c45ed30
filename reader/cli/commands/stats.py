"""``reader stats``: counts posts, in total and by every facet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import click

from reader.archive.facet_shapes import CALENDAR, FacetValue
from reader.archive.facets import FACETS, Facet, FacetCounts, listed
from reader.archive.query.model import EVERYTHING
from reader.archive.repository import Repository
from reader.cli.archive_opening import answer, open_archive
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import (
    archive_option,
    chosen_pager,
    index_option,
    json_option,
    pager_option,
)
from reader.cli.output import write_json, write_lines
from reader.export.post_fields import Field
from reader.layout.line import Line, Role, Run
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop


@dataclass(frozen=True, slots=True)
class _Figure:
    """One printed count."""

    facet: str
    name: str
    label: str
    count: int
    depth: int = 0


@click.command(
    "stats",
    cls=DashedArguments,
    help=_(
        "Count posts: in total, and by category, tag, author and month.\n\n"
        "Each line has a count and a name; with --json, an object with facet (posts, category, "
        "tag, author or month), name and count."
    ),
)
@json_option
@archive_option
@index_option
@pager_option
def command(as_json: bool) -> ExitStatus:
    """Print the counts; see the help."""
    session = open_archive()
    figures = answer(session, lambda: _figures(session.repository))
    pager = chosen_pager(session.settings)
    if as_json:
        write_json(map(_fields, figures), pager)
    else:
        write_lines(_lines(figures), pager)
    return ExitStatus.SUCCESS if figures[0].count else ExitStatus.NOTHING_FOUND


def _fields(figure: _Figure) -> dict[str, Field]:
    return {"facet": figure.facet, "name": figure.name, "count": figure.count}


def _figures(repository: Repository) -> list[_Figure]:
    """Return every figure, the total first."""
    counts, facets = repository.counts(), listed(repository.facets(EVERYTHING))
    return [
        _Figure(_POSTS, "all", _("posts"), counts.total),
        _Figure(_POSTS, "problems", _("posts and files with problems"), counts.problems),
        *(_without(facet, counted) for facet, counted in sorted(facets, key=_calendar_first)),
        *(figure for facet, counted in facets for figure in _values(facet, counted)),
    ]


def _calendar_first(item: tuple[Facet, FacetCounts]) -> bool:
    """Sort posts without a date first, for compatible output."""
    return item[0].shape is not CALENDAR


def _without(facet: Facet, counted: FacetCounts) -> _Figure:
    names = facet.stats
    return _Figure(_POSTS, names.without, _(names.without_label), counted.without)


def _values(facet: Facet, counted: FacetCounts) -> Iterator[_Figure]:
    """Yield the values of a facet; of the calendar, only the months."""
    if facet.shape is CALENDAR:
        months = [month for year in counted.values for month in year.below]
        return _tree(facet.stats.facet, months)
    return _tree(facet.stats.facet, counted.values)


def _tree(facet: str, values: Sequence[FacetValue], depth: int = 0) -> Iterator[_Figure]:
    for value in values:
        yield _Figure(facet, value.name, value.label, value.count, depth)
        yield from _tree(facet, value.below, depth + 1)


_POSTS = "posts"
_HEADINGS = {_POSTS: gettext_noop("Posts")} | {
    facet.stats.facet: facet.stats.title for facet in FACETS
}


def _lines(figures: Sequence[_Figure]) -> Iterator[Line]:
    """Yield the figures under a heading for each facet, right-aligned in one column."""
    digits = len(f"{max(figure.count for figure in figures):,}")
    facet = ""
    for figure in figures:
        if figure.facet != facet:
            if facet:
                yield Line()
            facet = figure.facet
            yield Line((Run(_(_HEADINGS[facet]), Role.HEADING),))
        indent = "  " * (figure.depth + 1)
        yield Line((Run(f"  {figure.count:>{digits},}", Role.META), Run(indent + figure.label)))
