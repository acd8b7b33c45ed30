from support.drawn_colors import PALETTES, drawn, ratio
from textual.theme import BUILTIN_THEMES

from reader.config import Settings
from reader.ui.themes.own import MONOCHROME, OWN_THEMES, SIXTEEN


async def test_the_screen_shows_the_theme_under_the_cursor_and_esc_the_one_before(start) -> None:
    settings = Settings(theme="dark", follow_after_ms=0, use_index=False)
    async with start(settings=settings) as driver:
        driver.app.search_themes()
        await driver.until_shown("high-contrast-light")
        background = driver.screen.widgets.posts.base_style.bgcolor
        assert driver.app.theme == "dark"
        await driver.press("down", "down")
        await driver.until(lambda: driver.app.theme == "light")
        await driver.until(lambda: driver.screen.widgets.posts.base_style.bgcolor != background)
        await driver.press("escape")
        await driver.until(lambda: driver.app.screen is driver.screen)
        await driver.until(lambda: driver.screen.widgets.posts.base_style.bgcolor == background)
        assert driver.app.theme == "dark"
        assert not driver.app.session.state.choice("theme")


async def test_enter_keeps_the_theme_and_its_choice(start) -> None:
    settings = Settings(theme="dark", follow_after_ms=0, use_index=False)
    async with start(settings=settings) as driver:
        driver.app.search_themes()
        await driver.until_shown("high-contrast-light")
        await driver.press("p", "a", "p", "e", "r")
        await driver.until(lambda: driver.app.theme == "paper")
        await driver.press("enter")
        await driver.until(lambda: driver.app.screen is driver.screen)
        await driver.until(lambda: driver.app.session.state.choice("theme") == "paper")
        assert driver.app.theme == "paper"


async def test_monochrome_draws_no_colour_and_tells_roles_apart(start) -> None:
    settings = Settings(theme=MONOCHROME.name, follow_after_ms=0, use_index=False)
    async with start(settings=settings) as driver:
        await driver.press("enter")
        await driver.until_shown("第一段")
        styles = {style for _, style in drawn(driver.app)}
        assert all(style.color is None or style.color.is_default for style in styles)
        text, posts = driver.screen.widgets.text, driver.screen.widgets.posts
        plain = text.base_style.without_color
        for role in ("title", "code", "link", "strong", "problem", "gain", "loss", "hit"):
            assert text.role_style(f"reading-pane--{role}").without_color != plain, role
        gain, loss = (text.role_style(f"reading-pane--{it}") for it in ("gain", "loss"))
        assert gain.without_color != loss.without_color
        assert posts.role_style("post-list--unread-title").bold
        assert driver.screen.widgets.bottom_line.role_style("bottom-line--error").reverse


async def test_sixteen_can_be_read_on_usual_palettes(start) -> None:
    settings = Settings(theme=SIXTEEN.name, follow_after_ms=0, use_index=False)
    async with start(settings=settings) as driver:
        await driver.press("enter")
        await driver.until_shown("第一段")
        for palette in PALETTES:
            for text, style in drawn(driver.app):
                assert style.bgcolor is not None, (text, style)
                assert ratio(style, palette) >= 4.5, (text, style)


def test_no_theme_of_ours_hides_one_of_textuals() -> None:
    assert not {theme.name for theme in OWN_THEMES} & BUILTIN_THEMES.keys()
