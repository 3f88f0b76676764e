"""Sight: the words of an article around its things, and what they show of each pair, as features."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter

import numpy as np

from extractors.codes import Features, Ints, Vocabulary, before
from extractors.entities import Group
from extractors.frames import Item
from extractors.overview import SENTENCE, Overview
from extractors.places import Surroundings
from extractors.relations import Link
from extractors.ruled import Ruled
from graph.schema import load_schema

# Of the sentences that name both, so many are looked at, those first in which they stand closest.
MOST_PLACES = 2
# So many sentences that name one while the other is what the text is about.
MOST_IMPLIED = 3
# Types whose names are few enough to be learnt by heart.
_NAMED = ("Policy", "Industry")


@dataclass(frozen=True, slots=True)
class Place:
    """Two items in one sentence, in the order of the text; `ahead` tells whether the head of the pair is the first."""

    frame: int
    first: Item
    second: Item
    ahead: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things in order, and the relations that the schema allows them.

    `places` are those where they stand closest, `links` what rules found between them.
    """

    head: Group
    tail: Group
    relations: tuple[str, ...]
    places: Sequence[Place]
    links: Sequence[Link]


@cache
def allowed(head: str, tail: str) -> tuple[str, ...]:
    """Return the relations that things of two types may have.

    >>> allowed("Project", "Industry")
    ('targets',)
    """
    return tuple(relation.name for relation in load_schema().relations.values() if relation.allows(head, tail))


