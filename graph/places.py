"""Where things are: regions within regions, and the regions of projects, sites and bodies, with what says so."""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np

from graph.errors import QueryError
from graph.find import pick, short_name
from graph.index import Index, Numbers, claims_of, derived, status_number

# What a region of a project, site or body was taken from, the surest first.
LOCATED, LED, TOOK_PART = "located_in", "leads", "participates_in"
# The lengths that codes of administrative units have once their trailing zeros are gone: 시도, 시군구, 일반구, 읍면동,
# 리.
_LEVELS = (2, 4, 5, 8, 10)
SIDO, ZONE, UNKNOWN = "sido", "zone", ""


@derived
def _prefixes(index: Index) -> dict[int, str]:
    """Return the telling part of each region's code."""
    found = {}
    for entity, data in enumerate(index.nodes):
        code = str(data.get("code", ""))
        if data.get("type") == "Region" and code.isdigit():
            bare = code.rstrip("0")
            found[entity] = code[: next(level for level in _LEVELS if level >= len(bare))]
    return found


@derived
def sido_of(index: Index) -> dict[int, str]:
    """Return the name of the 시도 that each region is or lies in, where it is known."""
    provinces = {prefix: str(index.labels[entity]) for entity, prefix in _prefixes(index).items() if len(prefix) == 2}
    found = {entity: provinces[p[:2]] for entity, p in _prefixes(index).items() if p[:2] in provinces}
    return found | _marked(index, SIDO)


@derived
def zone_of(index: Index) -> dict[int, str]:
    """Return the name of the 권역 that each region lies in, where the register says it."""
    return _marked(index, ZONE)


def _marked(index: Index, attribute: str) -> dict[int, str]:
    return {n: str(data[attribute]) for n, data in enumerate(index.nodes) if data.get(attribute)}


def regions_within(index: Index, text: str) -> Numbers:
    """Return the numbers of the regions that a region or 권역 named by id or name is made of, itself among them.

    Raises QueryError where no region or more than one is called so.
    """
    zones = [region for region, zone in zone_of(index).items() if zone == text]
    try:
        whole = pick(index, text, "Region")
    except QueryError:
        if zones:
            return np.array(zones)
        named = [region for region, sido in sido_of(index).items() if text in (sido, short_name(sido))]
        if named:
            return np.array(named)
        raise
    if index.types[whole] != "Region":
        raise QueryError(f"{text!r} is no region but {index.ids[whole]}")
    name, prefix = index.labels[whole], _prefixes(index).get(whole)
    parts = {whole, *zones}
    parts |= {region for region, sido in sido_of(index).items() if sido == name}
    if prefix:
        parts |= {region for region, other in _prefixes(index).items() if other.startswith(prefix)}
    return np.array(sorted(parts))


def rolled_up(index: Index, regions: Iterable[int], level: str) -> str:
    """Return the names of the regions, of their 시도 or their 권역, each once, joined by `·`; "" where none is known.

    What lies in several regions has a name of its own, so that sums over names count it once.
    """
    match level:
        case "sido":
            names = {sido_of(index).get(region, UNKNOWN) for region in regions}
        case "zone":
            names = {zone_of(index).get(region, UNKNOWN) for region in regions}
        case _:
            names = {str(index.labels[region]) for region in regions}
    return "·".join(sorted(names - {UNKNOWN}))


@derived
def regions_of(index: Index) -> dict[int, tuple[tuple[int, ...], str]]:
    """Return the regions of each project, site, policy and body, and the relation that says so.

    A thing is where it is located, at a site where that site is; where nothing else is told, where it is wished for, or
    was to be. Else it is where those who lead it are, or else where those who take part or were selected are.
    """
    located = _located(index)
    found = {thing: (_narrowest(index, regions), LOCATED) for thing, regions in located.items()}
    for relations, source in ((("leads",), LED), (("participates_in", "selected_for"), TOOK_PART)):
        near: defaultdict[int, set[int]] = defaultdict(set)
        for actor, thing, status in _ends(index, *relations):
            if source == LED or status != status_number("failed"):
                near[thing] |= _seats(index, actor, located)
        found = {thing: (_narrowest(index, regions), source) for thing, regions in near.items() if regions} | found
    return found


def _narrowest(index: Index, regions: set[int]) -> tuple[int, ...]:
    """Return the regions without those that another of them lies within: 창원시 says more than 경상남도."""
    codes = [_prefixes(index).get(region, "") for region in regions]
    above = {code[:level] for code in codes for level in _LEVELS if level < len(code)}
    wide = {region for region in regions if _prefixes(index).get(region) in above}
    return tuple(sorted(regions - wide, key=lambda region: (str(index.labels[region]), region)))


def _located(index: Index) -> dict[int, set[int]]:
    settled, wished, dropped = (defaultdict[int, set[int]](set) for _ in range(3))
    less = {status_number("proposed"): wished, status_number("failed"): dropped}
    for thing, place, status in _ends(index, "located_in"):
        less.get(status, settled)[thing].add(place)
    direct = dropped | wished | settled
    return {thing: regions for thing in list(direct) if (regions := _reached(index, direct, thing))}


def _reached(index: Index, direct: dict[int, set[int]], thing: int) -> set[int]:
    """Return the regions that a thing is in: its own where any is told, else those of the sites it stands in."""
    regions, open_, seen = set[int](), [thing], {thing}
    while open_:
        places = direct.get(open_.pop(), set())
        own = {place for place in places if index.types[place] == "Region"}
        regions |= own
        further = set() if own else places - seen
        seen |= further
        open_ += further
    return regions


def _seats(index: Index, actor: int, located: dict[int, set[int]]) -> set[int]:
    """Return the regions an actor stands for: itself, where it is located, or where it holds office."""
    if index.types[actor] == "Region":
        return {actor}
    return located.get(actor, set()) | _offices(index).get(actor, set())


@derived
def _offices(index: Index) -> dict[int, set[int]]:
    found: defaultdict[int, set[int]] = defaultdict(set)
    for person, body, _ in _ends(index, "holds_office"):
        if index.types[body] == "Region":
            found[person].add(body)
    return dict(found)


def _ends(index: Index, *relations: str) -> Iterable[tuple[int, int, int]]:
    """Return head, tail and status of the claims of these relations."""
    rows = claims_of(index, *relations)
    return zip(index.head[rows].tolist(), index.tail[rows].tolist(), index.status[rows].tolist(), strict=True)
