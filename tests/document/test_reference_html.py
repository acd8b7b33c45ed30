"""The visible text is that of a reference's HTML, white space aside.

The examples are those of the CommonMark Spec 0.31.2 by John MacFarlane (CC BY-SA 4.0), input and
output alone.
"""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reader.document.markup.liquid.carrying_out import carry_out_liquid
from reader.document.markup.markdown.rendering import render_markdown
from reader.document.parsing import parse_body
from reader.document.plain_text import visible_text
from reader.liquid_inputs import NO_INPUTS
from reader.terminal_text import clean_text

HERE = Path(__file__).parent
EXAMPLES = json.loads((HERE / "fixtures" / "commonmark_examples.json").read_text(encoding="utf-8"))
_FENCE = "A fence that is never closed is text, as kramdown has it."
_SPACES = "Addresses may hold spaces, as kramdown has it."
_LABEL = "White space may stand before a label that is defined, as kramdown has it."
DIFFERENCES = {
    173: "A raw-text tag without its end is only named, and is text.",
    182: "CDATA is text, as kramdown has it.",
    **dict.fromkeys((126, 127, 128, 137, 139, 237), _FENCE),
    **dict.fromkeys((41, 488, 568, 602), _SPACES),
    **dict.fromkeys((542, 543), _LABEL),
    184: "Indented HTML that goes on an HTML block is HTML, as kramdown has it.",
    191: "Indented HTML that goes on an HTML block is HTML, as kramdown has it.",
    475: "An image without alternative text is called by its title before its file's name.",
    629: "CDATA is text, as kramdown has it.",
    607: "An empty autolink that stands alone is what a scraper leaves; it is dropped.",
}
SAMPLES = sorted(
    path
    for path in HERE.parents[1].joinpath("sample_posts").rglob("*")
    if path.suffix in {".md", ".html", ".markdown"}
)
HIDDEN = "script, style, template, title, rp, [hidden], [style*='display:none'], .footnote-backref"


def text_of(html: str) -> str:
    """Return what a browser shows of `html`, white space aside; of what plays, where it is."""
    soup = BeautifulSoup(f"<!DOCTYPE html><body>{html}", "lxml")
    for element in soup.select(HIDDEN):
        element.decompose()
    for image in soup.find_all("img"):
        if image.get("width") == image.get("height") == "1":
            continue
        name = str(image.get("src", "")).rpartition("/")[2]
        image.insert_after(str(image.get("alt") or image.get("title") or name))
    write_signs(soup)
    return squeezed(clean_text(soup.get_text()))


def write_signs(soup: BeautifulSoup) -> None:
    """Write what has no text in HTML, and is shown by signs in a terminal."""
    for quotation in soup.find_all("q"):
        quotation.replace_with(f"“{quotation.get_text()}”")
    for reading in soup.find_all("rt"):
        reading.replace_with(f"({reading.get_text()})")
    for name, sign in (("mfrac", "/"), ("msup", "^")):
        for part in soup.select(f"{name} > :nth-child(2)"):
            part.insert_before(sign)
    for group in soup.select("msup > mrow"):
        group.replace_with(f"({group.get_text()})")
    for medium in soup.find_all(["video", "audio", "iframe"]):
        source = medium if medium.get("src") else medium.find("source")
        medium.replace_with(f"▶ {medium.get('title') or source['src']}")
    for mark in soup.select("[data-footnote-ref]"):
        mark.replace_with(f"[{mark.get_text()}]")
    for control in soup.find_all("input"):
        control.replace_with(str(control.get("value", "")))


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["example"]))
def test_an_example_of_commonmark_shows_the_text_of_its_html(example):
    if example["example"] in DIFFERENCES:
        pytest.skip(DIFFERENCES[example["example"]])

    shown = visible_text(parse_body(example["markdown"]))

    assert squeezed(shown) == text_of(example["html"])


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_shows_the_text_of_its_html(path):
    body = path.read_text(encoding="utf-8", errors="replace").partition("\n---\n")[2]
    is_html = path.suffix == ".html"
    html = carry_out_liquid(body, NO_INPUTS, is_html=is_html)
    html = html.replace(" <title> ", " &lt;title&gt; ")  # only named, which no parser of HTML knows

    shown = visible_text(parse_body(body, is_html=is_html))

    assert squeezed(shown) == text_of(html if is_html else render_markdown(html)).replace("<>", "")
