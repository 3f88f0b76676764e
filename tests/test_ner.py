import numpy as np
import pytest
import spacy
from spacy import displacy
from spacy.vocab import Vocab

from extractors.encoder import encode, freeze
from extractors.kiwi import KiwiTokenizer
from extractors.ner import DOMAIN, FACTORY, GENERAL, Recogniser, load_recogniser
from extractors.network import OPS, WIDTH, rows_of, spread
from graph.errors import DataError

# Sentences of no corpus and no gold article.
DOMAIN_SENTENCES = [
    ("박민수 하동군수는 갈사만 개발을 논의했다.", "박민수", "Official"),
    ("하동군은 올해 예산을 늘린다.", "하동군", "Region"),
    ("산업통상자원부는 지난 3일 공모 결과를 발표했다.", "산업통상자원부", "Organization"),
    ("한국수력원자력은 협약에 참여한다.", "한국수력원자력", "Organization"),
    ("시는 이차전지 산업을 육성한다.", "이차전지", "Industry"),
]
GENERAL_SENTENCES = [
    ("김연아는 캐나다 밴쿠버에서 금메달을 땄다.", "김연아", "PS"),
    ("김연아는 부산에서 금메달을 땄다.", "부산", "LC"),
    ("삼성전자는 2019년 4월 신제품을 공개했다.", "삼성전자", "OG"),
    ("삼성전자는 2019년 4월 신제품을 공개했다.", "2019년 4월", "DT"),
    ("관객 300만 명이 이 영화를 봤다.", "300만 명", "QT"),
    ("경기는 오후 7시에 시작한다.", "오후 7시", "TI"),
]


@pytest.fixture(scope="module")
def vocab():
    return Vocab()


@pytest.fixture(scope="module")
def tokenizer(vocab):
    return KiwiTokenizer(vocab)


@pytest.fixture(scope="module")
def recogniser(data, vocab):
    return load_recogniser(data / "models" / "recogniser", vocab)


@pytest.mark.parametrize(("text", "form", "label"), DOMAIN_SENTENCES)
def test_domain_names_are_found(recogniser, tokenizer, text, form, label):
    assert (form, label) in [(text[n.start : n.end], n.label) for n in recogniser.recognise(tokenizer(text))]


@pytest.mark.parametrize(("text", "form", "label"), GENERAL_SENTENCES)
def test_general_names_are_found(recogniser, tokenizer, text, form, label):
    assert (form, label) in [(text[n.start : n.end], n.label) for n in recogniser.recognise(tokenizer(text), GENERAL)]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "가", "…", "제목\n\n 본문  둘\t셋 .", "A" * 300])
def test_any_text_yields_names_in_order_that_lie_in_it(recogniser, tokenizer, text):
    at = 0
    for name in recogniser.recognise(tokenizer(text)):
        assert at <= name.start < name.end <= len(text)
        assert 0 < name.score <= 1
        at = name.end


def test_names_fill_the_doc_for_spacys_own_tools(recogniser, tokenizer):
    doc = recogniser(tokenizer("김해시는\n경남테크노파크와 협약했다."))
    assert ("김해시", "Region") in [(span.text, span.label_) for span in doc.ents]
    assert ("경남테크노파크", "OG") in [(span.text, span.label_) for span in doc.spans[GENERAL]]
    assert "김해시" in displacy.render(doc, style="ent")


def test_the_same_names_come_again(recogniser, tokenizer):
    text = "산업통상자원부와 창원시는 두산에너빌리티를 방문했다."
    first = list(recogniser.recognise(tokenizer(text)))
    assert first == list(recogniser.recognise(tokenizer(text)))


def test_a_model_read_back_is_the_same(recogniser, vocab, tokenizer, tmp_path):
    recogniser.to_disk(tmp_path)
    again = Recogniser(vocab).from_disk(tmp_path)
    doc = tokenizer("창원시는 국방과학연구소와 협약했다.")
    assert list(again.recognise(doc)) == list(recogniser.recognise(doc))
    assert again.to_bytes() == recogniser.to_bytes()


def test_a_missing_model_is_named(tmp_path, vocab):
    with pytest.raises(DataError, match=r"model\.msgpack"):
        Recogniser(vocab).from_disk(tmp_path / "none")


def test_the_folder_is_a_spacy_pipeline(data):
    nlp = spacy.load(data / "models" / "recogniser")
    assert nlp.pipe_names == [FACTORY]
    assert ("하동군", "Region") in [(ent.text, ent.label_) for ent in nlp("하동군은 올해 예산을 늘린다.").ents]
    assert all(source["license"] for source in nlp.meta["sources"])


def test_the_folder_is_small(data):
    files = (data / "models" / "recogniser").rglob("*")
    assert sum(file.stat().st_size for file in files if file.is_file()) < 25_000_000


def test_forgetting_types_changes_nothing(recogniser, tokenizer, monkeypatch):
    doc = tokenizer("창원시는 국방과학연구소와 협약했다.")
    names = list(recogniser.recognise(doc))
    monkeypatch.setattr("extractors.ner.MOST_TYPES", 1)
    assert list(recogniser.recognise(doc)) == names


def test_plain_layers_are_those_of_thinc(recogniser):
    network = recogniser.network
    embedded = np.random.default_rng(0).standard_normal((9, WIDTH)).astype(np.float32)
    at = rows_of([4, 5])
    normal = network.normal.predict(OPS.asarray(embedded))
    expected = network.encode.predict(spread(normal, [4, 5], at))[at]
    assert np.allclose(encode(freeze(network), embedded.copy(), [4, 5]), expected, atol=1e-4)


def test_the_heads_know_their_types(recogniser):
    types = {name: {label[2:] for label in head.labels[1:]} for name, head in recogniser.network.heads.items()}
    assert types[GENERAL] == {"PS", "LC", "OG", "DT", "TI", "QT"}
    assert "Project" in types[DOMAIN]
    assert len(types[DOMAIN]) == 8
