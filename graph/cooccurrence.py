"""Which entities are named in the same articles: a layer for comparison, which says nothing of how they are related."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from operator import itemgetter

from graph.build import build_graph
from graph.copies import find_stories
from graph.model import Entity, Extraction, claim_id
from graph.normal import KnowledgeGraph, clean_text, join_list

ORIGIN = "cooccurrence"
RELATION, LABEL = "cooccurs_with", "함께 나옴"


def cooccurrence_graph(extractions: Iterable[Extraction], *, within: int | None = None) -> KnowledgeGraph:
    """Return all entities, and an edge between any two that an article names; no claim is in it.

    An edge's `weight` and `article_count` say in how many articles, `source_count` in how many that are no copies of
    one text. With `within`, two count only where they are named at most so many characters apart: 100 is about a
    sentence. It has no direction: its head is the smaller id. An article of n entities makes n (n - 1) / 2 pairs.
    Raises ExtractionError as `build_graph` does.

    >>> from graph.model import Span
    >>> names = [("Region:창원시", 0), ("Industry:드론", 5), ("Industry:수소", 900)]
    >>> found = tuple(Entity(id_, *id_.split(":"), (Span(at, at + 2, ""),)) for id_, at in names)
    >>> kg = cooccurrence_graph([Extraction("기사1", "", "", "", "", "", found)], within=100)
    >>> [(head, tail, data["origin"]) for head, tail, data in kg.edges(data=True)]
    [('Industry:드론', 'Region:창원시', 'cooccurrence')]
    """
    articles = list(extractions)
    kg = build_graph(replace(article, claims=()) for article in articles)
    stories = find_stories(articles)
    pairs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for article in articles:
        for pair in _pairs(article.entities, within):
            pairs[pair].add(article.id)
    for (head, tail), ids in sorted(pairs.items()):
        key = "n" + claim_id(ORIGIN, head, RELATION, tail)[1:]
        kg.add_edge(head, tail, key)
        kg.edges[head, tail, key].update(
            relation=RELATION,
            label=LABEL,
            origin=ORIGIN,
            weight=float(len(ids)),
            article_count=len(ids),
            source_count=len({stories[id_] for id_ in ids}),
            articles=join_list(sorted(ids)),
        )
    return kg


def _pairs(entities: Iterable[Entity], within: int | None) -> Iterator[tuple[str, str]]:
    placed = sorted(((clean_text(entity.id), entity) for entity in entities), key=itemgetter(0))
    for (one, a), (other, b) in combinations(placed, 2):
        if one != other and (within is None or _distance(a, b) <= within):
            yield one, other


def _distance(a: Entity, b: Entity) -> float:
    """Return the fewest characters between the end of a mention of one and the start of one of the other."""
    return min((max(x.start - y.end, y.start - x.end, 0) for x in a.mentions for y in b.mentions), default=math.inf)
