import pytest

from reader.archive.progress_rate import ProgressRate
from reader.archive.repository import Progress, Stage
from reader.cli.progress_line import progress_text


@pytest.fixture
def pace() -> ProgressRate:
    """A refresh that reads a thousand headers a second."""
    watched = ProgressRate()
    watched.observe(Progress(Stage.READING, 0, 10_000), 0)
    watched.observe(Progress(Stage.READING, 4_000, 10_000), 4)
    return watched


def test_count_rate_time_and_a_bar_are_shown(pace: ProgressRate) -> None:
    progress = Progress(Stage.READING, 4_000, 10_000)
    assert progress_text(progress, pace, 100) == (
        "[############------------------]  4,000 of 10,000 posts read  1,000 a second  6 s left"
    )


@pytest.mark.parametrize("cells", range(120))
def test_no_line_is_wider_than_the_terminal(pace: ProgressRate, cells: int) -> None:
    assert len(progress_text(Progress(Stage.READING, 4_000, 10_000), pace, cells)) <= cells


def test_a_rate_that_is_not_known_is_not_shown() -> None:
    progress = Progress(Stage.LISTED, 200, 10_000)
    assert progress_text(progress, ProgressRate(), 30) == "200 of 10,000 posts read"


@pytest.mark.parametrize(
    ("known", "said"), [(0, "looking for changes"), (9000, "looking for changes in 9,000 posts")]
)
def test_before_anything_is_read_no_count_is_shown(
    pace: ProgressRate, known: int, said: str
) -> None:
    assert progress_text(Progress(Stage.CHECKING, 0, known), pace, 80) == said
