"""Claims: links with their status, attributes, confidence and the shortest quote that shows them."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from extractors.attributes import link_title
from extractors.document import Document
from extractors.relations import Link
from graph.model import Attrs, Claim, Span, claim_id

# A chance is told to this many digits: it was measured on about two thousand links.
DIGITS = 3


def make_claims(
    document: Document, links: Iterable[Link], ids: Mapping[int, str], told: Mapping[int, Attrs] = MappingProxyType({})
) -> Iterator[Claim]:
    """Yield the claims of an article in the order of their quotes; `ids` gives the entity id of each group.

    `told` gives the attributes of links, by their identity.
    """
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
            attrs=dict(sorted(_attributes(link, told.get(id(link), {})).items())),
        )


def _attributes(link: Link, told: Attrs) -> Attrs:
    title = link_title(link) if link.relation == "holds_office" else ""
    return {**told, "title": title} if title else told


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
