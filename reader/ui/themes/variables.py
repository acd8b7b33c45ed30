"""Variables of the style sheets: a theme's colours, changed where they can't be read.

Owns one rule: text has a contrast of at least 4.5 with its background, dimmed text and frames of
at least 3, whatever theme is named; a theme asks for more, or for its colours as they are, by the
variable ``minimum-contrast``. Colours of the terminal's palette, which the user chose there, stay.

Source: WCAG 2.2, 1.4.3 and 1.4.11, and its relative luminance.
"""

from collections.abc import Mapping
from functools import cache

from textual.color import BLACK, WHITE, Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.config import Gains

DEFAULTS = {
    "minimum-contrast": "4.5",
    "code-text-style": "none",
    "remark-text-style": "none",
    "error-text-style": "bold",
    "rise-text-style": "none",
    "fall-text-style": "none",
}
"""Variables of our own that a theme may set, besides those that `style_variables` computes."""
_TEXT_CONTRAST, _DIM_CONTRAST = 4.5, 3.0
_STEPS = 20
_ON_BACKGROUND = ("primary", "secondary", "warning", "error", "success", "accent")
_SCROLLBARS = ("scrollbar", "scrollbar-hover", "scrollbar-active")
_BEHIND_SCROLLBARS = tuple(
    f"scrollbar-{name}"
    for name in ("background", "background-hover", "background-active", "corner-color")
)
_PAIRS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of two opaque colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def parse_color(text: str) -> Color:
    """Return a colour of a style sheet, such as `#81a1c1 35%`, where the percentage is its alpha.

    Raises:
        ColorParseError: It is none.
    """
    name, _, percent = text.partition(" ")
    share = percent.strip().removesuffix("%")
    alpha = float(share) / 100 if share.isdecimal() else 1.0
    return Color.parse(name if percent.strip() in {"", f"{share}%"} else text).multiply_alpha(alpha)


def readable(color: Color, background: Color, ratio: float) -> Color:
    """Return `color`, made lighter or darker as far as the contrast with `background` requires."""
    end = max(WHITE, BLACK, key=lambda it: contrast(it, background))
    solid = color if color.a == 1 else background.blend(color, color.a, alpha=1)
    tints = (solid.blend(end, step / _STEPS, alpha=1) for step in range(_STEPS))
    return next((it for it in tints if contrast(it, background) >= ratio), end)


def style_variables(given: Mapping[str, str], theme: Theme, gains: Gains) -> dict[str, str]:
    """Return the variables of the style sheets.

    Args:
        given: Textual's variables for the theme, with `DEFAULTS`.
        theme: The theme.
        gains: The colour of rises.
    """
    variables = dict(given)
    if theme.ansi:
        variables |= {"dim-color": variables["foreground"]}
        variables.setdefault("dim-text-style", "dim")
    else:
        variables |= _readable_variables(variables, float(variables["minimum-contrast"]))
        variables.setdefault("dim-text-style", "none")
    rise, fall = variables["text-error"], variables["text-success"]
    if gains is Gains.GREEN:
        rise, fall = fall, rise
    return {"rise-color": rise, "fall-color": fall} | variables


def _readable_variables(given: Mapping[str, str], least: float) -> dict[str, str]:
    background = parse_color(given["background"])
    foreground = readable(parse_color(given["foreground"]), background, least)
    dim_contrast = _DIM_CONTRAST * max(least / _TEXT_CONTRAST, 1) if least > 1 else 1
    dim = readable(foreground.with_alpha(0.6), background, dim_contrast).hex
    made = {"foreground": foreground.hex, "text": foreground.hex, "dim-color": dim}
    made |= dict.fromkeys(("text-muted", "text-disabled", "foreground-muted"), dim)
    for name in _ON_BACKGROUND:
        made[f"text-{name}"] = readable(parse_color(given[name]), background, least).hex
    for name in ("border", "border-blurred"):
        made[name] = readable(parse_color(given[name]), background, dim_contrast).hex
    made |= dict.fromkeys(_SCROLLBARS, dim)
    made |= dict.fromkeys(_BEHIND_SCROLLBARS, background.hex)
    for name, below in _PAIRS:
        made |= _readable_pair(given, name, below, background, least)
    return made


def _readable_pair(
    given: Mapping[str, str], name: str, below: str, background: Color, least: float
) -> dict[str, str]:
    lower = parse_color(given[below])
    lower = background.blend(lower, lower.a, alpha=1)
    is_automatic = given[name].startswith("auto")
    upper = lower.get_contrast_text(1.0) if is_automatic else parse_color(given[name])
    return {name: readable(upper, lower, least).hex, below: lower.hex}


def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def style_names() -> frozenset[str]:
    """Return the names of all variables that a theme may set."""
    theme = BUILTIN_THEMES["textual-dark"]
    given = theme.to_color_system().generate() | DEFAULTS
    return frozenset(style_variables(given, theme, Gains.OFF))
