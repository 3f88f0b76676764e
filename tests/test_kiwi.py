"""The tokenizer keeps the text to the last character, whatever Kiwi makes of it."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

ODD = (
    "창",
    "원시",
    "는 ",
    "했다.",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "\u00a0",
    "\u200b",
    "가\u0301",
    "3.5만㎡",
    "A",
    "·",
    "①",
    "😀",
    "🇰🇷",
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(ODD), max_size=15).map("".join))


@given(text=TEXTS)
@example(text="")
@example(text="  창원  시\n 는 ")
@example(text="되살아났다 했다 됐다")
@example(text=unicodedata.normalize("NFD", "창원시는 드론을 육성했다."))
def test_text_comes_back_whole(extractor, text):
    assert extractor.tokenizer(text).text == text


@given(text=TEXTS)
def test_morphemes_are_in_order_and_disjoint(extractor, text):
    edges = [edge for morpheme in extractor.tokenizer.morphemes(text) for edge in (morpheme.start, morpheme.end)]
    assert edges == sorted(edges)
    assert all(morpheme.start < morpheme.end for morpheme in extractor.tokenizer.morphemes(text))
    assert not edges or edges[-1] <= len(text)


@pytest.mark.parametrize(
    ("text", "words", "tags"),
    [
        ("창원시는 드론을", ["창원시", "는", "드론", "을"], ["NNP", "JX", "NNG", "JKO"]),
        ("선정됐다", ["선정", "됐", "다"], ["NNG", "XSV+EP", "EF"]),
        ("되살아났다", ["되살아났", "다"], ["VV+EP", "EF"]),
        ("창원\n\n 시", ["창원", "\n\n ", "시"], ["NNP", "_SP", "NNG"]),
        ("  창원", ["  ", "창원"], ["_SP", "NNP"]),
    ],
)
def test_words_and_tags(extractor, text, words, tags):
    doc = extractor.tokenizer(text)
    assert [token.text for token in doc] == words
    assert [token.tag_ for token in doc] == tags


def test_nouns_that_kiwi_does_not_know_are_names(extractor):
    text = "박완수 경남도지사와 안병구 밀양시장, 김정환 경남테크노파크 원장이 참석했다."
    assert ("안병구", "NNP") in {(morpheme.form, morpheme.tag) for morpheme in extractor.tokenizer.morphemes(text)}


def test_norms_are_forms_and_tags(extractor):
    assert [token.norm_ for token in extractor.tokenizer("선정됐다")] == ["선정/NNG", "되+었/XSV+EP", "다/EF"]


def test_only_one_space_belongs_to_the_word_before(extractor):
    doc = extractor.tokenizer("창원  시 ")
    assert [(token.text, token.whitespace_) for token in doc] == [("창원", " "), (" ", ""), ("시", " ")]


@pytest.mark.parametrize(
    ("text", "content", "words", "tags"),
    [
        ("홍길동 기자 드론을", [(7, 10)], ["홍길동", "기자", "드론", "을"], ["_SP", "_SP", "NNG", "JKO"]),
        ("드론을\n무단  전재", [(0, 3)], ["드론", "을", "\n", "무단", " ", "전재"], ["NNG", "JKO", *["_SP"] * 4]),
        ("드론을\n\n창원", [(0, 3), (5, 7)], ["드론", "을", "\n\n", "창원"], ["NNG", "JKO", "_SP", "NNP"]),
        ("무단 전재", [], ["무단", "전재"], ["_SP", "_SP"]),
    ],
)
def test_only_the_content_is_analysed(extractor, text, content, words, tags):
    doc = extractor.tokenizer(text, content)
    assert [token.text for token in doc] == words
    assert [token.tag_ for token in doc] == tags


@given(text=TEXTS, cuts=st.lists(st.integers(0, 40), max_size=6))
def test_text_comes_back_whole_around_its_content(extractor, text, cuts):
    edges = sorted(min(cut, len(text)) for cut in cuts)
    content = list(zip(edges[::2], edges[1::2], strict=False))
    assert extractor.tokenizer(text, content).text == text
