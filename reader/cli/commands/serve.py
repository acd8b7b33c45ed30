"""``reader serve``: shows the reader in a browser."""

import asyncio
import sys

import click

from reader.cli.archive_choice import ArchiveChoice
from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.options import archive_option, chosen_archive, index_option
from reader.cli.output import say
from reader.messages.language import current_language
from reader.messages.language import gettext as _

_WILDCARDS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - refused unless a host is named


@click.command(
    "serve",
    cls=DashedArguments,
    help=_(
        "Show the reader in a browser.\n\n"
        "Prints an address with a token in it; whoever has the address uses the reader as you do. "
        "Only this machine can connect, unless --address says otherwise. Ctrl-C ends the server "
        "and its sessions. Needs the extra: pip install 'terminal-news-reader[serve]'."
    ),
)
@click.option("--kiosk", is_flag=True, help=_("Run reader --kiosk in the page."))
@click.option(
    "--kiosk-config",
    metavar="FILE",
    type=click.Path(resolve_path=True),
    help=_("The administrator's file for --kiosk."),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=0,
    metavar="N",
    help=_("Port to listen on, instead of any free one."),
)
@click.option(
    "--address",
    default="127.0.0.1",
    metavar="ADDRESS",
    help=_("Address to listen on, instead of 127.0.0.1."),
)
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="NAME",
    help=_("Name that browsers reach the server by, as behind a proxy; may be repeated."),
)
@click.option(
    "--sessions",
    type=click.IntRange(1, 1000),
    default=8,
    metavar="N",
    help=_("Sessions at once, 8 by default."),
)
@click.option(
    "--idle-minutes",
    type=click.IntRange(0, 100_000),
    default=60,
    metavar="N",
    help=_("Minutes without a key after which a session ends, 60 by default; 0 is no limit."),
)
@archive_option
@index_option
def command(
    kiosk: bool,
    kiosk_config: str | None,
    port: int,
    address: str,
    host_names: tuple[str, ...],
    sessions: int,
    idle_minutes: int,
) -> ExitStatus:
    """Serve until a signal comes; see the help."""
    if address in _WILDCARDS and not host_names:
        raise click.UsageError(_("an address that stands for all needs --host-name NAME"))
    choice = chosen_archive()
    program = _kiosk(kiosk_config, choice) if kiosk else _reader(choice)
    if kiosk_config and not kiosk:
        raise click.UsageError(_("--kiosk-config needs --kiosk"))
    try:
        from reader.serve import limits, server  # noqa: PLC0415 - an extra, for this command only
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == "reader":
            raise
        text = _("reader serve needs {package}: pip install 'terminal-news-reader[serve]'")
        raise click.ClickException(text.format(package=error.name)) from error
    options = server.ServeOptions(
        (sys.executable, "-P", "-m", "reader", *program),
        address,
        port,
        host_names,
        limits.Limits(sessions=sessions, idle=60.0 * idle_minutes),
    )
    asyncio.run(server.serve(options, _announce))
    return ExitStatus.SUCCESS


def _kiosk(config: str | None, choice: ArchiveChoice) -> list[str]:
    if choice != ArchiveChoice():
        raise click.UsageError(_("with --kiosk, the administrator's file names the archive"))
    return ["--kiosk", *(["--kiosk-config", config] if config else [])]


def _reader(choice: ArchiveChoice) -> list[str]:
    """Return the arguments of a reader that opens the same archive in the same language."""
    archive = [] if choice.path is None else ["--archive", str(choice.path)]
    index = [] if choice.uses_index else ["--no-index"]
    return ["--lang", current_language().value, *archive, *index]


def _announce(address: str) -> None:
    say(_("open this address in a browser; Ctrl-C ends the server"))
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
