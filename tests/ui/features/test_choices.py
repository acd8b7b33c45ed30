from reader.session import open_session
from reader.ui.pane_layout import Pane


async def test_the_width_of_the_text_is_that_of_the_run_before(start) -> None:
    async with start((200, 40)) as driver:
        await driver.press("enter")
        await driver.press("less_than_sign")
        width = driver.screen.widgets.text.text_width
    async with start((200, 40)) as driver:
        assert driver.screen.widgets.text.text_width == width < 88


async def test_folded_sections_are_folded_in_the_next_run(start) -> None:
    async with start() as driver:
        driver.screen.features.panes.go_to(Pane.SIDEBAR)
        driver.screen.widgets.sidebar.move_to_line(0)
        await driver.press("enter")
    async with start() as driver:
        assert driver.screen.widgets.sidebar.folded_sections == {"views"}


async def test_a_theme_chosen_on_the_screen_holds_in_every_archive(start, tmp_path) -> None:
    async with start() as driver:
        driver.app.theme = "nord"
        await driver.until(lambda: driver.app.session.state.choice("theme") == "nord")
    (tmp_path / "other").mkdir()
    assert open_session(tmp_path / "other").settings.theme == "nord"


async def test_a_theme_that_is_only_tried_is_not_kept(start) -> None:
    async with start() as driver:
        await driver.press("question_mark")
        driver.app.theme = "nord"
        await driver.pilot.pause()
        driver.app.theme = "terminal"
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.screen)
        assert not driver.app.session.state.choices()
