async def test_l_shows_only_unread_posts_with_the_cursor_on_the_next_one_and_back(start) -> None:
    async with start() as driver:
        posts = driver.screen.widgets.posts
        await driver.press("j", "m", "l")
        await driver.until_shown("All posts, unread only")
        assert driver.titles == ["云出海图鉴", "央行降准", '他说"好"了']
        assert posts.current.title == "央行降准"
        await driver.press("l")
        await driver.until(lambda: len(driver.titles) == 4)
        assert posts.current.title == "央行降准"
        await driver.press("q")
        assert driver.app.return_code == 0


async def test_q_leaves_the_unread_posts_of_a_category_for_all_of_it(start) -> None:
    async with start() as driver:
        await driver.choose("category:news", "news")
        await driver.press("m", "l")
        await driver.until(lambda: len(driver.titles) == 2)
        await driver.press("slash", *"降准")
        await driver.until_shown("in news, unread only /")
        await driver.press("escape", "q")
        await driver.until(lambda: len(driver.titles) == 3)


async def test_a_list_without_unread_posts_stays(start) -> None:
    async with start() as driver:
        await driver.choose("gold", "gold")
        await driver.press("m", "l")
        await driver.until_shown("no unread posts here")
        assert driver.titles == ["Gold rises"]


async def test_a_key_lists_one_category_after_another_and_stops_at_the_ends(start) -> None:
    async with start() as driver:
        listing = driver.screen.features.listing
        await driver.press("right_parenthesis")
        await driver.until(lambda: listing.view.key == "category:news")
        await driver.press("2", "right_parenthesis")
        await driver.until(lambda: listing.view.key == "category:财经")
        await driver.press("left_parenthesis", "left_parenthesis")
        await driver.until(lambda: listing.view.key == "category:news")
