"""Regions: which of the places of that name a text means, and chains such as 창원시 의창구 북면 as one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Document
from extractors.gazetteer import Hit
from extractors.registers import Entry, Registers

_LEVELS = ("sido", "sigungu", "area", "gu", "eupmyeondong")
# Below a city or county a chain is one place: 의창구 북면, 죽변면 후정리.
_LOWER = ("gu", "eupmyeondong")
_RI = re.compile(r" ([가-힣]{1,4}리)(?=[^가-힣]|에|의|일|를|을|은|는|와|과|로|가|이)")
_GAP = re.compile(r" ?(?:의 )?$")


@dataclass(frozen=True, slots=True)
class Place:
    """A region where the text names it; `name` is its name in the graph."""

    start: int
    end: int
    name: str
    entry: Entry


def find_places(document: Document, hits: Sequence[Hit], registers: Registers) -> Iterator[Place]:
    """Yield the regions a text names, lower ones joined into one; what cannot be decided is left out."""
    candidates = _longest([_regions_only(hit) for hit in hits if _is_region(hit)])
    known = {entry.name for hit in candidates for entry in _plain(hit, document.text)}
    last: Place | None = None
    for hit in candidates:
        entry = _choose(hit, last, known, document, registers)
        if entry is None:
            continue
        known.add(entry.name)
        place = _with_ri(document.text, Place(hit.start, hit.end, entry.name, entry))
        if last is not None and _chains(document.text, last, place, registers):
            place = replace(place, start=last.start)
        elif last is not None:
            yield last
        last = place
    if last is not None:
        yield last


def _is_region(hit: Hit) -> bool:
    return hit.whole and any(entry.type == "Region" for entry in hit.entries)


def _regions_only(hit: Hit) -> Hit:
    return replace(hit, entries=tuple(entry for entry in hit.entries if entry.type == "Region"))


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _plain(hit: Hit, text: str) -> list[Entry]:
    form = text[hit.start : hit.end]
    return [entry for entry in hit.entries if form not in entry.weak and entry.kind != "eupmyeondong"]


def _choose(hit: Hit, last: Place | None, known: set[str], document: Document, registers: Registers) -> Entry | None:
    """Return the entry that the context speaks for: its parent stands just before, or somewhere; else the only likely one."""
    text = document.text
    form = text[hit.start : hit.end]
    if last is not None and hit.start - last.end <= 3:
        inside = [entry for entry in hit.entries if registers.within(entry, last.entry)]
        if inside:
            return min(inside, key=_rank)
    if plain := _plain(hit, text):
        return min(plain, key=_rank) if len(plain) == 1 else None
    if document.morphemes[document.index_at(hit.start)].tag != "NNP":
        return None  # 예산, 강화, 양산 are ordinary words, and Kiwi says so
    higher = [entry for entry in hit.entries if entry.kind != "eupmyeondong"]
    if len(higher) == 1 and len(form) >= 2:
        return higher[0]
    if higher and min(map(_rank, higher)) == 0:
        return min(higher, key=_rank)  # 광주 by itself is the metropolitan city
    supported = [entry for entry in hit.entries if any(above.name in known for above in registers.chain(entry))]
    if len(supported) == 1 or (supported and _rank(supported[0]) < 2):
        return min(supported, key=_rank)
    if len(hit.entries) == 1 and form[-1] in "읍면" and len(form) >= 3:
        return hit.entries[0]
    return None


def _rank(entry: Entry) -> int:
    return _LEVELS.index(entry.kind)


def _with_ri(text: str, place: Place) -> Place:
    if place.entry.kind == "eupmyeondong" and (ri := _RI.match(text, place.end)):
        return replace(place, end=ri.end(1), name=f"{place.name} {ri.group(1)}")
    return place


def _chains(text: str, last: Place, place: Place, registers: Registers) -> bool:
    return (
        place.entry.kind in _LOWER
        and last.entry.kind in _LOWER
        and text[last.end : place.start] == " "
        and registers.within(place.entry, last.entry)
    )
