"""The word vectors inside Kiwi's language model, read out through the similarities that it tells."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from extractors.kiwi import KiwiTokenizer

# Kiwi's vectors have 256 dimensions; more landmarks than that span them all with a margin against near-parallel ones.
RANK, LANDMARKS = 256, 600
SEED = 0


class Similarities(Protocol):
    """What is asked of Kiwi: its morphemes by number, and the cosine of two of them (NaN where one has no vector)."""

    morpheme: Callable[[int], Any]
    morpheme_similarity: Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Vectors:
    """One row a key; a key is `form/tag`, and `/tag` stands for all morphemes of a tag that have no vector."""

    keys: tuple[str, ...]
    rows: NDArray[np.float32]


def read_vectors(tokenizer: KiwiTokenizer, dimensions: int) -> Vectors:
    """Return Kiwi's vectors, centred and reduced to their strongest `dimensions`; takes about half a minute."""
    keys, ids = _morphemes_with_vectors(tokenizer.kiwi)
    return Vectors(keys, reduce_rows(nystroem(tokenizer.kiwi.morpheme_similarity, ids), dimensions))


def _morphemes_with_vectors(kiwi: Similarities) -> tuple[tuple[str, ...], list[int]]:
    known: dict[str, int] = {}
    for number in count():
        try:
            morpheme = kiwi.morpheme(number)
        except ValueError:  # past the last one
            break
        if not np.isnan(kiwi.morpheme_similarity(number, number)):
            known.setdefault(f"{morpheme.form}/{morpheme.tag}", number)
    return tuple(known), list(known.values())


def nystroem(similarity: Callable[[int, int], float], ids: list[int]) -> NDArray[np.float32]:
    """Return vectors whose dot products are the similarities, found from those to a few landmarks.

    >>> points = np.random.default_rng(1).standard_normal((700, 4))
    >>> found = nystroem(lambda a, b: float(points[a] @ points[b]), list(range(700)))
    >>> bool(np.allclose(found @ found.T, points @ points.T, atol=1e-3))
    True
    """
    chosen = np.sort(np.random.default_rng(SEED).choice(len(ids), min(LANDMARKS, len(ids)), replace=False))
    to_landmarks = np.array([[similarity(a, ids[b]) for b in chosen] for a in ids])
    values, axes = np.linalg.eigh(to_landmarks[chosen])
    kept = np.flatnonzero(values > values[-1] * 1e-7)[-RANK:]
    rows: NDArray[np.float32] = (to_landmarks @ axes[:, kept] / np.sqrt(values[kept])).astype(np.float32)
    return rows


def reduce_rows(rows: NDArray[np.float32], dimensions: int) -> NDArray[np.float32]:
    """Return the rows centred, turned to their principal axes and scaled to unit variance as a whole."""
    centred = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :dimensions]
    scaled: NDArray[np.float32] = (reduced / reduced.std()).astype(np.float32)
    return scaled
