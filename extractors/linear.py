"""A linear classifier over named features: loaded from one file, applied without any library but numpy."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from graph.errors import DataError

Floats = NDArray[np.float32]


class _Rows(dict[str, int]):
    """The rows of a family's values; a value never learnt has row 0."""

    def __missing__(self, value: str) -> int:
        return 0


@dataclass(frozen=True)
class LinearModel:
    """Weights a feature and label, and what is added a label; `features` says which row is whose."""

    labels: tuple[str, ...]
    features: Mapping[str, int]
    weights: Floats
    bias: Floats

    @cached_property
    def _table(self) -> NDArray[np.float64]:
        """The weights between a row of nothing and the bias, as the weights of what always holds.

        They are written in half precision, so their sums in double precision are exact, in whatever order.
        """
        table: NDArray[np.float64] = np.vstack([np.zeros_like(self.bias), self.weights, self.bias], dtype=np.float64)
        return table

    @cached_property
    def _places(self) -> dict[str, int]:
        """The row of `weigh` for each feature by its whole name."""
        return {feature: row + 1 for feature, row in self.features.items()}

    @cached_property
    def _families(self) -> dict[str, _Rows]:
        """The features by what they begin with, up to and with the first equals sign."""
        found: dict[str, _Rows] = {}
        for feature, row in self.features.items():
            family, equals, value = feature.partition("=")
            found.setdefault(family + equals, _Rows())[value] = row + 1
        return found

    def rows(self, family: str) -> Callable[[str], int]:
        """Return the look-up of a family's features by their values: which row of `weigh` is whose.

        >>> model = LinearModel(("no", "yes"), {"끝=단지": 0}, np.array([[-1, 2]], np.float32), np.zeros(2, np.float32))
        >>> model.rows("끝=")("단지"), model.rows("끝=")("시"), model.rows("처음")("")
        (1, 0, 0)
        """
        return self._families.get(family, _Rows()).__getitem__

    def weigh(self, things: Sequence[Sequence[int]]) -> Floats:
        """Return a row of scores for each thing, given as the rows of its features.

        A score is log-odds before any link function.
        """
        if not things:
            return np.zeros((0, len(self.labels)), dtype=np.float32)
        always = (len(self.weights) + 1,)
        flat = np.fromiter(chain.from_iterable((*rows, *always) for rows in things), dtype=np.intp)
        sizes = np.fromiter(map(len, things), dtype=np.intp) + 1
        totals = np.add.reduceat(self._table.take(flat, axis=0), sizes.cumsum() - sizes, axis=0)
        found: Floats = totals.astype(np.float32)
        return found

    def scores(self, things: Sequence[Collection[str]]) -> Floats:
        """Return a row of scores for each thing, given as its features; features that were never learnt count nothing.

        >>> model = LinearModel(("no", "yes"), {"끝=단지": 0}, np.array([[-1, 2]], np.float32), np.zeros(2, np.float32))
        >>> model.scores([["끝=단지", "처음"], ["처음"]]).tolist()
        [[-1.0, 2.0], [0.0, 0.0]]
        """
        place = self._places.get
        return self.weigh([list(filter(None, map(place, features))) for features in things])


def without_slight(model: LinearModel, least: float) -> LinearModel:
    """Return a model without the features whose weights are all nearer to nothing than `least`.

    >>> model = LinearModel(("yes",), {"끝=단지": 0, "끝=시": 1}, np.array([[0.01], [2]]), np.zeros(1))
    >>> without_slight(model, 0.1).features
    {'끝=시': 0}
    """
    kept = np.flatnonzero(np.abs(model.weights).max(axis=1) >= least)
    names = list(model.features)
    weights, bias = model.weights[kept].astype(np.float32), model.bias.astype(np.float32)
    return LinearModel(model.labels, {names[at]: row for row, at in enumerate(kept)}, weights, bias)


def softmax(scores: Floats) -> Floats:
    """Return the chances of labels that exclude each other, of each row of scores."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return chances


def require_model(path: Path) -> None:
    """Raise DataError where the file of a trained model is missing."""
    if not path.is_file():
        raise DataError(f"{path}: the trained model is missing; `make model` makes it")


def read_linear(path: Path) -> LinearModel:
    """Read a model. Raises DataError where the file is missing."""
    require_model(path)
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
