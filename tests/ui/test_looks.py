"""The READMEs' pictures show the actual screen.

Update it with ``UPDATE_PICTURES=1 python -m pytest tests/ui/test_looks.py`` and look at it.
"""

import html
import os
import re
import shutil
from pathlib import Path

import pytest
from support.languages import speaking

from reader.messages.language import Language
from reader.paths import bundled

DRAFTED_AT = 1_762_000_000
"""Seconds since 1970: a draft has the time of its file."""
PICTURES = Path(__file__).parent / "pictures"
_WIDTHS = re.compile(r' textLength="[^"]*"')
_DATE = re.compile(r"\d\d-\d\d \d\d:\d\d|\d{4}-\d\d-\d\d")
_ROWS = re.compile(r'<text class="[^"]*" x="([^"]*)" y="([^"]*)"[^>]*>([^<]*)</text>')


def without_widths(svg: str) -> str:
    """Remove widths that Rich counts in characters, which squeeze wide ones."""
    return _WIDTHS.sub("", svg)


def words(svg: str) -> set[str]:
    """The texts of a picture but for the dates of the list, which leave out this year."""
    rows = (html.unescape(text).replace("\xa0", " ").strip() for _, _, text in _ROWS.findall(svg))
    return {row for row in rows if row and not _DATE.fullmatch(row)}


async def screen_of(start, root: Path, unread: str) -> str:
    async with start(root=root, size=(120, 34)) as driver:
        await driver.press("j", "j", "enter")
        await driver.until_shown(unread)
        await driver.until_shown("5/6")
        return without_widths(driver.app.export_screenshot(title="reader"))


@pytest.mark.parametrize(
    ("language", "name", "unread"),
    [
        (Language.ENGLISH, "reader.svg", "46 ● unread"),
        (Language.SIMPLIFIED_CHINESE, "reader.zh.svg", "46 ● 未读"),
    ],
    ids=lambda value: value.value if isinstance(value, Language) else "",
)
async def test_the_readme_shows_what_the_screen_shows(
    start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: Language,
    name: str,
    unread: str,
) -> None:
    root = tmp_path / "finews"
    shutil.copytree(bundled("sample_posts"), root)
    for draft in (root / "_drafts").iterdir():
        os.utime(draft, (DRAFTED_AT, DRAFTED_AT))
    monkeypatch.setenv("HOME", str(tmp_path))
    with speaking(language):
        drawn = await screen_of(start, root, unread)
    picture = PICTURES / name
    if os.environ.get("UPDATE_PICTURES"):
        picture.write_text(drawn, encoding="utf-8")
    assert words(drawn) == words(picture.read_text(encoding="utf-8"))
