"""The core questions on one small graph: three projects told by four articles, two of them copies of one report."""

import networkx as nx
import pandas as pd
import pytest

from graph import query
from graph.errors import QueryError
from graph.query import (
    HEADINGS,
    agreements,
    competitions,
    coverage,
    entity,
    evidence,
    find,
    forget,
    how_tied,
    industries,
    korean,
    office_holder,
    officials,
    positions,
    project_industry,
    projects,
    region_industry,
    regions,
    timeline,
)
from tests.graphs import graph_of

PROVINCE, CITY, JEONJU = "Region:경상남도", "Region:창원시", "Region:전주시"
ZONE, CENTRE, TEST = "Project:드론 특화단지 조성", "Project:SMR 지원센터 구축", "Project:드론 실증도시 구축사업"
DRONE, SMR = "Industry:드론", "Industry:SMR"
MAYOR, HEIR = "Official:홍남표", "Official:강기윤"
MINISTRY, FIRM = "Organization:국토교통부", "Organization:두산에너빌리티"
DATES = {"가": "2022-05-01", "나": "2024-03-10", "나-사본": "2024-03-11", "다": "2025-07-02"}
CLAIMS = [
    ("가", CITY, "proposes", ZONE, "proposed", {"to": MINISTRY, "date": "2022-04"}),
    ("가", MAYOR, "holds_office", CITY, "done", {"title": "시장", "start": "2022"}),
    ("가", MINISTRY, "leads", TEST, "ongoing", {}),
    ("나", CITY, "leads", ZONE, "planned", {}),
    ("나", ZONE, "targets", DRONE, "planned", {}),
    ("나", ZONE, "located_in", CITY, "planned", {}),
    ("나-사본", CITY, "leads", ZONE, "planned", {}),
    ("나-사본", ZONE, "targets", DRONE, "planned", {}),
    ("나", PROVINCE, "leads", CENTRE, "planned", {}),
    ("나", CENTRE, "targets", SMR, "planned", {}),
    ("나", FIRM, "participates_in", CENTRE, "done", {}),
    ("나", FIRM, "partners_with", PROVINCE, "done", {"date": "2024-03-09"}),
    ("나", JEONJU, "selected_for", TEST, "done", {"by": MINISTRY, "date": "2024-02"}),
    ("나", CITY, "selected_for", TEST, "failed", {"by": MINISTRY}),
    ("나", TEST, "targets", DRONE, "ongoing", {}),
    ("나", MAYOR, "comments_on", ZONE, "done", {"stance": "support"}),
    ("다", CITY, "leads", ZONE, "ongoing", {"start": "2025-03"}),
    ("다", ZONE, "selected_for", "Policy:예비타당성조사", "done", {"date": "2025-06"}),
    ("다", FIRM, "comments_on", ZONE, "done", {"stance": "oppose"}),
    ("다", PROVINCE, "partners_with", FIRM, "done", {}),
    ("다", MAYOR, "holds_office", CITY, "ended", {"title": "시장"}),
    ("다", HEIR, "holds_office", CITY, "done", {"title": "시장", "start": "2025-04"}),
    ("다", PROVINCE, "leads", CENTRE, "failed", {}),
]
NODES = {
    PROVINCE: {"code": "4800000000", "zone": "동남권"},
    CITY: {"code": "4812000000", "zone": "동남권"},
    JEONJU: {"code": "5211000000", "sido": "전북특별자치도", "zone": "호남권"},
    ZONE: {"budget_krw": 3e11, "end": "2029"},
    DRONE: {"ksic": "31312"},
    SMR: {"ksic": "25112"},
}


@pytest.fixture(scope="module")
def kg():
    return graph_of(DATES, CLAIMS, NODES)


def rows(answer, *columns):
    return list(answer[list(columns)].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("드론 특화", [(ZONE, "첫머리")]),
        ("실증도시", [(TEST, "부분")]),
        ("구축 드론", [(TEST, "낱말")]),
        ("창원시", [(CITY, "이름")]),
        ("창원", [(CITY, "다른 이름")]),
        ("경남", [(PROVINCE, "다른 이름")]),
        ("ㅊㅇㅅ", [(CITY, "초성")]),
        ("ㄷㄹㅌㅎ", [(ZONE, "초성")]),
        ("창완시", [(CITY, "비슷한 이름")]),
        ("두산애너빌리티", [(FIRM, "비슷한 이름")]),
        ("smr", [(SMR, "이름"), (CENTRE, "첫머리")]),
        ("없는이름", []),
        (" ", []),
    ],
)
def test_find(kg, text, expected):
    assert rows(find(kg, text), "id", "match") == expected


