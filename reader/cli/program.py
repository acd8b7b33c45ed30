"""The entry point of the command line: runs a command or opens the screen.

A first word that is not a command is the archive to open on the screen. click checks the
arguments; `run` handles every way in which a run can end.
"""

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

import click
from click.exceptions import Exit

import reader
from reader.cli.archive_choice import COMMANDS, FOLDERS, ArchiveChoice
from reader.cli.exit_status import ExitStatus, explain, status_of
from reader.cli.help_layout import ChineseHelpFormatter
from reader.cli.options import (
    archive_option,
    archive_path,
    chosen_archive,
    index_option,
    pager_option,
)
from reader.cli.output import prepare_streams, say, silence_output
from reader.config.settings import Settings
from reader.diagnosis.log import note
from reader.errors import ReaderError
from reader.help_pages.page import HelpPage
from reader.messages.language import current_language
from reader.messages.language import gettext as _

OpenScreen = Callable[[ArchiveChoice], int]
"""Opens the screen on an archive; returns the exit status."""
KeysPage = Callable[[Settings], HelpPage]
"""Makes the page on keys, which only the screen knows."""


class _Program(click.Group):
    """A group with an optional command: any other word is the screen's PATH.

    Commands are imported on use: importing all of them takes 0.1 s.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        parts = filter(None, (FOLDERS.get(cmd_name), cmd_name.replace("-", "_")))
        command: click.Command = import_module(f"reader.cli.commands.{'.'.join(parts)}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        command = self.get_command(ctx, args[0])
        return ("", _open_screen, args) if command is None else (args[0], command, args[1:])


@click.group(
    cls=_Program,
    invoke_without_command=True,
    subcommand_metavar="[PATH | COMMAND [ARGS]...]",
    context_settings={"help_option_names": ["-h", "--help"]},
    help=_(
        "Read a large archive of Jekyll-style posts in the terminal.\n\n"
        "reader PATH opens the archive in the folder PATH. Without a path, it opens the archive"
        " named by READER_ARCHIVE or the settings, otherwise the current folder if it holds posts,"
        " otherwise bundled samples."
    ),
    epilog=_(
        "To open a folder named like a command, put ./ before it: reader ./list."
        " Exit status: 0 success, 1 nothing found, 2 wrong usage, 3 not readable."
    ),
)
@click.version_option(reader.__version__, prog_name="reader", message="%(prog)s %(version)s")
@click.option(
    "--lang",
    metavar="LANGUAGE",
    expose_value=False,
    help=_("Language of this run: en, zh_CN or zh_TW."),
)  # taken from the arguments by `run_language`, wherever it stands; here for the help
@click.option(
    "--linear",
    is_flag=True,
    expose_value=False,
    help=_("Read and ask line by line, without a screen: for screen readers and pipes."),
)  # taken from the arguments by `reader.__main__`; here for the help, as are the next three
@click.option(
    "--ascii",
    is_flag=True,
    expose_value=False,
    help=_("Draw the frames and marks of the screen in ASCII."),
)
@click.option(
    "--kiosk",
    is_flag=True,
    expose_value=False,
    help=_("Run as the only program of an account; see the README."),
)
@click.option(
    "--kiosk-config",
    metavar="FILE",
    expose_value=False,
    help=_("The administrator's file for --kiosk."),
)
@archive_option
@index_option
@pager_option
def program() -> ArchiveChoice:
    """Return the archive that the screen is to be opened on."""
    return chosen_archive()


@click.command()
@click.argument("path", required=False, type=archive_path)
@archive_option
@index_option
@click.pass_context
def _open_screen(context: click.Context, path: Path | None) -> ArchiveChoice:
    """Open the screen."""
    choice = chosen_archive()
    if path is not None and choice.path is not None:
        raise click.UsageError(_("name the archive once, as PATH or with --archive"), context)
    return choice._replace(path=path or choice.path)


def run(arguments: Sequence[str], open_screen: OpenScreen, keys_page: KeysPage) -> int:
    """Run the command line.

    Returns:
        The exit status, after all output is written. User errors never cause a traceback.

    Raises:
        KeyboardInterrupt: Ctrl-C; the output's buffer is empty.
    """
    prepare_streams()
    try:
        status = _invoke(arguments, open_screen, keys_page)
        sys.stdout.flush()
    except KeyboardInterrupt:
        silence_output()
        raise
    except BrokenPipeError:
        silence_output()
        return ExitStatus.SUCCESS
    except (click.ClickException, ReaderError, OSError) as error:
        return _tell(error)
    return status


def refuse(error: Exception) -> int:
    """Say why no screen was opened, and return the exit status."""
    prepare_streams()
    return _tell(error)


def _tell(error: Exception) -> int:
    """Say on standard error what a run has ended with, and return its exit status."""
    say(explain(error))
    if status_of(error) is ExitStatus.UNREADABLE:
        note(error)
    _flush_or_silence()
    return status_of(error)


def _invoke(arguments: Sequence[str], open_screen: OpenScreen, keys_page: KeysPage) -> int:
    is_chinese = current_language().is_chinese
    click.Context.formatter_class = ChineseHelpFormatter if is_chinese else click.HelpFormatter
    try:
        with program.make_context("reader", list(arguments), obj=keys_page) as context:
            outcome: ArchiveChoice | ExitStatus = program.invoke(context)
    except Exit as end:
        return end.exit_code
    return open_screen(outcome) if isinstance(outcome, ArchiveChoice) else outcome


def _flush_or_silence() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        silence_output()
