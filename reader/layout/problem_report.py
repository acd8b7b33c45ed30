"""Lays out the report of all problems: location, problem, and handling."""

from collections.abc import Iterator, Sequence

from reader.layout.line import Layout, Line, Role, Run
from reader.layout.text.line_breaking import break_lines
from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.messages.problems import describe_problem
from reader.posts.post import Problem


def lay_out_problems(problems: Sequence[Problem], width_cells: int) -> Layout:
    """Lay out a title and one paragraph per problem.

    Args:
        problems: In display order.
        width_cells: At least 2.
    """
    text = ngettext("{count:,} problem", "{count:,} problems", len(problems))
    count = text.format(count=len(problems))
    lines = [*break_lines([Run(count, Role.TITLE)], width_cells), Line()]
    for problem in problems:
        for run in _runs(problem):
            lines.extend(break_lines([run], width_cells))
        lines.append(Line())
    return Layout(tuple(lines), width_cells)


def _runs(problem: Problem) -> Iterator[Run]:
    location = problem.path
    if problem.line is not None:
        location = _("{path}, line {number}").format(path=location, number=problem.line)
    reason, understood = describe_problem(problem)
    yield Run(location, Role.META)
    yield Run(reason, Role.PROBLEM)
    yield Run(f"→ {understood}")
