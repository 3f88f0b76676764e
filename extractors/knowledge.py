"""What the recogniser knows before it is trained: vectors of morphemes, and lists of known forms."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.strings import hash_string  # type: ignore[attr-defined]  # not in its stub

from extractors.features import TYPE_SIZES, context_sizes, offsets, type_ids, vector_row
from extractors.forms import FormTable, Ids, table_of
from extractors.vectors import Vectors

Floats = NDArray[np.float32]
_STEPS = 127  # of a signed byte


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Known forms, and vectors as signed bytes with a scale a row; row 0 is for what has none."""

    forms: FormTable
    rows: dict[int, int]
    bytes: NDArray[np.int8]
    scales: NDArray[np.float16]

    @property
    def sizes(self) -> tuple[int, ...]:
        """The sizes of the columns of ids: of the morpheme itself, then of its context."""
        return (*TYPE_SIZES, *context_sizes(self.forms))

    def vectors(self) -> Floats:
        """Return all vectors."""
        return self.bytes * self.scales.astype(np.float32)[:, None]

    def type_rows(self, norms: Sequence[str]) -> tuple[Ids, list[int]]:
        """Return the ids of morphemes by themselves, given as `form/tag`, and the rows of their vectors."""
        ids = np.array([type_ids(norm) for norm in norms], dtype=np.int32) + offsets(TYPE_SIZES)
        return ids, [vector_row(norm, self.rows) for norm in norms]

    def context(self, context: Ids) -> Ids:
        """Return ids of context as rows of the one table of embeddings."""
        moved: Ids = context + offsets(self.sizes)[len(TYPE_SIZES) :]
        return moved


def gather_knowledge(forms: FormTable, vectors: Vectors) -> Knowledge:
    """Return the knowledge, its vectors rounded to bytes."""
    scales = (np.abs(vectors.rows).max(axis=1) / _STEPS).astype(np.float16)
    rounded = np.rint(vectors.rows / scales.astype(np.float32)[:, None]).clip(-_STEPS, _STEPS).astype(np.int8)
    rows = {hash_string(key): at for at, key in enumerate(vectors.keys, 1)}
    return Knowledge(forms, rows, np.pad(rounded, ((1, 0), (0, 0))), np.pad(scales, (1, 0)))


def pack(knowledge: Knowledge) -> dict[str, Any]:
    """Return the knowledge as a few arrays that can be written."""
    codes = sorted((form, code) for form, code in knowledge.forms.codes.items() if code)
    return {
        "kinds": list(knowledge.forms.kinds),
        "forms": [form for form, _ in codes],
        "codes": np.array([code for _, code in codes], dtype=np.uint64),
        "keys": np.array(list(knowledge.rows), dtype=np.uint64),
        "bytes": knowledge.bytes,
        "scales": knowledge.scales,
    }


def unpack(packed: dict[str, Any]) -> Knowledge:
    """Return the knowledge that `pack` made into arrays."""
    forms = table_of(packed["kinds"], dict(zip(packed["forms"], packed["codes"].tolist(), strict=True)))
    rows = {key: at for at, key in enumerate(packed["keys"].tolist(), 1)}
    return Knowledge(forms, rows, packed["bytes"], packed["scales"])
