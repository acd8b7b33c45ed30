"""Makes completion scripts and man pages from the commands that the program has.

Run by the build hook, in an environment with the program's own dependencies, and by the tests.
Commands, options, keys of the query language and their fixed values stand in the scripts; only
names of the archive are asked for, by ``reader complete-words``.
"""

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import click
from click_man.core import write_man_pages

import reader
from reader.archive.query.keys import KEYS
from reader.cli.archive_choice import COMMANDS
from reader.cli.program import program

TEMPLATES = Path(__file__).parent / "templates"
SCRIPTS = {"bash": "reader.bash", "zsh": "_reader", "fish": "reader.fish"}
"""Names of the scripts, by shell."""
_KINDS = {
    "query": "query",
    "post": "post",
    "posts": "post",
    "archive": "archive",
    "path": "archive",
    "tag": "tag",
    "category": "category",
    "label": "label",
    "view": "view",
}
"""What is offered for a parameter of a name."""
_NAMED = ("category", "tag", "author", "label", "view")
"""Kinds of names that follow a key of the query language."""
_FILES = {"PATH", "FILE", "FOLDER"}


class Parameter(NamedTuple):
    """An option or an argument, as a script needs it."""

    names: tuple[str, ...]
    """As typed; none for an argument."""
    takes_value: bool
    kind: str
    """A kind of words, ``file``, fixed words after ``=``, or nothing."""
    meaning: str
    is_repeated: bool


def write_shell_files(folder: Path) -> None:
    """Write ``completion/`` and ``man/`` below a folder."""
    scripts, pages = folder / "completion", folder / "man"
    for made in (scripts, pages):
        made.mkdir(parents=True, exist_ok=True)
    for shell, name in SCRIPTS.items():
        (scripts / name).write_text(script(shell), encoding="utf-8")
    for old in pages.glob("*.1"):
        old.unlink()
    context = click.Context(program)
    for name in COMMANDS:  # they are imported on use; click-man asks only for what is there
        command = program.get_command(context, name)
        if command is not None:
            program.add_command(command, name)
    with warnings.catch_warnings():
        # click-man 0.6 calls what click 9 drops
        warnings.simplefilter("ignore", DeprecationWarning)
        write_man_pages("reader", program, version=reader.__version__, target_dir=str(pages))


def script(shell: str) -> str:
    """Return the completion script of a shell."""
    text = (TEMPLATES / SCRIPTS[shell]).read_text(encoding="utf-8")
    parts = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]()
    for name, lines in parts.items():
        pattern = re.compile(rf"^( *)@{name}@$", re.MULTILINE)
        text = pattern.sub(lambda at: "\n".join(f"{at[1]}{line}" for line in lines), text)  # noqa: B023
    return text


def commands() -> dict[str, tuple[str, list[Parameter]]]:
    """Return meaning and parameters of each command; the program itself is called ""."""
    context = click.Context(program)
    found = {"": ("", [_parameter(it) for it in program.get_params(context)])}
    for name in COMMANDS:
        command = program.get_command(context, name)
        if command is not None and not command.hidden:
            parameters = [_parameter(it) for it in command.get_params(context)]
            found[name] = (command.get_short_help_str(120), parameters)
    found[""][1].append(Parameter((), True, "archive", "", False))
    return found


def _parameter(parameter: click.Parameter) -> Parameter:
    is_option = isinstance(parameter, click.Option)
    takes_value = not (is_option and (parameter.is_flag or parameter.count))
    names = (*parameter.opts, *parameter.secondary_opts) if is_option else ()
    meaning = " ".join((parameter.help or "").split()) if is_option else ""
    kind = _kind(parameter) if takes_value else ""
    return Parameter(tuple(names), takes_value, kind, meaning, parameter.nargs != 1)


def _kind(parameter: click.Parameter) -> str:
    if isinstance(parameter.type, click.Choice):
        return "=" + " ".join(map(str, parameter.type.choices))
    if parameter.name in _KINDS:
        return _KINDS[parameter.name]
    is_file = isinstance(parameter.type, click.Path | click.File)
    return "file" if is_file or (parameter.metavar or "").split(" ")[0] in _FILES else ""


