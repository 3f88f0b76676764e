"""What the tagger sees of a document: ids of each morpheme's form, parts, tag, spacing and known names, by sentence."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IDX, LENGTH, NORM, TAG  # type: ignore[import-not-found]  # has no stub
from spacy.strings import hash_string  # type: ignore[attr-defined]  # not in its stub
from spacy.tokens import Doc

from extractors.forms import FormTable, Ids, squash_digits

# Rows of the embedding tables of the form, its first and last one and two syllables, its tag and its shape.
TYPE_SIZES = (8192, 2048, 4096, 2048, 4096, 64, 64)
# Spaces before and after a morpheme.
SPACING_SIZE = 4
# Longer forms count as this long in the shape.
LONGEST_SHAPE = 6
_LINE = re.compile("\n+")
_STOP, _SPACE = hash_string("SF"), hash_string("_SP")
_CLOSING = np.array([hash_string("SSC"), hash_string("SN")], dtype=np.uint64)
# Particles, endings and closing marks: no known form begins with them.
_NEVER_FIRST_TAGS = (
    *("JKS", "JKC", "JKG", "JKO", "JKB", "JKV", "JKQ", "JX", "JC"),
    *("EP", "EF", "EC", "ETN", "ETM", "VCP", "XSN", "XSV", "XSA"),
    *("SF", "SP", "SSC"),
)
_NEVER_FIRST = frozenset(map(hash_string, _NEVER_FIRST_TAGS))


@dataclass(frozen=True, slots=True)
class Morphemes:
    """The morphemes of a document without white space: where they stand, hashes of their norms, ids of their context.

    `lengths` are those of the sentences, in morphemes; `tokens` are the numbers of the morphemes in the Doc.
    """

    starts: list[int]
    ends: list[int]
    tokens: NDArray[np.int64]
    norms: NDArray[np.uint64]
    context: Ids
    lengths: list[int]


def read_morphemes(doc: Doc, forms: FormTable) -> Morphemes:
    """Return the morphemes of a Doc."""
    table: Any = doc.to_array([NORM, TAG, IDX, LENGTH])  # unsigned, though the stub says float
    tokens = np.flatnonzero(table[:, 1] != _SPACE)
    return arrange(doc.text, table[tokens], tokens, forms)


def arrange(text: str, columns: NDArray[np.uint64], tokens: NDArray[np.int64], forms: FormTable) -> Morphemes:
    """Return the morphemes of a text from the hashes of their norms and tags, their starts and lengths, a row each.

    A sentence ends after a full stop that no bracket or digit follows at once, and where a line ends.
    """
    norms, tags, starts, lengths = columns.T
    ends = starts + lengths
    opening = [at for at, tag in enumerate(tags.tolist()) if tag not in _NEVER_FIRST]
    apart = np.append(True, starts[1:] != ends[:-1])[: len(starts)]
    after = np.append(apart[1:], True)[: len(starts)]
    first, last = starts.tolist(), ends.tolist()
    context = np.column_stack([apart + 2 * after.astype(np.int32), forms.match(text, first, last, opening)])
    follows = np.append(tags, np.uint64(0))[1:]
    stop = (tags == _STOP) & (after | ~np.isin(follows, _CLOSING))
    lines = np.array([found.start() for found in _LINE.finditer(text)], dtype=np.int64)
    before_line = np.searchsorted(starts, lines) - 1
    cuts = np.unique(np.concatenate([np.flatnonzero(stop), before_line[before_line >= 0], [len(starts) - 1]]))
    sentences = np.diff(cuts, prepend=-1).tolist() if first else []
    return Morphemes(first, last, tokens, norms, context.astype(np.int32), sentences)


def type_ids(norm: str) -> tuple[int, ...]:
    """Return the ids of what a morpheme is by itself, from its norm `form/tag`.

    >>> type_ids("창원/NNP")[5] == type_ids("홍남표/NNP")[5]
    True
    """
    form, _, tag = norm.rpartition("/")
    plain = squash_digits(form)
    parts = (
        norm if plain == form else f"{plain}/{tag}",
        plain[:1],
        plain[:2],
        plain[-1:],
        plain[-2:],
        tag,
        _shape(plain),
    )
    return tuple(hash_string(part) % size for part, size in zip(parts, TYPE_SIZES, strict=True))


def _shape(form: str) -> str:
    first = form[:1]
    if "가" <= first <= "힣":
        script = "한"
    elif first.isdigit():
        script = "0"
    elif first.isascii() and first.isalpha():
        script = "A" if first.isupper() else "a"
    else:
        script = "漢" if first.isalpha() else "."
    return f"{script}{min(len(form), LONGEST_SHAPE)}"


def vector_row(norm: str, rows: Mapping[int, int]) -> int:
    """Return the row of a morpheme's vector: its own, that of its tag, or 0 where there is none.

    A joined morpheme (하+었/VV+EP) has the vector of its first part.
    """
    form, _, tag = norm.rpartition("/")
    key = f"{form.partition('+')[0]}/{tag.partition('+')[0]}" if "+" in tag else norm
    return rows.get(hash_string(key)) or rows.get(hash_string(key[key.rindex("/") :])) or 0


def context_sizes(forms: FormTable) -> tuple[int, ...]:
    """Return how many ids each context column has."""
    return (SPACING_SIZE, *forms.sizes)


def offsets(sizes: Sequence[int]) -> Ids:
    """Return where each column's rows begin in one table for all."""
    return np.append(0, np.cumsum(sizes)[:-1]).astype(np.int32)
