"""Places: where two things stand in one sentence, and what the words around them say, as features."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.frames import Frame, Item, Predicate
from extractors.lexicon import load_lexicon

# What a predicate may express, by its stem.
_MEANINGS: Mapping[str, tuple[str, ...]] = {
    stem: tuple(name for name, stems in load_lexicon()["predicates"].items() if stem in stems)
    for stems in load_lexicon()["predicates"].values()
    for stem in stems
}
# What stands between two names of one list (창원시와 김해시, 강서구·영도구, △A △B); a name may have a gloss.
_JOINED = re.compile(
    r"['’”\"」)]*(?:\([^)]{1,30}\))?['’”\"」]*(?:\s?[·ㆍ/,]\s?|와 |과 |\s및\s|\s?[△▲]|이나 |,? (?:그리고|또) )+"
    r"(?:㈜|\(주\)|㈔)?['‘“\"「△▲]?"
)
_LONGEST_JOINT = 40
# Particles that do the same, under one letter: subject, object, place, means, possessor, and so on.
ROLES = {
    **dict.fromkeys(("은", "는", "이", "가", "께서"), "S"),
    **dict.fromkeys(("을", "를"), "O"),
    **dict.fromkeys(("에", "에는", "에도"), "A"),
    **dict.fromkeys(("에서", "에서는"), "F"),
    **dict.fromkeys(("으로", "로"), "L"),
    **dict.fromkeys(("와", "과"), "W"),
    **{"도": "D", "의": "G", "mod": "M", "end": "E", "": "N", "nested": "X", ",": "C", "이다": "V"},
}
_CONTENT = ("NNG", "NNP", "XR", "VV", "VA", "MAG", "SL")
# Words are looked at between names that stand no farther apart, and a gap is taken as it is up to this length.
_FAR, _SHORT = 60, 10
# Sentences up to this one are the lead.
_LEAD = 3
_TOPIC, _SUBJECT = ("은", "는"), ("이", "가", ",")
_THINGS = ("Project", "Site", "Policy")


@dataclass(frozen=True, slots=True)
class Side:
    """An item with what surrounds it: the list it stands in, its role, the predicate and words behind, the word before.

    `start` and `end` are those of the list; `first` tells lists apart.
    """

    item: Item
    start: int
    end: int
    size: int
    role: str
    after: Predicate | None
    behind: tuple[str, ...]
    before: str


class Surroundings:
    """A sentence while its places are looked at: what holds for all of them is found once."""

    def __init__(self, document: Document, frame: Frame, number: int) -> None:
        """Look at a frame; `number` is the sentence's place in the article."""
        self.document, self.frame = document, frame
        self.outer = [item for item in frame.items if not item.nested]
        self.sides = self._sides()
        predicates = frame.predicates
        self.last = predicates[-1].stem if predicates else "-"
        self.subject = next((i for i in self.outer if i.role in _TOPIC), None) or next(
            (i for i in self.outer if i.role in _SUBJECT), None
        )
        sentence = frame.sentence
        self.part = "headline" if sentence.headline else "lead" if number < _LEAD else "body"
        things = len({id(item.group) for item in self.outer if item.group.type in _THINGS})
        self.common = [f"part={self.part}", f"last={self.last}", f"things={min(4, things)}"]

    def _sides(self) -> dict[int, Side]:
        """Return the side of each item, by its identity."""
        spans: dict[int, tuple[int, int, int]] = {}
        for members in lists_of(self.outer, self.document.text):
            spans.update(dict.fromkeys(map(id, members), (members[0].start, members[-1].end, len(members))))
        return {
            id(item): self._side(item, *spans.get(id(item), (item.start, item.end, 1))) for item in self.frame.items
        }

    def _side(self, item: Item, start: int, end: int, size: int) -> Side:
        document, sentence = self.document, self.frame.sentence
        morphemes = document.morphemes
        at, before = document.index_at(end), document.index_at(start)
        behind = tuple(m.form for m in morphemes[at : min(at + 3, sentence.last)] if m.start >= end)
        return Side(
            item,
            start,
            end,
            size,
            ROLES.get(item.role, "Z"),
            next((predicate for predicate in self.frame.predicates if predicate.start >= end), None),
            behind[:2],
            morphemes[before - 1].form if before > sentence.first else "^",
        )

    def between(self, left: Item, right: Item) -> tuple[list[str], list[str]]:
        """Return the features of two items in the order of the text: those that types are told with, and the others."""
        if right.start < left.end:
            return ["inside", f"inside={left.start == right.start}{left.end == right.end}"], []
        a, b = self.sides[id(left)], self.sides[id(right)]
        listed = a.start == b.start and a.size > 1
        start, end = (left.end, right.start) if listed or b.start < a.end else (a.end, b.start)
        inner = [item for item in self.outer if start <= item.start and item.end <= end]
        verbs = [p for p in self.frame.predicates if start <= p.start and p.end <= end]
        roles = f"{a.role},{b.role}"
        count = min(len(verbs), 2)
        typed = [
            f"roles={roles}",
            f"roles={roles}|{count}",
            f"left={a.role}{count}",
            f"right={b.role}{count}",
            f"gap={min((end - start) // 5, 10)}",
            f"items={min(len(inner), 4)}",
            f"listed={listed}",
            f"subject={self._subject(left, right)}",
            *_ahead(b, roles),
            *_verbs(verbs, roles),
        ]
        return typed, [*self.common, *self._words(a, b, start, end), *_blocks(left, right, inner)]

    def _subject(self, left: Item, right: Item) -> str:
        subject = self.subject
        if subject is None:
            return "none"
        return (
            "left" if subject.group is left.group else "right" if subject.group is right.group else subject.group.type
        )

    def _words(self, a: Side, b: Side, start: int, end: int) -> Iterator[str]:
        yield f"lists={min(a.size, 3)},{min(b.size, 3)}"
        yield f"before={a.before}"
        yield f"behind={' '.join(b.behind)}"
        yield f"beside={''.join(a.behind)}"
        for word in b.behind:
            yield f"next={word}"
        if end - start <= _SHORT:
            yield f"text={self.document.text[start:end]}"
        if end - start <= _FAR:
            at, stop = self.document.index_at(start), self.document.index_at(end)
            for morpheme in self.document.morphemes[at:stop]:
                if morpheme.start >= start and morpheme.tag.startswith(_CONTENT):
                    yield f"word={morpheme.form}"

    def alone(self, item: Item) -> list[str]:
        """Return the features of one item, where the other is what the text is about and is left unsaid."""
        side = self.sides[id(item)]
        found = [f"role={side.role}", f"next={''.join(side.behind[:1])}", f"before={side.before}", *self.common]
        if side.after is not None:
            stem = side.after.stem
            found += [f"after={stem}", f"after={stem}|{side.role}"]
            found += [f"means={meaning}{side.role}" for meaning in _MEANINGS.get(stem, ())]
        return found


