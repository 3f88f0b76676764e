"""Noun phrases begin and end where the nouns do, over links and glosses but not over particles and marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.phrases import find_phrases
from tests.documents import make_document


def find(extractor, text):
    document = make_document(extractor, text)
    return [phrase for sentence in document.sentences for phrase in find_phrases(document, sentence)]


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("창원시는 드론 제조 국산화 특화단지를 조성한다.", ["창원시", "드론 제조 국산화 특화단지", "조성"]),
        ("드론·로봇 산업과", ["드론·로봇 산업"]),
        ("연구개발 및 실증센터를", ["연구개발 및 실증센터"]),
        ("드론 · 로봇", ["드론", "로봇"]),
        ("소형모듈원자로(SMR) 제작지원센터를", ["소형모듈원자로(SMR) 제작지원센터"]),
        ("사업(국비 100억, 도비 50억)을", ["사업", "국비 100억", "도비 50억"]),
        ("2단계 조성사업을", ["2단계 조성사업"]),
        ("기업 3개가 입주", ["기업", "입주"]),
        ("특화단지와", ["특화단지"]),
        ("바이오-헬스 벨트가", ["바이오-헬스 벨트"]),
        ("달리고 뛰었다.", []),
        ("", []),
    ],
)
def test_runs_of_nouns(extractor, text, phrases):
    assert [text[phrase.start : phrase.end] for phrase in find(extractor, text)] == phrases


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("‘드론 특화단지’를", [True]),
        ("「지방분권법」은", [True]),
        ("드론 특화단지를", [False]),
        ("‘드론 특화단지를", [False]),
    ],
)
def test_quotation_marks_around_a_phrase(extractor, text, quoted):
    assert [phrase.quoted for phrase in find(extractor, text)] == quoted


PIECES = (
    "드론",
    "사업",
    "(SMR)",
    "(",
    ")",
    "·",
    " 및 ",
    "2",
    "단계",
    "곳",
    "을 ",
    "은 ",
    " ",
    "  ",
    "‘",
    "’",
    ",",
    "\n",
    "😀",
    "짓는다",
)


@given(text=st.lists(st.sampled_from(PIECES), max_size=15).map("".join))
def test_phrases_are_in_order_and_begin_and_end_with_words(extractor, text):
    at = 0
    for phrase in find(extractor, text):
        assert at <= phrase.start < phrase.end <= len(text)
        words = text[phrase.start : phrase.end]
        assert words == words.strip()
        at = phrase.end
