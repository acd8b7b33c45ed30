"""The sentences of problems: what is wrong with a file, and how it was understood all the same."""

from typing import NamedTuple, Protocol

from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.messages.problem_kinds import Fields, Handling, ProblemKind
from reader.messages.system_errors import error_of_number

REASONS = {
    ProblemKind.FILE_SYSTEM_ERROR: "{system_error}",
    ProblemKind.LINK_LOOP: gettext_noop("a link that leads back to itself"),
    ProblemKind.DEAD_LINK: gettext_noop("a link that leads nowhere"),
    ProblemKind.LINK_NOT_FOLLOWED: gettext_noop("a link, which is not followed here"),
    ProblemKind.NOT_A_REGULAR_FILE: gettext_noop("not a regular file"),
    ProblemKind.FOLDER_NAMED_AS_POST: gettext_noop("a folder with the name of a post"),
    ProblemKind.IMPOSSIBLE_NAME: gettext_noop("a name that no file can have"),
    ProblemKind.EMPTY_FILE: gettext_noop("the file is empty"),
    ProblemKind.FILE_TOO_LONG: gettext_noop("the file is longer than {max_mb} MB"),
    ProblemKind.UNKNOWN_ENCODING: gettext_noop("not all of it is text in a known encoding"),
    ProblemKind.ENCODING_DOUBTFUL: gettext_noop("nothing says in which encoding it is"),
    ProblemKind.ZERO_BYTES: gettext_noop("zero bytes in the text"),
    ProblemKind.HEADER_NOT_CLOSED: gettext_noop("nothing ends the header"),
    ProblemKind.HEADER_END_MISTYPED: gettext_noop("the line that ends the header is mistyped"),
    ProblemKind.HEADER_START_MISTYPED: gettext_noop("the line that begins the header is mistyped"),
    ProblemKind.HEADER_NOT_FIRST: gettext_noop("blanks or a comment stand before the header"),
    ProblemKind.HEADER_WITHOUT_START: gettext_noop("no line of dashes begins the header"),
    ProblemKind.HEADER_WITHOUT_DELIMITERS: gettext_noop(
        "the header stands between no lines of dashes"
    ),
    ProblemKind.HEADER_IN_COMMENT: gettext_noop("the header stands in a comment"),
    ProblemKind.HEADER_TOO_LONG: gettext_noop(
        "the header is longer than {max_characters:,} characters"
    ),
    ProblemKind.HEADER_TOO_DEEP: gettext_noop("nested too deeply"),
    ProblemKind.HEADER_TOO_LARGE: gettext_noop("too many values, or aliases that repeat too much"),
    ProblemKind.HEADER_NOT_A_MAPPING: gettext_noop("no list of keys and values"),
    ProblemKind.NOT_JSON: gettext_noop("not JSON"),
    ProblemKind.NOT_TOML: gettext_noop("not TOML"),
    ProblemKind.NOT_YAML: gettext_noop("not YAML"),
    ProblemKind.YAML_CONTROL_CHARACTER: gettext_noop("not YAML: a control character"),
    ProblemKind.YAML_SEVERAL_DOCUMENTS: gettext_noop("not YAML: more than one document"),
    ProblemKind.YAML_BRACKETS_AS_KEY: gettext_noop("not YAML: brackets or braces without quotes"),
    ProblemKind.YAML_UNKNOWN_ALIAS: gettext_noop("not YAML: an asterisk without quotes"),
    ProblemKind.YAML_COLON: gettext_noop("not YAML: a colon without quotes"),
    ProblemKind.YAML_BACKSLASH: gettext_noop("not YAML: a backslash inside double quotes"),
    ProblemKind.YAML_TAB: gettext_noop("not YAML: a tab where spaces must stand"),
    ProblemKind.YAML_RESERVED_CHARACTER: gettext_noop(
        "not YAML: a character that must stand in quotes"
    ),
    ProblemKind.YAML_TEXT_AFTER_VALUE: gettext_noop("not YAML: text after the end of a value"),
    ProblemKind.YAML_OPEN_QUOTES: gettext_noop("not YAML: quotes that are not closed"),
    ProblemKind.YAML_NESTED_QUOTES: gettext_noop(
        "not YAML: quotes inside quotes, or text after them"
    ),
    ProblemKind.YAML_NO_COLON: gettext_noop("not YAML: a line without a colon"),
    ProblemKind.YAML_ANCHOR_OR_ALIAS: gettext_noop(
        "not YAML: an asterisk or ampersand without quotes"
    ),
    ProblemKind.YAML_OPEN_LIST: gettext_noop("not YAML: a list that is not closed"),
    ProblemKind.YAML_OPEN_BRACES: gettext_noop("not YAML: braces that are not closed"),
    ProblemKind.DATE_UNREADABLE: gettext_noop("the date {date} can't be read"),
    ProblemKind.DATE_IS_AN_OFFSET: gettext_noop("the date {date} is an offset without a day"),
    ProblemKind.DATE_DOES_NOT_EXIST: gettext_noop("the date {date} does not exist"),
    ProblemKind.DATE_TIME_UNREADABLE: gettext_noop("the time of the date {date} can't be read"),
    ProblemKind.DATE_OUT_OF_RANGE: gettext_noop(
        "the date {date} lies outside the years {first_year} to {last_year}"
    ),
    ProblemKind.DATE_ZONE_UNKNOWN: gettext_noop("the date {date} names a zone that is not known"),
    ProblemKind.DATE_OFFSET_DOES_NOT_EXIST: gettext_noop(
        "the date {date} has an offset that does not exist"
    ),
    ProblemKind.COLLECTION_NOT_READ: gettext_noop(
        "{name} is a collection of the site; with collections = true it is read as well"
    ),
    ProblemKind.TIME_ZONE_UNKNOWN: gettext_noop("no time zone is called {zone}"),
}
"""What is wrong, to be filled in with the problem's fields."""

HANDLINGS = {
    Handling.LEFT_OUT: gettext_noop("left out"),
    Handling.LISTED_BY_NAME: gettext_noop("listed by its name"),
    Handling.BEGINNING_SHOWN: gettext_noop("only its beginning is shown"),
    Handling.REPLACEMENTS_SHOWN: gettext_noop("what is no text shows as \ufffd"),
    Handling.NULL_SYMBOLS_SHOWN: gettext_noop("these show as \u2400"),
    Handling.READ_AS_ENCODING: gettext_noop("read as {encoding}"),
    Handling.READ_LINE_BY_LINE: gettext_noop("read line by line: {keys}"),
    Handling.READ_ALL_THE_SAME: gettext_noop("it was read all the same"),
    Handling.READ_UP_TO_LAST_KEY: gettext_noop("it was read up to its last key"),
    Handling.DAY_ALONE: gettext_noop("its day is used"),
    Handling.TIME_OF_SITE_ZONE: gettext_noop("the time is taken as that of the site's zone"),
    Handling.TIME_OF_FILE: gettext_noop("the time of the file's last change is used"),
    Handling.DATE_OF_FILE_NAME: gettext_noop("the date of the file's name is used"),
    Handling.NO_DATE: gettext_noop("the post has no date"),
    Handling.DEFAULT_SETTINGS: gettext_noop("the usual settings hold"),
    Handling.LOCAL_TIME_ZONE: gettext_noop("the machine's own zone is used"),
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
        fields["system_error"] = error_of_number(int(fields["errno"]))
    return ProblemText(
        _(REASONS[problem.kind]).format(**fields),
        _(HANDLINGS[problem.handling]).format(**fields),
    )
