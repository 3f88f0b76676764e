"""`make bench` and `bench.py query N`: how fast a large graph is loaded and asked, in processor time.

The graph is made up: as many claims as asked for (a million unless told), hubs among its entities, several claims a
link. Loading is held against networkx reading its own pickle of the same graph, in the same run.
"""

import gc
import pickle
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
from rich.console import Console
from rich.table import Table

from graph import query
from graph.index import index_of
from graph.normal import KnowledgeGraph
from graph.schema import load_schema
from graph.snapshot import read_snapshot, write_snapshot

CLAIMS = 1_000_000
# Entities by type for each claim, and how claims are shared out among relations, about as in the shipped articles.
ENTITIES = {
    "Region": 0.0012,
    "Organization": 0.12,
    "Official": 0.03,
    "Person": 0.03,
    "Project": 0.12,
    "Site": 0.02,
    "Industry": 0.0004,
    "Policy": 0.01,
}
SHARES = {
    "targets": ("Project", "Industry", 0.22),
    "leads": ("Organization", "Project", 0.16),
    "located_in": ("Project", "Region", 0.14),
    "holds_office": ("Official", "Region", 0.1),
    "participates_in": ("Organization", "Project", 0.1),
    "selected_for": ("Region", "Project", 0.08),
    "comments_on": ("Official", "Project", 0.08),
    "supports": ("Region", "Project", 0.04),
    "invests_in": ("Organization", "Project", 0.03),
    "partners_with": ("Region", "Organization", 0.03),
    "proposes": ("Region", "Project", 0.02),
}
SYLLABLES = "가나다라마바사아자차카타파하강남동북서산수원주천포해"
# What a question may take once its index stands, and loading, in times what networkx takes for its pickle.
MOST_SECONDS, MOST_MULTIPLE = 1.0, 2.0


def main(claims: int) -> None:
    """Measure on a graph of so many claims, and print."""
    with tempfile.TemporaryDirectory() as folder:
        kg, pickled, loaded = _loading(_made_up(claims), Path(folder))
    table = Table(title=f"주장 {kg.number_of_edges():,}개, 개체 {len(kg):,}개 (CPU 초)")
    for heading in ("", "처음", "다시", "줄", ""):
        table.add_column(heading, justify="left" if not heading else "right")
    table.add_row("networkx가 제 pickle을 읽기", f"{pickled:.2f}", "", "", "")
    table.add_row("그래프 읽기", f"{loaded:.2f}", "", "", f"{loaded / pickled:.2f}배, 약속: {MOST_MULTIPLE:g}배 미만")
    table.add_row("색인", f"{_seconds(lambda: index_of(kg)):.2f}", "", "", "한 번")
    for name, ask in _questions(kg).items():
        first = _seconds(ask)
        rows: list[Any] = []
        again = _seconds(lambda ask=ask, rows=rows: rows.append(ask()))  # type: ignore[misc]
        table.add_row(name, f"{first:.2f}", f"{again:.3f}", f"{len(rows[0]):,}", "" if again < MOST_SECONDS else "느림")
    Console().print(table)


def _loading(kg: KnowledgeGraph, folder: Path) -> tuple[KnowledgeGraph, float, float]:
    """Return the graph as read back, and the seconds that pickle and snapshot take to be read."""
    (folder / "pickle").write_bytes(pickle.dumps(kg))
    write_snapshot(kg, folder / "snapshot")
    del kg
    gc.collect()
    pickled = _seconds(lambda: pickle.loads((folder / "pickle").read_bytes()))
    found: list[KnowledgeGraph] = []
    loaded = _seconds(lambda: found.append(read_snapshot(folder / "snapshot")))
    return found[0], pickled, loaded


