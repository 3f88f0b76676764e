"""Codes of features: names and numbers of the same, and sums of weights by code."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.codes import FORMS, PREFIXES, TYPES, Features, Vocabulary, before, code_models, stack, typed
from extractors.linear import LinearModel

NAMES = (
    "RP>roles=S,O",
    ">roles=S,O",
    "PR<text=의 ",
    "~>focus:after=추진",
    "PIhead:name=수소",
    "OBtitle=시장|new",
    "PI",
)
MODEL = LinearModel(
    ("leads", "targets"),
    {name: row for row, name in enumerate(NAMES)},
    np.arange(2 * len(NAMES), dtype=np.float32).reshape(-1, 2),
    np.float32([0.5, -0.5]),
)
VOCABULARY, [CODED] = code_models([MODEL])


def test_names_become_codes_and_codes_names():
    assert list(VOCABULARY.names(VOCABULARY.codes(NAMES))) == list(NAMES)


def test_a_model_keeps_its_features_by_name():
    named = CODED.named(VOCABULARY)
    weights = {name: named.weights[row].tolist() for name, row in named.features.items()}
    assert weights == {name: MODEL.weights[row].tolist() for name, row in MODEL.features.items()}


@pytest.mark.parametrize("form", FORMS)
def test_what_stands_before_a_word_is_its_types_and_its_form(form):
    words = Vocabulary(["roles=S,O"])
    types = typed(np.array([TYPES["Region"]]), np.array([TYPES["Project"]]))
    [number] = words.numbers(["roles=S,O"])
    assert list(words.names([before(form) + number, before(form) + int(types[0]) + number])) == [
        f"{form}roles=S,O",
        f"RP{form}roles=S,O",
    ]


def test_no_two_things_stand_before_a_word_under_one_number():
    assert len(set(PREFIXES)) == len(PREFIXES)


@given(st.lists(st.lists(st.sampled_from((*NAMES, "모르는 것"))), min_size=1))
def test_sums_are_sums_of_weights(things):
    shown = [VOCABULARY.codes(names) for names in things]
    owners = np.repeat(np.arange(len(things)), [len(codes) for codes in shown])
    features = Features(owners, np.array([code for codes in shown for code in codes], dtype=np.int64))
    sums = CODED.sums(features, len(things))
    for names, row in zip(things, sums, strict=True):
        known = [MODEL.weights[MODEL.features[name]] for name in names if name in MODEL.features]
        assert row.tolist() == pytest.approx(np.sum([[0, 0], *known], axis=0).tolist())


def test_stacked_rows_belong_to_things_in_order():
    features = stack([np.array([1, 2, 3]), np.array([4, 5, 6])])
    assert features.owners.tolist() == [0, 0, 1, 1, 2, 2]
    assert features.codes.tolist() == [1, 4, 2, 5, 3, 6]


def test_an_open_vocabulary_learns_and_a_closed_one_does_not():
    words = Vocabulary(["처음"], is_open=True)
    assert words.numbers(["둘째", "처음", "둘째"]) == [2, 1, 2]
    assert Vocabulary(["처음"]).numbers(["둘째", "처음"]) == [0, 1]
