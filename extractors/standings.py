"""Standings: how two things stand to each other in an article, as features."""

import numpy as np

from extractors.codes import TYPES, Family, Ints, Vocabulary
from extractors.glances import HOLDINGS
from extractors.overview import NEARNESS, Overview


class Standings:
    """How two things stand to each other in the article, as features."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Number the words."""
        self._vocabulary = vocabulary
        self._types = vocabulary.numbers([""])[0]
        fives, fours, threes, truths = range(5), range(4), range(3), (False, True)
        self._near = Family(vocabulary, "near", NEARNESS)
        self._rivals, self._others = Family(vocabulary, "rivals", fives), Family(vocabulary, "others", fives)
        self._closest = Family(vocabulary, "closest", threes, threes)
        self._together = Family(vocabulary, "together", fours)
        self._rank = Family(vocabulary, "rank", threes, threes)
        self._count = Family(vocabulary, "count", fours, fours)
        self._since = Family(vocabulary, "since", fours, fours)
        self._things = Family(vocabulary, "things", fours, fours)
        self._name = Family(vocabulary, "name", HOLDINGS, truths)
        self._held = Family(vocabulary, "held", truths, truths)
        self._regions = [Family(vocabulary, name, truths) for name in ("narrower", "wider", "narrower in name")]

    def __call__(self, view: Overview, heads: Ints, tails: Ints, types: Ints) -> Ints:
        """Return codes, a row each, a column a pair."""
        rivals, others = view.rivals[heads, tails], view.rivals[tails, heads]
        rank, count, since = view.prominence()
        same = view.same_type()
        things = np.minimum(same.sum(axis=1), 3)[view.types]
        names, back = view.inside[heads, tails], view.inside[tails, heads] > 0
        holds = ((view.inside > 0).astype(np.int64) @ same.T > 0)[heads, view.types[tails]]
        words = (
            np.full(len(heads), self._types),
            self._near(view.nearness(heads, tails)),
            self._rivals(np.minimum(rivals, 4)),
            self._others(np.minimum(others, 4)),
            self._closest(np.minimum(rivals, 2), np.minimum(others, 2)),
            self._together(np.minimum(view.together[heads, tails], 3)),
            self._rank(rank[heads], rank[tails]),
            self._count(count[heads], count[tails]),
            self._since(since[heads], since[tails]),
            self._things(things[heads], things[tails]),
            self._name(names, back.astype(np.int64)),
            self._held((names > 0).astype(np.int64), holds.astype(np.int64)),
            self._kinds(view, heads, tails),
        )
        return np.vstack([types + np.vstack(words), self._of_regions(view, heads, tails, types)])

    def _kinds(self, view: Overview, heads: Ints, tails: Ints) -> Ints:
        kinds = sorted(set(view.kinds))
        place = np.array([kinds.index(kind) for kind in view.kinds])
        return Family(self._vocabulary, "kinds", kinds, kinds)(place[heads], place[tails])

    def _of_regions(self, view: Overview, heads: Ints, tails: Ints, types: Ints) -> Ints:
        """Return whether a region within or around a tail that is a region stands as near, or in the very name."""
        rows = np.zeros((len(self._regions), len(heads)), dtype=np.int64)
        places = np.flatnonzero(view.types[tails] == TYPES["Region"])
        i, j = heads[places], tails[places]
        lies = view.lies_in()
        as_near = (view.near[i] <= view.near[i, j][:, None]) & (np.arange(len(view.groups)) != i[:, None])
        shown = (as_near & lies[j], as_near & lies[:, j].T, (view.inside[i] > 0) & lies[j])
        for row, family, found in zip(rows, self._regions, shown, strict=True):
            row[places] = types[places] + family(np.any(found, axis=1).astype(np.int64))
        return rows
