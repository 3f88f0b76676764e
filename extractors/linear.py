"""A linear classifier over named features: loaded from one file, applied without any library but numpy."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import DataError

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class LinearModel:
    """Weights a feature and label, and what is added a label; `features` says which row is whose."""

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: Floats
    bias: Floats

    @cached_property
    def _table(self) -> Floats:
        """The weights, and the bias below them as the weights of what always holds."""
        table: Floats = np.vstack([self.weights, self.bias])
        return table

    @cached_property
    def _places(self) -> dict[str, int]:
        """The rows counted from 1, so that a feature never learnt, which has none, is told apart from all others."""
        return {feature: row + 1 for feature, row in self.features.items()}

    def scores(self, things: Sequence[Collection[str]]) -> Floats:
        """Return a row of scores for each thing, given as its features; features that were never learnt count nothing.

        A score is log-odds before any link function.

        >>> model = LinearModel(("no", "yes"), {"끝=단지": 0}, np.array([[-1, 2]], np.float32), np.zeros(2, np.float32))
        >>> model.scores([["끝=단지", "처음"], ["처음"]]).tolist()
        [[-1.0, 2.0], [0.0, 0.0]]
        """
        flat: list[int] = []
        firsts: list[int] = []
        place, always = self._places.get, len(self._places) + 1
        for features in things:
            firsts.append(len(flat))
            flat += filter(None, map(place, features))
            flat.append(always)
        if not firsts:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        # In one order, whatever that of the sets: sums of the same numbers may differ in their last digits.
        owners = np.repeat(np.arange(len(firsts)), np.diff([*firsts, len(flat)]))
        keys = owners * (always + 1) + np.array(flat)
        keys.sort()
        total: Floats = np.add.reduceat(self._table[keys % (always + 1) - 1], firsts, axis=0)
        return total


def softmax(scores: Floats) -> Floats:
    """Return the chances of labels that exclude each other, of each row of scores."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return chances


def read_linear(path: Path) -> LinearModel:
    """Read a model. Raises DataError where the file is missing."""
    if not path.is_file():
        raise DataError(f"{path}: the trained model is missing; `make model` makes it")
    with np.load(path, allow_pickle=False) as file:
        names = [str(name) for name in file["features"]]
        return LinearModel(
            labels=tuple(str(label) for label in file["labels"]),
            features={name: row for row, name in enumerate(names)},
            weights=file["weights"].astype(np.float32),
            bias=file["bias"].astype(np.float32),
        )


def write_linear(model: LinearModel, path: Path) -> None:
    """Write a model, its weights in half precision."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        labels=np.array(model.labels),
        features=np.array(sorted(model.features, key=model.features.__getitem__)),
        weights=model.weights.astype(np.float16),
        bias=model.bias.astype(np.float16),
    )