def _keys() -> Iterator[tuple[str, str, str, str]]:
    """Yield each spelling of a query's key, its fixed values, its kind of names and its meaning."""
    for key in KEYS:
        offered = key.completions
        kind = offered.names if offered.names in _NAMED else ""
        for name in (key.name, *key.twins):
            fixed = offered.latin if name.isascii() else (*offered.chinese, *offered.latin)
            yield name, " ".join(fixed), kind, key.help


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _bash() -> dict[str, Iterable[str]]:
    options, values, arguments = [], [], []
    for name, (_, parameters) in commands().items():
        spelled = [one for it in parameters for one in it.names]
        options.append(f"{_quoted(name)}) options={_quoted(' '.join(spelled))} ;;")
        for it in parameters:
            if it.names and it.takes_value:
                pattern = "|".join(_quoted(f"{name} {one}") for one in it.names)
                values.append(f"{pattern}) kind={_quoted(it.kind)} ;;")
        kinds = [it for it in parameters if not it.names]
        for number, it in enumerate(kinds, 1):
            pattern = _quoted(f"{name} ") + ("*" if it.is_repeated else str(number))
            arguments.append(f"{pattern}) kind={_quoted(it.kind)} ;;")
    keys = [
        f"{name}) values={_quoted(fixed)} kind={_quoted(kind)} ;;"
        for name, fixed, kind, _ in _keys()
    ]
    return {
        "commands": [f"commands={_quoted(' '.join(filter(None, commands())))}"],
        "options": options,
        "values": values,
        "arguments": arguments,
        "keys": keys,
        "names": [f"names={_quoted(' '.join(map(_with_colon, _key_names())))}"],
    }


def _key_names() -> Iterator[str]:
    return (name for name, *_ in _keys())


def _with_colon(name: str) -> str:
    return f"{name}:" if name.isascii() else f"{name}："


def _zsh() -> dict[str, Iterable[str]]:
    named, cases = [], []
    for name, (meaning, parameters) in commands().items():
        if name:
            named.append(_quoted(f"{name}:{meaning}"))
            cases.append(f"{name})")
            cases += [f"    specs=({' '.join(_zsh_specs(parameters))}) ;;"]
    keys = [f"{name}) values=({fixed}) kind={_quoted(kind)} ;;" for name, fixed, kind, _ in _keys()]
    top = [it for it in commands()[""][1] if it.names]
    return {
        "commands": named,
        "top": [f"top=({' '.join(_zsh_specs(top))})"],
        "cases": cases,
        "keys": keys,
        "names": [_quoted(f"{_with_colon(name)}\t{meaning}") for name, _, _, meaning in _keys()],
    }


def _zsh_specs(parameters: Iterable[Parameter]) -> Iterator[str]:
    number = 0
    for it in parameters:
        meaning = re.sub(r"([\[\]\\:])", r"\\\1", it.meaning)
        action = _zsh_action(it.kind)
        for one in it.names:
            takes = "=" if it.takes_value and one.startswith("--") else ""
            value = f": :{action}" if it.takes_value else ""
            yield _quoted(f"{one}{takes}[{meaning}]{value}")
        if not it.names:
            number += 1
            yield _quoted(f"{'*' if it.is_repeated else number}: :{action}")


def _zsh_action(kind: str) -> str:
    if kind.startswith("="):
        return f"({kind[1:]})"
    if kind == "file":
        return "_files"  # a space before other functions: no options are handed to them
    if kind in {"query", "archive"}:
        return f" _reader_{kind}"
    return f" _reader_words {kind}" if kind else " "


def _fish() -> dict[str, Iterable[str]]:
    takers = {
        one
        for _, parameters in commands().values()
        for it in parameters
        if it.takes_value
        for one in it.names
    }
    return {
        "completions": _fish_completions(),
        "takers": [f"set -l takers {' '.join(sorted(takers))}"],
        "keys": [
            line
            for name, fixed, kind, _ in _keys()
            for line in (f"case {name}", f"    set values {fixed}", f"    set kind {kind}")
        ],
        "names": [
            f"printf '%s\\t%s\\n' {_fish_text(_with_colon(name))} {_fish_text(meaning)}"
            for name, _, _, meaning in _keys()
        ],
    }


def _fish_completions() -> Iterator[str]:
    for name, (meaning, parameters) in commands().items():
        test = f"complete -c reader -n {_quoted(f'__reader_is {name}'.strip())}"
        if name:
            yield f"complete -c reader -n __reader_is -a {name} -d {_fish_text(meaning)}"
        for it in parameters:
            words = _fish_words(it)
            if it.names:
                spelled = (f"-l {n[2:]}" if n.startswith("--") else f"-s {n[1:]}" for n in it.names)
                value = f" -r {words}" if it.takes_value else ""
                yield f"{test} {' '.join(spelled)}{value} -d {_fish_text(it.meaning)}"
            elif words:
                yield f"{test} {words}"


def _fish_text(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def _fish_words(it: Parameter) -> str:
    if it.kind.startswith("="):
        return f"-f -a {_quoted(it.kind[1:])}"
    if it.kind == "file":
        return "-F"
    if it.kind == "archive":
        return "-f -a '(__reader_archives)'"
    if it.kind == "query":
        return "-f -a '(__reader_query)'"
    return f"-f -a '(__reader_words {it.kind} (__reader_token))'" if it.kind else "-f"
