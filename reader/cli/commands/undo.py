"""``reader undo``: takes back what the latest ``reader mark-read`` changed."""

import click

from reader.cli.archive_opening import open_archive
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, index_option
from reader.cli.output import say
from reader.messages.language import gettext as _
from reader.messages.language import ngettext
from reader.state.command_undo import UndoneCommand, undo_command
from reader.terminal_text import clean_line


@click.command(
    "undo",
    cls=DashedArguments,
    help=_(
        "Undo what the last reader mark-read changed.\n\n"
        "Posts that were changed since, by a command or on the screen, stay as they are. Again, it "
        "undoes the reader mark-read before."
    ),
)
@archive_option
@index_option
def command() -> ExitStatus:
    """Take back a command; see the help."""
    session = open_archive()
    undone = undo_command(session.state)
    if undone is None:
        say(_("there is no command to undo in this archive"))
        return ExitStatus.NOTHING_FOUND
    session.state_file.save()
    session.state_file.close()
    say(_restored(undone))
    if undone.changed_since:
        say(_kept(undone.changed_since))
    return ExitStatus.SUCCESS if undone.restored else ExitStatus.NOTHING_FOUND


def _restored(undone: UndoneCommand) -> str:
    if undone.change.is_set:
        text = ngettext(
            "{count:,} post marked as unread again, as before reader {command}",
            "{count:,} posts marked as unread again, as before reader {command}",
            undone.restored,
        )
    else:
        text = ngettext(
            "{count:,} post marked as read again, as before reader {command}",
            "{count:,} posts marked as read again, as before reader {command}",
            undone.restored,
        )
    return text.format(count=undone.restored, command=clean_line(undone.change.command))


def _kept(posts: int) -> str:
    text = ngettext(
        "{count:,} post was changed since and stays as it is",
        "{count:,} posts were changed since and stay as they are",
        posts,
    )
    return text.format(count=posts)
