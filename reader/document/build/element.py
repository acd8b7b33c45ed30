"""An HTML element as the tree is built from it, and what its attributes say.

Source: HTML Living Standard 4 and 15 (rendering); GitHub, Jekyll and Rouge for code classes.
"""

import re
from dataclasses import dataclass

from reader.document.markup.visibility import Attributes, class_names
from reader.document.nodes import Alignment

_ALIGNING_STYLE = re.compile(
    r"(?:^|;)\s*text-align\s*:\s*(left|start|center|right|end)\b", re.IGNORECASE
)
_ALIGNMENTS = {
    "left": Alignment.LEFT,
    "start": Alignment.LEFT,
    "center": Alignment.CENTER,
    "middle": Alignment.CENTER,
    "right": Alignment.RIGHT,
    "end": Alignment.RIGHT,
}
_LANGUAGE_CLASS = re.compile(r"(?:language|lang|highlight|brush)[-:](?:source-|text-)?(.+)")
_NO_LANGUAGE = {"plaintext", "text", "none", "nohighlight", "plain"}
_LEADING_NUMBER = re.compile(r"\s*([+-]?\d{1,9})(?!\d)")
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d*)?(?:px)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HtmlElement:
    """A start tag: name and attributes, both in lower case, values as decoded."""

    name: str
    attributes: Attributes

    def get(self, attribute: str) -> str:
        """Return the attribute's value, empty where it is missing."""
        return self.attributes.get(attribute, "")

    @property
    def classes(self) -> frozenset[str]:
        """The words of `class`, in lower case."""
        return frozenset(class_names(self.attributes))

    @property
    def alignment(self) -> Alignment:
        """From `style` or else `align`."""
        style = _ALIGNING_STYLE.search(self.get("style"))
        return _ALIGNMENTS.get(
            (style[1] if style else self.get("align")).strip().lower(), Alignment.DEFAULT
        )

    @property
    def language(self) -> str:
        """The programming language that a class or attribute names, lower case; else empty."""
        for word in class_names(self.attributes):
            match = _LANGUAGE_CLASS.fullmatch(word.rstrip(";"))
            if match:
                return "" if match[1] in _NO_LANGUAGE else match[1]
        named = self.get("data-lang") or (self.get("lang") if self.name == "pre" else "")
        return named.strip().lower()

    def integer(self, attribute: str, default: int) -> int:
        """Return the attribute's leading integer by HTML's rules, else `default`."""
        match = _LEADING_NUMBER.match(self.get(attribute))
        return int(match[1]) if match else default

    def optional_integer(self, attribute: str) -> int | None:
        """Return the attribute's leading integer by HTML's rules, None where there is none."""
        match = _LEADING_NUMBER.match(self.get(attribute))
        return int(match[1]) if match else None

    @property
    def size(self) -> str:
        """An image's width and height in pixels, ``640×480``; empty unless both are named."""
        sides = [_PIXELS.fullmatch(self.get(side)) for side in ("width", "height")]
        return "×".join(side[1] for side in sides if side) if all(sides) else ""

    def span(self, attribute: str, most: int) -> int:
        """Return `colspan` or `rowspan`, from 1 to `most`."""
        return min(max(self.integer(attribute, 1), 1), most)
