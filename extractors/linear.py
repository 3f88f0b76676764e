"""A linear classifier over named features: loaded from one file, applied without any library but numpy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

    def scores(self, features: Iterable[str]) -> Floats:
        """Return a score a label (log-odds before any link function); features that were never learnt count nothing.

        >>> model = LinearModel(("no", "yes"), {"끝=단지": 0}, np.array([[-1, 2]], np.float32), np.zeros(2, np.float32))
        >>> model.scores(["끝=단지", "처음"]).tolist()
        [-1.0, 2.0]
        """
        rows = [self.features[f] for f in features if f in self.features]
        total: Floats = self.weights[rows].sum(axis=0) + self.bias
        return total


def softmax(scores: Floats) -> Floats:
    """Return the chances of labels that exclude each other."""
    powers = np.exp(scores - scores.max())
    chances: Floats = powers / powers.sum()
    return chances


def sigmoid(scores: Floats) -> Floats:
    """Return the chances of labels that may stand together."""
    chances: Floats = 1 / (1 + np.exp(-scores))
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
