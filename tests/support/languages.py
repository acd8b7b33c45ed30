"""The program in another language, with the translations as they stand in the checkout."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from reader.messages import language
from reader.messages.language import Language, choose_language

_CATALOGUES = Path(language.__file__).parent.parent / "locale"


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Choose a language; an older compiled catalogue beside the sources is not used."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(language, "_FOLDER", Path(folder))
        if chosen is not Language.ENGLISH:
            place = Path(folder, chosen.value, "LC_MESSAGES")
            place.mkdir(parents=True)
            (place / "reader.mo").write_bytes(_compiled(chosen))
        choose_language(chosen)
        try:
            yield
        finally:
            choose_language(Language.ENGLISH)


@cache
def _compiled(chosen: Language) -> bytes:
    source = _CATALOGUES / chosen.value / "LC_MESSAGES" / "reader.po"
    compiled = BytesIO()
    write_mo(compiled, read_po(StringIO(source.read_text(encoding="utf-8"))))
    return compiled.getvalue()
