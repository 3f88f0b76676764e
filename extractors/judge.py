"""Judging: which relation two things have, if any, by a classifier over pairs; the words for it, and how far it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from extractors.codes import CodedModel
from extractors.collective import Network, read_likely, weigh_again
from extractors.confidence import Confidence
from extractors.document import Document
from extractors.frames import Frame, Item, Predicate
from extractors.linear import Floats
from extractors.pairs import ALLOWED, Pairs
from extractors.relations import Link, expresses
from extractors.ruled import RELATIONS
from extractors.sight import Pair, Place
from graph.schema import load_schema

# A link is kept from this confidence on: F1 on unseen articles is .533 from here (precision .624), .535 from .25
# (.584; with annotated entities .668 and .664); a command may ask for more.
LEAST = 0.3
# Of these a thing has one, as a rule: a rival with the better chance takes from the others, as a power of their ratio.
_ONE_EACH = ("holds_office", "located_in")
_RIVALRY = 0.5
# What a chance of nothing is divided by.
_SMALL = 1e-9
# What stands for the words around the best place of a pair that stands in no one sentence.
UNSPOKEN = -9.0


@dataclass(frozen=True, slots=True)
class Judge:
    """The classifier, whose labels are relations, the network that weighs its links against each other, and what the
    chances are worth.
    """

    model: CodedModel
    network: Network
    confidence: Confidence

    def links(self, document: Document, frames: Sequence[Frame], pairs: Pairs) -> list[Link]:
        """Return the links of an article with their confidence, in the order of the pairs."""
        if not pairs.pairs:
            return []
        spoken = self.model.sums(pairs.spoken, len(pairs.owners))
        parts = terms(self.model, pairs, spoken)
        alone = chances(pairs, parts[:-1])
        sure = self.confidence.of(weigh_again(self.network, read_likely(pairs, alone, parts), alone.shape))
        found = list(choose(pairs.pairs, sure, self.model.labels))
        best = self._best_places(pairs, spoken, found)
        return [make_link(document, frames, choice, place) for choice, place in zip(found, best, strict=True)]

    def _best_places(self, pairs: Pairs, spoken: Floats, found: Sequence["Choice"]) -> list[Place | None]:
        """Return of each choice the place whose words speak most for its relation."""
        places = [place for pair in pairs.pairs for place in pair.places]
        number = {id(place): n for n, place in enumerate(places)}
        columns = dict(zip(self.model.labels, spoken.T.tolist(), strict=True))
        return [
            max(choice.pair.places, key=lambda place: column[number[id(place)]], default=None)
            for choice in found
            for column in [columns[choice.relation]]
        ]


@dataclass(frozen=True, slots=True)
class Choice:
    """A pair, a relation that it may have, and how sure that is."""

    pair: Pair
    relation: str
    confidence: float


def terms(model: CodedModel, looked: Pairs, spoken: Floats) -> list[Floats]:
    """Return what log odds are made of, each with a row a pair and a column a relation.

    They are the bias, what each part of the features adds, what the words around all places of a pair add, and last
    what those around the best place do, which is no term of its own. `spoken` is what the words around each place add.
    """
    count = len(looked.pairs)
    parts = [model.sums(part, count) for part in looked.features]
    bias: Floats = np.broadcast_to(model.bias, (count, len(model.labels)))
    return [bias, *parts, _by_owner(np.add, spoken, looked, 0), _by_owner(np.maximum, spoken, looked, UNSPOKEN)]


def _by_owner(join: np.ufunc, spoken: Floats, looked: Pairs, nothing: float) -> Floats:
    """Return what the places of each pair are together; `nothing` where it has none."""
    found = np.full((len(looked.pairs), spoken.shape[1]), nothing, dtype=np.float32)
    if len(looked.owners):
        firsts = np.flatnonzero(np.diff(looked.owners, prepend=-1))
        found[looked.owners[firsts]] = join.reduceat(spoken, firsts, axis=0)
    return found


def chances(looked: Pairs, parts: Sequence[Floats]) -> Floats:
    """Return the chance of each relation (column) for each pair (row) by itself, 0 where the schema forbids it."""
    types = looked.view.types
    found: Floats = (1 / (1 + np.exp(-sum(parts)))).astype(np.float32)
    found *= ALLOWED[types[looked.heads], types[looked.tails]]
    for name in _ONE_EACH:
        own = found[:, RELATIONS.index(name)]
        best = np.zeros(len(looked.view.groups), dtype=np.float32)
        np.maximum.at(best, looked.heads, own)
        own *= (own / np.maximum(best[looked.heads], _SMALL)) ** _RIVALRY
    return found


def choose(pairs: Sequence[Pair], sure: Floats, labels: Sequence[str]) -> Iterator[Choice]:
    """Yield what is sure enough; of a symmetric relation the surer direction."""
    relations = load_schema().relations
    rows = {(id(pair.head), id(pair.tail)): row for row, pair in enumerate(pairs)}
    for row, column in np.argwhere(sure >= LEAST).tolist():
        pair, name = pairs[row], labels[column]
        if relations[name].symmetric:
            other = rows.get((id(pair.tail), id(pair.head)))
            if other is not None and (sure[other, column], -other) > (sure[row, column], -row):
                continue
        yield Choice(pair, name, float(sure[row, column]))


def make_link(document: Document, frames: Sequence[Frame], choice: Choice, place: Place | None) -> Link:
    """Return the link of a choice: with the words that a rule found, else those of its best place."""
    ruled = next((link for link in choice.pair.links if link.relation == choice.relation), None)
    if ruled is not None:
        return replace(ruled, confidence=choice.confidence)
    if place is None:
        return _far(document, frames, choice)
    frame = frames[place.frame]
    predicate = _predicate(frame, choice.relation, place)
    start, end = place.first.start, max(place.first.end, place.second.end)
    if predicate is not None:
        start, end = min(start, predicate.start), max(end, predicate.end)
    rule = f"pair:{predicate.stem}" if predicate else "pair"
    pair = choice.pair
    return Link(pair.head, choice.relation, pair.tail, frame, rule, predicate, start, end, choice.confidence)


def _predicate(frame: Frame, relation: str, place: Place) -> Predicate | None:
    """Return the predicate between or behind two items that expresses the relation, else the one right behind."""
    if place.second.start < place.first.end:
        return None
    following = [p for p in frame.predicates if p.start >= place.first.end]
    behind = [p for p in following if p.start >= place.second.end]
    return next((p for p in following if expresses(p, relation)), next(iter(behind), None))


def _far(document: Document, frames: Sequence[Frame], choice: Choice) -> Link:
    """Return the link of two things that no sentence names together, quoted where they are named closest."""
    pair = choice.pair
    (first, _), (later, _) = sorted(_closest(frames, pair), key=lambda row: row[0])
    quotes = [_stretch(document, frames[number]) for number in (first, later)]
    start, end = quotes[1]
    return Link(
        pair.head,
        choice.relation,
        pair.tail,
        frames[later],
        "pair:apart",
        next(iter(reversed(frames[later].predicates)), None),
        start,
        end,
        choice.confidence,
        quotes[0],
    )


def _closest(frames: Sequence[Frame], pair: Pair) -> tuple[tuple[int, Item], tuple[int, Item]]:
    named: dict[int, list[tuple[int, Item]]] = {id(pair.head): [], id(pair.tail): []}
    for number, frame in enumerate(frames):
        for item in frame.items:
            if id(item.group) in named:
                named[id(item.group)].append((number, item))
    return min(
        ((a, b) for a in named[id(pair.head)] for b in named[id(pair.tail)]),
        key=lambda ends: (abs(ends[0][0] - ends[1][0]), abs(ends[0][1].start - ends[1][1].start)),
    )


def _stretch(document: Document, frame: Frame) -> tuple[int, int]:
    sentence = frame.sentence
    return sentence.start, sentence.start + len(document.text[sentence.start : sentence.end].rstrip())
