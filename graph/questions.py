"""Questions that people ask of the corpus, as data: read them, and put them to a graph."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from graph import query
from graph.errors import DataError, SanmaekError
from graph.normal import KnowledgeGraph, split_list

COLUMNS = ("id", "kind", "question", "call", "options", "where", "answer", "expected", "note")
# Between the values of one answer; answers, columns and options have bars between them.
WITHIN = " / "

Answer: TypeAlias = tuple[str, ...]
Options: TypeAlias = Mapping[str, str | int]
Same: TypeAlias = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """A question, how `graph.query` is asked it, and its answers.

    An answer is what stands in `columns` of a row; only rows count that have the values of `where`.
    """

    id: str
    kind: str
    text: str
    call: str
    options: Options
    where: Options
    columns: tuple[str, ...]
    expected: frozenset[Answer]


def read_questions(path: Path) -> list[Question]:
    """Return the questions of a table (UTF-8 CSV with the columns of `COLUMNS`).

    Raises DataError, naming file, line and value, where a line is no question.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if tuple(rows.fieldnames or ()) != COLUMNS:
                raise DataError(f"{path}:1: columns {', '.join(COLUMNS)} expected, not {rows.fieldnames}")
            return [_question(row, f"{path}:{rows.line_num}") for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error


def _question(row: Mapping[str, str], where: str) -> Question:
    if row["call"] not in query.__all__:
        raise DataError(f"{where}: call {row['call']!r} is not one of {', '.join(query.__all__)}")
    columns = tuple(split_list(row["answer"]))
    expected = frozenset(tuple(answer.split(WITHIN)) for answer in split_list(row["expected"]))
    for answer in expected:
        if len(answer) != len(columns):
            raise DataError(f"{where}: expected {WITHIN.join(answer)!r}: {len(columns)} values expected")
    options, chosen = _options(row["options"], where), _options(row["where"], where)
    return Question(row["id"], row["kind"], row["question"], row["call"], options, chosen, columns, expected)


def _options(text: str, where: str) -> Options:
    """Return `region=창원시|k=3` as keyword arguments."""
    options: dict[str, str | int] = {}
    for item in split_list(text):
        name, equals, value = item.partition("=")
        if not equals or not name.isidentifier():
            raise DataError(f"{where}: {item!r}: name=value expected")
        options[name] = int(value) if value.isascii() and value.isdigit() else value
    return options


def ask(kg: KnowledgeGraph, question: Question, same: Same = str.__eq__) -> dict[Answer, list[str]]:
    """Return the answers of a graph, each with the ids of the claims it rests on.

    `same` tells whether a value of a row is what `where` asks for. What the graph has never heard of has no answer.
    """
    try:
        table = getattr(query, question.call)(kg, **question.options)
    except SanmaekError:
        return {}
    # The rows of a matrix are named beside it.
    table = table.reset_index() if table.index.name else table
    answers: dict[Answer, list[str]] = {}
    for row in table.to_dict("records"):
        if all(same(str(value), _text(row[name])) for name, value in question.where.items()):
            answer = tuple(_text(row[column]) for column in question.columns)
            answers.setdefault(answer, []).extend(row.get("claim_ids", ()))
    return answers


def _text(value: Any) -> str:  # noqa: ANN401 - a cell holds anything
    if pd.isna(value):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
