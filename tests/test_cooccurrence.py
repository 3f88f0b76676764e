import pytest

from graph.build import build_graph
from graph.cooccurrence import cooccurrence_graph
from graph.graphml import read_graphml, write_graphml
from graph.model import Entity, Span
from graph.query import coverage
from tests.graphs import CITY, DRONE, MAYOR, MINISTRY, ZONE, changwon, extraction


def weights(kg):
    return {(head, tail): data["weight"] for head, tail, data in kg.edges(data=True)}


def test_what_articles_name_together_is_counted_and_is_no_claim():
    kg = cooccurrence_graph(changwon())
    assert weights(kg) == {
        (DRONE, MAYOR): 1.0,
        (DRONE, ZONE): 1.0,
        (DRONE, CITY): 1.0,
        (MAYOR, ZONE): 1.0,
        (MAYOR, CITY): 1.0,
        (ZONE, CITY): 2.0,
        (MINISTRY, ZONE): 1.0,
        (MINISTRY, CITY): 1.0,
    }
    assert {data["origin"] for *_, data in kg.edges(data=True)} == {"cooccurrence"}
    (both,) = kg[ZONE][CITY].values()
    assert (both["article_count"], both["source_count"], both["articles"]) == (2, 2, "기사1|기사2")
    claims = build_graph(changwon())
    assert {key for *_, key in kg.edges(keys=True)}.isdisjoint(key for *_, key in claims.edges(keys=True))
    assert {data["origin"] for *_, data in claims.edges(data=True)} == {"claim"}
    assert coverage(kg)["claims"].sum() == 0


@pytest.mark.parametrize(("within", "pairs"), [(None, 3), (1000, 3), (93, 2), (92, 1), (0, 0)])
def test_only_what_is_named_near_each_other_counts_where_asked(within, pairs):
    places = {"Region:창원시": [0, 1000], "Industry:드론": [5], "Industry:수소": [100]}
    entities = [
        Entity(id_, *id_.split(":"), tuple(Span(at, at + 2, "") for at in starts)) for id_, starts in places.items()
    ]
    assert len(weights(cooccurrence_graph([extraction("기사1", entities)], within=within))) == pairs


def test_copies_of_one_text_are_one_source():
    copies = [extraction(id_, changwon()[0].entities, text_sha256="같은 글") for id_ in ("가", "나")]
    kg = cooccurrence_graph(copies)
    assert {(data["article_count"], data["source_count"]) for *_, data in kg.edges(data=True)} == {(2, 1)}


def test_the_layer_survives_graphml(tmp_path):
    kg = cooccurrence_graph(changwon())
    write_graphml(kg, tmp_path / "cooccurrence.graphml")
    assert weights(read_graphml(tmp_path / "cooccurrence.graphml")) == weights(kg)
