from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from support.post_parsing import parse_post

from reader.document.nodes import Document
from reader.export.exported_post import ExportedPost
from reader.export.markdown_export import post_file
from reader.posts.entities import plain_line
from reader.posts.post import Post, PostId
from reader.posts.source.site import Site

PATH = "_posts/2022-04-28-name.md"
POST = Post(PostId("2022-04-28-name"), PATH, "Title", None, slug="name")

pieces = st.sampled_from([*"'\"&;:#[]{}>|%@`!?*- \\金。,", "&lt;", "&#39;", "&amp;", "null", "12"])
lines = (
    st.one_of(
        st.text(st.characters(exclude_characters="，﹐、；｜"), max_size=30),
        st.lists(pieces, max_size=12).map("".join),
    )
    .map(lambda text: plain_line(text.replace("&", "&amp;")))
    .filter(bool)
)
dates = st.datetimes(datetime(1000, 1, 1), datetime(9000, 1, 1)).flatmap(
    lambda when: st.integers(-14 * 60, 14 * 60).map(
        lambda minutes: when.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=minutes)))
    )
)


def read_back(text: str) -> tuple[Post, str]:
    whole = parse_post(text.encode(), PATH, Site(), POST.id)
    return whole.post, whole.body


@given(
    title=lines,
    date=dates,
    categories=st.lists(lines, max_size=3, unique=True),
    tags=st.lists(lines, max_size=3, unique=True),
    is_published=st.booleans(),
)
def test_a_header_reads_back_as_it_was(
    title: str, date: datetime, categories: list[str], tags: list[str], is_published: bool
) -> None:
    post = replace(
        POST,
        title=title,
        date=date,
        categories=tuple(categories),
        tags=tuple(tags),
        is_published=is_published,
    )
    assert read_back(post_file(ExportedPost(post, "", Document(()))))[0] == post


def test_a_body_reads_back_as_it_was() -> None:
    post = replace(POST, date=datetime(2022, 4, 28, tzinfo=UTC))
    for body in ("", "one\n", "\n\nafter blank lines", "---\nrule\n---\n", "    code\n", "{}"):
        assert read_back(post_file(ExportedPost(post, body, Document(()))))[1] == body


def test_a_note_goes_into_the_header() -> None:
    exported = ExportedPost(POST, "Body\n", Document(()), 'two\nlines: "quoted"')
    text = post_file(exported)
    assert 'note: "two\\nlines: \\"quoted\\""\n' in text
    assert read_back(text)[1] == "Body\n"


def test_the_samples_read_back_as_the_same_posts(tmp_path: Path) -> None:
    from reader.archive.catalogue.walk import walk
    from reader.posts.reading import read_whole

    root = Path(__file__).parents[2] / "sample_posts"
    for stamp in walk(root).files:
        whole = read_whole(root, stamp.path, Site(), PostId("x"))
        target = tmp_path / stamp.path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = post_file(ExportedPost(whole.post, whole.body, Document(())))
        target.write_text(text, encoding="utf-8", newline="")
        again = read_whole(tmp_path, stamp.path, Site(), PostId("x"))
        own = replace(whole.post, has_time_of_file=False)  # an exported date is the header's own
        assert replace(again.post, problems=whole.post.problems) == own
        assert again.body == whole.body
