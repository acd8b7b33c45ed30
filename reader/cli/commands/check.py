"""``reader check``: lists the problems of an archive."""

import click

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
from reader.cli.output import say, write_json, write_lines
from reader.layout.line import Line, Role, Run
from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.messages.problems import describe_problem
from reader.posts.post import Problem
from reader.terminal_text import clean_line


@click.command(
    "check",
    cls=DashedArguments,
    help=_(
        "Print every problem: file, line, problem, and how it was handled.\n\n"
        "Exit status: 0 if problems were found, 1 if there are none."
    ),
)
@json_option
@archive_option
@index_option
@pager_option
def command(as_json: bool) -> ExitStatus:
    """Print the problems; see the help."""
    session = open_archive()
    problems = answer(session, session.repository.problems)
    pager = chosen_pager(session.settings)
    if as_json:
        rows = (
            {
                "path": problem.path,
                "line": problem.line,
                **describe_problem(problem)._asdict(),
            }
            for problem in problems
        )
        write_json(rows, pager)
    else:
        write_lines((_line(problem) for problem in problems), pager)
    if not problems:
        posts = session.repository.counts().total
        text = ngettext("no problems in {count:,} post", "no problems in {count:,} posts", posts)
        say(text.format(count=posts))
    return ExitStatus.SUCCESS if problems else ExitStatus.NOTHING_FOUND


def _line(problem: Problem) -> Line:
    """Format a problem as compilers do, so that editors can jump to it."""
    location = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    reason, understood = map(clean_line, describe_problem(problem))
    return Line(
        (
            Run(clean_line(location), Role.META),
            Run(": "),
            Run(reason, Role.PROBLEM),
            Run(_(" ({understood})").format(understood=understood)),
        )
    )
