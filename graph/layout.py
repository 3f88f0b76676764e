"""Where each node is drawn: communities as round islands, joined ones near each other, what stands alone in rows below.

A force layout of the whole graph makes a ball of wool; islands show who belongs together. All of it is seeded.
"""

from collections.abc import Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.normal import KnowledgeGraph

Point: TypeAlias = tuple[float, float]
Points: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = "nx.Graph[int]"

SEED = 20250107
# In the units of the drawing, where a common node is about 12 across: room for a node and for some of its name.
SPACING = 46.0
# What a node is drawn larger by, times the root of its links.
HUB_ROOM = 2.0
# Between the rims of two islands.
STRAIT = 40.0
# Screens are wider than high.
ASPECT = 1.5
# Islands start this much too close and push each other apart: packed, but not into a disc.
CROWDING = 0.4
# Pushing apart moves ever less; what overlaps after so many rounds cannot be seen.
ROUNDS = 300
# Spring rounds, enough for an island of a hundred nodes to settle.
SPRINGS = 150


def layout(kg: KnowledgeGraph) -> dict[str, Point]:
    """Return a position for every node: none on another, and always the same for the same graph.

    >>> kg = nx.MultiDiGraph([("Region:창원시", "Industry:드론")])
    >>> kg.add_node("Region:거제시")
    >>> sorted(layout(kg))
    ['Industry:드론', 'Region:거제시', 'Region:창원시']
    """
    nodes, links = sorted(kg), _links(kg)
    places = np.zeros((len(nodes), 2))
    components = sorted(
        (sorted(found) for found in nx.connected_components(links)), key=lambda found: (-len(found), found)
    )
    if components:
        islands = _communities(_part(links, components[0]))
        for island in (*islands, *components[1:]):
            places[island] = _island(_part(links, island))
        _spread(places, islands, links)
        _line_up(places, components[1:], below=components[0])
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in zip(nodes, places, strict=True)}


def _links(kg: KnowledgeGraph) -> Numbers:
    """Return who is linked with whom and how often; nodes are numbered by name, since sets of names have no order."""
    numbers = {node: number for number, node in enumerate(sorted(kg))}
    links: Numbers = nx.Graph()
    links.add_nodes_from(range(len(kg)))
    for head, tail in sorted((numbers[head], numbers[tail]) for head, tail in kg.edges()):
        _link(links, head, tail)
    return links


def _link(links: Numbers, head: int, tail: int) -> None:
    if links.has_edge(head, tail):
        links.edges[head, tail]["weight"] += 1
    elif head != tail:
        links.add_edge(head, tail, weight=1)


def _part(links: Numbers, nodes: Sequence[int]) -> Numbers:
    part: Numbers = nx.Graph()
    part.add_nodes_from(nodes)
    part.add_edges_from(sorted(links.subgraph(nodes).edges(data=True), key=lambda edge: sorted(edge[:2])))
    return part


def _communities(links: Numbers) -> list[list[int]]:
    found = nx.community.louvain_communities(links, weight="weight", seed=SEED)
    return sorted((sorted(nodes) for nodes in found), key=lambda nodes: (-len(nodes), nodes))


def _island(links: Numbers) -> Points:
    """Return places around the middle of the island, in the order of its nodes."""
    places = _spring(links) * SPACING * np.sqrt(len(links)) / 2
    room = SPACING / 2 + HUB_ROOM * np.sqrt([weight for _, weight in links.degree(weight="weight")])
    places = _apart(places, room)
    middle: Points = places.mean(axis=0)
    return places - middle


def _spread(places: Points, islands: Sequence[Sequence[int]], links: Numbers) -> None:
    """Move islands out of each other, those with many links between them near each other."""
    owner = {node: number for number, island in enumerate(islands) for node in island}
    chart: Numbers = nx.Graph()
    chart.add_nodes_from(range(len(islands)))
    for head, tail in links.edges():
        if head in owner and tail in owner:
            _link(chart, owner[head], owner[tail])
    radii = np.array([_radius(places[island]) + STRAIT / 2 for island in islands])
    middles = _apart(_spring(chart) * (ASPECT, 1) * np.sqrt((radii**2).sum()) * CROWDING, radii)
    for island, middle in zip(islands, middles, strict=True):
        places[island] += middle


def _line_up(places: Points, components: Sequence[Sequence[int]], *, below: Sequence[int]) -> None:
    """Set the components side by side in rows, under the nodes in `below` and as wide as these."""
    (left, _), (right, bottom) = places[below].min(axis=0), places[below].max(axis=0)
    x, y, height = left, bottom + STRAIT, 0.0
    for component in components:
        size = 2 * _radius(places[component]) + SPACING
        if x > left and x + size > right:
            x, y, height = left, y + height, 0.0
        places[component] += (x + size / 2, y + size / 2)
        x, height = x + size, max(height, size)


def _spring(links: Numbers) -> Points:
    """Return places within -1 to 1."""
    found = nx.spring_layout(links, iterations=SPRINGS, seed=SEED, weight="weight")
    return np.array([found[node] for node in links])


def _radius(places: Points) -> float:
    return float(np.hypot(*places.T).max())


def _apart(places: Points, radii: NDArray[np.float64]) -> Points:
    """Return the places moved as little as it takes that circles of these radii around them do not overlap."""
    room = radii[:, None] + radii[None, :]
    np.fill_diagonal(room, 0)
    for _ in range(ROUNDS):
        apart = places[:, None] - places[None, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-6)
        overlap = np.maximum(room - distance, 0)
        if overlap.max() < 1:
            break
        places = places + (apart / distance[..., None] * overlap[..., None]).sum(axis=1) / 4
    return places
