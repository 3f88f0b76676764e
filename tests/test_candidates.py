"""Candidates: every source proposes what it sees, with what it knows of it."""

import pytest

from extractors.document import read_document
from graph.model import Article


@pytest.fixture(scope="module")
def candidates_of(extractor):
    """Return a function that gives the candidates of a text: words, and rule and type of each source."""

    def read(text, date="2025-03-02"):
        article = Article("기사", "", "", date, "", text)
        document = read_document(extractor.tokenizer, article, [(0, len(text))])
        return {(c.start, c.end): c for c in extractor.mentions.candidates.find([document])[0]}

    return read


def sources(candidates, text, words):
    at = text.index(words)
    return candidates[at, at + len(words)].sources


@pytest.mark.parametrize(
    ("text", "words", "rule", "type_"),
    [
        ("여수시는 움직였다.", "여수시", "place", "Region"),
        ("산업통상자원부가 나섰다.", "산업통상자원부", "register", "Organization"),
        ("이차전지를 키운다.", "이차전지", "register", "Industry"),
        ("해양바이오 소재 개발사업을 편다.", "해양바이오 소재 개발사업", "suffix:개발사업", "Project"),
        ("김영록 전남지사는 말했다.", "김영록", "person", "Official"),
        ("김영록 전남지사는 말했다.", "전남", "office", "Region"),
        ("김 지사는 답했다.", "김 지사", "surname", "Official"),
        ("도는 '바다 목장 학교'를 편다.", "바다 목장 학교", "quotes", ""),
    ],
)
def test_each_source_proposes_what_it_sees(candidates_of, text, words, rule, type_):
    assert (rule, type_) in [(s.rule, s.type) for s in sources(candidates_of(text), text, words)]


@pytest.mark.parametrize(
    ("text", "person", "type_", "body", "title"),
    [
        ("김영록 전남지사는 말했다.", "김영록", "Official", "전남", "지사"),
        ("이상목 생기원장은 말했다.", "이상목", "Official", "생기원", "원장"),
        ("조승환 해양수산부 장관은 말했다.", "조승환", "Official", "해양수산부", "장관"),
        ("주철현 국회의원은 말했다.", "주철현", "Official", "국회", "국회의원"),
        ("박지원 두산에너빌리티 회장은 말했다.", "박지원", "Person", "두산에너빌리티", "회장"),
    ],
)
def test_the_body_before_a_title_decides_whether_its_holder_is_an_official(
    candidates_of, text, person, type_, body, title
):
    [found] = [s for s in sources(candidates_of(text), text, person) if s.rule == "person"]
    assert (found.type, text[slice(*found.office.body)].strip(), found.office.title) == (type_, body, title)


def test_a_name_holds_in_its_time(candidates_of):
    text = "산업부는 밝혔다."
    names = [
        {s.name for s in sources(candidates_of(text, date), text, "산업부") if s.rule == "register"}
        for date in ("2025-03-02", "2025-12-01")
    ]
    assert names == [{"산업통상자원부"}, {"산업통상부"}]


def test_candidates_stand_in_the_order_of_the_text_each_stretch_once(candidates_of):
    text = "김영록 전남지사는 여수국가산단 수소 실증센터를 짓는다고 했다. 김 지사는 산업통상자원부와 손잡았다."
    places = list(candidates_of(text))
    assert places == sorted(set(places), key=lambda place: (place[0], -place[1]))
    assert all(0 <= start < end <= len(text) for start, end in places)
