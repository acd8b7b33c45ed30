from reader.ui.features.lists.listing import home


async def test_a_search_in_a_category_finds_only_its_posts_and_says_so(start) -> None:
    async with start() as driver:
        await driver.choose("category:news", "news")
        await driver.press("slash", *"降准 or 云")
        await driver.until_shown("in news /降准 or 云")
        await driver.until(lambda: driver.titles == ["央行降准"])
        await driver.press("enter")
        await driver.until_shown("Search 降准 or 云 in news")


async def test_one_key_widens_a_search_to_everything_and_back(start) -> None:
    async with start() as driver:
        await driver.choose("category:news", "news")
        await driver.press("slash")
        await driver.until_shown("^t searches everything")
        await driver.press(*"降准 or 云", "ctrl+t")
        await driver.until(lambda: driver.titles == ["云出海图鉴", "央行降准"])
        assert "in news /" not in driver.text
        await driver.press("ctrl+t")
        await driver.until(lambda: driver.titles == ["央行降准"])


async def test_a_search_in_a_search_edits_it_and_typing_replaces_it(start) -> None:
    async with start() as driver:
        await driver.choose("category:news", "news")
        await driver.press("slash", *"gold", "enter")
        await driver.until(lambda: driver.titles == ["Gold rises"])
        await driver.press("slash")
        await driver.until_shown("in news /gold")
        await driver.press("end", *" or 降准")
        await driver.until(lambda: driver.titles == ["Gold rises", "央行降准"])
        await driver.press("escape", "slash", *"降准")
        await driver.until(lambda: driver.titles == ["央行降准"])


async def test_the_query_of_a_list_is_edited(start) -> None:
    async with start() as driver:
        await driver.choose("category:news", "news")
        await driver.press("F")
        await driver.until(lambda: driver.screen.widgets.prompt.text == "category:news")
        await driver.press("end", *" gold")
        await driver.until(lambda: driver.titles == ["Gold rises"])


async def test_q_goes_back_list_by_list_to_the_posts_that_were_there(start) -> None:
    async with start() as driver:
        await driver.choose("category:news", "news")
        await driver.press("j", "slash", *"降准", "enter")
        await driver.until(lambda: driver.titles == ["央行降准"])
        await driver.press("q")
        await driver.until(lambda: len(driver.titles) == 3)
        assert driver.screen.widgets.posts.cursor == 1
        assert driver.screen.features.listing.view.title == "news"
        await driver.press("q")
        await driver.until(lambda: driver.screen.features.listing.view == home())
        await driver.press("q")
        assert driver.app.return_code == 0
