"""What a run found and how good it is, as counts and plain values for files and summaries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from graph.evaluate import Evaluation, Tally
from graph.model import Extraction
from graph.schema import load_schema


@dataclass(frozen=True, slots=True)
class Found:
    """What the articles say in sum: different entities by type, claims by relation, in the order of the schema."""

    articles: int
    entities: dict[str, int]
    claims: dict[str, int]


def count_found(extractions: Iterable[Extraction]) -> Found:
    """Count articles, different entities and claims; a type or relation that does not occur counts 0.

    >>> count_found([]).entities["Region"]
    0
    """
    articles, types, relations = 0, dict[str, str](), Counter[str]()
    for extraction in extractions:
        articles += 1
        types |= {entity.id: entity.type for entity in extraction.entities}
        relations.update(claim.relation for claim in extraction.claims)
    schema, entities = load_schema(), Counter(types.values())
    return Found(articles, {t: entities[t] for t in schema.types}, {r: relations[r] for r in schema.relations})


def plain_scores(evaluation: Evaluation) -> dict[str, Any]:
    """Return an evaluation as plain values that JSON can hold, without the single misses."""
    sums = ("entities_typed", "entities_named", "claims", "pairs", "statuses", "attributes")
    return {
        "articles": evaluation.articles,
        **{name: _plain(getattr(evaluation, name)) for name in sums},
        "types": {name: _plain(evaluation.types[name]) for name in sorted(evaluation.types)},
        "relations": {name: _plain(evaluation.relations[name]) for name in sorted(evaluation.relations)},
        "confused": [{"gold": g, "found": f, "count": n} for (g, f), n in sorted(evaluation.confused.items())],
    }


def _plain(tally: Tally) -> dict[str, float]:
    return asdict(tally) | {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}
