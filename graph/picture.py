"""What a picture of the graph shows: drawn nodes and lines, and behind each the claims with their words and articles.

Plain lists and dicts, numbered to be small; entities that a line joins share that line, however many claims they have.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.build import ATTRIBUTE_NAMES
from graph.layout import HUB_ROOM, SPACING, Point, layout
from graph.normal import KnowledgeGraph, normal_form, split_list
from graph.schema import load_schema, tell_value

Row = dict[str, Any]

# Beside the colours of the schema, for those who see none.
_SHAPES = {
    "Official": "dot",
    "Person": "dot",
    "Region": "square",
    "Organization": "hexagon",
    "Project": "diamond",
    "Site": "triangle",
    "Industry": "star",
    "Policy": "triangleDown",
}
_NODE_COLUMNS = frozenset({"type", "label", "mention_count", "article_count", "articles"})
_WEB = re.compile("https?://", re.IGNORECASE)
# A line longer than this leaves its island; drawn faint, such lines do not cover the islands.
LONG = 6 * SPACING


@dataclass(frozen=True, slots=True)
class Picture:
    """All that a page needs: `nodes` and `lines` to draw, `claims` and `articles` to tell."""

    types: list[Row]
    nodes: list[Row]
    lines: list[Row]
    claims: list[Row]
    articles: list[Row]


def picture(kg: KnowledgeGraph) -> Picture:
    """Return what to draw of the graph, the latest reports first; `kg` itself is left as it is.

    >>> from graph.build import build_graph
    >>> [row["label"] for row in picture(build_graph([])).types][:3]
    ['공직자', '인물', '지역']
    """
    kg = normal_form(kg)
    numbers, places = {node: number for number, node in enumerate(kg)}, layout(kg)
    edges = sorted(kg.edges(data=True), key=lambda edge: (edge[2]["published"], edge[2]["claim_id"]), reverse=True)
    articles = {claim["article"]: _article(claim) for *_, claim in edges}
    order = {article: number for number, article in enumerate(articles)}
    claims = [
        {"head": numbers[head], "tail": numbers[tail], "article": order[claim["article"]], **_claim(kg, claim)}
        for head, tail, claim in edges
    ]
    return Picture(
        types=[_type(name) for name in load_schema().types],
        nodes=[_node(numbers[node], data, kg.degree(node), places[node]) for node, data in kg.nodes(data=True)],
        lines=list(_lines(claims, [places[node] for node in kg])),
        claims=claims,
        articles=list(articles.values()),
    )


def _type(name: str) -> Row:
    kind = load_schema().types[name]
    return {"id": name, "label": kind.ko, "shape": _SHAPES[name], "color": kind.color}


def _node(number: int, entity: Mapping[str, Any], degree: int, place: Point) -> Row:
    return {
        "id": number,
        "name": entity["label"],
        "type": entity["type"],
        "shape": _SHAPES[entity["type"]],
        "color": load_schema().types[entity["type"]].color,
        "size": round(5 + HUB_ROOM * math.sqrt(degree), 1),
        "x": place[0],
        "y": place[1],
        "claims": degree,
        "facts": _entity_facts(entity),
        "seen": f"기사 {entity['article_count']:,}건 · 언급 {entity['mention_count']:,}번",
    }


def _entity_facts(entity: Mapping[str, Any]) -> list[list[str]]:
    known = load_schema().attributes
    facts = []
    for name in (*(name for name in known if name in entity), *sorted(entity.keys() - known.keys() - _NODE_COLUMNS)):
        if name.endswith(("_all", "_year")):
            continue
        told = tell_value(name, entity[name])
        if f"{name}_all" in entity:
            others = " · ".join(tell_value(name, other) for other in split_list(entity[f"{name}_all"]))
            told += f" (기사마다 다름: {others})"
        facts.append([known[name].heading if name in known else name, told])
    return facts


def _claim(kg: KnowledgeGraph, claim: Mapping[str, Any]) -> Row:
    schema = load_schema()
    return {
        "relation": claim["label"],
        "mutual": schema.relations[claim["relation"]].symmetric,
        "status": claim["status"],
        "told": schema.statuses[claim["status"]].ko,
        "quote": claim["quote"],
        "facts": [
            [attribute.heading, kg.nodes[value]["label"] if value in kg else tell_value(name, value)]
            for name, attribute in schema.attributes.items()
            if (value := claim.get(ATTRIBUTE_NAMES.get(name, name))) is not None
        ],
    }


def _article(claim: Mapping[str, Any]) -> Row:
    """Return what to show of an article; an address that is not one of the web is left out."""
    url = claim["url"] if _WEB.match(claim["url"]) else ""
    return {"title": claim["article_title"], "press": claim["press"], "date": claim["published"], "url": url}


def _lines(claims: Iterable[Row], places: Sequence[Point]) -> Iterator[Row]:
    """Yield a line for each two entities that claims join: dashed while all is planned, crossed where all failed."""
    joined: dict[tuple[int, int], list[int]] = defaultdict(list)
    rows = list(claims)
    for number, row in enumerate(rows):
        if row["head"] != row["tail"]:
            joined[min(row["head"], row["tail"]), max(row["head"], row["tail"])].append(number)
    for number, ((a, b), found) in enumerate(sorted(joined.items())):
        statuses = {rows[claim]["status"] for claim in found}
        heads = {rows[claim]["head"] for claim in found if not rows[claim]["mutual"]}
        yield {
            "id": number,
            "from": a,
            "to": b,
            "claims": found,
            "arrows": [side for side, head in (("from", b), ("to", a)) if head in heads],
            "failed": statuses == {"failed"},
            "dashes": statuses <= {"proposed", "planned", "failed"},
            "long": math.dist(places[a], places[b]) > LONG,
        }
