"""The messages of click that are translated are those that click has."""

from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from click.testing import CliRunner

from reader.cli.program import program
from reader.messages.click_messages import MESSAGES, PLURAL_MESSAGES

KEYWORDS = {"_": None, "ngettext": (1, 2)}


def messages_of_click() -> set[str | tuple[str, ...]]:
    assert click.__file__
    found = extract_from_dir(
        str(Path(click.__file__).parent), [("**.py", "python")], keywords=KEYWORDS
    )
    return {message for _, _, message, _, _ in found}


def test_every_message_is_one_of_click() -> None:
    assert {*MESSAGES, *PLURAL_MESSAGES} <= messages_of_click()


@pytest.mark.parametrize("text", ["Usage:", "Options", "Commands", "Show this message and exit."])
def test_the_help_is_made_of_them(text: str) -> None:
    assert text in MESSAGES
    assert text in CliRunner().invoke(program, ["--help"]).output
