import logging
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.build import build_graph, keep_sure_edges
from graph.errors import ExtractionError
from graph.fingerprint import fingerprint
from graph.model import Claim, Entity, Span
from graph.normal import split_list
from tests.graphs import CITY, DRONE, MAYOR, MINISTRY, ZONE, changwon, claim, entity, extraction


def test_a_node_is_an_entity_with_its_counts():
    kg = build_graph(changwon())
    assert sorted(kg) == sorted([MAYOR, CITY, ZONE, DRONE, MINISTRY])
    assert kg.nodes[CITY] == {
        "type": "Region",
        "label": "창원시",
        "code": "48120",
        "mention_count": 2,
        "article_count": 2,
        "articles": "기사1|기사2",
    }
    assert kg.nodes[MAYOR]["mention_count"] == 2


def test_an_edge_is_a_claim_with_its_words_and_its_article():
    first, _ = changwon()
    kg = build_graph([first])
    key = first.claims[0].id
    assert kg.edges[MAYOR, CITY, key] == {
        "claim_id": key,
        "origin": "claim",
        "relation": "holds_office",
        "label": "직을 맡음",
        "status": "done",
        "weight": 1.0,
        "confidence": 0.8,
        "rule": "시험",
        "title": "시장",
        "quote": "홍남표 창원시장",
        "evidence": "10-18",
        "article": "기사1",
        "article_title": "제목",
        "press": "경남신문",
        "published": "2025-01-07",
        "published_year": 2025,
        "url": "https://example.com/1",
        "story": "기사1",
        "article_count": 1,
        "source_count": 1,
    }


def test_a_quote_tells_where_its_ends_are_named():
    city = Entity(CITY, "Region", "창원시", (Span(0, 3, "창원시"),), (Span(11, 12, "시"),))
    drone = Entity(DRONE, "Industry", "드론", (Span(14, 16, "드론"),))
    quotes = (Span(0, 4, "창원시는"), Span(11, 21, "시는 드론을 키운다"))
    told = Claim("c1", CITY, "fosters", DRONE, "planned", quotes, 0.9, "육성")
    edge = build_graph([extraction("기사1", [city, drone], [told])]).edges[CITY, DRONE, "c1"]
    marked = {
        end: [edge["quote"][slice(*map(int, mark.split("-")))] for mark in split_list(edge[end])]
        for end in ("head_marks", "tail_marks")
    }
    assert marked == {"head_marks": ["창원시", "시"], "tail_marks": ["드론"]}


def test_attributes_that_mean_something_else_elsewhere_are_renamed_and_dates_get_their_year():
    kg = build_graph(changwon())
    (proposal,) = (data for *_, data in kg.edges(data=True) if data["relation"] == "proposes")
    assert proposal["addressee"] == MINISTRY
    assert (proposal["date"], proposal["date_year"]) == ("2025-02", 2025)
    assert not {"to", "by", "id", "source", "target", "key", "name"} & proposal.keys()


def test_what_articles_disagree_about_is_kept_and_the_later_of_equals_stands():
    zone = build_graph(changwon()).nodes[ZONE]
    assert (zone["budget_krw"], split_list(zone["budget_krw_all"])) == (2e11, ["200000000000", "300000000000"])
    assert (zone["end"], zone["end_year"], zone["end_all"]) == ("2029-12", 2029, "2029-12|2029")


def test_the_value_of_most_articles_stands():
    third = extraction("기사0", [entity(ZONE, budget_krw=3e11)], date="2020-01-01")
    assert build_graph([*changwon(), third]).nodes[ZONE]["budget_krw"] == 3e11


def test_a_link_counts_its_articles_and_those_that_are_not_copies():
    def told(id_, text, link):
        ends = [entity(link[0]), entity(link[2])]
        return replace(extraction(id_, ends, [claim(id_, link)]), fingerprint=fingerprint(text))

    release = "창원시는 2028년까지 드론 제조 국산화 특화단지를 조성한다고 7일 밝혔다. 사업비는 300억 원이다."
    there, back = (
        ("Region:창원시", "partners_with", "Region:김해시"),
        ("Region:김해시", "partners_with", "Region:창원시"),
    )
    kg = build_graph(
        [
            told("다", release, there),
            told("나", f"[속보] {release} 홍길동 기자", back),
            told("가", "두 도시가 손을 잡았다는 소식이 전해지며 지역 경제계가 들썩이고 있다.", there),
            told("라", release, ("Region:창원시", "leads", "Project:드론 특화단지")),
        ]
    )
    counts = ("article", "story", "article_count", "source_count")
    assert sorted(tuple(data[name] for name in counts) for *_, data in kg.edges(data=True)) == [
        ("가", "가", 3, 2),
        ("나", "나", 3, 2),
        ("다", "나", 3, 2),
        ("라", "나", 1, 1),
    ]


