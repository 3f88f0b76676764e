"""Claims of one link that cannot all be right: two amounts, two dates, done and failed, side by side."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from graph.answers import group, named, quoted, relation_names, value
from graph.index import Index, index_of, texts
from graph.normal import KnowledgeGraph
from graph.schema import load_schema

# Papers round: 1조 2,345억 is told as 1조 2,300억 and 985억 as 1,000억. Amounts further apart are two amounts.
ROUNDED = 0.02
# What is done again and again has a new date each time.
REPEATED = frozenset({"comments_on", "proposes", "supports", "invests_in", "partners_with"})
DATES = ("start", "end", "date")


def conflicts(kg: KnowledgeGraph) -> pd.DataFrame:
    """Return the claims of links about which articles disagree: a row a claim, of one link by the day of report.

    Columns: `head`, `head_name`, `relation`, `tail`, `tail_name` name the link; `about` says what is disagreed about,
    "amount_krw", "start", "end", "date" or "status", and `value` what the claim tells of it, an amount as a number of
    won; `status`, `claim_id`; `quote`, `press`, `published`, `article_title`, `url`; `article` and `story`.

    Two amounts disagree if they differ by more than rounding (2 %), two dates if neither is the other told less
    exactly (2029 and 2029-12 agree), and statuses if one report has it done and another failed: a plan carried out is
    no contradiction. Dates of what is done again and again, such as statements, never disagree. What articles call the
    budget or the end of a project is not here: a node keeps all values (`budget_krw_all`), not which article has which.

    >>> from graph.build import build_graph
    >>> conflicts(build_graph([])).columns[:6].to_list()
    ['head', 'head_name', 'relation', 'tail', 'tail_name', 'about']
    """
    index = index_of(kg)
    found = [(row, about) for rows in _links(index) for about, told in _disputes(index, rows) for row in told]
    rows = np.array([row for row, _ in found], dtype=np.int64)
    return pd.DataFrame(
        named(index, "head", index.head[rows])
        | {"relation": relation_names(index, rows)}
        | named(index, "tail", index.tail[rows])
        | {"about": texts(about for _, about in found)}
        | {"value": texts(index.claims[row][about] for row, about in found)}
        | {name: value(index, rows, name) for name in ("status", "claim_id")}
        | quoted(index, rows)
        | {name: value(index, rows, name) for name in ("article", "story")}
    )


def _links(index: Index) -> Iterator[list[int]]:
    """Yield the claims of each link that more than one claim tells; a symmetric relation has no direction."""
    mutual = np.array([relation.symmetric for relation in load_schema().relations.values()])[index.relation]
    turned = mutual & (index.head > index.tail)
    head, tail = np.where(turned, index.tail, index.head), np.where(turned, index.head, index.tail)
    groups = group(np.arange(len(index.claims)), head, tail, index.relation)
    yield from (rows for rows in groups.each if len(rows) > 1)


def _disputes(index: Index, rows: Sequence[int]) -> Iterator[tuple[str, list[int]]]:
    """Yield what is disagreed about, with the claims that tell of it."""
    for about in ("amount_krw", *DATES, "status"):
        told = [row for row in rows if about in index.claims[row]]
        values = dict.fromkeys(index.claims[row][about] for row in told)
        if about in DATES and index.claims[rows[0]]["relation"] in REPEATED:
            continue
        if any(_disagree(about, one, other) for one, other in combinations(values, 2)):
            yield about, told


def _disagree(about: str, one: str | float, other: str | float) -> bool:
    match one, other:
        case float(), float():
            return abs(one - other) > ROUNDED * max(abs(one), abs(other))
        case _ if about == "status":
            return {one, other} == {"done", "failed"}
        case _:
            return not (str(one).startswith(str(other)) or str(other).startswith(str(one)))
