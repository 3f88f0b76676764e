"""Coreference: which long names of an article are one thing, though written otherwise, by a classifier over pairs."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from math import inf

import numpy as np

from extractors.document import Document
from extractors.entities import LONG_NAMED, Group, add_surnames, flat, gather, settle
from extractors.lexicon import load_lexicon
from extractors.linear import LinearModel
from extractors.mentions import Mention

# Two names are one thing from these log odds on (annotated pairs are found: P .75, R .60).
LEAST = -0.85
# What is likely one with two that are not one is so with the likelier one, if that is likelier by so much.
_MARGIN = 0.5
# Names are compared where so many letters of the shorter stand in the longer; of the twos of letters in a row so many
# make it a name that may be short for it.
_LIKE, _VERY_LIKE = 0.7, 0.75
_LETTERS = dict(zip(LONG_NAMED, "PSLO", strict=True))
_SPELLINGS = tuple((other, one) for one, others in load_lexicon()["spellings"].items() for other in others)
_BRACKETS = re.compile(r"\([^()]*\)")
_NUMBERS = re.compile(r"\d+")
# The steps in which shares, lengths and counts are told.
_SHARES, _CHANCES = (0.01, 0.3, 0.5, 0.65, 0.8, 0.9, 1), (0.6, 0.7, 0.8, 0.9, 0.97)
_LENGTHS, _LONGER, _FEW, _APART = (3, 4, 5, 6, 8, 11, 15), (1, 2, 3, 4, 6, 9, 13), (1, 2, 3, 4), (1, 2, 3, 5, 8)
_MOST_RIVALS = 3
# Names whose one spelling is remembered.
_MOST_NAMES = 100_000


# Of pairs of things, by their identity, in both orders.
Odds = dict[tuple[int, int], float]


@dataclass(frozen=True, slots=True)
class Form:
    """A way in which a thing is named, in the one spelling in which names are compared."""

    text: str
    letters: frozenset[str]
    twos: frozenset[str]


@dataclass(frozen=True)
class Named:
    """A thing with its forms; what else is compared of it is looked up only where it is like another.

    `starts` are those of the article's sentences, `towns` the first two letters of the regions that it names.
    """

    group: Group
    forms: Sequence[Form]
    document: Document
    starts: Sequence[int]
    towns: AbstractSet[str]

    @cached_property
    def sentences(self) -> list[int]:
        """The numbers of the sentences that name it."""
        return sorted({bisect_right(self.starts, mention.start) - 1 for mention in self.group.mentions})

    @cached_property
    def headline(self) -> bool:
        """Whether the headline names it."""
        return any(self.document.sentences[number].headline for number in self.sentences)

    @cached_property
    def entries(self) -> frozenset[int]:
        """What registers know it as, by identity."""
        return frozenset(id(mention.entry) for mention in self.group.mentions if mention.entry is not None)

    @cached_property
    def regions(self) -> frozenset[str]:
        """The regions in its longest form."""
        return frozenset(town for town in self.towns if town in self.forms[0].text)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things, the one named first before the other, and the forms of both that are most alike.

    `twos` counts the twos of letters in a row that both forms have.
    """

    one: Named
    other: Named
    short: Form
    long: Form
    twos: int

    @property
    def share(self) -> float:
        """How much of the shorter form stands in the longer one, by twos of letters in a row."""
        return self.twos / len(self.short.twos)


def resolve_entities(document: Document, mentions: Sequence[Mention], model: LinearModel) -> list[Group]:
    """Bring the mentions of a document together; those that cannot be decided are left out."""
    groups = _merge(document, gather(document, mentions), model)
    add_surnames(mentions, groups)
    for group in groups:
        settle(document, group)
    return groups


