"""What registers add to a graph: 시군구, 시도 and 권역 of its regions, and register links as a layer of their own."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from graph.hierarchy import find_region, levels_of, regions_above
from graph.model import Entity, Extraction, claim_id
from graph.normal import KnowledgeGraph
from graph.registers import Hierarchy
from graph.schema import load_schema

ORIGIN = "register"

# Head, relation, tail.
Link = tuple[str, str, str]


def locate_regions(extractions: Iterable[Extraction], hierarchy: Hierarchy) -> Iterator[Extraction]:
    """Yield the extractions with `sigungu`, `sido` and `zone` on every region, as of the newest article.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> city = Entity("Region:군위군", "Region", "군위군", ())
    >>> article = Extraction("기사1", "", "", "2022-05-01", "", "", (city,))
    >>> next(locate_regions([article], read_hierarchy(Path("data/registers")))).entities[0].attrs
    {'sigungu': '군위군', 'sido': '경상북도', 'zone': '대경권'}
    """
    articles = list(extractions)
    on = max((article.date for article in articles), default="")
    places: dict[str, dict[str, str]] = {}

    def located(entity: Entity) -> Entity:
        if entity.type != "Region":
            return entity
        if entity.name not in places:
            region = find_region(hierarchy, entity.name)
            places[entity.name] = levels_of(hierarchy, region, on) if region else {}
        return replace(entity, attrs={**entity.attrs, **places[entity.name]})

    for article in articles:
        yield replace(article, entities=tuple(map(located, article.entities)))


def with_register_links(kg: KnowledgeGraph, hierarchy: Hierarchy, *, on: str = "") -> KnowledgeGraph:
    """Return a copy of the graph with what the registers say of its nodes, as edges with `origin` "register".

    A region is `part_of` the one above it and a body of the one above it, as of a day; a body, site or project is
    `located_in` its region; what succeeded another `follows` it. Regions and bodies above are added as nodes.

    >>> import networkx as nx
    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> kg = nx.MultiDiGraph()
    >>> kg.add_node("Region:진주시", type="Region", label="진주시")
    >>> layered = with_register_links(kg, read_hierarchy(Path("data/registers")))
    >>> [(tail, data["relation"], data["origin"]) for _, tail, data in layered.edges(data=True)]
    [('Region:경상남도', 'part_of', 'register')]
    """
    layered = kg.copy()
    waiting, seen = sorted(kg), set(kg)
    while waiting:
        links = [link for node in waiting for link in _links(node, hierarchy, on)]
        waiting = sorted({tail for _, _, tail in links} - seen)
        seen.update(waiting)
        layered.add_nodes_from((node, _node(node, hierarchy, on)) for node in waiting)
        for head, relation, tail in links:
            key = f"r{claim_id(ORIGIN, head, relation, tail)[1:]}"
            layered.add_edge(head, tail, key)
            layered.edges[head, tail, key].update(
                relation=relation, label=load_schema().relations[relation].ko, origin=ORIGIN, weight=1.0
            )
    return layered


def _links(node: str, hierarchy: Hierarchy, on: str) -> Iterator[Link]:
    listed = hierarchy.listed.get(node)
    if listed is None:
        if node.startswith("Region:") and (around := find_region(hierarchy, node.removeprefix("Region:"))):
            yield node, "part_of", around
        return
    above = next(regions_above(hierarchy, node, on), "") if listed.type == "Region" else listed.parent
    if above:
        yield node, "part_of", above
    if listed.region:
        yield node, "located_in", listed.region
    for before in hierarchy.predecessors.get(node, ()):
        yield node, "follows", before


def _node(id_: str, hierarchy: Hierarchy, on: str) -> dict[str, object]:
    listed = hierarchy.listed[id_]
    found = {"type": listed.type, "label": listed.name, "mention_count": 0, "article_count": 0, "articles": ""}
    return found | (levels_of(hierarchy, id_, on) if listed.type == "Region" else {})
