"""Relations: the record of a link between two things, and who and what takes part in a predicate."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item, Predicate
from extractors.lexicon import load_lexicon

_STEMS = {relation: frozenset(stems) for relation, stems in load_lexicon()["predicates"].items()}
# The particles that mark who acts; in a headline a comma does (창원시, 드론 단지 조성).
TOPIC = ("은", "는", "이", "가", ",")
SUBJECT = (*TOPIC, "도", "께서")
OBJECT = ("을", "를")
# A predicate that ends so closes a clause: what stands before it belongs to it.
_CLOSING = ("EC", "EF")
# What two names stand beside each other at most: a short noun, a mark (산업부의 2차 '드론 실증사업').
CLOSE = 12


@dataclass(frozen=True, slots=True)
class Link:
    """A claim before its attributes are known; what is not said otherwise is planned.

    `predicate` is what carries its tense; `start` and `end` bound the words in `frame` that show it, and `earlier`
    those of a sentence before, where no sentence names both ends. `confidence` is the chance that it is right.
    """

    head: Group
    relation: str
    tail: Group
    frame: Frame
    rule: str
    predicate: Predicate | None
    start: int
    end: int
    confidence: float = 0.0
    earlier: tuple[int, int] | None = None
    status: str = "planned"


@dataclass(frozen=True, slots=True)
class Whole:
    """What the name of another thing can tell of, by beginning or ending so."""

    group: Group
    beginnings: tuple[str, ...]
    ending: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What a rule looks at: a frame, what the sentence before was about, and all that the names of others can tell of.

    `scheme` is what something was last said to be chosen for.
    """

    document: Document
    frame: Frame
    topic: Sequence[Item]
    wholes: Sequence[Whole]
    scheme: Group | None = None


def join(scene: Scene, ends: tuple[Item, Item], relation: str, rule: str, predicate: Predicate | None = None) -> Link:
    """Return a link with the shortest stretch of the sentence that holds its ends, head and tail, and its predicate."""
    head, tail = ends
    sentence = scene.frame.sentence
    parts = [part for part in (head, tail, predicate) if part and sentence.start <= part.start < sentence.end]
    start, end = min(part.start for part in parts), max(part.end for part in parts)
    return Link(head.group, relation, tail.group, scene.frame, rule, predicate, start, end)


def expresses(predicate: Predicate, relation: str) -> bool:
    """Tell whether a predicate may express a relation."""
    return predicate.stem in _STEMS.get(relation, ())


def predicates(frame: Frame, relation: str) -> Iterator[Predicate]:
    """Yield the predicates of a sentence that may express a relation."""
    return (predicate for predicate in frame.predicates if predicate.stem in _STEMS[relation])


def items_of(frame: Frame, types: Collection[str]) -> list[Item]:
    """Return what a sentence names of these types, without what stands inside longer names."""
    return [item for item in frame.items if item.group.type in types and not item.nested]


def subjects(scene: Scene, predicate: Predicate, types: Collection[str]) -> list[Item]:
    """Return who acts: the nearest subject before with its list, else what the sentence before was about."""
    marked = [item for item in scene.frame.items if item.end <= predicate.start and item.role in SUBJECT]
    acting = [i for i in marked if i.group.type in types and not _is_consumed(scene.frame, i, predicate)]
    if acting:
        return _with_list(scene.frame, acting)
    if marked:
        return []
    return [item for item in scene.topic if item.group.type in types and item.group.type != "Project"]


def _is_consumed(frame: Frame, item: Item, predicate: Predicate) -> bool:
    """Tell whether a subject is that of a clause before, which modifies a noun (국토부가 주관하는 공모에 …)."""
    return item.role in ("이", "가") and any(
        p.ending == "ETM" and item.end <= p.start and p.end <= predicate.start for p in frame.predicates
    )


def _with_list(frame: Frame, acting: Sequence[Item]) -> list[Item]:
    """Return the last subject and those before it that share its particle, no predicate between them."""
    found = [acting[-1]]
    for item in reversed(acting[:-1]):
        between = (p for p in frame.predicates if item.end <= p.start < found[0].start)
        if item.role == acting[-1].role and not any(between):
            found.insert(0, item)
    return found


def objects(frame: Frame, predicate: Predicate, types: Collection[str], roles: Collection[str]) -> list[Item]:
    """Return what a predicate acts on: what such a particle marks in its own clause, and the noun that it modifies."""
    closed = (p.end for p in frame.predicates if p.end <= predicate.start and p.ending in _CLOSING)
    clause = max(closed, default=frame.sentence.start)
    found = [
        item
        for item in frame.items
        if clause <= item.start and item.end <= predicate.start and item.role in roles and item.group.type in types
    ]
    return [*found, *_modified(frame, predicate, types)]


def _modified(frame: Frame, predicate: Predicate, types: Collection[str]) -> list[Item]:
    """Return the name right behind an adnominal predicate with its list: 창원에 들어서는 드론 특화단지와 실증센터."""
    if predicate.ending != "ETM":
        return []
    following = [item for item in frame.items if item.start >= predicate.end and not item.nested]
    if not following or following[0].start - predicate.end > CLOSE or following[0].group.type not in types:
        return []
    return list_from(frame, following)


def list_from(frame: Frame, items: Sequence[Item]) -> list[Item]:
    """Return the first of the items and those right behind it that share its type and mark: they stand in one list."""
    found = list(items[:1])
    for item in items[1:]:
        last = found[-1]
        between = (p for p in frame.predicates if last.end <= p.start < item.start)
        alike = item.group.type == last.group.type and item.role == last.role
        if not alike or item.start - last.end > CLOSE or any(between):
            break
        found.append(item)
    return found
