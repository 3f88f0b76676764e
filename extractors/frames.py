"""Frames: in each sentence, what is named, the particle that marks its role, and the predicates."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import NOMINAL, Document, Sentence
from extractors.entities import Anaphor, Group
from extractors.kiwi import JOINT, Morpheme
from extractors.lexicon import load_lexicon

# What marks a subject; in a headline a comma does (창원시, 드론 단지 조성).
_SUBJECT = ("은", "는", "이", "가", ",")
_TOPIC_OR_OBJECT = ("은", "는", "을", "를", "이", "가")
_AND = ("와", "과")
_COORDINATION = re.compile(r"[·,△▲/ㆍ㈜]|및|와|과")
# What may stand between a name and its particle: the rest of a noun phrase, brackets and marks.
_SKIPPED_TAGS = NOMINAL | {"MAJ", "SSO", "SSC", "SP", "SS", "SW", "SO"}
_VERB_TAGS = ("VV", "VA", "XS", "EC", "EF", "ET")

_VERBS = frozenset(("VV", "VA", "VV-I", "VV-R"))
_VERB_SUFFIXES = frozenset(("XSV", "XSA"))
_VERBAL_NOUN_TAGS = frozenset(("NNG", "NNP", "XR", "SL"))
_PASSIVE = frozenset(("되", "받", "당하"))
_ENDINGS = frozenset(("EC", "ETM", "EF", "ETN"))
# Before its ending a predicate goes on over other endings, auxiliary verbs, suffixes and particles.
_PREDICATE_TAGS = ("E", "V", "X", "J")
# 추진 중, 조성 계획: a verbal noun that a noun of tense turns into a predicate.
_VERBAL_NOUNS = frozenset(
    stem for stems in load_lexicon()["predicates"].values() for stem in stems if not stem.endswith(("다", "되"))
)
_TENSE_NOUNS = frozenset(("중", "예정", "계획", "방침", "본격화"))


@dataclass(frozen=True, slots=True)
class Item:
    """An entity where a sentence names it.

    `role` is the particle that marks it, "mod" before another name, "이다", "end", "nested" or "".
    """

    group: Group
    start: int
    end: int
    role: str
    nested: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or verbal noun: its stem (추진, 선정되, 짓다), where it stands, how it ends (EC, ETM, EF, ETN or "")."""

    stem: str
    start: int
    end: int
    ending: str
    form: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A sentence with its items and predicates in order.

    `focus` is the project that the text was about before the sentence, `actor` the subject it had.
    """

    sentence: Sentence
    items: tuple[Item, ...]
    predicates: tuple[Predicate, ...]
    focus: Group | None
    actor: Group | None


def read_frames(document: Document, groups: Sequence[Group], anaphora: Sequence[Anaphor]) -> Iterator[Frame]:
    """Yield a frame for each sentence of the document, in order."""
    named = _named(groups, anaphora)
    starts = [item.start for item in named]
    focus: Group | None = None
    actor: Group | None = None
    for sentence in document.sentences:
        inside = named[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        items = _items(document, sentence, inside)
        yield Frame(sentence, items, tuple(_predicates(document, sentence)), focus, actor)
        focus = _focus(items) or focus
        actor = _actor(items) or actor


def _named(groups: Sequence[Group], anaphora: Sequence[Anaphor]) -> list[Item]:
    """Return what is named where, as yet without roles; an anaphor gives way to the names that overlap it."""
    names = [Item(group, name.start, name.end, "", name.nested) for group in groups for name in group.mentions]
    free = [
        Item(anaphor.group, anaphor.start, anaphor.end, "", nested=False)
        for anaphor in anaphora
        if not any(name.start < anaphor.end and anaphor.start < name.end for name in names)
    ]
    return sorted((*names, *free), key=lambda item: (item.start, -item.end))


def _items(document: Document, sentence: Sentence, named: Sequence[Item]) -> tuple[Item, ...]:
    """Return the items of a sentence with their roles, found from the last to the first, for lists share the last's."""
    items: list[Item] = []
    for item in reversed(named):
        after = [other for other in reversed(items) if other.start >= item.end and not other.nested]
        role = "nested" if item.nested else _role(document, sentence, item, after)
        items.append(Item(item.group, item.start, item.end, role, item.nested))
    return tuple(reversed(items))


