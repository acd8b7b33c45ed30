from reader.posts.post import Post, PostId
from reader.ui.features.text.visits import Visit, Visits


def post(name: str) -> Post:
    return Post(PostId(name), f"{name}.md", name, None)


def test_one_goes_back_and_forward_to_the_place_in_each() -> None:
    visited = Visits()
    visited.visit(post("a"))
    visited.leave(post("a"), 0.5)
    visited.visit(post("b"))
    assert visited.move(-1) == Visit(post("a"), 0.5)
    assert visited.move(1) == Visit(post("b"))
    assert visited.move(1) is None


def test_a_visit_drops_what_was_ahead() -> None:
    visited = Visits()
    for name in "abc":
        visited.visit(post(name))
    visited.move(-1)
    visited.move(-1)
    visited.visit(post("d"))
    assert visited.move(1) is None
    assert visited.move(-1) == Visit(post("a"))


def test_the_same_post_is_one_stop_unless_one_jumps_in_it() -> None:
    visited = Visits()
    visited.visit(post("a"))
    visited.visit(post("a"), 0.3)
    assert visited.move(-1) is None
    visited.visit(post("a"), 0.7, is_jump=True)
    assert visited.move(-1) == Visit(post("a"))


def test_a_place_is_kept_only_for_the_present_stop() -> None:
    visited = Visits()
    visited.visit(post("a"))
    visited.leave(post("b"), 0.5)
    assert visited.here == Visit(post("a"))
