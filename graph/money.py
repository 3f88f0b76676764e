"""Who pays how much for what: 국비, 도비, 시비 and 민자 apart, each won counted once.

* Several reports of what one giver gives one receiver tell the same sum: the one most of them give counts.
* The total of a project (`budget_krw`) holds the shares of its givers: they are not added to it. What of the total no
  giver is named for is unknown.
* A part's money lies within its whole's: where the whole has money of its own, its parts do not count beside it. * One
  sum in one quote told of several givers or receivers (세 회사가 모두 2,708억 원을) is one sum, unless the quote says
  각각.
* What failed is not counted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from graph.answers import expect, group, named
from graph.index import Index, Numbers, claims_of, derived, index_of, status_number, texts
from graph.normal import KnowledgeGraph, split_list
from graph.places import SIDO, ZONE, regions_of, regions_within, rolled_up
from graph.standing import industries_of, project_status, tell_statuses

NATIONAL, PROVINCE, CITY, PRIVATE, OTHER, UNKNOWN = "national", "province", "city", "private", "other", "unknown"
# What the kinds of money are called.
KINDS = {NATIONAL: "국비", PROVINCE: "도비", CITY: "시비", PRIVATE: "민자", OTHER: "기타", UNKNOWN: "출처 미상"}
GIVER, RECEIVER = "giver", "receiver"
# Words by which one sum is meant for each of several.
_EACH = ("각각", "씩")
# What may be a part of something that has money.
RECEIVERS = ("Project", "Site", "Policy")
BY = ("project", "region", SIDO, ZONE, "industry", "giver", "kind")
_PROVINCES = re.compile(".*(특별시|광역시|특별자치시|특별자치도|.도)")
# The state and its bodies, by the endings of their names; 교육청 and 도청 are not the state's purse.
_STATE = re.compile("정부|국회|.+(부|처|청|위원회)")
_NOT_STATE = re.compile(".*(교육청|도청|시청|군청|구청|본부|지부)")


@dataclass(frozen=True, slots=True)
class Share:
    """What one giver gives one receiver: the sum that most independent reports tell, and the claims that tell any.

    `beside` says that the same sum is already told of another giver ("giver") or receiver ("receiver").
    """

    giver: int
    kind: str
    amount: float
    others: tuple[float, ...]
    rows: tuple[int, ...]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Purse:
    """The money of one receiver: its shares, and the total that is stated for it, 0 where none is."""

    receiver: int
    shares: tuple[Share, ...]
    stated: float

    @property
    def given(self) -> float:
        """The sum of all shares."""
        return sum(share.amount for share in self.shares if share.beside != GIVER)

    @property
    def total(self) -> float:
        """The stated total, or all shares where they are more."""
        return max(self.stated, self.given)


@dataclass(frozen=True, slots=True)
class Counted:
    """What of a receiver's money counts beside that of its parts: won by giver, and all in all."""

    by_giver: Mapping[int, float]
    total: float


def funding(kg: KnowledgeGraph, *, by: str = "project", region: str | None = None) -> pd.DataFrame:
    """Return who pays how much: 국비, 도비, 시비 and 민자 apart; the largest sums first.

    `by` "project" gives a row for each project, site, body, industry or region that gets money: `receiver`,
    `receiver_name`, `type`, `status`, `regions`; its won in `national_krw`, `province_krw`, `city_krw`, `private_krw`,
    `other_krw` (public bodies that are not the state, associations), `unknown_krw` (of the total, what no giver is
    named for); `total_krw`; `stated_krw`, the total as stated; `conflict`, whether the shares are more than that;
    `disputed`, other sums told of the same giver; `within`, the whole it is a part of; `counted_krw`, what it adds to
    a sum in which parts and wholes stand side by side; `stated_in`, the articles behind the stated total; `sources`
    and `claim_ids`.

    "region", "sido", "zone" and "industry" give a row each name, "giver" a row a giver, "kind" a row 국비, 도비 …:
    `name`, `receivers` (how many), the won in the same columns, `sources`, `claim_ids`. These may be added up: every
    won is counted once. What lies in several regions, or is for several industries, has a row of its own (강원·부산);
    "" is what is not known. `region` leaves only receivers within that region.

    >>> from graph.build import build_graph
    >>> funding(build_graph([]), by="region").columns[:3].to_list()
    ['name', 'receivers', 'national_krw']
    """
    expect("by", by, BY)
    index = index_of(kg)
    chosen = list(purses(index).values())
    if region is not None:
        there = set(regions_within(index, region).tolist())
        chosen = [purse for purse in chosen if not there.isdisjoint(_regions(index, purse.receiver))]
    if by == "project":
        return _by_receiver(index, chosen)
    return _added_up(index, chosen, by)


