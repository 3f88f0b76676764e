"""Codes: features as numbers, so that a classifier weighs thousands of them at once.

A feature is a word (`roles=S,O`) with what stands before it: the types of the pair that shows it (`PR`, one letter a
type), and how the pair stands to the words (`>`). Its name is all three together; its code is one number.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import product, repeat

import numpy as np
from numpy.typing import NDArray

from extractors.linear import Floats, LinearModel
from graph.schema import load_schema

Ints = NDArray[np.int64]
# One letter a type.
LETTERS = "OURBPSIL"
TYPES: Mapping[str, int] = {name: number for number, name in enumerate(load_schema().types)}
# How a pair stands to a word: its head stands first (>) or its tail, in one sentence or two (>>), one of the two is
# left unsaid (~), or it is told of one of the two alone.
_UNSAID = tuple(f"~{sign}{what}:" for what in ("focus", "actor", "topic") for sign in "><")
FORMS = ("", ">", "<", ">>", "<<", *_UNSAID, "head:", "tail:")
_PAIRS = len(LETTERS) ** 2
PREFIXES = tuple(types + form for form in FORMS for types in ("", *map("".join, product(LETTERS, repeat=2))))
_NAME = re.compile(rf"((?:[{LETTERS}]{{2}})?(?:{'|'.join(sorted(FORMS, key=len, reverse=True))}))(.*)", re.DOTALL)
# A code is the number of what stands before, then that of the word in so many bits.
_BITS = 20
_WORD = (1 << _BITS) - 1


@cache
def before(form: str) -> int:
    """Return the code of what stands before a word that is told without types; add `typed` for one that is."""
    return FORMS.index(form) * (_PAIRS + 1) << _BITS


def typed(heads: Ints, tails: Ints) -> Ints:
    """Return what the types of pairs add to the codes of their features.

    >>> project, region = np.array([TYPES["Project"]]), np.array([TYPES["Region"]])
    >>> PREFIXES[int(before(">") + typed(project, region)[0]) >> 20]
    'PR>'
    """
    added: Ints = (heads * len(LETTERS) + tails + 1) << _BITS
    return added


class Vocabulary:
    """The words of features, numbered from 1; 0 stands for all that are not known. While it is open it learns them."""

    def __init__(self, words: Iterable[str] = (), *, is_open: bool = False) -> None:
        """Take the words that are known."""
        self._numbers = {word: number for number, word in enumerate(words, 1)}
        self._is_open = is_open

    @property
    def size(self) -> int:
        """How many words there are."""
        return len(self._numbers)

    def closed(self) -> "Vocabulary":
        """Return the words known so far, of which no more are learnt."""
        return Vocabulary(self._numbers)

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the numbers of words, 0 for those not known.

        >>> Vocabulary(["role=S", "after=추진"]).numbers(["after=추진", "after=뛰다"])
        [2, 0]
        """
        known = self._numbers
        if self._is_open:
            return [known.setdefault(word, len(known) + 1) for word in words]
        return list(map(known.get, words, repeat(0)))

    def names(self, codes: Iterable[int]) -> Iterator[str]:
        """Yield the names of features."""
        words = list(self._numbers)
        return (PREFIXES[code >> _BITS] + words[(code & _WORD) - 1] for code in codes)

    def codes(self, names: Iterable[str]) -> list[int]:
        """Return the codes of features given by name."""
        parts = [_split(name) for name in names]
        numbers = self.numbers(word for _, word in parts)
        prefixes = {prefix: number for number, prefix in enumerate(PREFIXES)}
        return [(prefixes[prefix] << _BITS) + number for (prefix, _), number in zip(parts, numbers, strict=True)]


def _split(name: str) -> tuple[str, str]:
    match = _NAME.fullmatch(name)
    assert match is not None  # whatever a name begins with, the rest is its word
    return match[1], match[2]


@dataclass(frozen=True, slots=True)
class Features:
    """Codes of features, and of each the number of the thing that shows it, never falling.

    Words not known may be among them; what a thing shows twice counts twice.
    """

    owners: Ints
    codes: Ints


