import pytest

from reader.document.markup.html_repair import repair


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ("甲<title>乙", "甲&lt;title>乙"),
        ("甲<TITLE>乙</title>丙", "甲<TITLE>乙</title>丙"),
        ("<script>a</script><script>b", "<script>a</script>&lt;script>b"),
        ("<script>'<title>'</script>", "<script>'<title>'</script>"),
        ("<!-- <title> -->甲", "<!-- <title> -->甲"),
        ("<!-- 甲", "&lt;!-- 甲"),
        ("<a title='<title>'>甲</a>", "<a title='<title>'>甲</a>"),
        ("<iframe src=a>甲", "<object src=a></object>甲"),
        ("<iframe src=a>甲</iframe>", "<object src=a></object>"),
        ("<iframe>甲<b>乙</b></iframe>", "<object>甲<b>乙</b></object>"),
        ("<plaintext>甲</plaintext>乙", "<xmp>甲</xmp>乙"),
        ("<script src=a />甲", "甲"),
    ],
)
def test_raw_text_without_its_end_tag_is_text(html: str, repaired: str) -> None:
    assert repair(html, from_markdown=False) == repaired


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ("<p>甲<title></p>\n<p>乙</title></p>", "<p>甲&lt;title></p>\n<p>乙&lt;/title></p>"),
        ("<p>甲<title>乙</title></p>\n", "<p>甲<title>乙</title></p>\n"),
        ("<script>\n</p>\n</script>", "<script>\n</p>\n</script>"),
        ("<template>\n<p>甲</p>\n</template>", "<template>\n<p>甲</p>\n</template>"),
        ("<p>甲<video src=a></p>\n", "<p>甲<video src=a></video></p>\n"),
    ],
)
def test_a_tag_of_markdown_has_its_end_in_its_block(html: str, repaired: str) -> None:
    assert repair(html, from_markdown=True) == repaired


@pytest.mark.parametrize(
    ("html", "repaired"),
    [
        ("<blockquote><div>甲</blockquote>", "<blockquote><div>甲</div></blockquote>"),
        ("<ul><li><div>甲<li>乙</ul>", "<ul><li><div>甲</div></li><li>乙</li></ul>"),
        ("<table><tr><td><div>甲<td>乙", "<table><tr><td><div>甲</div></td><td>乙"),
        ("<div><table><td>甲</div>乙", "<div><table><td>甲</div>乙"),
        ("<ul><li><ul></li>甲", "<ul><li><ul></li>甲"),
        ("<video><source src=a>甲", "<video><source src=a></video>甲"),
        ("<video src=a>甲<video src=b></video>", "<video src=a></video>甲<video src=b></video>"),
        ("<ruby>甲<rp>(<rt>乙<rp>)</ruby>", "<ruby>甲<rp>(</rp><rt>乙</rt><rp>)</rp></ruby>"),
        ("甲</br>乙", "甲<br>乙"),
    ],
)
def test_an_element_ends_where_a_browser_ends_it(html: str, repaired: str) -> None:
    assert repair(html, from_markdown=False) == repaired


@pytest.mark.parametrize(
    "unit",
    [
        *("<title>", "<object>", "<video>", "<div>", "<li><div>", "</li>", "<rt>", "<!--", "<a ='"),
        *("<o:p ", "<template>", "<div><td>", "</title>", "<title>\n</p>\n", "<iframe src=''>"),
    ],
)
@pytest.mark.parametrize("end", ["", "</title></object></video></template></iframe>"])
def test_no_repetition_of_tags_takes_longer_than_its_length(unit: str, end: str) -> None:
    # What is quadratic takes minutes here.
    html = "<div>" * 10_000 + "<li>" + unit * (60_000 // len(unit)) + end
    for from_markdown in (True, False):
        repair(html, from_markdown=from_markdown)
