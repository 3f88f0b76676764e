"""Claims: links with their status, attributes, confidence and the shortest quote that shows them."""

from collections.abc import Iterable, Iterator, Mapping

from extractors.attributes import addressee, decider, link_attributes
from extractors.document import Document
from extractors.relations import Link
from graph.model import AttrValue, Claim, Span, claim_id

# A chance is told to this many digits: it was measured on about two thousand links.
DIGITS = 3


def make_claims(document: Document, links: Iterable[Link], ids: Mapping[int, str]) -> Iterator[Claim]:
    """Yield the claims of an article in the order of their quotes; `ids` gives the entity id of each group."""
    named = ((link, ids[id(link.head)], ids[id(link.tail)]) for link in links)
    for link, head, tail in sorted(named, key=lambda row: (row[0].start, row[0].end, row[1], row[0].relation, row[2])):
        yield Claim(
            id=claim_id(document.article.id, head, link.relation, tail),
            head=head,
            relation=link.relation,
            tail=tail,
            status=link.status,
            evidence=tuple(_quotes(document, link)),
            confidence=round(link.confidence, DIGITS),
            rule=link.rule,
            attrs=dict(sorted(_attributes(document, link, ids).items())),
        )


def _attributes(document: Document, link: Link, ids: Mapping[int, str]) -> dict[str, AttrValue]:
    attrs = link_attributes(document, link)
    if link.relation == "selected_for" and (by := decider(link)) is not None:
        attrs["by"] = ids[id(by)]
    if link.relation == "proposes" and (to := addressee(link)) is not None:
        attrs["to"] = ids[id(to)]
    return attrs


def _quotes(document: Document, link: Link) -> Iterator[Span]:
    """Yield the words of the link, none cut: those of an earlier sentence first, where they stand in two."""
    if link.earlier is not None:
        yield Span(*link.earlier, document.text[slice(*link.earlier)])
    yield _quote(document, link)


def _quote(document: Document, link: Link) -> Span:
    text, sentence = document.text, link.frame.sentence
    start, end = max(link.start, sentence.start), min(link.end, sentence.end)
    while start > sentence.start and not text[start - 1].isspace():
        start -= 1
    while end < sentence.end and not text[end].isspace():
        end += 1
    return Span(start, end, text[start:end])
