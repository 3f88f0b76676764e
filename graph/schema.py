"""The schema as records: which types, relations, statuses and attributes there are, and which ends a relation allows."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.errors import DataError

STANCES = {"support": "지지", "oppose": "반대", "neutral": "중립"}
ATTRIBUTE_KINDS = ("text", "date", "won", "number", "entity", "stance")
# Every relation may carry the dates of that very link.
COMMON_ATTRIBUTES = ("start", "end", "date")


@dataclass(frozen=True, slots=True)
class Term:
    """An identifier with the labels that people read."""

    name: str
    ko: str
    en: str


@dataclass(frozen=True, slots=True)
class Attribute(Term):
    """An attribute and the kind of its value, one of `ATTRIBUTE_KINDS`."""

    kind: str


@dataclass(frozen=True, slots=True)
class Relation(Term):
    """A relation, the entity types it may join and the attributes it may carry."""

    head: frozenset[str]
    tail: frozenset[str]
    attributes: frozenset[str]
    symmetric: bool

    def allows(self, head_type: str, tail_type: str) -> bool:
        """Tell whether the relation may join these two types, in this direction."""
        return head_type in self.head and tail_type in self.tail


@dataclass(frozen=True, slots=True)
class Schema:
    """All that the graph can say, in the order of `schema.toml`."""

    types: Mapping[str, Term]
    statuses: Mapping[str, Term]
    attributes: Mapping[str, Attribute]
    relations: Mapping[str, Relation]
    entity_attributes: Mapping[str, frozenset[str]]


@cache
def load_schema() -> Schema:
    """Return the schema that ships with the package.

    Raises DataError where the file names an unknown type, attribute or kind.

    >>> schema = load_schema()
    >>> schema.types["Project"].ko
    '사업'
    >>> schema.relations["leads"].allows("Region", "Project")
    True
    """
    raw = tomllib.loads(files("graph").joinpath("schema.toml").read_text(encoding="utf-8"))
    schema = Schema(
        types=_terms(raw["types"]),
        statuses=_terms(raw["statuses"]),
        attributes={name: Attribute(name, row["ko"], row["en"], row["kind"]) for name, row in raw["attributes"].items()},
        relations={name: _relation(name, row) for name, row in raw["relations"].items()},
        entity_attributes={name: frozenset(row) for name, row in raw["entity_attributes"].items()},
    )
    _check(schema)
    return schema


def _terms(table: Mapping[str, Mapping[str, str]]) -> dict[str, Term]:
    return {name: Term(name, row["ko"], row["en"]) for name, row in table.items()}


def _relation(name: str, row: Mapping[str, Any]) -> Relation:
    return Relation(
        name,
        row["ko"],
        row["en"],
        frozenset(row["head"]),
        frozenset(row["tail"]),
        frozenset((*row.get("attributes", ()), *COMMON_ATTRIBUTES)),
        row.get("symmetric", False),
    )


def _check(schema: Schema) -> None:
    for relation in schema.relations.values():
        _expect(relation.head | relation.tail, schema.types, f"relations.{relation.name}: type")
        _expect(relation.attributes, schema.attributes, f"relations.{relation.name}: attribute")
    for name, attributes in schema.entity_attributes.items():
        _expect({name}, schema.types, "entity_attributes: type")
        _expect(attributes, schema.attributes, f"entity_attributes.{name}: attribute")
    _expect({a.kind for a in schema.attributes.values()}, ATTRIBUTE_KINDS, "attributes: kind")


def _expect(names: frozenset[str] | set[str], known: Any, where: str) -> None:  # noqa: ANN401 - any container of names
    for name in sorted(names):
        if name not in known:
            raise DataError(f"schema.toml: {where} {name!r} is not one of {', '.join(known)}")
