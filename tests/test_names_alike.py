"""Names that are alike: which long names of an article are compared, and which are one thing."""

import numpy as np
import pytest
from documents import make_document, make_mentions
from hypothesis import given
from hypothesis import strategies as st

from extractors.coreference import read_pairs, resolve_entities, spell
from extractors.entities import Group
from extractors.linear import LinearModel

NEVER = LinearModel(("same",), {}, np.zeros((0, 1), np.float32), np.array([-9], np.float32))
ALWAYS = LinearModel(("same",), {}, np.zeros((0, 1), np.float32), np.array([9], np.float32))


def read(extractor, text, named):
    return make_document(extractor, text), make_mentions(text, named)


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("이차전지 국가산업단지 조성사업", "Project", "이차전지국가산단"),
        ("2차전지 국가산단", "Site", "이차전지국가산단"),
        ("인공지능(AI) 데이터센터", "Project", "ai데이터센터"),
        ("소재·부품·장비 특화단지", "Policy", "소부장특화단지"),
        ("(가칭)", "Policy", "가칭"),
    ],
)
def test_names_are_compared_in_one_spelling(name, type_, expected):
    assert spell(name, type_) == expected


@pytest.mark.parametrize(
    ("text", "things", "same"),
    [
        (
            "인공지능 데이터센터를 짓는다. AI 데이터센터 구축사업은 내년 시작한다.",
            [("인공지능 데이터센터", "Project"), ("AI 데이터센터 구축사업", "Project")],
            True,
        ),
        (
            "상주 이차전지 클러스터 조성사업이 시작된다. 이차전지 클러스터는 2028년 선다.",
            [("상주 이차전지 클러스터 조성사업", "Project"), ("이차전지 클러스터", "Project")],
            True,
        ),
        (
            "고흥 우주발사체 국가산업단지 조성이 확정됐다. 우주발사체 국가산단은 2030년 선다.",
            [("고흥 우주발사체 국가산업단지 조성", "Project"), ("우주발사체 국가산단", "Project")],
            True,
        ),
        (
            "제1데이터센터와 제2데이터센터를 짓는다.",
            [("제1데이터센터", "Project"), ("제2데이터센터", "Project")],
            False,
        ),
        (
            "경상남도의회와 경상북도의회가 만났다.",
            [("경상남도의회", "Organization"), ("경상북도의회", "Organization")],
            False,
        ),
        (
            "광양 수소 실증센터와 울산 수소 실증센터가 있다.",
            [("광양 수소 실증센터", "Site"), ("울산 수소 실증센터", "Site")],
            False,
        ),
    ],
)
def test_what_the_trained_classifier_takes_for_one(extractor, text, things, same):
    groups = resolve_entities(*read(extractor, text, things), extractor.coreference)
    assert len(groups) == (1 if same else 2)


def test_only_names_that_are_alike_are_compared(extractor):
    text = "광양 수소 실증센터와 드론 시험장, 광양 수소 실증단지와 창원시"
    things = [
        ("광양 수소 실증센터", "Site"),
        ("드론 시험장", "Site"),
        ("광양 수소 실증단지", "Project"),
        ("창원시", "Region"),
    ]
    document, mentions = read(extractor, text, things)
    groups = [Group(m.type, text[m.start : m.end], [m], {text[m.start : m.end]}) for m in mentions]
    assert [(pair.one.group.name, pair.other.group.name) for pair, _ in read_pairs(document, groups)] == [
        ("광양 수소 실증센터", "광양 수소 실증단지")
    ]


def test_what_is_one_with_a_third_is_one(extractor):
    text = "드론 특화단지, 드론 특화단지 2단계, 진주 드론 특화단지"
    things = [("드론 특화단지", "Project"), ("드론 특화단지 2단계", "Project"), ("진주 드론 특화단지", "Project")]
    [group] = resolve_entities(*read(extractor, text, things), ALWAYS)
    assert group.aliases == {"드론 특화단지", "드론 특화단지 2단계", "진주 드론 특화단지"}
    assert group.name == "드론 특화단지 2단계"
    assert len(resolve_entities(*read(extractor, text, things), NEVER)) == len(things)


@given(
    st.lists(
        st.sampled_from(["드론 단지", "드론단지 조성", "수소 단지", "진주 드론 단지", "수소"]), min_size=1, max_size=6
    )
)
def test_no_mention_is_lost(extractor, names):
    text = ", ".join(names)
    document, mentions = read(extractor, text, [(name, "Project") for name in names])
    for model in (ALWAYS, NEVER, extractor.coreference):
        groups = resolve_entities(document, mentions, model)
        assert sorted(m.start for group in groups for m in group.mentions) == [m.start for m in mentions]
