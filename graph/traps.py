"""Traps: hand-made pairs of names that a careless merger gets wrong, each resolved as two articles of a corpus."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError
from graph.handles import index_of
from graph.model import Attrs, Claim, Entity, Extraction, Span
from graph.registers import Hierarchy
from graph.resolve import apply_judgements, resolve_corpus
from graph.units import read_corpus

OPEN, CLOSED = "open", "closed"
COLUMNS = ("kind", "part", "type", "left", "left_context", "right", "right_context", "judgement", "note")
CONTEXTS = ("region", "leads", "office", "held", "with", "gloss", "type")
_ALL = "모두"
_SAME = {"same": True, "different": False}


@dataclass(frozen=True, slots=True)
class Side:
    """A name as an article gives it, and what the article says of it: pairs of a kind of context and its value."""

    type: str
    name: str
    context: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Trap:
    """Two names, and whether they are one thing. `part` is closed where no rule was made in sight of it."""

    kind: str
    part: str
    left: Side
    right: Side
    same: bool
    note: str


@dataclass(frozen=True, slots=True)
class Trapped:
    """A trap, and whether resolution merged the two."""

    trap: Trap
    merged: bool


def read_traps(path: Path) -> list[Trap]:
    """Return the traps of a file. Raises DataError, naming file, line, value and what was expected."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
    reader = csv.DictReader(lines)
    if missing := set(COLUMNS) - set(reader.fieldnames or ()):
        raise DataError(f"{path}:1: columns {', '.join(sorted(missing))} are missing")
    return [_trap(row, f"{path}:{reader.line_num}") for row in reader]


def _trap(row: dict[str, str], where: str) -> Trap:
    _expect(row["part"], (OPEN, CLOSED), f"{where}: part")
    _expect(row["judgement"], _SAME, f"{where}: judgement")
    left, right = (_side(row[side], row[f"{side}_context"], row["type"], where) for side in ("left", "right"))
    return Trap(row["kind"], row["part"], left, right, _SAME[row["judgement"]], row["note"])


def _side(name: str, cell: str, type_: str, where: str) -> Side:
    context = []
    for part in filter(None, cell.split(";")):
        kind, _, value = part.partition("=")
        _expect(kind, CONTEXTS, f"{where}: context")
        if kind == "type":
            type_ = value
        else:
            context.append((kind, value))
    return Side(type_, name, tuple(context))


def _expect(value: str, known: Iterable[str], where: str) -> None:
    if value not in known:
        raise DataError(f"{where} is {value!r}; one of {', '.join(known)} expected")


def spring(traps: Iterable[Trap], hierarchy: Hierarchy) -> Iterator[Trapped]:
    """Yield what resolution makes of each trap, its two names standing in two articles that are all of the corpus."""
    index = index_of(hierarchy)
    for trap in traps:
        corpus = read_corpus([_article("1", trap.left, hierarchy), _article("2", trap.right, hierarchy)], index)
        left, right = apply_judgements(corpus, resolve_corpus(corpus))
        yield Trapped(trap, left.entities[0].id == right.entities[0].id)


def tally_traps(sprung: Iterable[Trapped]) -> dict[str, tuple[int, int, int, int, int]]:
    """Return by kind, and in sum, how many traps, different pairs, false merges, pairs that are one, and merged ones.

    >>> side = Side("Region", "창원시", ())
    >>> tally_traps([Trapped(Trap("spelling", "open", side, side, True, ""), True)])["모두"]
    (1, 0, 0, 1, 1)
    """
    counts: dict[str, list[int]] = {}
    for one in sprung:
        same = one.trap.same
        for kind in (one.trap.kind, _ALL):
            row = counts.setdefault(kind, [0, 0, 0, 0, 0])
            for at, holds in enumerate((True, not same, one.merged and not same, same, one.merged and same)):
                row[at] += holds
    return {kind: (a, b, c, d, e) for kind, (a, b, c, d, e) in sorted(counts.items())}


def _article(id_: str, side: Side, hierarchy: Hierarchy) -> Extraction:
    """Return an article that names a side first, and says of it what its context says."""
    forms = [side.name, *(value for kind, value in side.context if kind == "gloss")]
    own = Entity(f"{side.type}:{side.name}", side.type, side.name, tuple(_in_brackets(forms)))
    entities, claims = {own.id: own}, []
    for number, (kind, value) in enumerate(side.context):
        if kind == "gloss":
            continue
        body, title = _body(value, hierarchy) if kind in ("office", "held") else (value, "")
        is_region = ("Region", body) in hierarchy.by_form
        other = _entity("Region" if is_region else "Organization", body)
        entities.setdefault(other.id, other)
        if kind != "with":
            claims.append(_claim(f"{id_}{number}", kind, own.id, other.id, title))
    return Extraction(id_, "", "", "", "", "", tuple(entities.values()), tuple(claims))


def _in_brackets(forms: Iterable[str]) -> Iterator[Span]:
    at = 0
    for form in forms:
        yield Span(at, at + len(form), form)
        at += len(form) + 1


def _entity(type_: str, name: str) -> Entity:
    return Entity(f"{type_}:{name}", type_, name, (Span(1000, 1000 + len(name), name),))


def _body(office: str, hierarchy: Hierarchy) -> tuple[str, str]:
    """Return the body and the title of an office: 광주광역시 동구 | 구청장."""
    words = office.split()
    for count in range(len(words) - 1, 1, -1):
        body = " ".join(words[:count])
        if any((type_, body) in hierarchy.by_form for type_ in ("Region", "Organization")):
            return body, " ".join(words[count:])
    return words[0], " ".join(words[1:])


def _claim(id_: str, kind: str, own: str, other: str, title: str) -> Claim:
    attrs: Attrs = {"title": title} if title else {}
    match kind:
        case "region":
            return Claim(id_, own, "located_in", other, "done", (), 1.0, "", attrs)
        case "leads":
            return Claim(id_, other, "leads", own, "ongoing", (), 1.0, "", attrs)
        case _:
            status = "done" if kind == "office" else "ended"
            return Claim(id_, own, "holds_office", other, status, (), 1.0, "", attrs)
