"""Pairs: two things of an article that some relation may join, with all that the article shows of them, as features.

Each feature is a short string; a classifier weighs them. `>` says that the head stands first, `<` that the tail does,
`>>` and `<<` the same in two sentences, `~` that one of the two is left unsaid; two capitals are the types of both.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import log
from typing import NamedTuple

from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item
from extractors.linear import LinearModel
from extractors.overview import SENTENCE, Overview, kind_of
from extractors.places import ROLES, Surroundings
from extractors.relations import Link
from graph.schema import load_schema

# Of the sentences that name both, so many are looked at, those first in which they stand closest.
MOST_PLACES = 4
# So many sentences that name one while the other is what the text is about.
MOST_IMPLIED = 3
# Farther apart two things are looked at only where their names or a rule join them, or where of all of its type none
# stands nearer (of the rest one in a hundred is annotated).
REACH, NEAREST_REACH = 2 * SENTENCE, 4 * SENTENCE
# Pairs that have any relation less often are not looked at (a third of all is left; F1 .464 instead of .469).
LEAST = 0.06
# One letter a type.
_LETTERS = dict(zip(load_schema().types, "OURBPSIL", strict=True))
# What a person can hold a post in that is named only by its title.
_BODIES = ("Region", "Organization")
# Types whose names are few enough to be learnt by heart.
_NAMED = ("Policy", "Industry")


@dataclass(frozen=True, slots=True)
class Place:
    """Two items in one sentence, in the order of the text; `ahead` tells whether the head of the pair is the first.

    `typed` and `plain` are the features of the words around them; the first also count with the types of the pair.
    """

    frame: int
    first: Item
    second: Item
    ahead: bool
    typed: list[str]
    plain: list[str]


class Glance(NamedTuple):
    """The little that tells whether a pair is worth looking at: nearness, rivals either way, names in names, roles."""

    types: str
    near: str
    rivals: int
    others: int
    holds: int
    held: int
    rules: str
    roles: str
    together: int

    @property
    def features(self) -> tuple[str, ...]:
        """What is seen, alone and with the types."""
        types, rivals = self.types, f"{self.rivals},{self.others}"
        return (
            types,
            f"{types}near={self.near}",
            f"{types}rivals={rivals}",
            f"{types}names={self.holds},{self.held}",
            f"{types}rules={self.rules}",
            f"{types}roles={self.roles}",
            f"{types}together={self.together}",
            f"rules={self.rules}",
            f"near={self.near},{rivals}",
            f"near={self.near},{self.roles}",
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things in order, the relations that the schema allows them, and what the article shows of them.

    `places` are those where they stand closest, `links` what rules found between them.
    """

    head: Group
    tail: Group
    relations: tuple[str, ...]
    places: Sequence[Place]
    links: Sequence[Link]
    glance: Glance
    features: set[str]


class Gate:
    """Tells at a glance which pairs are worth looking at, by a classifier of whether they have any relation.

    What was told of a glance is kept: the same come again and again.
    """

    def __init__(self, model: LinearModel) -> None:
        """Take what was trained."""
        self._model = model
        self._told: dict[Glance, bool] = {}

    def opens(self, glance: Glance) -> bool:
        """Tell whether a pair that shows this has a relation often enough."""
        told = self._told.get(glance)
        if told is None:
            odds = float(self._model.scores([glance.features])[0, 0])
            told = self._told[glance] = odds >= log(LEAST / (1 - LEAST))
        return told


@cache
def allowed(head: str, tail: str) -> tuple[str, ...]:
    """Return the relations that things of two types may have.

    >>> allowed("Project", "Industry")
    ('targets',)
    """
    return tuple(relation.name for relation in load_schema().relations.values() if relation.allows(head, tail))


