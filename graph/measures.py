"""Who matters in a network and who belongs together, by methods that are named."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

import networkx as nx
import pandas as pd

from graph.answers import expect

SEED = 20250107
USUAL = ("degree", "strength", "betweenness")
# Power iteration on networks of two modes settles slowly.
_ITERATIONS = 1_000


def centralities(network: "nx.Graph[str]", *, methods: Collection[str] = USUAL) -> pd.DataFrame:
    """Return how central each node is, a column a method, the most central by the first method first.

    "degree" counts who it is joined with, "strength" sums the weights, "betweenness" is the share of shortest paths
    that lead over it (Brandes 2001), "closeness" the inverse mean distance to those it reaches (Wasserman and Faust
    1994), "eigenvector" is high for who is joined with the central (Bonacich 1987). For paths, a tie of weight 4 is a
    quarter as long as one of weight 1. Columns: `id`, `name`, `type`, the methods.

    >>> network = nx.Graph([("창원시", "드론"), ("창원시", "수소")])
    >>> centralities(network, methods=["degree"])["id"][0]
    '창원시'
    """
    columns = {}
    for method in methods:
        expect("method", method, _CENTRALITIES)
        columns[method] = _CENTRALITIES[method](_with_lengths(network))
    answer = _nodes(network).assign(**{name: [found[node] for node in network] for name, found in columns.items()})
    return answer.sort_values([*columns, "id"], ascending=[*(False for _ in columns), True], ignore_index=True)


def communities(network: "nx.Graph[str]", *, method: str = "louvain") -> pd.DataFrame:
    """Return who belongs together, the largest community first, in it those with the heaviest ties.

    "louvain" (Blondel et al. 2008) and "greedy" (Clauset, Newman and Moore 2004) look for high modularity, "label" is
    label propagation (Raghavan et al. 2007), which also tells small groups. All are seeded: the same network gives the
    same answer. Columns: `id`, `name`, `type`, `community`, from 1; `strength`, the weights within it; `modularity` of
    the whole division, the same in every row: below 0.3 the communities mean little.
    """
    expect("method", method, _COMMUNITIES)
    if not network.number_of_edges():
        found = [{node} for node in network]
    else:
        # Sets of names have no order of their own: numbers make the answer the same every time.
        names = sorted(network)
        numbered = nx.relabel_nodes(network, {node: at for at, node in enumerate(names)})
        found = [{names[at] for at in each} for each in _COMMUNITIES[method](numbered)]
    found.sort(key=lambda each: (-len(each), min(each)))
    number = {node: at for at, each in enumerate(found, 1) for node in each}
    modularity = nx.community.modularity(network, found) if network.number_of_edges() else 0.0
    answer = _nodes(network).assign(
        community=[number[node] for node in network],
        strength=[_strength_within(network, node, number) for node in network],
        modularity=modularity,
    )
    return answer.sort_values(["community", "strength", "id"], ascending=[True, False, True], ignore_index=True)


def _nodes(network: "nx.Graph[str]") -> pd.DataFrame:
    rows = [(node, data.get("label", node), data.get("type", "")) for node, data in network.nodes(data=True)]
    return pd.DataFrame(rows, columns=["id", "name", "type"])


def _with_lengths(network: "nx.Graph[str]") -> "nx.Graph[str]":
    """Return a copy whose edges also carry how long they are: the heavier, the shorter."""
    longer = network.copy()
    for _, _, data in longer.edges(data=True):
        data["length"] = 1 / data.get("weight", 1)
    return longer


def _strength_within(network: "nx.Graph[str]", node: str, number: Mapping[str, int]) -> float:
    return float(sum(data.get("weight", 1) for other, data in network[node].items() if number[other] == number[node]))


def _eigenvector(network: "nx.Graph[str]") -> Mapping[str, float]:
    if not network.number_of_edges():
        return dict.fromkeys(network, 0.0)
    return nx.eigenvector_centrality(network, max_iter=_ITERATIONS, tol=1e-4, weight="weight")


_CENTRALITIES: Mapping[str, Callable[[Any], Mapping[str, float]]] = {
    "degree": lambda network: dict(network.degree()),
    "strength": lambda network: dict(network.degree(weight="weight")),
    "betweenness": lambda network: nx.betweenness_centrality(network, weight="length"),
    "closeness": lambda network: nx.closeness_centrality(network, distance="length"),
    "eigenvector": _eigenvector,
}
_COMMUNITIES: Mapping[str, Callable[[Any], Iterable[Iterable[int]]]] = {
    "louvain": lambda network: nx.community.louvain_communities(network, seed=SEED),
    "greedy": lambda network: nx.community.greedy_modularity_communities(network, weight="weight"),
    "label": lambda network: nx.community.asyn_lpa_communities(network, weight="weight", seed=SEED),
}
