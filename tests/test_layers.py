"""The layer of the registers: its links, its regions' levels, and that the graph of claims is as it was."""

from pathlib import Path

import pytest

from graph.build import build_graph
from graph.errors import DataError
from graph.layers import locate_regions, with_register_links
from graph.registers import read_hierarchy
from tests.graphs import changwon, entity, extraction

REGISTERS = Path(__file__).parent.parent / "data" / "registers"
HIERARCHY = read_hierarchy(REGISTERS)


def links(kg):
    return {
        (head.partition(":")[2], data["relation"], tail.partition(":")[2])
        for head, tail, data in kg.edges(data=True)
        if data.get("origin") == "register"
    }


def graph_of(*ids):
    return build_graph([extraction("기사1", map(entity, ids))])


def test_regions_carry_their_province_and_zone_in_the_graph():
    city = build_graph(locate_regions(changwon(), HIERARCHY)).nodes["Region:창원시"]
    assert (city["sigungu"], city["sido"], city["zone"]) == ("창원시", "경상남도", "동남권")


def test_the_newest_article_says_of_which_day_the_map_is():
    articles = [extraction("기사1", [entity("Region:군위군")], date="2022-01-01"), extraction("기사2", [])]
    assert build_graph(locate_regions(articles[:1], HIERARCHY)).nodes["Region:군위군"]["sido"] == "경상북도"
    assert build_graph(locate_regions(articles, HIERARCHY)).nodes["Region:군위군"]["sido"] == "대구광역시"


def test_a_region_that_no_register_lists_has_no_levels():
    node = build_graph(locate_regions([extraction("기사1", [entity("Region:아틀란티스")])], HIERARCHY)).nodes
    assert "sido" not in node["Region:아틀란티스"]


@pytest.mark.parametrize(
    ("id_", "on", "expected"),
    [
        ("Region:군위군", "2022-01-01", {("군위군", "part_of", "경상북도")}),
        ("Region:군위군", "2024-01-01", {("군위군", "part_of", "대구광역시")}),
        (
            "Region:진주시 문산읍 소문리",
            "",
            {
                ("진주시 문산읍 소문리", "part_of", "진주시 문산읍"),
                ("진주시 문산읍", "part_of", "진주시"),
                ("진주시", "part_of", "경상남도"),
            },
        ),
        (
            "Organization:한국재료연구원",
            "",
            {
                ("한국재료연구원", "part_of", "국가과학기술연구회"),
                ("국가과학기술연구회", "part_of", "과학기술정보통신부"),
                ("과학기술정보통신부", "follows", "교육과학기술부"),
                ("과학기술정보통신부", "follows", "미래창조과학부"),
                ("교육과학기술부", "follows", "과학기술부"),
                ("교육과학기술부", "follows", "교육인적자원부"),
            },
        ),
    ],
)
def test_the_links_of_a_node(id_, on, expected):
    assert links(with_register_links(graph_of(id_), HIERARCHY, on=on)) == expected


def test_claims_are_not_touched_and_the_layer_comes_off_again():
    kg = build_graph(changwon())
    layered = with_register_links(kg, HIERARCHY)
    assert links(layered) and not links(kg)
    kept = layered.edge_subgraph(edge for edge in layered.edges if edge in kg.edges)
    assert dict(kept.edges) == dict(kg.edges)


def test_a_missing_column_is_told(tmp_path):
    for path in REGISTERS.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "zones.csv").write_text("name\n서울특별시\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"zones\.csv:1: columns zone are missing"):
        read_hierarchy(tmp_path)


def test_a_zone_of_no_region_is_told(tmp_path):
    for path in REGISTERS.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "zones.csv").write_text("name,zone\n한양,수도권\n", encoding="utf-8")
    with pytest.raises(DataError, match="'Region:한양' is not the name of a region"):
        read_hierarchy(tmp_path)
