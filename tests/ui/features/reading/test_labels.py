from reader.posts.post import PostId
from reader.state.records import Mark

GOLD = PostId("2022-04-27-2")


async def test_a_post_gets_a_label_and_loses_it_again(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("j", "t", *"metal", "enter")
        await driver.until(lambda: state.labels_of(GOLD) == ["metal"])
        await driver.press("t", *"met", "enter")
        await driver.until(lambda: state.labels_of(GOLD) == [])
        await driver.press("u")
        await driver.until(lambda: state.labels_of(GOLD) == ["metal"])


async def test_a_note_is_written_and_kept(start) -> None:
    async with start() as driver:
        state = driver.screen.session.state
        await driver.press("j", "e")
        await driver.until_shown("^s saves")
        await driver.press(*"why?", "ctrl+s")
        await driver.until(lambda: state.note_of(GOLD) == "why?")


async def test_esc_leaves_a_note_as_it_was(start) -> None:
    async with start() as driver:
        await driver.press("e")
        await driver.until_shown("^s saves")
        await driver.press(*"no", "escape")
        await driver.until(lambda: "^s saves" not in driver.text)
        assert not driver.screen.session.state.unsaved


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
