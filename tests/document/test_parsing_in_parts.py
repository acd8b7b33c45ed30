from reader.document.parsing import LONG_BODY, START_OF_LONG_BODY, parse_body, parse_in_parts

PARAGRAPH = "<p>当技术手段让物理空间变得“可压缩”，距离就不再是一个难题。</p>\n\n"


def test_a_short_body_comes_whole():
    body = PARAGRAPH * 3

    assert list(parse_in_parts(body)) == [parse_body(body)]


def test_a_long_body_comes_with_its_start_first():
    body = PARAGRAPH * (LONG_BODY // len(PARAGRAPH) + 1)

    start, whole = parse_in_parts(body)

    assert whole == parse_body(body)
    assert not start.is_whole
    assert start.blocks == whole.blocks[: len(start.blocks)]
    assert len(start.blocks) >= START_OF_LONG_BODY // len(PARAGRAPH) - 1


def test_the_start_of_a_long_body_says_nothing_of_its_bounds():
    body = "<p>" + "<i>x" * LONG_BODY

    start, whole = parse_in_parts(body)

    assert whole.notices
    assert not start.notices
