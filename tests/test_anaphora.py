"""What 시, 그, 이 사업 and 단지 stand for: the last thing named before that they can."""

import pytest

from extractors.anaphora import find_anaphora
from extractors.entities import Group
from extractors.mentions import Mention
from extractors.registers import Entry
from tests.documents import make_document, make_groups

TYPES = {
    **dict.fromkeys(("창원시", "김해시", "울진군", "경상남도", "청도", "의창구"), "Region"),
    **dict.fromkeys(("드론 특화단지", "수소 사업", "컴퓨팅센터"), "Project"),
    "국가산단": "Site",
    **dict.fromkeys(("두산", "한국무역협회", "한국전기연구원"), "Organization"),
    "특별법": "Policy",
    "홍남표": "Official",
    "명태균": "Person",
}
ENTRIES = {
    name: Entry("Region", name, (name,), frozenset(), kind, "", {}, "", "", ())
    for name, kind in (("경상남도", "sido"), ("청도", "sigungu"))
}


def find(extractor, text):
    found = find_anaphora(make_document(extractor, text), make_groups(text, TYPES, ENTRIES))
    return [(text[anaphor.start : anaphor.end], anaphor.group.name) for anaphor in found]


@pytest.mark.parametrize(
    ("text", "anaphora"),
    [
        ("창원시는 밝혔다. 시는 단지를", [("시", "창원시")]),
        ("창원시와 김해시가 만났다. 시는 밝혔다.", [("시", "김해시")]),
        ("울진군은 밝혔다. 군에 따르면", [("군", "울진군")]),
        ("경상남도와 청도가 만났다. 도는 밝혔다.", [("도", "경상남도")]),
        ("의창구는 밝혔다. 이 구는 넓다.", [("이 구", "의창구")]),
        ("홍남표 시장은 말했다. 그는 웃었다.", [("그", "홍남표")]),
        ("명태균 씨가 말했다. 그의 말이다.", [("그", "명태균")]),
        ("수소 사업을 한다. 이 사업은 크다.", [("이 사업", "수소 사업")]),
        ("수소 사업을 한다. 이번 사업에는 돈이 든다.", [("이번 사업", "수소 사업")]),
        ("드론 특화단지를 짓는다. 단지는 넓다.", [("단지", "드론 특화단지")]),
        ("컴퓨팅센터를 짓는다. 센터는 크다.", [("센터", "컴퓨팅센터")]),
        ("한국무역협회가 열었다. 협회는 밝혔다.", [("협회", "한국무역협회")]),
        ("국가산단을 짓는다. 이 땅은 넓다.", [("이 땅", "국가산단")]),
        ("특별법이 나왔다. 이 법은 길다.", [("이 법", "특별법")]),
        ("두산은 크다. 이 회사는 오래됐다.", [("이 회사", "두산")]),
        ("국가산단을 짓는다. 이곳에 공장이 선다.", [("이곳", "국가산단")]),
    ],
)
def test_what_a_word_stands_for(extractor, text, anaphora):
    assert find(extractor, f"제목\n\n{text}") == anaphora


@pytest.mark.parametrize(
    "text",
    [
        "울진군은 밝혔다. 시는 넓다.",  # no city is named
        "청도가 밝혔다. 도는 넓다.",  # a county, though its name ends in 도
        "시는 밝혔다. 창원시도 밝혔다.",  # named only afterwards
        "두산은 크다. 회사는 많다.",  # any company
        "특별법이 나왔다. 법은 법이다.",
        "두산은 크다. 그는 웃었다.",
        "드론 특화단지를 짓는다. 센터는 크다.",
        "창원시는 밝혔다. 도시는 넓다. 역시는 역시.",
    ],
)
def test_what_stands_for_nothing(extractor, text):
    assert find(extractor, f"제목\n\n{text}") == []


def test_a_headline_has_no_anaphora(extractor):
    assert find(extractor, "창원시 밝혀… 시는 뛴다") == []


def test_names_inside_longer_ones_are_not_stood_for(extractor):
    text = "제목\n\n창원시는 밝혔다. 시는 뛴다."
    mention = Mention(4, 7, "Region", "창원시", "test", nested=True)
    assert list(find_anaphora(make_document(extractor, text), [Group("Region", "창원시", [mention])])) == []
