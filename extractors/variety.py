"""Variants of annotated articles with other towns, people and industries, so that the recogniser learns the pattern of
a name and not this name: there are few annotated articles, and each is about one town.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from extractors.registers import Entry

# What can be put for what: a town keeps its ending and length, a person the surname.
_TOWN = re.compile(r"[가-힣]{2,3}[시군]")
_PERSON = re.compile(r"[가-힣]{3}")
_LONGEST_INDUSTRY = 6


@dataclass(frozen=True, slots=True)
class Pools:
    """Names to put for others: towns, industries, and given names."""

    towns: tuple[str, ...]
    industries: tuple[str, ...]
    given: tuple[str, ...]


def make_pools(entries: Iterable[Entry], people: Iterable[str]) -> Pools:
    """Return the pools of the registers and of the people named elsewhere."""
    towns, industries = set(), set()
    for entry in entries:
        if entry.kind == "sigungu" and _TOWN.fullmatch(entry.name):
            towns.add(entry.name)
        if entry.type == "Industry" and 1 < len(entry.name) <= _LONGEST_INDUSTRY:
            industries.add(entry.name)
    given = {name[1:] for name in people if _PERSON.fullmatch(name)}
    return Pools(tuple(sorted(towns)), tuple(sorted(industries)), tuple(sorted(given)))


def vary(text: str, names: Mapping[str, str], pools: Pools, random: Random) -> tuple[str, dict[str, str]]:
    """Return the text and the forms in it, which map to their types, with other names put for them everywhere.

    >>> pools = Pools(towns=("창원시", "김해시"), industries=(), given=("길동",))
    >>> vary("창원시의 김철수는 창원국가산단을", {"창원시": "Region", "김철수": "Person"}, pools, Random(1))
    ('김해시의 김길동는 김해국가산단을', {'김해시': 'Region', '김길동': 'Person'})
    """
    changes: dict[str, str] = {}
    for form, kind in sorted(names.items()):
        changes |= _change(form, kind, pools, random)
    if not changes:
        return text, dict(names)
    pattern = re.compile("|".join(map(re.escape, sorted(changes, key=lambda form: (-len(form), form)))))

    def put(old: str) -> str:
        return pattern.sub(lambda match: changes[match.group()], old)

    return put(text), {put(form): kind for form, kind in names.items()}


def _change(form: str, kind: str, pools: Pools, random: Random) -> dict[str, str]:
    if kind == "Region" and form in pools.towns and len(form) > 2:
        others = [town for town in pools.towns if town[-1] == form[-1] and len(town) == len(form) and town != form]
        return {form[:-1]: random.choice(others)[:-1]} if others else {}
    if kind in ("Official", "Person") and _PERSON.fullmatch(form) and pools.given:
        return {form: form[0] + random.choice(pools.given)}
    if kind == "Industry" and form in pools.industries and random.random() < 0.5:
        return {form: random.choice(pools.industries)}
    return {}
