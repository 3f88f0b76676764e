from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.articles import read_articles
from graph.copies import find_stories
from graph.errors import ExtractionError
from graph.fingerprint import fingerprint, similar_pairs
from graph.model import Article
from tests.graphs import extraction

PARAGRAPHS = (
    "경남도, 소형모듈원자로 제조 거점 만든다",
    "경상남도는 11일 도청 회의실에서 창원시, 한국전기연구원과 소형모듈원자로 제조기술 지원센터를 "
    "세우는 업무협약을 맺었다.",
    "도는 2028년까지 국비 150억 원을 포함해 323억 원을 들여 창원국가산업단지 안에 센터를 짓는다. "
    "센터는 원전 부품 기업의 시험과 인증을 돕는다.",
    "박완수 도지사는 “원전 산업의 새로운 시장을 지역 기업이 먼저 잡도록 돕겠다”고 말했다. "
    "창원시는 터를 내놓고 기업을 모은다.",
    "도는 내년 상반기에 설계를 마치고 하반기에 착공할 계획이다. 한국전기연구원은 장비 열두 종을 들여와 운영을 맡는다.",
)
RELEASE = "\n\n".join(PARAGRAPHS)
COPIES = {
    "다른 제목": RELEASE.replace(PARAGRAPHS[0], "경남, SMR 제조 거점으로 뜬다"),
    "기자 이름과 저작권": f"{RELEASE}\n홍길동 기자 hong@example.com\nⓒ 무단 전재 및 재배포 금지",
    "다른 따옴표와 띄어쓰기": RELEASE.replace("“", "'")
    .replace("”", "'")
    .replace(" 억", "억")
    .replace("회의실", "회의 실"),
    "문단 순서": "\n\n".join([PARAGRAPHS[0], *reversed(PARAGRAPHS[1:])]),
    "마지막 문단이 없음": "\n\n".join(PARAGRAPHS[:-1]),
    "몇 낱말을 고침": RELEASE.replace("세우는", "짓는").replace("돕는다", "지원한다").replace("내년", "2026년"),
}
OTHERS = {
    "같은 일을 제 말로": (
        "SMR 부품을 시험하는 시설이 창원에 들어선다. 경남도와 창원시, 전기연구원이 손을 잡았다. "
        "323억 원을 들이는 이 센터는 2028년에 문을 연다. 지역 원전 업계는 반겼지만, 땅값이 오를 것을 "
        "걱정하는 목소리도 있다. 박 지사는 지역 기업을 돕겠다고 했다."
    ),
    "다른 도시의 닮은 일": (
        "울산시는 20일 시청에서 울산테크노파크와 이차전지 시험평가센터를 세우는 업무협약을 맺었다. "
        "시는 2027년까지 국비 100억 원을 포함해 210억 원을 들여 하이테크밸리 산업단지 안에 센터를 짓는다. "
        "센터는 전지 기업의 안전 시험을 돕는다."
    ),
}


def stories(texts):
    rows = [replace(extraction(id_, []), fingerprint=fingerprint(text)) for id_, text in texts.items()]
    return find_stories(rows)


@pytest.mark.parametrize("name", COPIES)
def test_a_release_that_a_paper_prints_is_the_same_story(name):
    assert stories({"가": RELEASE, "나": COPIES[name]}) == {"가": "가", "나": "가"}


@pytest.mark.parametrize("name", OTHERS)
def test_another_text_on_the_same_subject_is_a_source_of_its_own(name):
    assert stories({"가": RELEASE, "나": OTHERS[name]}) == {"가": "가", "나": "나"}


def test_the_first_paragraphs_alone_are_a_copy():
    cut = "\n\n".join(PARAGRAPHS[:3])
    assert stories({"가": RELEASE, "나": cut}) == {"가": "가", "나": "가"}


def test_none_of_the_shipped_articles_is_a_copy(data):
    articles = [item for item in read_articles([data / "articles"]) if isinstance(item, Article)]
    assert list(similar_pairs({article.id: fingerprint(article.text) for article in articles})) == []


@given(st.permutations([*COPIES.values(), *OTHERS.values()]))
def test_stories_part_the_articles_whatever_their_order(texts):
    found = stories({f"글{text[:20]}{len(text)}": text for text in texts})
    assert found == stories({f"글{text[:20]}{len(text)}": text for text in sorted(texts)})
    assert all(found[story] == story for story in found.values())
    assert len(set(found.values())) == 1 + len(OTHERS)


def test_a_copy_of_a_copy_belongs_to_the_story():
    cuts = {"가": PARAGRAPHS[:2], "나": PARAGRAPHS[:3], "다": PARAGRAPHS}
    texts = {id_: "\n\n".join(paragraphs) for id_, paragraphs in cuts.items()}
    assert stories({"가": texts["가"], "다": texts["다"]}) == {"가": "가", "다": "다"}
    assert stories(texts) == {"가": "가", "나": "가", "다": "가"}


def test_what_has_no_fingerprint_is_a_copy_of_the_same_text_only():
    rows = [extraction(id_, [], text_sha256=sha) for id_, sha in (("가", "1"), ("나", ""), ("다", "1"), ("라", ""))]
    assert find_stories(rows) == {"가": "가", "나": "나", "다": "가", "라": "라"}


@pytest.mark.parametrize("text", ["짧음", "ab", "\x00", '{"' * 320])
def test_what_is_no_fingerprint_is_named(text):
    with pytest.raises(ExtractionError, match="fingerprint"):
        find_stories([replace(extraction("가", []), fingerprint=text)])


@given(st.text())
def test_any_text_has_a_fingerprint(text):
    assert list(similar_pairs({"가": fingerprint(text), "나": fingerprint(text)})) == [("가", "나")]
