"""Entities: all the ways one article names a thing, brought together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from extractors.document import Document
from extractors.mentions import Mention
from graph.model import Attrs, Entity, Span

# Types whose names are phrases, written a little differently each time.
LONG_NAMED = ("Project", "Site", "Policy", "Organization")
PEOPLE = ("Official", "Person")
# What two ways to write a name may differ in: blanks, marks, and the nouns of doing behind it.
_MARKS = re.compile(r"\(주\)|[\s'\"‘’“”「」『』<>《》()\[\]·ㆍ∙・,.㈜]+")
_TAIL = re.compile(r"(?:사업|프로젝트|조성|구축|건립|추진|계획)+$")
# A bracket behind a name holds its short form: 소형모듈원자로(SMR).
_GLOSS = re.compile(r"['’」』]?\(([가-힣A-Za-z0-9&·\-]{2,15})\)")
# Names whose plain form is remembered: each is compared with many others of its article.
_MOST_NAMES = 100_000


@dataclass(slots=True, eq=False)
class Group:
    """The mentions of one thing, and all forms of it in the text; they grow until `resolve_entities` hands it out."""

    type: str
    name: str
    mentions: list[Mention] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Anaphor:
    """A stretch of the text that stands for the group."""

    start: int
    end: int
    group: Group


@lru_cache(_MOST_NAMES)
def flat(name: str, type_: str = "") -> str:
    """Return a name without blanks, marks and, for what is built or run, without 사업, 조성 and the like.

    >>> flat("드론 제조·국산화 특화단지 조성사업", "Project")
    '드론제조국산화특화단지'
    """
    plain = _MARKS.sub("", name).lower()
    if type_ in LONG_NAMED:
        plain = _TAIL.sub("", plain) or plain
    return plain


def gather(document: Document, mentions: Iterable[Mention]) -> list[Group]:
    """Return a group for each name; long names are one by their words, whatever types the classifier saw.

    What a gloss in brackets ties together is one name: 소형모듈원자로(SMR).
    """
    return _merge_glosses(document, _by_name(document, mentions))


def _by_name(document: Document, mentions: Iterable[Mention]) -> list[Group]:
    groups: dict[tuple[str, str], Group] = {}
    for mention in mentions:
        if mention.rule == "surname":
            continue
        text = document.text[mention.start : mention.end]
        name = mention.name or text
        family = "long" if mention.type in LONG_NAMED else mention.type
        group = groups.setdefault((family, flat(name, mention.type)), Group(mention.type, name))
        group.mentions.append(mention)
        group.aliases.add(text)
    return list(groups.values())


def _merge_glosses(document: Document, groups: Sequence[Group]) -> list[Group]:
    """Merge what a gloss in brackets ties together, and keep a gloss that is no mention of its own as an alias."""
    kept = list(groups)
    for group in groups:
        for mention in group.mentions:
            if not (gloss := _GLOSS.match(document.text, mention.end)):
                continue
            other = next((g for g in kept if g is not group and _is_named_at(g, gloss.start(1))), None)
            if other is None:
                if group.type in LONG_NAMED:
                    group.aliases.add(gloss.group(1))
            elif other.type == group.type:
                group.mentions += other.mentions
                kept.remove(other)
    return kept


def _is_named_at(group: Group, start: int) -> bool:
    return any(mention.start == start for mention in group.mentions)


def add_surnames(mentions: Iterable[Mention], groups: Sequence[Group]) -> None:
    """Add 홍 시장 to the only person of the article whose name begins so."""
    people = [group for group in groups if group.type in PEOPLE and len(group.name) > 1]
    for mention in mentions:
        if mention.rule == "surname":
            called = [group for group in people if group.name.startswith(mention.name)]
            if len(called) == 1:
                called[0].mentions.append(mention)


def settle(document: Document, group: Group) -> None:
    """Give the group the type that its mentions speak for, and its register's name or the longest it is called by."""
    if group.type not in LONG_NAMED:
        return
    votes: defaultdict[str, float] = defaultdict(float)
    for mention in group.mentions:
        votes[mention.type] += mention.chance
    group.type = max(votes, key=votes.__getitem__)
    known = next((m.name for m in group.mentions if m.entry is not None and m.type == group.type), "")
    group.name = known or max((document.text[m.start : m.end] for m in group.mentions), key=len)


def entity_ids(groups: Iterable[Group]) -> dict[int, str]:
    """Return the id of each group, keyed by its identity: type and name, numbered where two things share both."""
    ids: dict[int, str] = {}
    taken: Counter[str] = Counter()
    for group in sorted(groups, key=_first):
        base = f"{group.type}:{group.name}"
        taken[base] += 1
        ids[id(group)] = base if taken[base] == 1 else f"{base}#{taken[base]}"
    return ids


def finish_entities(
    document: Document,
    groups: Iterable[Group],
    anaphora: Iterable[Anaphor],
    ids: Mapping[int, str],
    attrs: Mapping[int, Attrs],
) -> Iterator[Entity]:
    """Yield the entities by first mention, with the codes of their register and what the text says of them."""
    standing: defaultdict[int, list[Anaphor]] = defaultdict(list)
    for anaphor in anaphora:
        standing[id(anaphor.group)].append(anaphor)
    for group in sorted(groups, key=_first):
        codes = next((m.entry.attrs for m in group.mentions if m.entry is not None), {})
        found = {**codes, **attrs.get(id(group), {})}
        yield Entity(
            id=ids[id(group)],
            type=group.type,
            name=group.name,
            mentions=_spans(document, group.mentions),
            anaphora=_spans(document, standing[id(group)]),
            attrs=dict(sorted(found.items())),
        )


def _spans(document: Document, found: Iterable[Mention | Anaphor]) -> tuple[Span, ...]:
    return tuple(sorted({Span(f.start, f.end, document.text[f.start : f.end]) for f in found}))


def _first(group: Group) -> tuple[int, int, str]:
    return min((m.start, m.end, group.name) for m in group.mentions)
