"""What a person reads from the core and the commands is passed through gettext, whole.

The screen has a test of its own.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "reader"
MODULES = [path for path in PACKAGE.rglob("*.py") if "ui" not in path.relative_to(PACKAGE).parts]
GETTEXT = {"_", "gettext", "gettext_noop", "ngettext", "ngettext_noop", "pgettext"}
NOT_SHOWN = {
    "IndexDamagedError",  # the index is rebuilt
    "WatchImpossibleError",  # the archive is looked at when it is asked for
    "NotImplementedError",
    "RuntimeError",
    "LookupError",
    "KeyError",
    "TypeError",
    "ValueError",
}
"""Errors of which nobody reads the text."""
SHOWING = {"say", "say_at_first", "echo", "secho", "Run", "in_one_line", "Progress"}
SHOWN_KEYWORDS = {"help", "epilog", "short_help", "notice"}
WORD = re.compile("[A-Za-z]{2,}")


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in MODULES:
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def name_of(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def has_words(node: ast.expr) -> bool:
    """Say whether an expression is made of literal words, and not of a call's result."""
    match node:
        case ast.Constant(value=str(text)):
            return WORD.search(text) is not None
        case ast.JoinedStr(values=values):
            return any(has_words(value) for value in values)
        case ast.BinOp(left=left, right=right):
            return has_words(left) or has_words(right)
        case ast.IfExp(body=body, orelse=orelse):
            return has_words(body) or has_words(orelse)
        case ast.BoolOp(values=values):
            return any(map(has_words, values))
        case ast.Call(func=ast.Attribute(value=text, attr="format" | "join")):
            return has_words(text)
    return False


def is_shown(call: ast.Call) -> bool:
    name = name_of(call)
    is_error = name.endswith(("Error", "BadParameter", "BadOptionUsage")) and name not in NOT_SHOWN
    return is_error or name in SHOWING


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def place(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(PACKAGE)}:{node.lineno}"


def unwrapped(tree: ast.Module) -> Iterator[ast.expr]:
    """Yield what is shown as it stands in the code."""
    for call in calls(tree):
        if is_shown(call):
            yield from filter(has_words, call.args)
        keywords = (each.value for each in call.keywords if each.arg in SHOWN_KEYWORDS)
        yield from filter(has_words, keywords)


def test_whatever_is_shown_or_raised_is_passed_through_gettext() -> None:
    assert [place(path, node) for path, tree in trees() for node in unwrapped(tree)] == []


def test_a_message_is_a_literal_with_named_fields() -> None:
    wrong = [
        place(path, argument)
        for path, tree in trees()
        for call in calls(tree)
        if name_of(call) in GETTEXT
        for argument in call.args
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (isinstance(argument, ast.Constant) and "{}" in str(argument.value))
    ]
    assert wrong == []


def test_the_help_of_a_command_is_no_docstring() -> None:
    commands = [
        (place(path, call), {keyword.arg for keyword in call.keywords})
        for path, tree in trees()
        for call in calls(tree)
        if path.is_relative_to(PACKAGE / "cli" / "commands")
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "command"
    ]
    assert commands
    assert [where for where, keywords in commands if "help" not in keywords] == []


@pytest.mark.parametrize(
    "code",
    [
        'say("no post matches the query")',
        'say(f"{count} posts")',
        'say("no archive in " + path)',
        'say("one post" if count == 1 else texts)',
        'raise QueryError(text, 0, "expected a word")',
        'raise SettingsError(path, "no theme is called {}".format(name))',
        'click.option("--limit", help="At most N posts.")',
    ],
)
def test_a_sentence_that_is_not_passed_through_gettext_is_found(code: str) -> None:
    assert list(unwrapped(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        'say(_("no post matches the query"))',
        'say(ngettext("{count} post", "{count} posts", count).format(count=count))',
        'raise ArchiveError(str(root), f"{path}: {reason}")',
        'click.option("--limit", help=_("At most N posts."))',
    ],
)
def test_a_sentence_that_is_passed_through_gettext_is_well(code: str) -> None:
    assert not list(unwrapped(ast.parse(code)))
