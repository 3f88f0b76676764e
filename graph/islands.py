"""Which island of the map each node lies on: the part of the country that its claims are about.

Regions lie in their own zone (권역), industries on an island of their own, everything else where most of its claims
lead. Where no region says its zone, communities make the islands.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx

from graph.normal import KnowledgeGraph

Numbers: TypeAlias = "nx.Graph[int]"

SEED = 20250107
INDUSTRY, NATION, ELSEWHERE, UNLINKED = "industry", "nation", "elsewhere", "unlinked"
# Claims lead outwards from the regions; what is further from any than this belongs to none.
STEPS = 4
# A ministry is tied to many zones: where none has this share of the claims, it is nationwide.
SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """An island: its names and where it lies, x to the east and y to the south, in the widths of the country."""

    name: str
    ko: str
    en: str
    x: float
    y: float


# The zones as they lie in Korea; in the seas beside it what has no place.
PLACES = (
    Place("수도권", "수도권", "Capital area", 0.25, 0.1),
    Place("강원권", "강원권", "Gangwon", 0.75, 0.05),
    Place("충청권", "충청권", "Chungcheong", 0.3, 0.5),
    Place("대경권", "대경권", "Daegu–Gyeongbuk", 0.8, 0.5),
    Place("호남권", "호남권", "Honam", 0.2, 0.95),
    Place("동남권", "동남권", "Busan–Ulsan–Gyeongnam", 0.75, 0.95),
    Place("제주권", "제주권", "Jeju", 0.15, 1.35),
    Place(NATION, "전국", "Nationwide", -0.3, 0.3),
    Place(ELSEWHERE, "그 밖", "Elsewhere", -0.3, 0.8),
    Place(INDUSTRY, "산업", "Industries", 1.35, 0.5),
    Place(UNLINKED, "주장 없는 것", "Without claims", -1.0, 1.8),
)
ZONES = frozenset(place.name for place in PLACES if place.name.endswith("권"))


def islands(kg: KnowledgeGraph) -> dict[str, str]:
    """Return the name of each node's island: one of `PLACES`, or the node that stands for a community.

    >>> kg = nx.MultiDiGraph([("Region:창원시", "Project:드론 특화단지"), ("Project:드론 특화단지", "Industry:드론")])
    >>> kg.nodes["Region:창원시"].update(type="Region", zone="동남권")
    >>> kg.nodes["Industry:드론"].update(type="Industry")
    >>> list(islands(kg).values())
    ['동남권', '동남권', 'industry']
    """
    homes = {node: data["zone"] for node, data in kg.nodes(data=True) if data.get("zone") in ZONES}
    found = _by_zone(kg, homes) if homes else _by_community(kg)
    return found | {node: UNLINKED for node, degree in kg.degree() if not degree}


def _by_zone(kg: KnowledgeGraph, homes: Mapping[str, str]) -> dict[str, str]:
    found = dict(homes) | {node: INDUSTRY for node, data in kg.nodes(data=True) if data.get("type") == "Industry"}
    for _ in range(STEPS):
        votes = _votes(kg, found)
        found |= {node: _home(votes[node]) for node in votes}
    return {node: found.get(node, ELSEWHERE) for node in kg}


def _votes(kg: KnowledgeGraph, found: Mapping[str, str]) -> dict[str, Counter[str]]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for head, tail in kg.edges():
        for node, other in ((head, tail), (tail, head)):
            if node not in found and found.get(other) in ZONES:
                votes[node][found[other]] += 1
    return votes


def _home(votes: Counter[str]) -> str:
    zone = min(votes, key=lambda name: (-votes[name], name))
    return zone if votes[zone] >= SHARE * votes.total() else NATION


def _by_community(kg: KnowledgeGraph) -> dict[str, str]:
    names = sorted(kg)
    # Nodes by number: sets of names have another order in every run.
    links = simple_links(kg, names)
    parts = sorted((sorted(part) for part in nx.connected_components(links)), key=lambda part: (-len(part), part))
    found: dict[str, str] = {}
    for community in _communities(links, parts[0]) if parts else ():
        middle = min(community, key=lambda number: (-links.degree(number, weight="weight"), number))
        found |= {names[number]: names[middle] for number in community}
    return {node: found.get(node, ELSEWHERE) for node in kg}


def _communities(links: Numbers, part: Sequence[int]) -> list[set[int]]:
    own: Numbers = nx.Graph()
    own.add_nodes_from(part)
    own.add_edges_from(sorted(links.edges(part, data=True), key=lambda edge: edge[:2]))
    return [set(found) for found in nx.community.louvain_communities(own, weight="weight", seed=SEED)]


def simple_links(kg: KnowledgeGraph, names: Sequence[str]) -> Numbers:
    """Return which of the nodes, by their place in `names`, are linked, each pair once; `weight` says how often."""
    numbers = {name: number for number, name in enumerate(names)}
    pairs = ((numbers[head], numbers[tail]) for head, tail in kg.edges() if head in numbers and tail in numbers)
    counts = Counter((min(pair), max(pair)) for pair in pairs if pair[0] != pair[1])
    links: Numbers = nx.Graph()
    links.add_nodes_from(range(len(names)))
    links.add_edges_from((one, other, {"weight": count}) for (one, other), count in sorted(counts.items()))
    return links
