"""Build hook: compiles the catalogues of translations, for the wheel and for editable installs."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):
    """Writes a ``.mo`` beside every ``.po`` of ``reader/locale``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and have the results taken into the wheel although git ignores them."""
        del version
        for source in Path(self.root, "reader", "locale").glob("*/LC_MESSAGES/*.po"):
            with source.open("rb") as text:
                catalogue = read_po(text)
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalogue)
        build_data["artifacts"].append("/reader/locale/**/*.mo")
