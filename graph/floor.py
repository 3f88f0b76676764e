"""The quality floor: the figures that an evaluation must reach, kept in a small JSON file."""

import json
import math
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.errors import DataError
from graph.evaluate import Evaluation

# Figures are cut, never rounded up, to this many places, so that a run always reaches the floor made from it.
PLACES = 4


def figures(evaluation: Evaluation) -> dict[str, float]:
    """Return the figures that a floor may name.

    >>> figures(Evaluation())["claims_f1"]
    0.0
    """
    return {
        "entities_typed_f1": evaluation.entities_typed.f1,
        "entities_named_f1": evaluation.entities_named.f1,
        "claims_f1": evaluation.claims.f1,
        "claims_precision": evaluation.claims.precision,
        "pairs_f1": evaluation.pairs.f1,
    }


def read_floor(path: Path) -> dict[str, float]:
    """Read a floor file. Raises DataError where it is not one."""
    try:
        floor = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise DataError(f"{path}: not JSON: {error}") from error
    known = figures(Evaluation())
    if not isinstance(floor, dict):
        raise DataError(f'{path}: {floor!r}: expected an object of figures such as {{"claims_f1": 0.35}}')
    for name, value in floor.items():
        if name not in known or not isinstance(value, int | float):
            raise DataError(f"{path}: {name}: {value!r}: expected a number under one of {', '.join(known)}")
    return dict(floor)


def write_floor(floor: Mapping[str, float], path: Path) -> None:
    """Write a floor file."""
    path.write_text(json.dumps(floor, indent=2) + "\n", encoding="utf-8", newline="\n")


def find_shortfalls(measured: Mapping[str, float], floor: Mapping[str, float]) -> Iterator[tuple[str, float, float]]:
    """Yield name, measured figure and floor where the floor is not reached.

    >>> list(find_shortfalls({"claims_f1": 0.34}, {"claims_f1": 0.35}))
    [('claims_f1', 0.34, 0.35)]
    """
    for name, least in floor.items():
        if measured[name] < least:
            yield name, measured[name], least


def move_floor(measured: Mapping[str, float], floor: Mapping[str, float], *, allow_lower: bool) -> dict[str, float]:
    """Return the floor raised to what was measured; lowered as well only where that is allowed.

    >>> move_floor({"claims_f1": 0.41239}, {"claims_f1": 0.35}, allow_lower=False)
    {'claims_f1': 0.4123}
    >>> move_floor({"claims_f1": 0.3}, {"claims_f1": 0.35}, allow_lower=False)
    {'claims_f1': 0.35}
    """
    cut = {name: math.floor(measured[name] * 10**PLACES) / 10**PLACES for name in floor}
    return {name: cut[name] if allow_lower else max(cut[name], least) for name, least in floor.items()}
