import os
import subprocess
import sys
from itertools import combinations

import networkx as nx
import pytest

from graph.build import build_graph
from graph.layout import layout
from tests.graphs import changwon


def rings(count, size):
    """Rings of nodes, each joined to the next by one link."""
    kg = nx.MultiDiGraph()
    for ring in range(count):
        names = [f"{ring}-{number}" for number in range(size)]
        nx.add_cycle(kg, names)
        kg.add_edge(names[0], f"{(ring + 1) % count}-0")
    return kg


def distance(one, other):
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


GRAPHS = {
    "nothing": nx.MultiDiGraph(),
    "one": nx.empty_graph(["가"], create_using=nx.MultiDiGraph),
    "loop": nx.MultiDiGraph([("가", "가")]),
    "alone": nx.empty_graph([f"가{number}" for number in range(40)], create_using=nx.MultiDiGraph),
    "star": nx.MultiDiGraph([("가", f"나{number}") for number in range(60)]),
    "rings": rings(6, 12),
    "two parts": nx.union(rings(3, 8), nx.MultiDiGraph([("가", "나"), ("나", "가")])),
    "changwon": build_graph(changwon()),
}


@pytest.mark.parametrize("kg", GRAPHS.values(), ids=GRAPHS)
def test_every_node_has_a_place_and_none_lies_on_another(kg):
    places = layout(kg)
    assert list(places) == sorted(kg)
    assert all(distance(one, other) > 20 for one, other in combinations(places.values(), 2))


def test_those_who_belong_together_lie_together():
    places = layout(rings(4, 10))
    within = [distance(places[f"1-{i}"], places[f"1-{j}"]) for i, j in combinations(range(10), 2)]
    between = [distance(places[f"1-{i}"], places[f"3-{j}"]) for i in range(10) for j in range(10)]
    assert max(within) < sum(between) / len(between)


def test_what_stands_alone_lies_below_the_rest():
    kg = rings(3, 8)
    kg.add_node("홀로")
    places = layout(kg)
    assert places.pop("홀로")[1] > max(y for _, y in places.values())


def test_the_order_of_the_graph_does_not_matter():
    kg = rings(4, 9)
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(kg)))
    turned.add_edges_from(reversed(list(kg.edges())))
    assert layout(turned) == layout(kg)


def test_another_process_lays_out_the_same():
    code = "from graph.layout import layout; from tests.test_layout import rings; print(layout(rings(5, 9)))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
