"""Names by their form: what is one, of which type, and where it begins and ends."""

import pytest

from extractors.document import read_document
from extractors.gazetteer import Gazetteer
from extractors.names import NameReader
from extractors.phrases import find_phrases
from extractors.registers import load_registers
from graph.model import Article


@pytest.fixture(scope="module")
def names_of(extractor, data):
    """Return a function that reads the names of a text, with their types, by form alone."""
    registers = load_registers(data / "registers")
    gazetteer = Gazetteer((entry, form) for entry in registers.entries for form in entry.forms if " " not in form)

    def read(text):
        document = read_document(extractor.tokenizer, Article("기사", "", "", "", "", text), [(0, len(text))])
        names = NameReader(text, gazetteer.find(document))
        phrases = (phrase for sentence in document.sentences for phrase in find_phrases(document, sentence))
        found = map(names.read, phrases)
        return [(text[name.start : name.end], name.type, name.rule) for name in found if name]

    return read


@pytest.mark.parametrize(
    ("text", "name", "type_", "rule"),
    [
        ("시는 해양바이오 소재 개발사업을 편다.", "해양바이오 소재 개발사업", "Project", "suffix:개발사업"),
        ("군은 수산식품 거점단지 조성을 서두른다.", "수산식품 거점단지 조성", "Project", "place+making"),
        ("△폐배터리 안전성 실증 △전문인력 교육", "폐배터리 안전성 실증", "Project", "marked"),
        ("도는 '섬유소재 공정 고도화'를 맡는다.", "섬유소재 공정 고도화", "Project", "quoted"),
        ("도는 '디지털 도자 창작' 사업을 편다.", "디지털 도자 창작", "Project", "quoted"),
        ("‘광융합산업 진흥법’이 바뀐다.", "광융합산업 진흥법", "Policy", "quoted"),
        ("초전도 도체 소재 개발을 이끈다.", "초전도 도체 소재 개발", "Project", "making"),
        ("해양수산 혁신성장 기본계획을 세운다.", "해양수산 혁신성장 기본계획", "Policy", "suffix:기본계획"),
        ("한국세라믹소재기술협회는 환영했다.", "한국세라믹소재기술협회", "Organization", "suffix:협회"),
    ],
)
def test_a_name_ends_in_a_word_that_tells_its_type(names_of, text, name, type_, rule):
    assert (name, type_, rule) in names_of(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("광양 세라믹 실증센터를 새로 짓는다.", "Project"),
        ("세라믹 실증센터에서 열렸다.", "Site"),
        ("세라믹 실증센터는 지난 3월 문을 연 곳이다.", "Site"),
        ("세라믹 실증센터 일대가 바뀐다.", "Site"),
        ("세라믹 실증센터 유치전이 뜨겁다.", "Project"),
        ("세라믹 실증센터가 화제다.", "Project"),
    ],
)
def test_the_words_behind_a_place_tell_whether_it_stands(names_of, text, type_):
    assert names_of(text)[0] == ("세라믹 실증센터", type_, "suffix:실증센터")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("올해 2곳 해양바이오 소재 개발사업 공모 선정", "해양바이오 소재 개발사업"),
        ("국토교통부 드론 물류 시범사업을 편다.", "드론 물류 시범사업"),
        ("목포시 해상풍력 지원사업을 편다.", "해상풍력 지원사업"),
        ("지내리 일원 수열클러스터를 조성한다.", "수열클러스터"),
        ("다음 달 자율주행 시범사업을 편다.", "자율주행 시범사업"),
    ],
)
def test_what_stands_beside_a_name_is_no_part_of_it(names_of, text, name):
    assert [found for found, _, _ in names_of(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "국가 공모사업을 따냈다.",
        "지역 거점센터가 필요하다.",
        "주민 의견을 들었다.",
        "장비 개발을 서두른다.",
        "올해 3곳을 고른다.",
        "'함께 가는 길'을 주제로 열렸다.",
        "경남도·진주시·한국전기연구원",
    ],
)
def test_words_that_name_nothing(names_of, text):
    assert names_of(text) == []
