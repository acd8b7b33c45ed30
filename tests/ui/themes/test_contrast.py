"""Every theme can be read in every widget: the contrast of what is drawn is computed.

Source: WCAG 2.2, 1.4.3: 4.5 for text, 7 for enhanced contrast; 3 for what is dimmed on purpose.
"""

import pytest
from support.drawn_colors import drawn, ratio
from textual.theme import BUILTIN_THEMES

from reader.config import Gains, Highlight, Settings
from reader.ui.themes.own import OWN_THEMES

ALL_THEMES = {**BUILTIN_THEMES, **{theme.name: theme for theme in OWN_THEMES}}
OF_COLORS = [name for name, theme in ALL_THEMES.items() if not theme.ansi]
FRAMES = frozenset(" ▂▃▄▅▆▇│─┌┐└┘▁▔▏▕▎▊┃━╭╮╰╯▍▌▐█")
HIGHLIGHTS = tuple(
    Highlight(f"title:{title}", style)
    for title, style in (("云出海", "primary"), ("Gold", "warning"), ("央行", "error reverse"))
)
TEXT = """
# Heading

**strong** *emphasis* ~~deleted~~ ==marked== `code` [link](https://a.example/1) 涨3% -1.2%
<kbd>key</kbd> <ins>inserted</ins> note[^1]

> quoted

- item

| name | value |
| --- | --- |
| 茅台 | +1.2% |

```python
def name(x):  # comment
    return "text" + 12
```

![picture](https://a.example/a.png)

[返回首页](https://a.example/)

[^1]: A footnote.
"""


def least_contrast(theme: str, *, is_dim: bool) -> float:
    is_high = theme.startswith("high-contrast")
    return (4.5 if is_high else 3.0) if is_dim else 7.0 if is_high else 4.5


def unreadable(app, theme):
    """Yield what is drawn with too little contrast."""
    dim = app.get_css_variables()["dim-color"].lower()
    for text, style in drawn(app):
        found = ratio(style)
        is_dim = set(text.strip()) <= FRAMES or style.color.name == dim
        if found < least_contrast(theme, is_dim=is_dim):
            yield theme, type(app.screen).__name__, text, f"{found:.2f}", str(style)


SCREENS = {
    "text": ("enter",),
    "search": ("slash", "g", "o", "l", "d"),
    "help": ("question_mark",),
    "palette": ("colon",),
}


@pytest.mark.parametrize("keys", SCREENS.values(), ids=SCREENS)
async def test_whatever_theme_is_named_all_that_is_drawn_can_be_read(start, archive, keys) -> None:
    (archive / "_posts/2022-04-29-9.md").write_text(
        f"---\ntitle: 样样都有\ndate: 2022-04-29 13:01:28 +0800\n---\n{TEXT}", encoding="utf-8"
    )
    settings = Settings(
        theme="dark",
        follow_after_ms=0,
        use_index=False,
        gains=Gains.RED,
        highlight=HIGHLIGHTS,
    )
    async with start(settings=settings) as driver:
        await driver.press(*keys)
        await driver.pilot.pause(0.3)
        found = []
        for theme in OF_COLORS:
            driver.app.theme = theme
            await driver.pilot.pause()
            found += unreadable(driver.app, theme)
    assert not found, "\n".join(map(str, dict.fromkeys(found)))
