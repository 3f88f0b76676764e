"""The linear classifier: its scores, its chances and its file."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.linear import LinearModel, read_linear, softmax, write_linear
from graph.errors import DataError

NAMES = ("끝=단지", "끝=시", "앞=전", "처음")
WEIGHTS = np.array([[-1, 2], [3, 0.5], [0.25, -4], [1, 1]], np.float32)
MODEL = LinearModel(("none", "Site"), {name: row for row, name in enumerate(NAMES)}, WEIGHTS, np.float32([0.5, -0.5]))


@given(st.lists(st.sets(st.sampled_from((*NAMES, "모르는 것")))))
def test_scores_are_sums_of_weights_and_bias(things):
    scores = MODEL.scores(things)
    assert scores.shape == (len(things), 2)
    for features, row in zip(things, scores, strict=True):
        known = [WEIGHTS[MODEL.features[name]] for name in features if name in MODEL.features]
        assert row.tolist() == pytest.approx((sum(known) + MODEL.bias).tolist())


@given(st.lists(st.sets(st.sampled_from(NAMES)), min_size=1))
def test_a_thing_scores_the_same_alone_and_among_others(things):
    together = MODEL.scores(things)
    assert [MODEL.scores([features])[0].tolist() for features in things] == together.tolist()


@given(st.permutations([str(number) for number in range(200)]))
def test_scores_of_weights_in_half_precision_are_the_same_in_any_order(features):
    weights = np.random.default_rng(1).normal(size=(200, 2)).astype(np.float16).astype(np.float32)
    model = LinearModel(MODEL.labels, {str(row): row for row in range(200)}, weights, MODEL.bias)
    assert model.scores([features]).tolist() == model.scores([sorted(features)]).tolist()


@given(st.lists(st.lists(st.floats(-1000, 1000, width=32), min_size=2, max_size=2), min_size=1))
def test_chances_sum_to_one_and_keep_the_order_of_scores(scores):
    chances = softmax(np.float32(scores))
    assert chances.sum(axis=-1).tolist() == pytest.approx([1] * len(scores))
    assert all((a <= b) == (c <= d) or c == d for (a, b), (c, d) in zip(scores, chances.tolist(), strict=True))


def test_what_is_written_is_read(tmp_path):
    path = tmp_path / "새 폴더" / "model.npz"
    write_linear(MODEL, path)
    read = read_linear(path)
    assert (read.labels, dict(read.features)) == (MODEL.labels, dict(MODEL.features))
    assert read.weights.tolist() == MODEL.weights.tolist()
    assert read.bias.tolist() == MODEL.bias.tolist()


def test_a_missing_model_names_the_command_that_makes_it(tmp_path):
    with pytest.raises(DataError, match=r"없음\.npz: the trained model is missing; `make model`"):
        read_linear(tmp_path / "없음.npz")
