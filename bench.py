"""`make bench`: how fast extraction is beside Kiwi's own tokenizing, and what it costs, on the shipped articles.

Kiwi alone is the floor: no extraction that tokenizes with it can be faster. Floor and extraction are timed in turns,
in one process on one core, and the best of the rounds counts, so that a busy machine troubles both alike.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from extractors.articles import read_articles
from extractors.pipeline import Extractor
from extractors.run import extract_all
from graph.model import Article

DATA = Path(__file__).parent / "data"
ROUNDS = 3
# The promises of the project, which the table shows beside the figures.
MOST_MULTIPLE, MOST_START = 2.0, 0.5
# ru_maxrss counts kilobytes on Linux and bytes on macOS.
MEGABYTE = 1_000_000 if sys.platform == "darwin" else 1_000


def main() -> None:
    """Measure and print."""
    articles = sorted(
        (item for item in read_articles([DATA / "articles"]) if isinstance(item, Article)),
        key=lambda article: article.id,
    )
    start = min(_seconds(_help) for _ in range(ROUNDS))
    load, extractor = _load()
    floor, whole = _rounds(extractor, articles)
    own_memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    parallel = min(_seconds(lambda: list(extract_all(articles, DATA, jobs=jobs))) for _ in range(ROUNDS))
    worker_memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / MEGABYTE
    characters = sum(len(article.text) for article in articles)
    _print(
        f"글 {len(articles)}건, {characters:,}자",
        [
            ("Kiwi 형태소 분석만 (코어 1)", f"{floor:.2f}초", f"글 {len(articles) / floor:.1f}건/초"),
            ("추출 전체 (코어 1)", f"{whole:.2f}초", f"글 {len(articles) / whole:.1f}건/초"),
            ("  Kiwi 대비", f"{whole / floor:.2f}배", f"약속: {MOST_MULTIPLE:g}배 이하"),
            (
                f"추출 전체 (--jobs {jobs}, 불러오기 포함)",
                f"{parallel:.2f}초",
                f"글 {len(articles) / parallel:.1f}건/초",
            ),
            ("sanmaek --help", f"{start:.2f}초", f"약속: {MOST_START:g}초 이하"),
            ("추출 준비 (Kiwi와 등록부 불러오기)", f"{load:.2f}초", ""),
            ("최대 메모리, 코어 1", f"{own_memory:,.0f} MB", ""),
            ("최대 메모리, 작업 프로세스 하나", f"{worker_memory:,.0f} MB", ""),
        ],
    )


def _rounds(extractor: Extractor, articles: list[Article]) -> tuple[float, float]:
    kiwi = extractor.tokenizer.kiwi

    def tokenize() -> None:
        for article in articles:
            kiwi.tokenize(article.text)

    def extract() -> None:
        for article in articles:
            extractor.extract(article)

    kiwi.tokenize(articles[0].text)
    extractor.extract(articles[0])
    times = [(_seconds(tokenize), _seconds(extract)) for _ in range(ROUNDS)]
    return min(floor for floor, _ in times), min(whole for _, whole in times)


def _load() -> tuple[float, Extractor]:
    begun = time.perf_counter()
    extractor = Extractor(DATA)
    return time.perf_counter() - begun, extractor


def _help() -> None:
    subprocess.run([sys.executable, "-m", "sanmaek", "--help"], check=True, stdout=subprocess.DEVNULL)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _print(title: str, rows: list[tuple[str, str, str]]) -> None:
    table = Table(title=title, show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_column()
    for row in rows:
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