def _merge(document: Document, groups: Sequence[Group], model: LinearModel) -> list[Group]:
    """Merge what is likely one thing, the likeliest first, where all that is compared of both says so."""
    pairs = read_pairs(document, groups)
    odds: Odds = {}
    for (pair, _), row in zip(pairs, model.scores([shown for _, shown in pairs]).tolist(), strict=True):
        one, other = id(pair.one.group), id(pair.other.group)
        odds[one, other] = odds[other, one] = row[0]
    merged: dict[int, list[Group]] = {id(group): [group] for group in groups}
    for pair, _ in sorted(pairs, key=lambda row: -odds[id(row[0].one.group), id(row[0].other.group)]):
        ours, theirs = merged[id(pair.one.group)], merged[id(pair.other.group)]
        if ours is not theirs and _is_one(pair, odds) and _are_one(ours, theirs, odds):
            ours += theirs
            merged.update((id(group), ours) for group in theirs)
    return [_joined(merged[id(group)]) for group in groups if merged[id(group)][0] is group]


def _is_one(pair: Pair, odds: Odds) -> bool:
    """Tell whether two things are likely one, and neither nearly as likely one with a third that the other is not."""
    one, other = id(pair.one.group), id(pair.other.group)
    own = odds[one, other]
    rivals = [
        (third, left)
        for (first, third), chance in odds.items()
        for here, left in ((one, other), (other, one))
        if first == here and third != left and chance >= max(LEAST, own - _MARGIN)
    ]
    return own >= LEAST and all(odds.get(rival, -inf) >= LEAST for rival in rivals)


def _are_one(ours: Sequence[Group], theirs: Sequence[Group], odds: Odds) -> bool:
    return all(odds.get((id(one), id(other)), LEAST) >= LEAST for one in ours for other in theirs)


def _joined(groups: Sequence[Group]) -> Group:
    first, *others = groups
    for group in others:
        first.mentions += group.mentions
        first.aliases |= group.aliases
    return first


def read_pairs(document: Document, groups: Sequence[Group]) -> list[tuple[Pair, list[str]]]:
    """Return the long names of an article that are alike, two and two, each with what speaks for their being one."""
    pairs = _compare(_read_names(document, groups))
    rivals = Counter(id(named) for pair in pairs if pair.share >= _VERY_LIKE for named in (pair.one, pair.other))
    return [(pair, list(_shown(pair, rivals))) for pair in pairs]


def _read_names(document: Document, groups: Sequence[Group]) -> list[Named]:
    """Return the long names of an article in the order of the text."""
    starts = [sentence.start for sentence in document.sentences]
    towns = {alias[:2] for group in groups if group.type == "Region" for alias in group.aliases}
    long = [group for group in groups if group.type in LONG_NAMED]
    long.sort(key=lambda group: min(mention.start for mention in group.mentions))
    return [Named(group, _forms(document, group), document, starts, towns) for group in long]


def _forms(document: Document, group: Group) -> list[Form]:
    texts = {spell(document.text[mention.start : mention.end], mention.type) for mention in group.mentions}
    return [_form(text) for text in sorted(texts, key=lambda text: (-len(text), text)) if len(text) > 1]


@lru_cache(_MOST_NAMES)
def _form(text: str) -> Form:
    return Form(text, frozenset(text), frozenset(map("".join, pairwise(text))))


@lru_cache(_MOST_NAMES)
def spell(name: str, type_: str) -> str:
    """Return a name in the one spelling in which names are compared.

    >>> spell("상주 이차전지 국가산업단지(1단계) 조성사업", "Project")
    '상주이차전지국가산단'
    """
    text = flat(_BRACKETS.sub("", name), type_) or flat(name, type_)
    for other, one in _SPELLINGS:
        text = text.replace(other, one)
    return text


def _compare(names: Sequence[Named]) -> list[Pair]:
    """Return the things that are alike, two and two, by the forms that are most alike."""
    owners = [number for number, named in enumerate(names) for _ in named.forms]
    forms = [form for named in names for form in named.forms]
    place = {letter: at for at, letter in enumerate(sorted(frozenset().union(*(form.letters for form in forms))))}
    letters = np.zeros((len(forms), len(place)), dtype=np.float32)
    letters[
        np.repeat(np.arange(len(forms)), [len(form.letters) for form in forms]),
        [place[letter] for form in forms for letter in form.letters],
    ] = 1
    shared = letters @ letters.T
    sizes = shared.diagonal()
    alike = np.argwhere(np.triu(shared >= _LIKE * np.minimum(sizes[:, None], sizes))).tolist()
    found: dict[tuple[int, int], Pair] = {}
    for a, b in alike:
        ends = owners[a], owners[b]
        if ends[0] != ends[1]:
            short, long = sorted((forms[a], forms[b]), key=lambda form: len(form.text))
            pair = Pair(names[ends[0]], names[ends[1]], short, long, len(short.twos & long.twos))
            best = found.setdefault(ends, pair)
            if _nearness(pair) > _nearness(best):
                found[ends] = pair
    return list(found.values())


