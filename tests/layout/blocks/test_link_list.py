from reader.document.links import LinkKind, LinkTarget
from reader.document.nodes import Document
from reader.document.parsing import parse_body
from reader.layout.layout import lay_out
from reader.layout.line import Role, Run


def lay_out_targets(*targets, width_cells=30):
    return lay_out(Document((), tuple(LinkTarget(*target) for target in targets)), width_cells)


def test_a_document_without_links_has_no_list():
    assert lay_out(Document(()), 30).lines == ()


def test_a_long_address_hangs_and_loses_nothing():
    layout = lay_out_targets(
        ("https://finews.example/html_News/NewsShare.html?code=1", LinkKind.WEB)
    )

    assert [line.text for line in layout.lines[1:]] == [
        "[1] https://finews.example/htm",
        "    l_News/NewsShare.html?code",
        "    =1",
    ]
    assert layout.lines[3].runs[-1] == Run("=1", Role.LINK, 1)


def test_a_refused_link_is_plain_and_says_so():
    layout = lay_out_targets(("javascript:x()", LinkKind.REFUSED), width_cells=40)

    assert layout.lines[1].text == "[1] javascript:x() (not opened)"
    assert layout.lines[1].runs[1] == Run("javascript:x()")


def test_a_relative_link_says_what_is_missing():
    layout = lay_out_targets(("../emnews/", LinkKind.RELATIVE), width_cells=50)

    assert layout.lines[1].text == "[1] ../emnews/ (site address unknown)"


def test_a_link_within_the_post_is_not_listed_but_keeps_its_number():
    layout = lay_out_targets(("#top", LinkKind.FRAGMENT), ("https://a.example/", LinkKind.WEB))

    assert [line.text for line in layout.lines[1:]] == ["[2] https://a.example/"]
    assert layout.links == ("#top", "https://a.example/")


def test_numbers_stand_to_the_right():
    targets = [(f"https://{n}.example/", LinkKind.WEB) for n in range(10)]

    assert lay_out_targets(*targets).lines[1].text == " [1] https://0.example/"


def test_an_address_that_stands_in_the_text_is_not_repeated():
    layout = lay_out(parse_body("见 https://a.example/b 与 [网](https://c.example)"), 60)

    assert [line.text for line in layout.lines][2:] == [
        "── Links " + "─" * 51,
        "[2] https://c.example",
    ]
