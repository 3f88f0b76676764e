"""The claims and entities of a graph as columns of numbers, made once a graph: what every question is answered from.

A graph is indexed when it is first asked, and answers as it was then: a graph is a view that is thrown away and folded
anew. It is indexed again where it has more or fewer nodes than it had; who changes one in any other way, links or
attributes, calls `forget(kg)` afterwards. Counting the links of a large graph at each question would cost more than the
answer.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypeAlias, TypeVar, cast
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from graph.normal import KnowledgeGraph
from graph.schema import load_schema

Numbers: TypeAlias = NDArray[np.int64]
Texts: TypeAlias = NDArray[np.object_]
Flags: TypeAlias = NDArray[np.bool_]
T = TypeVar("T")

# Links of a register or of co-occurrence are no claims.
CLAIM = "claim"


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """Entities by number and claims by row; rows go by day of report, of one day by how far the status got.

    `head`, `tail`, `story` and `article` are numbers; `relation` and `status` stand in the order of the schema. Days
    are numbers such as 20250107, 20250100 where only the month is known, and 0 where nothing is. `when` is the day of
    the event where the claim dates it, else the day of the report. `made` holds what questions found out about the
    whole.
    """

    ids: list[str]
    number: dict[str, int]
    nodes: list[Mapping[str, Any]]
    labels: Texts
    types: Texts
    claim_ids: Texts
    claims: list[Mapping[str, Any]]
    row: dict[str, int]
    head: Numbers
    tail: Numbers
    relation: Numbers
    status: Numbers
    story: Numbers
    article: Numbers
    published: Numbers
    when: Numbers
    confidence: NDArray[np.float64]
    made: dict[object, Any] = field(default_factory=dict)


_KEPT: "WeakKeyDictionary[KnowledgeGraph, Index]" = WeakKeyDictionary()


def index_of(kg: KnowledgeGraph) -> Index:
    """Return the index of the graph, made when it is first asked for and where nodes are not as many as they were.

    >>> from graph.build import build_graph
    >>> kg = build_graph([])
    >>> index_of(kg) is index_of(kg)
    True
    """
    index = _KEPT.get(kg)
    if index is None or len(index.ids) != len(kg):
        with uncollected():
            index = _KEPT[kg] = _build(kg)
    return index


def forget(kg: KnowledgeGraph) -> None:
    """Have the graph indexed anew at the next question: needed after links or attributes were changed in place."""
    _KEPT.pop(kg, None)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector off while many lasting objects are made: it would walk all of them again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def derived(make: Callable[[Index], T]) -> Callable[[Index], T]:
    """Keep what `make` finds out about an index beside it, so that it is found out once."""

    @wraps(make)
    def get(index: Index) -> T:
        if make not in index.made:
            with uncollected():
                index.made[make] = make(index)
        return cast(T, index.made[make])

    return get


def day_number(text: str) -> int:
    """Return a date as a number that sorts: year, month and day; 0 where it is not known.

    >>> day_number("2025-01-07"), day_number("2025-01"), day_number("2025"), day_number("내년")
    (20250107, 20250100, 20250000, 0)
    """
    parts = text.split("-")
    if not (len(parts) <= 3 and all(part.isascii() and part.isdigit() for part in parts)):
        return 0
    year, month, day = (int(part) for part in (*parts, "0", "0")[:3])
    return year * 10_000 + month * 100 + day


def tell_day(day: int) -> str:
    """Return the date of a number as `day_number` reads it.

    >>> tell_day(20250107), tell_day(20250100), tell_day(0)
    ('2025-01-07', '2025-01', '')
    """
    year, month, rest = day // 10_000, day // 100 % 100, day % 100
    return "-".join([f"{year:04}", *(f"{part:02}" for part in (month, rest) if part)]) if day else ""


def relation_numbers(names: Iterable[str]) -> list[int]:
    """Return the numbers of relations in `Index.relation`."""
    return [list(load_schema().relations).index(name) for name in names]


def status_number(name: str) -> int:
    """Return the number of a status in `Index.status`."""
    return list(load_schema().statuses).index(name)


@derived
def _by_relation(index: Index) -> list[Numbers]:
    return [np.flatnonzero(index.relation == number) for number in range(len(load_schema().relations))]


def claims_of(index: Index, *relations: str) -> Numbers:
    """Return the rows of the claims of these relations, in order."""
    rows = [_by_relation(index)[number] for number in relation_numbers(relations)]
    return np.sort(np.concatenate(rows)) if len(rows) > 1 else rows[0]


@derived
def _by_head(index: Index) -> tuple[Numbers, Numbers]:
    return _sorted_by(index.head, len(index.ids))


@derived
def _by_tail(index: Index) -> tuple[Numbers, Numbers]:
    return _sorted_by(index.tail, len(index.ids))


def _sorted_by(ends: Numbers, entities: int) -> tuple[Numbers, Numbers]:
    order = np.argsort(ends, kind="stable")
    return order, np.searchsorted(ends[order], np.arange(entities + 1))


def claims_from(index: Index, entity: int) -> Numbers:
    """Return the rows of the claims whose head is this entity."""
    order, starts = _by_head(index)
    return order[starts[entity] : starts[entity + 1]]


def claims_to(index: Index, entity: int) -> Numbers:
    """Return the rows of the claims whose tail is this entity."""
    order, starts = _by_tail(index)
    return order[starts[entity] : starts[entity + 1]]


@derived
def claim_counts(index: Index) -> Numbers:
    """Return for each entity how many claims it is an end of."""
    size = len(index.ids)
    return np.bincount(index.head, minlength=size) + np.bincount(index.tail, minlength=size)


def texts(values: Iterable[object]) -> Texts:
    """Return an array of Python objects, whatever they are, lists among them."""
    found = list(values)
    array = np.empty(len(found), dtype=object)
    array[:] = found
    return array


def _build(kg: KnowledgeGraph) -> Index:
    schema = load_schema()
    nodes: dict[str, dict[str, Any]] = dict(kg.nodes.items())
    number = {id_: at for at, id_ in enumerate(nodes)}
    edges = [edge for edge in kg.edges(keys=True, data=True) if edge[3].get("origin", CLAIM) == CLAIM]
    days = _Days()
    statuses = {name: at for at, name in enumerate(schema.statuses)}
    status = np.fromiter((statuses[edge[3]["status"]] for edge in edges), np.int64, len(edges))
    published = np.fromiter((days[edge[3]["published"]] for edge in edges), np.int64, len(edges))
    order = np.lexsort((status, published))
    edges = [edges[at] for at in order.tolist()]
    claims: list[Mapping[str, Any]] = [edge[3] for edge in edges]
    relations = {name: at for at, name in enumerate(schema.relations)}
    claim_ids = [edge[2] for edge in edges]
    return Index(
        ids=list(nodes),
        number=number,
        nodes=list(nodes.values()),
        labels=texts(data.get("label", id_) for id_, data in nodes.items()),
        types=texts(data.get("type", "") for data in nodes.values()),
        claim_ids=texts(claim_ids),
        claims=claims,
        row={id_: at for at, id_ in enumerate(claim_ids)},
        head=_numbers(number[edge[0]] for edge in edges),
        tail=_numbers(number[edge[1]] for edge in edges),
        relation=_numbers(relations[claim["relation"]] for claim in claims),
        status=status[order],
        story=_codes(claim.get("story", claim["article"]) for claim in claims),
        article=_codes(claim["article"] for claim in claims),
        published=published[order],
        when=_numbers(days[claim.get("date") or claim.get("start") or claim["published"]] for claim in claims),
        confidence=np.array([claim["confidence"] for claim in claims], dtype=np.float64),
    )


class _Days(dict[str, int]):
    """Dates that were read before are not read again."""

    def __missing__(self, text: str) -> int:
        self[text] = day = day_number(text)
        return day


def _numbers(values: Iterable[int]) -> Numbers:
    return np.fromiter(values, np.int64)


def _codes(values: Iterable[str]) -> Numbers:
    known: dict[str, int] = {}
    return _numbers(known.setdefault(value, len(known)) for value in _each(values))


def _each(values: Iterable[str]) -> Iterator[str]:
    yield from values
