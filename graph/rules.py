"""The rules of resolution for what is named: registers, equal names, short forms that texts introduce, near names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from graph.clusters import Clusters
from graph.handles import PEOPLE, PLACED
from graph.judgements import DIFFERENT, SAME, UNSURE, Judgement, judge
from graph.localities import nest
from graph.names import likeness, read_name, words_of
from graph.units import LONG_NAMED, Corpus, Unit

# How sure each rule is; a merge of a higher score goes first.
LISTED, EQUAL, NESTED, GLOSSED, LONE, SHORT = 1.0, 0.95, 0.9, 0.9, 0.85, 0.75
# A word that more names of a place share than this tells too little to compare all of them.
MOST_IN_BLOCK = 60
# A shorter short form is an ordinary word (센터, 단지).
_LEAST_SHORT = 4


def by_register(corpus: Corpus) -> Iterator[Judgement]:
    """Yield merges of what a register lists as one thing, under all its names and forms."""
    groups: dict[str, list[Unit]] = defaultdict(list)
    for unit in corpus.units.values():
        if unit.listed:
            groups[corpus.index.newest(unit.listed)].append(unit)
    for newest, group in groups.items():
        hub, *others = _ranked(group)
        for other in others:
            reason = f"등록부의 {newest.partition(':')[2]}" + (", 바뀐 이름" if other.listed != hub.listed else "")
            yield judge((hub.handle, other.handle), SAME, LISTED, "register", reason)


def by_equal_name(corpus: Corpus) -> Iterator[Judgement]:
    """Yield merges of equal names, as names are compared, that no place or only one place speaks of."""
    for group in _namesakes(corpus):
        open_ = [unit for unit in group if not unit.scope]
        for other in _ranked(open_)[1:]:
            yield judge((_ranked(open_)[0].handle, other.handle), SAME, EQUAL, "name", "같은 이름을 달리 적음")
        scoped = _by_scope(group)
        for units in scoped.values():
            hub, *others = _ranked(units)
            for other in others:
                yield judge((hub.handle, other.handle), SAME, EQUAL, "name", f"같은 이름, 같은 자리: {hub.scope}")
        if _says_what(group[0].name.words, "heads", "light", "telling"):
            yield from _nested(scoped, corpus)


def _nested(placed: dict[str, list[Unit]], corpus: Corpus) -> Iterator[Judgement]:
    """Yield merges of a name in a region with that in the one around it, where only one region in it has the name."""
    inside: dict[str, list[str]] = defaultdict(list)
    for place in placed:
        around = next((above for above in corpus.index.places.above.get(place, ()) if above in placed), "")
        if around:
            inside[around].append(place)
    for around, inner in inside.items():
        if len(inner) == 1:
            one, other = _ranked(placed[around])[0], _ranked(placed[inner[0]])[0]
            yield judge((one.handle, other.handle), SAME, NESTED, "place", f"같은 이름, {one.scope} 안의 {other.scope}")


def by_gloss(corpus: Corpus) -> Iterator[Judgement]:
    """Yield merges of a short form with the one name for which texts of the corpus introduce it: X(이하 Y), X(Y)."""
    owners: dict[tuple[str, str], dict[str, Unit]] = defaultdict(dict)
    for unit in _ranked(corpus.units.values()):
        if unit.type in LONG_NAMED:
            for gloss in unit.glosses:
                key = read_name(gloss, unit.type).key
                if key != unit.name.key:
                    owners[unit.type, key].setdefault(unit.listed or unit.name.key, unit)
    for short in corpus.units.values():
        found = owners.get((short.type, short.name.key), {})
        if short.listed or len(found) != 1:
            continue
        owner = next(iter(found.values()))
        if owner.handle != short.handle:
            yield judge(
                (owner.handle, short.handle), SAME, GLOSSED, "gloss", f"글이 {owner.text}({short.text})라고 줄여 씀"
            )


def by_likeness(corpus: Corpus) -> Iterator[Judgement]:
    """Yield merges of projects and of sites of one place whose names differ in nothing that tells things apart."""
    blocks: dict[tuple[str, str, str], dict[str, Unit]] = defaultdict(dict)
    for unit in _ranked(corpus.units.values()):
        if unit.type in PLACED and unit.place and not unit.listed:
            for place in (unit.place, *corpus.index.places.above.get(unit.place, ())):
                for word in {*unit.name.words} - words_of("light") - words_of("heads"):
                    blocks[unit.type, place, word].setdefault(f"{unit.place} {unit.name.key}", unit)
    seen = set()
    for (_, place, _), found in blocks.items():
        if len(found) > MOST_IN_BLOCK:
            continue
        for one, other in combinations(found.values(), 2):
            if place not in (one.place, other.place) or (one.handle, other.handle) in seen:
                continue
            seen.add((one.handle, other.handle))
            score = likeness(one.name, other.name, corpus.index.places.forms)
            if 0 < score < 1 and nest(one.place, other.place, corpus.index.places):
                yield judge(
                    (one.handle, other.handle),
                    SAME,
                    score,
                    "likeness",
                    f"같은 곳({one.scope}), 가려 주지 않는 말만 다름",
                )


def by_short_form(corpus: Corpus) -> Iterator[Judgement]:
    """Yield merges of a name with the one project or site of the place that an article calls so after its full name."""
    called: dict[tuple[str, str], dict[str, Unit]] = defaultdict(dict)
    for unit in _ranked(corpus.units.values()):
        if unit.type in PLACED and unit.place and not unit.listed:
            for form in unit.forms:
                name = read_name(form, unit.type)
                if (
                    name.key != unit.name.key
                    and len(name.key) >= _LEAST_SHORT
                    and _says_what(name.words, "heads", "light", "plain")
                ):
                    called[f"{unit.type} {unit.place}", name.key].setdefault(unit.name.key, unit)
    for short in corpus.units.values():
        found = called.get((f"{short.type} {short.place}", short.name.key), {})
        if len(found) == 1 and not short.listed:
            owner = next(iter(found.values()))
            yield judge(
                (owner.handle, short.handle),
                SAME,
                SHORT,
                "short form",
                f"{owner.scope}의 다른 글이 {owner.text}의 줄임말로 씀",
            )


def _says_what(words: Sequence[str], *lists: str) -> bool:
    """Tell whether a name has a word beside those of the lists."""
    empty = frozenset[str]().union(*map(words_of, lists))
    return any(len(word) > 1 and word not in empty for word in words)


def by_lone_place(corpus: Corpus, clusters: Clusters) -> Iterator[Judgement]:
    """Yield a merge of a telling name without a place with the only thing so called, or a question for each."""
    for group in _namesakes(corpus):
        open_, placed = [u for u in group if not u.scope], [u for u in group if u.place]
        if not open_ or not placed:
            continue
        things = {clusters.find(unit.handle): unit for unit in reversed(_ranked(placed))}
        for unit in _ranked(open_)[:1]:
            for other in things.values():
                if len(things) == 1:
                    yield judge(
                        (unit.handle, other.handle), SAME, LONE, "only one", f"{other.scope} 말고는 같은 이름이 없음"
                    )
                else:
                    yield judge(
                        (unit.handle, other.handle), UNSURE, 0.5, "place", f"{other.scope}의 것인지 이 글로는 모름"
                    )


def by_other_type(corpus: Corpus, clusters: Clusters) -> Iterator[Judgement]:
    """Yield a question for each name of a place that articles take for an undertaking and for a place that stands."""
    groups: dict[tuple[str, str], dict[str, Unit]] = defaultdict(dict)
    for unit in _ranked(corpus.units.values()):
        if unit.type in PLACED and unit.scope:
            groups[unit.place or unit.scope, unit.name.key].setdefault(unit.type, unit)
    for found in groups.values():
        if len(found) == len(PLACED):
            one, other = found.values()
            if clusters.find(one.handle) != clusters.find(other.handle):
                yield judge((one.handle, other.handle), UNSURE, 0.5, "type", "사업으로도 단지·시설로도 나옴")


def told_apart(corpus: Corpus, clusters: Clusters) -> Iterator[Judgement]:
    """Yield, for each name that stands for more than one thing, what tells one from the next."""
    for group in _namesakes(corpus):
        things = {clusters.find(u.handle): u for u in reversed(_ranked(u for u in group if u.place))}
        units = sorted(things.values(), key=lambda unit: unit.handle)
        for one, other in pairwise(units):
            yield judge(
                (one.handle, other.handle), DIFFERENT, EQUAL, "place", f"같은 이름, 다른 곳: {one.scope}, {other.scope}"
            )
    blocks: dict[tuple[str, str, str], list[Unit]] = defaultdict(list)
    for unit in corpus.units.values():
        if unit.type in PLACED and unit.name.numbers and not unit.listed:
            plain = unit.name.key
            for number in unit.name.numbers:
                plain = plain.replace(number, "#", 1)
            blocks[unit.type, unit.place or unit.scope, plain].append(unit)
    for block in blocks.values():
        units = sorted({u.name.key: u for u in reversed(_ranked(block))}.values(), key=lambda unit: unit.handle)
        for one, other in pairwise(units):
            yield judge((one.handle, other.handle), DIFFERENT, EQUAL, "number", "숫자가 다름")


def _namesakes(corpus: Corpus) -> Iterable[list[Unit]]:
    """Return the units that no register lists, by type and name as names are compared."""
    groups: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    for unit in corpus.units.values():
        if not unit.listed and unit.type not in PEOPLE:
            groups[unit.type, unit.name.key].append(unit)
    return (group for group in groups.values() if len(group) > 1)


def _by_scope(group: Iterable[Unit]) -> dict[str, list[Unit]]:
    scoped: dict[str, list[Unit]] = defaultdict(list)
    for unit in group:
        if unit.scope:
            scoped[unit.place or unit.scope].append(unit)
    return scoped


def _ranked(units: Iterable[Unit]) -> list[Unit]:
    """Return the units, those that most articles name first."""
    return sorted(units, key=lambda unit: (-unit.articles, unit.handle))
