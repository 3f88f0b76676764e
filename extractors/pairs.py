"""Pairs: two things of an article that some relation may join, with all that the article shows of them, as features."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extractors.codes import TYPES, Features, Ints, Vocabulary, stack, typed
from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame
from extractors.glances import Gate, Glances
from extractors.overview import SENTENCE, Overview, Truths
from extractors.places import Surroundings
from extractors.relations import Link
from extractors.ruled import RELATIONS, Ruled, RuledWords
from extractors.sight import Pair, Sight, allowed
from extractors.standings import Standings

# Farther apart two things are looked at only where their names or a rule join them, or where of all of its type none
# stands nearer (of the rest one in a hundred is annotated).
REACH, NEAREST_REACH = 2 * SENTENCE, 4 * SENTENCE
# What a person can hold a post in that is named only by its title.
_BODIES = ("Region", "Organization")
_OFFICE = RELATIONS.index("holds_office")


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of an article with their features, in several parts.

    `heads` and `tails` are the numbers of their things in `view`. `glances` are those of the gate; `spoken` those that
    the words around each place show, all places of all pairs after each other: they count besides, `owners` being the
    pair of each.
    """

    view: Overview
    heads: Ints
    tails: Ints
    pairs: Sequence[Pair]
    features: Sequence[Features]
    glances: Features
    spoken: Features
    owners: Ints


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The pairs of an article that are worth looking at, and what was seen of it to tell.

    `heads` and `tails` are the numbers of their things in `view`, `titles` the posts of all things; `glances` are the
    features of all pairs that are not too far apart.
    """

    view: Overview
    ruled: Ruled
    titles: Sequence[str]
    heads: Ints
    tails: Ints
    glances: Features


# Which relations (last) things of two types may have.
ALLOWED: Truths = np.array([[[name in allowed(head, tail) for name in RELATIONS] for tail in TYPES] for head in TYPES])
_RELATED: Truths = np.any(ALLOWED, axis=2)


class PairFinder:
    """Finds the pairs of articles; what their features can be is numbered once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Number the words that are known beforehand."""
        self.vocabulary = vocabulary
        self.glances = Glances(vocabulary)
        self.ruled = RuledWords(vocabulary)
        self.standings = Standings(vocabulary)

    def find(
        self,
        document: Document,
        groups: Sequence[Group],
        frames: Sequence[Frame],
        links: Sequence[Link],
        gate: Gate | None = None,
    ) -> Pairs:
        """Return the pairs of an article that some relation may join, with all that speaks for it."""
        return self.look(document, frames, self.glance(groups, frames, links, gate))

    def glance(
        self, groups: Sequence[Group], frames: Sequence[Frame], links: Sequence[Link], gate: Gate | None = None
    ) -> Glimpse:
        """Return which pairs of an article are worth looking at; `links` are what the rules found.

        Without a gate, which is made from them, all pairs come that are not too far apart.
        """
        view = Overview(groups, frames)
        ruled = Ruled(links, view.number)
        titles = [_title(group) for group in groups]
        heads, tails = np.nonzero(_near(view, ruled, titles))
        glances = self.glances(view, ruled, heads, tails)
        if gate is not None:
            open_ = gate.opens(glances, len(heads))
            heads, tails = heads[open_], tails[open_]
        return Glimpse(view, ruled, titles, heads, tails, glances)

    def look(self, document: Document, frames: Sequence[Frame], glimpse: Glimpse) -> Pairs:
        """Return pairs of an article with all that speaks for their relations."""
        view, ruled, titles = glimpse.view, glimpse.ruled, glimpse.titles
        heads, tails = glimpse.heads, glimpse.tails
        if not len(heads):
            none = Features(heads, heads)
            return Pairs(view, heads, tails, [], [], glimpse.glances, none, heads)
        sight = Sight(
            self.vocabulary, view, ruled, [Surroundings(document, frame, n) for n, frame in enumerate(frames)]
        )
        pairs = sight.pairs(heads.tolist(), tails.tolist())
        types = typed(view.types[heads], view.types[tails])
        owners = np.repeat(np.arange(len(pairs)), [len(pair.places) for pair in pairs])
        spoken, placed = sight.placed(pairs, owners, types)
        features = (
            placed,
            *sight.told(heads, tails, types, titles),
            sight.others(heads, tails, types, titles),
            stack([*self.standings(view, heads, tails, types), *self.ruled(ruled, heads, tails, types)]),
        )
        return Pairs(view, heads, tails, pairs, features, glimpse.glances, spoken, owners)


def _near(view: Overview, ruled: Ruled, titles: Sequence[str]) -> Truths:
    """Tell which things are worth looking at: both stand in some sentence, and near by some token."""
    named = np.array([bool(named) for named in view.named], dtype=np.bool_)
    body = np.array([group.type in _BODIES for group in view.groups], dtype=np.bool_)
    posted = np.array([bool(title) for title in titles], dtype=np.bool_)
    officer = posted & ~ruled.is_head[_OFFICE]
    first = view.rivals == 0
    near = (view.near <= REACH) | ruled.joined.any(axis=0)
    near |= (view.inside > 0) | (view.inside > 0).T
    near |= officer[:, None] & body
    topic = np.arange(len(view.groups)) == view.topic
    near |= topic[:, None] | topic
    near |= (view.near <= NEAREST_REACH) & (first | first.T)
    near &= _RELATED[view.types[:, None], view.types] & named[:, None] & named
    np.fill_diagonal(near, val=False)
    return near


def _title(group: Group) -> str:
    """Return what the post of a person is called, by its end (부시장 as 시장), "" where none is named."""
    return next((mention.office.title[-2:] for mention in group.mentions if mention.office), "")
