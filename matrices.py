"""Matrices of named features, as the trainers of linear models take them: a row a thing, a column a feature."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix


def frequent_names(rows: Sequence[Collection[str]], rarest: int) -> dict[str, int]:
    """Return the features that so many things show at least, each with its column, in the order of their names.

    >>> frequent_names([["끝=단지", "처음"], ["끝=단지"]], 2)
    {'끝=단지': 0}
    """
    counts = Counter(name for row in rows for name in row)
    return {name: at for at, name in enumerate(sorted(name for name, count in counts.items() if count >= rarest))}


def named_matrix(rows: Sequence[Collection[str]], names: Mapping[str, int]) -> csr_matrix:
    """Return 1 where a thing shows a feature; what has no column is left out.

    >>> named_matrix([["끝=단지", "처음"], ["처음"]], {"끝=단지": 0}).toarray().tolist()
    [[1.0], [0.0]]
    """
    columns, ends = [], [0]
    for row in rows:
        columns += sorted(names[name] for name in row if name in names)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(rows), len(names)))
