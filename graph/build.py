"""Extractions in, the graph out: a node an entity, an edge a claim, the same whatever the order they come in.

A node carries `type`, `label` (its name), the entity's attributes, `mention_count`, `article_count` and `articles`.
Where articles disagree about an attribute, the value that most of them give stands and `…_all` lists every value.
An edge's key is its claim's id; it carries the claim, its quotes and the article. Beside a date stands its year.
`article_count` is how many articles make the link (the same head, relation and tail), `source_count` how many of these
are independent: articles that print one text are one `story`. `head_marks` and `tail_marks` tell where in the quote its
ends are named. `origin` tells claims from other layers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Any

import networkx as nx

from graph.copies import find_stories
from graph.errors import ExtractionError
from graph.model import AttrValue, Claim, Entity, Extraction
from graph.normal import KnowledgeGraph, clean_text, join_list, normalise
from graph.schema import link_key, load_schema

QUOTE_JOINT = " … "
ORIGIN = "claim"
# `to` means an edge's end in other programs.
ATTRIBUTE_NAMES = {"to": "addressee", "by": "decided_by"}
DATES = ("start", "end", "date", "published")

_COUNTED = {"article": "article", "source": "story"}

_Found = list[tuple[Extraction, Entity]]
_RESERVED = frozenset({"id", "type", "label", "mention_count", "article_count", "articles"})


def build_graph(extractions: Iterable[Extraction]) -> KnowledgeGraph:
    """Return the graph of all claims, in its normal form.

    Raises ExtractionError where an article comes twice with different content, a claim joins an entity that its
    article does not list, or a type, relation, status or attribute is not in the schema.

    >>> from graph.model import Span
    >>> city = Entity("Region:창원시", "Region", "창원시", (Span(0, 3, "창원시"),))
    >>> drone = Entity("Industry:드론", "Industry", "드론", (Span(5, 7, "드론"),))
    >>> claim = Claim("c1", city.id, "fosters", drone.id, "planned", (Span(0, 10, "창원시, 드론 육성"),), 0.9, "육성")
    >>> kg = build_graph([Extraction("기사1", "창원시, 드론 육성", "", "2025-01-07", "", "", (city, drone), (claim,))])
    >>> kg.nodes["Region:창원시"]["label"], kg.edges[city.id, drone.id, "c1"]["label"]
    ('창원시', '육성')
    """
    articles = _articles(extractions)
    found: dict[str, _Found] = defaultdict(list)
    for article in articles:
        for entity in article.entities:
            found[clean_text(entity.id)].append((article, entity))
    kg: KnowledgeGraph = nx.MultiDiGraph()
    kg.add_nodes_from((id_, _node(found[id_])) for id_ in sorted(found))
    stories = find_stories(articles)
    listed = {article.id: {entity.id: entity for entity in article.entities} for article in articles}
    for head, tail, key, claim, article in sorted(_claims(articles), key=itemgetter(0, 1, 2)):
        kg.add_edge(head, tail, key)
        data = _edge(claim, article) | _marked(claim, listed[article.id]) | {"story": stories[article.id]}
        kg.get_edge_data(head, tail, key).update(data)
    _count_sources(kg)
    normalise(kg)
    return kg


def keep_sure_edges(kg: KnowledgeGraph, least: float) -> KnowledgeGraph:
    """Return the graph without the claims whose confidence is less (0..1); all nodes stay, and so do other layers."""
    kept = kg.copy()
    for head, tail, key, confidence in kg.edges(keys=True, data="confidence", default=1.0):
        if confidence < least:
            kept.remove_edge(head, tail, key)
    return kept


def _articles(extractions: Iterable[Extraction]) -> list[Extraction]:
    articles: dict[str, Extraction] = {}
    for extraction in extractions:
        if articles.setdefault(extraction.id, extraction) != extraction:
            raise ExtractionError(f"article {extraction.id}: comes twice, with different content; keep one of the two")
        _check(extraction)
    return [articles[id_] for id_ in sorted(articles)]


def _check(article: Extraction) -> None:
    schema, ids = load_schema(), {entity.id for entity in article.entities}
    for entity in article.entities:
        _expect(entity.type, schema.types, f"article {article.id}: entity {entity.id}: type")
        if reserved := _RESERVED & entity.attrs.keys():
            raise ExtractionError(f"article {article.id}: entity {entity.id}: attribute {min(reserved)!r} is reserved")
    for claim in article.claims:
        where = f"article {article.id}: claim {claim.id}:"
        _expect(claim.relation, schema.relations, f"{where} relation")
        _expect(claim.status, schema.statuses, f"{where} status")
        for name in claim.attrs:
            _expect(name, schema.attributes, f"{where} attribute")
        for end in (claim.head, claim.tail):
            if end not in ids:
                raise ExtractionError(f"{where} {end!r} is not among the entities of the article")


def _expect(name: str, known: Iterable[str], where: str) -> None:
    if name not in known:
        raise ExtractionError(f"{where} {name!r} is not one of {', '.join(known)}")


def _node(found: _Found) -> dict[str, Any]:
    ids = list(dict.fromkeys(article.id for article, _ in found))
    rows = [(article, {"type": e.type, "label": e.name, **_attributes(e.attrs, article)}) for article, e in found]
    names = dict.fromkeys(name for _, row in rows for name in row)
    agreed: dict[str, Any] = {}
    for name in names:
        agreed |= _agreed(name, [(article.date, row[name]) for article, row in rows if name in row])
    counts = {"mention_count": sum(len(entity.mentions) for _, entity in found), "article_count": len(ids)}
    return agreed | counts | {"articles": join_list(ids)} | _years(agreed)


def _agreed(name: str, dated: list[tuple[str, AttrValue]]) -> dict[str, AttrValue]:
    """Return the value that most articles give, of equals the latest; where they differ, all values beside it."""
    votes = Counter(value for _, value in dated)
    latest = {value: max(date for date, other in dated if other == value) for value in votes}
    ranked = sorted(votes, key=lambda value: (votes[value], latest[value], value), reverse=True)
    return {name: ranked[0]} | ({f"{name}_all": join_list(map(_plain, ranked))} if len(ranked) > 1 else {})


def _plain(value: AttrValue) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _claims(articles: Iterable[Extraction]) -> Iterator[tuple[str, str, str, Claim, Extraction]]:
    owners: dict[str, str] = {}
    for article in articles:
        for claim in article.claims:
            head, tail, key = clean_text(claim.head), clean_text(claim.tail), clean_text(claim.id)
            if key in owners:
                raise ExtractionError(f"claim {key}: stands in article {owners[key]} and in article {article.id}")
            owners[key] = article.id
            yield head, tail, key, claim, article


def _marked(claim: Claim, entities: Mapping[str, Entity]) -> dict[str, str]:
    ends = {"head_marks": entities[claim.head], "tail_marks": entities[claim.tail]}
    return {name: spans for name, entity in ends.items() if (spans := _marks(claim, entity))}


def _marks(claim: Claim, entity: Entity) -> str:
    """Return where in the quote words stand for the entity, by name or by context: `0-3|17-18`, in characters."""
    marks, before = [], ""
    for span in claim.evidence:
        for words in sorted((*entity.mentions, *entity.anaphora)):
            if span.start <= words.start and words.end <= span.end:
                start = len(clean_text(before + span.text[: words.start - span.start]))
                marks.append(f"{start}-{start + len(clean_text(words.text))}")
        before += span.text + QUOTE_JOINT
    return join_list(marks)


def _edge(claim: Claim, article: Extraction) -> dict[str, Any]:
    data: dict[str, Any] = {
        "claim_id": claim.id,
        "origin": ORIGIN,
        "relation": claim.relation,
        "label": load_schema().relations[claim.relation].ko,
        "status": claim.status,
        "weight": 1.0,
        "confidence": float(claim.confidence),
        "rule": claim.rule,
        **_attributes(claim.attrs, article),
        "quote": QUOTE_JOINT.join(span.text for span in claim.evidence),
        "evidence": join_list(f"{span.start}-{span.end}" for span in claim.evidence),
        "article": article.id,
        "article_title": article.title,
        "press": article.press,
        "published": article.date,
        "url": article.url,
    }
    return data | _years(data)


def _count_sources(kg: KnowledgeGraph) -> None:
    links: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for head, tail, data in kg.edges(data=True):
        links[link_key(head, data["relation"], tail)].append(data)
    for claims in links.values():
        counts = {f"{name}_count": len({data[of] for data in claims}) for name, of in _COUNTED.items()}
        for data in claims:
            data.update(counts)


def _attributes(attrs: Mapping[str, AttrValue], article: Extraction) -> dict[str, AttrValue]:
    """Return the attributes under the names and with the types of the graph; codes of registers stay text."""
    flat: dict[str, AttrValue] = {}
    for name in sorted(attrs):
        attribute = load_schema().attributes.get(name)
        match attribute.kind if attribute else "text":
            case "won" | "number":
                flat[name] = _number(name, attrs[name], article)
            case _:
                flat[ATTRIBUTE_NAMES.get(name, name)] = str(attrs[name])
    return flat


def _number(name: str, value: AttrValue, article: Extraction) -> float:
    try:
        return float(value)
    except ValueError as error:
        raise ExtractionError(f"article {article.id}: {name} {value!r} is not a number") from error


def _years(data: Mapping[str, AttrValue]) -> dict[str, int]:
    """Return the year of each date, as a number that other programs can sort and filter by."""
    dates = {name: str(data.get(name, ""))[:4] for name in DATES}
    return {f"{name}_year": int(year) for name, year in dates.items() if year.isascii() and year.isdigit()}
