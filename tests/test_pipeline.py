"""The whole walk: what a saved page gives, and the laws that hold for every shipped article."""

from itertools import chain

import pytest

from extractors.articles import read_articles
from graph.model import Article
from graph.verify import find_faults

PAGE = """남해뉴스 포토

한바다

bada@namhae.example

한바다기자 기사모음




정인화 광양시장 “산업의 판을 넓히겠다”

남해뉴스   | 입력 2025.03.02 01:00

“새 일자리가 늘 것”

정인화 광양시장은 2일 시청에서 산업 구상을 밝혔다.


정인화 광양시장 “산업의 판을 넓히겠다”

▲여수시 돌산읍에서 수소 산업을 육성하는 김영록 전남지사. 제공=전라남도

광양시는 '이차전지 소재 시험평가센터 구축' 사업을 추진한다. 율촌산단 일원에 시험 장비를 갖춘다.

또 2029년까지 '수소 항만 조성사업'을 이어간다.

정 시장은 “광양시는 로봇 산업을 육성하겠다”고 말했다.

한바다 기자 bada@namhae.example

ⓒ 남해뉴스, 무단 전재 및 재배포 금지
"""


@pytest.fixture(scope="module")
def page(extractor, tmp_path_factory):
    path = tmp_path_factory.mktemp("저장한 글") / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    [article] = read_articles([path])
    [extraction] = extractor.extract([article])
    return article, extraction


@pytest.fixture(scope="module")
def shipped(data, extractor):
    articles = {found.id: found for found in read_articles([data / "articles"]) if isinstance(found, Article)}
    return articles, extractor.extract(list(articles.values()))


def claims_of(extraction):
    names = {entity.id: entity.name for entity in extraction.entities}
    return {(names[claim.head], claim.relation, names[claim.tail]): claim for claim in extraction.claims}


@pytest.mark.parametrize(
    ("claim", "attrs"),
    [
        (("정인화", "holds_office", "광양시"), {"title": "시장"}),
        (("광양시", "leads", "이차전지 소재 시험평가센터 구축"), {}),
        (("광양시", "leads", "수소 항만 조성사업"), {}),
        (("이차전지 소재 시험평가센터 구축", "targets", "이차전지"), {}),
        (("수소 항만 조성사업", "targets", "수소"), {}),
        (("광양시", "fosters", "로봇"), {}),
    ],
)
def test_a_saved_page_tells_its_facts(page, claim, attrs):
    claims = claims_of(page[1])
    assert claim in claims
    assert claims[claim].attrs == attrs


def test_the_year_a_project_ends_is_its_own(page):
    assert [e.attrs.get("end") for e in page[1].entities if e.name == "수소 항만 조성사업"] == ["2029"]


def test_the_reporter_is_no_entity_and_the_caption_no_claim(page):
    article, extraction = page
    names = {form for entity in extraction.entities for form in (entity.name, *(m.text for m in entity.mentions))}
    assert not any("한바다" in name or "남해뉴스" in name for name in names)
    start = article.text.index("▲여수시")
    caption = range(start, article.text.index("\n", start))
    quotes = [quote for claim in extraction.claims for quote in claim.evidence]
    assert quotes
    assert not any(quote.start in caption or quote.end - 1 in caption for quote in quotes)


def test_every_shipped_extraction_is_without_fault(shipped):
    articles, extractions = shipped
    assert len(extractions) == len(articles) > 70
    assert list(find_faults(extractions, articles)) == []


def test_entities_have_ids_of_their_own_and_every_quote_is_in_the_text(shipped):
    articles, extractions = shipped
    for extraction in extractions:
        text = articles[extraction.id].text
        ids = [entity.id for entity in extraction.entities]
        assert len(ids) == len(set(ids)), extraction.id
        for span in chain.from_iterable((*e.mentions, *e.anaphora) for e in extraction.entities):
            assert text[span.start : span.end] == span.text != "", extraction.id


def test_a_quote_is_whole_words_of_one_sentence(shipped, extractor):
    articles, extractions = shipped
    for extraction in extractions:
        [document] = extractor.read([articles[extraction.id]])
        for quote in chain.from_iterable(claim.evidence for claim in extraction.claims):
            text, sentence = document.text, document.sentence_at(quote.start)
            assert text[quote.start : quote.end] == quote.text == quote.text.strip() != "", extraction.id
            assert sentence is not None and quote.end <= sentence.end, quote.text
            assert quote.start == sentence.start or text[quote.start - 1].isspace(), quote.text
            assert quote.end == sentence.end or text[quote.end].isspace(), quote.text


def test_a_claim_is_sure_to_some_degree(shipped):
    assert all(0 < claim.confidence < 1 for extraction in shipped[1] for claim in extraction.claims)


def test_the_same_article_says_the_same_twice(shipped, extractor):
    articles, extractions = shipped
    for extraction in extractions[::10]:
        assert extractor.extract([articles[extraction.id]]) == [extraction]


def test_an_article_without_words_says_nothing(extractor):
    for text in ("", "\n\n", "."):
        [extraction] = extractor.extract([Article("빈 글", "", "", "", "", text)])
        assert (extraction.entities, extraction.claims) == ((), ())
