"""A conditional random field over names: how likely the labels of a sentence are, and which names are the likeliest.

A label follows another or it cannot; beyond that each counts by itself. So a set of names is worth the sum of what each
name is worth, and the best set is found among the few names that are worth something.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import exp
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
# Score of what cannot follow.
NEVER = -1e4
OUTSIDE = "O"
PLACES = "BIES"
# The longest names of projects have about thirty morphemes.
LONGEST = 32
# Differences of worth are divided by this before they are read as chances, for the network is surer than it is right.
# So scaled, a chance is about how often such names are right in articles that the network has not seen.
TEMPERATURE = 2.0


def scheme(types: Sequence[str]) -> tuple[str, ...]:
    """Return the labels: outside, and begin, inside, end, single of each type.

    >>> scheme(["PS"])
    ('O', 'B-PS', 'I-PS', 'E-PS', 'S-PS')
    """
    return (OUTSIDE, *(f"{place}-{name}" for name in types for place in PLACES))


def allowed(labels: Sequence[str]) -> Floats:
    """Return 0 for a label that may follow another (the last row is the start) and NEVER where a name would break."""
    table = np.zeros((len(labels) + 1, len(labels)))
    for column, label in enumerate(labels):
        goes_on = label[0] in "IE"
        table[-1, column] = NEVER * goes_on
        for row, before in enumerate(labels):
            is_open = before[0] in "BI"
            if is_open != goes_on or (is_open and before[2:] != label[2:]):
                table[row, column] = NEVER
    return table


def crf_gradient(
    scores: Floats, table: Floats, mask: NDArray[np.bool_], gold: NDArray[np.int32]
) -> tuple[float, Floats]:
    """Return minus the log likelihood of the gold labels, and its gradient by the scores.

    `scores` is sentences by places by labels, padded as `mask` says; `table` is that of `allowed`.
    """
    forward, total = _forward(scores, table, mask)
    expected = np.exp(forward + _backward(scores, table, mask) - total[:, None, None]) * mask[:, :, None]
    seen = np.zeros_like(expected)
    np.put_along_axis(seen, gold[:, :, None].astype(np.int64), 1.0, axis=2)
    seen *= mask[:, :, None]
    return float(total.sum() - (scores * seen).sum()), (expected - seen).astype(np.float32)


def _forward(scores: Floats, table: Floats, mask: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    weights = np.exp(table[:-1])
    state = table[-1] + scores[:, 0]
    states = [state]
    for place in range(1, scores.shape[1]):
        state = np.where(mask[:, place, None], _log_product(state, weights) + scores[:, place], state)
        states.append(state)
    top = state.max(axis=1)
    return np.stack(states, axis=1), top + np.log(np.exp(state - top[:, None]).sum(axis=1))


def _backward(scores: Floats, table: Floats, mask: NDArray[np.bool_]) -> Floats:
    weights = np.exp(table[:-1]).T
    state = np.zeros(scores[:, 0].shape)
    states = [state]
    for place in range(scores.shape[1] - 1, 0, -1):
        state = np.where(mask[:, place, None], _log_product(state + scores[:, place], weights), state)
        states.append(state)
    return np.stack(states[::-1], axis=1)


def _log_product(state: Floats, weights: Floats) -> Floats:
    top = state.max(axis=1, keepdims=True)
    found: Floats = np.log(np.maximum(np.exp(state - top) @ weights, 1e-300)) + top
    return found


class Segment(NamedTuple):
    """A name that may be: first place, one past the last, number of its type, and its log odds against no name."""

    first: int
    end: int
    type: int
    worth: float


def best_segments(scores: Floats, lengths: Sequence[int], least: float) -> list[tuple[Segment, float]]:
    """Return the names that are worth most together, in order, each with its chance against all other readings.

    `scores` holds the rows of `scheme` for a text whose sentences have these lengths; no name crosses their borders.
    None is looked at whose log odds by itself are not above `least`.

    >>> scores = np.array([[0, 4, 0, 0, 3], [2, 0, 0, 3, 0], [3, 0, 0, 0, 0]], dtype=np.float32)
    >>> [(segment.first, segment.end, round(chance, 2)) for segment, chance in best_segments(scores, [3], 2)]
    [(0, 2, 0.69)]
    """
    candidates = sorted(_candidates(scores, lengths, least), key=attrgetter("end"))
    before, choice = _best_before(candidates, len(scores))
    after = _best_after(candidates, len(scores))
    through = [before[each.first] + each.worth + after[each.end] for each in candidates]
    ends = [each.end for each in candidates]
    found = []
    at = len(scores)
    while at:
        chosen = choice[at]
        if chosen is None:
            at -= 1
            continue
        segment = candidates[chosen]
        others = [before[segment.first] + after[segment.end]]
        for rival in range(bisect_right(ends, segment.first), bisect_left(ends, segment.end + LONGEST)):
            if candidates[rival].first < segment.end and rival != chosen:
                others.append(through[rival])
        found.append((segment, 1 / (1 + sum(exp(min(0.0, other - before[-1]) / TEMPERATURE) for other in others))))
        at = segment.first
    return found[::-1]


def _candidates(scores: Floats, lengths: Sequence[int], least: float) -> Iterator[Segment]:
    """Yield all names that are worth looking at."""
    odds = (
        (scores[:, 1:] - scores[:, :1])
        .astype(np.float64)
        .reshape(len(scores), (scores.shape[1] - 1) // len(PLACES), len(PLACES))
    )
    begin, inside, end, single = np.moveaxis(odds, 2, 0)
    sums = np.cumsum(inside, axis=0)
    left, right = begin - sums, end + sums - inside
    firsts, types = np.nonzero(single > least)
    yield from map(Segment, firsts.tolist(), (firsts + 1).tolist(), types.tolist(), single[firsts, types].tolist())
    # A name can begin only where it would be worth something with the best of all ends further on.
    best = np.maximum.accumulate(right[::-1], axis=0)[::-1]
    firsts, types = np.nonzero(left[:-1] + best[1:] > least)
    border = np.repeat(np.cumsum(lengths), lengths)
    steps = np.arange(1, LONGEST)[:, None]
    lasts = firsts + steps
    within = lasts < border[firsts]
    worth = left[firsts, types] + right[np.minimum(lasts, len(scores) - 1), types]
    length, which = np.nonzero(within & (worth > least))
    ends, values = firsts[which] + length + 2, worth[length, which]
    yield from map(Segment, firsts[which].tolist(), ends.tolist(), types[which].tolist(), values.tolist())


def _best_before(candidates: Sequence[Segment], size: int) -> tuple[list[float], list[int | None]]:
    """Return the most that the names up to each place are worth, and the last of them where it ends there."""
    worth = [0.0] * (size + 1)
    best: list[int | None] = [None] * (size + 1)
    done = 0
    for at, (first, end, _, value) in enumerate(candidates):
        if end > done:
            worth[done + 1 : end + 1] = [worth[done]] * (end - done)
            done = end
        if worth[first] + value > worth[end]:
            worth[end], best[end] = worth[first] + value, at
    worth[done + 1 :] = [worth[done]] * (size - done)
    return worth, best


def _best_after(candidates: Sequence[Segment], size: int) -> list[float]:
    """Return the most that the names which start from each place on are worth."""
    worth = [0.0] * (size + 1)
    done = size
    for first, end, _, value in sorted(candidates, key=attrgetter("first"), reverse=True):
        if first < done:
            worth[first:done] = [worth[done]] * (done - first)
            done = first
        worth[first] = max(worth[first], value + worth[end])
    worth[:done] = [worth[done]] * done
    return worth
