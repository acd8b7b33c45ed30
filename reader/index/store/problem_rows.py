"""A problem becomes columns of the index, and columns become a problem again."""

import json
from typing import TypeAlias

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.post import Problem

PROBLEM_COLUMNS = "path, line, kind, handling, fields"
"""What `problem_of` takes, in its order."""


ProblemColumns: TypeAlias = "tuple[int | None, str, str, str]"
"""The same without the path; a plain tuple, as `marshal` sends it between processes.

Line, kind, handling, and the fields as a JSON object.
"""


def columns_of_problem(problem: Problem) -> ProblemColumns:
    """Return the columns of a problem."""
    fields = json.dumps(dict(problem.fields), ensure_ascii=False)
    return problem.line, problem.kind.value, problem.handling.value, fields


def problem_of(path: str, line: int | None, kind: str, handling: str, fields: str) -> Problem:
    """Return the problem that columns stand for.

    Raises:
        ValueError: They are damaged.
    """
    return Problem(
        path, line, ProblemKind(kind), Handling(handling), tuple(json.loads(fields).items())
    )
