import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from support.pseudo_terminal import PseudoTerminal
from support.shell_files import load_shell_files

from reader.cli.archive_choice import COMMANDS
from reader.cli.program import program

shell_files = load_shell_files()
SHOWS_LINE = {
    "bash": """
        bind -x '"\\C-x\\C-p": printf "\\n<<%s>>\\n" "$READLINE_LINE"'
        bind 'set bell-style none'; bind 'set enable-bracketed-paste off'
        source {folder}/reader.bash""",
    "zsh": """
        autoload -U compinit; compinit -D; fpath=({folder} $fpath)
        autoload -U _reader; compdef _reader reader; setopt nobeep
        show() {{ print -r "<<$BUFFER>>" }}; zle -N show; bindkey '^X^P' show""",
}
COMMAND_LINES = {"bash": ["bash", "--norc", "--noprofile", "-i"], "zsh": ["zsh", "-f", "-i"]}
SHARED = [
    ("reader mark-r", "reader mark-read "),
    ("reader search --snip", "reader search --snippets "),
    ("reader search --sort rel", "reader search --sort relevance "),
    ("reader search is:star", "reader search is:starred "),
    ("reader search categ", "reader search category:"),
    ("reader search tag:comm", "reader search tag:common "),
    ("reader search category:财经/", "reader search category:财经/股市 "),
    ("reader search 栏目：财经/", "reader search 栏目：财经/股市 "),
    ("reader search is:read tag:air", "reader search is:read tag:aircraft "),
    ("reader search 'is:read (tag:air", "reader search 'is:read (tag:aircraft' "),
    ("reader search -- -tag:comm", "reader search -- -tag:common "),
    ("reader search 'tag:宏观 or tag:com", "reader search 'tag:宏观 or tag:common' "),
    ("reader show 2022-04-20", "reader show 2022-04-20-0 "),
    ("reader list --archive finews tag:com", "reader list --archive finews tag:common "),
    ("reader list --archive fin", "reader list --archive finews "),
    ("reader fin", "reader finews "),
    ("reader state exp", "reader state export "),
]


@pytest.fixture(scope="session")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("shell_files")
    shell_files.write_shell_files(folder)
    return folder / "completion"


@pytest.fixture
def environment(news: Path, tmp_path: Path) -> dict[str, str]:
    """With the program on the path."""
    program = tmp_path / "bin" / "reader"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m reader "$@"\n')
    program.chmod(0o700)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "LC_ALL": "C.UTF-8", "TERM": "dumb", "PYTHONPATH": str(ROOT)}


ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["bash", "zsh"])
def completed(
    request: pytest.FixtureRequest, scripts: Path, environment: dict[str, str], tmp_path: Path
) -> Iterator[Callable[[str], str]]:
    """Type into a real shell, press Tab, and return the line that it made of it."""
    if not shutil.which(request.param):
        pytest.skip(f"{request.param} is not installed")
    with PseudoTerminal(
        COMMAND_LINES[request.param], 200, 40, environment, folder=tmp_path
    ) as shell:
        start = tmp_path / "start"
        start.write_text(SHOWS_LINE[request.param].format(folder=scripts))
        shell.send(f". {start}; echo rea''dy\n")
        shell.wait_until(lambda: "ready\n" in shell.output)

        def complete(text: str) -> str:
            before = len(shell.output)
            shell.send(f"{text}\t\x18\x10")
            shell.wait_until(lambda: ">>" in shell.output[before:])
            shell.send("\x01\x0b")
            return shell.output[before:].partition("<<")[2].partition(">>")[0]

        yield complete


def test_a_shell_completes_commands_options_and_words_of_the_archive(
    completed: Callable[[str], str],
) -> None:
    found = {text: completed(text) for text, _ in SHARED}
    assert found == dict(SHARED)


def test_a_name_with_spaces_is_quoted_for_the_shell(completed: Callable[[str], str]) -> None:
    (line,) = {completed("reader search tag:said")}
    assert shlex.split(line) == ["reader", "search", 'tag:"said \\"so\\""']


@pytest.mark.skipif(not shutil.which("fish"), reason="fish is not installed")
def test_fish_completes_commands_options_and_words_of_the_archive(
    scripts: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    asking = "".join(f"complete -C {_for_fish(text)}; echo ===\n" for text, _ in SHARED)
    (tmp_path / "asking.fish").write_text(f"source {scripts}/reader.fish\n{asking}")
    done = subprocess.run(
        ["fish", "--no-config", tmp_path / "asking.fish"],
        env={**os.environ, **environment},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    offered = [
        [line.partition("\t")[0] for line in part.splitlines()]
        for part in done.stdout.split("===\n")[:-1]
    ]
    for (text, line), words in zip(SHARED, offered, strict=True):
        assert any(line.strip(" '").endswith(word) for word in words), (text, words)


def _for_fish(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_option_of_every_command_is_in_the_script(shell: str) -> None:
    script = shell_files.script(shell)
    context = click.Context(program)
    for name in COMMANDS:
        command = program.get_command(context, name)
        assert command is not None
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else ():
                assert (option if shell != "fish" else f"-l {option[2:]}") in script


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_no_place_of_a_template_is_left_open(shell: str) -> None:
    assert "@\n" not in shell_files.script(shell)


def test_every_command_has_a_man_page(scripts: Path) -> None:
    pages = {page.name for page in (scripts.parent / "man").iterdir()}
    assert pages == {"reader.1", *(f"reader-{name}.1" for name in COMMANDS)}
