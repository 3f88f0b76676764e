"""Candidates: every stretch of a document that a recogniser, register or pattern takes for a name, with why."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Document
from extractors.gazetteer import Gazetteer, Hit
from extractors.names import NameFinder
from extractors.ner import Recogniser
from extractors.people import Office, PeopleFinder, PersonMention
from extractors.phrases import find_phrases
from extractors.regions import find_places
from extractors.registers import Entry, Registers

# Words that stand between two names, never in one: 진해첨단산업연구단지 내 지식산업센터.
_APART = re.compile(r" (?:내|안|등) ")
_PUBLIC_KINDS = frozenset(("government", "ministry", "agency", "committee", "assembly", "court", "public", "institute", "local_public"))


@dataclass(frozen=True, slots=True)
class Source:
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
    """A stretch of the text with all sources that propose it."""

    start: int
    end: int
    sources: list[Source] = field(default_factory=list)


class CandidateFinder:
    """The recognisers, loaded once."""

    def __init__(self, registers: Registers, recogniser: Recogniser) -> None:
        self.registers = registers
        self.recogniser = recogniser
        self.gazetteer = Gazetteer(
            (entry, form)
            for entry in registers.entries
            for form in entry.forms
            if entry.type != "Region" or entry.kind == "area" or " " not in form
        )
        self.people = PeopleFinder(registers.titles)
        self.names = NameFinder()

    def find(self, document: Document) -> list[Candidate]:
        """Return the candidates in the order of the text; they may overlap."""
        hits = [hit for hit in self.gazetteer.find(document) if document.sentence_at(hit.start)]
        found: dict[tuple[int, int], Candidate] = {}
        for start, end, source in (
            *self._people(document, hits),
            *self._places(document, hits),
            *self._register(document, hits),
            *self._names(document, hits),
            *self._recognised(document),
        ):
            found.setdefault((start, end), Candidate(start, end)).sources.append(source)
        return [found[key] for key in sorted(found, key=lambda key: (key[0], -key[1]))]

    def _recognised(self, document: Document) -> Iterator[tuple[int, int, Source]]:
        for named in self.recogniser.recognise(document.doc):
            if document.sentence_at(named.start) and not _APART.search(document.text, named.start, named.end):
                yield named.start, named.end, Source("model", named.label, score=named.score)

    def _places(self, document: Document, hits: Sequence[Hit]) -> Iterator[tuple[int, int, Source]]:
        for place in find_places(document, hits, self.registers):
            yield place.start, place.end, Source("place", "Region", place.name, place.entry)

    def _register(self, document: Document, hits: Sequence[Hit]) -> Iterator[tuple[int, int, Source]]:
        for hit in hits:
            for entry in _valid(hit, document.article.date):
                yield hit.start, hit.end, Source("register", entry.type, entry.name, entry, hit=hit)

    def _names(self, document: Document, hits: Sequence[Hit]) -> Iterator[tuple[int, int, Source]]:
        for sentence in document.sentences:
            for phrase in find_phrases(document, sentence):
                if phrase.quoted:
                    yield phrase.start, phrase.end, Source("quotes", "")
                for name in self.names.names(document, phrase, hits):
                    yield name.start, name.end, Source(name.rule, name.type)

    def _people(self, document: Document, hits: Sequence[Hit]) -> Iterator[tuple[int, int, Source]]:
        for sentence in document.sentences:
            for person in self.people.find(document, sentence):
                if person.surname_only:
                    yield person.start, person.end, Source("surname", "Official", person.name)
                else:
                    yield from self._holder(document, person, hits)

    def _holder(self, document: Document, person: PersonMention, hits: Sequence[Hit]) -> Iterator[tuple[int, int, Source]]:
        """Yield a person and, where it stands beside them, the body they head or serve."""
        office, body = person.office, None
        if office is not None:
            body, office = self._body(document, office, hits)
            if body is not None:
                yield body
        kind = "Official" if office is not None and self._is_public(office.title, body[2] if body else None) else "Person"
        yield person.start, person.end, Source("person", kind, person.name, office=office)

    def _body(
        self, document: Document, office: Office, hits: Sequence[Hit]
    ) -> tuple[tuple[int, int, Source] | None, Office]:
        """Return the body before a title (경남 in 경남지사, 생기원 in 생기원장), and the office with its full title."""
        text = document.text
        start, end = office.body
        if office.title == "국회의원":
            at = text.rindex("국회의원", start, office.title_end)
            found = (at, at + 2, Source("office", "Organization", "국회", self._known("국회", document.article.date)))
            return found, replace(office, body=(at, at + 2))
        whole = text[start : office.title_end]
        for cut in range(len(whole), 1, -1):
            entry = self._known(whole[:cut].strip(), document.article.date)
            if entry is not None and (start + cut <= end or whole[cut:] == "장"):
                title = whole[cut:].strip() if whole[cut:] != "장" else whole[cut - 1] + "장"
                found = (start, start + cut, Source("office", entry.type, entry.name, entry))
                return found, replace(office, body=(start, start + cut), title=title)
        if any(start <= hit.start and hit.end <= end and hit.whole for hit in hits):
            return None, office
        words = text[start:end].rstrip()
        if len(words) >= 2:
            found = (start, start + len(words), Source("office", "Organization"))
            return found, replace(office, body=(start, start + len(words)))
        return None, office

    def _known(self, form: str, date: str) -> Entry | None:
        entries = [
            entry
            for entry in self.registers.by_form.get(form, ())
            if entry.type in ("Region", "Organization") and entry.kind != "eupmyeondong"
        ]
        entries = [entry for entry in entries if entry.valid_at(date)] or entries
        strong = [entry for entry in entries if form not in entry.weak] or entries
        return strong[0] if len(strong) == 1 else None

    def _is_public(self, title: str, body: Source | None) -> bool:
        titles = self.registers.titles
        public = next((titles[title[n:]] for n in range(len(title)) if title[n:] in titles), "depends")
        if public == "yes" or body is None:
            return public != "no"
        return body.type == "Region" or (body.entry is not None and body.entry.kind in _PUBLIC_KINDS)


def _valid(hit: Hit, date: str) -> Iterable[Entry]:
    entries = [entry for entry in hit.entries if entry.type != "Region"]
    if len(entries) > 1:
        entries = [entry for entry in entries if entry.valid_at(date)] or entries
    return entries
