"""A snapshot gives back the graph that it was made of, and says so where a file is none."""

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import build_graph
from graph.errors import DataError
from graph.normal import normal_form
from graph.snapshot import read_snapshot, write_snapshot
from tests.graphs import any_text, changwon, hostile

values = st.one_of(any_text, st.integers(-(2**40), 2**40), st.floats(allow_nan=False, allow_infinity=False))


@pytest.mark.parametrize("articles", [[], changwon(), hostile()])
def test_what_is_written_is_read_in_the_same_order(articles, tmp_path):
    kg = build_graph(articles)
    write_snapshot(kg, tmp_path / "그래프.msgpack")
    again = read_snapshot(tmp_path / "그래프.msgpack")
    assert nx.utils.graphs_equal(again, kg)
    assert list(again.edges(keys=True)) == list(kg.edges(keys=True))
    assert [type(value) for *_, data in again.edges(data=True) for value in data.values()] == [
        type(value) for *_, data in kg.edges(data=True) for value in data.values()
    ]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.dictionaries(any_text, values, max_size=3))))
def test_any_graph_comes_back(tmp_path_factory, edges):
    kg = nx.MultiDiGraph()
    for number, (head, tail, data) in enumerate(edges):
        kg.add_edge(f"n{head}", f"n{tail}", f"c{number}")
        kg.edges[f"n{head}", f"n{tail}", f"c{number}"].update(data)
    path = tmp_path_factory.mktemp("그래프") / "graph.msgpack"
    write_snapshot(kg, path)
    assert nx.utils.graphs_equal(read_snapshot(path), normal_form(kg))


@pytest.mark.parametrize("content", [b"", b"\xc0", b"<graphml/>", b"\x81\xa6format\xa1x"])
def test_what_is_no_snapshot(content, tmp_path):
    (tmp_path / "그래프.msgpack").write_bytes(content)
    with pytest.raises(DataError, match="not a snapshot of a graph"):
        read_snapshot(tmp_path / "그래프.msgpack")