def _questions(kg: KnowledgeGraph) -> dict[str, Callable[[], Any]]:
    some = {kind: next(node for node, data in kg.nodes(data=True) if data["type"] == kind) for kind in ENTITIES}
    name = str(kg.nodes[some["Project"]]["label"])
    claim = next(iter(kg.edges(keys=True)))[2]
    return {
        "find 이름": lambda: query.find(kg, name),
        "find 부분": lambda: query.find(kg, "강남"),
        "find 초성": lambda: query.find(kg, "ㄱㄴㅅ"),
        "find 오타": lambda: query.find(kg, f"{name[:2]}힣{name[3:]}"),
        "entity": lambda: query.entity(kg, some["Project"]),
        "evidence": lambda: query.evidence(kg, claim),
        "projects 조건": lambda: query.projects(
            kg, industry=some["Industry"], region="시도3", status="open", since="2023"
        ),
        "projects 전체": lambda: query.projects(kg),
        "industries 지역": lambda: query.industries(kg, region="시도3"),
        "project_industry 전체": lambda: query.project_industry(kg),
        "region_industry 사업": lambda: query.region_industry(kg),
        "region_industry 돈": lambda: query.region_industry(kg, weight="money"),
        "regions": lambda: query.regions(kg),
        "officials 지역": lambda: query.officials(kg, region="시도3"),
        "office_holder": lambda: query.office_holder(kg, f"{kg.nodes[some['Region']]['label']}장"),
        "positions": lambda: query.positions(kg, some["Project"]),
        "funding 전체": lambda: query.funding(kg),
        "funding 시도": lambda: query.funding(kg, by="sido"),
        "agreements": lambda: query.agreements(kg, actor=some["Organization"]),
        "competitions": lambda: query.competitions(kg, of=some["Project"]),
        "timeline": lambda: query.timeline(kg, some["Project"]),
        "how_tied": lambda: query.how_tied(kg, some["Official"], some["Organization"]),
        "coverage": lambda: query.coverage(kg),
        "actor_network 한 산업": lambda: query.actor_network(
            kg, among=query.projects(kg, industry=some["Industry"])["project"].to_list()
        ),
    }


def _made_up(claims: int) -> KnowledgeGraph:
    rng = np.random.default_rng(7)
    kg: KnowledgeGraph = nx.MultiDiGraph()
    ids = {kind: _entities(kg, kind, max(20, int(claims * share)), rng) for kind, share in ENTITIES.items()}
    schema, statuses = load_schema(), list(load_schema().statuses)
    for relation, (head, tail, share) in SHARES.items():
        count = int(claims * share)
        heads = (rng.random(count) ** 2 * len(ids[head])).astype(int).tolist()
        tails = (rng.random(count) ** 2 * len(ids[tail])).astype(int).tolist()
        columns = (rng.integers(0, high, count).tolist() for high in (len(statuses), claims // 25, 84, 900))
        for one, other, status, article, month, amount in zip(heads, tails, *columns, strict=True):
            key = f"c{kg.graph.setdefault('claims', 0):015x}"
            kg.graph["claims"] += 1
            data = {
                "claim_id": key,
                "relation": relation,
                "label": schema.relations[relation].ko,
                "status": statuses[status],
                "weight": 1.0,
                "confidence": 0.5 + amount / 2000,
                "rule": "시험",
                "quote": f"{ids[head][one]}의 말 {key}",
                "evidence": "10-40",
                "article": f"기사{article}",
                "article_title": f"기사{article} 제목",
                "press": f"신문{article % 60}",
                "published": f"{2019 + month // 12}-{month % 12 + 1:02}-15",
                "url": f"https://example.com/{article}",
                "origin": "claim",
                "story": f"기사{article // 2 * 2}",
            }
            if relation in ("supports", "invests_in"):
                data["amount_krw"] = 1e8 * (amount + 1)
            kg.add_edge(ids[head][one], ids[tail][other], key, **data)
    kg.graph.clear()
    return kg


def _entities(kg: KnowledgeGraph, kind: str, count: int, rng: np.random.Generator) -> list[str]:
    names = ["".join(SYLLABLES[at] for at in row) + str(n) for n, row in enumerate(rng.integers(0, 26, (count, 6)))]
    for number, name in enumerate(names):
        data: dict[str, Any] = {
            "type": kind,
            "label": name,
            "mention_count": 1,
            "article_count": 1,
            "articles": "기사1",
        }
        if kind == "Region":
            data |= {"sido": f"시도{number % 17}", "zone": f"권역{number % 7}"}
        if kind == "Project" and number % 3 == 0:
            data |= {"budget_krw": 1e9 * (number % 500 + 1), "end": "2029"}
        kg.add_node(f"{kind}:{name}", **data)
    return [f"{kind}:{name}" for name in names]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
