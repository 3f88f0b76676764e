"""Mentions: who and what is named where, each stretch of the text once."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.document import Document
from extractors.gazetteer import Gazetteer, Hit
from extractors.names import NameFinder
from extractors.people import Office, PeopleFinder, PersonMention
from extractors.phrases import find_phrases
from extractors.regions import find_places
from extractors.registers import Entry, Registers


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names something; `name` is the canonical one where a register or pattern knows it.

    `nested` tells that it stands inside a longer name (드론 in 드론 특화단지); `office` is the post that stands beside a person.
    """

    start: int
    end: int
    type: str
    name: str
    rule: str
    entry: Entry | None = None
    nested: bool = False
    office: Office | None = None


# Where candidates overlap the higher rank wins, then the longer.
_RANK = {"person": 5, "office": 5, "quoted": 4, "register": 3, "place": 2, "surname": 5}
_PUBLIC_KINDS = frozenset(("government", "ministry", "agency", "committee", "assembly", "court", "public", "institute", "local_public"))
# What an unknown body is called where its head is a public post.
_PUBLIC_BODY = re.compile(r"(?:진흥원|연구원|기술원|재단|공사|공단|테크노파크|시설관리공단|개발원|국립.*|시립.*|도립.*|과학기술원|의회|청|본부)$")


class MentionFinder:
    """The recognisers, loaded once."""

    def __init__(self, registers: Registers) -> None:
        self.registers = registers
        self.gazetteer = Gazetteer(
            (entry, form)
            for entry in registers.entries
            for form in entry.forms
            if entry.type != "Region" or entry.kind == "area" or " " not in form
        )
        self.people = PeopleFinder(registers.titles)
        self.names = NameFinder()

    def find(self, document: Document) -> list[Mention]:
        """Return the mentions of a document in the order of the text; only nested ones overlap others."""
        hits = [hit for hit in self.gazetteer.find(document) if document.sentence_at(hit.start)]
        candidates = [*self._people(document, hits), *self._register(document, hits), *self._names(document, hits)]
        candidates += [Mention(p.start, p.end, "Region", p.name, "place", p.entry) for p in find_places(document, hits, self.registers)]
        chosen = _disjoint(candidates)
        return sorted((*chosen, *_industries(document, hits, chosen)), key=lambda m: (m.start, -m.end))

    def _people(self, document: Document, hits: Sequence[Hit]) -> Iterator[Mention]:
        taken = {(h.start, h.end) for h in hits if h.whole and any(document.text[h.start : h.end] not in e.weak for e in h.entries)}
        for sentence in document.sentences:
            for person in self.people.find(document, sentence):
                if person.surname_only:
                    yield Mention(person.start, person.end, "Official", person.name, "surname")
                elif (person.start, person.end) not in taken:
                    yield from self._holder(document, person, hits)

    def _holder(self, document: Document, person: PersonMention, hits: Sequence[Hit]) -> Iterator[Mention]:
        """Yield a person and, where it stands beside them, the body they head or serve."""
        office, body = person.office, None
        if office is not None:
            body, office = self._body(document, office, hits)
            if body is not None:
                yield body
        kind = "Official" if office is not None and self._is_public(office.title, body) else "Person"
        yield Mention(person.start, person.end, kind, person.name, "person", office=office)

    def _body(self, document: Document, office: Office, hits: Sequence[Hit]) -> tuple[Mention | None, Office]:
        """Return the body before a title as a mention (경남 in 경남지사, 생기원 in 생기원장), and the office with its full title."""
        text = document.text
        start, end = office.body
        if office.title == "국회의원":
            at = text.rindex("국회의원", start, office.title_end)
            assembly = self._known("국회", document.article.date)
            return Mention(at, at + 2, "Organization", "국회", "office", assembly), replace(office, body=(at, at + 2))
        whole = text[start : office.title_end]
        for cut in range(len(whole), 1, -1):
            entry = self._known(whole[:cut].strip(), document.article.date)
            if entry is not None and (start + cut <= end or whole[cut:] == "장"):
                title = whole[cut:].strip() if whole[cut:] != "장" else whole[cut - 1] + "장"
                return Mention(start, start + cut, entry.type, entry.name, "office", entry), replace(office, body=(start, start + cut), title=title)
        inside = [h for h in hits if start <= h.start and h.end <= end and h.whole]
        if inside:
            return None, replace(office, body=(start, end))
        if end - start >= 2:
            words = text[start:end].rstrip()
            return Mention(start, start + len(words), "Organization", "", "office"), replace(office, body=(start, start + len(words)))
        return None, office

    def _known(self, form: str, date: str) -> Entry | None:
        entries = [e for e in self.registers.by_form.get(form, ()) if e.type in ("Region", "Organization") and e.kind != "eupmyeondong"]
        entries = [e for e in entries if e.valid_at(date)] or entries
        strong = [e for e in entries if form not in e.weak] or entries
        return strong[0] if len(strong) == 1 else None

    def _is_public(self, title: str, body: Mention | None) -> bool:
        public = next((self.registers.titles[title[n:]] for n in range(len(title)) if title[n:] in self.registers.titles), "depends")
        if public == "yes" or body is None:
            return public != "no"
        if body.type == "Region" or (body.entry is not None and body.entry.kind in _PUBLIC_KINDS):
            return True
        name = body.name or ""
        return public == "depends" and bool(_PUBLIC_BODY.search(name)) if body.entry else False

    def _names(self, document: Document, hits: Sequence[Hit]) -> Iterator[Mention]:
        for sentence in document.sentences:
            for phrase in find_phrases(document, sentence):
                for name in self.names.names(document, phrase, hits):
                    yield Mention(name.start, name.end, name.type, "", name.rule)

    def _register(self, document: Document, hits: Sequence[Hit]) -> Iterator[Mention]:
        for hit in hits:
            entry = _one(hit, document.text, document.article.date)
            if entry is not None and hit.whole and entry.type not in ("Region", "Industry"):
                yield Mention(hit.start, hit.end, entry.type, entry.name, "register", entry)


