"""Entities: all the ways one article names a thing, brought together."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from extractors.document import Document
from extractors.mentions import Mention
from graph.model import Attrs, Entity, Span

LONG_NAMED = ("Project", "Site", "Policy", "Organization")
_MARKS = re.compile(r"[\s'\"‘’“”「」『』<>《》()\[\]·ㆍ∙・,.㈜]+|\(주\)")
_TAIL = re.compile(r"(?:사업|프로젝트|조성|구축|건립|추진|계획)+$")
_GLOSS = re.compile(r"['’」』]?\(([가-힣A-Za-z0-9&·\-]{2,15})\)")
_WORD = re.compile(r"[가-힣A-Za-z0-9]")


@dataclass(slots=True)
class Group:
    """The mentions of one thing while they are being gathered."""

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


def flat(name: str, type_: str = "") -> str:
    """Return a name without blanks, marks and, for what is built or run, without 사업, 조성 and the like.

    >>> flat("드론 제조·국산화 특화단지 조성사업", "Project")
    '드론제조국산화특화단지'
    """
    plain = _MARKS.sub("", name).lower()
    if type_ in LONG_NAMED:
        plain = _TAIL.sub("", plain) or plain
    return plain


def resolve_entities(document: Document, mentions: Sequence[Mention]) -> list[Group]:
    """Bring the mentions of a document together; those that cannot be decided are left out."""
    groups: dict[tuple[str, str], Group] = {}
    by_flat: dict[str, Group] = {}
    for mention in mentions:
        if mention.rule == "surname":
            continue
        text = document.text[mention.start : mention.end]
        name = mention.name or text
        family = mention.type if mention.type not in LONG_NAMED else "long"
        key = (family, flat(name, mention.type))
        group = groups.setdefault(key, Group(mention.type, name))
        group.mentions.append(mention)
        group.aliases.add(text)
    merged = _merge_long(document, list(groups.values()))
    _add_surnames(mentions, merged)
    for group in merged:
        _settle(document, group)
    return merged


def _settle(document: Document, group: Group) -> None:
    """Give the group the type that its mentions speak for, and its register's name or the longest it is called by."""
    if group.type not in LONG_NAMED:
        return
    votes: Counter[str] = Counter()
    for mention in group.mentions:
        votes[mention.type] += mention.chance
    group.type = votes.most_common(1)[0][0]
    known = next((m.name for m in group.mentions if m.entry is not None and m.type == group.type), "")
    group.name = known or max((document.text[m.start : m.end] for m in group.mentions), key=len)


def _merge_long(document: Document, groups: list[Group]) -> list[Group]:
    """Merge what a gloss in brackets ties, and a short form into the only long name that it is a part of."""
    kept = list(groups)
    for group in groups:
        for mention in group.mentions:
            gloss = _GLOSS.match(document.text, mention.end)
            if gloss:
                other = next((g for g in kept if g is not group and any(m.start == gloss.start(1) for m in g.mentions)), None)
                if other is not None and other.type == group.type:
                    group.mentions += other.mentions
                    kept.remove(other)
                elif other is None and group.type in LONG_NAMED:
                    group.aliases.add(gloss.group(1))
    for short in sorted((g for g in kept if g.type in LONG_NAMED), key=lambda g: len(g.name)):
        if any(m.entry for m in short.mentions):
            continue
        longer = [g for g in kept if g is not short and g.type in LONG_NAMED and _is_short_for(short, g)]
        if len(longer) == 1:
            longer[0].mentions += short.mentions
            kept.remove(short)
    return kept


def _is_short_for(short: Group, long: Group) -> bool:
    a, b = short.name.split(), long.name.split()
    x, y = flat(short.name, "Project"), flat(long.name, "Project")
    if len(x) >= len(y):
        return False
    if y.endswith(x) and len(x) >= 4:
        return True
    tail_a, tail_b = a[-1][-2:], _TAIL.sub("", long.name.replace(" ", ""))[-2:]
    return len(a) >= 2 and tail_a == tail_b and _subsequence(a, b)


def _subsequence(a: Sequence[str], b: Sequence[str]) -> bool:
    rest = iter(b)
    return all(any(word in other for other in rest) for word in a)


def _add_surnames(mentions: Sequence[Mention], groups: Sequence[Group]) -> None:
    people = [g for g in groups if g.type in ("Official", "Person")]
    for mention in mentions:
        if mention.rule != "surname":
            continue
        before = [g for g in people if g.name.startswith(mention.name) and len(g.name) > 1]
        if len(before) == 1:
            before[0].mentions.append(mention)


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
