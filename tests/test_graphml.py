import math
import re

import igraph
import networkit
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import build_graph
from graph.errors import ExportError
from graph.graphml import read_graphml, write_graphml
from graph.normal import normal_form
from tests.graphs import any_text, changwon, hostile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "graph.graphml"


@pytest.mark.parametrize("extractions", [[], changwon(), hostile()], ids=["empty", "changwon", "hostile"])
def test_read_back_equal(extractions, path):
    kg = build_graph(extractions)
    write_graphml(kg, path)
    assert nx.utils.graphs_equal(read_graphml(path), kg)


def test_plain_networkx_reads_it_equal(path):
    kg = build_graph(changwon())
    write_graphml(kg, path)
    plain = nx.read_graphml(path, force_multigraph=True)
    assert plain.nodes == kg.nodes
    assert plain.adj == kg.adj


values = st.one_of(any_text, st.integers(), st.floats(), st.none(), st.booleans(), st.lists(any_text, max_size=3))
attributes = st.dictionaries(any_text, values, max_size=4)
ends = st.integers(0, 4)


@given(st.lists(attributes, min_size=5, max_size=5), st.lists(st.tuples(ends, ends, attributes), max_size=6), any_text)
def test_any_graph_is_read_back_as_its_normal_form(tmp_path_factory, nodes, edges, text):
    kg = nx.MultiDiGraph()
    for number, data in enumerate(nodes):
        kg.add_node(f"{number}{text}")
        kg.nodes[f"{number}{text}"].update(data)
    for number, (head, tail, data) in enumerate(edges):
        key = (f"{head}{text}", f"{tail}{text}", f"c{number}{text}")
        kg.add_edge(*key)
        kg.edges[key].update(data)
    path = tmp_path_factory.mktemp("any") / "graph.graphml"
    write_graphml(kg, path)
    assert nx.utils.graphs_equal(read_graphml(path), normal_form(kg))


def test_same_graph_same_bytes(path):
    write_graphml(build_graph(changwon()), path)
    first = path.read_bytes()
    write_graphml(build_graph(changwon()[::-1]), path)
    assert path.read_bytes() == first


def test_igraph_reads_links_types_and_words(path):
    kg = build_graph(changwon())
    write_graphml(kg, path)
    read = igraph.Graph.Read_GraphML(str(path))
    assert read.is_directed()
    assert sorted(read.vs["id"]) == sorted(kg)
    claims = {edge["claim_id"]: edge for edge in read.es}
    for head, tail, key, data in kg.edges(keys=True, data=True):
        edge = claims[key]
        assert (read.vs[edge.source]["id"], read.vs[edge.target]["id"]) == (head, tail)
        assert (edge["label"], edge["quote"], edge["weight"]) == (data["label"], data["quote"], 1.0)
        assert math.isnan(edge["amount_krw"]) or edge["amount_krw"] == data["amount_krw"]
        assert math.isnan(edge["amount_krw"]) == ("amount_krw" not in data)  # unknown is never 0


def test_networkit_reads_the_structure(path):
    kg = build_graph(changwon())
    write_graphml(kg, path)
    read = networkit.readGraph(str(path), networkit.Format.GraphML)
    assert (read.numberOfNodes(), read.numberOfEdges(), read.isDirected()) == (5, 5, True)


def test_each_attribute_is_declared_once_and_nodes_come_before_edges(path):
    write_graphml(build_graph(changwon()), path)
    text = path.read_text(encoding="utf-8")
    keys = re.findall('<key id="[^"]+" for="([^"]+)" attr.name="([^"]+)"', text)
    assert len(keys) == len(set(keys)) > 20
    assert re.findall("<(node|edge) ", text) == ["node"] * 5 + ["edge"] * 5


def test_a_failed_export_leaves_the_old_file_and_no_other(path):
    write_graphml(build_graph(changwon()), path)
    before = path.read_bytes()
    with pytest.raises(ExportError):
        write_graphml(nx.MultiDiGraph([("가", "나"), ("나", "가")]), path)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
