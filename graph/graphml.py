"""GraphML in the safe profile: what networkx, igraph, NetworKit, Gephi and others read alike, and back without loss."""

from pathlib import Path
from typing import cast

import networkx as nx

from graph.files import replacing
from graph.normal import KnowledgeGraph, normal_form


def write_graphml(kg: KnowledgeGraph, path: Path) -> None:
    """Write the graph's normal form, whole or not at all; the same graph gives the same bytes.

    The key of an edge, its claim's id, is its XML id. Raises ExportError as `normal_form` does.
    """
    with replacing(path) as temporary:
        nx.write_graphml_lxml(normal_form(kg), temporary)


def read_graphml(path: Path) -> KnowledgeGraph:
    """Return the graph of a file that `write_graphml` wrote, equal to the normal form of the one it was given.

    >>> import tempfile
    >>> kg = nx.MultiDiGraph()
    >>> _ = kg.add_edge("Region:창원시", "Industry:드론", key="0123", quote="드론 산업을 육성한다", amount_krw=3e9)
    >>> path = Path(tempfile.mkdtemp()) / "graph.graphml"
    >>> write_graphml(kg, path)
    >>> nx.utils.graphs_equal(read_graphml(path), kg)
    True
    """
    # Without `str`, networkx turns a key of digits only into a number.
    kg = cast(KnowledgeGraph, nx.read_graphml(path, edge_key_type=str, force_multigraph=True))
    kg.graph.clear()
    return kg
