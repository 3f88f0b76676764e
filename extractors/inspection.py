"""What a person looks at in one article: what is named where, which sentences gave no claim, and what gold says."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import permutations

from extractors.document import split_sentences
from extractors.furniture import content_spans
from graph.model import Article, Claim, Entity, Extraction, Span
from graph.schema import load_schema, tell_value

# Where stretches overlap, what names something goes before what stands for it, and both before what was missed.
KINDS = ("mention", "anaphor", "missed")
# A sentence that names so many entities could have joined two of them.
ENOUGH_TO_JOIN = 2


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that names an entity, stands for it or, by gold, should have been found to name it: one of `KINDS`."""

    start: int
    end: int
    kind: str
    type: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or what stands between sentences, with its marks, none of which overlap.

    `kind` is "headline", "sentence", "silent" (a sentence that could have joined two entities and gave no claim),
    "blank", "break" (where a paragraph ends), or "around" (not the article's own words).
    """

    start: int
    end: int
    kind: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class MissedEntity:
    """An annotated entity that was not found, with the forms that name it."""

    type: str
    name: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What gold says of an extraction: the missed entities and claims (head, relation, tail), and the right ids."""

    entities: tuple[MissedEntity, ...]
    claims: tuple[tuple[str, str, str], ...]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim in words, its quotes and whether gold has it too (None where there is no gold)."""

    head: Entity
    relation: str
    tail: Entity
    status: str
    facts: tuple[tuple[str, str], ...]
    claim: Claim
    right: bool | None


@dataclass(frozen=True, slots=True)
class Inspection:
    """One article with all that is to be shown of it; `judgement` is None where there is no gold."""

    article: Article
    extraction: Extraction
    passages: tuple[Passage, ...]
    claims: tuple[ToldClaim, ...]
    judgement: Judgement | None = None


def inspect_article(article: Article, extraction: Extraction, judgement: Judgement | None = None) -> Inspection:
    """Return what to show of an article; the extraction must be of just this text, and without fault.

    >>> article = Article("기사1", "창원시, 드론 육성", "", "", "", "창원시, 드론 육성\\n\\n시는 드론을 키운다.")
    >>> city = Entity("Region:창원시", "Region", "창원시", (Span(0, 3, "창원시"),), (Span(12, 13, "시"),))
    >>> drone = Entity("Industry:드론", "Industry", "드론", (Span(5, 7, "드론"), Span(15, 17, "드론")))
    >>> told = Extraction("기사1", article.title, "", "", "", article.text_sha256, (city, drone))
    >>> [(passage.kind, [mark.kind for mark in passage.marks]) for passage in inspect_article(article, told).passages]
    [('headline', ['mention', 'mention']), ('break', []), ('silent', ['anaphor', 'mention'])]
    """
    missed = judgement.entities if judgement else ()
    marks = _apart([*_found_marks(extraction.entities), *_missed_marks(article.text, missed)])
    entities = {entity.id: entity for entity in extraction.entities}
    claims = tuple(_told(claim, entities, judgement) for claim in extraction.claims)
    return Inspection(article, extraction, tuple(_passages(article, extraction, marks)), claims, judgement)


def _found_marks(entities: Iterable[Entity]) -> Iterator[Mark]:
    for entity in entities:
        for kind, spans in zip(KINDS[:2], (entity.mentions, entity.anaphora), strict=True):
            yield from (Mark(span.start, span.end, kind, entity.type, entity.name) for span in spans)


def _missed_marks(text: str, missed: Iterable[MissedEntity]) -> Iterator[Mark]:
    for entity in missed:
        for form in entity.forms:
            for found in re.finditer(re.escape(form), text):
                yield Mark(*found.span(), KINDS[2], entity.type, entity.name)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks in the order of the text, of those that overlap the first kind and the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (KINDS.index(mark.kind), mark.start - mark.end, mark.start)):
        if mark.start < mark.end and all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def _passages(article: Article, extraction: Extraction, marks: Iterable[Mark]) -> Iterator[Passage]:
    quotes = [span for claim in extraction.claims for span in claim.evidence]
    rest, first = list(marks), True
    for start, end, own in _stretches(article):
        inside = [mark for mark in rest if mark.start < end]
        rest = rest[len(inside) :]
        kind = own and ("headline" if first else _kind(start, end, extraction.entities, quotes))
        first = first and not own
        yield Passage(start, end, kind or _kind_between(article.text[start:end]), tuple(inside))


def _stretches(article: Article) -> Iterator[tuple[int, int, bool]]:
    """Yield all of the text in stretches, and whether each is a sentence of the article's own words."""
    at = 0
    for content_start, content_end in content_spans(article.text, title=article.title):
        for start, end in split_sentences(article.text, content_start, content_end):
            if at < start:
                yield at, start, False
            yield start, end, True
            at = end
    if at < len(article.text):
        yield at, len(article.text), False


def _kind_between(text: str) -> str:
    if text.strip():
        return "around"
    return "break" if "\n" in text else "blank"


def _kind(start: int, end: int, entities: Iterable[Entity], quotes: Iterable[Span]) -> str:
    named = sum(_is_named(entity, start, end) for entity in entities)
    quoted = any(_meet(quote, start, end) for quote in quotes)
    return "silent" if named >= ENOUGH_TO_JOIN and not quoted else "sentence"


def count_silent(article: Article, extraction: Extraction) -> Counter[str]:
    """Count the sentences that name enough to join and gave no claim, by reason.

    `told_elsewhere`: a claim that joins two of the named quotes another sentence; `no_relation`: the schema lets no two
    of the named be joined; `unsure`: no relation was sure enough.

    >>> article = Article("기사1", "산업", "", "", "", "산업\\n\\n창원시와 드론")
    >>> city = Entity("Region:창원시", "Region", "창원시", (Span(4, 7, "창원시"),))
    >>> drone = Entity("Industry:드론", "Industry", "드론", (Span(9, 11, "드론"),))
    >>> count_silent(article, Extraction("기사1", "산업", "", "", "", article.text_sha256, (city, drone)))
    Counter({'unsure': 1})
    """
    silent = (passage for passage in _passages(article, extraction, ()) if passage.kind == "silent")
    return Counter(_reason(passage, extraction) for passage in silent)


def _reason(passage: Passage, extraction: Extraction) -> str:
    named = {e.id: e.type for e in extraction.entities if _is_named(e, passage.start, passage.end)}
    if any(claim.head in named and claim.tail in named for claim in extraction.claims):
        return "told_elsewhere"
    relations = load_schema().relations.values()
    allowed = any(relation.allows(a, b) for a, b in permutations(named.values(), 2) for relation in relations)
    return "unsure" if allowed else "no_relation"


def _is_named(entity: Entity, start: int, end: int) -> bool:
    return any(_meet(span, start, end) for span in (*entity.mentions, *entity.anaphora))


def _meet(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end


def _told(claim: Claim, entities: dict[str, Entity], judgement: Judgement | None) -> ToldClaim:
    schema = load_schema()
    facts = (
        (attribute.heading, entities[str(value)].name if value in entities else tell_value(name, value))
        for name, attribute in schema.attributes.items()
        if (value := claim.attrs.get(name)) is not None
    )
    return ToldClaim(
        head=entities[claim.head],
        relation=schema.relations[claim.relation].ko,
        tail=entities[claim.tail],
        status=schema.statuses[claim.status].ko,
        facts=tuple(facts),
        claim=claim,
        right=claim.id in judgement.right if judgement else None,
    )


def tell_entities(inspection: Inspection) -> list[tuple[str, list[tuple[Entity, bool | None]]]]:
    """Return the found entities by type, in the order of the schema, each with whether gold has it (None: no gold)."""
    judgement, entities = inspection.judgement, inspection.extraction.entities
    return [
        (
            name,
            [
                (entity, entity.id in judgement.right if judgement else None)
                for entity in entities
                if entity.type == name
            ],
        )
        for name in load_schema().types
        if any(entity.type == name for entity in entities)
    ]
