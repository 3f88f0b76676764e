"""Files out: the record of a corpus, its graph, and the report of a run."""

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sanmaek.reading import Reading, extract_articles

if TYPE_CHECKING:
    from graph.corpus import Changes
    from graph.model import Extraction
    from graph.report import Found

RECORD = "record"
# Libraries whose version may change what is found or how it is written.
RECORDED = ("sanmaek", "kiwipiepy", "kiwipiepy-model", "spacy", "networkx", "numpy", "pyvis")


def update(reading: Reading, old: Path, folder: Path, data: Path, jobs: int | None) -> "Changes":
    """Write the record with what was read; only what is new or changed is extracted, and none of it twice."""
    from extractors.version import extractor_version
    from graph.corpus import find_changes
    from graph.progress import generate_progress, resume_progress
    from graph.record import read_stored, read_texts, update_record

    extractor, path = extractor_version(data), folder.parent / "extracted.jsonl"
    changes = find_changes(read_stored(old), reading.articles, extractor)
    known = (*reading.articles, *read_texts(old, changes.outdated))
    wanted = {article.id: article for article in known if article.id in changes.extracted}
    done = resume_progress(path, wanted, extractor)
    if done:
        click.echo(f"앞서 끊긴 곳에서 이어 합니다: 글 {len(done):,}건은 이미 찾았습니다.", err=True)
    articles = [wanted[id_] for id_ in sorted(wanted.keys() - done)]
    with path.open("a", encoding="utf-8", newline="\n") as lines:
        for extraction in extract_articles(articles, reading, data, jobs):
            lines.write(generate_progress(wanted[extraction.id], extraction, extractor))
            lines.flush()
    update_record(old, folder / RECORD, extracted=path, gone=changes.leaving)
    return changes


def write_results(out: Path, folder: Path, data: Path) -> "Found":
    """Write all that the record in the folder says."""
    from graph.extractions import write_extractions
    from graph.record import read_record
    from graph.report import count_found

    extractions = sorted(read_record(folder / RECORD), key=attrgetter("id"))
    write_extractions(extractions, folder / "extractions.jsonl")
    return count_found(write_graph(extractions, out, folder, data))


def write_graph(extractions: "Iterable[Extraction]", out: Path, folder: Path, data: Path) -> "list[Extraction]":
    """Write the graph after the judgements of `out`, and these; return the extractions as they were folded."""
    from graph.build import build_graph
    from graph.graphml import write_graphml
    from graph.judgements import read_own, write_judgements
    from graph.layers import locate_regions
    from graph.registers import read_hierarchy
    from graph.resolve import resolve
    from graph.tables import write_claims_csv
    from graph.view import write_html

    hierarchy = read_hierarchy(data / "registers")
    judgements, resolved = resolve(extractions, read_own(out), hierarchy)
    write_judgements(judgements, folder)
    folded = list(locate_regions(resolved, hierarchy))
    kg = build_graph(folded)
    write_graphml(kg, folder / "graph.graphml")
    write_claims_csv(kg, folder / "claims.csv")
    write_html(kg, folder / "graph.html")
    return folded


def count_silent(reading: Reading, path: Path) -> "dict[str, int]":
    """Return how many sentences of what was read name two or more entities and gave no claim, by reason."""
    from extractors.inspection import count_silent
    from graph.extractions import read_extractions

    articles = reading.by_id
    found = (extraction for extraction in read_extractions(path) if extraction.id in articles)
    total = dict.fromkeys(("told_elsewhere", "no_relation", "unsure"), 0)
    for extraction in found:
        for reason, count in count_silent(articles[extraction.id], extraction).items():
            total[reason] += count
    return total


def write_report(
    path: Path, reading: Reading, found: "Found", run: Mapping[str, object], seconds: Mapping[str, float]
) -> None:
    """Write what this run has read, changed and found; unlike the other files, it tells of the run, not the corpus."""
    report = {
        "sources": [str(source) for source in reading.sources],
        "articles": found.articles,
        "entities": found.entities,
        "claims": found.claims,
        "skipped": [asdict(item) for item in reading.skipped],
        "duplicates": [asdict(item) for item in reading.duplicates],
        "versions": {"python": platform.python_version()} | {name: version(name) for name in RECORDED},
        **run,
        "seconds": {step: round(taken, 3) for step, taken in seconds.items()},
    }
    path.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")


def write_text(text: str, path: Path, *, encoding: str = "utf-8") -> None:
    """Write a file whole or not at all, in a folder that need not be there."""
    from graph.files import replacing

    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as file:
        file.write_text(text, encoding=encoding, newline="\n")
