import pytest
from spacy.vocab import Vocab

from extractors.corpora import find_names, read_klue, read_konec_forms, read_pair_forms, tag_spans
from extractors.features import read_morphemes
from extractors.forms import build_forms
from extractors.kiwi import KiwiTokenizer


@pytest.fixture(scope="module")
def tokenizer():
    return KiwiTokenizer(Vocab())


@pytest.fixture(scope="module")
def read(tokenizer):
    def read(text):
        doc = tokenizer(text)
        morphemes = read_morphemes(doc, build_forms([{}]))
        return morphemes, [doc[int(token)].tag_ for token in morphemes.tokens]

    return read


def test_klue_is_split_into_training_and_test(tmp_path):
    lines = "".join(f"## klue-{n}\t<가:PS>{n}\n가\tB-PS\n나\tI-PS\n \tO\n{n % 10}\tO\n\n" for n in range(5000))
    file = tmp_path / "klue.tsv"
    file.write_text("## 주석 : ##\n\n" + lines, encoding="utf-8")
    training, test = read_klue(file)
    assert (len(training), len(test)) == (4000, 1000)
    assert {sample.text for sample in test} == {f"가나 {n}" for n in range(10)}
    assert test[0].spans == ((0, 2, "PS"),)


def test_forms_of_the_published_sentences_alone_are_left_out(tmp_path):
    file = tmp_path / "forms.tsv"
    header = "form\tlabel\tlen\tfreq\ttrain_freq\tdev_freq\n"
    file.write_text(
        header + "경찰\tOGG\t2\t9\t7\t2\n경찰\tCV\t2\t8\t1\t7\n박씨\tPS\t2\t1\t0\t1\n3명\tQT\t2\t1\t1\t0\n",
        encoding="utf-8",
    )
    assert read_konec_forms(file) == {"경찰": "OGG", "0명": "QT"}


def test_forms_of_pairs_say_whether_they_were_seen_often(tmp_path):
    row = '{"subject": {"word": "창원시", "type": "LOC"}, "object": {"word": "A", "type": "PER"}}\n'
    file = tmp_path / "pairs.jsonl"
    file.write_text(row * 3 + row.replace("창원시", "김해시"), encoding="utf-8")
    assert read_pair_forms([file]) == {"창원시": "LOC+", "김해시": "LOC"}


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("창원시는 웃었다.", {"창원": "Region", "창원시": "Region"}, ["창원시"]),
        ("홍길동 창원시장이 왔다.", {"창원시": "Region"}, []),
        ("로봇기업이 모였다.", {"로봇": "Industry"}, ["로봇"]),
        ("경남도·창원시가 맺었다.", {"창원시": "Region", "경남도": "Region"}, ["경남도", "창원시"]),
        ("창원시와 창원시의회", {"창원시": "Region"}, ["창원시"]),
    ],
)
def test_names_are_found_where_they_stand_alone(read, text, names, found):
    morphemes, tags = read(text)
    assert [text[start:end] for start, end, _ in find_names(text, morphemes, tags, names)] == found


def test_a_name_that_crosses_sentences_is_left_out(read):
    text = "창원시는 웃었다. 김해시도 울었다."
    morphemes, _ = read(text)
    assert len(morphemes.lengths) == 2
    tags = tag_spans(morphemes, [(0, 3, "LC"), (5, 13, "OG")])
    assert {tag for tag in tags if tag != "O"} <= {"S-LC", "B-LC", "E-LC"}
