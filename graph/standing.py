"""How far projects got: the status that the latest report of what tells it gives, and the statuses people ask for."""

from collections.abc import Collection

import numpy as np

from graph.answers import group
from graph.errors import QueryError
from graph.index import Index, Numbers, claims_of, derived, status_number
from graph.schema import load_schema

# A project that is asked for, decided or under way.
OPEN = ("proposed", "planned", "ongoing")
# Whose status is the project's own; the first that is told counts, of its reports the latest.
_OWN = (("leads",), ("targets",), ("participates_in", "invests_in", "supports"), ("proposes",), ("selected_for",))
UNKNOWN = -1


@derived
def project_status(index: Index) -> Numbers:
    """Return the number of each entity's status, -1 where nothing tells it.

    What leads it says how far it got, else what it targets, who takes part, who asks for it. Of a project known only by
    its selection all that is known is that it was decided, or not: `planned`, `proposed` or `failed`.
    """
    found = np.full(len(index.ids), UNKNOWN)
    for relations in reversed(_OWN):
        rows = claims_of(index, *relations)
        things = (index.head if relations == ("targets",) else index.tail)[rows]
        groups = group(rows, things)
        told = index.status[groups.last]
        if relations == ("selected_for",):
            told = np.minimum(told, status_number("planned"))
        found[groups.keys[0]] = told
    return found


@derived
def industries_of(index: Index) -> dict[int, list[int]]:
    """Return the industries that each project, site and policy targets; what failed is left out."""
    rows = claims_of(index, "targets")
    rows = rows[index.status[rows] != status_number("failed")]
    found: dict[int, list[int]] = {}
    for thing, industry in zip(
        *(key.tolist() for key in group(rows, index.head[rows], index.tail[rows]).keys), strict=True
    ):
        found.setdefault(thing, []).append(industry)
    return found


def parse_statuses(wanted: str | Collection[str]) -> list[int]:
    """Return the numbers of statuses by their English or Korean names; "open" is proposed, planned and ongoing.

    >>> parse_statuses("open"), parse_statuses(["진행", "done"])
    ([0, 1, 2], [2, 3])
    """
    names = list(load_schema().statuses)
    known = {name: [name] for name in names} | {term.ko: [name] for name, term in load_schema().statuses.items()}
    known["open"] = list(OPEN)
    found = []
    for name in [wanted] if isinstance(wanted, str) else wanted:
        if name not in known:
            raise QueryError(f"status {name!r} is not one of {', '.join(known)}")
        found += [names.index(each) for each in known[name]]
    return found


def tell_statuses(numbers: Numbers) -> list[str]:
    """Return the names of statuses, "" where none is known."""
    names = [*load_schema().statuses, ""]
    return [names[number] for number in numbers.tolist()]
