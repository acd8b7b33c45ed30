"""The title of a saved page."""

import pytest
from support.post_parsing import parse_post

from reader.messages.problem_kinds import Handling, ProblemKind
from reader.posts.page_titles import looks_like_page, page_title
from reader.posts.post import PostId, PostWithBody
from reader.posts.reading import FIRST_BYTES, read_header, read_whole
from reader.posts.source.site import Site

PAGE = "<!DOCTYPE html>\n<html><head><title>央行&amp;降准</title></head><h1>大标题</h1>"


def title_of(text: str) -> str:
    return parse_post(text.encode(), "_posts/2022-04-28-a.html", Site(), PostId("x")).post.title


@pytest.mark.parametrize(
    "page",
    [
        PAGE,
        PAGE.replace("央行&amp;降准", "\n  央行&amp;\n降准 ").replace("&amp;\n", "&amp;"),
        f"---\ntags: a\n---\n{PAGE}",
        f"\n<!-- saved from url=(0014)about:internet -->\n{PAGE}",
        "<html><head><script>'<title>no</title>'</script><title lang=zh>央行&#38;降准</title>",
        "<html><title></title><meta property='og:title' content='央行&amp;降准'>",
        "<HTML><HEAD><TITLE>央行&amp;降准</TITLE>",
    ],
)
def test_a_saved_page_has_its_own_title(page: str) -> None:
    assert title_of(page) == "央行&降准"


def test_a_title_in_the_header_wins_over_that_of_the_page() -> None:
    assert title_of(f"---\ntitle: 头\n---\n{PAGE}") == "头"


def test_a_page_without_a_title_has_that_of_its_heading() -> None:
    assert title_of("<html><body><h1>大标题</h1>") == "大标题"
    assert title_of("<html><title> </title><h1>大标题</h1>") == "大标题"


def test_a_title_named_in_prose_is_none() -> None:
    text = "用 <title>标签</title>\n\n# 大标题\n"
    assert not looks_like_page(text)
    assert title_of(text) == "大标题"
    assert page_title("<html><!-- <title>no</title> -->") == ""


def test_a_title_far_down_is_found_by_whoever_reads_the_header_alone(tmp_path) -> None:
    text = f"<html><head><script>{'x;' * FIRST_BYTES}</script><title>远</title>" + "<p>文" * 9000
    (tmp_path / "a.html").write_text(text, encoding="utf-8")
    header = read_header(tmp_path, "a.html", Site(), PostId("a"))
    whole = read_whole(tmp_path, "a.html", Site(), PostId("a"))
    assert isinstance(whole, PostWithBody)
    assert header == whole.post
    assert whole.post.title == "远"


def test_a_doubtful_encoding_is_a_problem_of_the_post() -> None:
    data = "---\ntitle: 国标\n---\n".encode("gb18030")
    (problem,) = parse_post(data, "a.md", Site(), PostId("a")).post.problems
    assert problem.kind is ProblemKind.ENCODING_DOUBTFUL
    assert problem.handling is Handling.READ_AS_ENCODING
    assert problem.fields == (("encoding", "GB18030"),)


@pytest.mark.parametrize("start", ["\n" * 5000, "<!-- a -->" * 500, "<? a >\n" * 500])
def test_a_long_start_is_looked_at_once(start: str) -> None:
    assert not looks_like_page(f"{start}text")
    assert looks_like_page(f"{start}<html>")
