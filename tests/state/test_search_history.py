from reader.state.reading_state import ReadingState
from reader.state.search_history import MAX_SEARCHES, past_searches, remember_search


def test_a_search_made_again_moves_to_the_front() -> None:
    state = ReadingState()
    for text in ("gold", "降准", "gold"):
        remember_search(state, text)
    assert past_searches(state) == ["gold", "降准"]


def test_the_oldest_searches_are_forgotten() -> None:
    state = ReadingState()
    for number in range(MAX_SEARCHES + 5):
        remember_search(state, str(number))
    assert past_searches(state) == [str(n) for n in range(MAX_SEARCHES + 4, 4, -1)]
