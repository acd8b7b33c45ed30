from reader.document.parsing import LONG_BODY, parse_body, parse_in_parts

STARTS = (1_000, 10_000)
PARAGRAPH = "<p>当技术手段让物理空间变得“可压缩”，距离就不再是一个难题。</p>\n\n"


def test_a_short_body_comes_whole():
    body = PARAGRAPH * 3

    assert list(parse_in_parts(body, STARTS)) == [parse_body(body)]


def test_a_long_body_comes_with_its_starts_first():
    body = PARAGRAPH * (LONG_BODY * STARTS[-1] // len(PARAGRAPH) + 1)

    *starts, whole = parse_in_parts(body, STARTS)

    assert whole == parse_body(body)
    for start, length in zip(starts, STARTS, strict=True):
        assert not start.is_whole
        assert start.blocks == whole.blocks[: len(start.blocks)]
        assert len(start.blocks) >= length // len(PARAGRAPH) - 1


def test_a_body_that_is_not_much_longer_than_a_start_comes_without_that():
    first, second = STARTS
    body = PARAGRAPH * (LONG_BODY * first // len(PARAGRAPH) + 1)

    starts_and_whole = list(parse_in_parts(body, STARTS))

    assert len(body) < LONG_BODY * second
    assert len(starts_and_whole) == 2


def test_the_start_of_a_long_body_says_nothing_of_its_bounds():
    body = "<p>" + "<i>x" * 100_000

    *starts, whole = parse_in_parts(body, STARTS)

    assert whole.notices
    assert not any(start.notices for start in starts)