def test_find_by_type(kg):
    assert rows(find(kg, "드론", type="산업"), "id", "claims", "articles") == [(DRONE, 3, 2)]
    assert find(kg, "드론", type="Industry")["id"].to_list() == [DRONE]
    with pytest.raises(QueryError, match="'도시' is not one of"):
        find(kg, "드론", type="도시")


def test_projects_with_what_is_known_of_them(kg):
    found = projects(kg)
    assert rows(found, "project", "status", "leaders", "industries", "regions", "region_from") == [
        (ZONE, "ongoing", ["창원시"], ["드론"], ["창원시"], "located_in"),
        (CENTRE, "failed", ["경상남도"], ["SMR"], ["경상남도"], "leads"),
        (TEST, "ongoing", ["국토교통부"], ["드론"], ["전주시"], "participates_in"),
    ]
    zone = found.iloc[0]
    assert (zone["budget_krw"], zone["start"], zone["end"]) == (3e11, "", "2029")
    # Four articles, of which two are copies of one report.
    assert (zone["sources"], zone["articles"]) == (3, 4)
    assert (zone["first_reported"], zone["last_reported"]) == ("2022-05-01", "2025-07-02")
    assert set(zone["claim_ids"]) == {key for a, b, key in kg.edges(keys=True) if ZONE in (a, b)}


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ({"industry": "드론"}, [ZONE, TEST]),
        ({"industry": ["드론", "SMR"]}, [ZONE, CENTRE, TEST]),
        ({"region": "경남"}, [ZONE, CENTRE]),
        ({"region": "창원시"}, [ZONE]),
        ({"region": "동남권"}, [ZONE, CENTRE]),
        ({"region": "전북"}, [TEST]),
        ({"status": "open"}, [ZONE, TEST]),
        ({"status": "무산"}, [CENTRE]),
        ({"status": ["failed", "진행"]}, [ZONE, CENTRE, TEST]),
        ({"actor": "두산에너빌리티"}, [CENTRE]),
        ({"since": "2025"}, [ZONE, CENTRE]),
        ({"until": "2022"}, [ZONE, TEST]),
        ({"since": "2022-05-02", "until": "2024-02"}, [TEST]),
        ({"industry": "드론", "region": "경남", "status": "open", "since": "2023"}, [ZONE]),
        ({"since": "2026"}, []),
    ],
)
def test_projects_meet_every_condition(kg, conditions, expected):
    assert projects(kg, **conditions)["project"].to_list() == expected


@pytest.mark.parametrize(
    ("conditions", "message"),
    [
        ({"industry": "도론"}, "no Industry is called '도론'"),
        ({"region": "서울"}, "no Region is called"),
        ({"status": "멈춤"}, "status '멈춤' is not one of proposed"),
        ({"since": "작년"}, "'작년' is not a date"),
    ],
)
def test_what_means_nothing_is_said(kg, conditions, message):
    with pytest.raises(QueryError, match=message):
        projects(kg, **conditions)


def test_a_name_of_several_is_not_guessed():
    kg = graph_of({"가": ""}, [("가", "Region:고성군(경남)", "leads", "Project:공룡 세계", "planned", {})] * 1)
    kg.add_node("Region:고성군(강원)", type="Region", label="고성군(강원)")
    with pytest.raises(QueryError, match=r"'고성' may mean more than one: .*고성군\(경남\)"):
        projects(kg, region="고성")


def test_project_industry(kg):
    assert rows(project_industry(kg), "project", "industry", "ksic", "status", "regions", "sources", "articles") == [
        (CENTRE, SMR, "25112", "planned", ["경상남도"], 1, 1),
        (TEST, DRONE, "31312", "ongoing", ["전주시"], 1, 1),
        (ZONE, DRONE, "31312", "planned", ["창원시"], 1, 2),
    ]


