"""What the screen says goes through gettext: no bare sentence, and no sentence glued from parts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).parent.parent.parent / "reader" / "ui"
SAYING = {
    "PaneTitle",
    "PromptMode",
    "Refusal",
    "announce",
    "remark",
    "say",
    "say_error",
    "say_once_saved",
}
"""Functions whose arguments a person reads; and all that are named like an error."""
SHOWN_ATTRIBUTES = {"border_title", "border_subtitle"}
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(UI.rglob("*.py"))}


def shown_values(tree: ast.AST) -> Iterator[ast.expr]:
    """What is said, or assigned to something that is shown."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = name_of(node.func)
            if name in SAYING or (name.endswith("Error") and name != "AssertionError"):
                yield from node.args
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in SHOWN_ATTRIBUTES:
                    yield node.value


def name_of(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def bare_texts(value: ast.expr) -> Iterator[str]:
    """Texts with words that are no argument of gettext."""
    match value:
        case ast.Constant(value=str(text)) if any(map(str.isalpha, text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield from (text for part in parts for text in bare_texts(part))
        case ast.BinOp(left=left, right=right):
            yield from (*bare_texts(left), *bare_texts(right))
        case ast.IfExp(body=body, orelse=otherwise):
            yield from (*bare_texts(body), *bare_texts(otherwise))


def test_every_text_that_is_said_goes_through_gettext() -> None:
    bare = [
        f"{path.relative_to(UI)}:{value.lineno}: {text}"
        for path, tree in TREES.items()
        for value in shown_values(tree)
        for text in bare_texts(value)
    ]
    assert not bare


def test_no_sentence_is_filled_in_before_it_is_translated() -> None:
    filled = [
        f"{path.relative_to(UI)}:{node.lineno}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and name_of(node.func) in {"_", "ngettext", "gettext_noop"}
        if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in node.args)
    ]
    assert not filled


@pytest.mark.parametrize(
    "said", ['say("no post")', 'say_error(f"{n} gone")', 'XError("a" if b else c)']
)
def test_the_check_sees_a_bare_text(said: str) -> None:
    assert [text for value in shown_values(ast.parse(said)) for text in bare_texts(value)]
