"""Pairs: what a text shows of two entities side by side, as features for the classifier of claims."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item, Predicate
from extractors.lexicon import load_lexicon
from extractors.relations import Link
from graph.schema import load_schema

# Entities farther apart than this many sentences are joined only where a rule joins them.
MAX_SENTENCES = 1
# More words between two names say less; the nearest to either tell the most.
MAX_BETWEEN = 8

_RELATIONS = tuple(load_schema().relations.values())
_ALLOWED = {
    (head, tail): tuple(r.name for r in _RELATIONS if r.allows(head, tail))
    for head in load_schema().types
    for tail in load_schema().types
}


_CLASSES = {name: frozenset(stems) for name, stems in load_lexicon()["predicates"].items()}
# Nouns that say what a sentence is about, whatever its verbs.
_CUES = frozenset(
    "협약 공모 컨소시엄 주관 참여 국비 도비 시비 지방비 예산 선정 지정 통과 투자 반대 비판 우려 촉구 건의 제안 요청 기자회견 인터뷰 "
    "기업 업체 제조사 계열사 자회사 산하 소속 회원 구성 일원 일대 부지 대상지 후보지 입지 분야 거점 특화 핵심 중심 후속 단계 "
    "협력 연계 실증 입주 유치 착공 준공 완공 본사 공장 조성 구축 육성 전략 계획 심사 면제 타당성 위원회 의결 승인".split()
)


@dataclass(slots=True)
class Pair:
    """An ordered pair of entities with the features of all places where they stand together; `frame` is the best place."""

    head: Group
    tail: Group
    features: set[str]
    frame: Frame
    start: int
    end: int
    predicate: Predicate | None
    distance: int
    links: list[Link]


def allowed(pair: Pair) -> tuple[str, ...]:
    """Return the relations that the schema lets the pair have."""
    return _ALLOWED[pair.head.type, pair.tail.type]


def find_pairs(document: Document, frames: Sequence[Frame], links: Sequence[Link]) -> list[Pair]:
    """Return the pairs that some relation may join and that stand together in a sentence or two, or that a rule joins."""
    pairs: dict[tuple[int, int], Pair] = {}
    places = _Places(frames)
    for number, frame in enumerate(frames):
        context = _Context(document, frame, number)
        for a in frame.items:
            for b in frame.items:
                if a is not b and a.group is not b.group and _ALLOWED[a.group.type, b.group.type]:
                    _add(pairs, a, b, frame, context.features(a, b), context.predicate(a, b), abs(a.start - b.start))
        for group, name in ((frame.focus, "focus"), (frame.actor, "actor")):
            if group is None or any(i.group is group for i in frame.items):
                continue
            for b in frame.items:
                features = context.implied(b, name)
                if _ALLOWED[group.type, b.group.type]:
                    _add(pairs, Item(group, b.start, b.end, name, False), b, frame, {">" + f for f in features}, context.after(b), 300)
                if _ALLOWED[b.group.type, group.type]:
                    _add(pairs, b, Item(group, b.start, b.end, name, False), frame, {"<" + f for f in features}, context.after(b), 300)
        if number:
            earlier = frames[number - 1]
            for a in earlier.items:
                for b in frame.items:
                    if a.group is not b.group:
                        features = context.across(a, b)
                        if _ALLOWED[a.group.type, b.group.type]:
                            _add(pairs, a, b, frame, {"X>" + f for f in features}, context.after(b), 500)
                        if _ALLOWED[b.group.type, a.group.type]:
                            _add(pairs, b, a, frame, {"X<" + f for f in features}, context.after(b), 500)
    for link in links:
        pair = pairs.get((id(link.head), id(link.tail)))
        if pair is None:
            pair = pairs[id(link.head), id(link.tail)] = Pair(link.head, link.tail, set(), link.frame, link.start, link.end, link.predicate, 400, [])
        pair.links.append(link)
        pair.features.add(f"rule={link.relation}:{link.rule.split(':')[0]}")
        pair.features.add(f"rule={link.relation}:{link.rule}")
    found = list(pairs.values())
    for pair in found:
        _finish(pair, places)
    return found


def _add(pairs, a: Item, b: Item, frame: Frame, features: set[str], predicate: Predicate | None, distance: int) -> None:
    key = (id(a.group), id(b.group))
    pair = pairs.get(key)
    if pair is None:
        pair = pairs[key] = Pair(a.group, b.group, set(), frame, min(a.start, b.start), max(a.end, b.end), predicate, distance, [])
    elif distance < pair.distance:
        pair.frame, pair.start, pair.end = frame, min(a.start, b.start), max(a.end, b.end)
        pair.predicate, pair.distance = predicate, distance
    pair.features |= features


class _Context:
    """A sentence while its pairs are looked at."""

    def __init__(self, document: Document, frame: Frame, number: int) -> None:
        self.text = document.text
        self.frame = frame
        self.outer = [i for i in frame.items if not i.nested]
        self.last = frame.predicates[-1].stem if frame.predicates else "-"
        self.final = frame.predicates[-1].form[-3:] if frame.predicates else "-"
        self.place = "headline" if frame.sentence.headline else "lead" if number < 3 else "body"
        self.cues = {m.form for m in document.morphemes[frame.sentence.first : frame.sentence.last] if m.tag == "NNG" and m.form in _CUES} | {p.stem for p in frame.predicates}
        self.things = len({id(i.group) for i in self.outer if i.group.type in ("Project", "Site", "Policy")})

    def classes(self, predicate: Predicate | None) -> list[str]:
        return [name for name, stems in _CLASSES.items() if predicate is not None and predicate.stem in stems]

    def after(self, item: Item) -> Predicate | None:
        return next((p for p in self.frame.predicates if p.start >= item.end), None)

    def predicate(self, a: Item, b: Item) -> Predicate | None:
        return self.after(a if a.end > b.end else b) or (self.frame.predicates[-1] if self.frame.predicates else None)

    def features(self, a: Item, b: Item) -> set[str]:
        order = ">" if a.start < b.start else "<"
        first, second = (a, b) if a.start < b.start else (b, a)
        if first.start <= second.start and second.end <= first.end:
            return {f"inside{order}", f"inside{order}{second.start - first.start == 0}"}
        after = self.after(second)
        between = [p for p in self.frame.predicates if first.end <= p.start and p.end <= second.start]
        gap = self.text[first.end : second.start]
        count = sum(1 for i in self.outer if first.end <= i.start and i.end <= second.start)
        ending = between[-1].ending if between else ""
        base = f"{order}{a.role},{b.role}"
        found = {
            "roles" + base,
            f"rolesN{base}|{min(len(between), 2)}",
            f"order{order}",
            f"place={self.place}{order}",
            f"items{order}{min(count, 4)}",
            f"gap{order}{min(len(gap) // 6, 8)}",
            f"last={self.last}{order}",
            f"final={self.final}{order}",
            f"things={min(self.things, 4)}",
        }
        if len(gap) <= 8:
            found.add(f"text{order}{gap}")
        if after is not None:
            found.add(f"after{order}{after.stem}")
            found.add(f"afterR{base}|{after.stem}")
            found.add(f"afterE{order}{after.stem}|{after.ending}")
        if between:
            found.add(f"bet{order}{between[-1].stem}")
            found.add(f"betR{base}|{between[-1].stem}|{ending}")
            found.add(f"bet1{order}{between[0].stem}")
        for cue in self.cues:
            found.add(f"cue={cue}{order}")
        for name in self.classes(after):
            found.add(f"afterC{order}{name}")
            found.add(f"afterCR{base}{name}")
        for name in self.classes(between[-1] if between else None):
            found.add(f"betC{order}{name}{ending}")
        found.add(f"next{order}{self._next(second)}")
        found.add(f"prev{order}{self._previous(first)}")
        for word in gap.split()[:MAX_BETWEEN]:
            found.add(f"w{order}{word[:4]}")
        if any(i.group.type == second.group.type and first.end <= i.start and i.end <= second.start for i in self.outer):
            found.add(f"blocked{order}")
        return found

    def implied(self, item: Item, name: str) -> set[str]:
        after = self.after(item)
        found = {f"{name}:role{item.role}", f"{name}:last={self.last}", f"{name}:things={min(self.things, 3)}", f"{name}:next{self._next(item)}", f"{name}:prev{self._previous(item)}"}
        if after is not None:
            found |= {f"{name}:after={after.stem}", f"{name}:after{item.role}={after.stem}"}
        return found | {f"{name}:cue={c}" for c in self.cues}

    def across(self, a: Item, b: Item) -> set[str]:
        after = self.after(b)
        return {
            f"roles{a.role},{b.role}",
            f"roleb{b.role}",
            f"after={after.stem if after else '-'}",
            f"last={self.last}",
            f"place={self.place}",
        }

    def _next(self, item: Item) -> str:
        return self.text[item.end : item.end + 12].strip(" '’\"”)").split(" ")[0][:5]

    def _previous(self, item: Item) -> str:
        before = self.text[max(0, item.start - 10) : item.start].split()
        return before[-1][-4:] if before else "^"


class _Places:
    """How much room each entity takes in the article."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self.count: defaultdict[int, int] = defaultdict(int)
        self.first: dict[int, int] = {}
        types: defaultdict[str, set[int]] = defaultdict(set)
        for number, frame in enumerate(frames):
            for item in frame.items:
                self.count[id(item.group)] += 1
                self.first.setdefault(id(item.group), number)
                types[item.group.type].add(id(item.group))
        self.total = {kind: len(ids) for kind, ids in types.items()}
        self.top = {kind: max(ids, key=lambda i: (self.count[i], -self.first[i])) for kind, ids in types.items()}