def _nearness(pair: Pair) -> tuple[float, int, str]:
    return pair.share, len(pair.short.text), pair.short.text


def _shown(pair: Pair, rivals: Counter[int]) -> Iterator[str]:
    """Yield what speaks for two things being one."""
    one, other, short, long = pair.one, pair.other, pair.short.text, pair.long.text
    types = _LETTERS[one.group.type] + _LETTERS[other.group.type]
    dice = _step(2 * pair.twos / (len(pair.short.twos) + len(pair.long.twos)), _SHARES)
    missing = _step(len(pair.short.letters - pair.long.letters), _FEW)
    within, end = _within(short, long), _end(short, long)
    numbers = _overlap(set(_NUMBERS.findall(short)), set(_NUMBERS.findall(long)))
    regions, entries = _overlap(one.regions, other.regions), _overlap(one.entries, other.entries)
    apart = _step(min(abs(a - b) for a in one.sentences for b in other.sentences), _APART)
    rival = min(max(rivals[id(one)], rivals[id(other)]) - (pair.share >= _VERY_LIKE), _MOST_RIVALS)
    yield from (f"rivals={rival}", f"within={within},{rival}", f"within={within},{types}", f"dice={dice},{types}")
    yield from (
        f"within={within},{_step(len(short), _LENGTHS)}",
        f"longer={_step(len(long) - len(short), _LONGER)},{missing}",
    )
    yield f"common={_step(_common(short, long), _LONGER)},{_step(_common(short[::-1], long[::-1]), _LONGER)}"
    yield from (
        f"end={end},{missing}",
        f"end={end},{_step(pair.share, _SHARES)}",
        f"end={end},{types}",
        f"end={end},{within},{dice}",
    )
    yield from (f"numbers={numbers},{within}", f"numbers={numbers},{dice}")
    yield from (f"regions={regions},{within}", f"regions={regions},{dice}")
    yield from (f"apart={apart},{within}", f"apart={apart},{dice}")
    yield from (f"entries={entries},{types}", f"entries={entries},{within}")
    headlines = f"headline={one.headline:d}{other.headline:d}"
    yield from (f"{headlines},{end}", f"{headlines},{within}")
    yield from (f"sure={_step(min(_sure(one), _sure(other)), _CHANCES)}", f"last={short[-2:]},{within}")
    if within == "end":
        yield from (f"before={long[: -len(short)][-2:]}", f"begins={long[:2]}")
    if within == "beginning":
        yield from (f"behind={long[len(short) :][:2]}", f"closes={long[-2:]}")


def _step(value: float, steps: Sequence[float]) -> int:
    return sum(value >= step for step in steps)


def _within(short: str, long: str) -> str:
    """Tell how a form stands in a longer one."""
    if short == long:
        return "same"
    if long.endswith(short):
        return "end"
    if long.startswith(short):
        return "beginning"
    if short in long:
        return "inside"
    rest = iter(long)
    return "letters" if all(letter in rest for letter in short) else "no"


def _end(short: str, long: str) -> str:
    """Tell whether two forms end in the same two letters, one or none."""
    return "2" if short[-2:] == long[-2:] else "1" if short[-1:] == long[-1:] else "0"


def _overlap(ours: AbstractSet[object], theirs: AbstractSet[object]) -> str:
    """Tell whether two sets are the same, meet, differ, or are empty, one or both."""
    if not ours or not theirs:
        return "none" if ours == theirs else "one"
    if ours == theirs:
        return "same"
    return "some" if ours & theirs else "other"


def _common(one: str, other: str) -> int:
    """Return how many letters two forms begin with alike."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _sure(named: Named) -> float:
    return max(mention.chance for mention in named.group.mentions)
