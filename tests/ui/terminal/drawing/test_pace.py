from reader.ui.terminal.drawing.pace import Pace


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def answered(pace: Pace, clock: Clock, seconds: float) -> None:
    clock.now += seconds
    assert pace.take_from("\x1b[0n") == ("", 1)


def test_a_terminal_that_never_answers_gets_everything() -> None:
    pace = Pace()
    assert pace.count(10, ends=True)
    assert not pace.count(100_000)
    assert pace.room is None


def test_a_slow_line_gets_what_it_can_take() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.count(10, ends=True)
    answered(pace, clock, 0.3)
    for _ in range(8):
        pace.count(600)
        answered(pace, clock, 0.9)
    pace.count(600)
    assert pace.room == 0
    answered(pace, clock, 0.9)
    assert pace.room


def test_a_fast_line_is_never_held_up() -> None:
    clock = Clock()
    pace = Pace(clock)
    for _ in range(50):
        pace.count(3000)
        assert pace.room is None or pace.room > 3000
        answered(pace, clock, 0.001)


def test_a_lost_answer_holds_nothing_for_ever() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.count(10, ends=True)
    answered(pace, clock, 0.1)
    pace.count(100_000)
    assert pace.room == 0
    clock.now += 11
    assert pace.room


def test_an_answer_in_pieces_is_no_key() -> None:
    pace = Pace()
    pace.count(10, ends=True)
    assert pace.take_from("a\x1b[") == ("a", 0)
    assert pace.take_from("0nb") == ("b", 1)


def test_an_escape_key_is_released_by_silence() -> None:
    pace = Pace()
    pace.count(10, ends=True)
    assert pace.take_from("\x1b") == ("", 0)
    assert pace.take_from("") == ("\x1b", 0)
