import errno
from string import Formatter

import pytest

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.messages.problems import HANDLINGS, REASONS, describe_problem
from reader.posts.post import Problem


def test_every_kind_of_problem_and_every_handling_has_its_sentence() -> None:
    assert REASONS.keys() == {*ProblemKind}
    assert HANDLINGS.keys() == {*Handling}


def test_no_two_kinds_have_the_same_sentence() -> None:
    assert len({*REASONS.values()}) == len(REASONS)
    assert len({*HANDLINGS.values()}) == len(HANDLINGS)


@pytest.mark.parametrize("kind", [*ProblemKind, *Handling])
def test_a_sentence_needs_no_field_that_its_kind_does_not_have(
    kind: ProblemKind | Handling,
) -> None:
    text = REASONS[kind] if isinstance(kind, ProblemKind) else HANDLINGS[kind]
    named = {name for _, name, _, _ in Formatter().parse(text) if name}
    assert named <= FIELDS.get(kind, set())


FIELDS = {
    **{kind: {"date"} for kind in ProblemKind if kind.name.startswith("DATE_")},
    ProblemKind.COLLECTION_NOT_READ: {"name"},
    ProblemKind.DATE_OUT_OF_RANGE: {"date", "first_year", "last_year"},
    ProblemKind.FILE_SYSTEM_ERROR: {"system_error"},
    ProblemKind.FILE_TOO_LONG: {"max_mb"},
    ProblemKind.HEADER_TOO_LONG: {"max_characters"},
    ProblemKind.TIME_ZONE_UNKNOWN: {"zone"},
    Handling.READ_AS_ENCODING: {"encoding"},
    Handling.READ_LINE_BY_LINE: {"keys"},
}


def test_the_sentences_are_filled_in_with_the_fields() -> None:
    fields = (("max_characters", 16384), ("keys", "title, tags"))
    kind, handling = ProblemKind.HEADER_TOO_LONG, Handling.READ_LINE_BY_LINE
    assert describe_problem(Problem("a.md", 2, kind, handling, fields)) == (
        "the header is longer than 16,384 characters",
        "read line by line: title, tags",
    )


def test_braces_in_a_field_stay_as_they_are() -> None:
    kind, handling = ProblemKind.DATE_UNREADABLE, Handling.NO_DATE
    problem = Problem("a.md", 2, kind, handling, (("date", "{{ page.date }}"),))
    assert describe_problem(problem).reason == "the date {{ page.date }} can't be read"


def test_an_error_of_the_file_system_is_in_the_words_of_the_system() -> None:
    kind, fields = ProblemKind.FILE_SYSTEM_ERROR, (("errno", errno.ENOENT),)
    problem = Problem("a.md", None, kind, Handling.LEFT_OUT, fields)
    assert describe_problem(problem) == ("no such file or directory", "left out")
