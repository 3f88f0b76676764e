import networkx as nx
import pytest

from graph.islands import ELSEWHERE, INDUSTRY, NATION, PLACES, UNLINKED, ZONES, islands

EVERYWHERE = ("Region:창원", "Region:광주", "Region:대구")


def country(*edges):
    """A graph of regions with their zones and whatever these edges join."""
    kg = nx.MultiDiGraph(edges)
    for node in kg:
        kind, _, name = node.partition(":")
        kg.nodes[node].update(type=kind, label=name)
    for name, zone in (("창원", "동남권"), ("부산", "동남권"), ("광주", "호남권"), ("대구", "대경권")):
        if f"Region:{name}" in kg:
            kg.nodes[f"Region:{name}"]["zone"] = zone
    return kg


@pytest.mark.parametrize(
    ("edges", "node", "island"),
    [
        ([("Region:창원", "Project:드론")], "Region:창원", "동남권"),
        ([("Region:창원", "Project:드론")], "Project:드론", "동남권"),
        ([("Region:창원", "Project:드론"), ("Official:시장", "Project:드론")], "Official:시장", "동남권"),
        ([("Region:창원", "Industry:드론")], "Industry:드론", INDUSTRY),
        # An industry leads nowhere: whoever shares it need not be neighbours.
        ([("Region:창원", "Industry:드론"), ("Project:먼 곳", "Industry:드론")], "Project:먼 곳", ELSEWHERE),
        (
            [("Organization:산업부", f"Region:{name}") for name in ("창원", "광주", "대구")],
            "Organization:산업부",
            NATION,
        ),
        (
            [("Organization:회사", name) for name in ("Region:창원", "Region:부산", "Region:광주")],
            "Organization:회사",
            "동남권",
        ),
    ],
)
def test_where_a_node_lies(edges, node, island):
    assert islands(country(*edges))[node] == island


def test_what_has_no_claim_is_unlinked_also_where_it_has_a_zone():
    kg = country(("Region:창원", "Project:드론"))
    kg.add_node("Region:부산", type="Region", zone="동남권")
    assert islands(kg)["Region:부산"] == UNLINKED


def test_without_zones_communities_make_the_islands():
    kg = nx.MultiDiGraph()
    for name in "가나":
        nx.add_star(kg, [f"{name}{number}" for number in range(6)])
    kg.add_edge("가0", "나0")
    found = islands(kg)
    assert set(found.values()) == {"가0", "나0"}
    assert found["가3"] != found["나3"]


def test_every_zone_has_a_place_of_its_own():
    assert {"수도권", "충청권", "호남권", "대경권", "동남권", "강원권", "제주권"} == ZONES
    assert len({(place.x, place.y) for place in PLACES}) == len(PLACES)