@derived
def purses(index: Index) -> dict[int, Purse]:
    """Return the money of each receiver that has any and did not fail."""
    shares: defaultdict[int, list[Share]] = defaultdict(list)
    for receiver, share in _told_once(index, _shares(index)):
        shares[receiver].append(share)
    stated = {thing: float(data["budget_krw"]) for thing, data in enumerate(index.nodes) if data.get("budget_krw")}
    failed = project_status(index) == status_number("failed")
    found = sorted(thing for thing in shares.keys() | stated.keys() if not failed[thing])
    return {thing: Purse(thing, tuple(shares[thing]), stated.get(thing, 0.0)) for thing in found}


@derived
def counted(index: Index) -> dict[int, Counted]:
    """Return what of each receiver's money counts beside its parts: the whole less what its parts have."""
    totals: dict[int, float] = {}
    givers: dict[int, dict[int, float]] = {}
    found: dict[int, Counted] = {}
    parts, order = _parts(index)
    for thing in order:
        below = sum(totals[part] for part in parts[thing])
        below_by = _summed(givers[part] for part in parts[thing])
        purse = purses(index).get(thing, Purse(thing, (), 0.0))
        own = {share.giver: share.amount for share in purse.shares if not share.beside}
        total = max(purse.stated, sum(own.values()))
        totals[thing] = max(total, below)
        givers[thing] = {g: max(own.get(g, 0.0), below_by.get(g, 0.0)) for g in own.keys() | below_by.keys()}
        if thing in purses(index):
            rest = {giver: amount - below_by.get(giver, 0.0) for giver, amount in own.items()}
            found[thing] = _rest(rest, max(total - below, 0.0))
    return found


def counted_totals(index: Index) -> NDArray[np.float64]:
    """Return for each entity the won that it adds to a sum over entities."""
    sums = np.zeros(len(index.ids))
    for thing, rest in counted(index).items():
        sums[thing] = rest.total
    return sums


def _summed(amounts: Iterable[Mapping[int, float]]) -> dict[int, float]:
    sums: defaultdict[int, float] = defaultdict(float)
    for each in amounts:
        for giver, amount in each.items():
            sums[giver] += amount
    return sums


def _rest(by_giver: Mapping[int, float], total: float) -> Counted:
    """Return the shares as far as the total reaches; the rest of them lies within what the parts have."""
    left, reached = total, {}
    for giver, amount in sorted(by_giver.items(), key=lambda item: (-item[1], item[0])):
        if (taken := min(amount, left)) > 0:
            reached[giver], left = taken, left - taken
    return Counted(reached, total)


def _parts(index: Index) -> tuple[dict[int, list[int]], list[int]]:
    """Return the parts of each thing with money or parts, each in one whole only, and an order with parts first."""
    whole: dict[int, int] = {}
    for row in claims_of(index, "part_of").tolist():
        part, of = int(index.head[row]), int(index.tail[row])
        if part not in whole and index.types[part] in RECEIVERS and part not in _upwards(whole, of):
            whole[part] = of
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for part, of in whole.items():
        parts[of].append(part)
    things = sorted(purses(index).keys() | whole.keys() | parts.keys())
    depth = {thing: len(_upwards(whole, thing)) for thing in things}
    return {thing: parts.get(thing, []) for thing in things}, sorted(things, key=lambda thing: -depth[thing])


