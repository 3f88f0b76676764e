"""Networks on hand-built graphs: who shares what with whom, who stands with and against whom."""

import networkx as nx
import pytest

from graph.errors import QueryError
from graph.normal import split_list
from graph.query import (
    actor_network,
    affiliation,
    centralities,
    communities,
    conflict_network,
    congruence_network,
    evidence,
    project_network,
)
from tests.graphs import graph_of

CITY, PROVINCE, FIRM, MAYOR = "Region:창원시", "Region:경상남도", "Organization:두산", "Official:홍남표"
ZONE, CENTRE, ROAD = "Project:드론 특화단지", "Project:SMR 센터", "Project:진입도로"
DATES = {"가": "2023-05-01", "나": "2024-05-01", "나-사본": "2024-05-02", "다": "2025-05-01"}


def says(article, actor, stance, target):
    return (article, actor, "comments_on", target, "done", {"stance": stance})


SHARED = [
    ("가", CITY, "leads", ZONE, "planned", {}),
    ("나", CITY, "leads", ZONE, "ongoing", {}),
    ("나-사본", CITY, "leads", ZONE, "ongoing", {}),
    ("가", PROVINCE, "supports", ZONE, "planned", {}),
    ("나", PROVINCE, "leads", CENTRE, "planned", {}),
    ("나", CITY, "participates_in", CENTRE, "planned", {}),
    ("다", FIRM, "invests_in", CENTRE, "planned", {}),
    ("다", FIRM, "leads", ROAD, "failed", {}),
    ("다", CITY, "leads", ROAD, "failed", {}),
    ("다", FIRM, "partners_with", CITY, "done", {}),
    ("나", ZONE, "targets", "Industry:드론", "planned", {}),
    ("나", ROAD, "targets", "Industry:드론", "planned", {}),
]
DEBATE = [
    says("가", MAYOR, "support", ZONE),
    says("가", FIRM, "oppose", ZONE),
    ("가", PROVINCE, "proposes", ZONE, "proposed", {}),
    says("나", MAYOR, "oppose", CENTRE),
    says("나", FIRM, "oppose", CENTRE),
    says("다", MAYOR, "support", CENTRE),
    says("다", FIRM, "neutral", ROAD),
    says("다", MAYOR, "neutral", ROAD),
    says("다", PROVINCE, "oppose", FIRM),
]


def ties(network, *attributes):
    """Return the attributes of each edge by its two ends, in the order of their names."""
    return {tuple(sorted((a, b))): tuple(data[name] for name in attributes) for a, b, data in network.edges(data=True)}


@pytest.fixture(scope="module")
def shared():
    return graph_of(DATES, SHARED)


@pytest.fixture(scope="module")
def debate():
    return affiliation(graph_of(DATES, DEBATE), of="concepts")


def test_who_has_a_hand_in_what(shared):
    network = affiliation(shared)
    assert ties(network, "weight", "relations") == {
        (ZONE, CITY): (2, "leads"),
        (CENTRE, CITY): (1, "participates_in"),
        (ZONE, PROVINCE): (1, "supports"),
        (CENTRE, PROVINCE): (1, "leads"),
        (FIRM, CENTRE): (1, "invests_in"),
    }
    modes = {node: (data["type"], data["bipartite"]) for node, data in network.nodes(data=True)}
    assert modes == {
        CITY: ("Region", 0),
        PROVINCE: ("Region", 0),
        FIRM: ("Organization", 0),
        ZONE: ("Project", 1),
        CENTRE: ("Project", 1),
    }


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (
            {},
            {
                (PROVINCE, CITY): (2, "SMR 센터|드론 특화단지"),
                (FIRM, PROVINCE): (1, "SMR 센터"),
                (FIRM, CITY): (1, "SMR 센터"),
            },
        ),
        ({"until": "2023"}, {(PROVINCE, CITY): (1, "드론 특화단지")}),
        ({"since": "2025"}, {}),
        ({"among": [ZONE]}, {(PROVINCE, CITY): (1, "드론 특화단지")}),
    ],
)
def test_actors_by_shared_projects(shared, options, expected):
    assert ties(actor_network(shared, **options), "weight", "shared") == expected


def test_a_tie_rests_on_claims_of_both(shared):
    told = evidence(shared, split_list(actor_network(shared).edges[FIRM, CITY]["claim_ids"]))
    assert set(zip(told["head"], told["tail"], strict=True)) == {(FIRM, CENTRE), (CITY, CENTRE)}


