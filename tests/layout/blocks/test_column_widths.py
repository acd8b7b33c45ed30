from hypothesis import given, settings
from hypothesis import strategies as st

from reader.layout.blocks.column_widths import fit_columns, widen_for_span


def test_columns_that_fit_keep_their_natural_width():
    assert fit_columns([5, 10], [2, 2], 15) == [5, 10]


def test_the_widest_column_gives_way_first():
    assert fit_columns([5, 40, 12], [2, 2, 2], 30) == [5, 13, 12]


def test_columns_that_give_way_together_share_what_is_left():
    assert fit_columns([30, 30], [2, 2], 21) == [11, 10]


def test_no_columns_are_better_than_columns_below_their_least():
    assert fit_columns([30, 30], [12, 12], 20) is None


def test_a_spanning_cell_widens_its_columns_evenly():
    widths = [2, 3, 9]

    widen_for_span(widths, 0, 2, 10)

    assert widths == [5, 5, 9]


columns = st.lists(st.tuples(st.integers(2, 300), st.integers(2, 12)), min_size=1, max_size=8)


@given(columns, st.integers(2, 200))
@settings(deadline=None)
def test_fitted_columns_are_between_least_and_natural_and_waste_nothing(sizes, available):
    natural = [max(pair) for pair in sizes]
    least = [min(pair) for pair in sizes]

    widths = fit_columns(natural, least, available)

    if widths is None:
        assert sum(least) > available
    else:
        assert sum(widths) == min(available, sum(natural))
        assert all(
            low <= width <= high for low, width, high in zip(least, widths, natural, strict=True)
        )
