"""The registers as the graph needs them: what they list, under which forms, and how regions were before."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError

# The registers and the type of what they list; a company or a project that a register lists stands for itself.
_FILES = {
    "regions.csv": "Region",
    "bodies.csv": "Organization",
    "universities.csv": "Organization",
    "companies.csv": "Organization",
    "industries.csv": "Industry",
    "sites.csv": "Site",
    "projects.csv": "Project",
    "policies.csv": "Policy",
}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of a register. `forms` are all ways to write it, `weak` those that need context.

    `parent` is the id of the region or body above it, `region` that of the region it is in; `kind` is a region's level.
    """

    id: str
    type: str
    name: str
    forms: tuple[str, ...]
    weak: frozenset[str]
    kind: str = ""
    parent: str = ""
    region: str = ""
    code: str = ""
    valid_from: str = ""
    valid_to: str = ""
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """How a region was until a day, that day included."""

    former: str
    code: str
    parent: str
    until: str


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """The registers by id, the ids by type and form, earlier states of regions by id, zones by the name of a region."""

    listed: Mapping[str, Listed] = field(default_factory=dict)
    by_form: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    changes: Mapping[str, Change] = field(default_factory=dict)
    zones: Mapping[str, str] = field(default_factory=dict)
    predecessors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_hierarchy(folder: Path) -> Hierarchy:
    """Return what the registers of a folder say.

    Raises DataError where a file or a column is missing, or a cell names what no register lists.

    >>> read_hierarchy(Path("data/registers")).by_form["Organization", "산업부"]
    ('Organization:산업통상부', 'Organization:산업통상자원부')
    """
    listed = {one.id: one for file, type_ in _FILES.items() for one in _entries(folder / file, type_)}
    by_form: dict[tuple[str, str], list[str]] = defaultdict(list)
    predecessors: dict[str, list[str]] = defaultdict(list)
    for one in listed.values():
        for form in one.forms:
            by_form[one.type, form].append(one.id)
        for successor in one.successors:
            predecessors[successor].append(one.id)
        for above in filter(None, (one.parent, one.region, *one.successors)):
            _expect(above in listed, f"registers: {one.name}: {above!r} is not the name of an entry")
    changes = dict(_changes(folder / "region_changes.csv"))
    zones = {row["name"]: row["zone"] for row in _rows(folder / "zones.csv", ("name", "zone"))}
    for id_ in (*changes, *(c.parent for c in changes.values() if c.parent), *(f"Region:{name}" for name in zones)):
        _expect(id_ in listed, f"region_changes.csv or zones.csv: {id_!r} is not the name of a region")
    return Hierarchy(
        listed,
        {key: tuple(ids) for key, ids in by_form.items()},
        changes,
        zones,
        {id_: tuple(ids) for id_, ids in predecessors.items()},
    )


def _entries(path: Path, type_: str) -> Iterator[Listed]:
    for row in _rows(path, ("name", "aliases", "weak")):
        weak = _cell(row["weak"])
        full = (row["full"],) if row.get("full") else ()
        is_region = type_ == "Region"
        yield Listed(
            id=f"{type_}:{row['name']}",
            type=type_,
            name=row["name"],
            forms=tuple(dict.fromkeys((row["name"], *full, *_cell(row["aliases"]), *weak))),
            weak=frozenset(weak),
            kind=row.get("level") or row.get("kind") or "",
            parent=_id(type_, row.get("parent") or row.get("broader") or ""),
            region="" if is_region else _id("Region", row.get("region", "")),
            code=row.get("code", "") if is_region else "",
            valid_from=row.get("valid_from", ""),
            valid_to=row.get("valid_to", ""),
            successors=tuple(_id(type_, name) for name in _cell(row.get("successor", ""))),
        )


def _changes(path: Path) -> Iterator[tuple[str, Change]]:
    for row in _rows(path, ("name", "former", "code", "parent", "until")):
        parent = _id("Region", row["parent"])
        yield _id("Region", row["name"]), Change(row["former"], row["code"], parent, row["until"])


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}; a register expected") from error
    reader = csv.DictReader(text.splitlines())
    missing = set(columns) - set(reader.fieldnames or ())
    _expect(not missing, f"{path}:1: columns {', '.join(sorted(missing))} are missing")
    yield from reader


def _cell(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


def _id(type_: str, name: str) -> str:
    return f"{type_}:{name}" if name else ""


def _expect(holds: bool, what: str) -> None:
    if not holds:
        raise DataError(what)
