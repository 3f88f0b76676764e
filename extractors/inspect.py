"""Inspected articles as one page that works without any network: displaCy marks the text, our own template holds it."""

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from jinja2 import Environment, PackageLoader
from spacy.displacy.render import EntityRenderer

from extractors.inspection import Inspection, Mark, Passage, tell_entities
from graph.model import Span
from graph.schema import load_schema

_WEB = re.compile("https?://", re.IGNORECASE)
# displaCy escapes the text, and nothing else that goes in here.
_MARK = '<mark class="{kind} {label}" style="--color: {bg}" title="{hint}">{text}</mark>'


def generate_inspection(inspections: Iterable[Inspection]) -> str:
    """Return the page: of each article the marked text, and below it the claims and what was missed.

    >>> generate_inspection([])[:15]
    '<!DOCTYPE html>'
    """
    environment = Environment(loader=PackageLoader("extractors", "page"), autoescape=True, trim_blocks=True)
    articles = [_article(f"a{number}", inspection) for number, inspection in enumerate(inspections, 1)]
    return environment.get_template("inspect.html").render(schema=load_schema(), articles=articles)


def _article(place: str, inspection: Inspection) -> dict[str, Any]:
    article = inspection.article
    return {
        "place": place,
        "title": article.title or article.id,
        "source": " · ".join(filter(None, (article.press, article.date))),
        "url": article.url if _WEB.match(article.url) else "",
        "passages": list(_passages(place, inspection)),
        "entities": tell_entities(inspection),
        "claims": [
            (claim, [(span.text, _passage_of(span, place, inspection)) for span in claim.claim.evidence])
            for claim in inspection.claims
        ],
        "judgement": inspection.judgement,
    }


def _passages(place: str, inspection: Inspection) -> Iterator[tuple[str, str, str]]:
    """Yield kind, id and marked text of each passage."""
    colors = {name: term.color for name, term in load_schema().types.items()}
    renderer = EntityRenderer(options={"colors": colors, "template": _MARK})
    for passage in inspection.passages:
        text = inspection.article.text[passage.start : passage.end]
        marks = [_displacy(mark, passage) for mark in passage.marks]
        yield passage.kind, f"{place}-{passage.start}", renderer.render_ents(text, marks, None)


def _displacy(mark: Mark, passage: Passage) -> dict[str, Any]:
    return {
        "start": mark.start - passage.start,
        "end": min(mark.end, passage.end) - passage.start,
        "label": mark.type,
        "params": {"kind": mark.kind, "hint": escape(_hint(mark))},
    }


def _hint(mark: Mark) -> str:
    named = f"{mark.name} ({load_schema().types[mark.type].ko})"
    return {"mention": named, "anaphor": f"→ {named}", "missed": f"놓침: {named}"}[mark.kind]


def _passage_of(span: Span, place: str, inspection: Inspection) -> str:
    start = next(passage.start for passage in inspection.passages if span.start < passage.end)
    return f"{place}-{start}"
