import pytest

from reader.document.build.block_elements import BLOCK_OPENERS
from reader.document.markup.html_events import (
    FOOTNOTE,
    MEDIUM,
    TASK,
    WITHOUT_END,
    TooMuchHtmlError,
    read_events,
)
from reader.document.markup.visibility import BLOCKS


def texts(html: str) -> str:
    return "".join(event for event in read_events(html) if isinstance(event, str))


def names(html: str) -> list[str]:
    return [event[0] for event in read_events(html) if not isinstance(event, str)]


def as_text(html: str) -> str:
    """Return all events, so that the places where texts are parted make no difference."""
    return "".join(
        event if isinstance(event, str) else f"<{event[0]}{event[1] is None or dict(event[1])}>"
        for event in read_events(html)
    )


def test_the_pane_opens_the_blocks_that_search_breaks_at() -> None:
    assert set(BLOCK_OPENERS) == BLOCKS


@pytest.mark.parametrize(
    "void", ["<source src=a>", "<track src=a>", "<embed hidden>", "<wbr hidden>", "<img hidden>"]
)
def test_a_void_element_hides_nothing_that_follows(void: str) -> None:
    assert texts(f"甲{void}乙<b>丙</b>") == "甲乙丙"


def test_what_a_hidden_element_holds_is_left_out() -> None:
    assert texts("甲<div hidden>乙<p>丙</p><div>丁</div></div>戊<p style=display:none>己") == "甲戊"


@pytest.mark.parametrize("start", ["<a href=#fnref1>", "<video src=a>", "<object data=a>"])
def test_an_inline_without_end_tag_does_not_take_the_blocks_that_follow(start: str) -> None:
    assert "乙" in texts(f"{start}甲<p>乙</p>")


def test_a_medium_is_where_its_first_source_is() -> None:
    html = "<video title=片><p>无</p><source src=a.mp4><source src=b.mp4></video>"
    assert (MEDIUM, {"words": "片", "address": "a.mp4"}) in read_events(html)


def test_a_footnote_mark_is_its_number() -> None:
    html = '<sup><a href="#fn1" id="fnref1:1" class="footnote-ref">[1:1]</a></sup>'
    assert (FOOTNOTE, {"label": "1"}) in read_events(html)


def test_a_check_box_at_the_start_of_an_item_marks_the_item() -> None:
    assert TASK in names("<ul><li><p><input type=checkbox> 甲</p></li></ul>")
    assert TASK not in names("<ul><li>甲<input type=checkbox></li></ul>")


def test_every_start_has_its_end() -> None:
    open_names = []
    for event in read_events("<p><b>甲<p>乙</i><table><td>丙<li>丁<a href=x><div>戊</a><br></q>"):
        if isinstance(event, str) or event[0] in WITHOUT_END:
            continue
        if event[1] is None:
            assert open_names.pop() == event[0]
        else:
            open_names.append(event[0])
    assert not open_names


def test_a_text_of_far_too_many_tags_is_refused_and_the_next_one_is_read() -> None:
    with pytest.raises(TooMuchHtmlError):
        read_events("<b>" * 200_000)
    assert texts("<b>甲") == "甲"


@pytest.mark.parametrize(
    "rest",
    [
        *("", "乙", " 乙", "\n\n<b>乙</b> ", "</p>乙", "<br></br>乙", "&amp;<p>乙&lt;</p>"),
        *("<p>&amp;</p>", "<p>乙<p>丙</p>", "<p hidden>乙</p>丙", "<li><input type=checkbox>乙"),
        *(
            "<input type=checkbox>乙",
            "<div style='visibility:hidden'>乙</div>",
            "<!-- 乙 <p>丙</p>",
        ),
        *(
            "<math><msup>乙<mn>2</mn></msup></math>",
            "<title>乙</title>丙",
            "<body lang=zh>乙",
            "<乙",
        ),
        *("<frameset>乙", "<table>乙<td>丙", "<![CDATA[乙]]>", "<div hidden>乙</div>"),
    ],
)
@pytest.mark.parametrize(
    "plain", ["<p>甲</p>", "<p></p>\n<p> 甲\n</p>\n", "<p>\xa0</p><p>甲&gt;</p>"]
)
def test_plain_paragraphs_are_read_as_any_others(plain: str, rest: str) -> None:
    others = plain.replace("<p>", "<p >", 1)
    assert as_text(plain + rest) == as_text(others + rest)


def test_no_text_says_how_it_is_encoded() -> None:
    assert texts('<meta charset="gb2312"><?xml version="1.0" encoding="big5"?>甲') == "甲"
