"""Whereabouts: what dates, sums and areas an article tells, and where it names its things around them."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from extractors.document import Document
from extractors.entities import Group, entity_ids
from extractors.frames import Frame, Item
from extractors.lexicon import load_lexicon
from extractors.relations import Link
from extractors.told import Told, read_told, step

THINGS = ("Project", "Site", "Policy")
BODIES = ("Organization", "Region", "Official")
_ACTORS = (*BODIES, "Person")
# So many sentences away is far.
FAR = 3
_MOST = 2
_STEMS = {relation: frozenset(stems) for relation, stems in load_lexicon()["predicates"].items()}
# How far what is not named is.
_NOWHERE = -1


class Spot(NamedTuple):
    """Where a thing is named last before what is told, and next, each with the number of its sentence.

    `before` and `behind` count the sentences to there; `place` is the nearer way, as it is told.
    """

    place: str
    before: int
    behind: int
    last: tuple[int, Item] | None
    following: tuple[int, Item] | None


class View:
    """An article as it is asked: what it tells, and where it names its things."""

    def __init__(self, document: Document, groups: Sequence[Group], frames: Sequence[Frame]) -> None:
        """Look everything up once."""
        self.document = document
        self.groups = groups
        self.ids = entity_ids(groups)
        self.frames = frames
        self.told = list(read_told(document, frames))
        self.number = {frame.sentence.start: number for number, frame in enumerate(frames)}
        self.named: defaultdict[int, list[tuple[int, Item]]] = defaultdict(list)
        self.starts: defaultdict[int, list[int]] = defaultdict(list)
        for number, frame in enumerate(frames):
            for item in frame.items:
                if not item.nested:
                    self.named[id(item.group)].append((number, item))
                    self.starts[id(item.group)].append(item.start)
        self.parts = [told.traits for told in self.told]
        self._spots: dict[tuple[int, int], Spot] = {}
        self._near: dict[tuple[int, str, int], int] = {}
        self._fits: dict[tuple[int, str, str], str] = {}
        self._away: dict[int, dict[int, int]] = {}
        self._apart: dict[int, dict[int, int]] = {}

    @cached_property
    def bodies(self) -> list[Group]:
        """The bodies and officials of the article."""
        items = (item for frame in self.frames for item in frame.items if not item.nested)
        found = {id(item.group): item.group for item in items if item.group.type in BODIES}
        return list(found.values())

    @cached_property
    def _alike(self) -> tuple[list[list[Item]], list[list[Item]]]:
        named = [[item for item in frame.items if not item.nested] for frame in self.frames]
        things = [[item for item in items if item.group.type in THINGS] for items in named]
        return things, [[item for item in items if item.group.type in _ACTORS] for items in named]

    def rivals(self, group: Group) -> list[list[Item]]:
        """Return of each sentence what it names that the same may be told of."""
        things, actors = self._alike
        return things if group.type in THINGS else actors

    @cached_property
    def _present(self) -> tuple[list[set[int]], list[set[int]]]:
        things, actors = ([{id(item.group) for item in items} for items in kind] for kind in self._alike)
        return things, actors

    def present(self, group: Group) -> list[set[int]]:
        """Return of each sentence which things it names, by identity, that the same may be told of."""
        things, actors = self._present
        return things if group.type in THINGS else actors

    def home(self, link: Link) -> int:
        """Return the number of the sentence of a link."""
        return self.number[link.frame.sentence.start]

    def spot(self, told: int, group: Group) -> "Spot":
        """Return where a thing is named around what is told."""
        key = told, id(group)
        if key not in self._spots:
            self._spots[key] = _spot(self, self.told[told], id(group))
        return self._spots[key]

    def near(self, told: int, side: str, group: Group) -> int:
        """Return the part that tells where a thing is named around what is told."""
        key = told, side, id(group)
        if key not in self._near:
            self._near[key] = len(self.parts)
            self.parts.append(frozenset(_near(self, self.told[told], side, group, self.spot(told, group))))
        return self._near[key]

    def fits(self, told: Told, relation: str) -> str:
        """Tell whether the predicate behind what is told expresses a relation, and whether any of its sentence does."""
        key = told.frame, told.stem, relation
        if key not in self._fits:
            stems = _STEMS.get(relation, frozenset())
            some = any(predicate.stem in stems for predicate in self.frames[told.frame].predicates)
            self._fits[key] = f"{told.stem in stems} {some}"
        return self._fits[key]

    def away(self, sentence: int) -> dict[int, int]:
        """Return how many sentences from one each body is named at least, keyed by its identity."""
        if sentence not in self._away:
            self._away[sentence] = {
                id(body): min(abs(number - sentence) for number, _ in self.named[id(body)]) for body in self.bodies
            }
        return self._away[sentence]

    def apart(self, thing: Group) -> dict[int, int]:
        """Return how many sentences away from a thing each body is named at least, keyed by its identity."""
        if id(thing) not in self._apart:
            away = [self.away(number) for number in sorted({number for number, _ in self.named[id(thing)]})]
            self._apart[id(thing)] = {
                key: min((each[key] for each in away), default=FAR) for key in map(id, self.bodies)
            }
        return self._apart[id(thing)]


def _spot(view: View, told: Told, key: int) -> Spot:
    named = view.named[key]
    at = bisect_right(view.starts[key], told.start)
    last, following = named[at - 1] if at else None, named[at] if at < len(named) else None
    before = _NOWHERE if last is None else min(FAR, told.frame - last[0])
    behind = _NOWHERE if following is None else min(FAR, following[0] - told.frame)
    return Spot("0" if behind == 0 else _distance(before), before, behind, last, following)


def _near(view: View, told: Told, side: str, group: Group, spot: Spot) -> Iterator[str]:
    """Yield what the places show where a thing is named last before what is told, and next."""
    frame = told.frame
    present = view.present(group)[frame]
    others = min(_MOST, len(present) - (id(group) in present))
    yield from _placed(side, spot.before, spot.behind, others, view.frames[frame].focus is group)
    if spot.last is not None:
        number, last = spot.last
        if spot.before == 0:
            between = _between(view.rivals(group)[frame], group, last.end, told.start)
            yield from (f"{side} before {step(told.start - last.end)} {between}", f"{side} role={last.role}")
        else:
            since = sum(map(len, view.rivals(group)[number + 1 : frame]))
            yield f"{side} since {spot.before} {min(_MOST, since)}"
    if spot.following is not None and spot.behind == 0:
        following = spot.following[1]
        between = _between(view.rivals(group)[frame], group, told.end, following.start)
        yield f"{side} behind {step(following.start - told.end)} {between}"


@cache
def _placed(side: str, before: int, behind: int, others: int, focus: bool) -> tuple[str, ...]:
    """Return the words for how far before and behind a thing is named, among how many others, and if it is in focus."""
    last, following = _distance(before), _distance(behind)
    words = f"{side} {last}", f"{side} {last} {following}", f"{side} others={others}"
    return (*words, f"{side} focus={others}") if focus else words


def _distance(sentences: int) -> str:
    return "-" if sentences == _NOWHERE else str(sentences)


def _between(rivals: Sequence[Item], group: Group, start: int, end: int) -> int:
    return min(_MOST, sum(start <= item.start < end and item.group is not group for item in rivals))
