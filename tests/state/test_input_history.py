from reader.state.input_history import MAX_INPUTS, past_inputs, remember_input
from reader.state.reading_state import ReadingState
from reader.state.records import PIPE, SEARCH


def test_a_search_made_again_moves_to_the_front() -> None:
    state = ReadingState()
    for text in ("gold", "降准", "gold"):
        remember_input(state, SEARCH, text)
    assert past_inputs(state, SEARCH) == ["gold", "降准"]


def test_the_oldest_searches_are_forgotten() -> None:
    state = ReadingState()
    for number in range(MAX_INPUTS + 5):
        remember_input(state, SEARCH, str(number))
    assert past_inputs(state, SEARCH) == [str(n) for n in range(MAX_INPUTS + 4, 4, -1)]


def test_commands_are_no_searches() -> None:
    state = ReadingState()
    remember_input(state, PIPE, "wc")
    assert past_inputs(state, PIPE) == ["wc"]
    assert past_inputs(state, SEARCH) == []
