from itertools import pairwise, product

import numpy as np
import pytest

from extractors.crf import allowed, best_segments, crf_gradient, scheme

LABELS = scheme(["PS", "OG"])


def paths(length):
    """All sequences of labels in which every name is whole."""
    table = allowed(LABELS)
    for path in product(range(len(LABELS)), repeat=length):
        steps = [table[-1, path[0]], *(table[a, b] for a, b in pairwise(path))]
        if not any(steps):
            yield path


def closed(path):
    return LABELS[path[-1]][0] not in "BI"


def names_of(path):
    found, first = [], 0
    for place, label in enumerate(path):
        if LABELS[label][0] in "BS":
            first = place
        if LABELS[label][0] in "ES":
            found.append((first, place + 1))
    return found


@pytest.mark.parametrize("seed", range(40))
def test_the_best_names_are_those_of_the_best_path_of_all(seed):
    scores = np.random.default_rng(seed).standard_normal((5, len(LABELS))) * 2
    best = max(filter(closed, paths(5)), key=lambda path: sum(scores[place, label] for place, label in enumerate(path)))
    assert [(segment.first, segment.end) for segment, _ in best_segments(scores, [5], 0)] == names_of(best)


def test_no_name_crosses_the_border_of_two_sentences():
    scores = np.zeros((4, len(LABELS)))
    scores[1, LABELS.index("B-PS")] = scores[2, LABELS.index("E-PS")] = 5
    assert [(s.first, s.end) for s, _ in best_segments(scores, [4], 2)] == [(1, 3)]
    assert best_segments(scores, [2, 2], 2) == []


def test_a_clear_name_has_a_higher_chance_than_one_with_a_rival():
    clear, unclear = np.zeros((2, 1, len(LABELS)))
    clear[0, LABELS.index("S-PS")] = unclear[0, LABELS.index("S-PS")] = 4
    unclear[0, LABELS.index("S-OG")] = 3
    chances = [best_segments(scores, [1], 2)[0][1] for scores in (clear, unclear)]
    assert chances[0] > 0.85
    assert 0.5 < chances[1] < 0.75


def test_nothing_is_found_in_no_text():
    assert best_segments(np.zeros((0, len(LABELS))), [], 2) == []


def test_the_loss_is_minus_the_log_of_the_share_of_the_gold_path():
    scores = np.random.default_rng(0).standard_normal((1, 3, len(LABELS)))
    gold = (LABELS.index("B-PS"), LABELS.index("E-PS"), LABELS.index("O"))
    weights = {path: np.exp(sum(scores[0, place, label] for place, label in enumerate(path))) for path in paths(3)}
    loss, _ = crf_gradient(scores, allowed(LABELS), np.ones((1, 3), bool), np.array([gold], dtype=np.int32))
    assert loss == pytest.approx(-np.log(weights[gold] / sum(weights.values())))


def test_the_gradient_is_that_of_the_loss():
    random = np.random.default_rng(1)
    scores = random.standard_normal((2, 4, len(LABELS)))
    mask = np.array([[1, 1, 1, 1], [1, 1, 0, 0]], dtype=bool)
    gold = np.array([[0, 5, 7, 0], [4, 0, 0, 0]], dtype=np.int32)
    table = allowed(LABELS)
    loss, gradient = crf_gradient(scores, table, mask, gold)
    for place in np.ndindex(2, 4, len(LABELS)):
        moved = scores.copy()
        moved[place] += 1e-5
        assert (crf_gradient(moved, table, mask, gold)[0] - loss) / 1e-5 == pytest.approx(gradient[place], abs=1e-3)
