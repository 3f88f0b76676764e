"""Inspected articles for the terminal: the same as on the page, as coloured text."""

import re
from collections.abc import Iterator

from rich.color import Color
from rich.text import Text

from extractors.inspection import Inspection, Mark, Passage, ToldClaim, tell_entities
from graph.schema import load_schema

# A colour from this relative luminance on carries black letters better than white ones.
LIGHT = 0.18
_PASSAGES = {"headline": "bold", "silent": "italic", "around": "dim"}
_MISSED = "underline red"
# What could command the terminal: an extraction may come from anybody.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def render_terminal(inspection: Inspection) -> Iterator[Text]:
    """Yield the lines of one article: the marked text, its entities, its claims and what was missed.

    >>> from extractors.inspection import inspect_article
    >>> from graph.model import Article, Extraction
    >>> told = Extraction("기사1", "", "", "", "", "")
    >>> [line.plain for line in render_terminal(inspect_article(Article("기사1", "", "", "", "", "드론"), told))]
    ['기사1', '드론', '', '주장 0']
    """
    for line in _lines(inspection):
        line.plain = _CONTROL.sub("\ufffd", line.plain)
        yield line


def _lines(inspection: Inspection) -> Iterator[Text]:
    article = inspection.article
    yield Text(" · ".join(filter(None, (article.id, article.press, article.date, article.url))), "dim")
    yield Text.assemble(*(piece for passage in inspection.passages for piece in _passage(article.text, passage)))
    yield Text()
    yield from _entities(inspection)
    yield Text(f"주장 {len(inspection.claims)}", "bold")
    for claim in inspection.claims:
        yield from _claim(claim)
    yield from _missed(inspection)


def legend() -> Text:
    """Return what the colours and lines mean."""
    types = (piece for term in load_schema().types.values() for piece in (_name(term.name, term.ko), " "))
    silent = ("둘 이상을 말했지만 주장을 찾지 못한 문장", _PASSAGES["silent"])
    return Text.assemble(*types, ("그", "underline"), ("(→가리키는 것) ", "dim"), silent, " ", ("놓친 이름", _MISSED))


def _passage(text: str, passage: Passage) -> Iterator[tuple[str, str]]:
    at, around = passage.start, _PASSAGES.get(passage.kind, "")
    for mark in passage.marks:
        yield text[at : mark.start], around
        at = min(mark.end, passage.end)
        yield from _mark(text[mark.start : at], mark)
    yield text[at : passage.end], around


def _mark(text: str, mark: Mark) -> Iterator[tuple[str, str]]:
    match mark.kind:
        case "mention":
            yield _name(mark.type, text)
        case "anaphor":
            yield text, "underline"
            yield f"(→{mark.name})", "dim"
        case _:
            yield text, _MISSED


def _entities(inspection: Inspection) -> Iterator[Text]:
    for type_, entities in tell_entities(inspection):
        line = Text(f"{load_schema().types[type_].ko}: ", "bold")
        for entity, right in entities:
            count = f" ×{len(entity.mentions)}" + (f"+{len(entity.anaphora)}" if entity.anaphora else "")
            line.append_tokens([_name(type_, entity.name), (count, "dim"), (" ✗ " if right is False else " ", "red")])
        yield line


def _claim(told: ToldClaim) -> Iterator[Text]:
    claim, head, tail = told.claim, told.head, told.tail
    facts = (f"  {heading} {value}" for heading, value in told.facts)
    link = (_name(head.type, head.name), f" {told.relation} → ", _name(tail.type, tail.name))
    verdict = "  ✗ 정답에 없음" if told.right is False else ""
    yield Text.assemble(*link, (f"  [{told.status}]", "bold"), *facts, (verdict, "red"))
    yield from (Text(f"  “{span.text}”") for span in claim.evidence)
    yield Text(f"  규칙 {claim.rule} · 확신 {claim.confidence:.2f}", "dim")


def _missed(inspection: Inspection) -> Iterator[Text]:
    if not (judgement := inspection.judgement):
        return
    yield Text(f"\n놓친 개체 {len(judgement.entities)}", "bold red")
    missed = (piece for entity in judgement.entities for piece in (_name(entity.type, entity.name), " "))
    yield Text.assemble(*missed)
    yield Text(f"놓친 주장 {len(judgement.claims)}", "bold red")
    for head, relation, tail in judgement.claims:
        yield Text(f"{head} {load_schema().relations[relation].ko} → {tail}")


def _name(type_: str, name: str) -> tuple[str, str]:
    color = load_schema().types[type_].color
    red, green, blue = ((part / 255) ** 2.2 for part in Color.parse(color).get_truecolor())
    letters = "black" if 0.2126 * red + 0.7152 * green + 0.0722 * blue >= LIGHT else "white"
    return name, f"{letters} on {color}"
