from reader.archive.facets import Facet, Facets
from reader.archive.query.parser import parse_query
from reader.archive.query.spelling import spell
from reader.archive.repository import Counts
from reader.ui.sidebar_rows import DEFAULT_OPEN, MOST_SHOWN, make_rows

FACETS = Facets(
    categories=(Facet("财经", "财经", 5, (Facet("财经/宏观", "宏观", 2),)),),
    tags=(Facet('a "b" \\c', 'a "b" \\c', 1),),
    years=(Facet("2022", "2022", 5, (Facet("2022-04", "2022-04", 5),)),),
    without_category=1,
    without_tag=0,
    undated=2,
)
COUNTS = Counts(total=8, unread=7, starred=1, problems=0)


def labels(*more_open: str) -> list[str]:
    rows = make_rows(FACETS, COUNTS, DEFAULT_OPEN | set(more_open))
    return ["  " * row.depth + row.label for row in rows]


def test_branches_are_folded_at_first() -> None:
    assert labels() == [
        "Views", "  All", "  Unread", "  Starred", "  Recently read",
        "Categories", "  财经", "  without category",
        "Tags", '  a "b" \\c',
        "By date", "  2022", "  without date",
    ]  # fmt: skip


def test_an_open_branch_shows_what_is_below() -> None:
    assert "    宏观" in labels("category:财经")
    assert "    2022-04" in labels("date:2022")


def test_a_folded_section_shows_its_heading_alone() -> None:
    rows = make_rows(FACETS, COUNTS, set())
    assert [row.label for row in rows] == ["Views", "Categories", "Tags", "By date"]


def test_problems_are_a_view_when_there_are_any() -> None:
    rows = make_rows(FACETS, Counts(1, 1, 0, 3), DEFAULT_OPEN)
    assert [(row.label, row.count) for row in rows][5] == ("Problems", 3)


def test_every_row_asks_what_its_spelling_asks() -> None:
    for row in make_rows(FACETS, COUNTS, DEFAULT_OPEN | {"category:财经", "date:2022"}):
        if row.query is not None:
            assert parse_query(spell(row.query)) == row.query


def test_keys_of_rows_differ() -> None:
    rows = make_rows(FACETS, COUNTS, DEFAULT_OPEN | {"category:财经", "date:2022"})
    assert len({row.key for row in rows}) == len(rows)


def narrowed(text: str) -> list[str]:
    return [row.label for row in make_rows(FACETS, COUNTS, set(), text)]


def test_narrowed_it_shows_what_has_the_text_in_its_name_and_what_that_is_below() -> None:
    assert narrowed("宏观") == ["Categories", "财经", "宏观"]
    assert narrowed("2022-04") == ["By date", "2022", "2022-04"]


def test_narrowing_knows_no_case_and_no_width() -> None:
    assert narrowed("ＵＮＲＥＡＤ") == ["Views", "Unread"]


def test_names_are_also_narrowed_to_by_pinyin() -> None:
    assert narrowed("hongguan") == narrowed("hg") == ["Categories", "财经", "宏观"]


def test_narrowed_to_what_there_is_not_it_is_empty() -> None:
    assert narrowed("nothing such") == []


def test_of_very_many_tags_the_rest_is_one_row_that_opens() -> None:
    tags = tuple(Facet(f"tag {n}", f"tag {n}", 1) for n in range(MOST_SHOWN + 300))
    facets = Facets((), tags, (), 0, 0, 0)
    rows = make_rows(facets, COUNTS, {"tags"})
    more = next(row for row in rows if row.key == "more:tag")
    assert more.label.startswith("300 more")
    assert len([row for row in rows if row.key.startswith("tag:")]) == MOST_SHOWN
    opened = make_rows(facets, COUNTS, {"tags", more.key})
    assert len([row for row in opened if row.key.startswith("tag:")]) == MOST_SHOWN + 300


def test_a_narrow_word_finds_a_tag_among_the_rest() -> None:
    tags = tuple(Facet(f"tag {n}", f"tag {n}", 1) for n in range(10_000))
    rows = make_rows(Facets((), tags, (), 0, 0, 0), COUNTS, set(), "tag 9999")
    assert [row.label for row in rows] == ["Tags", "tag 9999"]
