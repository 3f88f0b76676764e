"""Networks for analysis: who takes part in what, who says what about it, and what follows for who stands with whom.

All are plain networkx graphs whose nodes carry `type` and `label`, and whose edges say in `weight` what they count and
in `claim_ids` what they rest on, joined as everywhere (`graph.normal.split_list` takes it apart). They can be drawn
with `graph.plots.network_figure` and written with `graph.graphml`. On concepts and stances they follow discourse
network analysis: Leifeld, P. (2017), Discourse Network Analysis: Policy Debates as Dynamic Networks, The Oxford
Handbook of Political Networks.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import networkx as nx
import numpy as np

from graph.answers import expect, within
from graph.find import picks
from graph.index import Flags, Index, Numbers, claims_of, index_of, status_number
from graph.normal import KnowledgeGraph, join_list, split_list
from graph.people import FOR, stance_of
from graph.projects import HANDS

ACTORS = ("Official", "Person", "Region", "Organization")
SUPPORT, OPPOSE, NEUTRAL = "support", "oppose", "neutral"
# What the id of an actor ends with where it stands among the concepts.
AS_CONCEPT = " (대상)"
OF = ("projects", "concepts")
# What a projection joins by, and the relations from one to the other, an actor or project being the head.
_ACTORS_BY = {"projects": HANDS, "industries": ("fosters", "operates_in"), "agreements": ("partners_with",)}
_PROJECTS_BY = {"actors": HANDS, "industries": ("targets",), "regions": ("located_in",)}
NORMALISED = ("none", "average", "jaccard")


@dataclass(slots=True)
class _Tie:
    """What joins two nodes while it is being gathered: rows of claims, what is shared, and how often by stance."""

    rows: set[int] = field(default_factory=set)
    shared: set[int] = field(default_factory=set)


def affiliation(
    kg: KnowledgeGraph,
    *,
    of: str = "projects",
    since: str | None = None,
    until: str | None = None,
    among: Collection[str] | None = None,
) -> "nx.Graph[str]":
    """Return who has a hand in which project, or takes which stance on which concept: a network of two modes.

    `of` "projects" joins actors to the projects they lead, take part in, support, invest in, propose or were selected
    for, what failed left out; `relations` names how. "concepts" joins them to what they comment on, ask for or back:
    `support`, `oppose` and `neutral` count the independent sources of each stance, `stance` is the most frequent,
    "mixed" where support and oppose are as frequent. `weight` counts independent sources. Nodes carry `bipartite`: 0
    for actors, 1 for what they are joined to; who is both is two nodes, the id of the second ending in (대상). Claims
    between `since` and `until` count; `among` leaves only these projects or concepts, by id or name.
    """
    index = index_of(kg)
    expect("of", of, OF)
    rows = _chosen(index, claims_of(index, *(HANDS if of == "projects" else ("comments_on", *FOR))), since, until)
    if of == "projects":
        rows = rows[index.types[index.tail[rows]] == "Project"]
    if among is not None:
        rows = rows[np.isin(index.tail[rows], picks(index, among))]
    ties: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row in rows[np.isin(index.types[index.head[rows]], ACTORS)].tolist():
        ties[int(index.head[row]), int(index.tail[row])].append(row)
    network: nx.Graph[str] = nx.Graph()
    # An actor may itself be commented on: as a concept it is another node.
    both = {actor for actor, _ in ties} & {thing for _, thing in ties}
    for (actor, thing), found in sorted(ties.items()):
        concept = index.ids[thing] + (AS_CONCEPT if thing in both else "")
        network.add_node(index.ids[actor], bipartite=0, **_node(index, actor))
        network.add_node(concept, bipartite=1, **_node(index, thing))
        network.add_edge(index.ids[actor], concept, **(_hands if of == "projects" else _stances)(index, found))
    return network


def congruence_network(network: "nx.Graph[str]", *, normalised: str = "none") -> "nx.Graph[str]":
    """Return who agrees with whom, from `affiliation(kg, of="concepts")`: allies in a debate.

    `weight` counts the concepts that both support or both oppose; `concepts` names them. `normalised` divides it by the
    "average" number of concepts the two take a stance on, or by the number that either does ("jaccard"), so that those
    who talk about everything are not close to everyone. Neutral words are no stance.

    >>> debate = nx.Graph()
    >>> debate.add_nodes_from(["홍남표", "박완수"], bipartite=0)
    >>> debate.add_node("드론 특화단지", bipartite=1, label="드론 특화단지")
    >>> debate.add_edges_from([(who, "드론 특화단지") for who in ("홍남표", "박완수")], stance="support", claim_ids="")
    >>> congruence_network(debate).edges["홍남표", "박완수"]["weight"]
    1
    """
    return _compared(network, normalised, alike=True)


def conflict_network(network: "nx.Graph[str]", *, normalised: str = "none") -> "nx.Graph[str]":
    """Return who disagrees with whom: `weight` counts the concepts that one supports and the other opposes.

    Otherwise as `congruence_network`.
    """
    return _compared(network, normalised, alike=False)


def actor_network(
    kg: KnowledgeGraph,
    *,
    via: str = "projects",
    since: str | None = None,
    until: str | None = None,
    among: Collection[str] | None = None,
) -> "nx.Graph[str]":
    """Return which actors are joined by "projects" they both have a hand in, by "industries" both foster or work in, or
    by "agreements" between them.

    `weight` counts shared projects or industries, for agreements independent sources; `shared` names what is shared.
    Claims between `since` and `until` count, what failed does not; `among` leaves only these projects or industries, or
    agreements of these actors, by id or name.
    """
    index = index_of(kg)
    expect("via", via, _ACTORS_BY)
    rows = _chosen(index, claims_of(index, *_ACTORS_BY[via]), since, until)
    if via == "agreements":
        return _direct(index, rows, among)
    if via == "projects":
        rows = rows[index.types[index.tail[rows]] == "Project"]
    if among is not None:
        rows = rows[np.isin(index.tail[rows], picks(index, among))]
    rows = rows[np.isin(index.types[index.head[rows]], ACTORS)]
    return _projected(index, rows, index.head, index.tail)


def project_network(
    kg: KnowledgeGraph,
    *,
    via: str = "actors",
    since: str | None = None,
    until: str | None = None,
    among: Collection[str] | None = None,
) -> "nx.Graph[str]":
    """Return which projects are joined by "actors" with a hand in both, "industries" both target, or "regions" of both.

    `weight` counts what is shared, `shared` names it. Claims between `since` and `until` count, what failed does not;
    `among` leaves only these projects, by id or name.
    """
    index = index_of(kg)
    expect("via", via, _PROJECTS_BY)
    rows = _chosen(index, claims_of(index, *_PROJECTS_BY[via]), since, until)
    own, other = (index.tail, index.head) if via == "actors" else (index.head, index.tail)
    rows = rows[index.types[own[rows]] == "Project"]
    if among is not None:
        rows = rows[np.isin(own[rows], picks(index, among, "Project"))]
    return _projected(index, rows, own, other)


def _chosen(index: Index, rows: Numbers, since: str | None, until: str | None) -> Numbers:
    alive: Flags = index.status[rows] != status_number("failed")
    return rows[alive & within(index, rows, since, until)]


def _network(index: Index, nodes: Iterable[int]) -> "nx.Graph[str]":
    network: nx.Graph[str] = nx.Graph()
    network.add_nodes_from((index.ids[node], _node(index, node)) for node in nodes)
    return network


def _node(index: Index, node: int) -> dict[str, str]:
    return {"type": str(index.types[node]), "label": str(index.labels[node])}


def _hands(index: Index, rows: list[int]) -> dict[str, object]:
    relations = dict.fromkeys(str(index.claims[row]["relation"]) for row in rows)
    return {"weight": _sources(index, rows), "relations": join_list(relations), "claim_ids": _ids(index, rows)}


def _stances(index: Index, rows: list[int]) -> dict[str, object]:
    told: dict[str, set[int]] = {SUPPORT: set(), OPPOSE: set(), NEUTRAL: set()}
    for row in rows:
        told[stance_of(index, row)].add(int(index.story[row]))
    counts = {stance: len(stories) for stance, stories in told.items()}
    return {
        "weight": _sources(index, rows),
        "stance": _overall(counts),
        **counts,
        "claim_ids": _ids(index, rows),
    }


def _overall(counts: Mapping[str, int]) -> str:
    if counts[SUPPORT] == counts[OPPOSE]:
        return "mixed" if counts[SUPPORT] else NEUTRAL
    return SUPPORT if counts[SUPPORT] > counts[OPPOSE] else OPPOSE


def _sources(index: Index, rows: Iterable[int]) -> int:
    return len({int(index.story[row]) for row in rows})


def _ids(index: Index, rows: Iterable[int]) -> str:
    return join_list(str(index.claim_ids[row]) for row in sorted(rows))


def _projected(index: Index, rows: Numbers, own: Numbers, other: Numbers) -> "nx.Graph[str]":
    """Return what is joined by something shared; what shares nothing stands alone."""
    groups: defaultdict[int, defaultdict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row, one, thing in zip(rows.tolist(), own[rows].tolist(), other[rows].tolist(), strict=True):
        groups[thing][one].append(row)
    ties: defaultdict[tuple[int, int], _Tie] = defaultdict(_Tie)
    for thing, members in groups.items():
        for a, b in combinations(sorted(members), 2):
            ties[a, b].shared.add(thing)
            ties[a, b].rows.update(members[a], members[b])
    network = _network(index, sorted(set(own[rows].tolist())))
    for (a, b), tie in sorted(ties.items()):
        shared = sorted(str(index.labels[thing]) for thing in tie.shared)
        attributes = {"weight": len(shared), "shared": join_list(shared), "claim_ids": _ids(index, tie.rows)}
        network.add_edge(index.ids[a], index.ids[b], **attributes)
    return network


def _direct(index: Index, rows: Numbers, among: Collection[str] | None) -> "nx.Graph[str]":
    if among is not None:
        wanted = picks(index, among)
        rows = rows[np.isin(index.head[rows], wanted) | np.isin(index.tail[rows], wanted)]
    ties: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for row in rows.tolist():
        a, b = sorted((int(index.head[row]), int(index.tail[row])))
        ties[a, b].append(row)
    network = _network(index, sorted({node for pair in ties for node in pair}))
    for (a, b), found in sorted(ties.items()):
        network.add_edge(index.ids[a], index.ids[b], weight=_sources(index, found), claim_ids=_ids(index, found))
    return network


def _compared(network: "nx.Graph[str]", normalised: str, *, alike: bool) -> "nx.Graph[str]":
    expect("normalised", normalised, NORMALISED)
    actors = [(node, data) for node, data in network.nodes(data=True) if data["bipartite"] == 0]
    stances = {node: _taken(network, node) for node, _ in actors}
    compared: nx.Graph[str] = nx.Graph()
    compared.add_nodes_from((node, {k: v for k, v in data.items() if k != "bipartite"}) for node, data in actors)
    for a, b in combinations(stances, 2):
        both = sorted(stances[a].keys() & stances[b].keys())
        shared = [concept for concept in both if (stances[a][concept] == stances[b][concept]) == alike]
        if shared:
            compared.add_edge(a, b, **_shared(network, a, b, shared, _divisor(stances[a], stances[b], normalised)))
    return compared


def _taken(network: "nx.Graph[str]", actor: str) -> dict[str, str]:
    stances = {concept: str(network.edges[actor, concept]["stance"]) for concept in network[actor]}
    return {concept: stance for concept, stance in stances.items() if stance in (SUPPORT, OPPOSE)}


def _divisor(one: Mapping[str, str], other: Mapping[str, str], normalised: str) -> float:
    match normalised:
        case "average":
            return (len(one) + len(other)) / 2
        case "jaccard":
            return len(one.keys() | other.keys())
        case _:
            return 1


def _shared(network: "nx.Graph[str]", a: str, b: str, concepts: list[str], divisor: float) -> dict[str, object]:
    claims = [network.edges[actor, concept]["claim_ids"] for concept in concepts for actor in (a, b)]
    return {
        "weight": len(concepts) if divisor == 1 else len(concepts) / divisor,
        "concepts": join_list(str(network.nodes[concept]["label"]) for concept in concepts),
        "claim_ids": join_list(dict.fromkeys(id_ for joined in claims for id_ in split_list(joined))),
    }
