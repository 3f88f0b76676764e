"""Glances: the little that tells which pairs are worth looking at: nearness, rivals, names in names, roles, rules."""

from math import log

import numpy as np

from extractors.codes import CodedModel, Family, Features, Ints, Vocabulary, stack, typed
from extractors.overview import NEARNESS, Overview, Truths
from extractors.places import ROLES
from extractors.ruled import Ruled

# Pairs that have any relation less often are not looked at: a third of all is left, F1 on unseen articles is .498
# instead of .501 (.495 with the fifth that is left from .11, which saves next to no time).
LEAST = 0.06
# Rivals and meetings are counted up to so many.
_MOST = 3
_COUNTS = range(_MOST + 1)
# How a name can stand in another: not at all, or within it, at its beginning, at its end.
HOLDINGS = range(8)
_LETTERS = (*dict.fromkeys(ROLES.values()), "Z")
# Who stands first, and the roles of both, where they stand closest; or nothing where they stand in no one sentence.
_ROLES = ("-", *(f"{sign}{a}{b}" for sign in "><" for a in _LETTERS for b in _LETTERS))

_NUMBERS = {roles: number for number, roles in enumerate(_ROLES)}


class Gate:
    """Tells at a glance which pairs are worth looking at, by a classifier of whether they have any relation."""

    def __init__(self, model: CodedModel) -> None:
        """Take what was trained."""
        self._model = model

    def opens(self, glances: Features, count: int) -> Truths:
        """Tell of each pair whether what shows this has a relation often enough."""
        odds = self._model.bias + self._model.sums(glances, count)
        found: Truths = odds[:, 0] >= log(LEAST / (1 - LEAST))
        return found


class Glances:
    """What can be seen at a glance, numbered."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Number the words."""
        self._vocabulary = vocabulary
        self._types = vocabulary.numbers([""])[0]
        self._near = Family(vocabulary, "near", NEARNESS)
        self._rivals = Family(vocabulary, "rivals", _COUNTS, _COUNTS)
        self._names = Family(vocabulary, "names", HOLDINGS, HOLDINGS)
        self._roles = Family(vocabulary, "roles", _ROLES)
        self._topic = Family(vocabulary, "topic", ("-", "head", "tail"))
        self._together = Family(vocabulary, "together", _COUNTS)
        self._near_rivals = Family(vocabulary, "near", NEARNESS, _COUNTS, _COUNTS)
        self._near_roles = Family(vocabulary, "near", NEARNESS, _ROLES)

    def __call__(self, view: Overview, ruled: Ruled, heads: Ints, tails: Ints) -> Features:
        """Return what pairs show at a glance."""
        types = typed(view.types[heads], view.types[tails])
        near = view.nearness(heads, tails)
        rivals = np.minimum(view.rivals[heads, tails], _MOST), np.minimum(view.rivals[tails, heads], _MOST)
        roles, rules = _roles(view)[heads, tails], self._rules(ruled)[heads, tails]
        rows = (
            types + self._types,
            types + self._near(near),
            types + self._rivals(*rivals),
            types + self._names(view.inside[heads, tails], view.inside[tails, heads]),
            types + rules,
            types + self._roles(roles),
            types + self._together(np.minimum(view.together[heads, tails], _MOST)),
            types + self._topic((heads == view.topic) + 2 * (tails == view.topic)),
            rules,
            self._near_rivals(near, *rivals),
            self._near_roles(near, roles),
        )
        return stack(rows)

    def _rules(self, ruled: Ruled) -> Ints:
        """Return the words for which rules joined two things."""
        [none] = self._vocabulary.numbers(["rules="])
        words: Ints = np.full(ruled.joined.shape[1:], none, dtype=np.int64)
        for ends, links in ruled.links.items():
            relations = "+".join(sorted({link.relation for link in links}))
            [words[ends]] = self._vocabulary.numbers([f"rules={relations}"])
        return words


def _roles(view: Overview) -> Ints:
    """Return the places in _ROLES of how two things stand where they stand closest."""
    roles: Ints = np.zeros((len(view.groups), len(view.groups)), dtype=np.int64)
    for (i, j), meetings in view.meetings.items():
        _, _, first, second = meetings[0]
        both = ROLES.get(first.role, "Z") + ROLES.get(second.role, "Z")
        signs = "><" if first.group is view.groups[i] else "<>"
        roles[i, j], roles[j, i] = (_NUMBERS[sign + both] for sign in signs)
    return roles
