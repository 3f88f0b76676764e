"""Ruled: what rules joined in an article, as matrices, and what that says of each pair."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from extractors.codes import Ints, Vocabulary, before
from extractors.overview import Truths
from extractors.relations import Link
from graph.schema import load_schema

RELATIONS = tuple(load_schema().relations)


class Ruled:
    """The links that rules found between things, which are told by their number; `joined` has a layer a relation."""

    def __init__(self, links: Sequence[Link], number: Mapping[int, int]) -> None:
        """Take the links; `number` is keyed by the identity of a thing."""
        self.links: defaultdict[tuple[int, int], list[Link]] = defaultdict(list)
        self.joined: Truths = np.zeros((len(RELATIONS), len(number), len(number)), dtype=np.bool_)
        for link in links:
            head, tail = number[id(link.head)], number[id(link.tail)]
            self.links[head, tail].append(link)
            self.joined[RELATIONS.index(link.relation), head, tail] = True
        self.is_head: Truths = np.any(self.joined, axis=2)
        self.is_tail: Truths = np.any(self.joined, axis=1)


class RuledWords:
    """The words for what rules found of either end of a pair: each relation that it has, and whether with the other."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Number the words."""
        [self._none] = vocabulary.numbers(["rule=none"])
        self._alone = _table(vocabulary, "")
        self._tail_as_head = _table(vocabulary, "tail as head:")
        self._head_as_tail = _table(vocabulary, "head as tail:")

    def __call__(self, ruled: Ruled, heads: Ints, tails: Ints, types: Ints) -> Ints:
        """Return codes, a row each for what may be found, a column a pair; 0 where it is not found.

        `types` is what the types of the pairs add to a code.
        """
        there = ruled.joined[:, heads, tails].astype(np.int64)
        back = ruled.joined[:, tails, heads].astype(np.int64)
        each = np.arange(len(RELATIONS))[:, None]
        rows = (
            (ruled.is_head[:, heads], before("head:") + self._alone[each, there]),
            (ruled.is_tail[:, tails], before("tail:") + self._alone[each, there]),
            (ruled.is_head[:, tails], types + self._tail_as_head[each, back]),
            (ruled.is_tail[:, heads], types + self._head_as_tail[each, back]),
            (~there.any(axis=0, keepdims=True), np.full((1, len(heads)), self._none)),
        )
        return np.vstack([np.where(found, codes, 0) for found, codes in rows])


def _table(vocabulary: Vocabulary, what: str) -> Ints:
    words = [f"{what}{relation}={joined}" for relation in RELATIONS for joined in (False, True)]
    return np.array(vocabulary.numbers(words), dtype=np.int64).reshape(-1, 2)
