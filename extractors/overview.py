"""Overview: how the things of an article stand to each other: how near, how prominent, whose name holds whose."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from extractors.codes import LETTERS, TYPES, Ints
from extractors.entities import Group
from extractors.frames import Frame, Item

# A sentence is as far from the next as so many characters of one; what is named nowhere is so many sentences away.
SENTENCE, NOWHERE = 400, 20
# Two items of one sentence: how many characters apart, the sentence, and the items in the order of the text.
Meeting = tuple[int, int, Item, Item]
# Within a sentence nearness is told in steps of so many characters, beyond it in sentences up to so many.
_STEP, _FARTHEST = 20, 6
NEARNESS = (*map(str, range(SENTENCE // _STEP)), *(f"{count}s" for count in range(1, _FARTHEST + 1)))
# What names and numbers of sentences are told up to.
_MOST_NAMED, _LATEST, _LOWEST_RANK = 3, 3, 2
_FAR = 1 << 20
# What an article can be about.
_TOPICS = ("Project", "Site", "Policy")
Truths = NDArray[np.bool_]


class Overview:
    """What holds for all pairs of an article, found once; things are told by their number in `groups`.

    Its matrices have a row for a head and a column for a tail.
    """

    def __init__(self, groups: Sequence[Group], frames: Sequence[Frame]) -> None:
        """Look at the things of an article in the frames of its sentences."""
        self.groups = groups
        self.number = {id(group): number for number, group in enumerate(groups)}
        self.types: Ints = np.array([TYPES[group.type] for group in groups], dtype=np.int64)
        self.named: list[list[tuple[int, Item]]] = [[] for _ in groups]
        for number, frame in enumerate(frames):
            for item in frame.items:
                self.named[self.number[id(item.group)]].append((number, item))
        self.meetings = self._meetings(frames)
        self.near = self._distances(len(frames))
        self.together = self._together()
        self.inside = _holdings(groups)
        self.rivals = self._rivals()
        self.kinds = [kind_of(group) for group in groups]
        self.topic = self._topic(frames)

    def _meetings(self, frames: Sequence[Frame]) -> dict[tuple[int, int], list[Meeting]]:
        """Return where two things stand together, the closest first; the key is in the order of `groups`."""
        found: defaultdict[tuple[int, int], list[Meeting]] = defaultdict(list)
        for number, frame in enumerate(frames):
            places = [self.number[id(item.group)] for item in frame.items]
            for (a, first), (b, second) in combinations(zip(places, frame.items, strict=True), 2):
                if a != b:
                    meeting = max(0, second.start - first.end), number, first, second
                    found[(a, b) if a < b else (b, a)].append(meeting)
        for meetings in found.values():
            if len(meetings) > 1:
                meetings.sort(key=_place)
        return found

    def met(self, i: int, j: int) -> Sequence[Meeting]:
        """Return where two things stand together, the closest first."""
        return self.meetings.get((i, j) if i < j else (j, i), ())

    def _distances(self, sentences: int) -> Ints:
        """Return how many characters apart two things stand at the closest; sentences count as so many characters."""
        size = len(self.groups)
        near = np.full((size, size), SENTENCE * NOWHERE, dtype=np.int64)
        owners = np.repeat(np.arange(size), [len(named) for named in self.named])
        places = np.array([place for named in self.named for place, _ in named], dtype=np.int64)
        if not len(places):
            return near
        present, firsts = np.unique(owners, return_index=True)
        away = _sentences_away(owners, places, (size, sentences))
        near[:, present] = np.minimum.reduceat(away[:, places], firsts, axis=1) * SENTENCE
        rows, columns = self._met_pairs()
        near[rows, columns] = near[columns, rows] = [meetings[0][0] for meetings in self.meetings.values()]
        return near

    def _met_pairs(self) -> tuple[Ints, Ints]:
        pairs: Ints = np.array(list(self.meetings), dtype=np.int64).reshape(-1, 2)
        return pairs[:, 0], pairs[:, 1]

    def _together(self) -> Ints:
        """Return how often two things stand together."""
        together = np.zeros((len(self.groups), len(self.groups)), dtype=np.int64)
        rows, columns = self._met_pairs()
        together[rows, columns] = together[columns, rows] = list(map(len, self.meetings.values()))
        return together

    def _rivals(self) -> Ints:
        """Return how many things of the type of the tail stand nearer to the head than the tail does."""
        size = len(self.groups)
        keys = self.types * _FAR + np.minimum(self.near, _FAR - 2)
        np.fill_diagonal(keys, self.types * _FAR + _FAR - 1)
        order = keys.argsort(axis=1)
        ranked = np.take_along_axis(keys, order, axis=1)
        nearer = np.zeros((size, size), dtype=np.int64)
        nearer[:, 1:] = np.where(ranked[:, 1:] != ranked[:, :-1], np.arange(1, size), 0)
        np.maximum.accumulate(nearer, axis=1, out=nearer)
        rivals = np.empty_like(nearer)
        np.put_along_axis(rivals, order, nearer, axis=1)
        found: Ints = rivals - (self.types[:, None] > self.types).sum(axis=1)
        return found

    def nearness(self, heads: Ints, tails: Ints) -> Ints:
        """Return the places in NEARNESS of how near pairs stand."""
        near = self.near[heads, tails]
        beyond = SENTENCE // _STEP - 1 + np.minimum(near // SENTENCE, _FARTHEST)
        found: Ints = np.where(near < SENTENCE, near // _STEP, beyond)
        return found

    def prominence(self) -> tuple[Ints, Ints, Ints]:
        """Return of each thing how many of its type are named more, how often it is named, since which sentence."""
        counts = [len(named) for named in self.named]
        since = [named[0][0] if named else NOWHERE for named in self.named]
        ranks = [0] * len(counts)
        taken: defaultdict[int, int] = defaultdict(int)
        types = self.types.tolist()
        for number in sorted(range(len(counts)), key=lambda n: (-counts[n], since[n])):
            ranks[number] = min(taken[types[number]], _LOWEST_RANK)
            taken[types[number]] += 1
        return np.array(ranks), np.minimum(counts, _MOST_NAMED), np.minimum(since, _LATEST)

    def _topic(self, frames: Sequence[Frame]) -> int:
        """Return the project, site or scheme that the headline names, else that named most; -1 for none."""
        counts = [
            len(named) if group.type in _TOPICS else 0 for group, named in zip(self.groups, self.named, strict=True)
        ]
        headed = {self.number[id(item.group)] for frame in frames if frame.sentence.headline for item in frame.items}
        best = max(range(len(counts)), key=lambda n: (counts[n] > 0, n in headed, counts[n], -n), default=-1)
        return best if best >= 0 and counts[best] else -1

    def same_type(self) -> Truths:
        """Return for each type (row) which things have it."""
        found: Truths = np.arange(len(LETTERS))[:, None] == self.types
        return found

    def lies_in(self) -> Truths:
        """Return for each region (row) those regions of the article that lie in it."""
        found = np.zeros((len(self.groups), len(self.groups)), dtype=np.bool_)
        regions = [n for n, group in enumerate(self.groups) if group.type == "Region"]
        parents = {n: next((m.entry.parent for m in self.groups[n].mentions if m.entry), "") for n in regions}
        for outer in regions:
            name = self.groups[outer].name
            for inner in regions:
                inside = parents[inner] == name or self.groups[inner].name.startswith(name + " ")
                found[outer, inner] = inner != outer and inside
        return found


def _place(meeting: Meeting) -> tuple[int, int]:
    return meeting[:2]


def _sentences_away(owners: Ints, places: Ints, shape: tuple[int, int]) -> Ints:
    """Return of each thing how many sentences each sentence is from the nearest that names it, NOWHERE at most."""
    numbers = np.arange(shape[1])
    last, following = np.full(shape, -NOWHERE), np.full(shape, shape[1] + NOWHERE)
    last[owners, places] = following[owners, places] = places
    last = np.maximum.accumulate(last, axis=1)
    following = np.minimum.accumulate(following[:, ::-1], axis=1)[:, ::-1]
    away: Ints = np.minimum(np.minimum(numbers - last, following - numbers), NOWHERE)
    return away


def kind_of(group: Group) -> str:
    """Return what a register says of a thing besides its type: a region's level, a body's kind; else new."""
    entry = next((mention.entry for mention in group.mentions if mention.entry), None)
    return (entry.kind or "listed") if entry else "new"


def _holdings(groups: Sequence[Group]) -> Ints:
    """Return 1 where the name of the row holds that of the column, 2 more where it begins so, 4 more where it ends so.

    A name holds another where any of its forms in the text does hold any form of the other, also those of registers.
    """
    found = np.zeros((len(groups), len(groups)), dtype=np.int64)
    texts = ["".join(f"{name}\n" for name in {*group.aliases, group.name}) for group in groups]
    starts = np.cumsum([0, *map(len, texts)]).tolist()
    text = "\n" + "".join(texts)
    for number, group in enumerate(groups):
        for form in _forms(group):
            at = text.find(form)
            while at >= 0:
                owner = bisect_right(starts, at - 1) - 1
                if owner != number:
                    begins, ends = text[at - 1] == "\n", text[at + len(form)] == "\n"
                    found[owner, number] |= 1 + 2 * begins + 4 * ends
                at = text.find(form, at + 1)
    return found


def _forms(group: Group) -> set[str]:
    """Return all ways to write a thing, in two syllables or more, that the article or the register knows."""
    entry = next((mention.entry for mention in group.mentions if mention.entry), None)
    return {form for form in (*group.aliases, group.name, *(entry.forms if entry else ())) if len(form) > 1}
