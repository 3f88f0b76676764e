"""A graph in a file that loads fast: columns instead of a million dictionaries, values that recur written once.

GraphML is what is kept and exchanged; a snapshot is made of it where a large graph is asked again and again. It holds
nothing that runs, as a pickle would.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import networkx as nx
import srsly  # type: ignore[import-untyped]  # has no types

from graph.errors import DataError
from graph.files import replacing
from graph.index import uncollected
from graph.normal import KnowledgeGraph, normal_form

FORMAT = "sanmaek graph 1"
# Values of a column that recur this often, on average, are written once and pointed to.
_RECURRING = 2

_Rows = list[dict[str, Any]]


def write_snapshot(kg: KnowledgeGraph, path: Path) -> None:
    """Write the normal form of a graph, whole or not at all. Raises ExportError as `normal_form` does."""
    normal = normal_form(kg)
    numbers = {node: at for at, node in enumerate(normal)}
    edges = list(normal.edges(keys=True, data=True))
    packed = {
        "format": FORMAT,
        "nodes": list(normal),
        "node_rows": _pack([data for _, data in normal.nodes(data=True)]),
        "heads": [numbers[head] for head, *_ in edges],
        "tails": [numbers[tail] for _, tail, *_ in edges],
        "keys": [key for _, _, key, _ in edges],
        "edge_rows": _pack([data for *_, data in edges]),
    }
    with replacing(path) as temporary:
        temporary.write_bytes(srsly.msgpack_dumps(packed))


def read_snapshot(path: Path) -> KnowledgeGraph:
    """Return the graph that `write_snapshot` wrote. Raises DataError where the file is no such thing.

    >>> import tempfile
    >>> kg = nx.MultiDiGraph()
    >>> _ = kg.add_edge("Region:창원시", "Industry:드론", key="c1", quote="드론 산업을 육성한다", amount_krw=3e9)
    >>> path = Path(tempfile.mkdtemp()) / "graph.msgpack"
    >>> write_snapshot(kg, path)
    >>> nx.utils.graphs_equal(read_snapshot(path), kg)
    True
    """
    with uncollected():
        try:
            packed = srsly.msgpack_loads(path.read_bytes())
            if packed["format"] != FORMAT:
                raise ValueError(f"format {packed['format']!r}")
            return _graph(packed)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}: not a snapshot of a graph ({FORMAT}): {error}") from error


def _graph(packed: Mapping[str, Any]) -> KnowledgeGraph:
    kg: KnowledgeGraph = nx.MultiDiGraph()
    nodes = packed["nodes"]
    kg.add_nodes_from(zip(nodes, _unpack(packed["node_rows"]), strict=True))
    ends = zip(packed["heads"], packed["tails"], packed["keys"], _unpack(packed["edge_rows"]), strict=True)
    edges = ((nodes[head], nodes[tail], key, data) for head, tail, key, data in ends)
    kg.add_edges_from(cast(Any, edges))  # the stubs know edges without keys only
    return kg


def _pack(rows: _Rows) -> dict[str, Any]:
    """Return the rows by shape, which is what attributes they have: columns for each shape, a shape for each row."""
    shapes: dict[tuple[str, ...], _Rows] = {}
    order = []
    for row in rows:
        names = tuple(row)
        shapes.setdefault(names, []).append(row)
        order.append(names)
    numbers = {names: at for at, names in enumerate(shapes)}
    packed = [
        {"names": list(names), "columns": [_column([row[name] for row in found]) for name in names]}
        for names, found in shapes.items()
    ]
    return {"shapes": packed, "order": [numbers[names] for names in order]}


def _column(values: list[Any]) -> dict[str, Any]:
    # 1 and 1.0 are equal, but not the same value.
    known = {(type(value), value): value for value in values}
    if len(values) < _RECURRING * len(known):
        return {"values": values}
    codes = {one: at for at, one in enumerate(known)}
    return {"table": list(known.values()), "codes": [codes[type(value), value] for value in values]}


def _unpack(packed: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    shapes = [(shape["names"], zip(*map(_values, shape["columns"]), strict=True)) for shape in packed["shapes"]]
    for number in packed["order"]:
        names, rows = shapes[number]
        yield dict(zip(names, next(rows), strict=True)) if names else {}


def _values(column: Mapping[str, Any]) -> list[Any]:
    if "values" in column:
        return list(column["values"])
    return list(map(column["table"].__getitem__, column["codes"]))
