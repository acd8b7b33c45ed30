"""Rough treatment in short; ``python tests/endurance/run.py --minutes N`` goes on for longer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from endurance.figures import Figures
from endurance.kills import KILLS_A_SYNC, kill_syncs, kill_writers
from endurance.mutations import open_mutated_posts
from endurance.queries import ask_both
from endurance.screen_events import press_at_random

KILLS = 30
MUTATED_POSTS = 200
QUERIES = 100
EVENTS = 2000


@pytest.fixture(autouse=True)
def _no_desktop_and_no_web(monkeypatch: pytest.MonkeyPatch) -> None:
    """Open no browser, and fetch nothing."""
    for name in ("BROWSER", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")


def play(act: Callable[[int, Figures], object], counted: str, wanted: int) -> None:
    """Play rounds, each with a seed of its own, until so many things were done."""
    figures, seed = Figures(), 0
    while figures.counts[counted] < wanted:
        seed += 1
        try:
            act(seed, figures)
        except BaseException as error:
            error.add_note(f"{act.__name__}, seed {seed}")
            raise


def test_a_sync_goes_on_wherever_it_was_killed() -> None:
    assert KILLS % KILLS_A_SYNC == 0
    play(kill_syncs, "syncs killed", KILLS)


def test_marks_that_were_acknowledged_survive_every_kill() -> None:
    play(kill_writers, "writers killed", KILLS)


def test_no_mutated_post_is_left_out_or_ends_the_reader() -> None:
    play(open_mutated_posts, "mutated posts", MUTATED_POSTS)


def test_both_repositories_answer_alike_right_after_changes() -> None:
    play(ask_both, "queries", QUERIES)


def test_no_key_and_no_click_ends_the_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where random keys save and export posts
    play(lambda seed, figures: press_at_random(seed, figures, EVENTS), "screens opened", 1)