def _upwards(whole: Mapping[int, int], thing: int) -> list[int]:
    """Return a thing and the wholes above it; `whole` has no circle."""
    found = [thing]
    while (above := whole.get(found[-1])) is not None:
        found.append(above)
    return found


def _shares(index: Index) -> Iterator[tuple[int, Share]]:
    rows = claims_of(index, "supports", "invests_in")
    rows = rows[[bool(index.claims[row].get("amount_krw")) for row in rows.tolist()]]
    groups = group(rows, index.tail[rows], index.head[rows])
    bounds = zip(groups.starts.tolist(), groups.ends.tolist(), strict=True)
    for receiver, giver, (a, b) in zip(*(key.tolist() for key in groups.keys), bounds, strict=True):
        told = groups.rows[a:b].tolist()
        if index.status[told[-1]] != status_number("failed"):
            yield receiver, _share(index, giver, told)


def _told_once(index: Index, shares: Iterable[tuple[int, Share]]) -> Iterator[tuple[int, Share]]:
    """Yield the shares, marked where the same words already told the same sum of another giver or receiver."""
    seen: dict[tuple[Any, ...], int] = {}
    for receiver, share in shares:
        claims = [index.claims[row] for row in share.rows]
        words = [
            (claim["article"], claim["evidence"], share.amount)
            for claim in claims
            if float(claim["amount_krw"]) == share.amount and not any(each in claim["quote"] for each in _EACH)
        ]
        before = next((seen[told] for told in words if told in seen), None)
        seen |= {told: receiver for told in words if told not in seen}
        yield receiver, replace(share, beside="" if before is None else GIVER if before == receiver else RECEIVER)


def _share(index: Index, giver: int, rows: list[int]) -> Share:
    stories: defaultdict[float, set[int]] = defaultdict(set)
    latest: dict[float, int] = {}
    for row in rows:
        amount = float(index.claims[row]["amount_krw"])
        stories[amount].add(int(index.story[row]))
        latest[amount] = row
    best, *others = sorted(stories, key=lambda amount: (-len(stories[amount]), -latest[amount]))
    return Share(giver, _kind(index, giver, index.claims[rows[-1]]["relation"]), best, tuple(others), tuple(rows))


def _kind(index: Index, giver: int, relation: str) -> str:
    name = str(index.labels[giver])
    if index.types[giver] == "Region":
        return PROVINCE if _is_province(index, giver, name) else CITY
    if _STATE.fullmatch(name) and not _NOT_STATE.fullmatch(name):
        return NATIONAL
    return PRIVATE if relation == "invests_in" else OTHER


def _is_province(index: Index, region: int, name: str) -> bool:
    code = str(index.nodes[region].get("code", ""))
    return code.endswith("0" * 8) if code else bool(_PROVINCES.fullmatch(name))


def _regions(index: Index, receiver: int) -> tuple[int, ...]:
    return (receiver,) if index.types[receiver] == "Region" else regions_of(index).get(receiver, ((), ""))[0]


