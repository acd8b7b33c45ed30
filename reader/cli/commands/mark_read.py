"""``reader mark-read``: marks every post that matches a query."""

import shlex
import unicodedata

import click

from reader.archive.query.lexer import Kind, cut
from reader.archive.query.model import Leaf, Query, leaves
from reader.archive.query.term import Form
from reader.archive.search.patterns import compile_pattern
from reader.cli.archive_opening import answer, open_for_query
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_archive, index_option
from reader.cli.output import say
from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.state.command_undo import mark_by_command
from reader.state.records import SET, Mark
from reader.terminal_text import clean_line

_OPERATORS = {Kind.AND, Kind.OR, Kind.NOT}
_KEYS_OF_NONE = {"category", "tag", "author"}
"""Keys whose empty value asks for the posts without any."""


@click.command(
    "mark-read",
    cls=DashedArguments,
    help=_(
        "Mark the posts that match QUERY as read.\n\n"
        "For example: reader mark-read before:2022-01-01. A QUERY with a part that looks for "
        "nothing, as an unset variable leaves it, marks no post. reader undo takes back what was "
        "marked."
    ),
)
@click.argument("query", nargs=-1)
@click.option("--all", "takes_all", is_flag=True, help=_("Mark every post, instead of a QUERY."))
@click.option("--unread", is_flag=True, help=_("Mark them as unread instead."))
@archive_option
@index_option
def command(query: tuple[str, ...], takes_all: bool, unread: bool) -> ExitStatus:
    """Mark the posts; see the help."""
    text = " ".join(query)
    _check_usage(is_given=bool(query), takes_all=takes_all)
    session, asked = open_for_query(query)
    if not takes_all:
        _check_meaning(text, asked)
    field, value = Mark.READ.value, "" if unread else SET
    posts = answer(session, lambda: session.repository.select(asked).differing(field, value))
    typed = _typed(text, takes_all=takes_all, unread=unread)
    mark_by_command(session.state, typed, Mark.READ, posts, is_set=not unread)
    session.state_file.save()
    session.state_file.close()
    say(_marked(len(posts), unread=unread))
    return ExitStatus.SUCCESS if posts else ExitStatus.NOTHING_FOUND


def _marked(posts: int, *, unread: bool) -> str:
    if not posts:
        return _("0 posts marked as unread") if unread else _("0 posts marked as read")
    if unread:
        text = ngettext(
            "{count:,} post marked as unread; to undo: {command}",
            "{count:,} posts marked as unread; to undo: {command}",
            posts,
        )
    else:
        text = ngettext(
            "{count:,} post marked as read; to undo: {command}",
            "{count:,} posts marked as read; to undo: {command}",
            posts,
        )
    return text.format(count=posts, command=_undo_command())


def _check_usage(*, is_given: bool, takes_all: bool) -> None:
    """Raise a `UsageError` unless there is either a query or --all."""
    context = click.get_current_context()
    if takes_all and is_given:
        raise click.UsageError(_("give either a QUERY or --all"), context)
    if not takes_all and not is_given:
        raise click.UsageError(_("missing argument 'QUERY...', or --all for every post"), context)


def _check_meaning(text: str, asked: Query) -> None:
    """Raise a `UsageError` if a part of a query looks for nothing."""
    if asked.asks_for_all or _is_broken(text) or any(map(_says_nothing, leaves(asked.condition))):
        reason = _(
            "the query {query!r} has a part that looks for nothing, so no post is marked;"
            " --all marks every post"
        )
        raise click.UsageError(reason.format(query=text), click.get_current_context())


def _is_broken(text: str) -> bool:
    """Say whether a query is made of operators only, which are words elsewhere."""
    return all(token.kind in _OPERATORS for token in cut(text))


def _says_nothing(leaf: Leaf) -> bool:
    """Say whether what a leaf looks for is empty, or made of punctuation only."""
    term = leaf.term()
    if term.form is Form.EXPRESSION:
        return bool(compile_pattern(term.text)(""))
    if term.key in _KEYS_OF_NONE:
        return False
    return all(unicodedata.category(character)[0] in "PZC" for character in term.text)


def _typed(text: str, *, takes_all: bool, unread: bool) -> str:
    """Return the command as typed, for the sentence that says what was undone."""
    options = ("--all" if takes_all else "", "--unread" if unread else "")
    return " ".join(filter(None, ["mark-read", *options, text]))


def _undo_command() -> str:
    """Return the command line that undoes this one."""
    path = chosen_archive().path
    return (
        "reader undo"
        if path is None
        else f"reader undo --archive {shlex.quote(clean_line(str(path)))}"
    )