def test_actors_by_agreements(shared):
    assert ties(actor_network(shared, via="agreements"), "weight") == {(FIRM, CITY): (1,)}
    assert ties(actor_network(shared, via="agreements", among=[PROVINCE]), "weight") == {}


@pytest.mark.parametrize(
    ("via", "expected"),
    [
        ("actors", {(CENTRE, ZONE): (2, "경상남도|창원시")}),
        ("industries", {(ZONE, ROAD): (1, "드론")}),
        ("regions", {}),
    ],
)
def test_projects_by_what_they_share(shared, via, expected):
    assert ties(project_network(shared, via=via), "weight", "shared") == expected


def test_stances_on_concepts(debate):
    assert ties(debate, "stance", "support", "oppose", "neutral", "weight") == {
        (MAYOR, ZONE): ("support", 1, 0, 0, 1),
        (FIRM, ZONE): ("oppose", 0, 1, 0, 1),
        (ZONE, PROVINCE): ("support", 1, 0, 0, 1),
        (MAYOR, CENTRE): ("mixed", 1, 1, 0, 2),
        (FIRM, CENTRE): ("oppose", 0, 1, 0, 1),
        (FIRM, ROAD): ("neutral", 0, 0, 1, 1),
        (MAYOR, ROAD): ("neutral", 0, 0, 1, 1),
        # Who is an actor and a concept is two nodes.
        (f"{FIRM} (대상)", PROVINCE): ("oppose", 0, 1, 0, 1),
    }


@pytest.mark.parametrize(
    ("project", "normalised", "expected"),
    [
        (congruence_network, "none", {(MAYOR, PROVINCE): 1}),
        (conflict_network, "none", {(MAYOR, FIRM): 1, (FIRM, PROVINCE): 1}),
        # Stances taken: mayor 1, firm 2, province 2; either takes one: mayor or firm 2, firm or province 3.
        (conflict_network, "average", {(MAYOR, FIRM): 1 / 1.5, (FIRM, PROVINCE): 1 / 2}),
        (conflict_network, "jaccard", {(MAYOR, FIRM): 1 / 2, (FIRM, PROVINCE): 1 / 3}),
    ],
)
def test_allies_and_opponents(debate, project, normalised, expected):
    found = ties(project(debate, normalised=normalised), "weight")
    assert found == {tuple(sorted(pair)): (pytest.approx(weight),) for pair, weight in expected.items()}


def test_a_window_of_time_changes_who_agrees():
    kg = graph_of(DATES, DEBATE)
    early = affiliation(kg, of="concepts", until="2024")
    assert ties(congruence_network(early), "concepts") == {
        (MAYOR, PROVINCE): ("드론 특화단지",),
        (MAYOR, FIRM): ("SMR 센터",),
    }


def test_who_is_central():
    star = nx.Graph([("가", "나"), ("가", "다"), ("다", "라")])
    nx.set_edge_attributes(star, {("가", "나"): 4.0}, "weight")
    found = centralities(star, methods=["strength", "degree", "betweenness", "closeness", "eigenvector"])
    assert found[["id", "strength", "degree"]].values.tolist() == [
        ["가", 5, 2],
        ["나", 4, 1],
        ["다", 2, 2],
        ["라", 1, 1],
    ]
    assert found["betweenness"].round(2).to_list() == [0.67, 0, 0.67, 0]
    assert found["closeness"].idxmax() == found["eigenvector"].idxmax() == 0
    with pytest.raises(QueryError, match="method 'pagerank' is not one of degree"):
        centralities(star, methods=["pagerank"])


@pytest.mark.parametrize("method", ["louvain", "greedy", "label"])
def test_who_belongs_together(method):
    two = nx.disjoint_union(nx.complete_graph(4), nx.complete_graph(3))
    names = nx.relabel_nodes(two, {number: f"행위자{number}" for number in two})
    found = communities(names, method=method)
    assert found.groupby("community")["id"].agg("".join).to_list() == [
        "행위자0행위자1행위자2행위자3",
        "행위자4행위자5행위자6",
    ]
    assert found["modularity"][0] == pytest.approx(4 / 9)


def test_networks_without_ties():
    lonely = nx.Graph()
    lonely.add_node("가", label="가", type="Region")
    assert communities(lonely)["community"].to_list() == [1]
    assert centralities(lonely, methods=["degree", "eigenvector"]).values.tolist() == [["가", "가", "Region", 0, 0]]
    assert len(affiliation(graph_of({}, []))) == 0