def find_pairs(
    document: Document,
    groups: Sequence[Group],
    frames: Sequence[Frame],
    links: Sequence[Link],
    gate: Gate | None,
) -> Iterator[Pair]:
    """Yield the pairs of an article that some relation may join; `links` are what the rules found.

    Without a gate, which is made from them, all pairs come that are not too far apart.
    """
    finder = _Finder(document, groups, frames, links)
    for i, head in enumerate(groups):
        for j, tail in enumerate(groups):
            if i != j and (relations := allowed(head.type, tail.type)) and finder.is_near(i, j):
                glance = finder.glance(i, j)
                if gate is None or gate.opens(glance):
                    yield finder.pair(i, j, relations, glance)


class _Finder:
    """What the pairs of an article have in common, found once; things are told by their number in `groups`."""

    def __init__(
        self, document: Document, groups: Sequence[Group], frames: Sequence[Frame], links: Sequence[Link]
    ) -> None:
        self.groups = groups
        self.view = Overview(groups, frames)
        self.around = [Surroundings(document, frame, number) for number, frame in enumerate(frames)]
        self.ruled: defaultdict[tuple[int, int], list[Link]] = defaultdict(list)
        self.tails: list[dict[str, set[int]]] = [{} for _ in groups]
        self.heads: list[dict[str, set[int]]] = [{} for _ in groups]
        for link in links:
            head, tail = self.view.number[id(link.head)], self.view.number[id(link.tail)]
            self.ruled[head, tail].append(link)
            self.tails[head].setdefault(link.relation, set()).add(tail)
            self.heads[tail].setdefault(link.relation, set()).add(head)
        self.unsaid = self._unsaid(frames)
        self.told = [_told(group) for group in groups]
        self.titles = [_title(group) for group in groups]
        self._words: dict[tuple[int, str, str], list[str]] = {}
        self._found: dict[tuple[int, int], tuple[list[str], list[str]]] = {}

    def is_near(self, i: int, j: int) -> bool:
        """Tell whether two things are worth looking at: both stand in some sentence, and near by some token."""
        if not (self.view.where[i] and self.view.where[j]):
            return False
        near = self.view.near[i][j]
        if near <= REACH or self.view.inside[i][j] or self.view.inside[j][i] or (i, j) in self.ruled:
            return True
        if self.titles[i] and self.groups[j].type in _BODIES and "holds_office" not in self.tails[i]:
            return True
        return near <= NEAREST_REACH and not (self.view.rivals(i, j) and self.view.rivals(j, i))

    def glance(self, i: int, j: int) -> Glance:
        """Return what a pair shows at a glance."""
        view = self.view
        meetings = view.together(i, j)
        roles = "-"
        if meetings:
            _, _, first, second = meetings[0]
            ahead = ">" if first.group is self.groups[i] else "<"
            roles = f"{ahead}{ROLES.get(first.role, 'Z')}{ROLES.get(second.role, 'Z')}"
        links = self.ruled.get((i, j), ())
        return Glance(
            _LETTERS[self.groups[i].type] + _LETTERS[self.groups[j].type],
            view.nearness(i, j),
            min(view.rivals(i, j), 3),
            min(view.rivals(j, i), 3),
            view.inside[i][j],
            view.inside[j][i],
            "+".join(sorted({link.relation for link in links})) if links else "",
            roles,
            min(len(meetings), 3),
        )

    def pair(self, i: int, j: int, relations: tuple[str, ...], glance: Glance) -> Pair:
        """Return a pair with its features."""
        head, tail = self.groups[i], self.groups[j]
        types = _LETTERS[head.type] + _LETTERS[tail.type]
        places = [self._place(head, *meeting[1:]) for meeting in self.view.together(i, j)[:MOST_PLACES]]
        links = self.ruled.get((i, j), ())
        found = {types}
        for place in places:
            found.update(place.typed, place.plain, [types + feature for feature in place.typed])
        if self.view.near[i][j] == SENTENCE:
            found.update(self._across(i, j, types))
        found.update(self.unsaid.get((i, j), ()))
        found.update(self._about(i, types, "head"), self._about(j, types, "tail"))
        found.update(self._ruled(i, j, types, links))
        found.update([types + feature for feature in self.view.features(i, j)])
        if title := self.titles[i]:
            found.update((f"title={title}|{kind_of(tail)}", f"title={title}|{tail.name[-2:]}"))
        return Pair(head, tail, relations, places, links, glance, found)

    def _place(self, head: Group, number: int, first: Item, second: Item) -> Place:
        key = id(first), id(second)
        if key not in self._found:
            self._found[key] = self.around[number].between(first, second)
        typed, plain = self._found[key]
        ahead = first.group is head
        sign = ">" if ahead else "<"
        return Place(number, first, second, ahead, [sign + word for word in typed], [sign + word for word in plain])

    def _across(self, i: int, j: int, types: str) -> Iterator[str]:
        """Yield what two neighbouring sentences say, the items of both that stand closest."""
        beside = (
            (abs(a.start - b.start), k, a, n, b)
            for k, a in self.view.named[i]
            for n, b in self.view.named[j]
            if abs(k - n) == 1
        )
        _, k, a, n, b = min(beside, key=lambda row: row[0])
        around, later = self.around[max(k, n)], b if n > k else a
        sign = ">>" if n > k else "<<"
        roles = f"{self.around[k].sides[id(a)].role},{self.around[n].sides[id(b)].role}"
        after = around.sides[id(later)].after
        yield f"{sign}roles={roles}"
        yield f"{types}{sign}roles={roles}"
        yield f"{sign}after={after.stem if after else '-'}"
        yield f"{sign}last={around.last}"
        yield f"{sign}part={around.part}"

    def _unsaid(self, frames: Sequence[Frame]) -> dict[tuple[int, int], list[str]]:
        """Return of each pair what is said of one while the other is only the project in focus or the last subject."""
        found: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
        told: defaultdict[tuple[str, int, int], int] = defaultdict(int)
        for number, frame in enumerate(frames):
            present = {id(item.group) for item in frame.items}
            for name, group in (("focus", frame.focus), ("actor", frame.actor)):
                if group is None or id(group) in present:
                    continue
                unsaid = self.view.number[id(group)]
                for item in frame.items:
                    named = self.view.number[id(item.group)]
                    told[name, unsaid, named] += 1
                    if told[name, unsaid, named] <= MOST_IMPLIED:
                        said = self.around[number].alone(item)
                        found[unsaid, named] += [f"~>{name}:{feature}" for feature in said]
                        found[named, unsaid] += [f"~<{name}:{feature}" for feature in said]
        return found

    def _about(self, number: int, types: str, side: str) -> list[str]:
        """Return what is told of one thing, made once for all others of a type."""
        key = number, types, side
        if key not in self._words:
            self._words[key] = [f"{types}{side}:{word}" for word in self.told[number]]
        return self._words[key]

    def _ruled(self, i: int, j: int, types: str, links: Sequence[Link]) -> list[str]:
        """Return which rules joined the two, and which joined either to something else."""
        found = [f"rule={link.relation}:{link.rule.partition(':')[0]}" for link in links]
        found += [f"rule={link.relation}:{link.rule}" for link in links]
        if not links:
            found.append("rule=none")
        found += [f"head:{relation}={j in others}" for relation, others in self.tails[i].items()]
        found += [f"tail:{relation}={i in others}" for relation, others in self.heads[j].items()]
        found += [f"{types}tail as head:{relation}={i in others}" for relation, others in self.tails[j].items()]
        found += [f"{types}head as tail:{relation}={j in others}" for relation, others in self.heads[i].items()]
        return found


def _title(group: Group) -> str:
    """Return what the post of a person is called, by its end (부시장 as 시장), "" where none is named."""
    return next((mention.office.title[-2:] for mention in group.mentions if mention.office), "")


def _told(group: Group) -> list[str]:
    """Return what is told of a thing in each of its pairs."""
    chance = max(mention.chance for mention in group.mentions)
    title = _title(group)
    return [
        f"kind={kind_of(group)}",
        f"end={group.name[-2:]}",
        f"sure={int(chance * 10)}",
        f"surer={int(chance * 20)}",
        *([f"title={title}"] if title else []),
        *([f"name={group.name}"] if group.type in _NAMED else []),
    ]
