"""The parts of Textual that it does not publish are as they are used here.

A test that fails here tells of a newer Textual: look at what took the place of the part it names,
change `reader/ui/terminal/textual_internals.py` (or, for the compositor, the tests that use it),
and only then raise the upper bound of Textual in `pyproject.toml`.
"""

import inspect
from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from textual.app import App
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import OptionList

from reader.ui.terminal.textual_internals import KeyParser, row_place

ADVICE = (
    "Textual's unpublished {} is not what the reader uses: see"
    " reader/ui/terminal/textual_internals.py and the bound on Textual in pyproject.toml"
)


def check(is_as_used: bool, part: str) -> None:
    assert is_as_used, ADVICE.format(part)


def parameters(call: Callable[..., Any]) -> list[str]:
    return list(inspect.signature(call).parameters)


@pytest.mark.parametrize(
    ("module", "name", "kind"),
    [
        ("textual._parser", "ParseError", type),
        ("textual._xterm_parser", "XTermParser", type),
        ("textual._xterm_parser", "BRACKETED_PASTE_START", str),
        ("textual._xterm_parser", "BRACKETED_PASTE_END", str),
    ],
)
def test_the_module_has_the_name(module: str, name: str, kind: type) -> None:
    try:
        part = getattr(import_module(module), name, None)
    except ImportError:
        part = None
    check(isinstance(part, kind), f"{module}.{name}")


def test_the_parser_turns_text_into_events() -> None:
    parser = KeyParser()
    check(parameters(parser.feed) == ["data"], "XTermParser.feed(data)")
    check(parameters(parser.tick) == [], "XTermParser.tick()")
    (event,) = parser.feed("j")
    check(getattr(event, "key", "") == "j", "XTermParser.feed, which yields key events")


@pytest.mark.parametrize(
    ("sequence", "keys"),
    [
        ("\x1b[97;1:1u", ["a"]),
        ("\x1b[97;1:2u", ["a"]),
        ("\x1b[97;1:3u", []),
        ("\x1b[97;5:1u", ["ctrl+a"]),
        ("\x1b[97:65;1:1;97u", ["a"]),
        ("\x1b[1;1:1A", ["up"]),
        ("\x1b[5;1:1~", ["pageup"]),
        ("\x1b[99999999999;1u", []),
        ("\x1b[97;5u", ["ctrl+a"]),
    ],
)
def test_keys_of_kittys_protocol(sequence: str, keys: list[str]) -> None:
    parser = KeyParser()
    found = [event.key for event in parser.feed(f"{sequence}j")]
    assert found == [*keys, "j"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("_driver", type(None)),
        ("_filters", list),
        ("_clipboard", str),
        ("_exit_renderables", list),
        ("_batch_count", int),
        ("_previous_cursor_position", Offset),
    ],
)
def test_an_app_that_does_not_run_has_the_attribute(name: str, kind: type) -> None:
    check(isinstance(getattr(App(), name, ...), kind), f"App.{name}")


async def test_a_list_of_options_knows_their_lines() -> None:
    app: App[int] = App()
    async with app.run_test(size=(20, 6)) as pilot:
        rows = OptionList("first", "second\nline", "third")
        await app.mount(rows)
        rows.highlighted = 2
        await pilot.pause()
        place = row_place(rows)
        corner = rows.content_region.offset
        check(place == corner + Offset(0, 3), "OptionList._index_to_line, lines by option")


def test_the_filters_are_those_that_lines_pass_through() -> None:
    app: App[int] = App()
    app._filters = []
    check(list(app.get_line_filters()) == [], "App._filters, from which get_line_filters reads")


@pytest.mark.parametrize("name", ["_fatal_error", "_close_messages_no_wait"])
def test_an_app_has_the_method_without_parameters(name: str) -> None:
    check(parameters(getattr(App, name, check)) == ["self"], f"App.{name}()")


def test_a_crash_goes_through_the_method_that_is_replaced() -> None:
    source = inspect.getsource(App._handle_exception)
    check("self._fatal_error()" in source, "App._fatal_error, which _handle_exception calls")


async def test_a_screen_has_a_compositor_that_renders_strips() -> None:
    app: App[int] = App()
    async with app.run_test(size=(20, 3)):
        check(app._driver is not None, "App._driver, which is set while it runs")
        compositor = getattr(app.screen, "_compositor", None)
        check(hasattr(compositor, "render_strips"), "Screen._compositor.render_strips")
        strips = compositor.render_strips()
        check([type(strip) for strip in strips] == [Strip] * 3, "render_strips, a strip a line")
