import pytest
from spacy.strings import hash_string
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extractors.features import TYPE_SIZES, read_morphemes, type_ids, vector_row
from extractors.forms import build_forms
from extractors.kiwi import KiwiTokenizer

FORMS = build_forms([{}])


@pytest.fixture(scope="module")
def tokenizer():
    return KiwiTokenizer(Vocab())


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", []),
        ("창원시는 웃었다.", ["창원시는 웃었다."]),
        ("창원시는 웃었다. 김해시도 웃었다.", ["창원시는 웃었다.", "김해시도 웃었다."]),
        ("제목\n\n창원시는", ["제목", "창원시는"]),
        ("창원시는  웃었다", ["창원시는  웃었다"]),
        ('"웃었다." 그는', ['"웃었다." 그는']),
        ("면적은 3.5㎢다.", ["면적은 3.5㎢다."]),
    ],
)
def test_sentences_end_at_stops_and_lines(tokenizer, text, sentences):
    morphemes = read_morphemes(tokenizer(text), FORMS)
    at, found = 0, []
    for length in morphemes.lengths:
        found.append(text[morphemes.starts[at] : morphemes.ends[at + length - 1]])
        at += length
    assert found == sentences


def test_spacing_is_told_of_each_morpheme():
    doc = Doc(Vocab(), words=["창원", "시", "는", "웃"], spaces=[False, False, True, False], tags=["NNP"] * 4)
    assert read_morphemes(doc, FORMS).context[:, 0].tolist() == [1, 0, 2, 3]


@pytest.mark.parametrize("norm", ["창원/NNP", "2028/SN", "하+었/XSV+EP", "//SP", "A/SL", "法/SH", "/SW"])
def test_ids_stay_below_their_sizes(norm):
    assert all(0 <= found < size for found, size in zip(type_ids(norm), TYPE_SIZES, strict=True))


def test_digits_are_one():
    assert type_ids("2028/SN") == type_ids("1999/SN")


@pytest.mark.parametrize(
    ("norm", "row"), [("창원/NNP", 2), ("김해/NNP", 1), ("하+었/XSV+EP", 3), ("없/VA", 0), ("//SP", 0)]
)
def test_a_morpheme_has_its_own_vector_or_that_of_its_tag(norm, row):
    rows = {hash_string("/NNP"): 1, hash_string("창원/NNP"): 2, hash_string("하/XSV"): 3}
    assert vector_row(norm, rows) == row
