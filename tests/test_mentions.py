"""Mentions: which candidates are chosen where they overlap, and what a chosen one knows."""

from itertools import pairwise

import pytest
from documents import make_document
from hypothesis import given
from hypothesis import strategies as st

from extractors.candidates import Candidate, Source
from extractors.mentions import LEAST, LEAST_IN_NAME, NONE, choose

TEXT = "여수 수소 특화단지 조성사업을 여수시가 편다."
LABELS = (NONE, "Industry", "Official", "Organization", "Project", "Region", "Site")


@pytest.fixture(scope="module")
def chosen(extractor):
    """Return a function that chooses among stretches of TEXT, each with type, chance and, if not "form", a rule."""
    document = make_document(extractor, TEXT)

    def choose_among(*rows):
        candidates, chances = [], []
        for words, type_, chance, *rule in rows:
            start = TEXT.index(words)
            candidates.append(Candidate(start, start + len(words), [Source(*(rule or ["form"]), type_)]))
            chances.append([1 - chance if label == NONE else chance * (label == type_) for label in LABELS])
        found = choose(document, candidates, chances, LABELS)
        return [(TEXT[m.start : m.end], m.type, m.nested) for m in found]

    return choose_among


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("여수시", "Region", LEAST)], [("여수시", "Region", False)]),
        ([("여수시", "Region", LEAST - 0.01)], []),
        (
            [("수소 특화단지", "Site", 0.9), ("여수 수소 특화단지 조성사업", "Project", 0.6)],
            [("수소 특화단지", "Site", False)],
        ),
        (
            [("수소 특화단지", "Site", 0.7), ("여수 수소 특화단지 조성사업", "Project", 0.6)],
            [("여수 수소 특화단지 조성사업", "Project", False)],
        ),
        (
            [("수소", "Industry", 0.6), ("수소 특화단지", "Site", 0.9)],
            [("수소 특화단지", "Site", False), ("수소", "Industry", True)],
        ),
        ([("여수 수소", "Industry", 0.9), ("수소 특화단지", "Site", 0.9)], [("수소 특화단지", "Site", False)]),
        ([("수소", "Industry", 0.9)], [("수소", "Industry", False)]),
        (
            [("여수", "Region", 0.6, "office"), ("여수 수소 특화단지", "Site", 0.9)],
            [("여수", "Region", True)],
        ),
    ],
)
def test_of_overlapping_names_the_surer_or_longer_is_chosen(chosen, rows, expected):
    assert chosen(*rows) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("수소", LEAST_IN_NAME)], ["수소"]),
        ([("수소", LEAST_IN_NAME - 0.01)], []),
        ([("수소", 0.4), ("특화단지", 0.35)], ["수소"]),
        ([("수소", 0.4), ("특화단지", 0.9)], ["특화단지"]),
    ],
)
def test_a_project_is_for_the_likeliest_industry_in_its_name(chosen, rows, expected):
    industries = [(words, "Industry", chance) for words, chance in rows]
    found = chosen(("여수 수소 특화단지 조성사업", "Project", 0.9), *industries)
    assert [words for words, kind, nested in found if kind == "Industry" and nested] == expected


def test_an_unsure_industry_outside_a_project_is_none(chosen):
    assert chosen(("수소", "Industry", 0.5), ("수소 특화단지", "Site", 0.9)) == [("수소 특화단지", "Site", False)]


def test_a_surname_counts_whatever_its_chance(chosen):
    assert chosen(("여수", "Official", 0.0, "surname")) == [("여수", "Official", False)]


def test_what_only_an_unsure_recogniser_saw_is_no_name(extractor):
    document = make_document(extractor, TEXT)
    guess = Candidate(0, 2, [Source("model", "Region", score=0.01)])
    assert choose(document, [guess], [[0.0 if label == NONE else 0.2 for label in LABELS]], LABELS) == []


SPANS = st.tuples(st.integers(0, 12), st.integers(1, 8), st.sampled_from(LABELS[1:]), st.floats(0, 1))


@given(rows=st.lists(SPANS, unique_by=lambda row: row[:2], max_size=8))
def test_chosen_names_do_not_overlap_but_for_industries_inside_them(extractor, rows):
    document = make_document(extractor, TEXT)
    candidates = [Candidate(start, start + length, [Source("form", type_)]) for start, length, type_, _ in rows]
    chances = [
        [1 - chance if label == NONE else chance * (label == type_) for label in LABELS] for *_, type_, chance in rows
    ]
    found = choose(document, candidates, chances, LABELS)
    assert found == sorted(found, key=lambda m: (m.start, -m.end))
    outer = [m for m in found if not m.nested]
    assert all(left.end <= right.start for left, right in pairwise(outer))
    for inner in (m for m in found if m.nested):
        assert inner.type == "Industry"
        assert any(m.start <= inner.start and inner.end <= m.end for m in outer)
