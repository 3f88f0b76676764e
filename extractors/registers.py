"""The registers: which regions, bodies, companies, industries, sites and policies there are, one CSV a kind."""

import csv
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import DataError
from graph.model import Attrs

SEPARATOR = "|"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
PUBLIC = ("yes", "no", "depends")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register. `forms` are all ways to write it, the name first.

    A form in `weak` is also an ordinary word or names several things (대상, 고성, 중구): it counts only where the
    context speaks for this entry. `kind` says more than the type (a region's level, a body's kind); `parent` is the region
    above or around it, or the broader industry. The dates say when the name held, both days included.
    """

    type: str
    name: str
    forms: tuple[str, ...]
    weak: frozenset[str]
    kind: str
    parent: str
    attrs: Attrs
    valid_from: str
    valid_to: str
    successors: tuple[str, ...]

    @property
    def ambiguous(self) -> bool:
        """Tell whether the name itself needs context."""
        return self.name in self.weak

    def valid_at(self, date: str) -> bool:
        """Tell whether the name held on a day; "" stands for today."""
        day = date or "9999-12-31"
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Register:
    """How to read one CSV: its type, which column holds the kind and the parent, and which columns are codes."""

    file: str
    type: str
    kind: str = ""
    kinds: tuple[str, ...] = ()
    parent: str = ""
    parent_type: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    dated: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns the file must have."""
        dates = ("valid_from", "valid_to", "successor") if self.dated else ()
        return ("name", "aliases", "weak", *filter(None, (self.kind, self.parent)), *self.codes, *dates)


