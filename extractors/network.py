"""The tagger's network in thinc: summed embeddings, residual window layers, and for each label set a linear layer."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from thinc.api import Dropout, LayerNorm, Linear, Model, NumpyOps, Optimizer, Relu, chain, expand_window, residual

from extractors.crf import Floats, allowed, crf_gradient
from extractors.forms import Ids

# Narrow and shallow enough that a text is tagged in a fraction of the time in which Kiwi splits it.
WIDTH, DEPTH, WINDOW = 112, 3, 1
# numpy's matrix product (OpenBLAS) is three times as fast as thinc's own (BLIS) on one core.
OPS = NumpyOps(use_blis=False)
# Rows of nothing between sentences, kept so by every layer: no window looks from one into the next.
GAP = WINDOW
# Chance that an id is hidden in training, so that the others learn to do without it, and that an activation is.
HIDE, DROPOUT = 0.05, 0.1

Layer = Any  # a thinc Model, whose own types know no plain arrays


@dataclass(frozen=True, slots=True)
class Inputs:
    """Morphemes as the network takes them: ids in one table of embeddings, vectors, the lengths of the sentences."""

    ids: Ids
    vectors: Floats
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What tells one set of labels."""

    labels: tuple[str, ...]
    linear: Layer


@dataclass(frozen=True, slots=True)
class Network:
    """The layers; `sizes` are those of the columns of ids."""

    sizes: tuple[int, ...]
    embed: Layer
    normal: Layer
    encode: Layer
    heads: Mapping[str, Head] = field(default_factory=dict)

    @property
    def models(self) -> list[Layer]:
        """All that has parameters, in a fixed order."""
        return [self.embed, self.normal, self.encode, *(head.linear for head in self.heads.values())]


def build_network(sizes: Sequence[int], dimensions: int, labels: Mapping[str, Sequence[str]]) -> Network:
    """Return an untrained network for columns of ids of these sizes, vectors of these dimensions and label sets."""
    layers = [residual(_keep_gaps(chain(expand_window(WINDOW), _dense()))) for _ in range(DEPTH)]
    heads = {name: _head(tuple(names)) for name, names in labels.items()}
    normal: Layer = chain(LayerNorm(WIDTH), Dropout(DROPOUT))
    encode: Layer = chain(*layers)
    network = Network(tuple(sizes), _embed(sum(sizes), dimensions), normal, encode, heads)
    for model in network.models:
        for node in model.walk():
            node.ops = OPS
        model.initialize()
    return network


def _dense() -> Layer:
    return Relu(WIDTH, WIDTH * (2 * WINDOW + 1), normalize=True, dropout=DROPOUT)


def _keep_gaps(layer: Layer) -> Layer:
    """Return the layer with nothing made of rows of nothing."""

    def forward(model: Layer, rows: Floats, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
        full = rows.any(axis=1, keepdims=True)
        found, back = model.layers[0](rows, is_train)
        return found * full, lambda change: back(change * full)

    return Model("keep_gaps", forward, init=lambda model, **_: model.layers[0].initialize(), layers=[layer])


def _head(labels: tuple[str, ...]) -> Head:
    return Head(labels, Linear(len(labels), WIDTH, init_W=lambda ops, shape: ops.alloc(shape)))


def _embed(rows: int, dimensions: int) -> Layer:
    model: Layer = Model("embed", _embed_forward)
    random = np.random.default_rng(0)
    model.set_param("E", 0.1 * random.standard_normal((rows, WIDTH), dtype=np.float32))
    model.set_param("V", random.standard_normal((dimensions, WIDTH), dtype=np.float32) * 0.5 / math.sqrt(dimensions))
    model.set_param("b", np.zeros(WIDTH, dtype=np.float32))
    return model


def _embed_forward(model: Layer, inputs: Inputs, is_train: bool) -> tuple[Floats, object]:
    table = weights(model, "E")
    ids, vectors = inputs.ids, inputs.vectors
    shown = np.random.random(ids.shape) >= HIDE * is_train
    vectors = vectors * (np.random.random((len(vectors), 1)) >= HIDE * is_train)
    sums = np.einsum("nc,ncw->nw", shown.astype(np.float32), table[ids])
    found: Floats = (sums + vectors @ weights(model, "V") + weights(model, "b")).astype(np.float32)

    def backprop(change: Floats) -> Inputs:
        model.inc_grad("E", _scatter(change, ids, shown, len(table)))
        model.inc_grad("V", (vectors.T @ change).astype(np.float32))
        model.inc_grad("b", change.sum(axis=0))
        return inputs

    return found, backprop


def _scatter(change: Floats, ids: Ids, shown: NDArray[np.bool_], rows: int) -> Floats:
    """Return the sum of the changes at each row of the table."""
    places, _ = np.nonzero(shown)
    wanted = ids[shown]
    order = np.argsort(wanted, kind="stable")
    unique, first = np.unique(wanted[order], return_index=True)
    table = np.zeros((rows, change.shape[1]), dtype=np.float32)
    table[unique] = np.add.reduceat(change[places[order]], first, axis=0)
    return table


def weights(layer: Layer, name: str) -> Floats:
    """Return a parameter of a layer as a plain array."""
    found: Floats = np.asarray(layer.get_param(name))
    return found


def rows_of(lengths: Sequence[int]) -> NDArray[np.int64]:
    """Return where the morphemes lie when GAP rows are put between the sentences.

    >>> rows_of([2, 1]).tolist() == [0, 1, 2 + GAP]
    True
    """
    return np.arange(sum(lengths)) + np.repeat(np.arange(len(lengths)) * GAP, lengths)


def spread(rows: Floats, lengths: Sequence[int], at: NDArray[np.int64]) -> Floats:
    """Return the rows with gaps between the sentences."""
    wide = np.zeros((len(rows) + GAP * len(lengths), rows.shape[1]), dtype=np.float32)
    wide[at] = rows
    return wide


def update(network: Network, name: str, inputs: Inputs, gold: NDArray[np.int32], optimizer: Optimizer) -> float:
    """Take one step towards the gold labels of a head; return the loss."""
    head, at = network.heads[name], rows_of(inputs.lengths)
    embedded, embed_back = network.embed.begin_update(inputs)
    normal, normal_back = network.normal.begin_update(embedded)
    hidden, encode_back = network.encode.begin_update(spread(normal, inputs.lengths, at))
    scores, head_back = head.linear.begin_update(hidden[at])
    mask = np.arange(max(inputs.lengths)) < np.array(inputs.lengths)[:, None]
    wide = np.zeros((*mask.shape, scores.shape[1]), dtype=np.float32)
    labels = np.zeros(mask.shape, dtype=np.int32)
    wide[mask], labels[mask] = scores, gold
    loss, change = crf_gradient(wide, allowed(head.labels), mask, labels)
    hidden_change = head_back(change[mask] / np.float32(len(inputs.lengths)))
    embed_back(normal_back(encode_back(spread(hidden_change, inputs.lengths, at))[at]))
    for model in network.models:
        model.finish_update(optimizer)
    return loss
