"""Every screen in English and in Chinese, at three widths: all lines fit, all words are Chinese."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from reader.layout.text.cells import cell_width
from reader.messages.language import Language, choose_language
from tests.ui.conftest import Driver

POST = (
    "---\ntitle: 第{day}号基金\ndate: 2022-04-{day:02} 09:00:00 +0800\n---\n## 小标题\n\n基金。\n"
)
SCREENS = {
    "first run": (),
    "list": ("escape", "j"),
    "search": ("slash",),
    "row": ("escape", "number_sign"),
    "view": ("escape", "V"),
    "export": ("escape", "E"),
    "label": ("escape", "t"),
    "range": ("escape", "v"),
    "palette": ("escape", "colon"),
    "palette without a fit": ("9", "9"),
    "keys": ("escape", "question_mark"),
    "signs": ("3",),
    "text": ("q", "enter"),
    "find": ("f",),
    "hits": ("基", "enter"),
    "link": ("escape", "o"),
    "lines": ("escape", "v"),
    "contents": ("escape", "c"),
    "note": ("escape", "e"),
    "pipe": ("escape", "vertical_line"),
    "layout below": ("escape", "backslash"),
    "one pane": ("backslash",),
    "sidebar": ("h", "h"),
}
"""The keys that lead from one screen to the next."""
NAMES = frozenset(
    """Ctrl Esc Tab Enter Space Shift Alt Home End PgUp PgDn Del reader check gains none
    HTML JSON Markdown VISUAL EDITOR html json csv atom epub txt posts""".split()  # noqa: SIM905
)
"""Words that are the same in Chinese: keys, commands, formats, variables."""
LATIN = re.compile(r"[A-Za-z]{3,}")


@pytest.fixture
def chinese_archive(tmp_path: Path) -> Path:
    """Posts without a Latin word, in a folder without one."""
    folder = tmp_path / "文库" / "_posts"
    folder.mkdir(parents=True)
    for day in range(1, 9):
        (folder / f"2022-04-{day:02}-{day}.md").write_text(POST.format(day=day), encoding="utf-8")
    return folder.parent


async def screens(driver: Driver) -> AsyncIterator[tuple[str, list[str]]]:
    """Yield each screen by name, as its lines."""
    for name, keys in SCREENS.items():
        await driver.press(*keys)
        await driver.pilot.pause()
        yield name, driver.text.splitlines()


def words_left(line: str) -> set[str]:
    """Return the Latin words of a line that are neither names nor parts of a path."""
    without_paths = re.sub(r"\S*/\S*", " ", line)
    return set(LATIN.findall(without_paths)) - NAMES


def faults(name: str, lines: list[str], columns: int) -> Iterator[str]:
    """Yield the lines that are not as wide as the screen, and a bottom line that is cut."""
    yield from (f"{name}: {line}" for line in lines if cell_width(line) != columns)
    if re.search(r"\S…\s*$", lines[-1]):
        yield f"{name}: {lines[-1]}"


@pytest.mark.parametrize("columns", [60, 80, 120])
async def test_every_screen_fits_in_english(start, columns: int) -> None:
    async with start(size=(columns, 24), welcome=True) as driver:
        found = [
            fault async for name, lines in screens(driver) for fault in faults(name, lines, columns)
        ]
    assert not found


@pytest.mark.parametrize("columns", [60, 80, 120])
async def test_every_screen_fits_and_is_all_chinese(
    start, chinese_archive: Path, columns: int
) -> None:
    choose_language(Language.SIMPLIFIED_CHINESE)
    found: list[str] = []
    async with start(root=chinese_archive, size=(columns, 24), welcome=True) as driver:
        async for name, lines in screens(driver):
            found.extend(faults(name, lines, columns))
            found.extend(f"{name}: {line}" for line in lines if words_left(line))
    assert not found
