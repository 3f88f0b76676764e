"""Where each node is drawn on the map of all: islands as they lie in Korea, and on each the linked near each other.

A force layout of the whole graph makes a ball of wool; islands show what belongs where. All of it is seeded.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.islands import PLACES, SEED, Numbers, Place, islands, simple_links
from graph.normal import KnowledgeGraph

Points: TypeAlias = NDArray[np.float64]

# In the units of the drawing, where a common node is about 12 across: room for a node and for some of its name.
SPACING = 46.0
# Between the rims of two islands.
STRAIT = 60.0
# Islands start this much too close and push each other apart: packed, and still as on the map.
CROWDING = 0.55
# Pushing apart moves ever less; what overlaps after so many rounds cannot be seen.
ROUNDS = 300
# Spring rounds, enough for an island of a hundred nodes to settle; larger islands go by stress, which grows slower.
SPRINGS, MOST_SPRINGS = 150, 450
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))
# How far a node stands from the middle of its cell, in cells: two never come nearer than half a cell.
ASIDE = 0.25


@dataclass(frozen=True, slots=True)
class Island:
    """An island as drawn: its names, in which half of the country it lies, its middle and its radius."""

    ko: str
    en: str
    west: bool
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The islands, and for every node the number of its island and its place."""

    islands: tuple[Island, ...]
    nodes: Mapping[str, tuple[int, float, float]]


def layout(kg: KnowledgeGraph) -> Layout:
    """Return the map of all nodes: none on another, and always the same for the same graph.

    >>> kg = nx.MultiDiGraph([("Region:창원시", "Industry:드론")])
    >>> [island.ko for island in layout(kg).islands], sorted(layout(kg).nodes)
    (['Industry:드론'], ['Industry:드론', 'Region:창원시'])
    """
    members: dict[str, list[str]] = defaultdict(list)
    for node, island in sorted(islands(kg).items()):
        members[island].append(node)
    places = _places(kg, members)
    inner = [_island(kg, members[place.name]) for place in places]
    radii = np.array([_radius(points) for points in inner])
    middles = _middles(places, radii)
    drawn = tuple(
        Island(place.ko, place.en, place.x < 0.5, *_rounded(middle), round(float(radius), 1))
        for place, middle, radius in zip(places, middles, radii, strict=True)
    )
    nodes = {
        node: (number, *_rounded(middle + point))
        for number, (place, middle, points) in enumerate(zip(places, middles, inner, strict=True))
        for node, point in zip(members[place.name], points, strict=True)
    }
    return Layout(drawn, nodes)


def _rounded(point: Points) -> tuple[float, float]:
    return round(float(point[0]), 1), round(float(point[1]), 1)


def _places(kg: KnowledgeGraph, members: Mapping[str, Sequence[str]]) -> list[Place]:
    """Return the places of the islands that there are; those of communities stand where their links draw them."""
    named = [place for place in PLACES if place.name in members]
    communities = sorted(
        members.keys() - {place.name for place in PLACES}, key=lambda name: (-len(members[name]), name)
    )
    owner = {node: number for number, name in enumerate(communities) for node in members[name]}
    chart: KnowledgeGraph = nx.MultiDiGraph()
    chart.add_edges_from(
        (str(owner[head]), str(owner[tail])) for head, tail in kg.edges() if head in owner and tail in owner
    )
    drawn = _spring(simple_links(chart, [str(number) for number in range(len(communities))])) / 2 + 0.5
    labels = [str(kg.nodes[name].get("label", name)) for name in communities]
    return named + [
        Place(name, label, label, float(x), float(y))
        for name, label, (x, y) in zip(communities, labels, drawn, strict=True)
    ]


def _island(kg: KnowledgeGraph, nodes: Sequence[str]) -> Points:
    """Return places around the middle of the island, in the order of its nodes; what has no link there lies outside."""
    links = simple_links(kg, nodes)
    linked = [number for number, degree in links.degree() if degree]
    loose = [number for number, degree in links.degree() if not degree]
    places = np.zeros((len(nodes), 2))
    if linked:
        places[linked] = _linked(nx.relabel_nodes(_part(links, linked), {n: at for at, n in enumerate(linked)}))
    degrees = dict(kg.degree(nodes))
    loose.sort(key=lambda number: (-degrees[nodes[number]], number))
    places[loose] = _sunflower(len(loose), _radius(places[linked]) if linked else 0.0)
    return places