def without_unknown(features: Features) -> Features:
    """Return the features whose words are known."""
    known = np.flatnonzero(features.codes & _WORD)
    return Features(features.owners[known], features.codes[known])


def stack(rows: Iterable[Ints]) -> Features:
    """Return the features of things of which all show one of each kind, given as a row a kind.

    >>> stack([np.array([1, 2]), np.array([3, 4])]).codes
    array([1, 3, 2, 4])
    """
    codes = np.vstack(list(rows)).T
    return Features(np.repeat(np.arange(len(codes)), codes.shape[1]), codes.ravel())


class Family:
    """A kind of feature whose values are known beforehand: a word for each combination of them."""

    def __init__(self, vocabulary: Vocabulary, name: str, *values: Sequence[object]) -> None:
        """Number all words that there can be."""
        self._sizes = tuple(map(len, values[1:]))
        words = (f"{name}={','.join(map(str, chosen))}" for chosen in product(*values))
        self._numbers: Ints = np.array(vocabulary.numbers(words), dtype=np.int64)

    def __call__(self, *places: Ints) -> Ints:
        """Return the numbers of words, given the place of each value among those that there can be.

        >>> Family(Vocabulary(["near=0,far"]), "near", [0, 1], ["by", "far"])(np.array([1, 0]), np.array([1, 1]))
        array([0, 1])
        """
        at, *others = places
        for size, place in zip(self._sizes, others, strict=True):
            at = at * size + place
        return self._numbers.take(at)


@dataclass(frozen=True)
class CodedModel:
    """A linear classifier: `codes` of the features it knows, in order, a row of weights each, and the bias."""

    labels: tuple[str, ...]
    codes: Ints
    weights: Floats
    bias: Floats
    words: int

    @cached_property
    def _rows(self) -> NDArray[np.int32]:
        """For each word, all that can stand before it after each other, its row; 0 is that of what was never learnt."""
        rows = np.zeros((len(PREFIXES), self.words + 1), dtype=np.int32)
        rows[self.codes >> _BITS, self.codes & _WORD] = np.arange(1, len(self.codes) + 1)
        return rows.ravel()

    @cached_property
    def _table(self) -> Floats:
        """The weights below a row of nothing."""
        table: Floats = np.pad(self.weights, ((1, 0), (0, 0)))
        return table

    def sums(self, features: Features, count: int) -> Floats:
        """Return what features add to the log-odds of each label (column), for each of `count` things (row)."""
        total = np.zeros((count, len(self.labels)), dtype=np.float32)
        if len(features.codes):
            codes = features.codes
            rows = self._rows.take((codes >> _BITS) * (self.words + 1) + (codes & _WORD))
            firsts = np.flatnonzero(np.diff(features.owners, prepend=-1))
            total[features.owners[firsts]] = np.add.reduceat(self._table.take(rows, axis=0), firsts, axis=0)
        return total

    def named(self, vocabulary: Vocabulary) -> LinearModel:
        """Return the model as it is written, with its features by name."""
        names = {name: row for row, name in enumerate(vocabulary.names(self.codes.tolist()))}
        return LinearModel(self.labels, names, self.weights, self.bias)


def code_models(models: Sequence[LinearModel]) -> tuple[Vocabulary, list[CodedModel]]:
    """Return the words of the features that models know, and each model with its features as codes of these.

    >>> model = LinearModel(("leads",), {"RP>roles=S,O": 0, ">roles=S,O": 1}, np.ones((2, 1)), np.zeros(1))
    >>> words, _ = code_models([model])
    >>> words.size
    1
    """
    learning = Vocabulary(is_open=True)
    codes = [np.array(learning.codes(model.features), dtype=np.int64) for model in models]
    vocabulary = learning.closed()
    return vocabulary, [_coded(model, found, vocabulary.size) for model, found in zip(models, codes, strict=True)]


def _coded(model: LinearModel, codes: Ints, words: int) -> CodedModel:
    order = np.argsort(codes)
    weights = model.weights[np.fromiter(model.features.values(), dtype=np.int64)[order]]
    return CodedModel(model.labels, codes[order], weights, model.bias, words)
