"""Exports of hostile posts: nothing in them runs in a browser, a feed or a book."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from subprocess import CompletedProcess
from zipfile import ZipFile

import pytest
from lxml import etree, html
from support.hostile_bodies import write_posts
from support.hostile_places import RUNNING

Run = Callable[..., CompletedProcess[bytes]]
_ELEMENTS = re.compile(
    "html|head|meta|title|style|body|article|h[1-6]|p|pre|code|hr|blockquote|[uod]l|li|d[td]|table|"
    "caption|tbody|t[rhd]|figure|figcaption|details|summary|a|img|span|br|em|strong|del|ins|mark|"
    "su[bp]|kbd|time|aside|div|nav"
)
"""What an export is made of; every other element fails a test."""
_ATTRIBUTES = re.compile(
    "href|src|alt|class|datetime|start|type|reversed|value|colspan|rowspan|style|charset|name|content"
)
_STYLE = re.compile("text-align: (left|center|right)")
_ADDRESS = re.compile(r"(?:https?://|mailto:|post-\d+\.xhtml)[^\s\"'<>`\\]*")


class _Tags(HTMLParser):
    """Collects the tags of a page as a lenient reader sees them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def dangers(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """Yield what an element has that no export should have."""
    if not _ELEMENTS.fullmatch(tag):
        yield f"<{tag}>"
    for name, value in attributes.items():
        is_wrong = (
            not _ATTRIBUTES.fullmatch(name)
            or (name in {"href", "src"} and not _ADDRESS.fullmatch(value))
            or (name == "style" and not _STYLE.fullmatch(value))
            or (tag == "meta" and name not in {"charset", "name", "content"})
        )
        if is_wrong:
            yield f"<{tag} {name}={value}>"


def in_page(page: str) -> set[str]:
    """Return the dangers of a page, as a parser of HTML and a lenient one see it."""
    tags = _Tags()
    tags.feed(page)
    seen = [(tag, {name: value or "" for name, value in each}) for tag, each in tags.found]
    seen += [(str(it.tag), dict(it.attrib)) for it in html.document_fromstring(page).iter()]
    return {danger for tag, attributes in seen for danger in dangers(tag, attributes)}


def in_xml(data: bytes) -> set[str]:
    """Return the dangers of a page of XML, which must be well formed."""
    return {
        danger
        for element in etree.fromstring(data).iter()
        for danger in dangers(_local(element.tag), {_local(k): v for k, v in element.items()})
    }


def _local(name: str) -> str:
    return etree.QName(name).localname


@pytest.fixture(scope="module")
def exported(reader: Run, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bytes]:
    """Return a function that exports posts that would run something, in a format."""
    root = tmp_path_factory.mktemp("running")
    write_posts(root, RUNNING)

    def export(kind: str) -> bytes:
        ran = reader("export", "--format", kind, "--archive", root)
        assert (ran.returncode, ran.stderr) == (0, b"")
        return ran.stdout

    return export


def test_html_holds_nothing_that_runs(exported: Callable[[str], bytes]) -> None:
    page = exported("html").decode()
    assert page.count("<article>") == len(RUNNING)
    assert in_page(page) == set()


def test_a_feed_holds_nothing_that_runs(exported: Callable[[str], bytes]) -> None:
    entries = etree.fromstring(exported("atom")).findall("{*}entry")
    assert len(entries) == len(RUNNING)
    contents = [str(entry.findtext("{*}content")) for entry in entries]
    assert {danger for text in contents for danger in in_page(text)} == set()
    assert {entry.find("{*}content").get("type") for entry in entries} == {"html"}


def test_a_book_holds_nothing_that_runs(exported: Callable[[str], bytes]) -> None:
    with ZipFile(BytesIO(exported("epub"))) as book:
        pages = [name for name in book.namelist() if name.endswith(".xhtml")]
        assert len(pages) == len(RUNNING) + 1
        assert {danger for name in pages for danger in in_xml(book.read(name))} == set()
