"""Who agreed with whom, and who applied for what, won and lost."""

import numpy as np
import pandas as pd

from graph.answers import Groups, behind, group, latest_told, named, quoted, statuses, surest, within
from graph.find import pick
from graph.index import Index, Numbers, Texts, claims_of, derived, index_of, status_number, texts
from graph.normal import KnowledgeGraph

APPLIED, WON, LOST = "applied", "won", "lost"
# Who takes part in a project, as a party to an agreement does.
_PARTIES = ("leads", "participates_in", "supports", "invests_in")


def agreements(
    kg: KnowledgeGraph, *, actor: str | None = None, since: str | None = None, until: str | None = None
) -> pd.DataFrame:
    """Return who agreed or works together with whom, the latest first; a pair is told once, whoever was named first.

    Columns: `a`, `a_name`, `b`, `b_name`; `status`; `date` of the agreement, where told; `projects`, names of those
    both have a hand in; `quote`, `press`, `published`, `article_title`, `url` of the surest claim; `sources`,
    `articles`, `first_reported`, `last_reported`, `confidence`, `claim_ids`. `actor` leaves the agreements of one,
    who is `a` then; `since` and `until` go by the agreement's day, or else that of the report.
    """
    index = index_of(kg)
    rows = claims_of(index, "partners_with")
    rows = rows[within(index, rows, since, until)]
    low, high = np.minimum(index.head[rows], index.tail[rows]), np.maximum(index.head[rows], index.tail[rows])
    if actor is not None:
        one = pick(index, actor)
        keep = (low == one) | (high == one)
        rows, low, high = rows[keep], np.full(keep.sum(), one), (low + high - one)[keep]
    groups = group(rows, low, high)
    first, second = groups.keys
    answer = pd.DataFrame(
        named(index, "a", first)
        | named(index, "b", second)
        | {"status": statuses(index.status[groups.last]), "date": latest_told(index, groups, "date")}
        | {"projects": _common(index, first, second)}
        | quoted(index, surest(index, groups))
        | behind(index, groups)
    )
    return answer.sort_values(["last_reported", "a", "b"], ascending=[False, True, True], ignore_index=True)


def competitions(kg: KnowledgeGraph, *, of: str | None = None, applicant: str | None = None) -> pd.DataFrame:
    """Return who applied for what and how it went: a row each competition, designation or review and each applicant.

    Columns: `competition`, `competition_name`; `applicant`, `applicant_name`, `type`; `outcome`: "won", "lost", or
    "applied" while nothing is decided, the latest decision counting; `contested`, whether other reports have it
    otherwise; `decided_by`, a name, `organizers`, names of who leads it; `date`; `quote`, `press`, `published`,
    `article_title`, `url` of the claim that tells the outcome; `sources`, `articles`, `first_reported`,
    `last_reported`, `confidence`, `claim_ids`. `of` leaves one competition, `applicant` one applicant, each by id or
    name.
    """
    index = index_of(kg)
    rows = claims_of(index, "selected_for")
    if of is not None:
        rows = rows[index.tail[rows] == pick(index, of)]
    if applicant is not None:
        rows = rows[index.head[rows] == pick(index, applicant)]
    groups = group(rows, index.tail[rows], index.head[rows])
    contests, applicants = groups.keys
    telling = _telling(index, groups)
    answer = pd.DataFrame(
        named(index, "competition", contests)
        | named(index, "applicant", applicants)
        | {
            "type": index.types[applicants],
            "outcome": _outcomes(index)[telling],
            "contested": [{WON, LOST} <= set(_outcomes(index)[rows]) for rows in groups.each],
            "decided_by": _names(index, latest_told(index, groups, "decided_by")),
            "organizers": _leaders(index, contests),
            "date": latest_told(index, groups, "date"),
        }
        | quoted(index, telling)
        | behind(index, groups)
    )
    order = {WON: 0, LOST: 1, APPLIED: 2}
    answer = answer.assign(order=answer["outcome"].map(order))
    answer = answer.sort_values(["competition", "order", "applicant"], ignore_index=True)
    return answer.drop(columns="order")


@derived
def _outcomes(index: Index) -> Texts:
    """Return for each claim what its status says of a competition."""
    told = np.full(len(index.claims), WON, dtype=object)
    told[index.status == status_number("proposed")] = APPLIED
    told[index.status == status_number("failed")] = LOST
    return told


def _telling(index: Index, groups: Groups) -> Numbers:
    """Return for each group the latest claim that tells a decision, or else the latest."""
    outcomes = _outcomes(index)
    return np.array(
        [next((row for row in reversed(rows) if outcomes[row] != APPLIED), rows[-1]) for rows in groups.each], dtype=int
    )


def _names(index: Index, ids: list[str]) -> list[str]:
    return [str(index.labels[index.number[id_]]) if id_ in index.number else id_ for id_ in ids]


@derived
def _leading(index: Index) -> dict[int, set[int]]:
    return _hands(index, "leads")


@derived
def _taking_part(index: Index) -> dict[int, set[int]]:
    return _hands(index, *_PARTIES)


def _hands(index: Index, *relations: str) -> dict[int, set[int]]:
    rows = claims_of(index, *relations)
    groups = group(rows, index.head[rows], index.tail[rows])
    rows = groups.last[index.status[groups.last] != status_number("failed")]
    found: dict[int, set[int]] = {}
    here, there = (index.head, index.tail) if len(relations) > 1 else (index.tail, index.head)
    for one, other in zip(here[rows].tolist(), there[rows].tolist(), strict=True):
        found.setdefault(one, set()).add(other)
    return found


def _leaders(index: Index, contests: Numbers) -> Texts:
    return texts(_labels(index, _leading(index).get(contest, set())) for contest in contests.tolist())


def _common(index: Index, first: Numbers, second: Numbers) -> Texts:
    parts = _taking_part(index)
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return texts(_labels(index, parts.get(a, set()) & parts.get(b, set())) for a, b in pairs)


def _labels(index: Index, entities: set[int]) -> list[str]:
    return sorted(str(index.labels[entity]) for entity in entities)
