"""The hand-annotated articles: read them from a folder, all or the folds asked for; or take them as extractions."""

import csv
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError
from graph.model import Article, AttrValue, Claim, Entity, Extraction, Span, claim_id
from graph.schema import load_schema

ANNOTATIONS, FOLDS = "annotations.jsonl", "folds.csv"
# What `rule` and `confidence` say of a claim that a person found.
BY_HAND, CERTAIN = "gold", 1.0


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity as annotated: `mentions` are the forms that name it, `anaphora` those that stand for it by context."""

    id: str
    type: str
    name: str
    mentions: tuple[str, ...]
    anaphora: tuple[str, ...] = ()
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as annotated; its ends are ids of entities of the same article, its evidence words of the text."""

    head: str
    relation: str
    tail: str
    status: str
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """What one article says, by hand."""

    id: str
    entities: tuple[GoldEntity, ...]
    claims: tuple[GoldClaim, ...]


def read_gold(folder: Path, folds: Collection[int] = ()) -> list[GoldArticle]:
    """Return the annotated articles of these folds, or all where none is named, in the order of the file.

    Raises DataError naming file and line where a line is no annotation, or a fold has no article.
    """
    wanted = _articles_of(folder / FOLDS, folds) if folds else None
    return [gold for gold in _annotations(folder / ANNOTATIONS) if wanted is None or gold.id in wanted]


def gold_extraction(gold: GoldArticle, article: Article) -> Extraction:
    """Return the annotation as the extraction that a perfect reader would make of the article.

    An entity's id is its type and name, which are the same in every article. Each form and quote stands where the text
    first has it. Raises DataError where the article lacks one.

    >>> city = GoldEntity("e1", "Region", "창원시", ("창원",))
    >>> drone = GoldEntity("e2", "Industry", "드론", ("드론",))
    >>> claim = GoldClaim("e1", "fosters", "e2", "planned", {}, ("드론을 키운다",))
    >>> gold = GoldArticle("기사1", (city, drone), (claim,))
    >>> told = gold_extraction(gold, Article("기사1", "", "", "", "", "창원이 드론을 키운다"))
    >>> told.claims[0].head, told.claims[0].evidence
    ('Region:창원시', (Span(start=4, end=11, text='드론을 키운다'),))
    """
    ids = entity_ids(gold)
    return Extraction(
        article.id,
        article.title,
        article.press,
        article.date,
        article.url,
        article.text_sha256,
        tuple(
            Entity(ids[e.id], e.type, e.name, _spans(e.mentions, article), _spans(e.anaphora, article), e.attrs)
            for e in gold.entities
        ),
        tuple(_claim(claim, ids, article) for claim in gold.claims),
    )


def entity_ids(gold: GoldArticle) -> dict[str, str]:
    """Return the ids that the entities have in `gold_extraction`, by those of the annotation."""
    return {entity.id: f"{entity.type}:{entity.name}" for entity in gold.entities}


def _claim(claim: GoldClaim, ids: Mapping[str, str], article: Article) -> Claim:
    head, tail = ids[claim.head], ids[claim.tail]
    id_ = claim_id(article.id, head, claim.relation, tail)
    attrs = {name: ids[str(value)] if _is_entity(name) else value for name, value in claim.attrs.items()}
    evidence = _spans(claim.evidence, article)
    return Claim(id_, head, claim.relation, tail, claim.status, evidence, CERTAIN, BY_HAND, attrs)


def _is_entity(attribute: str) -> bool:
    return load_schema().attributes[attribute].kind == "entity"


def _spans(forms: Iterable[str], article: Article) -> tuple[Span, ...]:
    return tuple(sorted(Span(start, start + len(form), form) for form in forms for start in [_find(form, article)]))


def _find(form: str, article: Article) -> int:
    if (start := article.text.find(form)) < 0:
        raise DataError(f"article {article.id}: {form!r} is annotated and not in the text")
    return start


def _annotations(path: Path) -> Iterator[GoldArticle]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            entities = tuple(
                GoldEntity(e["id"], e["type"], e["name"], tuple(e["mentions"]), tuple(e["anaphora"]), e["attrs"])
                for e in row["entities"]
            )
            claims = tuple(
                GoldClaim(c["head"], c["relation"], c["tail"], c["status"], c["attrs"], tuple(c["evidence"]))
                for c in row["claims"]
            )
            yield GoldArticle(row["id"], entities, claims)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}:{number}: not an annotated article (id, entities, claims): {error!r}") from error


def read_folds(path: Path) -> dict[str, int]:
    """Return the fold of each article of a file with the columns `article` and `fold`."""
    return {row["article"]: int(row["fold"]) for row in csv.DictReader(_text(path).splitlines())}


def _articles_of(path: Path, folds: Collection[int]) -> set[str]:
    known = read_folds(path)
    for fold in folds:
        if fold not in known.values():
            there = ", ".join(map(str, sorted(set(known.values()))))
            raise DataError(f"{path}: fold {fold} has no article; there are {there}")
    return {article for article, fold in known.items() if fold in folds}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
