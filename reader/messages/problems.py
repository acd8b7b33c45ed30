"""The sentences of problems: what is wrong with a file, and how it was understood all the same."""

import os
from typing import NamedTuple, Protocol

from reader.messages.problem_kinds import Fields, Handling, ProblemKind

REASONS = {
    ProblemKind.FILE_SYSTEM_ERROR: "{system_error}",
    ProblemKind.LINK_LOOP: "a link that leads back to itself",
    ProblemKind.DEAD_LINK: "a link that leads nowhere",
    ProblemKind.LINK_NOT_FOLLOWED: "a link, which is not followed here",
    ProblemKind.NOT_A_REGULAR_FILE: "not a regular file",
    ProblemKind.FOLDER_NAMED_AS_POST: "a folder with the name of a post",
    ProblemKind.IMPOSSIBLE_NAME: "a name that no file can have",
    ProblemKind.EMPTY_FILE: "the file is empty",
    ProblemKind.FILE_TOO_LONG: "the file is longer than {max_mb} MB",
    ProblemKind.UNKNOWN_ENCODING: "not all of it is text in a known encoding",
    ProblemKind.ENCODING_DOUBTFUL: "nothing says in which encoding it is",
    ProblemKind.ZERO_BYTES: "zero bytes in the text",
    ProblemKind.HEADER_NOT_CLOSED: "nothing ends the header",
    ProblemKind.HEADER_END_MISTYPED: "the line that ends the header is mistyped",
    ProblemKind.HEADER_START_MISTYPED: "the line that begins the header is mistyped",
    ProblemKind.HEADER_NOT_FIRST: "blanks or a comment stand before the header",
    ProblemKind.HEADER_WITHOUT_START: "no line of dashes begins the header",
    ProblemKind.HEADER_WITHOUT_DELIMITERS: "the header stands between no lines of dashes",
    ProblemKind.HEADER_IN_COMMENT: "the header stands in a comment",
    ProblemKind.HEADER_TOO_LONG: "the header is longer than {max_characters:,} characters",
    ProblemKind.HEADER_TOO_DEEP: "nested too deeply",
    ProblemKind.HEADER_TOO_LARGE: "too many values, or aliases that repeat too much",
    ProblemKind.HEADER_NOT_A_MAPPING: "no list of keys and values",
    ProblemKind.NOT_JSON: "not JSON",
    ProblemKind.NOT_TOML: "not TOML",
    ProblemKind.NOT_YAML: "not YAML",
    ProblemKind.YAML_CONTROL_CHARACTER: "not YAML: a control character",
    ProblemKind.YAML_SEVERAL_DOCUMENTS: "not YAML: more than one document",
    ProblemKind.YAML_BRACKETS_AS_KEY: "not YAML: brackets or braces without quotes",
    ProblemKind.YAML_UNKNOWN_ALIAS: "not YAML: an asterisk without quotes",
    ProblemKind.YAML_COLON: "not YAML: a colon without quotes",
    ProblemKind.YAML_BACKSLASH: "not YAML: a backslash inside double quotes",
    ProblemKind.YAML_TAB: "not YAML: a tab where spaces must stand",
    ProblemKind.YAML_RESERVED_CHARACTER: "not YAML: a character that must stand in quotes",
    ProblemKind.YAML_TEXT_AFTER_VALUE: "not YAML: text after the end of a value",
    ProblemKind.YAML_OPEN_QUOTES: "not YAML: quotes that are not closed",
    ProblemKind.YAML_NESTED_QUOTES: "not YAML: quotes inside quotes, or text after them",
    ProblemKind.YAML_NO_COLON: "not YAML: a line without a colon",
    ProblemKind.YAML_ANCHOR_OR_ALIAS: "not YAML: an asterisk or ampersand without quotes",
    ProblemKind.YAML_OPEN_LIST: "not YAML: a list that is not closed",
    ProblemKind.YAML_OPEN_BRACES: "not YAML: braces that are not closed",
    ProblemKind.DATE_UNREADABLE: "the date {date} can't be read",
    ProblemKind.DATE_IS_AN_OFFSET: "the date {date} is an offset without a day",
    ProblemKind.DATE_DOES_NOT_EXIST: "the date {date} does not exist",
    ProblemKind.DATE_TIME_UNREADABLE: "the time of the date {date} can't be read",
    ProblemKind.DATE_OUT_OF_RANGE: (
        "the date {date} lies outside the years {first_year} to {last_year}"
    ),
    ProblemKind.DATE_ZONE_UNKNOWN: "the date {date} names a zone that is not known",
    ProblemKind.DATE_OFFSET_DOES_NOT_EXIST: "the date {date} has an offset that does not exist",
    ProblemKind.COLLECTION_NOT_READ: (
        "{name} is a collection of the site; with collections = true it is read as well"
    ),
    ProblemKind.TIME_ZONE_UNKNOWN: "no time zone is called {zone}",
}
"""What is wrong, to be filled in with the problem's fields."""

HANDLINGS = {
    Handling.LEFT_OUT: "left out",
    Handling.LISTED_BY_NAME: "listed by its name",
    Handling.BEGINNING_SHOWN: "only its beginning is shown",
    Handling.REPLACEMENTS_SHOWN: "what is no text shows as \ufffd",
    Handling.NULL_SYMBOLS_SHOWN: "these show as \u2400",
    Handling.READ_AS_ENCODING: "read as {encoding}",
    Handling.READ_LINE_BY_LINE: "read line by line: {keys}",
    Handling.READ_ALL_THE_SAME: "it was read all the same",
    Handling.READ_UP_TO_LAST_KEY: "it was read up to its last key",
    Handling.DAY_ALONE: "its day is used",
    Handling.TIME_OF_SITE_ZONE: "the time is taken as that of the site's zone",
    Handling.TIME_OF_FILE: "the time of the file's last change is used",
    Handling.DATE_OF_FILE_NAME: "the date of the file's name is used",
    Handling.NO_DATE: "the post has no date",
    Handling.DEFAULT_SETTINGS: "the usual settings hold",
    Handling.LOCAL_TIME_ZONE: "the machine's own zone is used",
}
"""How it was understood all the same, to be filled in with the problem's fields."""


class ProblemText(NamedTuple):
    """A problem in words, cleaned for the terminal as far as its fields are."""

    reason: str
    """What is wrong: ``the date 2024-02-30 does not exist``."""
    understood: str
    """How it was understood all the same: ``the post has no date``."""


class Describable(Protocol):
    """What the words of a problem depend on; `reader.posts.post.Problem` has it."""

    @property
    def kind(self) -> ProblemKind:
        """What is wrong."""

    @property
    def handling(self) -> Handling:
        """What the reader does about it."""

    @property
    def fields(self) -> Fields:
        """What both sentences are filled in with."""


def describe_problem(problem: Describable) -> ProblemText:
    """Return a problem in words.

    Raises:
        KeyError: It lacks a field that its kind or its handling requires.
    """
    fields = dict(problem.fields)
    if problem.kind is ProblemKind.FILE_SYSTEM_ERROR:
        fields["system_error"] = os.strerror(int(fields["errno"])).lower()
    return ProblemText(
        REASONS[problem.kind].format(**fields), HANDLINGS[problem.handling].format(**fields)
    )
