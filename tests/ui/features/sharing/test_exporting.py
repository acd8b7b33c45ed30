import json
from pathlib import Path
from zipfile import ZipFile

import pytest


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


async def answer(driver, key: str, text: str) -> None:
    """Press a key, and write a text in place of the proposed one."""
    await driver.press(key)
    await driver.until(lambda: driver.screen.widgets.prompt.mode is not None)
    driver.screen.widgets.prompt.query_one("PromptInput").value = text
    await driver.press("enter")


async def test_a_post_is_saved_under_the_proposed_name(start) -> None:
    async with start() as driver:
        await driver.press("w")
        assert driver.screen.widgets.prompt.text == "2022-04-28-1.md"
        await driver.press("enter")
        await driver.until_shown("1 post is in 2022-04-28-1.md")
        assert "云出海图鉴" in Path("2022-04-28-1.md").read_text()


@pytest.mark.parametrize(
    ("ending", "start_of_file"),
    [("txt", "云出海图鉴\n2022-04-28 13:01+08:00"), ("html", "<!DOCTYPE html>"), ("json", "{")],
)
async def test_the_ending_tells_the_format(start, ending: str, start_of_file: str) -> None:
    async with start() as driver:
        await answer(driver, "w", f"post.{ending}")
        await driver.until(Path(f"post.{ending}").exists)
        assert Path(f"post.{ending}").read_text().startswith(start_of_file)


async def test_tab_goes_through_the_endings(start) -> None:
    async with start() as driver:
        await driver.press("w", "tab", "tab")
        assert driver.screen.widgets.prompt.text == "2022-04-28-1.html"


async def test_an_unknown_ending_is_refused_and_can_be_corrected(start) -> None:
    async with start() as driver:
        await answer(driver, "w", "post.doc")
        await driver.until_shown("the name ends in none of")
        assert driver.screen.widgets.prompt.text == "post.doc"


async def test_a_file_is_replaced_only_after_a_yes(start) -> None:
    mine = Path("mine.txt")
    mine.write_text("mine")
    async with start() as driver:
        await answer(driver, "w", "mine.txt")
        await driver.until_shown("mine.txt exists; replace it?")
        await driver.press("enter")
        await driver.until_shown("mine.txt stays as it is")
        assert mine.read_text() == "mine"
        await answer(driver, "w", "mine.txt")
        await driver.until_shown("mine.txt exists; replace it?")
        await driver.press("y", "enter")
        await driver.until_shown("1 post is in mine.txt")
        assert mine.read_text().startswith("云出海图鉴")


async def test_a_post_goes_into_a_folder_that_is_named(start, tmp_path: Path) -> None:
    async with start() as driver:
        await answer(driver, "w", str(tmp_path / "here"))
        await driver.until((tmp_path / "here" / "2022-04-28-1.md").exists)


async def test_a_folder_that_does_not_exist_is_told(start) -> None:
    async with start() as driver:
        await answer(driver, "w", "none/post.txt")
        await driver.until_shown("none/post.txt can't be written: no such file or directory")


async def test_the_list_is_exported(start) -> None:
    async with start() as driver:
        await answer(driver, "E", "all.json")
        await driver.until_shown("4 posts are in all.json")
        lines = Path("all.json").read_text().splitlines()
        assert [json.loads(line)["title"] for line in lines][1:3] == ["Gold rises", "央行降准"]


async def test_only_the_selected_posts_are_exported(start) -> None:
    async with start() as driver:
        await driver.press("j", "v", "j")
        await answer(driver, "E", "two.epub")
        await driver.until_shown("2 posts are in two.epub")
        with ZipFile("two.epub") as book:
            assert sum(name.startswith("post-") for name in book.namelist()) == 2
