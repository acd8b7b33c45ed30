import pytest
from support.query_conditions import condition_types

from reader.archive.query.model import Leaf
from reader.index.answer.translations import translate_leaf


@pytest.mark.parametrize("kind", condition_types(), ids=lambda kind: kind.__name__)
def test_every_condition_has_a_translation_of_its_own(kind: type[Leaf]) -> None:
    assert kind in translate_leaf.registry
