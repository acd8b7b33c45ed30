import pytest

from reader.ui.pane_layout import Pane, neighbour, visible_panes


@pytest.mark.parametrize("pane", Pane)
@pytest.mark.parametrize("width", [1, 69, 70, 109, 110, 400])
@pytest.mark.parametrize("is_text_only", [True, False])
def test_the_pane_with_the_keys_is_always_visible(
    pane: Pane, width: int, is_text_only: bool
) -> None:
    assert pane in visible_panes(width, pane, is_text_only=is_text_only)


def test_with_two_panes_the_sidebar_shows_only_while_it_has_the_keys() -> None:
    assert visible_panes(80, Pane.LIST, is_text_only=False) == {Pane.LIST, Pane.TEXT}
    assert visible_panes(80, Pane.SIDEBAR, is_text_only=False) == {Pane.SIDEBAR, Pane.LIST}


def test_left_and_right_end_at_the_outer_panes_and_tab_goes_round() -> None:
    assert neighbour(Pane.SIDEBAR, -1) is Pane.SIDEBAR
    assert neighbour(Pane.TEXT, 1) is Pane.TEXT
    assert neighbour(Pane.TEXT, 1, is_cyclic=True) is Pane.SIDEBAR
    assert neighbour(Pane.SIDEBAR, -1, is_cyclic=True) is Pane.TEXT
