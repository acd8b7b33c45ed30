"""The rule of `line_pane`: a change repaints only the rows that differ."""

from pathlib import Path

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.theme import Theme

from reader.config import Settings
from reader.ui.app import ReaderApp
from tests.ui.conftest import Driver, Start

STYLES = Path(__file__).parents[3] / "styles"


def shown(driver: Driver) -> list[list[Segment]]:
    return [list(strip) for strip in driver.app.screen._compositor.render_strips()]


def colors(driver: Driver) -> set[object]:
    styles = {segment.style for row in shown(driver) for segment in row if segment.style}
    return {color for style in styles for color in (style.color, style.bgcolor) if color}


def cursor_style(driver: Driver, pane: Region) -> Style:
    """The style of a pane's cursor sign."""
    for row in shown(driver)[pane.y : pane.bottom]:
        cell = 0
        for segment in row:
            if pane.x <= cell < pane.right and segment.text.startswith("▸ "):
                assert segment.style is not None
                return segment.style
            cell += segment.cell_length
    raise AssertionError("no cursor")


async def test_another_theme_is_seen_in_every_row(start: Start) -> None:
    async with start() as driver:
        driver.app.theme = "nord"
        await driver.pilot.pause(0.1)
        before = colors(driver)
        driver.app.theme = "gruvbox"
        await driver.until(lambda: not colors(driver) & before)


async def test_a_theme_that_differs_in_one_color_only_is_seen(start: Start) -> None:
    async with start() as driver:
        for name, color in (("cold", "#80c0ff"), ("warm", "#ffb060")):
            theme = Theme(name, primary="#00ff00", accent=color, foreground="#ffffff")
            driver.app.register_theme(theme)
        region = driver.screen.widgets.posts.region
        driver.app.theme = "cold"
        await driver.until(lambda: Color.parse("#80c0ff") in colors(driver))
        cold = cursor_style(driver, region)
        driver.app.theme = "warm"
        await driver.until(lambda: cursor_style(driver, region) != cold)


async def test_the_cursor_shows_which_pane_has_the_keys(start: Start) -> None:
    async with start() as driver:
        screen = driver.screen
        posts, sidebar = screen.widgets.posts.region, screen.widgets.sidebar.region
        await driver.until(lambda: bool(cursor_style(driver, posts).reverse))
        assert not cursor_style(driver, sidebar).reverse
        await driver.press("h")
        await driver.until(lambda: bool(cursor_style(driver, sidebar).reverse))
        assert not cursor_style(driver, posts).reverse


async def test_when_the_focus_goes_to_another_pane_only_cursors_are_made_again(
    start: Start,
) -> None:
    async with start() as driver:
        pane = driver.screen.widgets.posts
        made: list[int] = []
        make = pane.strip_at_row
        pane.strip_at_row = lambda row: made.append(row) or make(row)  # type: ignore[method-assign]
        await driver.press("h")
        await driver.until(lambda: driver.screen.focused is driver.screen.widgets.sidebar)
        await driver.pilot.pause(0.1)
        assert made == [pane.cursor - pane.top]


def test_no_style_depends_on_the_focus_as_panes_keep_theirs() -> None:
    sheets = {path.name: path.read_text(encoding="utf-8") for path in STYLES.glob("*.tcss")}
    assert len(sheets) > 5
    assert not [name for name, sheet in sheets.items() if ":focus" in sheet or ":blur" in sheet]
    assert ":focus" not in ReaderApp.CSS


async def test_a_theme_with_a_background_of_its_own_is_on_every_cell(start) -> None:
    async with start(settings=Settings(use_index=False, theme="nord")) as driver:
        await driver.until_shown("Gold rises")
        lines = driver.app.screen._compositor.render_strips()
        bare = [
            segment.text
            for line in lines
            for segment in line
            if segment.style is None or segment.style.bgcolor is None
        ]
        assert not bare


async def test_lines_are_put_together_again_only_after_a_change(start: Start) -> None:
    async with start() as driver:
        sidebar = driver.screen.widgets.sidebar
        region = sidebar.size.region
        before = sidebar.render_lines(region)
        assert sidebar.render_lines(region) is before
        sidebar.refresh(Region(0, 0, 1, 1))
        assert sidebar.render_lines(region) is not before
