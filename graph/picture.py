"""What the explorer is given of a graph: nodes with their places, claims, and, apart, the words of both.

The words (quotes, titles, addresses, what is known of an entity) are most of the bytes; the page reads them when asked.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

from graph.build import ATTRIBUTE_NAMES
from graph.layout import Layout, layout
from graph.normal import KnowledgeGraph, normal_form, split_list
from graph.schema import STANCES, load_schema

Row: TypeAlias = dict[str, Any]
Edge: TypeAlias = tuple[int, int, Mapping[str, Any]]

# What the page shows in another way, or not at all.
_NODE_COLUMNS = frozenset(
    [
        *("type", "label", "aliases", "mention_count", "article_count", "articles"),
        *("sigungu", "sido", "zone", "latitude", "longitude"),
    ]
)
_WEB = re.compile("https?://", re.IGNORECASE)
# These are about a region or an industry by any claim that joins them; a body only by where it is and what it does.
_ABOUT = {"Region": {"Project", "Site", "Official", "Person"}, "Industry": {"Project", "Site", "Policy"}}
_BODY = {"Region": "located_in", "Industry": "operates_in"}


@dataclass(frozen=True, slots=True)
class Picture:
    """What a page needs: `world`, all that the graph can say; its nodes and claims; and the words of these."""

    world: Row
    nodes: list[Row]
    claims: list[Row]
    words: dict[str, list[Row]]


def picture(kg: KnowledgeGraph) -> Picture:
    """Return what to show of the graph, the latest reports first; `kg` itself is left as it is.

    Nodes and articles are numbered; only edges that are claims are shown, no other layer.

    >>> from graph.build import build_graph
    >>> [kind["ko"] for kind in picture(build_graph([])).world["types"]][:3]
    ['공직자', '인물', '지역']
    """
    kg = normal_form(kg)
    edges = list(_edges(kg))
    articles = {claim["article"]: claim for *_, claim in edges}
    drawn = layout(kg)
    world = _schema() | {
        "islands": [asdict(island) for island in drawn.islands],
        "regions": {
            number: [data.get("zone", ""), data.get("sido", "")]
            for number, data in enumerate(kg.nodes.values())
            if data["type"] == "Region"
        },
    }
    world["articles"] = [
        {"press": claim["press"], "date": claim["published"], "story": claim.get("story", article)}
        for article, claim in articles.items()
    ]
    words = {
        "nodes": [{"facts": _entity_facts(data)} for data in kg.nodes.values()],
        "claims": [_claim_words(kg, claim) for *_, claim in edges],
        "articles": [
            {"title": claim["article_title"], "url": claim["url"] if _WEB.match(claim["url"]) else ""}
            for claim in articles.values()
        ],
    }
    return Picture(world, _nodes(kg, drawn, edges), list(_claims(edges, articles)), words)


def _edges(kg: KnowledgeGraph) -> Iterator[Edge]:
    numbers = {node: number for number, node in enumerate(kg)}
    claims = [edge for edge in kg.edges(data=True) if edge[2].get("origin", "claim") == "claim"]
    for head, tail, claim in sorted(claims, key=lambda edge: (edge[2]["published"], edge[2]["claim_id"]), reverse=True):
        yield numbers[head], numbers[tail], claim


def _schema() -> Row:
    schema = load_schema()
    return {
        "types": [{"id": t.name, "ko": t.ko, "en": t.en, "color": t.color} for t in schema.types.values()],
        "relations": [{"id": r.name, "ko": r.ko, "en": r.en, "mutual": r.symmetric} for r in schema.relations.values()],
        "statuses": [{"id": s.name, "ko": s.ko, "en": s.en} for s in schema.statuses.values()],
        "attributes": {
            ATTRIBUTE_NAMES.get(a.name, a.name): {"ko": a.heading, "en": a.en.removesuffix(" (KRW)"), "kind": a.kind}
            for a in schema.attributes.values()
        },
        "stances": {name: {"ko": ko, "en": name} for name, ko in STANCES.items()},
    }


def _nodes(kg: KnowledgeGraph, drawn: Layout, edges: Sequence[Edge]) -> list[Row]:
    types = {name: number for number, name in enumerate(load_schema().types)}
    data: list[Mapping[str, Any]] = list(kg.nodes.values())
    regions, industries = _about("Region", data, edges), _about("Industry", data, edges)
    return [
        {
            "id": node,
            "label": row["label"],
            "aliases": split_list(str(row.get("aliases", ""))),
            "type": types[row["type"]],
            "articles": row.get("article_count", 0),
            "regions": regions[number],
            "industries": industries[number],
            **dict(zip(("island", "x", "y"), drawn.nodes[node], strict=True)),
        }
        for number, (node, row) in enumerate(zip(kg, data, strict=True))
    ]


def _about(kind: str, rows: Sequence[Mapping[str, Any]], edges: Sequence[Edge]) -> list[list[int]]:
    """Return for each node the regions, or industries, that it is about: itself, or those its claims tie it to."""
    found: dict[int, set[int]] = defaultdict(set)
    for head, tail, claim in edges:
        for node, other in ((head, tail), (tail, head)):
            tied = rows[node]["type"] in _ABOUT[kind] or claim["relation"] == _BODY[kind]
            if rows[other]["type"] == kind and tied:
                found[node].add(other)
    return [[number] if row["type"] == kind else sorted(found[number]) for number, row in enumerate(rows)]


def _claims(edges: Sequence[Edge], articles: Iterable[str]) -> Iterator[Row]:
    schema = load_schema()
    relations = {name: number for number, name in enumerate(schema.relations)}
    statuses = {name: number for number, name in enumerate(schema.statuses)}
    order = {article: number for number, article in enumerate(articles)}
    for head, tail, claim in edges:
        yield {
            "from": head,
            "to": tail,
            "relation": relations[claim["relation"]],
            "status": statuses[claim["status"]],
            "article": order[claim["article"]],
            "sure": round(claim["confidence"], 2),
            "amount": round(claim.get("amount_krw", 0)),
        }


def _claim_words(kg: KnowledgeGraph, claim: Mapping[str, Any]) -> Row:
    return {
        "id": claim["claim_id"],
        "quote": claim["quote"],
        "marks": [_spans(claim.get("head_marks", "")), _spans(claim.get("tail_marks", ""))],
        "rule": claim["rule"],
        "facts": _claim_facts(kg, claim),
    }


def _spans(marks: str) -> list[list[int]]:
    return [[int(place) for place in mark.split("-")] for mark in split_list(marks)]


def _claim_facts(kg: KnowledgeGraph, claim: Mapping[str, Any]) -> list[list[Any]]:
    """Return the claim's attributes, each with its value, an entity by its name."""
    names = (ATTRIBUTE_NAMES.get(name, name) for name in load_schema().attributes)
    told = ((name, claim[name]) for name in names if name in claim)
    return [[name, kg.nodes[value]["label"] if value in kg else value] for name, value in told]


def _entity_facts(entity: Mapping[str, Any]) -> list[list[Any]]:
    """Return what is known of the entity: name, value and, where articles disagree, all values."""
    known = load_schema().attributes
    names = (*(name for name in known if name in entity), *sorted(entity.keys() - known.keys() - _NODE_COLUMNS))
    return [
        [name, entity[name], *([split_list(entity[f"{name}_all"])] if f"{name}_all" in entity else [])]
        for name in names
        if not name.endswith(("_all", "_year"))
    ]