def _one(hit: Hit, text: str, date: str) -> Entry | None:
    form = text[hit.start : hit.end]
    strong = [entry for entry in hit.entries if form not in entry.weak and entry.type != "Region"]
    if len(strong) > 1:
        strong = [entry for entry in strong if entry.valid_at(date)] or strong
    return strong[0] if strong else None


def _disjoint(candidates: Iterable[Mention]) -> list[Mention]:
    chosen: list[Mention] = []
    starts: list[int] = []
    for mention in sorted(candidates, key=lambda m: (-_RANK.get(m.rule, 3), m.start - m.end, m.start)):
        at = bisect_left(starts, mention.start)
        free_left = at == 0 or chosen[at - 1].end <= mention.start
        free_right = at == len(chosen) or mention.end <= chosen[at].start
        if free_left and free_right:
            chosen.insert(at, mention)
            starts.insert(at, mention.start)
    return chosen


_GLUED_INDUSTRY = ("산업", "업", "분야", "기업", "클러스터", "특화", "도시", "단지", "기술", "사업", "센터", "벨트", "밸리", "생태계", "시장", "업계", "융합", "부문")


def _industries(document: Document, hits: Sequence[Hit], chosen: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the industries, the longest at a place, also those inside longer names."""
    starts = [mention.start for mention in chosen]
    end = 0
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        entry = next((e for e in hit.entries if e.type == "Industry"), None)
        if entry is None or hit.start < end:
            continue
        at = bisect_left(starts, hit.start + 1) - 1
        cover = chosen[at] if at >= 0 and chosen[at].end > hit.start else None
        if cover is not None and cover.end < hit.end:
            continue
        form = document.text[hit.start : hit.end]
        if form in entry.weak and not _industry_context(document, hit):
            continue
        if cover is None and hit.glued_right and not document.text.startswith(_GLUED_INDUSTRY, hit.end):
            continue
        end = hit.end
        yield Mention(hit.start, hit.end, "Industry", entry.name, "industry", entry, nested=cover is not None)


def _industry_context(document: Document, hit: Hit) -> bool:
    return document.text[hit.end : hit.end + 1] in "·" or document.text[hit.start - 1 : hit.start] == "·" or document.text[hit.end : hit.end + 3].strip().startswith(("산업", "분야", "업"))
