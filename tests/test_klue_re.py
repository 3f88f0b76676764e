"""What a sentence of KLUE-RE shows of its subject and object, by names, places and the words around."""

import pytest

from klue_words import Sorts, word_features
from train_klue_re import pair_features, parse_row

SENTENCE = "창원시장 홍남표는 경남 함안군에서 태어났다."


def _side(word, kind):
    start = SENTENCE.index(word)
    return {"word": word, "start_idx": start, "end_idx": start + len(word) - 1, "type": kind}


@pytest.fixture(scope="module")
def row(extractor):
    subject, object_ = _side("홍남표", "PER"), _side("함안군", "LOC")
    written = {"sentence": SENTENCE, "subject": subject, "object": object_, "label": "per:place_of_birth"}
    return parse_row(extractor.tokenizer, written)


@pytest.mark.parametrize(
    "feature",
    [
        "PERLOC",
        "subject=PER홍남표",
        "PERLOCobject=-군",
        "PERLOC>roles=S,F",
        ">after=태어나다",
        "PERLOCobject:after=태어나다",
    ],
)
def test_pairs_show_names_and_places(row, feature):
    assert feature in set(pair_features(row))


@pytest.mark.parametrize(
    ("feature", "shown"),
    [
        (">는/JX", True),
        (">| 는/JX", True),
        ("PERLOC>경남/NN", True),
        ("PERLOC>behind0=에서/JK", True),
        (">before 창원시장/NN", True),
        (">behind 창원시장/NN", False),
        ("PERLOC>right last=군/NN", True),
    ],
)
def test_words_are_told_by_their_part(row, feature, shown):
    spans = [(side.mentions[0].start, side.mentions[0].end) for side in (row.subject, row.object)]
    found = word_features(row.document.morphemes, *spans, row.types, Sorts({}, [-1], [-1]))
    assert (feature in found) is shown
