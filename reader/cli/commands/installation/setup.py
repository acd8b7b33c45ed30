"""``reader setup``: installs completion for a shell, and the man pages, for this user."""

import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from reader.cli.dashed_arguments import DashedArguments
from reader.cli.exit_status import ExitStatus
from reader.cli.output import say, write_lines
from reader.layout.line import Line, Run
from reader.messages.language import gettext as _
from reader.messages.language import gettext_noop
from reader.paths import bundled
from reader.terminal_text import clean_line

_SCRIPTS = {"bash": "reader.bash", "zsh": "_reader", "fish": "reader.fish"}
_PLACES = {
    "bash": ("XDG_DATA_HOME", "bash-completion/completions/reader"),
    "zsh": ("XDG_DATA_HOME", "zsh/site-functions/_reader"),
    "fish": ("XDG_CONFIG_HOME", "fish/completions/reader.fish"),
}
"""Where each shell looks for the user's own completions: variable of the base, and path below it.

Source: bash-completion's README; zsh has no folder of its own; fish, "Where to put completions".
"""
_BASES = {"XDG_DATA_HOME": ".local/share", "XDG_CONFIG_HOME": ".config"}
"""What the variables mean where they are not set: the XDG Base Directory Specification."""
_ALSO_NEEDED = {
    "bash": gettext_noop(
        "bash loads it by the package bash-completion; without it, add to ~/.bashrc: source {file}"
    ),
    "zsh": gettext_noop(
        "zsh needs in ~/.zshrc: fpath=({folder} $fpath); autoload -U compinit; compinit"
    ),
    "fish": gettext_noop("fish needs nothing else"),
}


@click.command(
    "setup",
    cls=DashedArguments,
    help=_(
        "Install completion for a shell, and the man pages.\n\n"
        "They go to this user's own folders. A shell takes them up when it is started again."
    ),
)
@click.option(
    "--shell",
    type=click.Choice(list(_SCRIPTS)),
    metavar="SHELL",
    help=_("bash, zsh or fish; otherwise that of the variable SHELL."),
)
@click.option(
    "--print", "prints", is_flag=True, help=_("Print the completion script, and write nothing.")
)
def command(*, shell: str | None, prints: bool) -> ExitStatus:
    """Install, or print; see the help."""
    shell = shell or _usual_shell(os.environ)
    files = bundled("shell_files")
    source = files / "completion" / _SCRIPTS[shell]
    if not source.is_file():
        say(_("this copy of the reader was not installed; run: pip install ."))
        return ExitStatus.UNREADABLE
    script = source.read_text(encoding="utf-8")
    if prints:
        sys.stdout.write(script)
        return ExitStatus.SUCCESS
    written = _write(script, _place_of(shell, os.environ))
    pages = _base("XDG_DATA_HOME", os.environ) / "man" / "man1"
    for page in sorted((files / "man").glob("*.1")):
        _write(page.read_text(encoding="utf-8"), pages / page.name)
    write_lines(Line((Run(clean_line(line)),)) for line in _report(shell, written, pages))
    return ExitStatus.SUCCESS


def _usual_shell(environment: Mapping[str, str]) -> str:
    """Return the user's shell.

    Raises:
        UsageError: It is none of those that have a script.
    """
    name = Path(environment.get("SHELL", "")).name
    if name in _SCRIPTS:
        return name
    raise click.UsageError(
        _("name the shell with --shell: {shells}").format(shells=", ".join(_SCRIPTS))
    )


def _place_of(shell: str, environment: Mapping[str, str]) -> Path:
    variable, path = _PLACES[shell]
    return _base(variable, environment) / path


def _base(variable: str, environment: Mapping[str, str]) -> Path:
    return Path(environment.get(variable) or Path.home() / _BASES[variable])


def _write(text: str, path: Path) -> Path:
    """Write a file whole, in place of an older one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)
    return path


def _report(shell: str, script: Path, pages: Path) -> Iterator[str]:
    """Yield what was written, and what else is needed."""
    yield _("wrote {file}").format(file=script)
    yield _("wrote the man pages to {folder}").format(folder=pages)
    needed = _(_ALSO_NEEDED[shell])
    yield needed.format(file=script, folder=script.parent)
    yield _("man finds the pages if a folder beside them, {folder}, is in PATH").format(
        folder=pages.parents[2] / "bin"
    )
