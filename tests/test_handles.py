"""Handles: what one article says that tells a thing from others of its name."""

import pytest

from graph.handles import index_of, read_sightings
from graph.registers import read_hierarchy
from tests.conftest import ROOT
from tests.graphs import claim, entity, extraction, hostile

INDEX = index_of(read_hierarchy(ROOT / "data" / "registers"))


def handle(id_, *links, others=(), date="2025-01-07"):
    """Return the handle of an entity of an article with these links `head relation tail status title`."""
    ends = dict.fromkeys([id_, *others, *(end for link in links for end in (link[0], link[2]))])
    claims = [claim("기사1", link[:3], status=link[3], title=link[4]) for link in links]
    article = extraction("기사1", map(entity, ends), claims, date=date)
    return next(one.handle for one in read_sightings(article, INDEX) if one.entity.id == id_)


def placed(id_, relation="located_in", other="Region:창원시"):
    return (id_, relation, other, "done", "") if relation == "located_in" else (other, relation, id_, "done", "")


@pytest.mark.parametrize(
    ("id_", "expected"),
    [
        ("Region:창원시", "Region:창원시"),
        ("Industry:드론", "Industry:드론"),
        ("Organization:산업부", "Organization:산업부"),
        ("Organization:한빛로봇", "Organization:한빛로봇"),
        ("Organization:시의회", "Organization:시의회@기사 기사1"),
        ("Organization:경제환경위원회", "Organization:경제환경위원회@기사 기사1"),
        ("Organization:국가바이오혁신위원회", "Organization:국가바이오혁신위원회"),
        ("Organization:추진단", "Organization:추진단@기사 기사1"),
        ("Organization:전력계통협의체", "Organization:전력계통협의체"),
        ("Organization:서울대학교 산학협력단", "Organization:서울대학교 산학협력단"),
        ("Organization:경남방위산업발전협의회", "Organization:경남방위산업발전협의회"),
        ("Project:K-바이오 스퀘어", "Project:K-바이오 스퀘어"),
        ("Project:AI 데이터센터 구축", "Project:AI 데이터센터 구축@기사 기사1"),
        ("Project:실증센터 구축", "Project:실증센터 구축@기사 기사1"),
        ("Project:창원 실증센터 구축", "Project:창원 실증센터 구축@창원시"),
        ("Site:창원국가산단", "Site:창원국가산단"),
        ("Policy:투자유치 조례", "Policy:투자유치 조례@기사 기사1"),
        ("Policy:창원시 투자유치 조례", "Policy:창원시 투자유치 조례@창원시"),
        ("Official:홍남표", "Official:홍남표@기사 기사1"),
    ],
)
def test_what_no_claim_tells_more_of(id_, expected):
    assert handle(id_) == expected


@pytest.mark.parametrize(
    ("links", "place"),
    [
        ([placed("Project:실증센터")], "@창원시"),
        ([placed("Project:실증센터", "leads")], "@창원시"),
        ([placed("Project:실증센터", "leads", "Organization:창원산업진흥원")], "@창원시"),
        ([placed("Project:실증센터", "leads", "Organization:국토교통부")], "@국토교통부"),
        ([placed("Project:실증센터", other="Site:창원국가산업단지")], "@창원시"),
        ([placed("Project:실증센터", other="Region:창원시 의창구 북면 고암리")], "@창원시 의창구 북면"),
        (
            [
                placed("Project:실증센터", "leads", "Official:홍남표"),
                ("Official:홍남표", "holds_office", "Region:창원시", "done", "시장"),
            ],
            "@창원시",
        ),
    ],
    ids=["where it is", "who leads it", "whose body leads it", "a ministry", "a complex", "a village", "a mayor"],
)
def test_a_project_is_told_by_its_place(links, place):
    assert handle("Project:실증센터", *links) == f"Project:실증센터{place}"


def test_a_part_is_not_where_its_whole_is_seated():
    campus, university = "Site:누리 제3캠퍼스", "Organization:부산대학교"
    belongs = (campus, "part_of", university, "done", "")
    assert handle(campus, belongs) == campus
    assert handle(campus, belongs, placed(campus, other="Region:양산시")) == f"{campus}@양산시"


def test_a_telling_name_is_placed_in_the_town_around_a_village():
    link = placed("Project:우주환경 시험센터", other="Region:진주시 문산읍")
    assert handle("Project:우주환경 시험센터", link) == "Project:우주환경 시험센터@진주시"


def test_a_national_programme_is_told_by_who_leads_it_wherever_its_article_is_about():
    link = placed("Project:드론 실증도시 구축사업", "leads", "Organization:국토교통부")
    assert handle(link[2], link, others=["Region:남원시"]) == "Project:드론 실증도시 구축사업@국토교통부"


def test_a_plain_name_takes_the_only_place_of_its_article():
    assert handle("Project:실증센터", others=["Region:창원시", "Region:경상남도"]) == "Project:실증센터@창원시"
    assert handle("Project:실증센터", others=["Region:창원시", "Region:진주시"]) == "Project:실증센터@기사 기사1"


@pytest.mark.parametrize(
    ("offices", "scope"),
    [
        ([("Region:창원시", "done", "시장")], "창원시"),
        ([("Region:창원시", "done", "시의원")], "창원시의회"),
        ([("Organization:산업통상자원부", "done", "장관")], "산업통상부"),
        ([("Organization:국회 국방위원회", "done", "위원장")], "국회"),
        ([("Organization:국회", "ended", "의원"), ("Region:충청북도", "done", "지사")], "충청북도"),
        ([("Organization:국회", "ended", "의원")], "국회"),
        ([("Organization:(주)대한정밀", "done", "대표")], "대한정밀"),
    ],
)
def test_a_person_is_told_by_the_office_held(offices, scope):
    links = [("Official:김영환", "holds_office", *office) for office in offices]
    assert handle("Official:김영환", *links) == f"Official:김영환@{scope}"


def test_a_name_that_two_listed_things_bore_one_after_the_other_is_of_its_day():
    assert handle("Organization:과기부", date="2005-01-01") == "Organization:과기부@과학기술부"
    assert handle("Organization:과기부", date="2025-01-01") == "Organization:과기부@과학기술정보통신부"


def test_the_second_of_two_things_of_one_name_stays_with_its_article():
    article = extraction("기사1", [entity("Official:김영수"), entity("Official:김영수#2", "김영수")])
    assert [one.handle for one in read_sightings(article, INDEX)] == [
        "Official:김영수@기사 기사1",
        "Official:김영수@기사 기사1#2",
    ]


def test_any_name_can_be_written_in_a_line():
    for article in hostile():
        for one in read_sightings(article, INDEX):
            assert one.handle.encode() and one.handle == " ".join(one.handle.split())
