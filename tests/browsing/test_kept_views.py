import json

from reader.browsing.kept_views import values_of, view_of
from reader.browsing.views import View, read_query, search_view
from reader.state.reading_state import ReadingState


def test_a_search_in_a_view_is_kept_with_what_it_searches() -> None:
    state = ReadingState()
    news = View("category:news", "news", read_query("category:news", state))
    search = search_view("gold", read_query("gold", state), news)
    assert view_of(json.loads(json.dumps(values_of(search))), state) == search


def test_a_search_that_an_earlier_version_kept_is_read() -> None:
    kept = {"key": "", "title": "Suche gold", "query": "gold"}
    assert view_of(kept, ReadingState()).title == "Search gold"
