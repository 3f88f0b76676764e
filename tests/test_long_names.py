"""Names of projects and sites: what two ways to write one may differ in, and what tells two things apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.names import likeness, read_name, tells_alone, vocabulary


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("드론 제조·국산화 특화단지 조성사업", "드론제조국산화특화단지"),
        ("AI 자율제조 클러스터", "인공지능 자율제조 클러스터 구축"),
        ("소재·부품·장비 특화단지", "소부장 특화단지"),
        ("이차전지 R&D센터", "2차전지 연구개발센터"),
        ("‘경남 항공부품’ 사업", "경남 항공부품 프로젝트"),
        ("드론 및 로봇 실증센터", "드론·로봇 실증센터"),
        ("대전샛(SAT) 프로젝트", "대전샛"),
        ("방위산업협의회(방협)", "방위산업협의회"),
        ("예비타당성조사(이하 예타) 면제", "예비타당성조사 면제"),
        ("AI(인공지능) 실증센터", "AI 실증센터"),
        ("스마트그린 국가산단", "스마트그린 국가산업단지"),
    ],
)
def test_one_name_written_in_two_ways(one, other):
    assert read_name(one, "Project").key == read_name(other, "Project").key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("수소생산기지(1단계)", "수소생산기지(2단계)"),
        ("장보고-Ⅲ 사업", "장보고-Ⅱ 사업"),
        ("제1국가산단", "제2국가산단"),
        ("창원국가산단 2.0", "창원국가산단 3.0"),
    ],
)
def test_figures_stay_in_a_name(one, other):
    names = [read_name(name, "Project") for name in (one, other)]
    assert names[0].numbers != names[1].numbers
    assert likeness(*names) == 0


def test_a_bracket_that_tells_more_stays():
    names = [read_name(f"고성군의회({province})", "Organization").key for province in ("강원", "경남")]
    assert len(set(names)) == 2


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("드론 제조 국산화 특화단지", "드론 제조 특화단지", 0.8),
        ("드론 제조 국산화 특화단지", "드론 국산화 제조 단지", 0.9),
        ("스마트 수소산업 클러스터", "수소산업 클러스터", 0.9),
        ("드론 제조 국산화 단지", "드론 제조 수출 단지", 0),
        ("드론 단지", "드론 제조 단지", 0),
        ("드론 제조 단지", "드론 제조 센터", 0),
        ("반도체 소재 특화단지", "반도체 특화단지", 0),
        ("항공부품 동부 단지", "항공부품 단지", 0),
        ("항공부품 정비 국가산단", "항공부품 정비 산단", 0),
        ("항공 정비 후속 사업단지", "항공 정비 사업단지", 0),
    ],
)
def test_near_names(one, other, expected):
    assert likeness(read_name(one, "Project"), read_name(other, "Project")) == expected


def test_a_word_that_others_know_to_tell_apart_does():
    names = [read_name(name, "Site") for name in ("국립대 거창 첨단 캠퍼스", "국립대 첨단 캠퍼스")]
    assert likeness(*names, {"거창"}) == 0


word = st.sampled_from(
    ["드론", "제조", "국산화", "특화", "동부", "제2", "수소", "센터", "단지", "스마트", "3단계", "구축"]
)
name = st.lists(word, min_size=1, max_size=5).map(" ".join)


@given(name, name)
def test_likeness_has_no_side_and_is_sure_of_the_same(one, other):
    left, right = read_name(one, "Project"), read_name(other, "Project")
    assert likeness(left, right) == likeness(right, left)
    assert likeness(left, left) == 1
    if left.numbers != right.numbers:
        assert likeness(left, right) == 0


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("K-바이오 랩허브", True),
        ("귀신고래 프로젝트", False),
        ("기업 실증센터", False),
        ("남항", False),
        ("글로컬대학", True),
    ],
)
def test_a_name_that_tells_wherever_it_stands(text, alone):
    assert tells_alone(read_name(text, "Project")) is alone


def test_the_name_of_a_field_tells_nothing():
    name = read_name("드론 실증센터 구축", "Project")
    assert tells_alone(name) and not tells_alone(name, {"드론"})


def test_no_word_is_both_light_and_telling():
    lists = vocabulary()
    assert not set(lists["light"]) & {*lists["telling"], *lists["heads"]} - {"단"}
    for list_ in (
        "light",
        "heads",
        "telling",
        "plain",
        "local_bodies",
        "local_groups",
        "local_policies",
        "national",
        "endings",
    ):
        assert len(set(lists[list_])) == len(lists[list_]), list_
