from collections import Counter

import pytest

from graph import schema as module
from graph.errors import DataError
from graph.schema import ATTRIBUTE_KINDS, COMMON_ATTRIBUTES, load_schema, tell_won

GUIDELINES = {  # relation: what may stand before and after it, as data/gold/GUIDELINES.md has it
    "holds_office": ("Official Person", "Region Organization Site Project"),
    "operates_in": ("Organization Person", "Industry"),
    "follows": ("Project", "Project"),
    "partners_with": ("Region Organization", "Region Organization"),
    "located_in": ("Project Site Organization", "Region Site"),
    "selected_for": ("Region Organization Site Project", "Project Policy"),
}


def test_eight_types_fifteen_relations_six_statuses():
    schema = load_schema()
    assert (len(schema.types), len(schema.relations), len(schema.statuses)) == (8, 15, 6)


@pytest.mark.parametrize("relation", GUIDELINES)
def test_a_relation_joins_what_the_guidelines_say(relation):
    heads, tails = (ends.split() for ends in GUIDELINES[relation])
    found = load_schema().relations[relation]
    assert (found.head, found.tail) == (frozenset(heads), frozenset(tails))
    assert found.allows(heads[0], tails[-1])
    assert not found.allows("Industry", tails[-1])


@pytest.mark.parametrize("part", ["types", "statuses", "attributes", "relations"])
def test_labels_are_there_and_never_the_same_for_two(part):
    terms = getattr(load_schema(), part).values()
    for labels in (Counter(term.ko for term in terms), Counter(term.en for term in terms)):
        assert all(labels)
        assert max(labels.values()) == 1


def test_every_relation_may_be_dated_and_only_one_is_symmetric():
    relations = load_schema().relations.values()
    assert all(relation.attributes.issuperset(COMMON_ATTRIBUTES) for relation in relations)
    assert [relation.name for relation in relations if relation.symmetric] == ["partners_with"]


def test_every_attribute_has_a_kind_and_a_place():
    schema = load_schema()
    assert {attribute.kind for attribute in schema.attributes.values()} == set(ATTRIBUTE_KINDS)
    placed = {name for relation in schema.relations.values() for name in relation.attributes}
    assert placed.union(*schema.entity_attributes.values()) == set(schema.attributes)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ('head = ["Official", "Person"]', 'head = ["Official", "Mayor"]', "relations.holds_office: type 'Mayor'"),
        ('attributes = ["title"]', 'attributes = ["rank"]', "relations.holds_office: attribute 'rank'"),
        ('Site = ["budget_krw"', 'Site = ["price"', "entity_attributes.Site: attribute 'price'"),
        ('Site = ["budget_krw"', 'Place = ["budget_krw"', "entity_attributes: type 'Place'"),
        ('kind = "stance"', 'kind = "mood"', "attributes: kind 'mood'"),
    ],
)
def test_a_wrong_schema_is_refused_with_what_was_expected(right, wrong, message, tmp_path, monkeypatch):
    text = (module.files("graph") / "schema.toml").read_text(encoding="utf-8")
    assert right in text
    (tmp_path / "schema.toml").write_text(text.replace(right, wrong), encoding="utf-8")
    monkeypatch.setattr(module, "files", lambda _: tmp_path)
    with pytest.raises(DataError, match="is not one of") as error:
        load_schema.__wrapped__()
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0원"),
        (9_999, "9,999원"),
        (12_340_000, "1,234만 원"),
        (10_000_000_000, "100억 원"),
        (1_421_500_000_000, "1조 4,215억 원"),
        (2_000_000_010_000, "2조 1만 원"),
    ],
)
def test_won_in_words(amount, words):
    assert tell_won(amount) == words
