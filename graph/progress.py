"""What a build has extracted so far, on disk: one that is killed goes on from there, and the record is made from it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.corpus import Stored, as_stored
from graph.files import replacing
from graph.model import Article, Extraction


def generate_progress(article: Article, extraction: Extraction, extractor: str) -> str:
    """Return the line, with its line break, of an article that has been extracted: all that the record holds of it."""
    row = asdict(extraction) | {"extractor": extractor, "text": article.text}
    return json.dumps(row, ensure_ascii=False) + "\n"


def resume_progress(path: Path, wanted: Mapping[str, Article], extractor: str) -> set[str]:
    """Keep, of what an earlier run has left, the lines of articles that are wanted as they are now; return their ids.

    A line that was being written when the run was killed is dropped, as is what has changed since.
    """
    done: set[str] = set()
    with replacing(path) as file, file.open("w", encoding="utf-8", newline="\n") as lines:
        for line, row in _read(path):
            article = wanted.get(row["id"])
            if article and row["id"] not in done and _stored(row) == as_stored(article, extractor):
                done.add(article.id)
                lines.write(line)
    return done


def _read(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    if not path.exists():
        return
    with path.open("rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                return
            yield line.decode(), json.loads(line)


def _stored(row: Mapping[str, Any]) -> Stored:
    return Stored(**{name: row[name] for name in Stored.__slots__})
