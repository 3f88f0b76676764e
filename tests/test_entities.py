"""Entities: which names of an article are one thing, and what it is called."""

import pytest
from documents import make_document, make_mentions

from extractors.coreference import resolve_entities
from extractors.entities import entity_ids, flat


@pytest.fixture(scope="module")
def resolve(extractor):
    """Return a function that groups mentions, given as words of the text in order, with type and rule."""

    def groups_of(text, *named):
        mentions = make_mentions(text, named)
        return resolve_entities(make_document(extractor, text), mentions, extractor.coreference)

    return groups_of


def told(groups):
    return [(group.type, group.name, len(group.mentions)) for group in groups]


@pytest.mark.parametrize(
    ("name", "type_", "expected"),
    [
        ("해양바이오 산업화 센터 건립", "Project", "해양바이오산업화센터"),
        ("'철강·세라믹' 융합 프로젝트", "Project", "철강세라믹융합"),
        ("사업", "Project", "사업"),
        ("(주)포스코퓨처엠", "Organization", "포스코퓨처엠"),
        ("조성 계획", "Policy", "조성계획"),
        ("드론 조성", "Industry", "드론조성"),
    ],
)
def test_a_name_without_what_ways_to_write_it_differ_in(name, type_, expected):
    assert flat(name, type_) == expected


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        (
            "광양 세라믹 실증센터를 짓는다. 세라믹 실증센터는 내년 문을 연다.",
            [("광양 세라믹 실증센터", "Project"), ("세라믹 실증센터", "Project")],
            [("Project", "광양 세라믹 실증센터", 2)],
        ),
        (
            "광양 세라믹 실증센터와 나주 세라믹 실증센터가 있다. 세라믹 실증센터는 둘이다.",
            [("광양 세라믹 실증센터", "Site"), ("나주 세라믹 실증센터", "Site"), ("세라믹 실증센터", "Site")],
            [("Site", "광양 세라믹 실증센터", 1), ("Site", "나주 세라믹 실증센터", 1), ("Site", "세라믹 실증센터", 1)],
        ),
        (
            "수소 연료전지 특화단지를 만든다. 수소 단지는 넓다.",
            [("수소 연료전지 특화단지", "Project"), ("수소 단지", "Project")],
            [("Project", "수소 연료전지 특화단지", 2)],
        ),
        (
            "제1국가산단과 제2국가산단은 다르다.",
            [("제1국가산단", "Site"), ("제2국가산단", "Site")],
            [("Site", "제1국가산단", 1), ("Site", "제2국가산단", 1)],
        ),
        (
            "경상남도의회와 경상북도의회가 만났다.",
            [("경상남도의회", "Organization"), ("경상북도의회", "Organization")],
            [("Organization", "경상남도의회", 1), ("Organization", "경상북도의회", 1)],
        ),
        (
            "한국광기술원(광기술원)이 맡고 광기술원이 돕는다.",
            [("한국광기술원", "Organization"), ("광기술원", "Organization"), ("광기술원", "Organization")],
            [("Organization", "한국광기술원", 3)],
        ),
    ],
)
def test_which_names_are_one_thing(resolve, text, named, expected):
    assert told(resolve(text, *named)) == expected


def test_a_gloss_that_is_no_mention_is_kept_as_an_alias(resolve):
    [group] = resolve("한국세라믹기술원(KICET)이 맡는다.", ("한국세라믹기술원", "Organization"))
    assert group.aliases == {"한국세라믹기술원", "KICET"}


def test_the_surest_type_counts_and_the_longest_form(resolve):
    text = "세라믹 밸리는 넓다. 세라믹 밸리 사업이 크다. 세라믹 밸리가 좋다."
    rows = [
        ("세라믹 밸리", "Site", "", "", 0.5),
        ("세라믹 밸리 사업", "Project", "", "", 0.9),
        ("세라믹 밸리", "Site", "", "", 0.6),
    ]
    assert told(resolve(text, *rows)) == [("Site", "세라믹 밸리 사업", 3)]


@pytest.mark.parametrize(
    ("people", "mentions"),
    [(["김영록"], [2]), (["김영록", "김민석"], [1, 1]), (["박형준"], [1]), (["김"], [1])],
)
def test_a_surname_joins_the_only_person_called_so(resolve, people, mentions):
    text = " ".join(people) + " 그리고 김 지사"
    named = [(name, "Official", "person", name) for name in people]
    groups = resolve(text, *named, ("김 지사", "Official", "surname", "김"))
    assert [len(group.mentions) for group in groups] == mentions


def test_namesakes_of_one_type_are_numbered(resolve):
    first, second = resolve("중구와 남구", ("중구", "Region"), ("남구", "Region"))
    second.name = first.name
    assert list(entity_ids([second, first]).values()) == ["Region:중구", "Region:중구#2"]
    assert entity_ids([second, first])[id(first)] == "Region:중구"
