from reader.archive.facets import FACETS
from reader.index.answer.facet_columns import FACET_COLUMNS


def test_the_index_counts_every_facet_and_no_other() -> None:
    assert [*FACET_COLUMNS] == [facet.key for facet in FACETS]
