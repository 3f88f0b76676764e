"""Attachment: which of the dates, sums, areas and bodies of an article belong to a link or a thing, by a classifier."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import exp
from typing import NamedTuple

import numpy as np

from extractors.attributes import STANCES, stance_cues
from extractors.entities import Group
from extractors.frames import Frame, Item
from extractors.linear import LinearModel
from extractors.relations import Link
from extractors.told import Told, step
from extractors.whereabouts import FAR, THINGS, View
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
# An answer is given from this chance on: those of new articles are then right as often as those annotated are found.
LEAST = 0.2
# A sum or an area belongs to one thing or link: it is given to the surest alone.
EXCLUSIVE = ("amount", "budget", "area")
# What is told farther before a thing is named, or behind, is none of it.
_WITHIN = tuple(map(str, range(FAR)))


class Option(NamedTuple):
    """A possible answer to some questions about a link or a thing, and what speaks for it.

    That is `shown`, and those `parts` of what the view shows that it shares with other options.
    """

    owner: Link | Group
    labels: tuple[str, ...]
    value: AttrValue
    shown: frozenset[str]
    parts: tuple[int, ...] = ()


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
        if group.type in THINGS:
            yield from _values_of_thing(view, group)


def _values_of_link(view: View, link: Link) -> Iterator[Option]:
    kinds = _OF_LINK.get(link.relation)
    if kinds is None:
        return
    home = view.home(link)
    for number, told in enumerate(view.told):
        if told.kind in kinds:
            tail, away = view.spot(number, link.tail).place, told.frame - home
            if tail in _WITHIN or -FAR < away < FAR:
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


def _clip(distance: int) -> int:
    return max(-FAR, min(FAR, distance))


def _bodies_of_link(view: View, link: Link) -> Iterator[Option]:
    """Yield the bodies that may decide or be asked: those named near the tail or the words of the link."""
    away, apart = view.away(view.home(link)), view.apart(link.tail)
    bodies = [body for body in view.bodies if body is not link.head and body is not link.tail]
    order = sorted(apart[id(body)] for body in bodies)
    for body in bodies:
        own, other = away[id(body)], apart[id(body)]
        if own < FAR or other < FAR:
            places = min(FAR, own), min(FAR, other), min(FAR, bisect_left(order, other))
            yield Option(
                link, (_BODY[link.relation],), view.ids[id(body)], frozenset(_of_body(view, link, body, places))
            )


def _of_body(view: View, link: Link, body: Group, places: tuple[int, int, int]) -> Iterator[str]:
    """Yield what speaks for a body as the one that decides or is asked: what it is, and how it stands by the link."""
    entry = next((mention.entry for mention in body.mentions if mention.entry), None)
    kind = entry.kind if entry is not None else body.type
    named = view.named[id(body)]
    yield from (f"kind={kind}", f"end={body.name[-2:]}", f"end={body.name[-1:]}", f"named={min(FAR, len(named))}")
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