def lists_of(items: Sequence[Item], text: str) -> Iterator[list[Item]]:
    """Yield the items that stand in one list, two or more of one type with nothing but what joins them between."""
    members: list[Item] = []
    for item in items:
        if members and _is_joined(members[-1], item, text):
            members.append(item)
            continue
        if len(members) > 1:
            yield members
        members = [item]
    if len(members) > 1:
        yield members


def _is_joined(left: Item, right: Item, text: str) -> bool:
    if left.group.type != right.group.type or not 0 < right.start - left.end < _LONGEST_JOINT:
        return False
    return _JOINED.fullmatch(text, left.end, right.start) is not None


def _ahead(side: Side, roles: str) -> Iterator[str]:
    """Yield what the first predicate behind both says."""
    if (predicate := side.after) is None:
        return
    stem = predicate.stem
    yield f"after={stem}"
    yield f"after={stem}|{roles}"
    yield f"after={stem}|{predicate.ending}"
    for meaning in _MEANINGS.get(stem, ()):
        yield f"means={meaning}"
        yield f"means={meaning}|{roles}"


def _verbs(verbs: Sequence[Predicate], roles: str) -> Iterator[str]:
    """Yield what the predicates between both say."""
    if not verbs:
        return
    last = verbs[-1]
    yield f"verb={last.stem}"
    yield f"verb={last.stem}|{last.ending}"
    yield f"verb={last.stem}|{roles}|{last.ending}"
    yield f"first={verbs[0].stem}|{roles[0]}"
    for meaning in _MEANINGS.get(last.stem, ()):
        yield f"said={meaning}|{last.ending}"
        yield f"said={meaning}|{roles}|{last.ending}"


def _blocks(left: Item, right: Item, inner: Sequence[Item]) -> Iterator[str]:
    """Yield whether another thing of the same type stands nearer to either."""
    types = {item.group.type for item in inner}
    yield f"blocked={left.group.type in types},{right.group.type in types}"
