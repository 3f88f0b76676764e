"""Confidence: shares of right claims, read from and written to a small table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.confidence import kind_of, read_confidence, smooth, write_confidence
from graph.errors import DataError
from graph.schema import load_schema

COUNTS = st.lists(
    st.tuples(
        st.sampled_from(["leads", "targets"]), st.sampled_from("abc"), st.integers(0, 99), st.integers(1, 99)
    ).map(lambda row: (*row[:2], min(row[2:]), row[3])),
    unique_by=lambda row: row[:2],
)


@given(COUNTS)
def test_a_confidence_lies_between_the_rules_own_share_and_that_of_its_relation(rows):
    measured = smooth(rows)
    for relation, rule, right, found in rows:
        low, high = sorted((right / found, measured.relations[relation]))
        assert low - 0.001 <= measured.of(relation, rule) <= high + 0.001


@given(COUNTS)
def test_what_is_written_is_read(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("신뢰도") / "confidence.csv"
    write_confidence(rows, path)
    assert read_confidence(path) == smooth(sorted(rows))


@pytest.mark.parametrize(
    ("rule", "kind"), [("acts:추진", "acts"), ("topic", "topic"), ("selected:선정되", "selected"), ("", "")]
)
def test_the_word_that_a_rule_found_does_not_count(rule, kind):
    assert kind_of(rule) == kind


def test_what_was_never_measured_gets_the_average_of_its_relation_or_of_all():
    measured = smooth([("leads", "acts", 8, 8), ("targets", "name", 0, 8)])
    assert measured.of("leads", "?") == measured.relations["leads"] > 0.5
    assert measured.of("follows", "?") == 0.5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ":1: '': expected the columns relation,rule,right,found"),
        ("관계,규칙\n", ":1: '관계,규칙': expected the columns"),
        ("relation,rule,right,found\nleads,acts,셋,4\n", ":2: 'leads,acts,셋,4': expected relation, rule"),
        ("relation,rule,right,found\nleads,acts,5,4\n", ":2: 'leads,acts,5,4': expected"),
        ("relation,rule,right,found\nleads,acts,1,2\nleads\n", ":3: 'leads': expected"),
        ("relation,rule,right,found\nleads,acts,0,0\n", ":2: 'leads,acts,0,0': expected"),
    ],
)
def test_a_wrong_table_is_named_by_file_and_line(tmp_path, text, expected):
    path = tmp_path / "confidence.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_confidence(path)
    assert f"{path}{expected}" in str(error.value)


def test_a_missing_table_names_the_command_that_makes_it(tmp_path):
    with pytest.raises(DataError, match="make model"):
        read_confidence(tmp_path / "없음.csv")


def test_the_shipped_table_measures_relations_of_the_schema(data):
    measured = read_confidence(data / "models" / "confidence.csv")
    assert measured.relations.keys() <= load_schema().relations.keys()
    assert all(0 < share < 1 for share in measured.rules.values())
