"""The registers: which regions, bodies, companies, industries, sites and policies there are, and their look-ups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from extractors.register_files import (
    REGISTERS,
    TITLE_COLUMNS,
    Register,
    Row,
    expect,
    forms_of,
    read_register,
    read_rows,
    split_cell,
)
from graph.errors import DataError
from graph.model import Attrs, AttrValue

NUMBERS = ("latitude", "longitude")
PUBLIC = ("yes", "no", "depends")
# An article without a date is read as one of today: names that have ended do not hold.
NO_DATE = "9999-12-31"
# 읍면동 under 일반구 under city under province is four; more can only be a loop.
DEEPEST = 6

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a register. `forms` are all ways to write it, the name first.

    A form in `weak` is also an ordinary word or names several things (대상, 고성, 중구): it counts only where the
    context speaks for this entry. `kind` says more than the type (a region's level, a body's kind); `parent` is the
    region above or around it, or the broader industry. The dates say when the name held, both days included.
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
        """Whether the name itself needs context."""
        return self.name in self.weak

    def valid_at(self, date: str) -> bool:
        """Tell whether the name held on a day; "" stands for today."""
        day = date or NO_DATE
        return self.valid_from <= day and (not self.valid_to or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Registers:
    """All registers. `by_name` is keyed on type and name, `children` on the name of a region.

    `titles` says of an office title whether its holder is a public official: yes, no, or depends (on the body).
    """

    entries: tuple[Entry, ...]
    by_name: Mapping[Key, Entry]
    by_form: Mapping[str, tuple[Entry, ...]]
    children: Mapping[str, tuple[Entry, ...]]
    titles: Mapping[str, str]

    def chain(self, entry: Entry) -> Iterator[Entry]:
        """Yield what stands above an entry, nearest first: 창원시 의창구, 창원시, 경상남도."""
        above = self.by_name.get(_parent_key(entry))
        while above:
            yield above
            above = self.by_name.get(_parent_key(above))

    def within(self, inner: Entry, outer: Entry) -> bool:
        """Tell whether an entry lies in another, at any depth."""
        return any(above is outer for above in self.chain(inner))


def load_registers(folder: Path) -> Registers:
    """Return the registers of a folder.

    Raises DataError, with file, line, value and what was expected, at the first line that breaks a law.
    """
    by_name: dict[Key, Entry] = {}
    lines: dict[Key, str] = {}
    for register in REGISTERS:
        for where, row in read_register(folder, register):
            entry = _make_entry(row, register)
            key = (entry.type, entry.name)
            if key in by_name:
                expect(False, where, "name", entry.name, f"a name that is not yet in {lines[key]}")
            by_name[key] = entry
            lines[key] = where
    registers = Registers(
        entries=tuple(by_name.values()),
        by_name=by_name,
        by_form=_index_forms(by_name, lines),
        children=_index_children(by_name.values()),
        titles=dict(_read_titles(folder / "titles.csv")),
    )
    _check_references(registers, lines)
    return registers


def _make_entry(row: Row, register: Register) -> Entry:
    return Entry(
        type=register.type,
        name=row["name"],
        forms=forms_of(row),
        weak=frozenset(split_cell(row["weak"])),
        kind=row[register.kind] if register.kind else "",
        parent=row[register.parent] if register.parent else "",
        attrs={column: _value(column, row[column]) for column in register.codes if row[column]},
        valid_from=row.get("valid_from", ""),
        valid_to=row.get("valid_to", ""),
        successors=split_cell(row.get("successor", "")),
    )


def _value(column: str, cell: str) -> AttrValue:
    return float(cell) if column in NUMBERS else cell


def _parent_key(entry: Entry) -> Key:
    return ("Industry" if entry.type == "Industry" else "Region", entry.parent)


def _check_references(registers: Registers, lines: Mapping[Key, str]) -> None:
    for key, entry in registers.by_name.items():
        if entry.parent:
            parent = _parent_key(entry)
            if parent not in registers.by_name:
                expect(False, lines[key], "parent", entry.parent, f"the name of a {parent[0]} entry")
            for depth, _ in enumerate(registers.chain(entry)):
                if depth >= DEEPEST:
                    expect(False, lines[key], "parent", entry.parent, "an entry that does not lie in this one")
        for name in entry.successors:
            known = (entry.type, name) in registers.by_name
            expect(known, lines[key], "successor", name, f"the name of a {entry.type} entry")


def _index_forms(by_name: Mapping[Key, Entry], lines: Mapping[Key, str]) -> dict[str, tuple[Entry, ...]]:
    by_form: dict[str, tuple[Entry, ...]] = {}
    for key, entry in by_name.items():
        for form in entry.forms:
            if not form or form != form.strip():
                expect(False, lines[key], "name, aliases or weak", form, "a form without blanks around it")
            others = by_form.get(form, ())
            for other in others:
                if not _may_share(form, entry, other):
                    raise DataError(
                        f"{lines[key]}: {form!r} also stands for {other.name!r} in {lines[other.type, other.name]}; "
                        "it is expected under `weak` in both, or dates that do not overlap"
                    )
            by_form[form] = (*others, entry)
    return by_form


def _may_share(form: str, one: Entry, other: Entry) -> bool:
    """Tell whether two entries may have a form in common: it needs context in both, or one name followed the other."""
    if form in one.weak and form in other.weak:
        return True
    first, second = sorted((one, other), key=lambda entry: entry.valid_from)
    return bool(first.valid_to) and first.valid_to < second.valid_from


def _index_children(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    children: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.type == "Region" and entry.parent:
            children.setdefault(entry.parent, []).append(entry)
    return {name: tuple(found) for name, found in children.items()}


def _read_titles(path: Path) -> Iterator[tuple[str, str]]:
    seen = set()
    for where, row in read_rows(path, TITLE_COLUMNS):
        expect(row["title"] not in seen, where, "title", row["title"], "a title that is not yet there")
        expect(row["public"] in PUBLIC, where, "public", row["public"], f"one of {', '.join(PUBLIC)}")
        seen.add(row["title"])
        yield row["title"], row["public"]
