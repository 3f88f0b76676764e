"""`make bench`: how fast extraction is beside Kiwi's own tokenizing, and what it costs, on the shipped articles.

Kiwi alone is the floor: no extraction that tokenizes with it can be faster. Floor and extraction are measured in turns,
as many articles at a time as are extracted together, in one process on one core, in processor time as well as by the
clock; the best of the rounds counts for each such chunk, so that what else the machine does troubles neither.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rich.console import Console
from rich.table import Table

from extractors.articles import read_articles
from extractors.run import CHUNK, extract_all, load_extractor
from graph.model import Article

if TYPE_CHECKING:
    from extractors.pipeline import Extractor

DATA = Path(__file__).parent / "data"
ROUNDS = 5
# The promises of the project, which the table shows beside the figures: multiples of Kiwi's time up to the things that
# an article names, and with everything; seconds; megabytes.
MOST_NAMING, MOST_MULTIPLE, MOST_START, MOST_MEMORY = 2, 2.5, 0.5, 1_000
# Kiwi's own setting of what extraction sets lower.
KIWI_CUTOFF = 8.0
# ru_maxrss counts kilobytes on Linux and bytes on macOS.
MEGABYTE = 1_000_000 if sys.platform == "darwin" else 1_000


class Cost(NamedTuple):
    """Seconds of the processor and of the clock."""

    cpu: float
    wall: float


def main() -> None:
    """Measure and print."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as the command line does; read when numpy is loaded, which is later
    articles = sorted(
        (item for item in read_articles([DATA / "articles"]) if isinstance(item, Article)),
        key=lambda article: article.id,
    )
    start = min(_seconds(_help) for _ in range(ROUNDS))
    load, extractor = _load()
    floor, naming, whole = _rounds(extractor, articles)
    own_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parallel = min(_seconds(lambda: list(extract_all(articles, DATA, jobs=jobs))) for _ in range(ROUNDS))
    worker_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    characters = sum(len(article.text) for article in articles)
    memory = f"약속: {MOST_MEMORY:,} MB 미만"
    _print(
        f"글 {len(articles)}건, {characters:,}자",
        [
            ("", "CPU", "시계", ""),
            ("Kiwi 형태소 분석만 (코어 1)", *_row(floor), f"글 {len(articles) / floor.cpu:.1f}건/초"),
            ("개체까지 (코어 1)", *_row(naming), f"글 {len(articles) / naming.cpu:.1f}건/초"),
            ("  Kiwi 대비", *_multiples(naming, floor), f"약속: {MOST_NAMING:g}배 이하"),
            ("추출 전체 (코어 1)", *_row(whole), f"글 {len(articles) / whole.cpu:.1f}건/초"),
            ("  Kiwi 대비", *_multiples(whole, floor), f"약속: {MOST_MULTIPLE:g}배 이하"),
            (
                f"추출 전체 (--jobs {jobs}, 불러오기 포함)",
                "",
                f"{parallel:.2f}초",
                f"글 {len(articles) / parallel:.1f}건/초",
            ),
            ("sanmaek --help", "", f"{start:.2f}초", f"약속: {MOST_START:g}초 이하"),
            ("추출 준비 (Kiwi, 등록부, 모형 불러오기)", *_row(load), ""),
            ("최대 메모리, 코어 1", f"{own_memory:,.0f} MB", "", memory),
            ("최대 메모리, 작업 프로세스 하나", f"{worker_memory:,.0f} MB", "", memory),
        ],
    )


def _row(cost: Cost) -> tuple[str, str]:
    return f"{cost.cpu:.2f}초", f"{cost.wall:.2f}초"


def _multiples(cost: Cost, floor: Cost) -> tuple[str, str]:
    return f"{cost.cpu / floor.cpu:.2f}배", f"{cost.wall / floor.wall:.2f}배"


def _rounds(extractor: "Extractor", articles: list[Article]) -> list[Cost]:
    """Return what Kiwi alone costs, what it costs to know what the articles name, and what extraction costs."""
    chunks = [articles[at : at + CHUNK] for at in range(0, len(articles), CHUNK)]
    extractor.extract(chunks[0])
    steps = (partial(_floor, extractor), _timed(extractor.name), _timed(extractor.extract))
    costs = [[step(chunk) for step in steps] for _ in range(ROUNDS) for chunk in chunks]
    return [_best(column, len(chunks)) for column in zip(*costs, strict=True)]


def _timed(work: Callable[[Sequence[Article]], object]) -> Callable[[Sequence[Article]], Cost]:
    return lambda articles: _cost(partial(work, articles))


def _floor(extractor: "Extractor", articles: Sequence[Article]) -> Cost:
    """Return what Kiwi alone costs, set as it comes; in extraction it gives up unlikely readings sooner."""
    kiwi = extractor.tokenizer.kiwi
    ours, kiwi.global_config.cutoff_threshold = kiwi.global_config.cutoff_threshold, KIWI_CUTOFF
    cost = _cost(lambda: [kiwi.tokenize(article.text) for article in articles])
    kiwi.global_config.cutoff_threshold = ours
    return cost


def _best(costs: Sequence[Cost], count: int) -> Cost:
    """Return the sum over chunks of the least that each cost in any round."""
    rounds = [costs[at::count] for at in range(count)]
    return Cost(sum(min(c.cpu for c in each) for each in rounds), sum(min(c.wall for c in each) for each in rounds))


def _load() -> tuple[Cost, "Extractor"]:
    cost = _cost(lambda: load_extractor(DATA))
    return cost, load_extractor(DATA)


def _help() -> None:
    subprocess.run([sys.executable, "-m", "sanmaek", "--help"], check=True, stdout=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _cost(work: Callable[[], object]) -> Cost:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Cost(time.process_time() - cpu, time.perf_counter() - wall)


def _print(title: str, rows: list[tuple[str, str, str, str]]) -> None:
    table = Table(title=title, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column(justify="right")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    if sys.argv[1:] == ["view"]:
        import bench_view

        bench_view.main()
    elif sys.argv[1:2] == ["query"]:
        import bench_query

        bench_query.main(int(sys.argv[2]) if sys.argv[2:] else bench_query.CLAIMS)
    else:
        main()
