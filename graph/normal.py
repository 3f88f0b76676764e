"""The normal form of a graph: only ids, values and characters that every export can carry and give back unchanged."""

import csv
import io
import logging
import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import networkx as nx

from graph.errors import ExportError

KnowledgeGraph: TypeAlias = "nx.MultiDiGraph[str]"
Value: TypeAlias = str | int | float

log = logging.getLogger(__name__)

# Texts that are cleaned once, however often a graph of many articles repeats them: ids, labels, dates, names of papers.
KEPT = 2**17

# What XML 1.0 cannot hold, even escaped; nor could a lone surrogate be written as UTF-8.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@lru_cache(maxsize=KEPT)
def clean_text(text: str) -> str:
    r"""Return the text in NFC, without the characters that XML forbids.

    >>> clean_text("창원\x00시")
    '창원시'
    """
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", text))


def join_list(items: Iterable[str]) -> str:
    """Return the items as one text, `a|b`, quoted as in CSV where an item needs it: few graph formats hold lists.

    >>> join_list(["기사1", "기|사2"])
    '기사1|"기|사2"'
    """
    line = io.StringIO()
    csv.writer(line, delimiter="|", lineterminator="\r\n").writerow(items)
    return line.getvalue().removesuffix("\r\n")


def split_list(text: str) -> list[str]:
    """Return the items that `join_list` joined.

    >>> split_list('기사1|"기|사2"')
    ['기사1', '기|사2']
    """
    return next(csv.reader(io.StringIO(text, newline=""), delimiter="|"), [])


def normal_form(kg: KnowledgeGraph) -> KnowledgeGraph:
    """Return a copy whose ids are clean text and whose attributes have one type each: int, float or str.

    An unknown value (None, not-a-number) is absent, a list is joined, truth is "true" or "false". Characters that no
    export may hold are removed, and their number is logged. Raises ExportError where two nodes, or two edges, would
    come to have the same id.

    >>> kg = nx.MultiDiGraph()
    >>> _ = kg.add_edge("Region:창원시", "Industry:드론", key="c1", amount_krw=None, articles=["기사1", "기사2"])
    >>> normal_form(kg).edges["Region:창원시", "Industry:드론", "c1"]
    {'articles': '기사1|기사2'}
    """
    normal: KnowledgeGraph = nx.MultiDiGraph()
    normal.add_nodes_from((_text(node), data) for node, data in kg.nodes(data=True))
    for head, tail, key, data in kg.edges(keys=True, data=True):
        normal.add_edge(_text(head), _text(tail), _text(key))
        normal.get_edge_data(_text(head), _text(tail), _text(key)).update(data)
    if len(normal) < len(kg):
        raise ExportError("two nodes of the graph have the same id, once written as clean text")
    if len({key for *_, key in normal.edges(keys=True)}) < kg.number_of_edges():
        raise ExportError("two links of the graph have the same key; each needs one of its own, such as a claim id")
    normalise(normal)
    return normal


def normalise(kg: KnowledgeGraph) -> None:
    """Give the attributes of the graph itself their normal form, as `normal_form` does; ids stay as they are."""
    removed = 0
    for rows in ([data for _, data in kg.nodes(data=True)], [data for *_, data in kg.edges(data=True)]):
        removed += sum(map(_clean, rows))
        _unify(rows)
    if removed:
        log.warning("%d control characters removed from the texts of the graph", removed)


def _text(value: object) -> str:
    return clean_text(str(value))


def _clean(data: dict[str, Any]) -> int:
    """Give the attributes their normal form; return how many forbidden characters they had."""
    removed = sum(map(_count_forbidden, (value for value in data.values() if isinstance(value, str))))
    values = _values(data)
    data.clear()
    data.update(values)
    return removed


@lru_cache(maxsize=KEPT)
def _count_forbidden(text: str) -> int:
    return len(_FORBIDDEN.findall(text))


def _values(data: Mapping[str, object]) -> dict[str, Value]:
    return {_text(name): value for name, raw in data.items() if (value := _value(raw)) is not None}


def _value(raw: object) -> Value | None:
    match raw:
        case None:
            return None
        case bool():
            return str(raw).lower()
        case float() if math.isnan(raw):
            return None
        case int() | float():
            return raw
        case list() | tuple():
            return join_list(map(_text, raw))
        case _:
            return _text(raw)


def _unify(rows: Sequence[dict[str, Value]]) -> None:
    types: dict[str, set[type[Value]]] = defaultdict(set)
    for row in rows:
        for name, value in row.items():
            types[name].add(type(value))
    mixed: dict[str, type[Value]] = {name: str if str in t else float for name, t in types.items() if len(t) > 1}
    for row in rows:
        row.update({name: mixed[name](row[name]) for name in mixed.keys() & row.keys()})
