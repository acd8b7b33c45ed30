"""What a kiosk asks the system for under random keys, on a hostile archive, seen by strace.

By hand: ``python tests/kiosk/under_strace.py --keys 200000`` prints a summary.
"""

import argparse
import os
import random
import re
import shutil
import site
import sys
import sysconfig
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))

from support.pseudo_terminal import PseudoTerminal, TimedOutError

STRACE = shutil.which("strace")
_CALLS = "execve,execveat,connect,bind,open,openat,openat2,creat,rename,renameat2,unlink,mkdir"
_OPENED = re.compile(r"^\d+\s+(?:open|openat|openat2|creat)\(.*= \d+<([^>]*)>(?:\(deleted\))?$")
_WRITES = re.compile(r"O_(?:WRONLY|RDWR|CREAT)")
_CALL = re.compile(r"^\d+\s+(\w+)\((.*)")
_RESUMED = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)")
_KEYS_AT_ONCE = 40
_ESCAPES = 0.3
"""Share of the bursts after which Esc leaves a dialog or a prompt."""
_KEYS = (
    *"jkhlgGnpJKczRoi[]LyY#VSfsmABMCvteuUrzq:?+-=<>{}\\|!wEX1234567890 ",
    *("\r", "\t", "\x1b", "\x7f", "\x01", "\x04", "\x05", "\x06", "\x0c", "\x0e", "\x0f", "\x15"),
    *(
        "\x03",
        "\x1a",
        "\x1c",
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b[5~",
        "\x1b[6~",
        "\x1bOP",
    ),
    *("/gold\r", "/../\r", "/etc/passwd\r", "金", "：", "　", ":suspend\r", ":theme\r"),
)
_SYSTEM = ("/etc/", "/usr/share/", "/usr/lib", "/lib", "/dev/", "/proc/", "/sys/")
"""What Python and the C library read by themselves: time zones, locales, accounts, mounts."""


@dataclass
class Summary:
    """What was asked for."""

    keys: int = 0
    runs: int = 0
    calls: Counter[str] = field(default_factory=Counter)
    programs: list[str] = field(default_factory=list)
    """Programs that were started after the reader itself."""
    connections: list[str] = field(default_factory=list)
    written: Counter[str] = field(default_factory=Counter)
    """Files opened for writing, outside of state and runtime."""
    read: Counter[str] = field(default_factory=Counter)
    """Files read outside of archive, state, runtime, Python and the system's libraries."""
    secrets: int = 0
    """How often what lies outside of the archive was seen on the screen."""

    def __str__(self) -> str:
        names = ", ".join(f"{name} {count:,}" for name, count in sorted(self.calls.items()))
        return "\n".join(
            [
                f"{self.keys:,} keys and mouse events in {self.runs} sessions",
                f"calls: {names}",
                f"programs started: {self.programs or 'none'}",
                f"connections: {self.connections or 'none'}",
                f"written elsewhere: {dict(self.written) or 'none'}",
                f"read elsewhere: {dict(self.read) or 'none'}",
                f"secrets seen: {self.secrets}",
            ]
        )


def make_folders(folder: Path) -> None:
    """Make a hostile archive, a secret beside it, and the administrator's file."""
    for name in ("archive/_posts", "archive/_includes", "state", "runtime", "outside"):
        (folder / name).mkdir(parents=True)
    secret = folder / "outside" / "2024-01-09-secret.md"
    secret.write_text("---\ntitle: TOPSECRET\n---\nTOPSECRET\n")
    posts = folder / "archive" / "_posts"
    body = (
        "gold {% include ../../outside/2024-01-09-secret.md %} {% include out.md %}\n\n"
        "![a](../../outside/2024-01-09-secret.md) ![b](/etc/passwd) [c](file:///etc/passwd)\n\n"
        "[d](https://a.example/) [e](../outside/2024-01-09-secret) ![f](http://127.0.0.1:9/x.png)\n"
    )
    for number in range(60):
        text = f'---\ntitle: "Gold {number} \\e]52;c;eHg=\\a"\ntags: [a, b]\n---\n{body}'
        (posts / f"2024-01-{number % 28 + 1:02}-{number}.md").write_text(text)
    (posts / "2024-02-01-link.md").symlink_to(secret)
    (posts / "2024-02-02-passwd.md").symlink_to("/etc/passwd")
    (posts / "2024-02-03-fd.md").symlink_to("/proc/self/environ")
    (posts / "folder").symlink_to(folder / "outside")
    (folder / "archive" / "_includes" / "out.md").symlink_to(secret)
    (folder / "archive" / "_config.yml").symlink_to(secret)
    keys = "".join(f'{name} = "{folder / name}"\n' for name in ("archive", "state", "runtime"))
    (folder / "kiosk.toml").write_text(keys)
    (folder / "kiosk.toml").chmod(0o644)


def hostile_environment(folder: Path) -> dict[str, str]:
    outside = str(folder / "outside")
    return {
        "HOME": outside,
        "READER_ARCHIVE": outside,
        "XDG_CONFIG_HOME": outside,
        "XDG_DATA_HOME": outside,
        "XDG_CACHE_HOME": outside,
        "BROWSER": "touch %s",
        "EDITOR": "sh",
        "VISUAL": "sh",
        "PAGER": "sh",
        "TEXTUAL_DRIVER": "evil:Driver",
        "TEXTUAL_LOG": f"{outside}/log",
        "TMPDIR": outside,
        "SQLITE_TMPDIR": outside,
    }


def run(folder: Path, keys: int, seed: int = 1) -> Summary:
    """Type random keys into kiosks under strace, one after another as they end."""
    make_folders(folder)
    chance = random.Random(seed)
    summary = Summary()
    while summary.keys < keys:
        log = folder / f"strace-{summary.runs}"
        _one_session(folder, log, keys, chance, summary)
        summary.runs += 1
        _take_in(log, folder, summary)
        log.unlink()
    return summary


def _one_session(
    folder: Path, log: Path, keys: int, chance: random.Random, summary: Summary
) -> None:
    reader = [sys.executable, "-I", "-B", "-m", "reader", "--kiosk", "--kiosk-config"]
    command = [*reader, str(folder / "kiosk.toml")]
    trace = [str(STRACE), "-f", "--seccomp-bpf", "-y", "-s", "300", "-e", _CALLS, "-o", str(log)]
    environment = hostile_environment(folder)
    with PseudoTerminal([*trace, *command], environment=environment) as terminal, suppress(OSError):
        terminal.wait_for("Gold", seconds=60)
        while summary.keys < keys and terminal.process.poll() is None:
            typed = [_event(chance) for _ in range(_KEYS_AT_ONCE)]
            terminal.send("".join(typed))
            summary.keys += len(typed)
            terminal.read_quiet(0.05)
            if chance.random() < _ESCAPES:
                terminal.send("\x1b")  # with nothing behind it, so that it is the key itself
                terminal.read_quiet(0.15)
            summary.secrets += "TOPSECRET" in terminal.output
            terminal.raw.clear()
        terminal.send("\x1b")
        terminal.read_quiet(0.4)
        with suppress(TimedOutError):
            terminal.send("\x03")
            terminal.wait_for_end(3)


def _event(chance: random.Random) -> str:
    if chance.random() < 0.1:
        button = chance.choice((0, 0, 2, 64, 65))
        place = f"{button};{chance.randint(1, 120)};{chance.randint(1, 40)}"
        return f"\x1b[<{place}M\x1b[<{place}m"
    return chance.choice(_KEYS)


def _take_in(log: Path, folder: Path, summary: Summary) -> None:
    own = [str(folder / name) for name in ("state", "runtime")]
    readable = [*own, str(folder / "archive"), *_python_folders()]
    above = {str(place) for place in folder.parents}
    has_begun = False
    for line in _whole_lines(log.read_text(errors="replace").splitlines()):
        call = _CALL.match(line)
        if call is None:
            continue
        name, rest = call.groups()
        has_succeeded = "= -1 " not in rest
        summary.calls[name] += 1
        if name.startswith("execve"):
            if has_begun and "-I" not in rest:
                summary.programs.append(rest[:200])
            has_begun = True
        elif name in {"connect", "bind"} and has_succeeded:
            summary.connections.append(rest[:200])
        elif opened := _OPENED.match(line):
            path = opened.group(1)
            if _WRITES.search(rest):
                if not path.startswith((*own, "/dev/")):
                    summary.written[path] += 1
            elif path not in above and not path.startswith(
                (*readable, *_SYSTEM, str(folder / "kiosk.toml"))
            ):
                summary.read[path] += 1


def _whole_lines(lines: list[str]) -> list[str]:
    """Put calls together that another thread's call has interrupted."""
    begun: dict[str, str] = {}
    whole = []
    for line in lines:
        resumed = _RESUMED.match(line)
        if line.endswith("<unfinished ...>"):
            begun[line.split()[0]] = line.removesuffix("<unfinished ...>")
        elif resumed:
            whole.append(begun.pop(resumed[1], f"{resumed[1]} ?(") + resumed[2].lstrip())
        else:
            whole.append(line)
    return whole


def _python_folders() -> list[str]:
    import reader

    paths = [*sysconfig.get_paths().values(), *site.getsitepackages(), sys.prefix, sys.base_prefix]
    places = {*paths, *filter(None, sys.path), str(Path(reader.__file__).parent.parent)}
    return sorted({os.path.realpath(place) for place in places} | places)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keys", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        summary = run(Path(place) / "kiosk", options.keys, options.seed)
    sys.stdout.write(f"{summary}\n")
    bad = (summary.programs, summary.connections, summary.written, summary.read, summary.secrets)
    return int(any(bad))


if __name__ == "__main__":
    sys.exit(main())