def _by_receiver(index: Index, chosen: list[Purse]) -> pd.DataFrame:
    things = np.array([purse.receiver for purse in chosen], dtype=int)
    wholes = {part: thing for thing, parts in _parts(index)[0].items() for part in parts}
    within = [wholes.get(purse.receiver) for purse in chosen]
    amounts = pd.DataFrame([_by_kind(index, purse) for purse in chosen], columns=list(KINDS), dtype=float)
    answer = pd.DataFrame(
        named(index, "receiver", things)
        | {
            "type": index.types[things],
            "status": tell_statuses(project_status(index)[things]),
            "regions": texts([str(index.labels[r]) for r in _regions(index, p.receiver)] for p in chosen),
        }
        | {f"{kind}_krw": amounts[kind].round().astype("int64") for kind in KINDS}
        | {
            "total_krw": _won(purse.total for purse in chosen),
            "stated_krw": _won(purse.stated for purse in chosen),
            "conflict": [0 < purse.stated < purse.given for purse in chosen],
            "disputed": texts([round(other) for share in purse.shares for other in share.others] for purse in chosen),
            "within": ["" if whole is None else index.ids[whole] for whole in within],
            "within_name": ["" if whole is None else str(index.labels[whole]) for whole in within],
            "counted_krw": _won(counted(index)[purse.receiver].total for purse in chosen),
            "stated_in": texts(
                split_list(str(index.nodes[purse.receiver].get("articles", ""))) if purse.stated else []
                for purse in chosen
            ),
        }
        | _claims(index, ([row for share in purse.shares for row in share.rows] for purse in chosen))
    )
    return answer.sort_values(["total_krw", "receiver"], ascending=[False, True], ignore_index=True)


def _by_kind(index: Index, purse: Purse) -> list[float]:
    sums = dict.fromkeys(KINDS, 0.0)
    for share in purse.shares:
        sums[share.kind] += share.amount if share.beside != GIVER else 0.0
    sums[UNKNOWN] = purse.total - purse.given
    return list(sums.values())


def _won(amounts: Iterable[float]) -> Numbers:
    return np.array([round(amount) for amount in amounts], dtype=np.int64)


def _claims(index: Index, rows: Iterable[list[int]]) -> dict[str, Any]:
    found = [sorted(each) for each in rows]
    return {
        "sources": [len({int(index.story[row]) for row in each}) for each in found],
        "claim_ids": texts([str(index.claim_ids[row]) for row in each] for each in found),
    }


@dataclass(slots=True)
class _Sum:
    """A line that is being added up."""

    receivers: set[int] = field(default_factory=set)
    won: dict[str, float] = field(default_factory=lambda: dict.fromkeys(KINDS, 0.0))
    rows: set[int] = field(default_factory=set)


def _added_up(index: Index, chosen: list[Purse], by: str) -> pd.DataFrame:
    sums: defaultdict[str, _Sum] = defaultdict(_Sum)
    for purse in chosen:
        for name, kind, amount, rows in _entries(index, purse, by):
            line = sums[name]
            line.receivers.add(purse.receiver)
            line.won[kind] += amount
            line.rows.update(rows)
    lines = list(sums.values())
    answer = pd.DataFrame(
        {"name": list(sums), "receivers": [len(line.receivers) for line in lines]}
        | {f"{kind}_krw": _won(line.won[kind] for line in lines) for kind in KINDS}
        | {"total_krw": _won(sum(line.won.values()) for line in lines)}
        | _claims(index, (list(line.rows) for line in lines))
    )
    return answer.sort_values(["total_krw", "name"], ascending=[False, True], ignore_index=True)


def _entries(index: Index, purse: Purse, by: str) -> Iterator[tuple[str, str, float, tuple[int, ...]]]:
    """Yield name, kind of money, won that count, and the claims behind them."""
    rest, shares = counted(index)[purse.receiver], {share.giver: share for share in purse.shares}
    common = _name(index, purse.receiver, by)
    for giver, amount in rest.by_giver.items():
        share = shares[giver]
        names = {"giver": str(index.labels[giver]), "kind": KINDS[share.kind]}
        yield names.get(by, common), share.kind, amount, share.rows
    if (unknown := rest.total - sum(rest.by_giver.values())) > 0:
        yield {"giver": "", "kind": KINDS[UNKNOWN]}.get(by, common), UNKNOWN, unknown, ()


def _name(index: Index, receiver: int, by: str) -> str:
    if by == "industry":
        found = [receiver] if index.types[receiver] == "Industry" else industries_of(index).get(receiver, [])
        return "·".join(sorted(str(index.labels[industry]) for industry in found))
    return rolled_up(index, _regions(index, receiver), by)
