"""The words of `train_klue_re.py`: those before, between and behind two names, and what they are like."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from sklearn.cluster import MiniBatchKMeans

from extractors.features import vector_row
from extractors.kiwi import Morpheme
from extractors.knowledge import Knowledge

# How many sorts of words are told apart by their vectors, for features with the types of both names and without.
WIDE, NARROW = 100, 600
# Words that are looked at between names and on either side, and those on a side that count with the types.
_BETWEEN, _BESIDE, _NEAR = 40, 30, 8
_CONTENT = ("N", "V", "X", "M", "SL")

Span = tuple[int, int]


class Word(NamedTuple):
    """A morpheme with its rough tag, and the sorts of words that it is of."""

    text: str
    wide: str
    narrow: str
    tag: str


@dataclass(frozen=True, slots=True)
class Sorts:
    """The sorts of words: the rows of their vectors, and the sort of each row, roughly and finely."""

    rows: Mapping[int, int]
    wide: Sequence[int]
    narrow: Sequence[int]


def read_sorts(knowledge: Knowledge) -> Sorts:
    """Return words sorted by their vectors; -1 is the sort of those without one."""
    vectors = knowledge.vectors()[1:]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    options: dict[str, Any] = {"random_state": 0, "n_init": 1, "batch_size": 4096, "max_iter": 20}
    wide, narrow = ([-1, *MiniBatchKMeans(n, **options).fit_predict(vectors).tolist()] for n in (WIDE, NARROW))
    return Sorts(knowledge.rows, wide, narrow)


def word_features(morphemes: Sequence[Morpheme], subject: Span, object_: Span, types: str, sorts: Sorts) -> set[str]:
    """Return the words of each part of a sentence, with the order of the two names and with their types."""
    spans = sorted((subject, object_))
    parts: dict[str, list[Word]] = {name: [] for name in ("before", "left", "between", "right", "behind")}
    for morpheme in morphemes:
        parts[_part(morpheme, spans)].append(_word(morpheme, sorts))
    order = ">" if subject < object_ else "<"
    typed = types + order
    return {
        *_between(parts["between"], order, typed),
        *_beside(parts["before"][::-1], f"{order}before", f"{typed}before"),
        *_beside(parts["behind"], f"{order}behind", f"{typed}behind"),
        *_named(parts["left"], f"{typed}left"),
        *_named(parts["right"], f"{typed}right"),
    }


def _part(morpheme: Morpheme, spans: Sequence[Span]) -> str:
    (start, end), (later, stop) = spans
    if morpheme.end <= start:
        return "before"
    if morpheme.start >= stop:
        return "behind"
    if morpheme.start >= end and morpheme.end <= later:
        return "between"
    return "left" if morpheme.start < end else "right"


def _word(morpheme: Morpheme, sorts: Sorts) -> Word:
    at = vector_row(f"{morpheme.form}/{morpheme.tag}", sorts.rows)
    return Word(
        f"{morpheme.form}/{morpheme.tag[:2]}", f"wide={sorts.wide[at]}", f"narrow={sorts.narrow[at]}", morpheme.tag
    )


def _between(words: Sequence[Word], order: str, typed: str) -> Iterator[str]:
    border = Word("|", "|", "|", "")
    for word in words[:_BETWEEN]:
        yield from (f"{order}{word.text}", f"{typed}{word.text}", f"{order}{word.narrow}", f"{typed}{word.wide}")
    for one, two in pairwise((border, *words[:_BETWEEN], border)):
        yield from (f"{order}{one.text} {two.text}", f"{typed}{one.wide} {two.wide}")
    yield f"{typed}length={min(len(words), 15)}"


def _beside(words: Sequence[Word], order: str, typed: str) -> Iterator[str]:
    """Yield the words on one side, the nearest first."""
    for place, word in enumerate(words[:3]):
        yield from (f"{typed}{place}={word.text}", f"{order}{place}={word.narrow}", f"{typed}{place}={word.wide}")
    nearest = " ".join(word.text for word in words[:2])
    yield from (f"{typed}={nearest}", f"{order}={nearest}")
    for place, word in enumerate(words[:_BESIDE]):
        if word.tag.startswith(_CONTENT):
            yield from (f"{order} {word.text}", f"{order} {word.narrow}", f"{typed} {word.wide}")
            if place < _NEAR:
                yield f"{typed} {word.text}"


def _named(words: Sequence[Word], typed: str) -> Iterator[str]:
    """Yield the words of a name, and by what it ends."""
    for word in words[-1:]:
        yield from (f"{typed} last={word.text}", f"{typed} last={word.wide}", f"{typed} last={word.narrow}")
        yield f"{typed} size={min(len(words), 4)}"
    yield from (f"{typed}={word.narrow}" for word in words)
