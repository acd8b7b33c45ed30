"""A real OpenSSH server on a free loopback port, with keys of its own, that runs one program."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from shlex import quote

import pytest

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
_BEGIN_SECONDS = 20
RULES = """\
PermitTTY yes
DisableForwarding yes
PermitUserRC no
AcceptEnv LANG LC_* COLORTERM NO_COLOR
PermitUserEnvironment no
"""
"""What the README tells an administrator to write beside ``ForceCommand``."""


class SshServer:
    """Runs `sshd` in the foreground; a context manager that ends it."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        """Make keys and start; whoever logs in as this account gets `command`.

        Args:
            folder: For keys and settings.
            command: The program of ``ForceCommand``.
        """
        if SSHD is None or shutil.which("ssh") is None:
            pytest.skip("there is no OpenSSH here")
        self._folder = folder
        folder.mkdir(mode=0o700)
        self._port = _free_port()
        for name in ("host", "user"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)],
                check=True,
                capture_output=True,
            )
        (folder / "sshd_config").write_text(
            f"Port {self._port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n"
            f"AuthorizedKeysFile {folder}/user.pub\nStrictModes no\nUsePAM no\n"
            "PasswordAuthentication no\nKbdInteractiveAuthentication no\nPrintMotd no\n"
            f"PermitRootLogin prohibit-password\nMaxStartups 50\n{RULES}"
            f"ForceCommand {' '.join(map(quote, command))}\n"
        )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # sshd insists on it
        self._log = (folder / "log").open("w")
        self._process = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", str(folder / "sshd_config")],
            stderr=self._log,
            stdin=subprocess.DEVNULL,
        )
        self._wait_until_it_answers()

    def __enter__(self) -> "SshServer":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(20)
        self._log.close()

    def login(self, *more: str) -> list[str]:
        """Return the command of a client that logs in with a terminal; `more` is asked for."""
        name = pwd.getpwuid(os.getuid()).pw_name
        options = {
            "IdentityFile": self._folder / "user",
            "IdentitiesOnly": "yes",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "LogLevel": "ERROR",
            "SendEnv": "LANG LC_* COLORTERM NO_COLOR READER_ARCHIVE PYTHONPATH",
            "ExitOnForwardFailure": "yes",
        }
        words = [word for key, value in options.items() for word in ("-o", f"{key}={value}")]
        return [
            "ssh",
            "-F",
            "none",
            "-tt",
            "-p",
            str(self._port),
            *words,
            f"{name}@127.0.0.1",
            *more,
        ]

    def _wait_until_it_answers(self) -> None:
        end = time.monotonic() + _BEGIN_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self._port), 1).close()
            except OSError:
                if time.monotonic() > end or self._process.poll() is not None:
                    self._log.close()
                    said = (self._folder / "log").read_text()
                    raise AssertionError(f"sshd did not begin: {said}") from None
            else:
                return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
