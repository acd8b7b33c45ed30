from collections.abc import Callable
from pathlib import Path
from typing import Any

Reader = Callable[..., Any]


def counts(objects: list[dict[str, Any]], facet: str) -> dict[str, int]:
    return {line["name"]: line["count"] for line in objects if line["facet"] == facet}


def test_json_counts_posts_categories_tags_and_months(reader: Reader, archive: Path) -> None:
    ran = reader("stats", "--archive", archive, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert counts(ran.objects, "posts") == {
        "all": 4,
        "problems": 1,
        "undated": 0,
        "without category": 1,
        "without tag": 2,
    }
    assert counts(ran.objects, "category") == {"news": 2, "asia": 1, "财经": 1}
    assert counts(ran.objects, "tag") == {"gold": 1, "云": 1, "每日": 1}
    assert counts(ran.objects, "month") == {"2022-04": 2, "2021-03": 1, "2020-01": 1}


def test_text_has_the_counts_in_one_column_below_headings(reader: Reader, archive: Path) -> None:
    lines = reader("stats", "--archive", archive).out.splitlines()
    assert lines[:2] == ["Posts", "  4  posts"]
    index = lines.index("Categories")
    assert lines[index : index + 4] == ["Categories", "  2  news", "  1    asia", "  1  财经"]
    assert lines[lines.index("Months") + 1] == "  2  2022-04"


def test_an_empty_archive_is_counted_and_is_status_1(reader: Reader, tmp_path: Path) -> None:
    ran = reader("stats", "--archive", tmp_path)
    assert ran.status == 1
    assert ran.out.splitlines()[:2] == ["Posts", "  0  posts"]


def test_authors_are_counted_where_a_post_has_some(reader: Reader, archive: Path) -> None:
    (archive / "_posts/2022-04-28-signed.md").write_text(
        "---\ntitle: signed\nauthors: [张三, 李四]\n---\n", encoding="utf-8"
    )
    objects = reader("stats", "--archive", archive, "--json").objects
    assert counts(objects, "author") == {"张三": 1, "李四": 1}
    assert counts(objects, "posts")["without author"] == 4
