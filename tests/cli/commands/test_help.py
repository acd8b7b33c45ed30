from collections.abc import Callable

import pytest

from reader.cli.archive_choice import COMMANDS
from reader.cli.exit_status import ExitStatus
from tests.cli.conftest import Ran

Reader = Callable[..., Ran]


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("keys", "star or unstar the post"),
        ("query", "category:"),
        ("marks", "✓3"),
        ("settings", "text_width ="),
    ],
)
def test_a_topic_prints_the_page_that_the_screen_shows(
    reader: Reader, topic: str, words: str
) -> None:
    ran = reader("help", topic)
    assert (ran.status, ran.err) == (ExitStatus.SUCCESS, "")
    assert words in " ".join(ran.out.split())


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_as_the_topic_prints_its_help(reader: Reader, command: str) -> None:
    assert reader("help", command).out == reader(command, "--help").out


def test_without_a_topic_the_help_of_the_program_is_printed(reader: Reader) -> None:
    assert reader("help").out == reader("--help").out


def test_an_unknown_topic_names_those_there_are(reader: Reader) -> None:
    ran = reader("help", "nonsense")
    assert ran.status == ExitStatus.WRONG_USAGE
    assert "no help on nonsense; topics: keys, query, marks, settings, or a command" in ran.err


def test_the_page_on_keys_shows_the_users_own(
    reader: Reader, settings: Callable[[str], None]
) -> None:
    settings('[keys]\ntoggle_star = "x"')
    assert "x star or unstar the post" in " ".join(reader("help", "keys").out.split())
