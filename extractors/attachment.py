"""Attachment: which of the dates, sums, areas and bodies of an article belong to a link or a thing, by a classifier."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from math import exp
from typing import NamedTuple

import numpy as np

from extractors.attributes import STANCES, stance_cues
from extractors.document import Document
from extractors.entities import Group, entity_ids
from extractors.frames import Frame, Item
from extractors.lexicon import load_lexicon
from extractors.linear import LinearModel
from extractors.relations import Link
from extractors.told import Told, read_told, step
from graph.model import AttrValue

# What a link or a thing may be asked, and the attribute that an answer gives; the dates of alike links are learnt
# together.
ATTRIBUTES = {
    "date agreed": "date",
    "date chosen": "date",
    "date said": "date",
    "date led": "date",
    "invested till": "end",
    "amount": "amount_krw",
    "by": "by",
    "to": "to",
    "stance": "stance",
    "start": "start",
    "end": "end",
    "budget": "budget_krw",
    "area": "area_m2",
}
_AGREED = {"date": ("date agreed",)}
_SAID = {"date": ("date said",)}
_OF_LINK: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "selected_for": {"date": ("date chosen",)},
    "proposes": _SAID,
    "comments_on": _SAID,
    "participates_in": _AGREED,
    "partners_with": _AGREED,
    "supports": {**_AGREED, "money": ("amount",)},
    "invests_in": {"date": ("date agreed", "invested till"), "money": ("amount",)},
    "leads": {"date": ("date led",)},
}
_BODY = {"selected_for": "by", "proposes": "to"}
_OF_THING = {"date": ("start", "end"), "money": ("budget",), "area": ("area",)}
_THINGS = ("Project", "Site", "Policy")
_ACTORS = ("Organization", "Region", "Official", "Person")
_BODIES = _ACTORS[:3]
# An answer is given from this chance on: those of new articles are then right as often as those annotated are found.
LEAST = 0.2
# A sum or an area belongs to one thing or link: it is given to the surest alone.
EXCLUSIVE = ("amount", "budget", "area")
# So many sentences away is far; what is told farther before a thing is named, or behind, is none of it.
_FAR = 3
_MOST = 2
_STEMS = {relation: frozenset(stems) for relation, stems in load_lexicon()["predicates"].items()}
_WITHIN = tuple(map(str, range(_FAR)))
# How far what is not named is.
_NOWHERE = -1


class Option(NamedTuple):
    """A possible answer to some questions about a link or a thing, and what speaks for it.

    That is `shown`, and those `parts` of what the view shows that it shares with other options.
    """

    owner: Link | Group
    labels: tuple[str, ...]
    value: AttrValue
    shown: frozenset[str]
    parts: tuple[int, ...] = ()


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
        found = {id(item.group): item.group for item in items if item.group.type in _BODIES}
        return list(found.values())

    @cached_property
    def _alike(self) -> tuple[list[list[Item]], list[list[Item]]]:
        named = [[item for item in frame.items if not item.nested] for frame in self.frames]
        things = [[item for item in items if item.group.type in _THINGS] for items in named]
        return things, [[item for item in items if item.group.type in _ACTORS] for items in named]

    def rivals(self, group: Group) -> list[list[Item]]:
        """Return of each sentence what it names that the same may be told of."""
        things, actors = self._alike
        return things if group.type in _THINGS else actors

    @cached_property
    def _present(self) -> tuple[list[set[int]], list[set[int]]]:
        things, actors = ([{id(item.group) for item in items} for items in kind] for kind in self._alike)
        return things, actors

    def present(self, group: Group) -> list[set[int]]:
        """Return of each sentence which things it names, by identity, that the same may be told of."""
        things, actors = self._present
        return things if group.type in _THINGS else actors

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
                key: min((each[key] for each in away), default=_FAR) for key in map(id, self.bodies)
            }
        return self._apart[id(thing)]


def attach(model: LinearModel, view: View, links: Sequence[Link]) -> dict[int, dict[str, AttrValue]]:
    """Return the attributes of links and things, keyed by their identity; a value that is a body is its id."""
    asked: defaultdict[tuple[int, str], list[tuple[AttrValue, float]]] = defaultdict(list)
    for owner, label, value, score in _scored(model, view, links):
        asked[owner, label].append((value, score))
    likeliest = {question: _likeliest(answers) for question, answers in asked.items()}
    surest: defaultdict[tuple[str, AttrValue], float] = defaultdict(float)
    for (_, label), (value, chance) in likeliest.items():
        if label in EXCLUSIVE:
            surest[label, value] = max(chance, surest[label, value])
    found: defaultdict[int, dict[str, AttrValue]] = defaultdict(dict)
    for (owner, label), (value, chance) in likeliest.items():
        if chance >= LEAST and chance >= surest.get((label, value), 0.0):
            found[owner][ATTRIBUTES[label]] = value
    for link in links:
        if link.relation == "comments_on" and (stance := _plain_stance(view, link)):
            found[id(link)]["stance"] = stance
    return found


def _plain_stance(view: View, link: Link) -> str:
    """Return the only stance that cues in the sentence of a statement tell (right in 86 of 100 annotated), or ""."""
    sentence = link.frame.sentence
    told = set(STANCES) & set(stance_cues(view.document.text[sentence.start : sentence.end]))
    return told.pop() if len(told) == 1 else ""


def _scored(model: LinearModel, view: View, links: Sequence[Link]) -> Iterator[tuple[int, str, AttrValue, float]]:
    """Yield each possible answer: the identity of whose it is, the question, the value, and how much speaks for it."""
    options = list(read_options(view, links))
    scores = model.scores([option.shown for option in options])
    owners = np.repeat(np.arange(len(options)), [len(option.parts) for option in options])
    parts = [part for option in options for part in option.parts]
    np.add.at(scores, owners, (model.scores(view.parts) - model.bias)[parts])
    column = {label: at for at, label in enumerate(model.labels)}
    for option, row in zip(options, scores.tolist(), strict=True):
        for label in option.labels:
            yield id(option.owner), label, option.value, row[column[label]]


def _likeliest(answers: Sequence[tuple[AttrValue, float]]) -> tuple[AttrValue, float]:
    """Return the likeliest value among answers that exclude each other, and its chance; no answer at all scores 0."""
    top = max(0.0, *(score for _, score in answers))
    chances: defaultdict[AttrValue, float] = defaultdict(float)
    for value, score in answers:
        chances[value] += exp(score - top)
    best = max(chances, key=chances.__getitem__)
    return best, chances[best] / (exp(-top) + sum(chances.values()))


def shown(view: View, option: Option) -> frozenset[str]:
    """Return all that speaks for an option, with the parts that others share."""
    return option.shown.union(*(view.parts[part] for part in option.parts))


def read_options(view: View, links: Sequence[Link]) -> Iterator[Option]:
    """Yield the possible answers to all that links and things are asked."""
    for link in links:
        yield from _values_of_link(view, link)
        if link.relation in _BODY:
            yield from _bodies_of_link(view, link)
        if link.relation == "comments_on":
            words = frozenset(_of_stance(view, link))
            for stance in STANCES:
                yield Option(link, ("stance",), stance, frozenset(f"{stance} {word}" for word in words))
    for group in view.groups:
        if group.type in _THINGS:
            yield from _values_of_thing(view, group)


def _values_of_link(view: View, link: Link) -> Iterator[Option]:
    kinds = _OF_LINK.get(link.relation)
    if kinds is None:
        return
    home = view.home(link)
    for number, told in enumerate(view.told):
        if told.kind in kinds:
            tail, away = view.spot(number, link.tail).place, told.frame - home
            if tail in _WITHIN or -_FAR < away < _FAR:
                head = view.spot(number, link.head).place
                own = frozenset((f"both {head} {tail}", *_of_link(view, link, told, _clip(away))))
                parts = number, view.near(number, "head", link.head), view.near(number, "tail", link.tail)
                yield Option(link, kinds[told.kind], told.value, own, parts)


def _values_of_thing(view: View, group: Group) -> Iterator[Option]:
    for number, told in enumerate(view.told):
        place = view.spot(number, group).place
        if place in _WITHIN:
            own = frozenset((f"type={group.type}", f"it={place} after={told.stem}"))
            yield Option(group, _OF_THING[told.kind], told.value, own, (number, view.near(number, "it", group)))


def _of_link(view: View, link: Link, told: Told, home: int) -> Iterator[str]:
    """Yield what speaks for a value as that of a link: how far it is from its words, and the predicates there."""
    relation, stem = link.relation, told.stem
    fits = view.fits(told, relation)
    yield from (relation, f"home={home}", f"{relation} home={home}", f"{relation} after={stem}")
    yield from (f"home={home} after={stem}", f"fits={fits}", f"fits={fits} home={home}")
    yield f"rule={link.rule.partition(':')[0]}"
    if home == 0 and link.predicate is not None:
        gap = link.predicate.start - told.end
        yield f"by {gap > 0} {step(abs(gap))}"


def _spot(view: View, told: Told, key: int) -> Spot:
    named = view.named[key]
    at = bisect_right(view.starts[key], told.start)
    last, following = named[at - 1] if at else None, named[at] if at < len(named) else None
    before = _NOWHERE if last is None else min(_FAR, told.frame - last[0])
    behind = _NOWHERE if following is None else min(_FAR, following[0] - told.frame)
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


def _clip(distance: int) -> int:
    return max(-_FAR, min(_FAR, distance))


def _bodies_of_link(view: View, link: Link) -> Iterator[Option]:
    """Yield the bodies that may decide or be asked: those named near the tail or the words of the link."""
    away, apart = view.away(view.home(link)), view.apart(link.tail)
    bodies = [body for body in view.bodies if body is not link.head and body is not link.tail]
    order = sorted(apart[id(body)] for body in bodies)
    for body in bodies:
        own, other = away[id(body)], apart[id(body)]
        if own < _FAR or other < _FAR:
            places = min(_FAR, own), min(_FAR, other), min(_FAR, bisect_left(order, other))
            yield Option(
                link, (_BODY[link.relation],), view.ids[id(body)], frozenset(_of_body(view, link, body, places))
            )


def _of_body(view: View, link: Link, body: Group, places: tuple[int, int, int]) -> Iterator[str]:
    """Yield what speaks for a body as the one that decides or is asked: what it is, and how it stands by the link."""
    entry = next((mention.entry for mention in body.mentions if mention.entry), None)
    kind = entry.kind if entry is not None else body.type
    named = view.named[id(body)]
    yield from (f"kind={kind}", f"end={body.name[-2:]}", f"end={body.name[-1:]}", f"named={min(_FAR, len(named))}")
    away, apart, rank = places
    yield from (f"home={away}", f"home={away} {kind}", f"tail={apart}", f"tail={apart} {kind}", f"rank={rank}")
    for number, item in named:
        where = _where(view, link, number)
        if where:
            yield from (f"{where} role={item.role}", f"{where} role={item.role} {kind}")
            yield from _around(view.frames[number], link, item, where)


def _where(view: View, link: Link, number: int) -> str:
    if number == view.home(link):
        return "home"
    sides = (("tail", link.tail), ("head", link.head))
    return next((side for side, end in sides if any(n == number for n, _ in view.named[id(end)])), "")


def _around(frame: Frame, link: Link, item: Item, where: str) -> Iterator[str]:
    """Yield the predicate behind a body and the names beside it."""
    after = next((predicate for predicate in frame.predicates if predicate.start >= item.end), None)
    if after is not None:
        yield from (f"{where} after={after.stem}", f"after={after.stem}", f"role={item.role} after={after.stem}")
    names = [other for other in frame.items if not other.nested]
    behind = next((other for other in names if other.start >= item.end), None)
    if behind is not None:
        yield f"before {_who(link, behind)} {step(behind.start - item.end)}"
    ahead = next((other for other in reversed(names) if other.end <= item.start), None)
    if ahead is not None:
        yield f"behind {_who(link, ahead)} {ahead.role} {step(item.start - ahead.end)}"


def _who(link: Link, item: Item) -> str:
    return "tail" if item.group is link.tail else "head" if item.group is link.head else item.group.type


def _of_stance(view: View, link: Link) -> Iterator[str]:
    """Yield what tells a stance: the words of the sentences that name the speaker, and cues in the next."""
    home = view.home(link)
    yield from ("any", f"head={link.head.type}", f"tail={link.tail.type}")
    for number in sorted({home, *(number for number, _ in view.named[id(link.head)])}):
        sentence = view.frames[number].sentence
        yield from (f"cue={cue}" for cue in stance_cues(view.document.text[sentence.start : sentence.end]))
        yield from (f"does={predicate.stem}" for predicate in view.frames[number].predicates)
        morphemes = view.document.morphemes[sentence.first : sentence.last]
        yield from (f"word={morpheme.form}" for morpheme in morphemes if morpheme.tag in _TELLING)
    if home + 1 < len(view.frames):
        sentence = view.frames[home + 1].sentence
        yield from (f"then={cue}" for cue in stance_cues(view.document.text[sentence.start : sentence.end]))


# Nouns, roots and adverbs tell a stance, and so do the verbs beside them.
_TELLING = frozenset(("NNG", "XR", "MAG", "VV", "VA"))