def _part(links: Numbers, numbers: Sequence[int]) -> Numbers:
    part: Numbers = nx.Graph()
    part.add_nodes_from(numbers)
    part.add_edges_from(sorted(links.edges(numbers, data=True), key=lambda edge: edge[:2]))
    return part


def _linked(links: Numbers) -> Points:
    weights = np.array([weight for _, weight in links.degree(weight="weight")])
    _bridge(links, weights)
    if len(links) <= MOST_SPRINGS:
        room = np.full(len(links), SPACING / 2) + 2 * np.sqrt(weights)
        places = _apart(_spring(links) * SPACING * math.sqrt(len(links)) / 2, room)
    else:
        places = _on_grid(_stress(links), np.argsort(-weights, kind="stable"))
    middle: Points = (places.min(axis=0) + places.max(axis=0)) / 2
    return places - middle


def _sunflower(count: int, start: float) -> Points:
    """Return places in a spiral of even density from this radius outwards."""
    steps = np.arange(count)
    radii = np.sqrt(start**2 + (steps + 0.5) * SPACING**2 / math.pi)
    angles = steps * GOLDEN_ANGLE
    spiral: Points = np.column_stack((radii * np.cos(angles), radii * np.sin(angles)))
    return spiral


def _stress(links: Numbers) -> Points:
    from graph.stress import stress_layout

    places = stress_layout(sorted(links.edges()), len(links))
    return places / max(_radius(places), 1e-9) * SPACING * math.sqrt(len(links)) / 2


def _bridge(links: Numbers, weights: NDArray[np.int64]) -> None:
    """Tie each separate part to the strongest node, so that all parts lie around it."""
    parts = [max(part, key=lambda number: (weights[number], -number)) for part in nx.connected_components(links)]
    hub, *others = sorted(parts, key=lambda number: (-weights[number], number))
    links.add_edges_from((hub, other, {"weight": 0.5}) for other in others)


def _middles(places: Sequence[Place], radii: NDArray[np.float64]) -> Points:
    anchors = np.array([(place.x, place.y) for place in places]).reshape(-1, 2)
    size = math.sqrt(float((radii**2).sum()) * math.pi) * CROWDING
    return _apart(anchors * (1.3 * size, size), radii + STRAIT / 2)


def _spring(links: Numbers) -> Points:
    """Return places within -1 to 1."""
    found = nx.spring_layout(links, iterations=SPRINGS, seed=SEED, weight="weight")
    return np.array([found[node] for node in links]).reshape(-1, 2)


def _radius(places: Points) -> float:
    return float(np.hypot(*places.T).max()) + SPACING / 2


def _apart(places: Points, radii: NDArray[np.float64]) -> Points:
    """Return the places moved as little as it takes that circles of these radii around them do not overlap."""
    room = radii[:, None] + radii[None, :]
    np.fill_diagonal(room, 0)
    for _ in range(ROUNDS if len(places) > 1 else 0):
        apart = places[:, None] - places[None, :]
        distance = np.maximum(np.linalg.norm(apart, axis=2), 1e-6)
        overlap = np.maximum(room - distance, 0)
        if overlap.max() < 1:
            break
        places = places + (apart / distance[..., None] * overlap[..., None]).sum(axis=1) / 4
    return places


def _on_grid(places: Points, order: NDArray[np.int64]) -> Points:
    """Return each place moved to the nearest free cell of a grid, first come in `order`, first served."""
    taken: set[tuple[int, int]] = set()
    result = np.zeros_like(places)
    spiral = _spiral(2 * math.isqrt(len(places)) + 2)
    for number in order:
        column, row = round(places[number, 0] / SPACING), round(places[number, 1] / SPACING)
        cell = next((column + x, row + y) for x, y in spiral if (column + x, row + y) not in taken)
        taken.add(cell)
        result[number] = cell[0] * SPACING, cell[1] * SPACING
    # Each a little aside, every time another way, so that it does not look like a table.
    turns = np.arange(len(places)) * GOLDEN_ANGLE
    return result + np.column_stack((np.cos(turns), np.sin(turns))) * SPACING * ASIDE


def _spiral(reach: int) -> list[tuple[int, int]]:
    cells = [(x, y) for x in range(-reach, reach + 1) for y in range(-reach, reach + 1)]
    return sorted(cells, key=lambda cell: (cell[0] ** 2 + cell[1] ** 2, cell))
