"""Confidence: what a classifier's chance is worth, measured on annotated articles that no model had seen."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np

from extractors.linear import Floats
from graph.errors import DataError

COLUMNS = ("chance", "right", "found", "confidence")


class Step(NamedTuple):
    """Links of about one chance: how many were right, of how many, and the confidence that follows."""

    chance: float
    right: int
    found: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Confidence:
    """The measured steps; between two steps confidence goes up in a straight line.

    >>> measured = Confidence((Step(0.25, 10, 80, 0.125), Step(0.75, 70, 80, 0.875)))
    >>> measured.of(np.array([0.0, 0.125, 0.5, 1.0])).tolist()
    [0.0, 0.0625, 0.5, 0.875]
    """

    steps: tuple[Step, ...]

    def of(self, chances: Floats) -> Floats:
        """Return the confidence of each chance; below the first step it falls to nothing."""
        known = [step.chance for step in self.steps]
        worth = [step.confidence for step in self.steps]
        found: Floats = np.interp(chances, [0.0, *known], [0.0, *worth]).astype(np.float32)
        return found


def read_confidence(path: Path) -> Confidence:
    """Read the steps. Raises DataError where the file is missing, or a line is no step or lower than the one before."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}; `make model` makes it") from error
    header, *rows = list(csv.reader(lines)) or [[]]
    if tuple(header) != COLUMNS:
        raise DataError(f"{path}:1: {','.join(header)!r}: expected the columns {','.join(COLUMNS)}")
    steps: list[Step] = []
    for number, row in enumerate(rows, 2):
        steps.append(_parse(path, number, row, steps[-1] if steps else Step(0, 0, 1, 0)))
    return Confidence(tuple(steps))


def _parse(path: Path, number: int, row: list[str], before: Step) -> Step:
    try:
        step = Step(float(row[0]), int(row[1]), int(row[2]), float(row[3]))
    except (IndexError, ValueError):
        step = Step(-1, 0, 0, 0)
    rising = before.chance <= step.chance <= 1 and before.confidence <= step.confidence <= 1
    if not rising or not 0 <= step.right <= step.found:
        raise DataError(
            f"{path}:{number}: {','.join(row)!r}: expected chance, how many were right, of how many, confidence, rising"
        )
    return step


def write_confidence(steps: Iterable[Step], path: Path) -> None:
    """Write steps, in order."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *steps])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lines.getvalue(), encoding="utf-8", newline="\n")
