"""The trained layers in plain numpy: the same numbers as thinc's `predict`, in half the time."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided

from extractors.crf import Floats
from extractors.network import WIDTH, WINDOW, Layer, Network, rows_of, spread, weights

# As in thinc's LayerNorm.
EPSILON = 1e-8


@dataclass(frozen=True, slots=True)
class Normal:
    """A layer norm: scale and shift."""

    scale: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Dense:
    """A window layer: its matrix (window by width), bias and layer norm."""

    matrix: Floats
    bias: Floats
    normal: Normal


@dataclass(frozen=True, slots=True)
class Encoder:
    """All layers between embeddings and heads."""

    first: Normal
    layers: tuple[Dense, ...]


def freeze(network: Network) -> Encoder:
    """Return the layers of a trained network."""
    return Encoder(_normal(network.normal), tuple(_dense(layer) for layer in network.encode.layers))


def _normal(layer: Layer) -> Normal:
    node = _with(layer, "G")
    return Normal(weights(node, "G"), weights(node, "b"))


def _dense(layer: Layer) -> Dense:
    node = _with(layer, "W")
    return Dense(np.ascontiguousarray(weights(node, "W").T), weights(node, "b"), _normal(layer))


def _with(layer: Layer, name: str) -> Layer:
    return next(node for node in layer.walk() if name in node.param_names)


def encode(encoder: Encoder, embedded: Floats, lengths: Sequence[int]) -> Floats:
    """Return what the layers make of embedded morphemes in their sentences."""
    at = rows_of(lengths)
    spaced = spread(_normalise(embedded, encoder.first), lengths, at)
    wide = np.pad(spaced, ((WINDOW, WINDOW), (0, 0)))
    inner = wide[WINDOW:-WINDOW]
    gaps = np.flatnonzero(~spaced.any(axis=1))
    windows = as_strided(wide, (len(inner), WIDTH * (2 * WINDOW + 1)), wide.strides)
    for layer in encoder.layers:
        rows = windows @ layer.matrix
        rows += layer.bias
        np.maximum(rows, 0, out=rows)
        change = _normalise(rows, layer.normal)
        change[gaps] = 0
        inner += change
    found: Floats = inner[at]
    return found


def _normalise(rows: Floats, normal: Normal) -> Floats:
    rows -= rows @ np.full((rows.shape[1], 1), 1 / rows.shape[1], dtype=np.float32)
    variance = np.vecdot(rows, rows) / rows.shape[1]
    rows *= (1 / np.sqrt(variance + EPSILON))[:, None]
    rows *= normal.scale
    rows += normal.shift
    return rows
