"""The schema as records: which types, relations, statuses and attributes there are, and how people are told them."""

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
class EntityType(Term):
    """A type of entity and the colour, `#RRGGBB`, that it has wherever it is drawn."""

    color: str


@dataclass(frozen=True, slots=True)
class Attribute(Term):
    """An attribute and the kind of its value, one of `ATTRIBUTE_KINDS`."""

    kind: str

    @property
    def heading(self) -> str:
        """The Korean label without its unit, to stand beside a value that `tell_value` tells."""
        return self.ko.removesuffix("(원)")


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

    types: Mapping[str, EntityType]
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
        types={name: EntityType(name, row["ko"], row["en"], row["color"]) for name, row in raw["types"].items()},
        statuses=_terms(raw["statuses"]),
        attributes={
            name: Attribute(name, row["ko"], row["en"], row["kind"]) for name, row in raw["attributes"].items()
        },
        relations={name: _relation(name, row) for name, row in raw["relations"].items()},
        entity_attributes={name: frozenset(row) for name, row in raw["entity_attributes"].items()},
    )
    _check(schema)
    return schema


def link_key(head: str, relation: str, tail: str) -> tuple[str, str, str]:
    """Return what makes claims claims of one link; a symmetric relation has no direction.

    >>> link_key("Region:창원시", "partners_with", "Region:김해시")
    ('Region:김해시', 'partners_with', 'Region:창원시')
    """
    if load_schema().relations[relation].symmetric:
        head, tail = sorted((head, tail))
    return head, relation, tail


def tell_value(name: str, value: object) -> str:
    """Return an attribute's value as people read it; what the schema does not know is told as it is.

    >>> tell_value("budget_krw", 300_000_000_000), tell_value("stance", "oppose"), tell_value("code", "48120")
    ('3,000억 원', '반대', '48120')
    """
    attribute = load_schema().attributes.get(name)
    match attribute.kind if attribute else "text":
        case "won":
            return tell_won(float(str(value)))
        case "number":
            return f"{float(str(value)):,.10g}"
        case "stance":
            return STANCES.get(str(value), str(value))
        case _:
            return str(value)


def tell_won(amount: float) -> str:
    """Return an amount as Korean newspapers write it, down to 만 원.

    >>> tell_won(1_421_500_000_000)
    '1조 4,215억 원'
    """
    whole, words = round(amount), []
    for unit, size in (("조", 10**12), ("억", 10**8), ("만", 10**4)):
        count, whole = divmod(whole, size)
        if count:
            words.append(f"{count:,}{unit}")
    return " ".join(words) + " 원" if words else f"{round(amount):,}원"


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
