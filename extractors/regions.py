"""Regions: which of the places of that name a text means, and chains such as 의창구 북면 as one place."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from extractors.document import Document
from extractors.gazetteer import Hit
from extractors.registers import Entry, Registers

_LEVELS = ("sido", "sigungu", "area", "gu", "eupmyeondong")
_RANK = {level: rank for rank, level in enumerate(_LEVELS)}
# Below a city or county a chain is one place: 의창구 북면, 죽변면 후정리.
_LOWER = ("gu", "eupmyeondong")
# A village follows its 읍 or 면; the registers do not list it.
_VILLAGE = re.compile(r" ([가-힣]{1,4}리)(?=[^가-힣]|에|의|일|를|을|은|는|와|과|로|가|이)")
# What may stand between a place and one that lies in it: 경남 고성, 경남의 고성, 경남(고성).
_STEP_IN = re.compile(r"의? ?|, ?|·| ?\(")


@dataclass(frozen=True, slots=True)
class Place:
    """A region where the text names it; `name` is its name in the graph."""

    start: int
    end: int
    name: str
    entry: Entry


def find_places(document: Document, hits: Sequence[Hit], registers: Registers) -> Iterator[Place]:
    """Yield the regions a text names, lower ones joined into one; what cannot be decided is left out."""
    text = document.text
    candidates = _longest([_regions_only(hit) for hit in hits if _is_region(hit)])
    known = {entry.name for hit in candidates for entry in _plain(hit, text)}
    last: Place | None = None
    for hit in candidates:
        entry = _choose(hit, last, known, document, registers)
        if entry is None:
            continue
        known.add(entry.name)
        place = _with_village(text, Place(hit.start, hit.end, entry.name, entry))
        if last is not None and _chains(text, last, place, registers):
            place = replace(place, start=last.start)
        elif last is not None:
            yield last
        last = place
    if last is not None:
        yield last


def _is_region(hit: Hit) -> bool:
    return hit.whole and any(entry.type == "Region" for entry in hit.entries)


def _regions_only(hit: Hit) -> Hit:
    return hit._replace(entries=tuple(entry for entry in hit.entries if entry.type == "Region"))


def _longest(hits: Sequence[Hit]) -> list[Hit]:
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _plain(hit: Hit, text: str) -> list[Entry]:
    """Return the entries that a form stands for without context."""
    form = text[hit.start : hit.end]
    return [entry for entry in hit.entries if form not in entry.weak and entry.kind != "eupmyeondong"]


def _choose(
    hit: Hit, last: Place | None, known: AbstractSet[str], document: Document, registers: Registers
) -> Entry | None:
    """Return the entry that the context speaks for: it lies in the place just before, or is the likely one."""
    if last is not None and _STEP_IN.fullmatch(document.text, last.end, hit.start):
        inside = [entry for entry in hit.entries if registers.within(entry, last.entry)]
        if inside:
            return min(inside, key=_rank)
    if plain := _plain(hit, document.text):
        return min(plain, key=_rank) if len(plain) == 1 else None
    if document.morphemes[document.index_at(hit.start)].tag != "NNP":
        return None  # 예산, 강화, 양산 are ordinary words, and Kiwi says so
    return _likely(hit) or _supported(hit, known, registers) or _unmistakable(hit, document.text)


def _likely(hit: Hit) -> Entry | None:
    """Return the one city or county of the name, or the province-level city: 광주 by itself is the metropolitan one."""
    higher = [entry for entry in hit.entries if entry.kind != "eupmyeondong"]
    if len(higher) == 1 and hit.end - hit.start >= 2:
        return higher[0]
    return next((entry for entry in higher if entry.kind == "sido"), None)


def _supported(hit: Hit, known: AbstractSet[str], registers: Registers) -> Entry | None:
    """Return the entry whose parent the text names: 고성 where 강원 is named, and none where 경남 is too."""
    supported = [entry for entry in hit.entries if any(above.name in known for above in registers.chain(entry))]
    highest = [entry for entry in supported if _rank(entry) == min(map(_rank, supported))]
    is_city = len(highest) == 1 and highest[0].kind in ("sido", "sigungu")
    return highest[0] if is_city or len(supported) == 1 else None


def _unmistakable(hit: Hit, text: str) -> Entry | None:
    """Return the only 읍 or 면 of a name that is no ordinary word (죽변면, not 동면)."""
    is_long = hit.end - hit.start >= 3
    return hit.entries[0] if is_long and len(hit.entries) == 1 and text[hit.end - 1] in "읍면" else None


def _rank(entry: Entry) -> int:
    return _RANK[entry.kind]


def _with_village(text: str, place: Place) -> Place:
    if place.entry.kind == "eupmyeondong" and (village := _VILLAGE.match(text, place.end)):
        return replace(place, end=village.end(1), name=f"{place.name} {village.group(1)}")
    return place


def _chains(text: str, last: Place, place: Place, registers: Registers) -> bool:
    return (
        place.entry.kind in _LOWER
        and last.entry.kind in _LOWER
        and text[last.end : place.start] == " "
        and registers.within(place.entry, last.entry)
    )
