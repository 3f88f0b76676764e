import math
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


def points(kg):
    return {node: (x, y) for node, (_, x, y) in layout(kg).nodes.items()}


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
    places = points(kg)
    assert sorted(places) == sorted(kg)
    assert all(distance(one, other) > 20 for one, other in combinations(places.values(), 2))


def test_those_who_belong_together_lie_together():
    places = points(rings(4, 10))
    within = [distance(places[f"1-{i}"], places[f"1-{j}"]) for i, j in combinations(range(10), 2)]
    between = [distance(places[f"1-{i}"], places[f"3-{j}"]) for i in range(10) for j in range(10)]
    assert max(within) < sum(between) / len(between)


def test_what_has_no_claim_lies_on_an_island_of_its_own():
    kg = rings(3, 8)
    kg.add_node("홀로")
    drawn = layout(kg)
    island, *_ = drawn.nodes["홀로"]
    assert drawn.islands[island].ko == "주장 없는 것"
    assert [node for node, (other, *_) in drawn.nodes.items() if other == island] == ["홀로"]


def test_islands_do_not_overlap_and_hold_their_nodes():
    drawn = layout(rings(6, 12))
    for one, other in combinations(drawn.islands, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) > one.radius + other.radius
    for island, x, y in drawn.nodes.values():
        assert math.dist((x, y), (drawn.islands[island].x, drawn.islands[island].y)) < drawn.islands[island].radius


def test_zones_lie_as_in_korea():
    kg = nx.MultiDiGraph()
    for zone in ("수도권", "강원권", "호남권", "동남권"):
        for number in range(5):
            kg.add_edge(f"Region:{zone}", f"Project:{zone}{number}")
        kg.nodes[f"Region:{zone}"].update(type="Region", zone=zone)
    at = {island.ko: island for island in layout(kg).islands}
    assert at["수도권"].x < at["강원권"].x and at["호남권"].x < at["동남권"].x
    assert max(at["수도권"].y, at["강원권"].y) < min(at["호남권"].y, at["동남권"].y)
    assert [at[zone].west for zone in ("수도권", "강원권", "호남권", "동남권")] == [True, False, True, False]


def test_an_island_too_large_for_springs_is_laid_out_too():
    kg = nx.MultiDiGraph([(f"가{number}", f"가{number // 2}") for number in range(1, 700)])
    kg.nodes["가0"].update(type="Region", zone="수도권")
    for number in range(1, 700):
        kg.nodes[f"가{number}"].update(type="Region", zone="수도권")
    places = points(kg)
    taken = {(round(x / 20), round(y / 20)) for x, y in places.values()}
    assert len(taken) == len(places) == 700
    assert points(kg) == places


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
