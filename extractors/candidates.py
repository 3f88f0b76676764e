"""Candidates: every stretch of a document that a recogniser, register or pattern takes for a name, with why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from extractors.document import Document
from extractors.gazetteer import Gazetteer, Hit
from extractors.names import NameReader
from extractors.ner import Named, Recogniser
from extractors.people import Office, PeopleFinder, PersonMention
from extractors.phrases import find_phrases
from extractors.regions import find_places
from extractors.registers import Entry, Registers

# Words that stand between two names, never in one: 진해첨단산업연구단지 내 지식산업센터.
_APART = re.compile(r" (?:내|안|등) ")
# Whose heads are public officials where the title alone does not tell (원장, 이사장).
_PUBLIC_KINDS = frozenset(
    ("government", "ministry", "agency", "committee", "assembly", "court", "public", "institute", "local_public")
)
# A title that names its body: whoever is 국회의원 sits in 국회.
_ASSEMBLY, _ASSEMBLY_TITLE = "국회", "국회의원"
# A title that is short for the last syllable of its body and 장: 생기원장 heads 생기원.
_HEAD = "장"


# The recogniser's chance from which its word alone is enough: below it, it is wrong about long names too often
# (F1 on articles for which neither rules nor registers were made: all its guesses .764, from .6 .768, from .85 .765).
SURE = 0.6


class Source(NamedTuple):
    """One reason to take a stretch for a name: the rule, the type it suggests, and what it knows besides."""

    rule: str
    type: str
    name: str = ""
    entry: Entry | None = None
    office: Office | None = None
    hit: Hit | None = None
    score: float = 1.0


@dataclass(slots=True)
class Candidate:
    """A stretch of the text with all sources that propose it; they are added while the candidates are gathered."""

    start: int
    end: int
    sources: list[Source] = field(default_factory=list)

    @property
    def is_guess(self) -> bool:
        """Whether nothing but the recogniser speaks for it, and that not surely; it is only told to the others."""
        return len(self.sources) == 1 and self.sources[0].rule == "model" and self.sources[0].score < SURE


# Where a source proposes a name.
Proposal = tuple[int, int, Source]


class CandidateFinder:
    """The recognisers, loaded once."""

    def __init__(self, registers: Registers, recogniser: Recogniser) -> None:
        """Build the gazetteer of all names, without those of regions that are found part by part (창원시 의창구)."""
        self.registers = registers
        self.recogniser = recogniser
        self.gazetteer = Gazetteer(
            (entry, form)
            for entry in registers.entries
            for form in entry.forms
            if entry.type != "Region" or entry.kind == "area" or " " not in form
        )
        self.people = PeopleFinder(registers.titles)

    def find(self, documents: Sequence[Document]) -> list[list[Candidate]]:
        """Return the candidates of each document in the order of the text; they may overlap."""
        recognised = self.recogniser.recognise_columns((document.text, document.columns) for document in documents)
        hits = [_within_sentences(document, self.gazetteer.find(document)) for document in documents]
        return list(map(self._find, documents, hits, recognised))

    def _find(self, document: Document, hits: Sequence[Hit], recognised: Sequence[Named]) -> list[Candidate]:
        found: dict[tuple[int, int], Candidate] = {}
        for start, end, source in (
            *self._people(document, hits),
            *self._places(document, hits),
            *_registered(document, hits),
            *_formed(document, hits),
            *_recognised(document, recognised),
        ):
            if (candidate := found.get((start, end))) is None:
                candidate = found[start, end] = Candidate(start, end)
            candidate.sources.append(source)
        return [found[key] for key in sorted(found, key=lambda key: (key[0], -key[1]))]

    def _places(self, document: Document, hits: Sequence[Hit]) -> Iterator[Proposal]:
        for place in find_places(document, hits, self.registers):
            yield place.start, place.end, Source("place", "Region", place.name, place.entry)

    def _people(self, document: Document, hits: Sequence[Hit]) -> Iterator[Proposal]:
        for sentence in document.sentences:
            for person in self.people.find(document, sentence):
                if person.surname_only:
                    yield person.start, person.end, Source("surname", "Official", person.name)
                else:
                    yield from self._holder(document, person, hits)

    def _holder(self, document: Document, person: PersonMention, hits: Sequence[Hit]) -> Iterator[Proposal]:
        """Yield a person and, where it stands beside them, the body they head or serve."""
        if person.office is None:
            yield person.start, person.end, Source("person", "Person", person.name)
            return
        body, office = self._body(document, person.office, hits)
        if body is not None:
            yield body
        kind = "Official" if self._is_public(office.title, body[2] if body else None) else "Person"
        yield person.start, person.end, Source("person", kind, person.name, office=office)

    def _body(self, document: Document, office: Office, hits: Sequence[Hit]) -> tuple[Proposal | None, Office]:
        """Return the body before a title (경남 in 경남지사, 생기원 in 생기원장), and the office with its full title."""
        start, end = office.body
        if office.title == _ASSEMBLY_TITLE:
            start = document.text.rindex(_ASSEMBLY_TITLE, start, office.title_end)
            end = start + len(_ASSEMBLY)
            known = self._known(_ASSEMBLY, document.article.date)
            return (start, end, Source("office", "Organization", _ASSEMBLY, known)), replace(office, body=(start, end))
        if found := self._known_body(document, office):
            return found
        words = document.text[start:end].rstrip()
        if len(words) < 2 or any(start <= hit.start and hit.end <= end and hit.whole for hit in hits):
            return None, office
        end = start + len(words)
        return (start, end, Source("office", "Organization")), replace(office, body=(start, end))

    def _known_body(self, document: Document, office: Office) -> tuple[Proposal, Office] | None:
        """Return the longest name of the registers that the words before and in a title begin with."""
        start, end = office.body
        whole = document.text[start : office.title_end]
        for cut in range(len(whole), 1, -1):
            entry = None if whole[cut - 1].isspace() else self._known(whole[:cut], document.article.date)
            rest = whole[cut:]
            if entry is not None and (start + cut <= end or rest == _HEAD):
                title = whole[cut - 1 :] if rest == _HEAD else rest.strip()
                body = start, start + cut
                return (*body, Source("office", entry.type, entry.name, entry)), replace(office, body=body, title=title)
        return None

    def _known(self, form: str, date: str) -> Entry | None:
        """Return the only body of that name on a day; a strong form goes before a weak one."""
        entries = [
            entry
            for entry in self.registers.by_form.get(form, ())
            if entry.type in ("Region", "Organization") and entry.kind != "eupmyeondong"
        ]
        entries = [entry for entry in entries if entry.valid_at(date)] or entries
        strong = [entry for entry in entries if form not in entry.weak] or entries
        return strong[0] if len(strong) == 1 else None

    def _is_public(self, title: str, body: Source | None) -> bool:
        """Tell whether a post is a public one, by the longest title known in it, else by its body."""
        titles = self.registers.titles
        public = next((titles[title[n:]] for n in range(len(title)) if title[n:] in titles), "depends")
        if public == "yes" or body is None:
            return public != "no"
        return body.type == "Region" or (body.entry is not None and body.entry.kind in _PUBLIC_KINDS)


def _within_sentences(document: Document, hits: Iterable[Hit]) -> list[Hit]:
    return [hit for hit in hits if (inside := document.sentence_at(hit.start)) and hit.end <= inside.end]


def _recognised(document: Document, recognised: Iterable[Named]) -> Iterator[Proposal]:
    for named in recognised:
        if document.sentence_at(named.start) and not _APART.search(document.text, named.start, named.end):
            yield named.start, named.end, Source("model", named.label, score=named.score)


def _registered(document: Document, hits: Sequence[Hit]) -> Iterator[Proposal]:
    """Yield the entries of the registers where they stand; only industries stand inside other words as well."""
    for hit in hits:
        for entry in _valid(hit, document.article.date):
            if hit.whole or entry.type == "Industry":
                yield hit.start, hit.end, Source("register", entry.type, entry.name, entry, hit=hit)


def _valid(hit: Hit, date: str) -> Sequence[Entry]:
    entries = [entry for entry in hit.entries if entry.type != "Region"]
    if len(entries) > 1:
        entries = [entry for entry in entries if entry.valid_at(date)] or entries
    return entries


def _formed(document: Document, hits: Sequence[Hit]) -> Iterator[Proposal]:
    """Yield what is a name by its form or because quotation marks set it apart."""
    names = NameReader(document.text, hits)
    for sentence in document.sentences:
        for phrase in find_phrases(document, sentence):
            if phrase.quoted:
                yield phrase.start, phrase.end, Source("quotes", "")
            if name := names.read(phrase):
                yield name.start, name.end, Source(name.rule, name.type)
