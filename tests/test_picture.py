import pytest

from graph.build import build_graph
from graph.picture import picture
from graph.schema import load_schema
from tests.graphs import CITY, MINISTRY, ZONE, changwon, claim, entity, extraction, hostile


def drawn(*claims, **meta):
    ends = sorted({end for claim in claims for end in (claim.head, claim.tail)})
    return picture(build_graph([extraction("기사1", map(entity, ends), claims, **meta)]))


def test_every_type_has_a_look_of_its_own():
    types = picture(build_graph([])).types
    assert [row["id"] for row in types] == list(load_schema().types)
    assert len({(row["shape"], row["color"]) for row in types}) == len(types)


def test_a_node_tells_its_name_and_what_is_known_of_it():
    nodes = {node["name"]: node for node in picture(build_graph(changwon())).nodes}
    zone = nodes["드론 특화단지 조성"]
    assert (zone["type"], zone["claims"], zone["seen"]) == ("Project", 4, "기사 2건 · 언급 2번")
    assert zone["facts"] == [
        ["사업비", "2,000억 원 (기사마다 다름: 2,000억 원 · 3,000억 원)"],
        ["끝", "2029-12 (기사마다 다름: 2029-12 · 2029)"],
    ]
    assert nodes["창원시"]["facts"] == [["code", "48120"]]


def test_a_claim_tells_its_words_status_and_attributes():
    shown = picture(build_graph(changwon()))
    names = [node["name"] for node in shown.nodes]
    told = {row["relation"]: row for row in shown.claims}
    proposal = told["건의"]
    assert (names[proposal["head"]], names[proposal["tail"]]) == ("창원시", "드론 특화단지 조성")
    assert (proposal["told"], proposal["quote"]) == ("건의·검토", "지정을 건의했다")
    assert proposal["facts"] == [["날짜", "2025-02"], ["상대", "산업통상자원부"]]
    assert told["지원"]["facts"] == [["금액", "100억 원"]]
    assert shown.articles[proposal["article"]] == {
        "title": "제목",
        "press": "경남신문",
        "date": "2025-02-01",
        "url": "https://example.com/1",
    }


def test_the_claims_of_two_entities_share_a_line():
    shown = picture(build_graph(changwon()))
    assert sorted(len(line["claims"]) for line in shown.lines) == [1, 1, 1, 2]
    assert sorted(number for line in shown.lines for number in line["claims"]) == list(range(5))


ARROWS = [
    ([claim("기사1", (CITY, "leads", ZONE))], 1),
    ([claim("기사1", (CITY, "partners_with", MINISTRY))], 0),
    ([claim("기사1", (ZONE, "located_in", CITY)), claim("기사1", (CITY, "leads", ZONE))], 2),
]


@pytest.mark.parametrize(("claims", "arrows"), ARROWS)
def test_arrows_point_where_the_claims_point(claims, arrows):
    shown = drawn(*claims)
    (line,) = shown.lines
    pointed = {line[side] for side in line["arrows"]}
    assert len(line["arrows"]) == arrows
    assert pointed == {row["tail"] for row in shown.claims if not row["mutual"]}


@pytest.mark.parametrize(
    ("statuses", "dashes", "failed"),
    [
        (["planned"], True, False),
        (["proposed", "planned"], True, False),
        (["planned", "done"], False, False),
        (["failed"], True, True),
        (["failed", "planned"], True, False),
        (["ended"], False, False),
    ],
)
def test_a_line_looks_like_its_claims(statuses, dashes, failed):
    relations = ("leads", "proposes")
    (line,) = drawn(
        *(claim("기사1", (CITY, r, ZONE), status=s) for r, s in zip(relations, statuses, strict=False))
    ).lines
    assert (line["dashes"], line["failed"]) == (dashes, failed)


def test_a_claim_of_an_entity_about_itself_is_told_but_not_drawn():
    shown = drawn(claim("기사1", (ZONE, "part_of", ZONE)))
    assert (len(shown.claims), shown.lines) == (1, [])


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
    assert drawn(claim("기사1", (CITY, "leads", ZONE)), url=url).articles[0]["url"] == (url if kept else "")


def test_the_graph_is_left_as_it_is():
    for extractions in (changwon(), hostile()):
        kg, before = build_graph(extractions), build_graph(extractions)
        picture(kg)
        assert (kg.nodes, kg.adj, kg.graph) == (before.nodes, before.adj, before.graph)
