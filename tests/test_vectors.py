from types import SimpleNamespace

import numpy as np
import pytest

from extractors.vectors import nystroem, read_vectors, reduce_rows


def cosine_of(points):
    return lambda a, b: float(points[a] @ points[b])


@pytest.mark.parametrize("dimensions", [2, 30, 256])
def test_vectors_are_found_from_their_cosines(dimensions):
    points = np.random.default_rng(0).standard_normal((1500, dimensions))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    found = nystroem(cosine_of(points), list(range(len(points))))
    assert np.abs(found[:300] @ found[-300:].T - points[:300] @ points[-300:].T).max() < 1e-5


def test_reduced_rows_are_centred_and_keep_the_strongest_axis_first():
    rows = np.random.default_rng(0).standard_normal((400, 5)).astype(np.float32) * [1, 9, 3, 1, 1] + 7
    reduced = reduce_rows(rows, 2)
    assert np.allclose(reduced.mean(axis=0), 0, atol=1e-5)
    assert reduced.std() == pytest.approx(1)
    assert abs(np.corrcoef(reduced[:, 0], rows[:, 1])[0, 1]) > 0.99


class FakeKiwi:
    """Four morphemes, one without a vector and one that is written as another."""

    words = (("", "NNP"), ("창원", "NNP"), ("없음", "NNG"), ("시", "NNB"), ("창원", "NNP"))
    points = np.array([[1, 0], [0.6, 0.8], [np.nan, np.nan], [0, 1], [1, 0]])

    def morpheme(self, number):
        if number >= len(self.words):
            raise ValueError("out of range")
        form, tag = self.words[number]
        return SimpleNamespace(form=form, tag=tag)

    def morpheme_similarity(self, a, b):
        return float(self.points[a] @ self.points[b])


def test_only_morphemes_with_a_vector_have_a_row_and_the_first_of_equals_counts():
    vectors = read_vectors(SimpleNamespace(kiwi=FakeKiwi()), 2)
    assert vectors.keys == ("/NNP", "창원/NNP", "시/NNB")
    assert vectors.rows.shape == (3, 2)
    assert vectors.rows.dtype == np.float32