def test_an_entity_without_claims_is_a_node():
    assert list(build_graph([extraction("기사1", [entity(CITY)])])) == [CITY]


def test_no_extractions_make_an_empty_graph():
    assert len(build_graph([])) == 0


def test_the_same_article_twice_counts_once():
    assert nx.utils.graphs_equal(build_graph(changwon() * 2), build_graph(changwon()))


@given(st.permutations([*changwon(), extraction("기사0", [entity(CITY, code="48121"), entity(DRONE)])]))
def test_the_order_of_the_extractions_does_not_matter(extractions):
    kg, other = build_graph(extractions), build_graph(sorted(extractions, key=lambda extraction: extraction.id))
    assert list(kg.nodes(data=True)) == list(other.nodes(data=True))
    assert list(kg.edges(keys=True, data=True)) == list(other.edges(keys=True, data=True))


def test_decomposed_hangul_and_control_characters_are_one_name(caplog):
    kg = build_graph([extraction("기사1", [entity(DRONE)]), extraction("기사2", [entity("Industry:드론", "드\x00론")])])
    assert list(kg) == [DRONE]
    assert kg.nodes[DRONE]["label"] == "드론"
    assert caplog.record_tuples == [
        ("graph.normal", logging.WARNING, "1 control characters removed from the texts of the graph")
    ]


def test_claims_that_are_not_sure_enough_leave_their_ends():
    ends = [entity(CITY), entity(ZONE)]
    sure, unsure = claim("기사1", (CITY, "leads", ZONE)), claim("기사2", (CITY, "leads", ZONE))
    told = [extraction("기사1", ends, [sure]), extraction("기사2", ends, [replace(unsure, confidence=0.3)])]
    kg = build_graph(told)
    kept = keep_sure_edges(kg, 0.5)
    assert [key for _, _, key in kept.edges(keys=True)] == [sure.id]
    assert (set(kept), kg.number_of_edges()) == ({CITY, ZONE}, 2)


BAD = [
    (
        [extraction("기사1", [entity(CITY)]), extraction("기사1", [entity(DRONE)])],
        "article 기사1: comes twice, with different content; keep one of the two",
    ),
    (
        [extraction("기사1", [entity(CITY)], [claim("기사1", (CITY, "leads", ZONE))])],
        "'Project:드론 특화단지 조성' is not among",
    ),
    ([extraction("기사1", [entity("City:창원시")])], "entity City:창원시: type 'City' is not one of Official, Person"),
    ([extraction("기사1", [entity(CITY)], [claim("기사1", (CITY, "loves", CITY))])], "relation 'loves' is not one of"),
    (
        [extraction("기사1", [entity(CITY)], [claim("기사1", (CITY, "leads", CITY), status="?")])],
        "status '\\?' is not one of",
    ),
    (
        [extraction("기사1", [entity(CITY)], [claim("기사1", (CITY, "leads", CITY), who="나")])],
        "attribute 'who' is not one of",
    ),
    ([extraction("기사1", [entity(CITY, articles="x")])], "attribute 'articles' is reserved"),
    ([extraction("기사1", [entity(ZONE, budget_krw="3천억")])], "article 기사1: budget_krw '3천억' is not a number"),
    (
        [extraction(id_, [entity(CITY)], [claim("같음", (CITY, "leads", CITY))]) for id_ in ("기사1", "기사2")],
        "stands in article 기사1 and in article 기사2",
    ),
]


@pytest.mark.parametrize(("extractions", "message"), BAD)
def test_what_cannot_be_a_graph_is_named(extractions, message):
    with pytest.raises(ExtractionError, match=message):
        build_graph(extractions)