def test_industries_of_a_region(kg):
    assert rows(industries(kg, region="경남"), "industry", "projects", "actors", "sources") == [
        (DRONE, 1, 0, 1),
        (SMR, 1, 0, 1),
    ]
    assert rows(industries(kg), "industry", "projects") == [(DRONE, 2), (SMR, 1)]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"경상남도": {"드론": 1, "SMR": 1}, "전북특별자치도": {"드론": 1, "SMR": 0}}),
        (
            {"level": "region"},
            {"경상남도": {"드론": 0, "SMR": 1}, "창원시": {"드론": 1, "SMR": 0}, "전주시": {"드론": 1, "SMR": 0}},
        ),
        ({"level": "zone"}, {"동남권": {"드론": 1, "SMR": 1}, "호남권": {"드론": 1, "SMR": 0}}),
        ({"weight": "sources"}, {"경상남도": {"드론": 1, "SMR": 1}, "전북특별자치도": {"드론": 1, "SMR": 0}}),
        ({"weight": "money"}, {"경상남도": {"드론": 300_000_000_000}}),
        ({"ksic": 2}, {"경상남도": {"31 드론": 1, "25 SMR": 1}, "전북특별자치도": {"31 드론": 1, "25 SMR": 0}}),
    ],
)
def test_region_industry(kg, options, expected):
    assert region_industry(kg, **options).to_dict("index") == expected


def test_a_project_in_two_provinces_has_a_row_of_its_own(kg):
    kg = graph_of(
        {"가": "2024"},
        [
            ("가", ZONE, "targets", DRONE, "planned", {}),
            ("가", ZONE, "located_in", CITY, "planned", {}),
            ("가", ZONE, "located_in", PROVINCE, "planned", {}),
            ("가", ZONE, "located_in", JEONJU, "planned", {}),
        ],
        NODES,
    )
    assert region_industry(kg).to_dict("index") == {"경상남도·전북특별자치도": {"드론": 1}}
    # 창원시 says more than the province it lies in.
    assert projects(kg)["regions"].to_list() == [["전주시", "창원시"]]


def test_regions_with_their_place_and_projects(kg):
    assert rows(regions(kg), "region_name", "sido", "zone", "projects", "total_krw", "sources") == [
        ("경상남도", "경상남도", "동남권", 1, 0, 2),
        ("전주시", "전북특별자치도", "호남권", 1, 0, 1),
        ("창원시", "경상남도", "동남권", 1, 300_000_000_000, 3),
    ]


def test_officials_and_the_day_they_are_asked_for(kg):
    assert rows(officials(kg, region="경남"), "official", "title", "status", "start") == [
        (HEIR, "시장", "done", "2025-04"),
        (MAYOR, "시장", "ended", "2022"),
    ]
    assert officials(kg, on="2024-01-01")["official"].to_list() == [MAYOR]
    assert officials(kg, on="2025-08")["official"].to_list() == [HEIR]
    assert officials(kg, on="2021")["official"].to_list() == []


@pytest.mark.parametrize(
    ("office", "on", "expected"),
    [
        ("창원시장", None, [HEIR]),
        ("창원 시장", "2023", [MAYOR]),
        ("시장", None, [HEIR]),
        ("경남지사", None, []),
        ("창원부시장", None, []),
    ],
)
def test_office_holder(kg, office, on, expected):
    assert office_holder(kg, office, on=on)["official"].to_list() == expected


GOVERNOR, FORMER = "Official:박완수", "Official:김경수"
TERM = ("나", GOVERNOR, "holds_office", PROVINCE, "done", {"title": "도지사"})
LATER = ("다", GOVERNOR, "holds_office", PROVINCE, "done", {"title": "지사"})


