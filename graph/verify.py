"""Hold extractions against their articles and the schema: every quote where it says it is, every claim allowed."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from graph.model import Article, Attrs, AttrValue, Claim, Entity, Extraction, Span, claim_id
from graph.schema import STANCES, load_schema

_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which article, with which of its entities or claims, and what."""

    article: str
    where: str
    what: str


def find_faults(extractions: Iterable[Extraction], articles: Mapping[str, Article]) -> Iterator[Fault]:
    """Yield all that is wrong, article by article; `articles` maps ids to the articles as they are now.

    >>> article = Article("기사1", "창원시, 드론 육성", "", "", "", "창원시, 드론 육성")
    >>> city = Entity("Region:창원시", "Region", "창원시", (Span(1, 4, "창원시"),))
    >>> told = Extraction("기사1", article.title, "", "", "", article.text_sha256, (city,))
    >>> [fault.what for fault in find_faults([told], {"기사1": article})]
    ["원문 1–4의 글자가 다름: '창원시' ≠ '원시,'"]
    """
    seen_articles: set[str] = set()
    seen_claims: set[str] = set()
    for extraction in extractions:
        yield from _article_faults(extraction, articles.get(extraction.id), seen_articles)
        yield from _schema_faults(extraction, seen_claims)


def _article_faults(extraction: Extraction, article: Article | None, seen: set[str]) -> Iterator[Fault]:
    if extraction.id in seen:
        yield Fault(extraction.id, "글", "같은 글이 두 번 나옴")
    seen.add(extraction.id)
    if article is None:
        yield Fault(extraction.id, "글", "원문을 찾을 수 없음")
        return
    if extraction.text_sha256 != article.text_sha256:
        yield Fault(extraction.id, "글", "원문이 추출할 때와 다름 (text_sha256)")
    for where, span in _spans(extraction):
        if not 0 <= span.start < span.end <= len(article.text):
            yield Fault(extraction.id, where, f"자리 {span.start}–{span.end}: 원문(0–{len(article.text)}) 밖")
        elif (there := article.text[span.start : span.end]) != span.text:
            yield Fault(extraction.id, where, f"원문 {span.start}–{span.end}의 글자가 다름: {span.text!r} ≠ {there!r}")


def _spans(extraction: Extraction) -> Iterator[tuple[str, Span]]:
    for entity in extraction.entities:
        for span in (*entity.mentions, *entity.anaphora):
            yield entity.id, span
    for claim in extraction.claims:
        for span in claim.evidence:
            yield claim.id, span


def _schema_faults(extraction: Extraction, seen_claims: set[str]) -> Iterator[Fault]:
    types = {entity.id: entity.type for entity in extraction.entities}
    for id_, times in Counter(entity.id for entity in extraction.entities).items():
        if times > 1:
            yield Fault(extraction.id, id_, f"같은 개체 id가 {times}번 나옴")
    for entity in extraction.entities:
        for what in _entity_faults(entity, types):
            yield Fault(extraction.id, entity.id, what)
    for claim in extraction.claims:
        if claim.id in seen_claims:
            yield Fault(extraction.id, claim.id, "같은 주장 id가 두 번 나옴")
        seen_claims.add(claim.id)
        for what in _claim_faults(claim, extraction.id, types):
            yield Fault(extraction.id, claim.id, what)


def _entity_faults(entity: Entity, types: Mapping[str, str]) -> Iterator[str]:
    schema = load_schema()
    if entity.type not in schema.types:
        yield f"모르는 유형 {entity.type!r}"
    if not entity.name:
        yield "이름이 없음"
    if not entity.mentions:
        yield "원문에 나온 자리가 없음"
    # An attribute that the schema does not know is a code of a register, and free.
    known = {name: value for name, value in entity.attrs.items() if name in schema.attributes}
    yield from _attribute_faults(known, schema.entity_attributes.get(entity.type, ()), types)


def _claim_faults(claim: Claim, article: str, types: Mapping[str, str]) -> Iterator[str]:
    schema = load_schema()
    if claim.id != claim_id(article, claim.head, claim.relation, claim.tail):
        yield "id가 글·주체·관계·대상의 해시와 다름"
    yield from (f"모르는 개체 {end!r}" for end in (claim.head, claim.tail) if end not in types)
    if claim.head == claim.tail:
        yield "주체와 대상이 같음"
    if claim.status not in schema.statuses:
        yield f"모르는 상태 {claim.status!r}"
    if not claim.evidence:
        yield "근거가 없음"
    if not 0 <= claim.confidence <= 1:
        yield f"confidence {claim.confidence!r}: 0–1 밖"
    if not (relation := schema.relations.get(claim.relation)):
        yield f"모르는 관계 {claim.relation!r}"
        return
    if claim.head in types and claim.tail in types and not relation.allows(types[claim.head], types[claim.tail]):
        yield f"{claim.relation}: {types[claim.head]} → {types[claim.tail]} 연결은 스키마에 없음"
    yield from _attribute_faults(claim.attrs, relation.attributes, types)


def _attribute_faults(attrs: Attrs, allowed: Collection[str], entities: Collection[str]) -> Iterator[str]:
    for name, value in attrs.items():
        if name not in allowed:
            yield f"여기에 쓸 수 없는 속성 {name!r}"
        elif not _fits(kind := load_schema().attributes[name].kind, value, entities):
            yield f"속성 {name}: {value!r}: {kind} 값이어야 함"


def _fits(kind: str, value: AttrValue, entities: Collection[str]) -> bool:
    match kind:
        case "won":
            return isinstance(value, int) and not isinstance(value, bool) and value > 0
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
        case "date":
            return isinstance(value, str) and _is_date(value)
        case "entity":
            return value in entities
        case "stance":
            return value in STANCES
        case _:
            return isinstance(value, str) and bool(value)


def _is_date(text: str) -> bool:
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
