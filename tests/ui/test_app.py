import re
from pathlib import Path

import pytest

from reader.config import Settings
from reader.session import open_session
from reader.ui.app import ReaderApp


@pytest.mark.parametrize(
    ("name", "said"),
    [("solarised-light", "did you mean solarized-light?"), ("xyz", "themes are .*terminal")],
)
def test_a_theme_that_does_not_exist_is_named_and_the_usual_one_used(
    tmp_path: Path, name: str, said: str
) -> None:
    app = ReaderApp(open_session(tmp_path, Settings(theme=name)))
    assert app.theme == "terminal"
    assert re.search(rf"settings.toml: no theme is called {name}; {said}", app.session.notice)


@pytest.mark.parametrize("theme", ["solarized-light", "textual-light", "nord"])
@pytest.mark.parametrize("keys", ["", "/", "/g o l d enter", "?", "tab", "n"])
async def test_on_a_background_of_its_own_a_theme_names_every_foreground(
    start, theme: str, keys: str
) -> None:
    settings = Settings(theme=theme, follow_after_ms=0, use_index=False)
    async with start(settings=settings) as driver:
        await driver.press(*keys.replace("/", "slash ").replace("?", "question_mark").split())
        await driver.pilot.pause(0.1)
        for strip in driver.app.screen._compositor.render_strips():
            for text, style, _ in strip:
                if text.strip() and style is not None and style.bgcolor is not None:
                    assert style.color is not None, (text, style)
                    assert style.bgcolor.is_default == style.color.is_default, (text, style)
