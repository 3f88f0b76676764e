"""The interchange file: one article's entities and claims as one JSON object a line, UTF-8, NFC."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from graph.errors import ExtractionError
from graph.model import AttrValue, Claim, Entity, Extraction, Span

_META = ("id", "title", "press", "date", "url", "text_sha256")


def generate_extractions(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Yield one JSON line, without its line break, an extraction.

    >>> entity = Entity("Region:창원시", "Region", "창원시", (Span(0, 3, "창원시"),))
    >>> next(generate_extractions([Extraction("기사1", "창원시, 드론 육성", "", "", "", "ab", (entity,))]))[:40]
    '{"id": "기사1", "title": "창원시, 드론 육성", "pr'
    """
    for extraction in extractions:
        yield json.dumps(asdict(extraction), ensure_ascii=False)


def parse_extractions(lines: Iterable[str], *, source: str = "<lines>") -> Iterator[Extraction]:
    """Yield an extraction a line; blank lines are passed over.

    Raises ExtractionError, naming `source`, the line and what was expected, where a line is not such an object.

    >>> line = next(generate_extractions([Extraction("기사1", "창원시, 드론 육성", "", "", "", "ab")]))
    >>> [extraction.title for extraction in parse_extractions([line])]
    ['창원시, 드론 육성']
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield _extraction(json.loads(line))
        except json.JSONDecodeError as error:
            raise ExtractionError(f"{source}:{number}: not a JSON object: {error}") from error
        except KeyError as error:
            raise ExtractionError(f"{source}:{number}: key {error} is missing") from error
        except (AttributeError, RecursionError, TypeError, ValueError) as error:
            raise ExtractionError(f"{source}:{number}: not an extraction: {error}") from error


def read_extractions(path: Path) -> Iterator[Extraction]:
    """Yield the extractions of an interchange file. Raises ExtractionError as `parse_extractions` does."""
    with path.open(encoding="utf-8-sig") as lines:
        try:
            yield from parse_extractions(lines, source=str(path))
        except UnicodeDecodeError as error:
            raise ExtractionError(f"{path}: not UTF-8: {error}") from error


def keep_sure(extractions: Iterable[Extraction], least: float) -> Iterator[Extraction]:
    """Yield the extractions with those of their claims alone whose confidence is at least so much (0..1).

    >>> from graph.model import Claim, Extraction
    >>> claims = tuple(Claim(f"c{n}", "a", "leads", "b", "done", (), n / 10, "추진") for n in (3, 8))
    >>> [kept] = keep_sure([Extraction("기사1", "", "", "", "", "", (), claims)], 0.5)
    >>> [claim.confidence for claim in kept.claims]
    [0.8]
    """
    for extraction in extractions:
        yield replace(extraction, claims=tuple(claim for claim in extraction.claims if claim.confidence >= least))


def write_extractions(extractions: Iterable[Extraction], path: Path) -> None:
    """Write an interchange file, in the order given."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in generate_extractions(extractions))


def _extraction(row: Mapping[str, Any]) -> Extraction:
    entities, claims = tuple(map(_entity, row["entities"])), tuple(map(_claim, row["claims"]))
    return Extraction(
        **{key: str(row[key]) for key in _META},
        entities=entities,
        claims=claims,
        fingerprint=str(row.get("fingerprint", "")),  # what is written by hand has none
    )


def _entity(row: Mapping[str, Any]) -> Entity:
    return Entity(
        id=str(row["id"]),
        type=str(row["type"]),
        name=str(row["name"]),
        mentions=_spans(row["mentions"]),
        anaphora=_spans(row["anaphora"]),
        attrs=_attrs(row["attrs"]),
    )


def _claim(row: Mapping[str, Any]) -> Claim:
    return Claim(
        id=str(row["id"]),
        head=str(row["head"]),
        relation=str(row["relation"]),
        tail=str(row["tail"]),
        status=str(row["status"]),
        evidence=_spans(row["evidence"]),
        confidence=float(row["confidence"]),
        rule=str(row["rule"]),
        attrs=_attrs(row["attrs"]),
    )


def _attrs(row: Mapping[str, Any]) -> dict[str, AttrValue]:
    for name, value in row.items():
        if not isinstance(value, str | int | float):
            raise ValueError(f"attribute {name!r} is {value!r}; a text or a number expected")
    return dict(row)


def _spans(rows: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(int(row["start"]), int(row["end"]), str(row["text"])) for row in rows)
