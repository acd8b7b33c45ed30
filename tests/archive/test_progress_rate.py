import pytest

from reader.archive.progress_rate import ProgressRate, display_duration
from reader.archive.repository import Progress, Stage


def reading(done: int, total: int = 1000) -> Progress:
    return Progress(Stage.READING, done, total)


def test_nothing_is_known_from_the_first_report() -> None:
    pace = ProgressRate()
    pace.observe(reading(10), 5.0)
    assert pace.rate == 0
    assert pace.seconds_left(reading(10)) is None


def test_a_rate_needs_half_a_second() -> None:
    pace = ProgressRate()
    pace.observe(reading(0), 5.0)
    pace.observe(reading(100), 5.4)
    assert pace.rate == 0


def test_the_rate_is_the_average_since_the_first_report() -> None:
    pace = ProgressRate()
    for done, now in ((100, 5.0), (200, 6.0), (500, 7.0)):
        pace.observe(reading(done), now)
    assert pace.rate == pytest.approx(200)
    assert pace.seconds_left(reading(500)) == pytest.approx(2.5)


def test_a_refresh_that_begins_again_is_timed_again() -> None:
    pace = ProgressRate()
    for done, now in ((0, 0.0), (1000, 1.0), (0, 100.0), (50, 101.0)):
        pace.observe(reading(done), now)
    assert pace.rate == pytest.approx(50)


def test_nothing_is_left_at_the_end() -> None:
    pace = ProgressRate()
    pace.observe(reading(0), 0.0)
    pace.observe(reading(1000), 1.0)
    assert pace.seconds_left(reading(1000)) == 0


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.0, "1 s"), (1.4, "1 s"), (40, "40 s"), (99.4, "99 s"), (170, "3 min")]
)
def test_a_time_is_said_in_seconds_below_a_hundred_of_them_then_in_minutes(
    seconds: float, said: str
) -> None:
    assert display_duration(seconds) == said
