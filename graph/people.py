"""Who holds which office, and who is for or against what."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from graph.answers import (
    Groups,
    behind,
    first_day,
    group,
    last_day,
    latest_told,
    named,
    quoted,
    relation_names,
    statuses,
    value,
)
from graph.find import pick, short_name
from graph.index import (
    Flags,
    Index,
    Numbers,
    claims_of,
    claims_to,
    day_number,
    index_of,
    relation_numbers,
    status_number,
    texts,
)
from graph.normal import KnowledgeGraph, split_list
from graph.places import regions_of, regions_within

# Who asks for a thing or backs it is for it, without saying so.
FOR = ("proposes", "supports")
# What a title begins with that the name of its body ends with: 경상남도 도지사, 창원시 시장.
_UNITS = ("도", "시", "군", "구")
# Later than any day.
_NEVER = 99_999_999
# In the order in which they are told: who is against it is what people look for.
STANCES = ("oppose", "support", "neutral")


def officials(kg: KnowledgeGraph, *, region: str | None = None, on: str | None = None) -> pd.DataFrame:
    """Return who holds or held which office, the latest reports first.

    `region` leaves offices of that region, of regions within it, and of bodies located there. `on` leaves the offices
    held that day: begun by then, where the start is not told by when an article first has it, and not ended before. An
    article that speaks of a former office ends it, at the latest, on its own day.

    Columns: `official`, `official_name`, `type`; `body`, `body_name`; `title`, as the latest article has it; `status`,
    "done" who holds it, "ended" who held it; `start`, `end`, where told; `sources`, `articles`, `first_reported`,
    `last_reported`, `confidence`, `claim_ids`.
    """
    index = index_of(kg)
    rows = claims_of(index, "holds_office")
    if region is not None:
        rows = rows[np.isin(index.tail[rows], _bodies_in(index, regions_within(index, region)))]
    groups = group(rows, index.head[rows], index.tail[rows])
    return _offices(index, groups, on, np.zeros(len(groups.starts), dtype=bool))


def office_holder(kg: KnowledgeGraph, office: str, *, on: str | None = None) -> pd.DataFrame:
    """Return who holds an office such as 경남지사 or 산업통상자원부 장관, or held it `on` a day; the latest first.

    The office is a region or body by name, alias or short name, and a title. Where nobody is said to hold it, those are
    told who held it. Before the first report nobody is known, unless no report has anybody else there.

    Columns are those of `officials`, and `known`: "stated" where the start is told, "reported" where that day lies
    between reports of it, "nearest" where it lies before the first or after the last.
    """
    index = index_of(kg)
    rows = claims_of(index, "holds_office")
    wanted = "".join(office.split())
    titles = value(index, rows, "title")
    forms: dict[int, tuple[str, ...]] = {}
    keep = [
        _is_called(wanted, title, forms.setdefault(body, _forms(index, body)))
        for body, title in zip(index.tail[rows].tolist(), titles, strict=True)
    ]
    rows = rows[np.array(keep, dtype=bool)]
    groups = group(rows, index.head[rows], index.tail[rows])
    answer = _offices(index, groups, on, _lone(index, groups))
    answer["known"] = texts(_known(answer, on))
    held = answer[answer["status"] == "done"]
    return held.reset_index(drop=True) if on is None and len(held) else answer


def positions(kg: KnowledgeGraph, target: str) -> pd.DataFrame:
    """Return who is for and who against something, in their words; those against first.

    A row each actor, stance and kind of link. `target` is the id or name of a project, policy, site, industry, region
    or body. Columns: `actor`, `actor_name`, `type`; `stance`, support, oppose or neutral; `by`, the relation that says
    so: in words (comments_on), by asking for it (proposes), by backing it (supports); `quote`, `press`, `published`,
    `article_title`, `url` of the latest; `sources`, `articles`, `first_reported`, `last_reported`, `confidence`,
    `claim_ids`. A link that failed or ended is no longer a stance.
    """
    index = index_of(kg)
    rows = claims_to(index, pick(index, target))
    comments, *backing = relation_numbers(("comments_on", *FOR))
    over = np.isin(index.status[rows], [status_number("failed"), status_number("ended")])
    rows = rows[(index.relation[rows] == comments) | (np.isin(index.relation[rows], backing) & ~over)]
    stances = np.array([STANCES.index(stance_of(index, row)) for row in rows.tolist()], dtype=int)
    groups = group(rows, stances, index.head[rows], index.relation[rows])
    stance, actors, _ = groups.keys
    return pd.DataFrame(
        named(index, "actor", actors)
        | {
            "type": index.types[actors],
            "stance": texts(STANCES)[stance],
            "by": relation_names(index, groups.last),
        }
        | quoted(index, groups.last)
        | behind(index, groups)
    )


def stance_of(index: Index, row: int) -> str:
    """Return the stance that a claim takes: as told, and for what is asked for or backed, support."""
    claim = index.claims[row]
    if claim["relation"] in FOR:
        return "support"
    return str(claim["stance"]) if claim.get("stance") in STANCES else "neutral"


def _bodies_in(index: Index, regions: Numbers) -> Numbers:
    wanted = set(regions.tolist())
    seated = [body for body, (found, _) in regions_of(index).items() if not wanted.isdisjoint(found)]
    return np.union1d(regions, np.array(seated, dtype=int))


def _lone(index: Index, groups: Groups) -> Flags:
    """Tell of each person and body whether the first report has them in office, and none has anybody else there."""
    _, bodies = groups.keys
    began = index.status[groups.rows[groups.starts]] != status_number("ended")
    lone: Flags = began & (np.bincount(bodies, minlength=len(index.ids))[bodies] == 1)
    return lone


def _known(offices: pd.DataFrame, on: str | None) -> Iterator[str]:
    for start, first, last in zip(
        *(offices[name] for name in ("start", "first_reported", "last_reported")), strict=True
    ):
        if start:
            yield "stated"
        else:
            between = on is None or (day_number(first) <= last_day(on) and day_number(last) >= first_day(on))
            yield "reported" if between else "nearest"


def _offices(index: Index, groups: Groups, on: str | None, lone: Flags) -> pd.DataFrame:
    people, bodies = groups.keys
    answer = pd.DataFrame(
        named(index, "official", people)
        | {"type": index.types[people]}
        | named(index, "body", bodies)
        | {"title": latest_told(index, groups, "title"), "status": statuses(index.status[groups.last])}
        | {name: latest_told(index, groups, name) for name in ("start", "end")}
        | behind(index, groups)
    )
    if on is not None:
        answer = answer[_held(index, groups, answer, on, lone)]
    order = ["last_reported", "status", "official", "body"]
    return answer.sort_values(order, ascending=[False, True, True, True], ignore_index=True)


def _held(index: Index, groups: Groups, offices: pd.DataFrame, on: str, lone: Flags) -> Flags:
    """Tell which offices were held on a day; one without a stated start since the first report, a lone one always."""
    first, last = first_day(on), last_day(on)
    seen = np.where(lone, 0, [day_number(day) for day in offices["first_reported"]])
    begun = [day_number(start) or day for start, day in zip(offices["start"], seen.tolist(), strict=True)]
    ended = [
        last_day(end) if day_number(end) else _left(index, rows)
        for end, rows in zip(offices["end"], groups.each, strict=True)
    ]
    held: Flags = (np.array(begun, dtype=int) <= last) & (np.array(ended, dtype=int) >= first)
    return held


def _left(index: Index, rows: list[int]) -> int:
    """Return the day by which an office was left, as reports tell it: that of the first report of its end."""
    over = [int(index.published[row]) for row in rows if index.status[row] == status_number("ended")]
    still = index.status[rows[-1]] != status_number("ended")
    return _NEVER if still or not over else min(over)


def _forms(index: Index, body: int) -> tuple[str, ...]:
    name = str(index.labels[body])
    names = [name, *split_list(str(index.nodes[body].get("aliases", "")))]
    return tuple("".join(form.split()) for form in (*names, *map(short_name, names)))


def _is_called(wanted: str, title: str, bodies: tuple[str, ...]) -> bool:
    """Tell whether an office is called so: 창원 or 창원시 with 시장 is 창원시장, 경상남도 with 도지사 경남지사.

    >>> [_is_called("경남지사", title, ("경상남도", "경남")) for title in ("도지사", "지사", "부지사")]
    [True, True, False]
    """
    bare = "".join(title.split())
    without = bare[1:] if bare[:1] in _UNITS else bare
    return bool(bare) and (wanted == bare or any(wanted in (body + bare, body + without) for body in bodies))
