from xml.etree.ElementTree import Element, fromstring, tostring

from hypothesis import given
from hypothesis import strategies as st

from reader.document.parsing import parse_body
from reader.export.html_elements import DocumentElements


def html(body: str, *, has_images: bool = True) -> str:
    parent = Element("div")
    document = parse_body(body, is_html=False, base_address="https://site.example/post")
    DocumentElements(document, has_images=has_images, headings_below=1).add_to(parent)
    return tostring(parent, encoding="unicode").removeprefix("<div>").removesuffix("</div>")


def test_what_markdown_means_is_said_in_html() -> None:
    assert html("# Gold\n\nIt **rose** *a lot*,  \nto `5 < 6`.") == (
        "<h2>Gold</h2><p>It <strong>rose</strong> <em>a lot</em>,<br />"
        "to <code>5 &lt; 6</code>.</p>"
    )


def test_lists_keep_their_numbers() -> None:
    assert html("3. three\n4. four") == '<ol start="3"><li>three</li><li>four</li></ol>'


def test_links_lead_to_the_web_and_nowhere_else() -> None:
    assert html("[a](https://x.example/)") == '<p><a href="https://x.example/">a</a></p>'
    assert "href" not in html("[a](javascript:alert(1)) [b](file:///etc/passwd)")


def test_scripts_styles_and_handlers_do_not_get_through() -> None:
    text = html('<p onclick="x()" style="color:red">a</p><script>b</script><style>c</style>')
    assert text == "<p>a</p>"


def test_an_image_is_a_link_where_a_format_allows_none() -> None:
    assert html("![a](https://x.example/i.png)") == (
        '<p><img src="https://x.example/i.png" alt="a" /></p>'
    )
    assert html("![a](https://x.example/i.png)", has_images=False) == (
        '<p><a href="https://x.example/i.png">a</a></p>'
    )


@given(st.text(st.sampled_from("<>&\"'/ab*_`[]()#-|\n\x00\x1b\ufffe\ud800"), max_size=80))
def test_whatever_stands_in_a_body_the_result_is_well_formed(body: str) -> None:
    fromstring(f"<div>{html(body)}</div>")
