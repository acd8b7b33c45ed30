"""Runs the screen as a kiosk: options, isolation, limits, confinement, guard, in this order."""

import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reader.capabilities import NOTHING
from reader.cli import program
from reader.cli.exit_status import ExitStatus
from reader.cli.output import prepare_streams, say
from reader.config import StateLogs
from reader.errors import ReaderError, SettingsError, TerminalError
from reader.files import archive_files, openat2
from reader.kiosk.account import begin_session, login_name, own_folder
from reader.kiosk.guard import refuse_ways_out
from reader.kiosk.isolation import limit
from reader.kiosk.options import DEFAULT_FILE, KioskOptions, read_options
from reader.linear.running import run_linear
from reader.messages.language import choose_language, language_of_locale, named_language
from reader.messages.language import gettext as _
from reader.session import Session, open_given
from reader.state.memory_state import MemoryState
from reader.state.opening import open_state
from reader.state.state_file import StateFile
from reader.ui.running import check_terminal, run_screen

_COMMAND = "reader --kiosk"
_LINEAR = "--linear"


def run(arguments: Sequence[str]) -> int:
    """Run the kiosk in a process that `isolate` has prepared; errors are said in one sentence.

    Args:
        arguments: The command line: ``--kiosk``, and perhaps ``--kiosk-config FILE`` and
            ``--linear``.

    Returns:
        The exit status.
    """
    try:
        status = _run(_options(arguments), is_linear=_LINEAR in arguments)
    except TerminalError:
        return _tell(_("the screen needs a terminal: connect with ssh -t"), ExitStatus.WRONG_USAGE)
    except (ReaderError, OSError) as error:
        return program.refuse(error)
    except Exception:  # whatever it is, a stranger is shown no traceback
        status = ExitStatus.NOTHING_FOUND
    if status == ExitStatus.NOTHING_FOUND:
        return _tell(_("the reader has ended because of an error"), status)
    return status


def _options(arguments: Sequence[str]) -> KioskOptions:
    match [argument for argument in arguments if argument not in {"--kiosk", _LINEAR}]:
        case []:
            path = DEFAULT_FILE
        case ["--kiosk-config", name]:
            path = Path(name)
        case [option] if option.startswith("--kiosk-config="):
            path = Path(option.partition("=")[2])
        case _:
            reason = _("takes no other options than --kiosk-config FILE and --linear")
            raise SettingsError(_COMMAND, reason)
    return read_options(path)


def _run(options: KioskOptions, *, is_linear: bool) -> int:
    named = named_language(options.language)
    choose_language(named or language_of_locale(os.environ))
    limit(options.limits)
    if not is_linear:
        check_terminal()
    name = login_name()
    state = own_folder(options.state, name) if options.state else None
    if options.runtime is not None and options.limits.sessions:
        begin_session(options.runtime, name, options.limits.sessions)
    session = _open(options, state)
    if is_linear:
        run_linear(session)
        return ExitStatus.SUCCESS
    return run_screen(session)


def _open(options: KioskOptions, state: Path | None) -> Session:
    """Confine the process, and open the archive."""
    root = options.archive.resolve(strict=True)
    index = options.index.resolve(strict=True) if options.index else None
    walk = archive_files.walk_beneath
    archive_files.confine(root, openat2.open_beneath if openat2.is_known() else walk)
    if state is not None:
        tempfile.tempdir = os.environ["SQLITE_TMPDIR"] = str(state)
    refuse_ways_out([state] if state else [], [index] if index else [])

    def opened(archive: Path) -> StateFile:
        return (
            MemoryState() if state is None else open_state(state, archive, StateLogs.NEVER, state)
        )

    session = open_given(root, options.settings, opened, index)
    return replace(session, capabilities=NOTHING, idle_minutes=options.limits.idle_minutes)


def _tell(sentence: str, status: int) -> int:
    prepare_streams()
    say(sentence)
    return status
