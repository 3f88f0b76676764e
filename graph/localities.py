"""Which region a name begins with, and which of two regions lies in the other: what keeps things apart."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.hierarchy import regions_above
from graph.registers import Hierarchy

# Villages and towns name no project's place by themselves: 북면, 중앙동.
_LEVELS = frozenset({"sido", "sigungu", "gu", "area"})
# A name that goes on so after a region is of a university: 부산대 양산캠퍼스.
_UNIVERSITY = ("대 ", "대학")
_LEAST_REST = 2


@dataclass(frozen=True, slots=True)
class Places:
    """Regions by the forms that a name may begin with, all forms of regions, and the regions above each."""

    by_form: Mapping[str, str]
    weak: Collection[str]
    forms: Collection[str]
    above: Mapping[str, tuple[str, ...]]
    longest: int


def find_places(hierarchy: Hierarchy) -> Places:
    """Return what the registers say of places; a form of two places is of the 시도, or of neither."""
    by_form: dict[str, list[str]] = {}
    weak, forms = set[str](), set[str]()
    for one in hierarchy.listed.values():
        if one.type != "Region":
            continue
        forms.update(one.forms)
        if one.kind in _LEVELS:
            for form in one.forms:
                by_form.setdefault(form, []).append(one.id)
            weak |= one.weak
    chosen = {form: _the_one(ids, hierarchy) for form, ids in by_form.items()}
    regions = (one.id for one in hierarchy.listed.values() if one.type == "Region")
    above = {id_: tuple(regions_above(hierarchy, id_)) for id_ in regions}
    found = {form: id_ for form, id_ in chosen.items() if id_}
    return Places(found, weak, forms, above, max(map(len, found), default=0))


def _the_one(ids: list[str], hierarchy: Hierarchy) -> str:
    provinces = [id_ for id_ in ids if hierarchy.listed[id_].kind == "sido"]
    only = ids if len(ids) == 1 else provinces
    return only[0] if len(only) == 1 else ""


def split_place(name: str, places: Places) -> tuple[str, str]:
    """Return the id of the region that a name begins with, or "", and the rest of the name.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> places = find_places(read_hierarchy(Path("data/registers")))
    >>> split_place("창원 제2국가산단", places), split_place("부산대 양산캠퍼스", places)[0]
    (('Region:창원시', '제2국가산단'), '')
    """
    for length in range(min(places.longest, len(name) - _LEAST_REST), 1, -1):
        form, rest = name[:length], name[length:]
        if form not in places.by_form:
            continue
        is_word = rest[0] == " "
        if is_word or (form not in places.weak and not rest.startswith(_UNIVERSITY)):
            return places.by_form[form], rest.strip()
    return "", name


def nest(one: str, other: str, places: Places) -> bool:
    """Tell whether two regions are the same or one lies in the other."""
    return one == other or other in places.above.get(one, ()) or one in places.above.get(other, ())
