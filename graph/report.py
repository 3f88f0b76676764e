"""What a run found and how good it is, as counts and plain values for files and summaries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from graph.coreference import BCubed
from graph.evaluate import Evaluation, Tally
from graph.model import Extraction
from graph.schema import load_schema

# The types, those side by side that people confuse.
CONFUSABLE = ("Official", "Person", "Region", "Organization", "Project", "Site", "Policy", "Industry")


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
        "coreference": _plain_mean(evaluation.coreference),
        "anaphora": _plain_mean(evaluation.anaphora),
        "confused": [
            {"gold": gold or None, "found": found or None, "count": count}
            for (gold, found), count in sorted(evaluation.confused.items())
        ],
    }


def confusion_table(confused: Mapping[tuple[str, str], int]) -> list[tuple[str, ...]]:
    """Return rows of annotated types and columns of found types, in Korean, with a header; none is left blank.

    What was missed stands in the last column, what was found where nothing is annotated in the last row.

    >>> rows = confusion_table({("Project", "Project"): 5, ("Project", "Site"): 2, ("Site", ""): 3, ("", "Site"): 1})
    >>> [rows[n] for n in (0, 5, 6, -1)]  # doctest: +NORMALIZE_WHITESPACE
    [('정답', '공직자', '인물', '지역', '기관·기업', '사업', '단지·시설', '정책·제도', '산업', '놓침'),
     ('사업', '', '', '', '', '5', '2', '', '', ''),
     ('단지·시설', '', '', '', '', '', '', '', '', '3'),
     ('정답 없음', '', '', '', '', '', '1', '', '', '')]
    """
    labels = [load_schema().types[name].ko for name in CONFUSABLE]
    kinds = (*CONFUSABLE, "")
    rows = (
        (label, *(f"{count:,}" if (count := confused.get((gold, found), 0)) else "" for found in kinds))
        for gold, label in zip(kinds, (*labels, "정답 없음"), strict=True)
    )
    return [("정답", *labels, "놓침"), *rows]


def _plain(tally: Tally) -> dict[str, float]:
    return asdict(tally) | {"precision": tally.precision, "recall": tally.recall, "f1": tally.f1}


def _plain_mean(score: BCubed) -> dict[str, float]:
    return {"forms": score.forms, "precision": score.precision, "recall": score.recall, "f1": score.f1}
