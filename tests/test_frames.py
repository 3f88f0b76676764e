"""The role of what a sentence names, its predicates, and what the text was about before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.entities import Anaphor, Group
from extractors.frames import read_frames
from tests.documents import make_document, make_groups

TYPES = {
    **dict.fromkeys(("창원시", "김해시", "경남"), "Region"),
    **dict.fromkeys(("두산", "한화", "국토부"), "Organization"),
    **dict.fromkeys(("드론 특화단지", "수소 사업"), "Project"),
    **dict.fromkeys(("드론", "수소"), "Industry"),
}


def read(extractor, text, anaphora=()):
    return list(read_frames(make_document(extractor, text), make_groups(text, TYPES), anaphora))


BODY = "제목\n\n"


@pytest.mark.parametrize(
    ("sentence", "roles"),
    [
        ("창원시는 드론 특화단지를 조성한다.", {"창원시": "는", "드론 특화단지": "를", "드론": "nested"}),
        ("창원시와 김해시는 손잡았다.", {"창원시": "는", "김해시": "는"}),
        ("창원시, 김해시가 나섰다.", {"창원시": "가", "김해시": "가"}),
        ("창원시·김해시·경남에서 짓는다.", {"창원시": "에서", "김해시": "에서", "경남": "에서"}),
        ("창원시가 두산과 손잡았다.", {"창원시": "가", "두산": "와"}),
        ("창원시와 두산은 손잡았다.", {"창원시": "와", "두산": "은"}),
        ("창원시와 손잡고 김해시는 뛴다.", {"창원시": "와", "김해시": "는"}),
        ("경남 창원시는 뛴다.", {"경남": "mod", "창원시": "는"}),
        ("창원시(시장 홍길동)는 밝혔다.", {"창원시": "는"}),
        ("‘드론 특화단지’를 짓는다.", {"드론 특화단지": "를"}),
        ("주관은 창원시이다.", {"창원시": "이다"}),
        ("함께한 곳은 창원시", {"창원시": "end"}),
        ("국토부의 수소 사업에 지원했다.", {"국토부": "의", "수소 사업": "에"}),
    ],
)
def test_roles(extractor, sentence, roles):
    frame = read(extractor, BODY + sentence)[-1]
    found = {item.group.name: item.role for item in frame.items}
    assert {name: found[name] for name in roles} == roles


@pytest.mark.parametrize(
    ("headline", "roles"),
    [
        ("창원시, 드론 특화단지 조성", {"창원시": ",", "드론 특화단지": "end"}),
        ("창원시, 김해시, 수소 사업 추진", {"창원시": ",", "김해시": ","}),
    ],
)
def test_a_comma_marks_the_subject_of_a_headline(extractor, headline, roles):
    [frame] = read(extractor, headline)
    found = {item.group.name: item.role for item in frame.items}
    assert {name: found[name] for name in roles} == roles


@pytest.mark.parametrize(
    ("sentence", "predicates"),
    [
        ("창원시는 단지를 조성한다.", [("조성", "EF", "조성한다")]),
        ("공모에 선정됐다.", [("선정되", "EF", "선정됐다")]),
        ("협약을 맺었다.", [("맺다", "EF", "맺었다")]),
        ("구축하는 사업이다.", [("구축", "ETM", "구축하는")]),
        ("특화단지를 조성하고 기업을 키운다.", [("조성", "EC", "조성하고"), ("키우다", "EF", "키운다")]),
        ("지정되기 위해 뛴다.", [("지정되", "ETN", "지정되기"), ("위하다", "EC", "위해"), ("뛰다", "EF", "뛴다")]),
        ("단지 조성 계획을 냈다.", [("조성", "EF", "조성 계획"), ("내다", "EF", "냈다")]),
        ("사업이 추진 중", [("추진", "EF", "추진 중")]),
        ("새 단지.", []),
    ],
)
def test_predicates(extractor, sentence, predicates):
    frame = read(extractor, BODY + sentence)[-1]
    assert [(found.stem, found.ending, found.form) for found in frame.predicates] == predicates


def test_focus_and_actor_come_from_the_sentences_before(extractor):
    text = "제목\n\n두산은 뛴다. 창원시는 수소 사업을 추진한다. 면적은 넓다. 김해시가 드론 특화단지를 짓는다. 끝이다."
    frames = read(extractor, text)
    assert [frame.focus and frame.focus.name for frame in frames] == [
        *(None, None, None),
        *("수소 사업", "수소 사업", "드론 특화단지"),
    ]
    assert [frame.actor and frame.actor.name for frame in frames] == [
        *(None, None, "두산"),
        *("창원시", "창원시", "김해시"),
    ]


def test_the_topic_is_in_focus_before_what_it_is_said_with(extractor):
    frames = read(extractor, "제목\n\n드론 특화단지에서 수소 사업을 한다. 끝이다.")
    assert frames[-1].focus.name == "수소 사업"


def test_anaphora_are_items_where_nothing_is_named(extractor):
    text = "제목\n\n창원시는 시가 낸다."
    group = Group("Region", "창원시", [])
    free, covered = Anaphor(9, 10, group), Anaphor(6, 7, group)
    frame = read(extractor, text, anaphora=(free, covered))[-1]
    assert [(text[item.start : item.end], item.role) for item in frame.items] == [("창원시", "는"), ("시", "가")]


PIECES = (
    *TYPES,
    "와 ",
    "는 ",
    "를 ",
    "의 ",
    ", ",
    "·",
    " ",
    "조성",
    "한다.",
    "하고 ",
    "되는 ",
    " 중",
    "\n",
    "“",
    "”",
    "😀",
)


@given(text=st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_items_and_predicates_lie_in_their_sentence(extractor, text):
    frames = read(extractor, text)
    groups = make_groups(text, TYPES)
    inside = [m for group in groups for m in group.mentions if any(_starts_in(f.sentence, m.start) for f in frames)]
    assert sum(len(frame.items) for frame in frames) == len(inside)
    for frame in frames:
        assert all(_starts_in(frame.sentence, item.start) for item in frame.items)
        assert all((item.role == "nested") == item.nested for item in frame.items)
        for predicate in frame.predicates:
            assert frame.sentence.start <= predicate.start < predicate.end <= frame.sentence.end
            assert predicate.form == text[predicate.start : predicate.end]


def _starts_in(sentence, position):
    return sentence.start <= position < sentence.end
