"""Collective: how likely a link is in view of the other likely links of its article, by a small network.

The chances that a first classifier gives each link by itself are features of a second one, which so weighs a link
against its rivals: stacked graphical learning (Z. Kou, W. Cohen: Stacked Graphical Models for Efficient Inference in
Markov Random Fields, SDM 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from extractors.codes import TYPES, Ints
from extractors.linear import Floats, require_model
from extractors.overview import Overview
from extractors.pairs import Pairs
from extractors.ruled import RELATIONS

# Links that by themselves have less of a chance are no links, whatever the others are.
LEAST = 0.03
# How much the chance by itself counts beside that in view of the others (from 0 to .45 F1 differs by less than .003).
ALONE = 1 / 3
# No feature is told to be more unusual than so many times its spread.
FARTHEST = 6
# Counts are told up to this.
_MOST = 6
_CLOSE = 0.005
_FLAGS = np.eye(max(len(RELATIONS), len(TYPES)), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Likely:
    """The likely links of an article: pair (row) and relation (column), chance by itself, a row of features each."""

    rows: Ints
    columns: Ints
    alone: Floats
    features: Floats


@dataclass(frozen=True)
class Network:
    """A network with one hidden layer: what is taken from each feature, what divides it, and the weights."""

    means: Floats
    scales: Floats
    hidden: Floats
    thresholds: Floats
    output: Floats
    bias: Floats

    def chances(self, features: Floats) -> Floats:
        """Return the chance of each row of features.

        >>> zero = np.zeros(1, np.float32)
        >>> network = Network(zero, zero + 1, np.eye(1, dtype=np.float32), zero, zero + 2, zero)
        >>> network.chances(np.array([[0], [2]], np.float32)).round(2).tolist()
        [0.5, 0.9800000190734863]
        """
        told = np.clip((features - self.means) / self.scales, -FARTHEST, FARTHEST)
        layer = np.maximum(told @ self.hidden + self.thresholds, 0)
        found: Floats = 1 / (1 + np.exp(-(layer @ self.output + self.bias)))
        return found


def weigh_again(network: Network, likely: Likely, shape: tuple[int, int]) -> Floats:
    """Return the chances of links (a row a pair, a column a relation) after each was weighed against the others."""
    found = np.zeros(shape, dtype=np.float32)
    found[likely.rows, likely.columns] = ALONE * likely.alone + (1 - ALONE) * network.chances(likely.features)
    return found


def read_likely(pairs: Pairs, chances: Floats, parts: Sequence[Floats]) -> Likely:
    """Return the likely links of an article with what speaks for each.

    `parts` are the terms of the first classifier's log odds, each with a row a pair and a column a relation.
    """
    rows, columns = np.nonzero(chances >= LEAST)
    view, heads, tails = pairs.view, pairs.heads[rows], pairs.tails[rows]
    table = np.zeros((len(view.groups), len(view.groups), chances.shape[1]), dtype=np.float32)
    table[pairs.heads, pairs.tails] = np.where(chances >= LEAST, chances, 0)
    terms = [part[rows, columns] for part in parts]
    features = np.column_stack(
        [
            *terms,
            *_beside(table, columns, heads, tails),
            *_rivals(table, columns, heads, tails),
            *_of_ends(view, table, heads, tails),
            *_standing(view, heads, tails),
            *_told(pairs, rows, columns),
            np.broadcast_to(np.log1p(len(view.groups)), len(rows)),
            np.log1p(table.sum(axis=(0, 1)))[columns],
            _one_of(columns, len(RELATIONS)),
            _one_of(view.types[heads], len(TYPES)),
            _one_of(view.types[tails], len(TYPES)),
        ]
    )
    return Likely(rows, columns, chances[rows, columns], features.astype(np.float32))


def _odds(chances: Floats) -> Floats:
    """Return log odds, none of them far out."""
    found: Floats = np.log((chances + _CLOSE) / (1 + _CLOSE - chances))
    return found


def _beside(table: Floats, columns: Ints, heads: Ints, tails: Ints) -> list[Floats]:
    """Return the best other relation of the pair and which it is, and the same and any relation the other way round."""
    each = np.arange(len(columns))
    others = table[heads, tails]
    others[each, columns] = 0
    best = others.max(axis=1, initial=0)
    which = np.where(best[:, None] > 0, _one_of(others.argmax(axis=1), len(RELATIONS)), 0)
    back = table[tails, heads]
    return [_odds(best), which, _odds(back[each, columns]), _odds(back.max(axis=1, initial=0))]


def _rivals(table: Floats, columns: Ints, heads: Ints, tails: Ints) -> list[Floats]:
    """Return the best rival for either end, how many are better, and what all are worth together."""
    own = table[heads, tails, columns]
    each = np.arange(len(columns))
    for_tail, for_head = table[heads, :, columns], table[:, tails, columns].T
    for_tail[each, tails] = for_head[each, heads] = 0
    return [
        row
        for rivals in (for_tail, for_head)
        for row in (
            _odds(rivals.max(axis=1, initial=0)),
            np.minimum((rivals > own[:, None]).sum(axis=1), _MOST),
            np.log1p(rivals.sum(axis=1)),
        )
    ]


def _of_ends(view: Overview, table: Floats, heads: Ints, tails: Ints) -> list[Floats]:
    """Return what else either end is likely to have: the best of all, and of each relation what it has in all."""
    of_things = np.column_stack(
        [
            _odds(table.max(axis=(1, 2), initial=0)),
            _odds(table.max(axis=(0, 2), initial=0)),
            np.log1p(table.sum(axis=1)),
            np.log1p(table.sum(axis=0)),
            [max(mention.chance for mention in group.mentions) for group in view.groups],
            np.log1p([len(group.mentions) for group in view.groups]),
            np.log1p([named[0][0] if named else 0 for named in view.named]),
        ]
    )
    return [of_things[heads], of_things[tails]]


def _standing(view: Overview, heads: Ints, tails: Ints) -> list[Floats]:
    """Return how two things stand to each other in the text."""
    rivals, inside = np.minimum(view.rivals, _MOST), view.inside > 0
    of_pairs = [np.log1p(view.near), np.minimum(view.together, _MOST), rivals, rivals.T, inside, inside.T]
    return [np.stack(of_pairs, axis=2)[heads, tails], np.column_stack([heads, tails]) == view.topic]


def _told(pairs: Pairs, rows: Ints, columns: Ints) -> list[list[int]]:
    """Return how many rules joined the pair, how many so, and in how many places it stands together."""
    found = [pairs.pairs[row] for row in rows.tolist()]
    names = [RELATIONS[column] for column in columns.tolist()]
    return [
        [len(pair.links) for pair in found],
        [sum(link.relation == name for link in pair.links) for pair, name in zip(found, names, strict=True)],
        [len(pair.places) for pair in found],
    ]


def _one_of(numbers: Ints, count: int) -> Floats:
    """Return a row for each number, 1 in its place and 0 in the others."""
    found: Floats = _FLAGS[numbers, :count]
    return found


def read_network(path: Path) -> Network:
    """Read a network. Raises DataError where the file is missing."""
    require_model(path)
    with np.load(path, allow_pickle=False) as file:
        return Network(*(file[name].astype(np.float32) for name in Network.__dataclass_fields__))


def write_network(network: Network, path: Path) -> None:
    """Write a network."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **{name: getattr(network, name) for name in Network.__dataclass_fields__})