@pytest.mark.parametrize(
    ("told", "on", "expected"),
    [
        ([TERM, LATER], "2024-01-05", [(GOVERNOR, "nearest")]),
        ([TERM, LATER], "2024-05-01", [(GOVERNOR, "reported")]),
        ([TERM, LATER], "2026", [(GOVERNOR, "nearest")]),
        ([TERM, LATER], None, [(GOVERNOR, "reported")]),
        ([(*TERM[:5], {"title": "도지사", "start": "2022-07"})], "2023", [(GOVERNOR, "stated")]),
        ([(*TERM[:5], {"title": "도지사", "start": "2022-07"})], "2021", []),
        ([TERM, ("다", FORMER, "holds_office", PROVINCE, "ended", {"title": "지사"})], "2024-01-05", []),
        ([(*TERM[:4], "ended", {"title": "도지사"})], "2024-01-05", []),
        (
            [TERM, ("다", FORMER, "holds_office", CITY, "done", {"title": "시장"})],
            "2024-01-05",
            [(GOVERNOR, "nearest")],
        ),
    ],
)
def test_whom_no_report_contradicts_held_an_office_before_it_was_reported_too(told, on, expected):
    answer = office_holder(graph_of(DATES, told), "경남지사", on=on)
    assert rows(answer, "official", "known") == expected


def test_positions_with_their_words(kg):
    found = positions(kg, "드론 특화단지 조성")
    assert rows(found, "actor", "stance", "by", "published") == [
        (FIRM, "oppose", "comments_on", "2025-07-02"),
        (MAYOR, "support", "comments_on", "2024-03-10"),
        (CITY, "support", "proposes", "2022-05-01"),
    ]
    assert found["quote"][0] == f"다의 말: {FIRM} {ZONE}"


def test_a_pair_agrees_once_whoever_is_named_first(kg):
    found = agreements(kg)
    assert rows(found, "a_name", "b_name", "date", "projects", "sources") == [
        ("두산에너빌리티", "경상남도", "2024-03-09", [], 2)
    ]
    assert len(agreements(kg, until="2023")) == 0
    for actor in ("두산에너빌리티", "경상남도"):
        assert agreements(kg, actor=actor)["a_name"].to_list() == [actor]


def test_who_applied_won_and_lost(kg):
    found = competitions(kg, of="드론 실증도시 구축사업")
    assert rows(found, "applicant_name", "outcome", "decided_by", "organizers", "date") == [
        ("전주시", "won", "국토교통부", ["국토교통부"], "2024-02"),
        ("창원시", "lost", "국토교통부", ["국토교통부"], ""),
    ]
    assert competitions(kg, applicant=ZONE)["competition_name"].to_list() == ["예비타당성조사"]


def test_a_decision_outweighs_an_application_and_contradictions_show():
    claims = [
        ("가", CITY, "selected_for", TEST, "done", {}),
        ("나", CITY, "selected_for", TEST, "proposed", {}),
        ("다", JEONJU, "selected_for", TEST, "done", {}),
        ("라", JEONJU, "selected_for", TEST, "failed", {}),
    ]
    kg = graph_of({"가": "2024-01-01", "나": "2024-02-01", "다": "2024-03-01", "라": "2024-04-01"}, claims)
    assert rows(competitions(kg), "applicant_name", "outcome", "contested") == [
        ("창원시", "won", False),
        ("전주시", "lost", True),
    ]


def test_timeline_in_the_order_of_time(kg):
    found = timeline(kg, "드론 특화단지 조성")
    assert rows(found, "date", "dated", "step", "other_name") == [
        ("2022-04", "event", "건의", "창원시"),
        ("2024-03-10", "report", "계획", "창원시"),
        ("2024-03-10", "report", "발언", "홍남표"),
        ("2024-03-10", "report", "입지", "창원시"),
        ("2024-03-11", "report", "계획", "창원시"),
        ("2025-03", "event", "착공·시작", "창원시"),
        ("2025-06", "event", "예타 통과", "예비타당성조사"),
        ("2025-07-02", "report", "발언", "두산에너빌리티"),
        ("2029", "stated", "준공·끝", ""),
    ]
    assert all(len(ids) == 1 and quote for ids, quote in rows(found, "claim_ids", "quote")[:-1])


def test_how_two_are_tied(kg):
    found = how_tied(kg, "홍남표", "두산에너빌리티", k=2)
    assert rows(found, "chain", "step", "from_name", "to_name", "relation", "sources") == [
        (1, 1, "홍남표", "드론 특화단지 조성", "comments_on", 1),
        (1, 2, "드론 특화단지 조성", "두산에너빌리티", "comments_on", 1),
        (2, 1, "홍남표", "창원시", "holds_office", 2),
        (2, 2, "창원시", "드론 특화단지 조성", "leads", 3),
        (2, 3, "드론 특화단지 조성", "두산에너빌리티", "comments_on", 1),
    ]
    assert found["sentence"][3] == "창원시는 드론 특화단지 조성을 추진 (진행)"
    assert len(how_tied(kg, "홍남표", "홍남표")) == 0


