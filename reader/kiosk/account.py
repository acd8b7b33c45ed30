"""The account that is logged in: its folder for marks, and how many sessions it has."""

import fcntl
import os
import pwd
import re
import stat
from pathlib import Path

from reader.errors import SettingsError
from reader.messages.language import gettext as _
from reader.messages.language import ngettext

_NAME = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]{0,63}")


def login_name() -> str:
    """Return the name of the account, from the system's list and not from the environment.

    Raises:
        SettingsError: There is none, or none that can be the name of a folder.
    """
    try:
        name = pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        name = ""
    if not _NAME.fullmatch(name):
        raise SettingsError(str(os.getuid()), _("the account has no plain name"))
    return name


def own_folder(above: Path, name: str) -> Path:
    """Return the folder of an account, made if it is not there, and its alone.

    Raises:
        SettingsError: It is a link, somebody else's, or others may write to it.
        OSError: It can't be made.
    """
    folder = above.resolve(strict=True) / name
    if not os.path.lexists(folder):
        folder.mkdir(mode=0o700)
    status = folder.lstat()
    is_own = stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()
    if not is_own or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise SettingsError(str(folder), _("the folder does not belong to this account alone"))
    return folder


def begin_session(runtime: Path, name: str, most: int) -> int:
    """Take one of an account's sessions, until the process ends; return a descriptor to keep.

    Raises:
        SettingsError: All are taken.
        OSError: No lock can be made.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    for number in range(most):
        descriptor = os.open(runtime / f"{name}.{number}.lock", flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            return descriptor
    sentence = ngettext(
        "{count} session is open, and no more are allowed",
        "{count} sessions are open, and no more are allowed",
        most,
    )
    raise SettingsError(name, sentence.format(count=most))
