"""``reader index``: builds the index without a screen, for first runs and cron."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from reader.archive.progress_rate import display_duration
from reader.archive.repository import Changes, Checked
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_archive
from reader.cli.output import say
from reader.cli.progress_line import ProgressLine
from reader.messages.language import gettext as _
from reader.messages.language import in_a_list, ngettext

if TYPE_CHECKING:
    from reader.index.building import Built


@click.command(
    "index",
    cls=DashedArguments,
    help=_(
        "Bring the archive's index up to date, looking at every file.\n\n"
        "After Ctrl-C, the next run continues where it stopped. If the settings name a "
        "shared_index, the finished index is copied there for all accounts of the host.\n\n"
        "On a terminal, it shows its progress and a summary. From cron, it prints only errors."
    ),
)
@click.option("--rebuild", is_flag=True, help=_("Delete the index first, and read every file."))
@click.option(
    "--check",
    is_flag=True,
    help=_("Compare the index with every file, and mend what differs."),
)
@click.option(
    "--confined",
    is_flag=True,
    help=_("Follow no links: the index that reader --kiosk uses."),
)
@archive_option
def command(rebuild: bool, check: bool, confined: bool) -> ExitStatus:
    """Build or check the index; see the help."""
    from reader.index_opening import open_index_builder  # noqa: PLC0415 - 0.3 s, not for --help

    choice = chosen_archive()
    if not choice.uses_index:
        raise click.UsageError(_("no index can be built with --no-index"))
    builder, notice = open_index_builder(choice.path, is_confined=confined)
    if notice:
        say(notice)
    if rebuild and check:
        raise click.UsageError(_("--rebuild leaves nothing to --check"))
    begun = time.monotonic()
    if rebuild:
        builder.discard()
    if check:
        with ProgressLine(shows_at_once=True) as line:
            checked = builder.check(line.report)
        if checked.is_rebuilt or checked.mended or sys.stderr.isatty():
            say(_display_checked(checked))
        builder.publish()
        return ExitStatus.SUCCESS
    with ProgressLine(shows_at_once=True) as line:
        built = builder.build(line.report)
        builder.publish()
    if not built.posts:
        say(_("the archive has no posts"))
        return ExitStatus.NOTHING_FOUND
    if sys.stderr.isatty():
        say(_display_built(built, time.monotonic() - begun))
    return ExitStatus.SUCCESS


def _display_built(built: Built, seconds: float) -> str:
    text = ngettext(
        "{count:,} post indexed in {duration}: {changes}",
        "{count:,} posts indexed in {duration}: {changes}",
        built.posts,
    )
    changes = _display_changes(built.changes)
    return text.format(count=built.posts, duration=display_duration(seconds), changes=changes)


def _display_checked(checked: Checked) -> str:
    if checked.is_rebuilt:
        text = ngettext(
            "the index was damaged and has been rebuilt: {count:,} post",
            "the index was damaged and has been rebuilt: {count:,} posts",
            checked.posts,
        )
        return text.format(count=checked.posts)
    if checked.mended:
        text = _("{count:,} of {total:,} posts differed from their files; mended")
        return text.format(count=checked.mended, total=checked.posts)
    text = ngettext(
        "{count:,} post checked: nothing differs",
        "{count:,} posts checked: nothing differs",
        checked.posts,
    )
    return text.format(count=checked.posts)


def _display_changes(changes: Changes) -> str:
    counts = {
        _("{count:,} new"): changes.added,
        _("{count:,} changed"): changes.changed,
        _("{count:,} moved"): changes.moved,
        _("{count:,} removed"): changes.removed,
    }
    parts = [text.format(count=count) for text, count in counts.items() if count > 0]
    return in_a_list(parts) or _("nothing has changed")
