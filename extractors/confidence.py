"""Confidence: how often the rule that found a claim was right on annotated articles that no model had seen."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from graph.errors import DataError

COLUMNS = ("relation", "rule", "right", "found")
# The average of what is wider counts as so many claims beside a rule's own: one right claim of one is no certainty.
PRIOR = 4
DIGITS = 3

Key = tuple[str, str]
# Relation, rule, how many of its claims were right, and how many there were.
Count = tuple[str, str, int, int]


@dataclass(frozen=True, slots=True)
class Confidence:
    """The share of right claims by relation and rule, of all rules of a relation, and of all claims."""

    rules: Mapping[Key, float]
    relations: Mapping[str, float]
    average: float

    def of(self, relation: str, rule: str) -> float:
        """Return the confidence of a claim; what was never measured gets the average of its relation.

        >>> measured = smooth([("leads", "acts", 30, 40), ("leads", "topic", 0, 8)])
        >>> measured.of("leads", "acts:추진"), measured.of("leads", "topic"), measured.of("leads", "new")
        (0.739, 0.208, 0.625)
        """
        return self.rules.get((relation, kind_of(rule)), self.relations.get(relation, self.average))


def kind_of(rule: str) -> str:
    """Return a rule without the word it was found by: acts of acts:추진."""
    return rule.partition(":")[0]


def smooth(rows: Iterable[Count]) -> Confidence:
    """Return the shares of what is right; the rarer a rule, the nearer its share is to that of its relation."""
    rows = list(rows)
    right, found = Counter[str](), Counter[str]()
    for relation, _, good, all_ in rows:
        right[relation] += good
        found[relation] += all_
    average = right.total() / found.total() if found else 0.0
    relations = {name: _share(right[name], found[name], average) for name in found}
    rules = {(relation, rule): _share(good, all_, relations[relation]) for relation, rule, good, all_ in rows}
    return Confidence(rules, relations, round(average, DIGITS))


def _share(right: int, found: int, wider: float) -> float:
    return round((right + PRIOR * wider) / (found + PRIOR), DIGITS)


def read_confidence(path: Path) -> Confidence:
    """Read the counts of right and found claims by relation and rule. Raises DataError where one is no such line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}; `make model` makes it") from error
    header, *rows = list(csv.reader(lines)) or [[]]
    if tuple(header) != COLUMNS:
        raise DataError(f"{path}:1: {','.join(header)!r}: expected the columns {','.join(COLUMNS)}")
    return smooth(_parse(path, number, row) for number, row in enumerate(rows, 2))


def _parse(path: Path, number: int, row: list[str]) -> Count:
    try:
        relation, rule, right, found = row[0], row[1], int(row[2]), int(row[3])
    except (IndexError, ValueError):
        right, found = 1, 0
    if not 0 <= right <= found or not found:
        raise DataError(
            f"{path}:{number}: {','.join(row)!r}: expected relation, rule, how many were right, of how many"
        )
    return relation, rule, right, found


def write_confidence(rows: Iterable[Count], path: Path) -> None:
    """Write counts, in order."""
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([COLUMNS, *sorted(rows)])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lines.getvalue(), encoding="utf-8", newline="\n")
