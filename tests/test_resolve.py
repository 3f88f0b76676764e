"""Resolution over hand-made articles: what meets in one node, what stays apart, and whose judgement wins."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import build_graph
from graph.errors import DataError
from graph.judgements import Judgement
from graph.registers import read_hierarchy
from graph.resolve import resolve
from tests.conftest import ROOT
from tests.graphs import claim, entity, extraction

HIERARCHY = read_hierarchy(ROOT / "data" / "registers")


def article(id_, *links, date="2025-01-07", **attrs):
    """Make an article of links `head relation tail`, each end written Type:name; a lone end is an entity."""
    ends = dict.fromkeys(end for link in links for end in (link[0], link[-1]))
    claims = [claim(id_, link, **attrs) for link in links if len(link) == 3]
    return extraction(id_, [entity(end) for end in ends], claims, date=date)


def nodes(*articles, own=()):
    _, resolved = resolve(articles, own, HIERARCHY)
    return sorted({one.id for each in resolved for one in each.entities})


def test_three_names_of_a_ministry_are_one_node_and_its_claims_keep_their_ids():
    articles = [
        article("기사1", ("Organization:산업부", "leads", "Policy:수소법")),
        article("기사2", ("Organization:산업통상자원부", "leads", "Policy:수소법")),
        article("기사3", ("Organization:산업통상부", "leads", "Policy:수소법"), date="2026-01-01"),
    ]
    _, resolved = resolve(articles, [], HIERARCHY)
    kg = build_graph(resolved)
    ministry = kg.nodes["Organization:산업통상부"]
    assert (ministry["label"], ministry["aliases"], ministry["article_count"]) == (
        "산업통상부",
        "산업부|산업통상자원부",
        3,
    )
    claims = {one.id for each in articles for one in each.claims}
    assert {key for *_, key in kg.edges(keys=True)} == claims
    assert {span.text for each in resolved for one in each.entities for span in one.mentions} >= {
        "산업부",
        "산업통상자원부",
    }


def test_a_project_of_three_outlets_is_one_and_a_hub_of_two_cities_is_two():
    zone = ["드론 제조 국산화 특화단지", "드론 제조 특화단지", "드론 국산화 제조 단지"]
    zones = [article(name, (f"Project:{name}", "located_in", "Region:창원시")) for name in zone]
    assert [id_ for id_ in nodes(*zones) if id_.startswith("Project:")] == ["Project:드론 제조 국산화 특화단지"]
    hubs = [
        article(city, ("Project:디지털 혁신거점", "located_in", f"Region:{city}")) for city in ("창원시", "부산광역시")
    ]
    found = [id_ for id_ in nodes(*hubs) if id_.startswith("Project:")]
    assert found == ["Project:디지털 혁신거점", "Project:디지털 혁신거점@창원시"]


def test_what_lies_between_brings_no_two_different_things_together():
    """The shorter name fits both longer ones, which differ: it joins one of them, and they stay apart."""
    names = ["드론 제조 단지", "드론 제조 국산화 단지", "드론 제조 수출 단지"]
    found = nodes(*(article(name, (f"Project:{name}", "located_in", "Region:창원시")) for name in names))
    assert sum(id_.startswith("Project:") for id_ in found) == 2


def test_two_things_that_a_claim_links_are_two():
    both = ("Project:수소 실증센터", "part_of", "Project:수소 실증센터 구축")
    city = (
        ("Project:수소 실증센터", "located_in", "Region:창원시"),
        ("Project:수소 실증센터 구축", "located_in", "Region:창원시"),
    )
    assert sum(id_.startswith("Project:") for id_ in nodes(article("기사1", both, *city))) == 2


def test_a_name_without_a_place_joins_the_only_one_and_is_a_question_between_two():
    here, there = (
        article(city, ("Project:우주환경 시험센터", "located_in", f"Region:{city}")) for city in ("진주시", "사천시")
    )
    bare = article("어디", ("Project:우주환경 시험센터", "targets", "Industry:위성"))
    assert sum(id_.startswith("Project:") for id_ in nodes(here, bare)) == 1
    judgements, _ = resolve([here, there, bare], [], HIERARCHY)
    assert [j.judgement for j in judgements] == ["unsure", "unsure", "different"]


OFFICES = [
    article(
        "국회", ("Official:김영환", "holds_office", "Organization:국회"), title="의원", status="done", date="2025-03-01"
    ),
    article(
        "도청", ("Official:김영환", "holds_office", "Region:충청북도"), title="지사", status="done", date="2025-02-01"
    ),
]
CAREER = extraction(
    "경력",
    [entity("Official:김영환"), entity("Region:충청북도"), entity("Organization:국회")],
    [
        claim("경력", ("Official:김영환", "holds_office", "Region:충청북도"), status="done", title="지사"),
        claim("경력", ("Official:김영환", "holds_office", "Organization:국회"), status="ended", title="의원"),
    ],
    date="2023-01-01",
)
FORMER = article(
    "옛일", ("Official:김영환", "holds_office", "Organization:국회"), title="의원", status="done", date="2012-01-01"
)


def people(*articles, own=()):
    return sum(id_.startswith("Official:") for id_ in nodes(*articles, own=own))


def test_namesakes_are_two_until_an_article_names_both_offices():
    assert people(*OFFICES) == 2
    assert people(OFFICES[1], FORMER) == 2
    assert people(OFFICES[1], FORMER, CAREER) == 1


def test_who_holds_an_office_after_another_left_it_is_another():
    assert people(*OFFICES, CAREER) == 2


def test_a_member_of_a_council_is_not_an_officer_of_the_city():
    officer = article("1", ("Official:김영수", "holds_office", "Region:창원시"), title="과장", status="done")
    member = article("2", ("Official:김영수", "holds_office", "Region:창원시"), title="시의원", status="done")
    council = article("3", ("Official:김영수", "holds_office", "Organization:창원시의회"), title="의원", status="done")
    assert people(officer, member) == 2
    assert people(member, council) == 1


def same(left, right):
    return Judgement(left, right, "same_as", 1, "", "", "user")


def different(left, right):
    return Judgement(left, right, "different", 1, "", "", "user")


def test_a_persons_judgement_wins_over_every_rule_and_stays_in_the_file():
    apart = different("Organization:산업통상부", "Organization:산업통상자원부")
    articles = [article(name, (f"Organization:{name}",)) for name in ("산업부", "산업통상자원부", "산업통상부")]
    judgements, resolved = resolve(articles, [apart], HIERARCHY)
    assert len({each.entities[0].id for each in resolved}) == 2
    assert apart in judgements
    again, _ = resolve(articles, [j for j in judgements if j.origin == "user"], HIERARCHY)
    assert again == judgements


def test_a_person_can_say_that_two_names_are_one_wherever_they_stand():
    hubs = [
        article(city, ("Project:디지털 혁신거점", "located_in", f"Region:{city}")) for city in ("창원시", "부산광역시")
    ]
    one = same("Project:디지털 혁신거점@부산광역시", "Project:디지털 혁신거점@창원시")
    assert [id_ for id_ in nodes(*hubs, own=[one]) if id_.startswith("Project:")] == ["Project:디지털 혁신거점"]
    other = same("Project:디지털 혁신거점", "Site:혁신거점")
    zone = article("기사", ("Site:혁신거점", "located_in", "Region:창원시"))
    found = nodes(*hubs, zone, own=[other])
    assert sum(not id_.startswith("Region:") for id_ in found) == 1


def test_a_judgement_on_what_is_not_in_the_corpus_is_kept_and_told(caplog):
    judgements, _ = resolve([], [same("Project:가", "Project:나")], HIERARCHY)
    assert judgements == [same("Project:가", "Project:나")]
    assert caplog.messages == ["a judgement names what no article has: Project:가, Project:나"]


def test_a_name_that_is_a_project_here_and_a_site_there_is_a_question():
    making = article("1", ("Project:드론 특화단지 조성", "located_in", "Region:창원시"))
    standing = article("2", ("Site:드론 특화단지", "located_in", "Region:창원시"))
    judgements, _ = resolve([making, standing], [], HIERARCHY)
    assert [(j.judgement, j.rule) for j in judgements] == [("unsure", "type")]
    answer = same("Project:드론 특화단지 조성@창원시", "Site:드론 특화단지@창원시")
    judgements, _ = resolve([making, standing], [answer], HIERARCHY)
    assert judgements == [answer]


def test_judgements_of_a_person_that_contradict_are_told():
    own = [same("Region:창원시", "Region:마산시"), different("Region:창원시", "Region:마산시")]
    cities = article("기사", ("Region:창원시",), ("Region:마산시",))
    with pytest.raises(DataError, match="Region:마산시 and Region:창원시 are same_as, but another line"):
        resolve([cities], [same("Region:마산시", "Region:창원시"), own[1]], HIERARCHY)


def test_references_of_claims_follow():
    asked = claim("기사1", ("Region:창원시", "proposes", "Project:드론 단지"), to="Organization:산업통상자원부")
    ids = ("Region:창원시", "Project:드론 단지", "Organization:산업통상자원부", "Organization:산업통상부")
    _, (resolved,) = resolve([extraction("기사1", map(entity, ids), [asked])], [], HIERARCHY)
    assert resolved.claims[0].attrs == {"to": "Organization:산업통상부"}
    assert resolved.claims[0].id == asked.id


names = st.sampled_from(["드론 단지", "드론 특화단지", "제1드론 단지", "수소 센터", "수소센터 구축", "수소 실증센터"])
cities = st.sampled_from(["창원시", "창원시 의창구", "경상남도", "부산광역시"])


@given(st.lists(st.tuples(names, cities), max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_neither_order_nor_a_second_time_changes_anything(stories, random):
    articles = [
        article(f"기사{n}", (f"Project:{name}", "located_in", f"Region:{city}"))
        for n, (name, city) in enumerate(stories)
    ]
    first = resolve(articles, [], HIERARCHY)
    random.shuffle(articles)
    assert resolve(articles, [], HIERARCHY) == first
    placed = {(one.id, where.id) for each in first[1] for one, where in [each.entities]}
    for id_ in {id_ for id_, _ in placed}:
        assert len({place == "Region:부산광역시" for other, place in placed if other == id_}) == 1
