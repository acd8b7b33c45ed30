from pathlib import Path

import pytest

from reader.ui.dialogs.output_screen import OutputScreen
from reader.ui.features.sharing.piping import read_pipe


@pytest.mark.parametrize(
    ("text", "form", "needs_terminal", "command"),
    [
        ("wc -l", "txt", False, "wc -l"),
        ("md: wc", "md", False, "wc"),
        ("html:!less", "html", True, "less"),
        ("! fzf", "txt", True, "fzf"),
        ("other: wc", "txt", False, "other: wc"),
        ("  ", "txt", False, ""),
    ],
)
def test_a_prefix_chooses_the_form(
    text: str, form: str, needs_terminal: bool, command: str
) -> None:
    pipe = read_pipe(text)
    assert (pipe.form.name, pipe.needs_terminal, pipe.command) == (form, needs_terminal, command)


async def pipe(driver, command: str) -> None:
    await driver.press("vertical_line")
    driver.screen.widgets.prompt.query_one("PromptInput").value = command
    await driver.press("enter")


async def test_the_text_of_the_post_is_piped_and_the_output_shown(start) -> None:
    async with start() as driver:
        await pipe(driver, "cat; echo oh >&2; exit 3")
        await driver.until_shown("exit status 3; standard error is at the end")
        assert isinstance(driver.app.screen, OutputScreen)
        assert "第二段。" in driver.text
        assert "Standard error:" in driver.text
        assert "oh" in driver.text
        await driver.press("escape")
        assert driver.app.screen is driver.screen


async def test_a_post_is_piped_as_markdown(start) -> None:
    async with start() as driver:
        await pipe(driver, "md: head -2")
        await driver.until_shown('title: "云出海图鉴"')


async def test_tab_goes_through_the_forms(start) -> None:
    async with start() as driver:
        await driver.press("vertical_line", *"wc", "tab", "tab")
        assert driver.screen.widgets.prompt.text == "md:wc"
        await driver.press("tab")
        assert driver.screen.widgets.prompt.text == "html:wc"


async def test_colours_and_control_characters_are_not_shown(start) -> None:
    async with start() as driver:
        await pipe(driver, r"printf '\033[31mred\033[0m \033]0;title\007b\010bold [b]x[/b] \a'")
        await driver.until_shown("red bold [b]x[/b] ␇")


async def test_a_missing_command_is_told_in_one_sentence(start) -> None:
    async with start() as driver:
        await pipe(driver, "no-such-command-here")
        await driver.until_shown("command not found: no-such-command-here")
        await driver.until(lambda: driver.app.screen is driver.screen)


async def test_a_command_without_output_leaves_its_status(start) -> None:
    async with start() as driver:
        await pipe(driver, "cat > /dev/null")
        await driver.until_shown("exit status 0: cat > /dev/null")


async def test_esc_stops_a_command(start, tmp_path: Path) -> None:
    async with start() as driver:
        await pipe(driver, f"touch {tmp_path}/begun; sleep 60; touch {tmp_path}/ended")
        await driver.until_shown("Esc stops it")
        await driver.until((tmp_path / "begun").exists)
        await driver.press("escape")
        await driver.until_shown("stopped: touch")
        assert not (tmp_path / "ended").exists()


async def test_earlier_commands_are_offered_again(start) -> None:
    async with start() as driver:
        await pipe(driver, "md:true")
        await driver.until_shown("exit status 0")
        await driver.press("vertical_line", "up")
        assert driver.screen.widgets.prompt.text == "md:true"


async def test_an_interactive_command_needs_a_terminal(start) -> None:
    async with start() as driver:
        await pipe(driver, "!less")
        await driver.until_shown("there is no terminal to give to a program")
