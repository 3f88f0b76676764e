"""Regions and industries against each other, and regions on the map."""

import math
from collections import Counter
from collections.abc import Collection

import numpy as np
import pandas as pd

from graph.answers import behind, expect, group, named
from graph.index import Index, Numbers, index_of, status_number
from graph.money import counted_totals
from graph.normal import KnowledgeGraph
from graph.places import SIDO, ZONE, regions_of, rolled_up, sido_of, zone_of
from graph.projects import ksic_of, targets_of

WEIGHTS = ("projects", "sources", "money")
LEVELS = ("region", SIDO, ZONE)


def region_industry(
    kg: KnowledgeGraph,
    *,
    weight: str = "projects",
    level: str = SIDO,
    ksic: int | None = None,
    kinds: Collection[str] = ("Project",),
) -> pd.DataFrame:
    """Return a matrix: a row a region, a column an industry, both by name; the largest first.

    `level` rolls regions up to their 시도 ("sido") or 권역 ("zone"), or leaves them ("region"). `ksic` rolls
    industries up to so many digits of their first KSIC code, told with two of its industries; those without a code are
    left as they are. `weight` fills the cells with the number of "projects", of independent "sources" that link them,
    or with "money", the projects' total in won, each project once a cell, parts of a whole not beside it. A project
    for two industries stands whole in both, so only cells may be read, not sums of a row; what lies in several regions
    has a row of its own, such as 경상남도·전라남도. Failed links are left out, and projects whose region is not known.
    """
    index = index_of(kg)
    expect("weight", weight, WEIGHTS)
    expect("level", level, LEVELS)
    groups = targets_of(index, kinds)
    alive = index.status[groups.last] != status_number("failed")
    things, fields = (np.where(alive, key, -1) for key in groups.keys)
    areas, area = _areas(index, things, level)
    labels, label = _fields(index, fields, ksic)
    cell = np.where((area >= 0) & alive, area * len(labels) + label, -1)
    if weight == "sources":
        cell, counted = np.repeat(cell, groups.ends - groups.starts), index.story[groups.rows]
    else:
        counted = things
    pairs = np.unique(np.stack([cell, counted])[:, cell >= 0], axis=1)
    amounts = counted_totals(index)[pairs[1]] if weight == "money" else None
    sums = np.bincount(pairs[0], amounts, minlength=len(areas) * len(labels)).round().astype(np.int64)
    return _matrix(sums.reshape(len(areas), len(labels)), areas, labels)


def regions(kg: KnowledgeGraph) -> pd.DataFrame:
    """Return the regions of the graph with their place on the map, those with most projects first.

    Columns: `region`, `region_name`, `sido`, `zone`; `latitude`, `longitude` in degrees, not-a-number where unknown;
    `projects`, how many lie there, or are led from there where nothing says where they lie; `total_krw`, their money, a
    project in several regions counting in each; `sources`, `articles`, `first_reported`, `last_reported`, `confidence`,
    `claim_ids` of all that names the region.
    """
    index = index_of(kg)
    totals, counts, money = counted_totals(index), Counter[int](), Counter[int]()
    for thing in np.flatnonzero(index.types == "Project").tolist():
        for region in regions_of(index).get(thing, ((), ""))[0]:
            counts[region] += 1
            money[region] += round(float(totals[thing]))
    ends, is_region = np.concatenate([index.head, index.tail]), index.types == "Region"
    rows = np.tile(np.arange(len(index.claims)), 2)
    groups = group(rows[is_region[ends]], ends[is_region[ends]])
    (found,) = groups.keys
    plain = found.tolist()
    answer = pd.DataFrame(
        named(index, "region", found)
        | {"sido": [sido_of(index).get(region, "") for region in plain]}
        | {"zone": [zone_of(index).get(region, "") for region in plain]}
        | {name: [_degrees(index, region, name) for region in plain] for name in ("latitude", "longitude")}
        | {"projects": [counts[region] for region in plain], "total_krw": [money[region] for region in plain]}
        | behind(index, groups)
    )
    return answer.sort_values(["projects", "region"], ascending=[False, True], ignore_index=True)


def _degrees(index: Index, region: int, name: str) -> float:
    return float(index.nodes[region].get(name) or math.nan)


def _areas(index: Index, things: Numbers, level: str) -> tuple[list[str], Numbers]:
    """Return the names of areas, and for each thing the number of the one it lies in, -1 where that is not known."""
    regions = {thing: regions_of(index).get(thing, ((), ""))[0] for thing in set(things.tolist())}
    names = {thing: rolled_up(index, found, level) for thing, found in regions.items()}
    return _numbered([names[thing] for thing in things.tolist()])


def _fields(index: Index, industries: Numbers, digits: int | None) -> tuple[list[str], Numbers]:
    """Return the names of fields, and for each industry its field; a KSIC code bears two of its industries."""
    codes = [code.split("|")[0][:digits] if digits else "" for code in ksic_of(index, industries)]
    names = [str(name) for name in index.labels[industries]]
    inside: dict[str, Counter[str]] = {}
    for code, name in zip(codes, names, strict=True):
        inside.setdefault(code, Counter())[name] += 1
    labels = {code: f"{code} {'·'.join(name for name, _ in count.most_common(2))}" for code, count in inside.items()}
    return _numbered([labels[code] if code else name for code, name in zip(codes, names, strict=True)])


def _numbered(names: list[str]) -> tuple[list[str], Numbers]:
    known = sorted(set(names) - {""})
    numbers = {name: number for number, name in enumerate(known)} | {"": -1}
    return known, np.array([numbers[name] for name in names], dtype=int)


def _matrix(sums: Numbers, areas: list[str], labels: list[str]) -> pd.DataFrame:
    matrix = pd.DataFrame(sums, index=pd.Index(areas, name="region"), columns=pd.Index(labels, name="industry"))
    rows = matrix.sum(axis=1).sort_values(ascending=False, kind="stable").index
    columns = matrix.sum().sort_values(ascending=False, kind="stable").index
    matrix = matrix.loc[rows, columns]
    return matrix.loc[matrix.any(axis=1), matrix.any()]
