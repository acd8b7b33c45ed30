import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.posts.image_files import image_paths
from reader.posts.source.site import Site

SITE = Site(url="https://a.example", base_path="/news")


def test_an_address_of_the_site_is_a_path_below_its_folder() -> None:
    assert image_paths("https://a.example/news/assets/x.png", "_posts/a.md", SITE)[0] == (
        "assets/x.png"
    )


def test_a_relative_address_is_looked_for_beside_the_post_and_below_the_site() -> None:
    assert image_paths("img/x%20y.png?v=1", "_posts/a.md", Site()) == (
        "_posts/img/x y.png",
        "img/x y.png",
    )


@pytest.mark.parametrize("address", ["https://b.example/x.png", "data:image/png;x", "", "http://["])
def test_other_addresses_have_no_file(address: str) -> None:
    assert image_paths(address, "_posts/a.md", SITE) == ()


@given(st.text("./%2eab\\0", max_size=30), st.sampled_from([SITE, Site()]))
def test_no_path_leads_out_of_the_folder(address: str, site: Site) -> None:
    for path in image_paths(address, "_posts/a.md", site):
        assert not path.startswith("/")
        assert ".." not in path.split("/")
