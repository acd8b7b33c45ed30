"""Counts and sequences, without a screen."""

import pytest

from reader.ui.keys.key_input import Dropped, KeyInput, Pending, Run

BOUND = [
    (("j",), ("down",)),
    (("g", "g"), ("top",)),
    (("g", "u"), ("unread",)),
    (("ctrl+x", "ctrl+c"), ("quit",)),
    (("a", "b", "c"), ("far",)),
    (("x",), ("star", "down")),
    (("escape",), ("back",)),
    (("0",), ("zero",)),
]


def keys(*away: str) -> KeyInput:
    return KeyInput(BOUND, lambda steps: steps[0] not in away)


def press(its: KeyInput, *pressed: str, takes_counts: bool = True) -> object:
    answer: object = None
    for key in pressed:
        answer = its.press(key, takes_counts=takes_counts)
    return answer


@pytest.mark.parametrize(
    ("pressed", "run"),
    [
        ("j", Run(("down",), None)),
        ("5 j", Run(("down",), 5)),
        ("1 2 0 j", Run(("down",), 120)),
        ("0", Run(("zero",), None)),
        ("g g", Run(("top",), None)),
        ("1 0 g g", Run(("top",), 10)),
        ("ctrl+x ctrl+c", Run(("quit",), None)),
        ("a b c", Run(("far",), None)),
        ("3 x", Run(("star", "down"), 3)),
    ],
)
def test_keys_become_a_command_with_a_count(pressed: str, run: Run) -> None:
    its = keys()
    assert press(its, *pressed.split()) == run
    assert not its.is_pending


def test_a_beginning_waits_and_says_what_may_follow() -> None:
    answer = press(keys(), "g")
    assert answer == Pending("", ("g",), (("g", ("top",)), ("u", ("unread",))))


def test_a_longer_beginning_waits_for_more_than_one_key() -> None:
    assert press(keys(), "a") == Pending("", ("a",), (("b", ()),))


def test_what_can_not_run_now_does_not_follow() -> None:
    assert press(keys("unread"), "g") == Pending("", ("g",), (("g", ("top",)),))
    assert press(keys("unread", "top"), "g") is None
    assert press(keys("far"), "a") is None


def test_digits_are_no_count_where_they_open_links() -> None:
    assert press(keys(), "5", takes_counts=False) is None


def test_a_key_that_does_not_go_on_ends_the_sequence_and_runs_nothing() -> None:
    its = keys()
    assert press(its, "g", "j") == Dropped(("g", "j"))
    assert press(its, "j") == Run(("down",), None)


@pytest.mark.parametrize("begun", ["5", "g", "3 g", "a b"])
@pytest.mark.parametrize("key", ["escape", "ctrl+c"])
def test_escape_cancels_and_runs_nothing(begun: str, key: str) -> None:
    its = keys()
    press(its, *begun.split())
    assert its.is_pending
    assert press(its, key) == Dropped(())
    assert not its.is_pending


def test_an_unbound_key_is_left_to_others() -> None:
    assert press(keys(), "f35") is None


def test_a_long_number_stays_one_that_can_be_counted() -> None:
    answer = press(keys(), *"9" * 50, "j")
    assert isinstance(answer, Run)
    assert (answer.count or 0) < 10**9
