from itertools import repeat

from reader.index.write.batches import batches


def test_a_step_ends_when_there_is_enough_or_nothing_more() -> None:
    chunks = iter([[1, 2], [], [3], [4, 5], [6]])
    assert list(batches(chunks, 3600, enough=3)) == [[1, 2, 3], [4, 5, 6]]
    assert list(batches(iter([[1], [], [2]]), 3600)) == [[1, 2]]


def test_a_step_ends_when_its_time_has_passed_but_not_without_anything() -> None:
    assert list(batches(iter([[], [1], [], [2]]), -1)) == [[1], [2]]
    assert next(batches(repeat([1]), -1)) == [1]
