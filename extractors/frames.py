"""Frames: in each sentence, what is named, the particle that marks its role, and the predicates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import NOMINAL, Document, Sentence
from extractors.entities import Anaphor, Group
from extractors.lexicon import load_lexicon

_COORDINATE = re.compile(r"['’”\"」)]*(?:\([^)]*\))?['’”\"」]*(?:·|, ?|와 |과 | 및 |△| △|▲| ▲|㈜|ㆍ| ·|/|이나 |나 | )*(?:△|▲|\()?['‘“\"「]?$")
_SKIP_TAGS = frozenset(("SSO", "SSC", "SP", "SS", "SW", "XSN", "SO"))
_TOPIC = ("은", "는", "도")
_NEGATIVE = re.compile(r"(?:지 ?(?:않|못)|못 ?하|안 |무산|탈락|실패|좌초|빠진|빠졌|놓쳤|놓친|고배|철회|중단|취소|백지화)")


# 추진 중, 조성 계획: a verbal noun that a noun of tense turns into a predicate.
_VERBAL = frozenset(stem for stems in load_lexicon()["predicates"].values() for stem in stems if not stem.endswith(("다", "되")))
_NOMINAL_TENSE = frozenset(("중", "예정", "계획", "방침", "본격화"))


@dataclass(frozen=True, slots=True)
class Item:
    """An entity where a sentence names it. `role` is the particle that marks it, "mod" before another name, or ""."""

    group: Group
    start: int
    end: int
    role: str
    nested: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or verbal noun: its stem (추진, 선정, 짓), where it stands, and how it ends (EC, ETM, EF, ETN or "")."""

    stem: str
    start: int
    end: int
    ending: str
    form: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with its items and predicates in order.

    `focus` is the project or site that the text was about before the sentence, `actor` the subject it had.
    """

    sentence: Sentence
    text: str
    items: tuple[Item, ...]
    predicates: tuple[Predicate, ...]
    focus: Group | None
    actor: Group | None


def read_frames(document: Document, groups: Sequence[Group], anaphora: Sequence[Anaphor]) -> Iterator[Frame]:
    """Yield a frame for each sentence of the document, in order."""
    named = [(m.start, m.end, g, m.nested) for g in groups for m in g.mentions]
    named += [(a.start, a.end, a.group, False) for a in anaphora if not any(s < a.end and a.start < e for s, e, _, _ in named)]
    named.sort(key=lambda row: (row[0], -row[1]))
    focus: Group | None = None
    actor: Group | None = None
    for sentence in document.sentences:
        inside = [row for row in named if sentence.start <= row[0] < sentence.end]
        outer = [row for row in inside if not row[3]]
        items = []
        for row in inside:
            role = "nested" if row[3] else _role(document, sentence, row, outer)
            items.append(Item(row[2], row[0], row[1], role, row[3]))
        yield Frame(sentence, document.text, tuple(items), tuple(_predicates(document, sentence)), focus, actor)
        focus = _focus(items) or focus
        actor = _actor(items) or actor


def _focus(items: Sequence[Item]) -> Group | None:
    """Return what a sentence is about: its project that is topic or object, else its first."""
    things = [i for i in items if not i.nested and i.group.type == "Project"]
    marked = [i for i in things if i.role in ("은", "는", "을", "를", "이", "가")]
    return next((i.group for i in (*marked, *things)), None)


def _actor(items: Sequence[Item]) -> Group | None:
    return next((i.group for i in items if i.group.type in ("Region", "Organization") and i.role in ("은", "는", "이", "가", ",")), None)


def _role(document: Document, sentence: Sentence, row, outer) -> str:
    text = document.text
    following = next((other for other in outer if other[0] >= row[1]), None)
    at = row[1]
    index = document.index_at(at)
    while index < sentence.last:
        m = document.morphemes[index]
        if following and m.start >= following[0]:
            between = text[row[1] : following[0]]
            if re.search(r"[·,△▲/ㆍ]|및|와|과|㈜", between):
                return _role(document, sentence, following, outer)
            return "mod"
        if m.tag in ("JC",) or (m.tag == "JKB" and m.form in ("와", "과")):
            if following and not _verb_between(document, m.end, following[0]) and following[2].type == row[2].type:
                return _role(document, sentence, following, outer)
            return "와"
        if m.tag.startswith("J"):
            return m.form
        if m.tag == "SP" and sentence.headline and m.form == ",":
            return "," if not (following and following[0] - m.end <= 1 and following[2].type == row[2].type) else _role(document, sentence, following, outer)
        if m.tag in NOMINAL or m.tag in _SKIP_TAGS or m.tag in ("NNB", "MAJ"):
            index += 1
            continue
        if m.tag.startswith("VCP"):
            return "이다"
        return ""
    return "end"


def _verb_between(document: Document, start: int, end: int) -> bool:
    return any(m.tag[:2] in ("VV", "VA", "XS", "EC", "EF", "ET") and m.tag != "XSN" for m in document.between(start, end))


def _predicates(document: Document, sentence: Sentence) -> Iterator[Predicate]:
    morphemes = document.morphemes
    index = sentence.first
    while index < sentence.last:
        m = morphemes[index]
        tag = m.tag.split("+")[0]
        if tag in ("XSV", "XSA") and index > sentence.first and morphemes[index - 1].tag in ("NNG", "NNP", "XR", "SL"):
            stem, start = morphemes[index - 1].form, morphemes[index - 1].start
            passive = m.form.split("+")[0] in ("되", "받", "당하")
            yield _finish(document, sentence, index, stem + ("되" if passive else ""), start)
        elif tag == "NNG" and m.form in _VERBAL and index + 1 < sentence.last and morphemes[index + 1].form in _NOMINAL_TENSE:
            yield Predicate(m.form, m.start, morphemes[index + 1].end, "EF", document.text[m.start : morphemes[index + 1].end])
        elif tag in ("VV", "VA", "VX", "VV-I", "VV-R"):
            if tag != "VX":
                yield _finish(document, sentence, index, m.form.split("+")[0] + "다", m.start)
        index += 1


def _finish(document: Document, sentence: Sentence, index: int, stem: str, start: int) -> Predicate:
    morphemes = document.morphemes
    ending, end = "", morphemes[index].end
    at = index
    while at < sentence.last:
        m = morphemes[at]
        tags = m.tag.split("+")
        end = m.end
        last = tags[-1]
        if last in ("EC", "ETM", "EF", "ETN"):
            ending = last
            break
        if at > index and not last.startswith(("E", "V", "X", "J")):
            end = morphemes[at - 1].end
            break
        at += 1
    return Predicate(stem, start, end, ending, document.text[start:end])
