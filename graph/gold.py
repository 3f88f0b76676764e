"""The hand-annotated articles: read them from a folder, all or the folds asked for."""

import csv
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError
from graph.model import AttrValue

ANNOTATIONS, FOLDS = "annotations.jsonl", "folds.csv"


@dataclass(frozen=True, slots=True)
class GoldEntity:
    """An entity as annotated: `mentions` are the forms that name it, `anaphora` those that stand for it by context."""

    id: str
    type: str
    name: str
    mentions: tuple[str, ...]
    anaphora: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldClaim:
    """A claim as annotated; its ends are ids of entities of the same article."""

    head: str
    relation: str
    tail: str
    status: str
    attrs: Mapping[str, AttrValue] = field(default_factory=dict)


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


def _annotations(path: Path) -> Iterator[GoldArticle]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            entities = tuple(
                GoldEntity(e["id"], e["type"], e["name"], tuple(e["mentions"]), tuple(e["anaphora"]))
                for e in row["entities"]
            )
            claims = tuple(
                GoldClaim(c["head"], c["relation"], c["tail"], c["status"], c.get("attrs", {})) for c in row["claims"]
            )
            yield GoldArticle(row["id"], entities, claims)
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}:{number}: not an annotated article (id, entities, claims): {error!r}") from error


def _articles_of(path: Path, folds: Collection[int]) -> set[str]:
    rows = list(csv.DictReader(_text(path).splitlines()))
    known = {row["fold"] for row in rows}
    for fold in folds:
        if str(fold) not in known:
            raise DataError(f"{path}: fold {fold} has no article; there are {', '.join(sorted(known))}")
    return {row["article"] for row in rows if int(row["fold"]) in folds}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
