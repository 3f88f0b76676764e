"""`make bench`, its second part: what it costs to keep, resolve and fold 10,000 and 100,000 articles.

The articles are made from the shipped ones: regions and industries are the same again and again, as in a real corpus,
other names come back every 770 articles with another number, and every tenth text is a copy of the one before. Each
size runs in a process of its own, so that its memory is its own. Processor time is told, for it hardly depends on what
else the machine does. The floor of folding is networkx alone: the same nodes and edges, ready made, put into a graph.
"""

import base64
import json
import math
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

import networkx as nx
from rich.console import Console
from rich.table import Table

from extractors.articles import read_articles
from extractors.run import extract_all
from graph.build import build_graph
from graph.copies import find_stories
from graph.extractions import read_extractions, write_extractions
from graph.model import Article, Entity, Extraction, claim_id
from graph.normal import KnowledgeGraph
from graph.progress import generate_progress
from graph.record import read_record, update_record, write_links
from graph.registers import read_hierarchy
from graph.resolve import resolve

T = TypeVar("T")

DATA = Path(__file__).parent / "data"
SIZES = (10_000, 100_000)
ADDED = 100
# As often as a name comes back, and the share of copies.
AGAIN, COPIES = 770, 10
FIXED = ("Region", "Industry")
MEGABYTE = 1_000_000 if sys.platform == "darwin" else 1_000

STEPS = {
    "record": "기록에 담기",
    "add": f"글 {ADDED}건 더하기 (찾기는 빼고)",
    "read": "기록에서 읽기",
    "stories": "같은 글 묶기",
    "resolve": "같은 것 합치기",
    "fold": "그래프로 접기 (같은 글 묶기 포함)",
    "floor": "  networkx에 넣기만 (바닥)",
    "links": "SQL로 이음 접기 (같은 글 묶기 포함)",
}


def main() -> None:
    """Measure each size in a process of its own, and print."""
    if len(sys.argv) == 3:
        print(json.dumps(measure(int(sys.argv[1]), Path(sys.argv[2]))))
        return
    with TemporaryDirectory() as folder:
        shipped = Path(folder, "shipped.jsonl")
        articles = [item for item in read_articles([DATA / "articles"]) if isinstance(item, Article)]
        found = (item for item in extract_all(articles, DATA, jobs=1) if isinstance(item, Extraction))
        write_extractions(found, shipped)
        command = [sys.executable, __file__]
        runs = [
            json.loads(subprocess.run([*command, str(size), shipped], check=True, capture_output=True).stdout)
            for size in SIZES
        ]
    _print(runs)


def measure(size: int, shipped: Path) -> dict[str, float]:
    """Return the processor seconds of each step, the sizes and the peak memory at a number of articles."""
    seeds = list(read_extractions(shipped))
    costs: dict[str, float] = {"articles": size}

    def timed(step: str, work: Callable[[], T]) -> T:
        begun = time.process_time()
        result = work()
        costs[step] = time.process_time() - begun
        costs[f"{step}_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
        return result

    with TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder / "all.jsonl", seeds, range(size))
        _write(folder / "later.jsonl", seeds, range(size, size + ADDED), date="2026-01-15")
        record = folder / "old" / "record"
        timed("record", partial(update_record, folder / "none", record, extracted=folder / "all.jsonl", gone=()))
        costs["record_size"] = sum(path.stat().st_size for path in record.rglob("*.parquet")) / 1e6
        later = folder / "new" / "record"
        timed("add", partial(update_record, record, later, extracted=folder / "later.jsonl", gone=()))
        timed("links", partial(write_links, record, folder / "links.parquet"))
        extractions = timed("read", lambda: list(read_record(record)))
    costs["claims"] = sum(len(extraction.claims) for extraction in extractions)
    timed("stories", partial(find_stories, extractions))
    kg = timed("fold", partial(build_graph, extractions))
    timed("floor", partial(_insert, list(kg.nodes(data=True)), list(kg.edges(keys=True, data=True))))
    del kg
    timed("resolve", partial(resolve, extractions, [], read_hierarchy(DATA / "registers")))
    return costs


def _write(path: Path, seeds: list[Extraction], numbers: range, *, date: str = "") -> None:
    with path.open("w", encoding="utf-8", newline="\n") as lines:
        for each in _vary(seeds, numbers):
            told = replace(each, date=date or each.date)
            article = Article(told.id, told.title, told.press, told.date, "", told.title)
            lines.write(generate_progress(article, told, "bench"))


def _vary(seeds: list[Extraction], numbers: range) -> Iterator[Extraction]:
    for number in numbers:
        seed, again = seeds[number % len(seeds)], number // AGAIN
        entities = {entity.id: _rename(entity, again) for entity in seed.entities}
        ids = {old: entity.id for old, entity in entities.items()}
        id_ = f"{seed.id}-{number:06}"
        claims = tuple(
            replace(
                claim,
                id=claim_id(id_, ids[claim.head], claim.relation, ids[claim.tail]),
                head=ids[claim.head],
                tail=ids[claim.tail],
                attrs={name: ids.get(str(value), value) for name, value in claim.attrs.items()},
            )
            for claim in seed.claims
        )
        text = random.Random(number - (number % COPIES == COPIES - 1)).randbytes(512)
        yield replace(
            seed,
            id=id_,
            date=f"{2016 + number % 10}-{1 + number // 10 % 12:02}-15",
            text_sha256=text.hex()[:64],
            fingerprint=base64.b64encode(text).decode(),
            entities=tuple(entities.values()),
            claims=claims,
        )


def _rename(entity: Entity, again: int) -> Entity:
    if entity.type in FIXED or not again:
        return entity
    return replace(entity, id=f"{entity.id} {again}호", name=f"{entity.name} {again}호")


def _insert(nodes: Iterable[Any], edges: Iterable[Any]) -> None:
    plain: KnowledgeGraph = nx.MultiDiGraph()
    for node, data in nodes:
        plain.add_node(node)
        plain.nodes[node].update(data)
    for head, tail, key, data in edges:
        plain.add_edge(head, tail, key)
        plain.get_edge_data(head, tail, key).update(data)


def _print(runs: list[dict[str, float]]) -> None:
    small, large = runs
    table = Table(title="말뭉치가 클 때 (CPU 초, 코어 1)")
    table.add_column("")
    for run in runs:
        table.add_column(f"글 {run['articles']:,.0f}건\n주장 {run['claims']:,.0f}건", justify="right")
    table.add_column("늘어나는 지수", justify="right")
    for step, name in STEPS.items():
        grown = math.log(large[step] / small[step]) / math.log(large["articles"] / small["articles"])
        cells = (f"{run[step]:,.1f}초, {run[f'{step}_mb']:,.0f} MB까지" for run in runs)
        table.add_row(name, *cells, f"{grown:.2f}")
    table.add_row("접기 ÷ 바닥", *(f"{run['fold'] / run['floor']:.1f}배" for run in runs))
    table.add_row("기록의 크기", *(f"{run['record_size']:,.0f} MB" for run in runs))
    Console().print(table)


if __name__ == "__main__":
    main()
