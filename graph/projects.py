"""Projects and their industries: which, where, for what, who leads them, how far they got."""

import math
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd

from graph.answers import Groups, behind, distinct, group, named, statuses, within
from graph.find import pick, picks
from graph.index import Flags, Index, Numbers, Texts, claims_of, derived, index_of, status_number, texts
from graph.normal import KnowledgeGraph
from graph.places import regions_of, regions_within
from graph.standing import parse_statuses, project_status, tell_statuses

# What joins an actor to a project it has a hand in.
HANDS = ("leads", "participates_in", "supports", "invests_in", "proposes", "selected_for")


def projects(  # noqa: PLR0913 - each condition is optional and named
    kg: KnowledgeGraph,
    *,
    industry: str | Collection[str] | None = None,
    region: str | None = None,
    status: str | Collection[str] | None = None,
    actor: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> pd.DataFrame:
    """Return the projects that meet every condition, the latest reports first.

    `industry`, `region` and `actor` are ids or names; a region includes those within it (경남: 창원시 …), several
    industries mean any of them. `status` is one or several of the schema's, in English or Korean, or "open": proposed,
    planned or ongoing. A project lies between `since` and `until` where anything told of it is dated, or else reported,
    in that time.

    Columns: `project`, `project_name`; `status`, what the latest report of its leaders or aims says; `leaders`,
    `industries`, `regions` (lists of names); `region_from`, what says where it is; `budget_krw`, `start`, `end`;
    `sources`, `articles`, `first_reported`, `last_reported`, `confidence`, `claim_ids` over all claims on the project.

    Raises QueryError where a name, status or date means nothing or more than one thing.

    >>> from graph.build import build_graph
    >>> projects(build_graph([]), status="open").columns[:3].to_list()
    ['project', 'project_name', 'status']
    """
    index = index_of(kg)
    found = np.flatnonzero(index.types == "Project")
    keep = np.ones(len(found), dtype=bool)
    if industry is not None:
        keep &= np.isin(found, _heads(index, "targets", np.array(picks(index, industry, "Industry"))))
    if region is not None:
        keep &= np.isin(found, _in_regions(index, regions_within(index, region)))
    if actor is not None:
        rows = claims_of(index, *HANDS)
        keep &= np.isin(found, index.tail[rows[index.head[rows] == pick(index, actor)]])
    if status is not None:
        keep &= np.isin(project_status(index)[found], parse_statuses(status))
    if since or until:
        claim, thing = _touching(index)
        keep &= np.isin(found, thing[within(index, claim, since, until)])
    return _told(index, found[keep])


def industries(kg: KnowledgeGraph, *, region: str | None = None) -> pd.DataFrame:
    """Return the industries that projects, sites, policies or public bodies of a region, or of all, are about.

    Columns: `industry`, `industry_name`, `ksic`; `projects`, `sites`, `policies`, `actors` count what targets or
    fosters it; then `sources`, `articles`, `first_reported`, `last_reported`, `confidence`, `claim_ids`. Most sources
    first.
    """
    index = index_of(kg)
    rows = claims_of(index, "targets", "fosters")
    rows = rows[index.status[rows] != status_number("failed")]
    if region is not None:
        regions = regions_within(index, region)
        rows = rows[np.isin(index.head[rows], np.union1d(_in_regions(index, regions), regions))]
    groups = group(rows, index.tail[rows])
    kinds = index.types[index.head]
    counts = {
        column: _count_heads(index, groups, np.isin(kinds, names))
        for column, names in (
            ("projects", ["Project"]),
            ("sites", ["Site"]),
            ("policies", ["Policy"]),
            ("actors", ["Region", "Organization", "Official", "Person"]),
        )
    }
    (found,) = groups.keys
    answer = pd.DataFrame(
        named(index, "industry", found) | {"ksic": ksic_of(index, found)} | counts | behind(index, groups)
    )
    return answer.sort_values(["sources", "articles", "industry"], ascending=[False, False, True], ignore_index=True)


def project_industry(kg: KnowledgeGraph, *, kinds: Collection[str] = ("Project",)) -> pd.DataFrame:
    """Return a row for each project and each industry it targets: the links this graph is drawn for.

    `kinds` may also name Site and Policy, which target industries too. Columns: `project`, `project_name`, `type`;
    `industry`, `industry_name`, `ksic`; `status` as the latest report has it; `regions`, `region_from`; then `sources`,
    `articles`, `first_reported`, `last_reported`, `confidence`, `claim_ids`.

    >>> from graph.build import build_graph
    >>> project_industry(build_graph([])).columns[3:5].to_list()
    ['industry', 'industry_name']
    """
    index = index_of(kg)
    groups = targets_of(index, kinds)
    things, fields = groups.keys
    return pd.DataFrame(
        named(index, "project", things)
        | {"type": index.types[things]}
        | named(index, "industry", fields)
        | {"ksic": ksic_of(index, fields), "status": statuses(index.status[groups.last])}
        | _places(index, things)
        | behind(index, groups)
    )


def _told(index: Index, found: Numbers) -> pd.DataFrame:
    """Return a row for each of these projects, the latest reports first."""
    claim, thing = _touching(index)
    touched = np.isin(thing, found)
    groups = group(claim[touched], thing[touched])
    (things,) = groups.keys
    answer = pd.DataFrame(
        named(index, "project", things)
        | {
            "status": tell_statuses(project_status(index)[things]),
            "leaders": _joined(index, things, "leads", heads=True),
            "industries": _joined(index, things, "targets", heads=False),
        }
        | _places(index, things)
        | {name: _stated(index, things, name) for name in ("budget_krw", "start", "end")}
        | behind(index, groups)
    )
    return answer.sort_values(
        ["last_reported", "sources", "project"], ascending=[False, False, True], ignore_index=True
    )


@derived
def _touching(index: Index) -> tuple[Numbers, Numbers]:
    """Return the claims on projects, sites and policies, and beside each the one it is on; some are on two."""
    claims = np.arange(len(index.claims))
    sides = []
    for end in (index.head, index.tail):
        here = np.isin(end, np.flatnonzero(np.isin(index.types, ["Project", "Site", "Policy"])))
        sides.append((claims[here], end[here]))
    return np.concatenate([claim for claim, _ in sides]), np.concatenate([thing for _, thing in sides])


def targets_of(index: Index, kinds: Collection[str]) -> Groups:
    """Return the claims on what things of these types target, grouped by thing and industry."""
    rows = claims_of(index, "targets")
    rows = rows[np.isin(index.types[index.head[rows]], list(kinds))]
    return group(rows, index.head[rows], index.tail[rows])


def _heads(index: Index, relation: str, tails: Numbers) -> Numbers:
    rows = claims_of(index, relation)
    return index.head[rows[np.isin(index.tail[rows], tails)]]


def _in_regions(index: Index, regions: Numbers) -> Numbers:
    wanted = set(regions.tolist())
    return np.array(
        [thing for thing, (found, _) in regions_of(index).items() if not wanted.isdisjoint(found)], dtype=int
    )


def _joined(index: Index, things: Numbers, relation: str, *, heads: bool) -> Texts:
    """Return for each thing a list of the names it has, or had, this relation with."""
    rows = claims_of(index, relation)
    here, there = (index.tail, index.head) if heads else (index.head, index.tail)
    rows = rows[np.isin(here[rows], things)]
    groups = group(rows, here[rows], there[rows])
    names: dict[int, list[str]] = {}
    for thing, other in zip(*(key.tolist() for key in groups.keys), strict=True):
        names.setdefault(thing, []).append(str(index.labels[other]))
    return texts(names.get(thing, []) for thing in things.tolist())


def _places(index: Index, things: Numbers) -> dict[str, Any]:
    found = [regions_of(index).get(thing, ((), "")) for thing in things.tolist()]
    return {
        "regions": texts([str(index.labels[region]) for region in regions] for regions, _ in found),
        "region_from": texts(source for _, source in found),
    }


def _stated(index: Index, things: Numbers, attribute: str) -> list[Any]:
    unknown = math.nan if attribute == "budget_krw" else ""
    return [index.nodes[thing].get(attribute, unknown) for thing in things.tolist()]


def ksic_of(index: Index, industries: Numbers) -> list[str]:
    """Return the KSIC code of each industry, "" where it has none."""
    return [str(index.nodes[industry].get("ksic", "")) for industry in industries.tolist()]


def _count_heads(index: Index, groups: Groups, wanted: Flags) -> Numbers:
    """Return how many different heads, of those wanted, each group has; `wanted` stands beside the claims."""
    return distinct(groups, np.where(wanted, index.head, -1)) - _has(groups, ~wanted)


def _has(groups: Groups, flags: Flags) -> Numbers:
    return np.bitwise_or.reduceat(flags[groups.rows], groups.starts).astype(int) if len(groups.rows) else groups.starts
