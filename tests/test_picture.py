import pytest

from graph.build import build_graph
from graph.picture import picture
from graph.schema import load_schema
from tests.graphs import CITY, DRONE, MAYOR, MINISTRY, ZONE, changwon, claim, entity, extraction, hostile


def drawn(*claims, **meta):
    ends = sorted({end for claim in claims for end in (claim.head, claim.tail)})
    return picture(build_graph([extraction("기사1", map(entity, ends), claims, **meta)]))


def test_the_world_is_what_the_schema_says():
    world, schema = picture(build_graph([])).world, load_schema()
    assert [row["id"] for row in world["types"]] == list(schema.types)
    assert [row["en"] for row in world["relations"]] == [relation.en for relation in schema.relations.values()]
    assert world["attributes"]["budget_krw"] == {"ko": "사업비", "en": "budget", "kind": "won"}
    assert {"addressee", "decided_by"} < world["attributes"].keys()


def test_a_node_tells_its_name_and_what_is_known_of_it():
    shown = picture(build_graph(changwon()))
    nodes = {node["id"]: (node, words) for node, words in zip(shown.nodes, shown.words["nodes"], strict=True)}
    zone, words = nodes[ZONE]
    assert (zone["label"], shown.world["types"][zone["type"]]["id"], zone["articles"]) == (
        "드론 특화단지 조성",
        "Project",
        2,
    )
    assert words["facts"] == [
        ["budget_krw", 2e11, ["200000000000", "300000000000"]],
        ["end", "2029-12", ["2029-12", "2029"]],
    ]
    assert nodes[CITY][1]["facts"] == [["code", "48120"]]


def test_other_names_are_given_for_the_search():
    kg = build_graph(changwon())
    kg.nodes[CITY]["aliases"] = "창원|창원특례시"
    (city,) = (node for node in picture(kg).nodes if node["id"] == CITY)
    assert city["aliases"] == ["창원", "창원특례시"]


def test_a_claim_tells_its_ends_words_status_and_attributes():
    shown = picture(build_graph(changwon()))
    names = [node["label"] for node in shown.nodes]
    told = {
        shown.world["relations"][row["relation"]]["id"]: (row, words)
        for row, words in zip(shown.claims, shown.words["claims"], strict=True)
    }
    proposal, words = told["proposes"]
    assert (names[proposal["from"]], names[proposal["to"]]) == ("창원시", "드론 특화단지 조성")
    assert shown.world["statuses"][proposal["status"]]["ko"] == "건의·검토"
    assert words["quote"] == "지정을 건의했다"
    assert words["facts"] == [["date", "2025-02"], ["addressee", "산업통상자원부"]]
    assert told["supports"][0]["amount"] == 10_000_000_000
    assert shown.world["articles"][proposal["article"]]["date"] == "2025-02-01"
    assert shown.words["articles"][proposal["article"]] == {"title": "제목", "url": "https://example.com/1"}


def test_the_latest_report_comes_first():
    shown = picture(build_graph(changwon()))
    dates = [shown.world["articles"][row["article"]]["date"] for row in shown.claims]
    assert dates == sorted(dates, reverse=True)


def test_nodes_tell_which_region_and_industry_they_are_about():
    shown = picture(build_graph(changwon()))
    names = [node["id"] for node in shown.nodes]
    regions = {node["id"]: [names[number] for number in node["regions"]] for node in shown.nodes}
    industries = {node["id"]: [names[number] for number in node["industries"]] for node in shown.nodes}
    assert regions == {CITY: [CITY], ZONE: [CITY], MAYOR: [CITY], DRONE: [], MINISTRY: []}
    assert industries == {CITY: [], ZONE: [DRONE], MAYOR: [], DRONE: [DRONE], MINISTRY: []}


def test_a_body_is_about_a_region_only_where_it_lies_there():
    city, body, mate = "Region:창원시", "Organization:재료연구원", "Organization:드론사"
    shown = drawn(claim("기사1", (body, "located_in", city)), claim("기사1", (mate, "invests_in", city)))
    regions = {node["id"]: node["regions"] for node in shown.nodes}
    assert len(regions[body]) == 1
    assert regions[mate] == []


def test_zone_and_province_of_a_region_are_told_where_known():
    kg = build_graph(changwon())
    kg.nodes[CITY].update(zone="동남권", sido="경상남도")
    shown = picture(kg)
    (number,) = shown.world["regions"]
    assert (shown.nodes[number]["id"], shown.world["regions"][number]) == (CITY, ["동남권", "경상남도"])


def test_other_layers_are_not_shown():
    kg = build_graph(changwon())
    before = len(picture(kg).claims)
    kg.add_edge(CITY, DRONE, "r1", origin="register")
    assert len(picture(kg).claims) == before


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.com/a?b=1", True),
        ("HTTP://example.com", True),
        ("javascript:alert(1)//http://x", False),
        (" https://x", False),
        ("data:text/html,x", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_become_links(url, kept):
    shown = drawn(claim("기사1", (CITY, "leads", ZONE)), url=url)
    assert shown.words["articles"][0]["url"] == (url if kept else "")


def test_the_graph_is_left_as_it_is():
    for extractions in (changwon(), hostile()):
        kg, before = build_graph(extractions), build_graph(extractions)
        picture(kg)
        assert (kg.nodes, kg.adj, kg.graph) == (before.nodes, before.adj, before.graph)
