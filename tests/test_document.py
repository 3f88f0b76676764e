"""A document's sentences and morphemes are stretches of the article, in its order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import split_sentences
from tests.documents import make_document

TEXT = "창원시, 드론 단지 조성\n\n창원시는 단지를 만들었다. 면적은 3.5만㎡다.\n\n문의 055-000-0000\n"
PIECES = ("창원시", "는 ", " 단지를", "만들었다", ".", "?!", "”", "“", "2025.", "3.5", "\n", "\n\n", "  ", "😀", "…")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("창원시가 밝혔다. 예산은 내년에 쓴다.", ["창원시가 밝혔다.", "예산은 내년에 쓴다."]),
        ("제목\n\n본문이다.\n끝이다", ["제목", "본문이다.", "끝이다"]),
        ("“가겠다.” 그는 말했다.", ["“가겠다.”", "그는 말했다."]),
        ("정말인가?! 그렇다.", ["정말인가?!", "그렇다."]),
        ("면적은 3.5만㎡다.", ["면적은 3.5만㎡다."]),
        ("2025. 1. 7. 보도했다.", ["2025. 1. 7. 보도했다."]),
        ("(주)한화.KAI가 맺었다.", ["(주)한화.KAI가 맺었다."]),
    ],
)
def test_where_sentences_end(text, sentences):
    assert [text[start:end].strip() for start, end in split_sentences(text, 0, len(text))] == sentences


@given(text=st.lists(st.sampled_from(PIECES), max_size=20).map("".join), data=st.data())
def test_sentences_cover_all_but_blanks_in_order(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    at = start
    for left, right in split_sentences(text, start, end):
        assert at <= left < right <= end
        assert not text[at:left].strip()
        at = right
    assert not text[at:end].strip()


@given(text=st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_sentences_bound_their_morphemes(extractor, text):
    document = make_document(extractor, text)
    for sentence in document.sentences:
        inside = document.morphemes[sentence.first : sentence.last]
        assert inside
        assert all(sentence.start <= morpheme.start < sentence.end for morpheme in inside)
    assert sum(sentence.last - sentence.first for sentence in document.sentences) == len(document.morphemes)


def test_the_first_sentence_is_the_headline(extractor):
    assert [sentence.headline for sentence in make_document(extractor, TEXT).sentences] == [True, False, False, False]


def test_only_content_has_sentences(extractor):
    document = make_document(extractor, TEXT, [(0, 14), (15, TEXT.index("문의"))])
    assert [TEXT[s.start : s.end].strip() for s in document.sentences] == [
        "창원시, 드론 단지 조성",
        "창원시는 단지를 만들었다.",
        "면적은 3.5만㎡다.",
    ]
    assert document.sentence_at(TEXT.index("문의")) is None
    assert document.sentence_at(TEXT.index("면적")) is document.sentences[2]


def test_sentence_at_leaves_out_the_blank_between_sentences(extractor):
    document = make_document(extractor, TEXT)
    assert document.sentence_at(0) is document.sentences[0]
    assert document.sentence_at(TEXT.index(" 면적")) is None
    assert document.sentence_at(len(TEXT)) is None


def test_morphemes_leave_out_blanks_and_quote_the_text(extractor):
    document = make_document(extractor, "창원시는\n\n 단지를 지었다.")
    words = [document.text[morpheme.start : morpheme.end] for morpheme in document.morphemes]
    assert words == ["창원시", "는", "단지", "를", "지었", "다", "."]
    assert [morpheme.form for morpheme in document.morphemes][4] == "짓+었"


def test_look_ups_by_position(extractor):
    document = make_document(extractor, "창원시는 단지를")
    assert [document.starts_at(at) for at in (0, 1, 3, 5, 8)] == [True, False, True, True, False]
    assert [document.ends_at(at) for at in (0, 3, 4, 7, 8)] == [False, True, True, True, True]
    assert [document.index_at(at) for at in (0, 2, 3, 4, 8)] == [0, 0, 1, 2, 4]
    assert [morpheme.form for morpheme in document.between(1, 7)] == ["는", "단지"]