def _finish(pair: Pair, places: _Places) -> None:
    """Add what the names and the article say of the pair, and tie every feature to the types."""
    head, tail, features = pair.head, pair.tail, pair.features
    features.add("bias")
    for side, group in (("h", head), ("t", tail)):
        features.add(f"{side}top={places.top.get(group.type) == id(group)}")
        features.add(f"{side}n={min(places.total.get(group.type, 0), 4)}")
        features.add(f"{side}c={min(places.count[id(group)], 4)}")
        features.add(f"{side}f={min(places.first.get(id(group), 9), 4)}")
        features.add(f"{side}end={group.name[-2:]}")
        features.add(f"{side}kind={_kind(group)}")
    features.add(f"top={places.top.get(head.type) == id(head)},{places.top.get(tail.type) == id(tail)}")
    if any(len(a) >= 2 and n.startswith(a) for a in _forms(tail) for n in head.aliases):
        features.add("name:h starts with t")
    if any(len(a) >= 2 and a in n for a in _forms(tail) for n in head.aliases):
        features.add("name:h holds t")
    if any(len(a) >= 2 and a in n for a in _forms(head) for n in tail.aliases):
        features.add("name:t holds h")
    if not pair.links:
        features.add("rule=none")
    types = f"{head.type[:3]}{tail.type[:3]}"
    pair.features = {f"{types}|{f}" for f in features if f.startswith(("roles", "order", "inside", "top", "bias", "place", "hkind", "tkind", "X>roles", "X<roles", "hend", "tend"))} | features


def _kind(group: Group) -> str:
    entry = next((m.entry for m in group.mentions if m.entry), None)
    return (entry.kind or "listed") if entry else "new"


def _forms(group: Group) -> set[str]:
    entry = next((m.entry for m in group.mentions if m.entry), None)
    return group.aliases | (set(entry.forms) if entry else set())
