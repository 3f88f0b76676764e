"""Articles in: what the sources hold, what is found in it, and what was left out."""

import math
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.errors import ArticleError
from sanmaek.printing import progress

if TYPE_CHECKING:
    from extractors.articles import Duplicate, Skipped
    from graph.model import Article, Extraction

# Loading takes a process as long as extracting some 200 articles: with fewer for each, another one gains nothing.
WORTH_A_PROCESS = 200


@dataclass(slots=True)
class Reading:
    """What the sources hold: articles in the order of their ids, and what is left out."""

    sources: tuple[Path, ...]
    articles: "list[Article]" = field(default_factory=list)
    skipped: "list[Skipped]" = field(default_factory=list)
    duplicates: "list[Duplicate]" = field(default_factory=list)

    @property
    def by_id(self) -> "dict[str, Article]":
        """The articles, each under its id."""
        return {article.id: article for article in self.articles}


def read(sources: tuple[Path, ...]) -> Reading:
    """Read files and folders of articles.

    Raises ArticleError where there is none that can be read.
    """
    from extractors.articles import Duplicate, Skipped, read_articles

    reading = Reading(sources)
    for item in read_articles(sources):
        match item:
            case Skipped():
                reading.skipped.append(item)
            case Duplicate():
                reading.duplicates.append(item)
            case article:
                reading.articles.append(article)
    reading.articles.sort(key=attrgetter("id"))
    if not reading.articles:
        tell_left_out(reading)
        raise ArticleError("읽을 수 있는 글이 없습니다.")
    return reading


def extract_articles(
    articles: "Sequence[Article]", reading: Reading, data: Path, jobs: int | None
) -> "Iterator[Extraction]":
    """Yield what the articles say, with progress; one that fails joins what the reading skipped."""
    from extractors.articles import Skipped
    from extractors.run import extract_all

    total = len(articles)
    for result in progress(extract_all(articles, data, jobs=jobs or _jobs_for(total)), total):
        if isinstance(result, Skipped):
            reading.skipped.append(result)
        else:
            yield result


def _jobs_for(articles: int) -> int:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(cores, math.ceil(articles / WORTH_A_PROCESS)))


def tell_left_out(reading: Reading) -> None:
    """Tell of each article that was left out, and why."""
    for copy in reading.duplicates:
        click.echo(f"같은 글이라 한 번만 셈: {copy.source}: {copy.id}", err=True)
    for skipped in reading.skipped:
        click.echo(f"건너뜀: {skipped.source}: {skipped.reason}", err=True)
