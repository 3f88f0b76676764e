"""Region in region as of a date, up to province and zone; and things that went on under another name."""

from collections.abc import Iterator

from graph.registers import Hierarchy

# 읍면동 under 일반구 under city under province is four; more can only be a loop.
DEEPEST = 8


def find_region(hierarchy: Hierarchy, name: str) -> str:
    """Return the id of the region of that name, or of the one around a village that the registers do not list, or "".

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> find_region(read_hierarchy(Path("data/registers")), "창원시 의창구 북면 고암리")
    'Region:창원시 의창구 북면'
    """
    words = name.split()
    ids = (f"Region:{' '.join(words[:count])}" for count in range(len(words), 0, -1))
    return next((id_ for id_ in ids if id_ in hierarchy.listed), "")


def regions_above(hierarchy: Hierarchy, region: str, on: str = "") -> Iterator[str]:
    """Yield the ids of the regions above one, nearest first, as of a day (`YYYY-MM-DD`); "" asks of today's register.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> hierarchy = read_hierarchy(Path("data/registers"))
    >>> list(regions_above(hierarchy, "Region:창원시 진해구", on="2009-05-01"))
    ['Region:경상남도']
    >>> list(regions_above(hierarchy, "Region:여수시", on="2026-08-01"))
    ['Region:전남광주통합특별시']
    """
    at = region
    for _ in range(DEEPEST):
        at = _successor_on(hierarchy, _parent_on(hierarchy, at, on), on)
        if not at:
            return
        yield at


def _parent_on(hierarchy: Hierarchy, region: str, on: str) -> str:
    change = hierarchy.changes.get(region)
    if change and on and on <= change.until:
        return change.parent
    return hierarchy.listed[region].parent if region in hierarchy.listed else ""


def _successor_on(hierarchy: Hierarchy, region: str, on: str) -> str:
    """Return what a region had become by a day, where it became one other; without a day, the region itself."""
    for _ in range(DEEPEST):
        next_ = hierarchy.listed[region].successors if region else ()
        if not on or len(next_) != 1 or not hierarchy.listed[next_[0]].valid_from <= on:
            break
        region = next_[0]
    return region


def name_on(hierarchy: Hierarchy, region: str, on: str = "") -> str:
    """Return the name that a region bore on a day.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> name_on(read_hierarchy(Path("data/registers")), "Region:전북특별자치도", on="2023-12-31")
    '전라북도'
    """
    change = hierarchy.changes.get(region)
    return change.former if change and on and on <= change.until else hierarchy.listed[region].name


def code_on(hierarchy: Hierarchy, region: str, on: str = "") -> str:
    """Return the ten digits of a region on a day, or "" where they are not known.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> code_on(read_hierarchy(Path("data/registers")), "Region:춘천시", on="2022-01-01")
    '4211000000'
    """
    code = hierarchy.listed[region].code
    for id_ in (region, *regions_above(hierarchy, region)):
        change = hierarchy.changes.get(id_)
        if change and on and on <= change.until:
            if not change.code or not code:
                return ""
            kept = len(hierarchy.listed[id_].code.rstrip("0"))
            kept += kept % 2
            return change.code[:kept] + code[kept:]
    return code


def province_of(hierarchy: Hierarchy, region: str, on: str = "") -> str:
    """Return the name of the 시도 that a region is or lies in, or "".

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> province_of(read_hierarchy(Path("data/registers")), "Region:군위군")
    '대구광역시'
    """
    own = _successor_on(hierarchy, region, on)
    found = (own, *regions_above(hierarchy, own, on))
    return next((hierarchy.listed[id_].name for id_ in found if hierarchy.listed[id_].kind == "sido"), "")


def zone_of(hierarchy: Hierarchy, region: str, on: str = "") -> str:
    """Return the 권역 that a region lies in or is, or "".

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> hierarchy = read_hierarchy(Path("data/registers"))
    >>> zone_of(hierarchy, "Region:창원시"), zone_of(hierarchy, "Region:군위군", on="2020-01-01")
    ('동남권', '대경권')
    """
    name = province_of(hierarchy, region, on) or hierarchy.listed[region].name
    return hierarchy.zones.get(name, "")


def levels_of(hierarchy: Hierarchy, region: str, on: str = "") -> dict[str, str]:
    """Return the names that a region rolls up to: `sigungu`, `sido` and `zone`, those that it has.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> levels_of(read_hierarchy(Path("data/registers")), "Region:창원시 의창구 북면")
    {'sigungu': '창원시', 'sido': '경상남도', 'zone': '동남권'}
    """
    found = (region, *regions_above(hierarchy, region, on))
    city = next((hierarchy.listed[id_].name for id_ in found if hierarchy.listed[id_].kind == "sigungu"), "")
    levels = {"sigungu": city, "sido": province_of(hierarchy, region, on), "zone": zone_of(hierarchy, region, on)}
    return {level: name for level, name in levels.items() if name}


def lies_in(hierarchy: Hierarchy, inner: str, outer: str) -> bool:
    """Tell whether a region is another or lies in it, on today's map."""
    return inner == outer or outer in regions_above(hierarchy, inner)


def lineage(hierarchy: Hierarchy, id_: str) -> tuple[str, ...]:
    """Return the ids of one thing under its successive names, oldest first.

    A thing goes on under a new name where it has one successor, and that one followed nothing else and was not there
    before; a body that was divided, or a city that joined another, ended.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> lineage(read_hierarchy(Path("data/registers")), "Organization:산업통상자원부")[-2:]
    ('Organization:산업통상자원부', 'Organization:산업통상부')
    """
    chain = [id_]
    while (before := _renamed_from(hierarchy, chain[0])) and before not in chain:
        chain.insert(0, before)
    while (after := _renamed_to(hierarchy, chain[-1])) and after not in chain:
        chain.append(after)
    return tuple(chain)


def _renamed_to(hierarchy: Hierarchy, id_: str) -> str:
    successors = hierarchy.listed[id_].successors if id_ in hierarchy.listed else ()
    after = successors[0] if len(successors) == 1 else ""
    return after if after and _renamed_from(hierarchy, after) == id_ else ""


def _renamed_from(hierarchy: Hierarchy, id_: str) -> str:
    whole = [b for b in hierarchy.predecessors.get(id_, ()) if len(hierarchy.listed[b].successors) == 1]
    if len(whole) != 1 or hierarchy.listed[id_].type == "Region":
        return ""
    return whole[0]
