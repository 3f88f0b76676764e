"""Questions as words, for the command line: a question's name, what it is about, and its answer as text."""

import inspect
import json
import math
from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from graph import query
from graph.answers import expect, korean
from graph.errors import QueryError
from graph.normal import KnowledgeGraph
from graph.tables import harmless

Ask = Callable[..., pd.DataFrame]

# The questions that a command line asks, in the order in which people come to them.
QUESTIONS: Mapping[str, Ask] = {
    name.replace("_", "-"): getattr(query, name)
    for name in (
        "find",
        "entity",
        "projects",
        "industries",
        "project_industry",
        "region_industry",
        "regions",
        "officials",
        "office_holder",
        "positions",
        "funding",
        "agreements",
        "competitions",
        "timeline",
        "how_tied",
        "conflicts",
        "coverage",
        "evidence",
    )
}
# What fits the width of a terminal; the whole is in CSV and JSON.
WIDEST, WIDE = 24, 60
# A table leaves out ids, and what only a program follows.
_LEFT_OUT = ("claim_ids", "claim_id", "url", "articles", "confidence", "first_reported", "article_title", "stated_in")


def ask(kg: KnowledgeGraph, question: str, about: Sequence[str], options: Mapping[str, object]) -> pd.DataFrame:
    """Return the answer to one of `QUESTIONS`, about these names, under these conditions.

    Raises QueryError where the question needs more or fewer names, or has no such condition.

    >>> from graph.build import build_graph
    >>> len(ask(build_graph([]), "projects", [], {"status": "open"}))
    0
    """
    expect("question", question, QUESTIONS)
    parameters = list(inspect.signature(QUESTIONS[question]).parameters.values())[1:]
    names = [p.name for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    known = [p.name for p in parameters if p.kind is p.KEYWORD_ONLY]
    if len(about) != len(names):
        needed = f"needs {' and '.join(names)}" if names else "needs no name"
        raise QueryError(f"{question} {needed}; {len(about)} given")
    for option in options:
        expect(f"{question}: option", option, known)
    return QUESTIONS[question](kg, *about, **options)


def as_rows(answer: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the answer as cells of text under Korean headings, without ids; the first row is the headings."""
    if answer.index.name:  # a matrix: its rows have names
        answer = answer.reset_index().rename(columns={answer.index.name: f"{answer.index.name}_name"})
    shown = [name for name in answer.columns if name not in _LEFT_OUT and f"{name}_name" not in answer.columns]
    told = korean(answer[shown])
    cells = (tuple(_cell(name, cell) for name, cell in zip(shown, row, strict=True)) for row in told.values.tolist())
    return [tuple(str(heading) for heading in told.columns), *cells]


def as_csv(answer: pd.DataFrame) -> str:
    """Return the answer as CSV under Korean headings; what a spreadsheet would run as a formula gets an apostrophe."""
    plain = korean(answer).map(lambda cell: "|".join(map(str, cell)) if isinstance(cell, list) else cell)
    return str(harmless(plain).to_csv(index=bool(answer.index.name), lineterminator="\n"))


def as_json(answer: pd.DataFrame) -> str:
    """Return the answer as a JSON list of objects, with the columns as the library names them."""
    rows = answer.reset_index() if answer.index.name else answer
    return str(json.dumps(json.loads(rows.to_json(orient="records")), ensure_ascii=False, indent=2))


def _cell(name: str, cell: object) -> str:
    match cell:
        case list():
            text = ", ".join(map(str, cell))
        case bool():
            text = "예" if cell else ""
        case float() | int():
            text = (
                "" if math.isnan(cell) else f"{cell:,.0f}" if abs(cell) >= 1_000 or cell == int(cell) else f"{cell:.2f}"
            )
        case _:
            text = " ".join(str(cell).split())
    width = WIDE if name in ("quote", "sentence") else WIDEST
    return text if len(text) <= width else text[: width - 1] + "…"
