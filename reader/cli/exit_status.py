"""The exit status of a run, and the message of its error.

0 and 1 are as in `grep`. Ctrl-C ends with 130, set by `reader.__main__`.
"""

from enum import IntEnum

import click

from reader.errors import (
    LanguageError,
    PostNotFoundError,
    QueryError,
    ReaderError,
    SettingsError,
    TerminalError,
)
from reader.layout.text.cells import cell_width
from reader.messages.language import gettext as _
from reader.messages.system_errors import system_reason
from reader.terminal_text import clean_line, clean_text


class ExitStatus(IntEnum):
    """How a run ended."""

    SUCCESS = 0
    """Success, even if the output was closed early."""
    NOTHING_FOUND = 1
    """No post or problem was found."""
    WRONG_USAGE = 2
    """Invalid command line, query, settings, or terminal."""
    UNREADABLE = 3
    """The archive or a post can't be read, or the output can't be written."""


def status_of(error: Exception) -> ExitStatus:
    """Return the exit status of an error."""
    match error:
        case PostNotFoundError():
            return ExitStatus.NOTHING_FOUND
        case (
            QueryError()
            | SettingsError()
            | LanguageError()
            | TerminalError()
            | click.ClickException()
        ):
            return ExitStatus.WRONG_USAGE
        case _:
            return ExitStatus.UNREADABLE


def explain(error: Exception) -> str:
    """Return the message of an error, cleaned; for a query with the position."""
    match error:
        case QueryError():
            return f"{_query_sentence(error)}\n{_pointed_at(error.query, error.position)}"
        case ReaderError():
            return clean_line(str(error))
        case click.UsageError():
            return clean_line(_usage_sentence(error))
        case OSError():
            subject = "" if error.filename is None else f"{error.filename}: "
            return clean_line(f"{subject}{system_reason(error)}")
        case _:
            return clean_line(str(error))


def _usage_sentence(error: click.UsageError) -> str:
    message = error.format_message().rstrip(".。")
    command = error.ctx.command_path.strip() if error.ctx else "reader"
    return _("{message}; see {command} --help").format(
        message=f"{message[:1].lower()}{message[1:]}", command=command
    )


def _query_sentence(error: QueryError) -> str:
    return _("query, character {character}: {reason}").format(
        character=error.position + 1, reason=clean_line(error.reason)
    )


def _pointed_at(query: str, position: int) -> str:
    shown = clean_text(query).replace("\n", " ").replace("\t", " ")
    before = clean_text(query[:position]).replace("\n", " ").replace("\t", " ")
    return f"  {shown}\n  {' ' * cell_width(before)}^"
