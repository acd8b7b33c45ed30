from reader.posts.post import PostId
from reader.state.records import DRAFT, Mark

GOLD = PostId("2022-04-27-2")


async def test_a_post_gets_a_label_and_loses_it_again(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("j", "t", *"metal", "enter")
        await driver.until(lambda: state.labels_of(GOLD) == ["metal"])
        await driver.press("t", *"metal", "enter")
        await driver.until(lambda: state.labels_of(GOLD) == [])
        await driver.press("u")
        await driver.until(lambda: state.labels_of(GOLD) == ["metal"])


async def test_a_label_is_what_was_typed_and_tab_completes_it(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("j", "t", *"重点", "enter")
        await driver.until(lambda: state.labels_of(GOLD) == ["重点"])
        await driver.press("t", "重", "enter")
        await driver.until(lambda: state.labels_of(GOLD) == ["重", "重点"])
        await driver.press("t", *"重点", "backspace", "tab", "tab")
        await driver.until_shown("重点 (remove)")
        await driver.press("enter")
        await driver.until(lambda: state.labels_of(GOLD) == ["重"])


async def test_a_note_is_written_and_kept(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("j", "e")
        await driver.until_shown("^s saves")
        await driver.press(*"why?", "ctrl+s")
        await driver.until(lambda: state.note_of(GOLD) == "why?")
        await driver.until_shown("note saved")
        assert state.value(GOLD, DRAFT) == ""


async def test_a_note_that_is_left_stays_as_a_draft_and_the_note_as_it_was(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("j", "e")
        await driver.until_shown("^s saves")
        await driver.press(*"half", "escape")
        await driver.until_shown("draft kept")
        assert state.note_of(GOLD) == ""
        await driver.press("e")
        await driver.until_shown("Note (draft)")
        await driver.press("!", "ctrl+s")
        await driver.until(lambda: state.note_of(GOLD) == "half!")


async def test_an_editor_that_is_left_untouched_leaves_no_draft(start) -> None:
    async with start() as driver:
        await driver.press("e")
        await driver.until_shown("^s saves")
        await driver.press("escape")
        await driver.until(lambda: "^s saves" not in driver.text)
        assert not driver.screen.session.state.unsaved


async def test_a_note_being_typed_when_the_program_ends_is_there_in_the_next_run(start) -> None:
    async with start() as driver:
        await driver.press("e")
        await driver.until_shown("^s saves")
        await driver.press(*"half", "ctrl+q")
        state_file = driver.app.session.state_file
    assert state_file.finish() == ""
    async with start() as driver:
        await driver.press("e")
        await driver.until_shown("Note (draft)")
        await driver.until_shown("half")


async def test_a_range_is_marked_as_one_and_taken_back_as_one(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("v", "j", "j", "s")
        await driver.until(lambda: len(state.marked(Mark.STARRED)) == 3)
        await driver.press("u")
        await driver.until(lambda: not state.marked(Mark.STARRED))


async def test_all_above_and_all_below_are_marked_as_read(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("j", "B")
        await driver.until(lambda: len(state.marked(Mark.READ)) == 2)
        await driver.press("M")
        await driver.until(lambda: len(state.marked(Mark.READ)) == 4)


async def test_a_note_and_a_label_of_the_open_post_stand_above_its_text_at_once(start) -> None:
    async with start() as driver:
        await driver.press("j", "enter", "e")
        await driver.until_shown("^s saves")
        await driver.press(*"why?", "ctrl+s")
        await driver.until_shown("+ note: why?")
        await driver.press("t", *"metal", "enter")
        await driver.until_shown("+ labels: metal")
        await driver.press("u")
        await driver.until(lambda: "+ labels:" not in driver.text)
        assert "+ note: why?" in driver.text
