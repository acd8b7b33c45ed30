from itertools import pairwise

import pytest

from reader.config import PaneOrder
from reader.ui.pane_layout import Arrangement, Borders, Pane, arrange, neighbour

BOTH = {Pane.LIST, Pane.TEXT}


def arranged(
    width: int,
    height: int = 24,
    current: Pane = Pane.LIST,
    order: PaneOrder = PaneOrder.BESIDE,
    borders: Borders = Borders(),  # noqa: B008 - a value
    *,
    is_open: bool = False,
    is_text_only: bool = False,
) -> Arrangement:
    return arrange(
        width, height, current, order, borders, is_text_open=is_open, is_text_only=is_text_only
    )


def list_width(width: int, *, is_open: bool) -> int:
    """Columns of the list's rows, without the border towards the sidebar."""
    found = arranged(width, is_open=is_open)
    has_sidebar = Pane.SIDEBAR in found.visible
    whole = found.list_cells if is_open and Pane.TEXT in found.visible else width
    if whole == width and has_sidebar:
        whole -= found.sidebar_cells
    return whole - has_sidebar


@pytest.mark.parametrize("pane", Pane)
@pytest.mark.parametrize("order", PaneOrder)
@pytest.mark.parametrize("width", [1, 69, 70, 119, 120, 400])
@pytest.mark.parametrize("is_open", [True, False])
def test_the_pane_with_the_keys_is_always_visible(
    pane: Pane, order: PaneOrder, width: int, is_open: bool
) -> None:
    for height in (1, 12, 60):
        assert pane in arranged(width, height, pane, order, is_open=is_open).visible
        assert pane in arranged(width, height, pane, order, is_text_only=True).visible


def test_the_list_has_the_whole_width_until_a_post_is_opened() -> None:
    assert arranged(80).visible == {Pane.LIST}
    assert arranged(80, is_open=True).visible == BOTH
    assert not arranged(80, is_open=True).is_below


def test_a_text_that_is_read_has_a_narrow_screen_for_itself_until_the_user_chooses() -> None:
    text = {"current": Pane.TEXT, "is_open": True}
    assert arranged(99, order=PaneOrder.AUTO, **text).visible == {Pane.TEXT}
    assert arranged(99, order=PaneOrder.AUTO, is_open=True).visible == BOTH
    assert arranged(100, order=PaneOrder.AUTO, **text).visible == BOTH
    assert arranged(80, order=PaneOrder.BESIDE, **text).visible == BOTH


def test_the_text_stands_where_the_user_wants_it() -> None:
    assert arranged(80, order=PaneOrder.BELOW, is_open=True).is_below
    single = {"order": PaneOrder.SINGLE, "is_open": True}
    assert arranged(80, **single).visible == {Pane.LIST}
    assert arranged(80, current=Pane.TEXT, **single).visible == {Pane.TEXT}


def test_below_the_width_of_three_panes_the_sidebar_shows_only_while_it_has_the_keys() -> None:
    assert arranged(119, is_open=True).visible == BOTH
    assert arranged(119, current=Pane.SIDEBAR, is_open=True).visible == {Pane.SIDEBAR, Pane.LIST}
    assert arranged(120, is_open=True).visible == set(Pane)
    assert arranged(120).visible == {Pane.SIDEBAR, Pane.LIST}


@pytest.mark.parametrize("is_open", [True, False])
def test_a_wider_screen_never_makes_the_list_beside_a_text_narrower(is_open: bool) -> None:
    widths = [list_width(width, is_open=is_open) for width in range(70, 400)]
    narrower = [70 + i for i, (before, after) in enumerate(pairwise(widths)) if after < before]
    assert narrower == ([] if is_open else [119])  # where the list has more than a title's room


@pytest.mark.parametrize("order", [PaneOrder.BESIDE, PaneOrder.BELOW])
def test_no_border_can_be_moved_so_far_that_a_pane_is_gone(order: PaneOrder) -> None:
    for moved in (-500, 500):
        found = arranged(120, 40, order=order, borders=Borders(moved, moved, moved), is_open=True)
        assert found.sidebar_cells >= 12
        assert found.list_cells >= 12
        assert found.list_rows >= 3
        assert found.sidebar_cells + found.list_cells <= 120 - 12
        assert found.list_rows <= 40 - 6


def test_left_and_right_end_at_the_outer_panes_and_tab_goes_round() -> None:
    assert neighbour(Pane.SIDEBAR, -1) is Pane.SIDEBAR
    assert neighbour(Pane.TEXT, 1) is Pane.TEXT
    assert neighbour(Pane.TEXT, 1, is_cyclic=True) is Pane.SIDEBAR
    assert neighbour(Pane.SIDEBAR, -1, is_cyclic=True) is Pane.TEXT