DEGREES = r"\d{2,3}\.\d+"
REGISTERS = (
    Register(
        "regions.csv",
        "Region",
        kind="level",
        kinds=("sido", "sigungu", "gu", "eupmyeondong", "area"),
        parent="parent",
        parent_type="Region",
        codes={"code": r"\d{10}", "full": r".+", "latitude": DEGREES, "longitude": DEGREES},
        dated=True,
    ),
    Register(
        "bodies.csv",
        "Organization",
        kind="kind",
        kinds=(
            "government",
            "ministry",
            "agency",
            "committee",
            "assembly",
            "court",
            "public",
            "institute",
            "local_public",
            "association",
            "bank",
        ),
        parent="region",
        parent_type="Region",
        dated=True,
    ),
    Register("universities.csv", "Organization", parent="region", parent_type="Region"),
    Register(
        "companies.csv",
        "Organization",
        parent="region",
        parent_type="Region",
        codes={"stock_code": r"[0-9A-Z]{6}", "market": r"[A-Z ]+", "industry": r".+"},
    ),
    Register(
        "industries.csv",
        "Industry",
        parent="broader",
        parent_type="Industry",
        codes={"ksic": r"[0-9]{2,5}(\|[0-9]{2,5})*"},
    ),
    Register(
        "sites.csv",
        "Site",
        kind="kind",
        kinds=(
            "national_complex",
            "complex",
            "economic_zone",
            "trade_zone",
            "research_zone",
            "innovation_city",
            "enterprise_city",
            "techno_valley",
            "cluster",
            "port",
            "airport",
            "power",
            "facility",
        ),
        parent="region",
        parent_type="Region",
    ),
    Register(
        "policies.csv",
        "Policy",
        kind="kind",
        kinds=("law", "plan", "strategy", "zone", "review", "scheme"),
    ),
)


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers, with the look-ups that recognition and resolution need."""

    entries: tuple[Entry, ...]
    by_name: Mapping[tuple[str, str], Entry]
    by_form: Mapping[str, tuple[Entry, ...]]
    children: Mapping[str, tuple[Entry, ...]]
    titles: Mapping[str, str]

    def of_type(self, kind: str) -> tuple[Entry, ...]:
        """Return the entries of one entity type, in the order of the files."""
        return tuple(entry for entry in self.entries if entry.type == kind)

    def region(self, name: str) -> Entry | None:
        """Return the region of that name."""
        return self.by_name.get(("Region", name))

    def chain(self, entry: Entry) -> Iterator[Entry]:
        """Yield what stands above an entry, nearest first: 창원시 의창구, 창원시, 경상남도."""
        type_ = "Industry" if entry.type == "Industry" else "Region"
        above = self.by_name.get((type_, entry.parent))
        while above:
            yield above
            above = self.by_name.get((type_, above.parent))

    def within(self, inner: Entry, outer: Entry) -> bool:
        """Tell whether one region lies in another, at any depth."""
        return outer in self.chain(inner)


def load_registers(folder: Path) -> Registers:
    """Read all registers of a folder.

    Raises DataError, with file, line, value and what was expected, at the first line that breaks a law.
    """
    lines: dict[tuple[str, str], str] = {}
    by_name: dict[tuple[str, str], Entry] = {}
    for register in REGISTERS:
        for where, entry in _read_entries(folder / register.file, register):
            key = (entry.type, entry.name)
            if key in by_name:
                raise DataError(f"{where}: name {entry.name!r} is already in {lines[key]}; expected a name of its own")
            by_name[key] = entry
            lines[key] = where
    _check_references(by_name, lines)
    children: dict[str, list[Entry]] = {}
    for entry in by_name.values():
        if entry.type == "Region" and entry.parent:
            children.setdefault(entry.parent, []).append(entry)
    return Registers(
        entries=tuple(by_name.values()),
        by_name=by_name,
        by_form=_index_forms(by_name, lines),
        children={name: tuple(entries) for name, entries in children.items()},
        titles=dict(_read_titles(folder / "titles.csv")),
    )


def _read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            if missing:
                raise DataError(f"{path.name}:1: no column {missing[0]!r}; expected {','.join(columns)}")
            for row in reader:
                where = f"{path.name}:{reader.line_num}"
                if None in row or None in row.values():
                    raise DataError(f"{where}: {len(row)} fields; expected {len(columns)}: {','.join(columns)}")
                yield where, row
    except FileNotFoundError as error:
        raise DataError(f"{path}: no such register; expected a CSV with {','.join(columns)}") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path.name}: {error}; expected CSV in UTF-8") from error


def _read_entries(path: Path, register: Register) -> Iterator[tuple[str, Entry]]:
    codes = {column: re.compile(pattern) for column, pattern in register.codes.items()}
    for where, row in _read_rows(path, register.columns):
        for column in ("name", "aliases", "weak"):
            _expect(unicodedata.is_normalized("NFC", row[column]), where, column, row[column], "NFC text")
        name = row["name"]
        _expect(name == name.strip() != "", where, "name", name, "a name without blanks around it")
        kind = row[register.kind] if register.kind else ""
        if register.kinds:
            _expect(kind in register.kinds, where, register.kind, kind, f"one of {', '.join(register.kinds)}")
        for column, pattern in codes.items():
            value = row[column]
            _expect(not value or bool(pattern.fullmatch(value)), where, column, value, f"{pattern.pattern} or nothing")
        for column in ("valid_from", "valid_to") if register.dated else ():
            _expect(not row[column] or bool(DATE.fullmatch(row[column])), where, column, row[column], "YYYY-MM-DD")
        yield where, _entry(row, register, kind, where)


def _entry(row: Mapping[str, str], register: Register, kind: str, where: str) -> Entry:
    weak = _split(row["weak"])
    listed = (row["name"], *(value for value in (row.get("full"),) if value), *_split(row["aliases"]))
    forms = tuple(dict.fromkeys((*listed, *weak)))
    for form in forms:
        _expect(form == form.strip() != "", where, "aliases", form, "a form without blanks around it")
    return Entry(
        type=register.type,
        name=row["name"],
        forms=forms,
        weak=frozenset(weak),
        kind=kind,
        parent=row[register.parent] if register.parent else "",
        attrs={column: row[column] for column in register.codes if row[column] and column != "full"},
        valid_from=row["valid_from"] if register.dated else "",
        valid_to=row["valid_to"] if register.dated else "",
        successors=_split(row["successor"]) if register.dated else (),
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(SEPARATOR)) if cell else ()


def _expect(holds: bool, where: str, column: str, value: str, expected: str) -> None:
    if not holds:
        raise DataError(f"{where}: {column} {value!r}; expected {expected}")


def _check_references(by_name: Mapping[tuple[str, str], Entry], lines: Mapping[tuple[str, str], str]) -> None:
    for key, entry in by_name.items():
        type_ = "Industry" if entry.type == "Industry" else "Region"
        if entry.parent:
            _expect((type_, entry.parent) in by_name, lines[key], "parent", entry.parent, f"name of a {type_} entry")
        for name in entry.successors:
            _expect((entry.type, name) in by_name, lines[key], "successor", name, f"the name of a {entry.type} entry")


def _index_forms(
    by_name: Mapping[tuple[str, str], Entry], lines: Mapping[tuple[str, str], str]
) -> dict[str, tuple[Entry, ...]]:
    by_form: dict[str, list[Entry]] = {}
    for key, entry in by_name.items():
        for form in entry.forms:
            others = by_form.setdefault(form, [])
            for other in others:
                if not _may_share(form, entry, other):
                    raise DataError(
                        f"{lines[key]}: {form!r} also stands for {other.name!r} ({lines[other.type, other.name]}); "
                        "expected it under `weak` in both, or dates that do not overlap"
                    )
            others.append(entry)
    return {form: tuple(entries) for form, entries in by_form.items()}


def _may_share(form: str, one: Entry, other: Entry) -> bool:
    if form in one.weak and form in other.weak:
        return True
    first, second = sorted((one, other), key=lambda entry: entry.valid_from)
    return bool(first.valid_to) and first.valid_to < second.valid_from


def _read_titles(path: Path) -> Iterator[tuple[str, str]]:
    seen = set()
    for where, row in _read_rows(path, ("title", "public")):
        _expect(row["title"] not in seen, where, "title", row["title"], "a title of its own")
        _expect(row["public"] in PUBLIC, where, "public", row["public"], f"one of {', '.join(PUBLIC)}")
        seen.add(row["title"])
        yield row["title"], row["public"]