def test_evidence_is_the_words_of_the_article(kg):
    claim = projects(kg, status="failed")["claim_ids"][0][0]
    found = evidence(kg, claim)
    assert rows(found, "head", "relation", "tail", "status", "published", "story") == [
        (CENTRE, "targets", SMR, "planned", "2024-03-10", "나")
    ]
    assert found["quote"][0] == f"나의 말: {CENTRE} {SMR}"
    with pytest.raises(QueryError, match="claim 'c0' is not in the graph"):
        evidence(kg, "c0")


def test_entity_tells_all(kg):
    found = entity(kg, "드론 특화단지 조성")
    told = rows(found, "label", "direction", "other_name", "status", "sources")
    assert ("사업비", "", "3,000억 원", "", 3) in told
    assert ("추진", "in", "창원시", "ongoing", 2) in told
    assert ("대상 산업", "out", "드론", "planned", 1) in told


def test_coverage_shows_what_the_press_told(kg):
    found = coverage(kg)
    assert rows(found[found["what"] == "전체"], "articles", "sources", "claims", "share") == [(4, 3, 23, 1.0)]
    assert rows(found[found["what"] == "언론사"], "value", "articles", "claims") == [
        ("가 신문", 1, 3),
        ("나 신문", 1, 11),
        ("나-사본 신문", 1, 2),
        ("다 신문", 1, 7),
    ]
    assert rows(found[found["what"] == "시도"], "value", "articles") == [("경상남도", 4), ("전북특별자치도", 1)]
    assert found[found["what"] == "달"]["value"].to_list() == ["2022-05", "2024-03", "2025-07"]


def test_links_of_registers_and_of_cooccurrence_are_no_claims(kg):
    wider = kg.copy()
    wider.add_edge(CENTRE, DRONE, "r1", relation="targets", origin="register", status="done", published="", article="")
    wider.add_edge(JEONJU, FIRM, "k1", origin="cooccurrence", weight=3.0)
    pd.testing.assert_frame_equal(project_industry(wider), project_industry(kg))
    assert coverage(wider)["claims"][0] == 23


def test_a_graph_that_changed_is_asked_anew_where_it_grew_or_was_forgotten(kg):
    grown = kg.copy()
    assert len(find(grown, "새 사업")) == 0
    grown.add_node("Project:새 사업", type="Project", label="새 사업")
    assert len(find(grown, "새 사업")) == 1
    grown.nodes["Project:새 사업"]["label"] = "헌 사업"
    forget(grown)
    assert len(find(grown, "헌 사업")) == 1


def test_no_question_changes_the_graph(kg):
    before = kg.copy()
    projects(kg, region="경남")
    how_tied(kg, "홍남표", "전주시")
    assert nx.utils.graphs_equal(kg, before)


def test_every_question_has_an_answer_of_the_same_columns_where_nothing_is_known():
    empty, full = graph_of({}, []), graph_of(DATES, CLAIMS, NODES)
    for ask in (projects, industries, project_industry, officials, agreements, competitions, coverage):
        assert list(ask(empty)) == list(ask(full))


def test_korean_headings_and_words(kg):
    told = korean(projects(kg, status="failed"))
    assert told[["사업", "상태", "지역"]].to_dict("records") == [
        {"사업": "SMR 지원센터 구축", "상태": "무산", "지역": ["경상남도"]}
    ]
    for ask in (projects, industries, project_industry, officials, agreements, competitions, coverage):
        assert set(ask(kg)) <= HEADINGS.keys()
    assert korean(office_holder(kg, "창원시장"))["어떻게 아나"].to_list() == ["밝힌 시작"]


def test_the_public_names_are_there():
    assert all(hasattr(query, name) for name in query.__all__)
    assert query.__all__ == sorted(query.__all__)


def test_every_question_is_told_in_the_documentation(data):
    told = (data.parent / "docs" / "queries.md").read_text(encoding="utf-8")
    assert [name for name in query.__all__ if name != "HEADINGS" and f"{name}(" not in told] == []