def _role(document: Document, sentence: Sentence, item: Item, after: Sequence[Item]) -> str:
    """Return what marks an item: its particle, or that of the list it is in (창원시와 김해시는, 울산과 경북 포항을)."""
    following = after[0] if after else None
    shared = next((other.role for other in after if other.role != "mod"), "")
    for index in range(document.index_at(item.end), sentence.last):
        morpheme = document.morphemes[index]
        if following is not None and morpheme.start >= following.start:
            return shared if _COORDINATION.search(document.text, item.end, following.start) else "mod"
        is_comma = sentence.headline and morpheme.form == "," and morpheme.tag == "SP"
        if morpheme.tag.startswith("J") or is_comma:
            if following is not None and _is_list(document, item, morpheme, following):
                return shared
            return _marker(morpheme)
        if morpheme.tag not in _SKIPPED_TAGS:
            return "이다" if morpheme.tag.startswith("VCP") else ""
    return "end"


def _marker(morpheme: Morpheme) -> str:
    return "와" if _is_and(morpheme) else morpheme.form


def _is_and(morpheme: Morpheme) -> bool:
    return morpheme.tag == "JC" or (morpheme.tag == "JKB" and morpheme.form in _AND)


def _is_list(document: Document, item: Item, marker: Morpheme, following: Item) -> bool:
    """Tell whether a particle or comma makes an item one of a list with the next of its type."""
    if following.group.type != item.group.type:
        return False
    if marker.tag == "SP":
        return following.start - marker.end <= 1
    return _is_and(marker) and not _verb_between(document, marker.end, following.start)


def _verb_between(document: Document, start: int, end: int) -> bool:
    return any(m.tag.startswith(_VERB_TAGS) and m.tag != "XSN" for m in document.between(start, end))


def _focus(items: Sequence[Item]) -> Group | None:
    """Return what a sentence is about: its project that is topic or object, else its first."""
    projects = [item for item in items if not item.nested and item.group.type == "Project"]
    marked = [item for item in projects if item.role in _TOPIC_OR_OBJECT]
    return next((item.group for item in (*marked, *projects)), None)


def _actor(items: Sequence[Item]) -> Group | None:
    """Return who acts in a sentence: its first region or body that is a subject."""
    bodies = (item for item in items if item.group.type in ("Region", "Organization"))
    return next((item.group for item in bodies if item.role in _SUBJECT), None)


def _predicates(document: Document, sentence: Sentence) -> Iterator[Predicate]:
    for index in range(sentence.first, sentence.last):
        morpheme = document.morphemes[index]
        tag = morpheme.tag.partition(JOINT)[0]
        if tag in _VERBS:
            yield _complete(document, sentence, index, f"{morpheme.form.partition(JOINT)[0]}다", morpheme.start)
        elif tag in _VERB_SUFFIXES and index > sentence.first:
            noun = document.morphemes[index - 1]
            if noun.tag in _VERBAL_NOUN_TAGS:
                passive = morpheme.form.partition(JOINT)[0] in _PASSIVE
                stem = f"{noun.form}되" if passive else noun.form
                yield _complete(document, sentence, index, stem, noun.start)
        elif tag == "NNG" and morpheme.form in _VERBAL_NOUNS and index + 1 < sentence.last:
            tense = document.morphemes[index + 1]
            if tense.form in _TENSE_NOUNS:
                words = document.text[morpheme.start : tense.end]
                yield Predicate(morpheme.form, morpheme.start, tense.end, "EF", words)


def _complete(document: Document, sentence: Sentence, index: int, stem: str, start: int) -> Predicate:
    """Return the predicate that begins with a verb or suffix, up to and with its first ending."""
    end, ending = document.morphemes[index].end, ""
    for morpheme in document.morphemes[index : sentence.last]:
        last = morpheme.tag.rpartition(JOINT)[2]
        if morpheme.end > end and not last.startswith(_PREDICATE_TAGS):
            break
        end = morpheme.end
        if last in _ENDINGS:
            ending = last
            break
    return Predicate(stem, start, end, ending, document.text[start:end])
