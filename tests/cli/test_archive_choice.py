from pathlib import Path

import pytest

from reader.cli.archive_choice import COMMANDS, ArchiveChoice, plain_choice


def test_no_word_chooses_the_usual_archive() -> None:
    assert plain_choice([]) == ArchiveChoice()


def test_one_word_that_is_no_command_is_a_path() -> None:
    assert plain_choice(["./list"]) == ArchiveChoice(Path.cwd() / "list")


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["-h"], [""], ["a", "b"], ["a", "--no-index"], *[[c] for c in COMMANDS]],
)
def test_whatever_else_is_said_has_to_be_understood_first(arguments: list[str]) -> None:
    assert plain_choice(arguments) is None
