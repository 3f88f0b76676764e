import math

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ExportError
from graph.normal import clean_text, join_list, normal_form, split_list
from tests.graphs import any_text


@given(st.lists(any_text))
def test_joined_lists_split_again(items):
    assert split_list(join_list(items)) == items


@given(any_text)
def test_clean_text_stays_and_can_be_written(text):
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert not set(clean) & set("\x00\x07\x0b\ufffe\ud800")
    assert clean.encode().decode() == clean


VALUES = [
    ([None, math.nan, ""], [None, None, ""]),
    ([1, 2.5], [1.0, 2.5]),
    ([1, "미정"], ["1", "미정"]),
    ([True, False], ["true", "false"]),
    ([["기사1", "기사2"], ()], ["기사1|기사2", ""]),
    (["\u1112\u1161\u11ab", "널\x00\ufffe\ud800"], ["한", "널"]),
]


@pytest.mark.parametrize(("raw", "normal"), VALUES)
def test_each_attribute_has_one_type_and_unknown_is_absent(raw, normal):
    kg = nx.MultiDiGraph()
    kg.add_nodes_from((str(number), {"값": value}) for number, value in enumerate(raw))
    found = [data.get("값") for _, data in normal_form(kg).nodes(data=True)]
    assert found == normal
    assert [type(value) for value in found] == [type(value) for value in normal]


def test_the_given_graph_is_left_alone():
    kg = nx.MultiDiGraph()
    kg.add_edge("가", "나", "c1", 값=[1])
    normal_form(kg).add_edge("가", "다")
    assert list(kg.edges(keys=True, data=True)) == [("가", "나", "c1", {"값": [1]})]


def test_ids_that_would_become_one_are_refused():
    kg = nx.MultiDiGraph()
    kg.add_nodes_from(["창원", "창\x00원"])
    with pytest.raises(ExportError, match="two nodes"):
        normal_form(kg)


def test_links_need_keys_of_their_own():
    kg = nx.MultiDiGraph([("가", "나"), ("나", "가")])
    with pytest.raises(ExportError, match="two links"):
        normal_form(kg)
