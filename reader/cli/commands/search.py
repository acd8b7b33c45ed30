"""``reader search``: lists the posts that match a query, with the passages found."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from reader.archive.match_positions import asked_words
from reader.archive.query.model import Query
from reader.archive.snippet_reading import passage_of
from reader.archive.snippets import Snippet
from reader.cli.archive_opening import answer, open_for_query, reading_for
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_pager, index_option
from reader.cli.output import is_terminal, say, width_cells, write_json, write_lines
from reader.cli.posts.columns import listed_fields
from reader.cli.posts.lines import columns, tab_separated
from reader.cli.posts.listing import Listing, found_posts, listing_options, write_listing
from reader.cli.progress_line import ProgressLine
from reader.export.post_fields import Field
from reader.layout.line import Line, Role, Run
from reader.layout.text.cells import cut
from reader.messages.language import gettext as _
from reader.posts.post import Post

if TYPE_CHECKING:
    from reader.session import Session

_INDENT = "    "


@click.command(
    "search",
    cls=DashedArguments,
    help=_(
        "Search titles and texts for QUERY, newest posts first.\n\n"
        'QUERY is as in the search line of the screen: words, "a phrase", or, not, ( ), title:, '
        "text:, category:, tag:, date:, before:, after:, is:, has:, path:, /regular "
        "expression/.\n\n"
        "In a pipe: id, date and title, separated by tabs, and with --snippets the passage."
    ),
)
@click.argument("query", nargs=-1, required=True)
@click.option("--count", "counts", is_flag=True, help=_("Print only the number of posts."))
@click.option("--snippets", is_flag=True, help=_("Also print the matching passage."))
@listing_options
@archive_option
@index_option
def command(query: tuple[str, ...], counts: bool, snippets: bool, listing: Listing) -> ExitStatus:
    """Print the posts found; see the help."""
    if snippets and not listing.is_usual:
        text = _("--snippets goes with the usual lines or --json")
        raise click.UsageError(text, click.get_current_context())
    session, asked = open_for_query(query)
    if counts:
        return _print_count(session, asked)
    first, posts = found_posts(session, asked, listing)
    pager = chosen_pager(session.settings)
    if listing.as_json:
        rows = (_fields(session, asked, post, has_snippet=snippets) for post in posts)
        write_json(rows, pager)
    elif not listing.is_usual:
        write_listing(session, listing, first, posts)
    else:
        write_lines(_lines(session, asked, first, posts, snippets), pager)
    if not first:
        say(_("no post matches the query"))
    return ExitStatus.SUCCESS if first else ExitStatus.NOTHING_FOUND


def _print_count(session: Session, query: Query) -> ExitStatus:
    def count() -> int:
        selection = session.repository.select(query)
        with ProgressLine() as line:
            selection.count(report=line.report)
        return len(selection)

    found = answer(session, count, reading_for(query))
    sys.stdout.write(f"{found}\n")
    return ExitStatus.SUCCESS if found else ExitStatus.NOTHING_FOUND


def _lines(
    session: Session, query: Query, first: Sequence[Post], posts: Iterator[Post], snippets: bool
) -> Iterator[Line]:
    if not is_terminal():
        for post in posts:
            line = tab_separated(post)
            passage = f"\t{_snippet(session, query, post).text}" if snippets else ""
            yield Line((*line.runs, Run(passage)))
        return
    width = width_cells()
    for post in posts:
        yield from columns(first, [post], width)
        if snippets:
            yield _marked(_snippet(session, query, post), width)


def _marked(snippet: Snippet, width: int) -> Line:
    """Return a passage on its own line, with the matches highlighted."""
    text = cut(snippet.text, max(width - len(_INDENT), 0))
    runs, place = [Run(_INDENT)], 0
    for span in snippet.spans:
        runs.append(Run(text[place : span.start], Role.META))
        runs.append(Run(text[span.start : span.end], Role.STRONG))
        place = span.end
    return Line((*runs, Run(text[place:], Role.META)))


def _snippet(session: Session, query: Query, post: Post) -> Snippet:
    return passage_of(session.repository, post, asked_words(query.condition))


def _fields(session: Session, query: Query, post: Post, *, has_snippet: bool) -> dict[str, Field]:
    fields = listed_fields(session.state, post)
    if has_snippet:
        fields["snippet"] = _snippet(session, query, post).text
    return fields
