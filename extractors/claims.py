"""Claims: links with their status, attributes, confidence and the shortest quote that shows them."""

from collections.abc import Iterator, Mapping, Sequence

from extractors.attributes import addressee, decider, link_attributes, link_status, undertakings
from extractors.document import Document
from extractors.frames import Frame
from extractors.relations import Link
from graph.model import AttrValue, Claim, Span, claim_id

# The share of links of a rule that were right on the open gold articles; a rule too rare to tell gets the average.
AVERAGE = 0.5


def make_claims(document: Document, frames: Sequence[Frame], links: Sequence[Link], ids: Mapping[int, str]) -> Iterator[Claim]:
    """Yield the claims of an article in the order of their quotes; `ids` gives the entity id of each group."""
    progress = undertakings(document, list(frames))
    for link in sorted(links, key=lambda l: (l.start, l.end, ids[id(l.head)], l.relation, ids[id(l.tail)])):
        head, tail = ids[id(link.head)], ids[id(link.tail)]
        yield Claim(
            id=claim_id(document.article.id, head, link.relation, tail),
            head=head,
            relation=link.relation,
            tail=tail,
            status=link_status(document, link, progress),
            evidence=(_quote(document, link),),
            confidence=AVERAGE,
            rule=link.rule,
            attrs=dict(sorted(_attributes(document, link, ids).items())),
        )


def _attributes(document: Document, link: Link, ids: Mapping[int, str]) -> dict[str, AttrValue]:
    attrs = link_attributes(document, link)
    if link.relation == "selected_for" and (by := decider(link.frame, link)) is not None:
        attrs["by"] = ids[id(by)]
    if link.relation == "proposes" and (to := addressee(link.frame, link)) is not None:
        attrs["to"] = ids[id(to)]
    return attrs


def _quote(document: Document, link: Link) -> Span:
    """Return the words from the first end of the link to the last, whole words and with their predicate's ending."""
    text, sentence = document.text, link.frame.sentence
    start, end = link.start, link.end
    while start > sentence.start and not text[start - 1].isspace():
        start -= 1
    while end < sentence.end and not text[end].isspace():
        end += 1
    return Span(start, end, text[start:end])
