"""What a corpus says of each handle, gathered over its articles: the matter that resolution judges."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from graph.handles import Index, Sighting, Stay, read_sightings
from graph.model import Extraction
from graph.names import Name

# A name of an organisation, plan, project or site is a phrase; such are shortened in the text itself.
LONG_NAMED = frozenset({"Organization", "Project", "Site", "Policy"})
# What stands between a name and the short form in brackets behind it.
_GLOSS = re.compile(r"['’”」』]?\s?\((?:이하|약칭)?\s*['‘“「『]?([^()'’”」』]{2,15})['’”」』]?\)")
_MOST_BETWEEN = 6


@dataclass(slots=True)
class Unit:
    """A handle: how many articles name it, and what they say of it."""

    handle: str
    type: str
    text: str
    listed: str
    name: Name
    scope: str
    place: str
    articles: int = 0
    glosses: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    stays: set[Stay] = field(default_factory=set)
    around: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Corpus:
    """The extractions, the handle of each entity by article, and the units by handle.

    `linked` are pairs of handles of one type that a claim joins: what is linked is not the same.
    """

    articles: tuple[Extraction, ...]
    handles: tuple[dict[str, str], ...]
    units: dict[str, Unit]
    linked: frozenset[tuple[str, str]]
    index: Index


def read_corpus(extractions: Iterable[Extraction], index: Index) -> Corpus:
    """Return what resolution needs to know of the extractions, read article by article in the order of their ids.

    >>> from graph.model import Entity
    >>> from graph.registers import Hierarchy
    >>> article = Extraction("기사1", "", "", "", "", "", (Entity("Region:창원시", "Region", "창원시", ()),))
    >>> list(read_corpus([article], Index(Hierarchy())).units)
    ['Region:창원시']
    """
    articles = tuple(sorted(extractions, key=lambda extraction: extraction.id))
    units: dict[str, Unit] = {}
    handles = []
    linked: set[tuple[str, str]] = set()
    for article in articles:
        by_id = {}
        for sighting in read_sightings(article, index):
            by_id[sighting.entity.id] = sighting.handle
            _add(sighting, units)
        _learn_glosses(article, by_id, units)
        linked.update(_linked(article, by_id, units))
        handles.append(by_id)
    return Corpus(articles, tuple(handles), units, frozenset(linked), index)


def _add(sighting: Sighting, units: dict[str, Unit]) -> None:
    entity = sighting.entity
    if sighting.handle not in units:
        units[sighting.handle] = Unit(
            sighting.handle,
            entity.type,
            entity.name,
            sighting.listed,
            sighting.name,
            sighting.scope,
            sighting.place,
            around=sighting.around,
        )
    unit = units[sighting.handle]
    unit.articles += 1
    unit.stays.update(sighting.stays)
    if entity.type in LONG_NAMED:
        unit.forms.update(span.text for span in entity.mentions)


def _learn_glosses(article: Extraction, by_id: Mapping[str, str], units: Mapping[str, Unit]) -> None:
    """Note the short forms that an article itself gives its names: X(이하 Y), X(Y)."""
    owners: dict[str, str] = {}
    for entity in article.entities:
        if entity.type in LONG_NAMED:
            owners.update((span.text, by_id[entity.id]) for span in entity.mentions)
            # Two forms of one entity, the second right behind the first: extraction read the bracket.
            for before, behind in pairwise(sorted(entity.mentions)):
                if 1 <= behind.start - before.end <= _MOST_BETWEEN:
                    units[by_id[entity.id]].glosses.add(behind.text)
    quotes = sorted({quote.text for claim in article.claims for quote in claim.evidence if "(" in quote.text})
    for match in (match for quote in quotes for match in _GLOSS.finditer(quote)):
        said = match.string[: match.start()]
        if named := max((text for text in owners if said.endswith(text)), key=len, default=""):
            units[owners[named]].glosses.add(match.group(1).strip())


def _linked(article: Extraction, by_id: Mapping[str, str], units: Mapping[str, Unit]) -> Iterable[tuple[str, str]]:
    for claim in article.claims:
        head, tail = by_id.get(claim.head, ""), by_id.get(claim.tail, "")
        if head and tail and head != tail and units[head].type == units[tail].type:
            yield min(head, tail), max(head, tail)
