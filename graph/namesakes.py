"""The rules of resolution for people: one name is many people, until an office or the story ties two of them."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise

from graph.clusters import Clusters
from graph.handles import PEOPLE, Stay
from graph.judgements import DIFFERENT, SAME, Judgement, judge
from graph.units import Corpus, Unit

SAME_OFFICE, SUCCESSIVE, NEARBY = 0.95, 0.9, 0.75
# Bodies that every other article names; that a story is about them ties nobody to them.
_EVERYWHERE = frozenset({"Organization:정부", "Organization:국회"})
# More people of one name than this in one body are beyond what offices can tell.
_MOST_OF_A_BODY = 40


def by_office(corpus: Corpus) -> Iterator[Judgement]:
    """Yield merges of people of one name who hold or held an office of one body, unless the times contradict.

    An article that names both offices of a person (전 차관, 현 지사) so ties the articles that name only one of them.
    """
    holders: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in _people(corpus):
        for body in sorted({stay.body for stay in unit.stays}):
            holders[unit.text, body].append(unit)
    for (_, body), units in holders.items():
        for one, other in combinations(units[:_MOST_OF_A_BODY], 2):
            if not _contradict(one, other, body):
                is_main = one.scope == other.scope
                reason = (
                    f"같은 이름, 같은 곳의 직: {_label(body)}"
                    if is_main
                    else f"앞뒤의 직을 함께 적은 글: {_label(body)}"
                )
                yield judge((one.handle, other.handle), SAME, SAME_OFFICE if is_main else SUCCESSIVE, "office", reason)


def _contradict(one: Unit, other: Unit, body: str) -> bool:
    """Tell whether one had left a body before the other is said to be there: then these are two people."""
    return _left_before(one, other, body) or _left_before(other, one, body)


def _left_before(gone: Unit, there: Unit, body: str) -> bool:
    if any(stay.body == body and stay.held for stay in gone.stays):
        return False
    left = min((stay.date for stay in _at(gone, body) if stay.date), default="")
    held = max((stay.date for stay in _at(there, body) if stay.held), default="")
    return bool(left and held and left < held)


def _at(unit: Unit, body: str) -> Iterator[Stay]:
    return (stay for stay in unit.stays if stay.body == body)


def by_story(corpus: Corpus, clusters: Clusters) -> Iterator[Judgement]:
    """Yield merges of a person without an office with the only one of that name whose body the same article names."""
    offices: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    hubs: dict[str, Unit] = {}
    for unit in _people(corpus):
        for stay in unit.stays:
            if stay.body not in _EVERYWHERE:
                root = clusters.find(unit.handle)
                offices[unit.text][stay.body].add(root)
                hubs.setdefault(root, unit)
    for unit in _people(corpus):
        bodies = offices.get(unit.text, {})
        if unit.stays or not bodies:
            continue
        near = {root: body for body in sorted(unit.around & bodies.keys()) for root in bodies[body]}
        if len(near) == 1:
            root, body = next(iter(near.items()))
            yield judge((unit.handle, hubs[root].handle), SAME, NEARBY, "story", f"같은 글에 {_label(body)}")


def told_apart(corpus: Corpus, clusters: Clusters) -> Iterator[Judgement]:
    """Yield, for each name that several people with offices bear, the offices of one and of the next."""
    names: dict[str, dict[str, Unit]] = defaultdict(dict)
    for unit in _people(corpus):
        if unit.stays:
            names[unit.text].setdefault(clusters.find(unit.handle), unit)
    for found in names.values():
        units = list(found.values())
        for one, other in pairwise(units):
            yield judge(
                (one.handle, other.handle),
                DIFFERENT,
                SAME_OFFICE,
                "office",
                f"같은 이름, 다른 직: {one.scope}, {other.scope}",
            )


def _people(corpus: Corpus) -> list[Unit]:
    return sorted((u for u in corpus.units.values() if u.type in PEOPLE), key=lambda unit: unit.handle)


def _label(body: str) -> str:
    return body.partition(":")[2]
