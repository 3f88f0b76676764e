from dataclasses import replace

import pytest

from graph.model import Article, Claim, Entity, Extraction, Span, claim_id
from graph.verify import find_faults

TEXT = "창원시, 드론 육성\n\n창원시는 드론 특화단지를 2028년까지 조성한다."
ARTICLE = Article("기사1", "창원시, 드론 육성", "경남신문", "2025-01-07", "", TEXT)


def span(text):
    start = TEXT.index(text)
    return Span(start, start + len(text), text)


def make_claim(head, relation, tail, quote, **attrs):
    id_ = claim_id("기사1", head, relation, tail)
    return Claim(id_, head, relation, tail, "planned", (span(quote),), 0.8, "규칙", attrs)


CITY = Entity("Region:창원시", "Region", "창원시", (span("창원시"),), attrs={"code": "4812000000"})
ZONE = Entity(
    "Project:특화단지",
    "Project",
    "드론 특화단지 조성",
    (span("드론 특화단지"),),
    attrs={"end": "2028", "budget_krw": 10},
)
DRONE = Entity("Industry:드론", "Industry", "드론", (span("드론"),))
LEADS = make_claim(CITY.id, "leads", ZONE.id, "드론 특화단지를 2028년까지 조성한다", end="2028")
FOSTERS = make_claim(CITY.id, "fosters", DRONE.id, "창원시, 드론 육성")
GOOD = Extraction(
    "기사1", ARTICLE.title, "경남신문", "2025-01-07", "", ARTICLE.text_sha256, (CITY, ZONE, DRONE), (LEADS, FOSTERS)
)


def faults(*extractions, articles=(ARTICLE,)):
    return [(f.where, f.what) for f in find_faults(extractions, {article.id: article for article in articles})]


def with_claim(**changes):
    return replace(GOOD, claims=(replace(LEADS, **changes), FOSTERS))


def with_city(**changes):
    return replace(GOOD, entities=(replace(CITY, **changes), ZONE, DRONE))


def joined(head, relation, tail, **attrs):
    return replace(GOOD, claims=(make_claim(head, relation, tail, "창원시", **attrs),))


def test_what_is_right_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("extraction", "what"),
    [
        (replace(GOOD, text_sha256="00"), "원문이 추출할 때와 다름 (text_sha256)"),
        (with_claim(evidence=(Span(0, 3, "창원특"),)), "원문 0–3의 글자가 다름: '창원특' ≠ '창원시'"),
        (with_claim(evidence=(Span(1, 4, "창원시"),)), "원문 1–4의 글자가 다름: '창원시' ≠ '원시,'"),
        (with_claim(evidence=(Span(30, 99, "조성"),)), f"자리 30–99: 원문(0–{len(TEXT)}) 밖"),
        (with_claim(evidence=(Span(-3, 3, "창원시"),)), f"자리 -3–3: 원문(0–{len(TEXT)}) 밖"),
        (with_claim(evidence=(Span(3, 3, ""),)), f"자리 3–3: 원문(0–{len(TEXT)}) 밖"),
        (with_claim(evidence=()), "근거가 없음"),
        (with_claim(status="perhaps"), "모르는 상태 'perhaps'"),
        (with_claim(confidence=1.01), "confidence 1.01: 0–1 밖"),
        (with_claim(confidence=float("nan")), "confidence nan: 0–1 밖"),
        (with_claim(id="c00"), "id가 글·주체·관계·대상의 해시와 다름"),
        (with_claim(attrs={"title": "시장"}), "여기에 쓸 수 없는 속성 'title'"),
        (with_claim(attrs={"rank": "1"}), "여기에 쓸 수 없는 속성 'rank'"),
        (with_claim(attrs={"end": "2028-13"}), "속성 end: '2028-13': date 값이어야 함"),
        (with_claim(attrs={"end": "2028년"}), "속성 end: '2028년': date 값이어야 함"),
        (with_claim(attrs={"end": 2028}), "속성 end: 2028: date 값이어야 함"),
        (joined(CITY.id, "supports", ZONE.id, amount_krw=1e10), "속성 amount_krw: 10000000000.0: won 값이어야 함"),
        (joined(CITY.id, "supports", ZONE.id, amount_krw=0), "속성 amount_krw: 0: won 값이어야 함"),
        (joined(CITY.id, "proposes", ZONE.id, to="국토부"), "속성 to: '국토부': entity 값이어야 함"),
        (joined(CITY.id, "comments_on", ZONE.id, stance="찬성"), "속성 stance: '찬성': stance 값이어야 함"),
        (joined(DRONE.id, "leads", ZONE.id), "leads: Industry → Project 연결은 스키마에 없음"),
        (joined(ZONE.id, "leads", CITY.id), "leads: Project → Region 연결은 스키마에 없음"),
        (joined(CITY.id, "loves", ZONE.id), "모르는 관계 'loves'"),
        (joined(CITY.id, "leads", "Project:없음"), "모르는 개체 'Project:없음'"),
        (joined(CITY.id, "partners_with", CITY.id), "주체와 대상이 같음"),
        (replace(GOOD, claims=(LEADS, LEADS)), "같은 주장 id가 두 번 나옴"),
        (with_city(type="City"), "모르는 유형 'City'"),
        (with_city(name=""), "이름이 없음"),
        (with_city(mentions=()), "원문에 나온 자리가 없음"),
        (with_city(mentions=(Span(0, 2, "창원시"),)), "원문 0–2의 글자가 다름: '창원시' ≠ '창원'"),
        (with_city(anaphora=(Span(2, 3, "도"),)), "원문 2–3의 글자가 다름: '도' ≠ '시'"),
        (with_city(attrs={"end": "2028"}), "여기에 쓸 수 없는 속성 'end'"),
        (replace(GOOD, entities=(CITY, CITY, ZONE, DRONE)), "같은 개체 id가 2번 나옴"),
        (
            replace(GOOD, entities=(CITY, replace(ZONE, attrs={"area_m2": "넓음"}), DRONE)),
            "속성 area_m2: '넓음': number 값이어야 함",
        ),
    ],
)
def test_what_is_wrong_is_told(extraction, what):
    assert what in [told for _, told in faults(extraction)]


def test_a_fault_names_its_claim():
    assert faults(with_claim(status="perhaps")) == [(LEADS.id, "모르는 상태 'perhaps'")]


def test_an_article_that_is_gone_or_comes_twice_is_told():
    assert faults(GOOD, articles=()) == [("글", "원문을 찾을 수 없음")]
    assert ("글", "같은 글이 두 번 나옴") in faults(GOOD, GOOD)


@pytest.mark.parametrize("date", ["2028", "2028-02", "2028-02-29"])
def test_dates_may_be_as_coarse_as_a_year(date):
    assert faults(with_claim(attrs={"end": date})) == []