class Sight:
    """The words of an article around its things, looked at once."""

    def __init__(self, vocabulary: Vocabulary, view: Overview, ruled: Ruled, around: Sequence[Surroundings]) -> None:
        """Look at an article; `around` are its sentences in order."""
        self.numbers = vocabulary.numbers
        self.view = view
        self.ruled = ruled
        self.around = around
        self.unsaid = self._unsaid()
        self._alone: dict[int, list[int]] = {}

    def pairs(self, heads: Sequence[int], tails: Sequence[int]) -> list[Pair]:
        """Return pairs with the places where they stand closest."""
        groups = self.view.groups
        return [
            Pair(
                groups[i],
                groups[j],
                allowed(groups[i].type, groups[j].type),
                [
                    Place(frame, first, second, first.group is groups[i])
                    for _, frame, first, second in self.view.met(i, j)[:MOST_PLACES]
                ],
                self.ruled.links.get((i, j), ()),
            )
            for i, j in zip(heads, tails, strict=True)
        ]

    def placed(self, pairs: Sequence[Pair], owners: Ints, types: Ints) -> tuple[Features, Features]:
        """Return what the words around two things show: of each place, and of each pair what counts with its types."""
        numbers: dict[tuple[int, int], int] = {}
        of_types, of_all = _Ragged(), _Ragged()
        places = [place for pair in pairs for place in pair.places]
        which = []
        for place in places:
            key = id(place.first), id(place.second)
            if key not in numbers:
                numbers[key] = len(numbers)
                told, plain = self.around[place.frame].between(place.first, place.second)
                words = self.numbers(told)
                of_types.add(words)
                of_all.add(words + self.numbers(plain))
            which.append(numbers[key])
        sign = np.where([place.ahead for place in places], before(">"), before("<")).astype(np.int64)
        part, every = of_types.take(which), of_all.take(which)
        pair_of = owners[part.owners]
        with_types = Features(pair_of, part.codes + (sign + types[owners])[part.owners])
        return Features(every.owners, every.codes + sign[every.owners]), with_types

    def told(self, heads: Ints, tails: Ints, types: Ints, titles: Sequence[str]) -> tuple[Features, Features]:
        """Return what is told of each of two things by itself, with their types."""
        words = _Ragged()
        for group, kind, title in zip(self.view.groups, self.view.kinds, titles, strict=True):
            words.add(self.numbers(_told(group, kind, title)))
        of_heads, of_tails = words.take(heads), words.take(tails)
        return (
            Features(of_heads.owners, of_heads.codes + (types + before("head:"))[of_heads.owners]),
            Features(of_tails.owners, of_tails.codes + (types + before("tail:"))[of_tails.owners]),
        )

    def others(self, heads: Ints, tails: Ints, types: Ints, titles: Sequence[str]) -> Features:
        """Return what only some pairs show: rules, titles, two sentences, what is left unsaid."""
        number = {ends: n for n, ends in enumerate(zip(heads.tolist(), tails.tolist(), strict=True))}
        found: list[tuple[int, list[int]]] = []
        for ends, links in self.ruled.links.items():
            if ends in number:
                found.append((number[ends], self._ruled(links)))
        for n in np.flatnonzero(np.array(list(map(bool, titles)))[heads]).tolist():
            found.append((n, self._titled(titles[heads[n]], tails[n])))
        near = (self.view.near[heads, tails] == SENTENCE) & (self.view.together[heads, tails] == 0)
        for n in np.flatnonzero(near).tolist():
            found.append((n, self._across(int(heads[n]), int(tails[n]), int(types[n]))))
        for (i, j), told in self.unsaid.items():
            for sign, ends in (("~>", (i, j)), ("~<", (j, i))):
                if ends in number:
                    for form, frame, item in told:
                        at = before(f"{sign}{form}:")
                        found.append((number[ends], [at + word for word in self._said(frame, item)]))
        found.sort(key=itemgetter(0))
        owners = np.repeat(np.array([n for n, _ in found], dtype=np.int64), [len(codes) for _, codes in found])
        return Features(owners, np.fromiter(chain.from_iterable(codes for _, codes in found), dtype=np.int64))

    def _titled(self, title: str, tail: int) -> list[int]:
        """Return what the title of a head tells beside a tail."""
        return self.numbers(
            (f"title={title}|{self.view.kinds[tail]}", f"title={title}|{self.view.groups[tail].name[-2:]}")
        )

    def _ruled(self, links: Sequence[Link]) -> list[int]:
        """Return which rules joined two things."""
        return self.numbers(
            (
                *(f"rule={link.relation}:{link.rule.partition(':')[0]}" for link in links),
                *(f"rule={link.relation}:{link.rule}" for link in links if ":" in link.rule),
            )
        )

    def _across(self, i: int, j: int, types: int) -> list[int]:
        """Return what two neighbouring sentences say, the items of both that stand closest."""
        beside = (
            (abs(a.start - b.start), k, a, n, b)
            for k, a in self.view.named[i]
            for n, b in self.view.named[j]
            if abs(k - n) == 1
        )
        _, k, a, n, b = min(beside, key=lambda row: row[0])
        around, later = self.around[max(k, n)], b if n > k else a
        sign = before(">>") if n > k else before("<<")
        roles = f"roles={self.around[k].sides[id(a)].role},{self.around[n].sides[id(b)].role}"
        after = around.sides[id(later)].after
        words = self.numbers(
            (roles, f"after={after.stem if after else '-'}", f"last={around.last}", f"part={around.part}")
        )
        return [types + sign + words[0], *(sign + word for word in words)]

    def _unsaid(self) -> dict[tuple[int, int], list[tuple[str, int, Item]]]:
        """Return of two things one of which is told of, the other only the project in focus or the last subject."""
        found: defaultdict[tuple[int, int], list[tuple[str, int, Item]]] = defaultdict(list)
        told: defaultdict[tuple[str, int, int], int] = defaultdict(int)
        for number, around in enumerate(self.around):
            frame = around.frame
            present = {id(item.group) for item in frame.items}
            focus = None if frame.focus is None else self.view.number[id(frame.focus)]
            actor = None if frame.actor is None else self.view.number[id(frame.actor)]
            topic = self.view.topic if self.view.topic >= 0 else None
            for name, unsaid in (("focus", focus), ("actor", actor), ("topic", topic if topic != focus else None)):
                if unsaid is None or id(self.view.groups[unsaid]) in present:
                    continue
                for item in frame.items:
                    named = self.view.number[id(item.group)]
                    told[name, unsaid, named] += 1
                    if told[name, unsaid, named] <= MOST_IMPLIED:
                        found[unsaid, named].append((name, number, item))
        return found

    def _said(self, frame: int, item: Item) -> list[int]:
        """Return what a sentence says of one item."""
        key = id(item)
        if key not in self._alone:
            self._alone[key] = self.numbers(self.around[frame].alone(item))
        return self._alone[key]


class _Ragged:
    """Lists of words one behind the other, to be taken many at once."""

    def __init__(self) -> None:
        self._flat: list[int] = []
        self._ends = [0]

    def add(self, words: Sequence[int]) -> None:
        self._flat += words
        self._ends.append(len(self._flat))

    def take(self, which: Sequence[int] | Ints) -> Features:
        """Return the words of lists, each with its place in `which`."""
        ends, chosen = np.array(self._ends), np.asarray(which, dtype=np.int64)
        starts, lengths = ends[chosen], ends[chosen + 1] - ends[chosen]
        owners = np.repeat(np.arange(len(chosen)), lengths)
        at = np.arange(len(owners)) + np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        return Features(owners, np.array(self._flat, dtype=np.int64)[at])


def _told(group: Group, kind: str, title: str) -> Iterator[str]:
    """Yield what is told of a thing in each of its pairs."""
    chance = max(mention.chance for mention in group.mentions)
    yield from (f"kind={kind}", f"end={group.name[-2:]}", f"sure={int(chance * 10)}")
    if title:
        yield f"title={title}"
    if group.type in _NAMED:
        yield f"name={group.name}"
