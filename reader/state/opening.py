"""Opening the user's reading state: in its folder, or by logs if several hosts share that."""

import os
import socket
from contextlib import suppress
from pathlib import Path

from reader.config import StateLogs
from reader.digests import sha256
from reader.errors import StateUnusableError
from reader.files.file_systems import MOUNTS, is_network
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.state.file.location import FILE_NAME, LOGS_NAME
from reader.state.state_file import StateFile

_SAID = gettext_noop(
    "{folder} is on a network: what you do is kept in a log of this host there, and merged"
    " with others"
)
_SHARED_COPIES = Path("/var/tmp")  # noqa: S108 - `HostLogs.prepare` looks whose it is
_MACHINE = Path("/etc/machine-id")


def open_state(
    folder: Path,
    root: Path | None,
    logs_wanted: StateLogs,
    copies: Path,
    host: str = "",
    mounts: Path = MOUNTS,
) -> StateFile:
    """Open what is kept of an archive; where that is not possible its `notice` says why.

    Args:
        folder: The user's own, which other hosts may share.
        root: The archive's folder, links resolved; None for no archive in particular.
        logs_wanted: Whether logs are kept instead of one file.
        copies: A folder for what can be made again from the logs; if hosts share it, too, another
            one is taken.
        host: This host's name among all; found out where it is empty.
        mounts: Tells which file systems other hosts may have.
    """
    keeps_logs = _keeps_logs(folder, logs_wanted, mounts)
    if not keeps_logs and not (folder / LOGS_NAME).is_dir():
        return StateFile(folder, root)
    from reader.state.host_logs import HostLogs  # noqa: PLC0415 - 5 ms, and few need it

    if not keeps_logs:
        state_file = StateFile(folder, root)
        with suppress(StateUnusableError):  # then its `notice` says why nothing can be saved
            state_file.take_in_logs(HostLogs(folder, host or _host_name(), folder / FILE_NAME))
        state_file.say_at_first("")
        return state_file
    copy = _copy_of(folder, copies, mounts)
    logs = HostLogs(folder, host or _host_name(), copy)
    is_new = logs.is_new
    state_file = StateFile(copy.parent, root, logs)
    if is_new:
        state_file.say_at_first(_(_SAID).format(folder=folder))
    return state_file


def _keeps_logs(folder: Path, wanted: StateLogs, mounts: Path) -> bool:
    """Say whether logs are kept; once begun, they are."""
    if wanted is StateLogs.BY_FILE_SYSTEM:
        return (folder / LOGS_NAME).is_dir() or is_network(folder, mounts)
    return wanted is StateLogs.ALWAYS


def _host_name() -> str:
    """Return a name that is unique even among hosts with the same host name."""
    machine = ""
    with suppress(OSError):
        machine = sha256([_MACHINE.read_bytes()]).hex()[:8]
    return "-".join(filter(None, [socket.gethostname(), machine]))


def _copy_of(folder: Path, copies: Path, mounts: Path) -> Path:
    """Return the path of the copy of what is in a folder, on a disk of this host."""
    if is_network(copies, mounts):
        copies = _SHARED_COPIES / f"terminal-news-reader-{os.getuid()}"
    name = sha256([os.fsencode(folder)]).hex()[:12]
    return copies / f"state-{name}" / FILE_NAME
