"""What a candidate shows: features from which the classifier tells names of each type from words that are none."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from extractors.candidates import Candidate, Source
from extractors.document import Document
from extractors.lexicon import load_lexicon
from extractors.names import STANDS, TO_MAKE, WINDOW

_LIGHT = load_lexicon()["light"]
_EMPTY = frozenset((*_LIGHT["empty"], *_LIGHT["before"], *_LIGHT["after"], *load_lexicon()["heads"]["Making"]))
_MAKING = frozenset(load_lexicon()["heads"]["Making"])
_MARKS = {"latin": re.compile("[A-Za-z]"), "digit": re.compile(r"\d"), "dot": re.compile("·")}
# Of so many sets of sources it is remembered what they show.
_MOST_SETS = 10_000
# What means different things for different suggested types is tied to them: F1 on unseen articles .828, both ways
# .827, untied .825.
_TIED = frozenset(
    (
        *("content=", "end2=", "made=", "count=", "stands=", "to make="),
        *("n1=", "nw=", "pw=", "p1=", "headline=", "inside=", "model=", "weak=", "glued="),
    )
)
# What stands at the ends of a candidate and beside it.
_AROUND = ("tag=", "last=", "n1=", "nw=", "pw=", "p1=", "headline=")
_NOTHING = ("",)

T = TypeVar("T")
# Makes a feature of its family and its value: its name, or what a model knows it by.
Naming = Callable[[str], Callable[[str], T]]
# What a candidate shows: a family of features and a value.
_Shown = tuple[str, str]
# What of a source is shown: its rule and type, how sure it is in fifths, the type and kind of its entry and whether the
# name is a weak one, whether a hit is glued to what stands before it and behind it, and the end of a title.
_Sign = tuple[str, str, int, tuple[str, str, bool] | tuple[()], tuple[bool, bool] | tuple[()], str]


def by_name(family: str) -> Callable[[str], str]:
    """Name the features of a family.

    >>> by_name("end1=")("지")
    'end1=지'
    """
    return family.__add__


class _Families(dict[str, Callable[[str], T]]):
    """The families of features for candidates of the same suggested types."""

    def __init__(self, naming: Naming[T], types: str) -> None:
        super().__init__()
        self._naming, self.types = naming, types
        self._around = [self[family] for family in _AROUND]

    def __missing__(self, family: str) -> Callable[[str], T]:
        self[family] = found = self._naming(f"{self.types}&{family}" if family in _TIED else family)
        return found

    def features(self, shown: Iterable[_Shown]) -> list[T]:
        """Return the features of what is shown."""
        return [self[family](value) for family, value in shown]

    def around(self, values: Iterable[str]) -> list[T]:
        """Return the features of what stands around a candidate."""
        return [feature(value) for feature, value in zip(self._around, values, strict=True)]


class FeatureReader(Generic[T]):
    """Reads the features of candidates."""

    def __init__(self, naming: Naming[T]) -> None:
        """Take what makes the features."""
        self._families = lru_cache(_MOST_SETS)(lambda types: _Families(naming, types))
        self._of_sources = lru_cache(_MOST_SETS)(self._read_sources)

    def __call__(self, document: Document, candidates: Sequence[Candidate]) -> list[list[T]]:
        """Return the features of each candidate of a document, which stand in the order of the text.

        Guesses, which are told to the others but are never chosen, get none.
        """
        text, others = document.text, _others(candidates)
        names = [text[candidate.start : candidate.end] for candidate in candidates]
        counts, known, found = Counter(names), dict[tuple[str, str], list[T]](), list[list[T]]()
        for at, (name, around) in enumerate(zip(names, _around(document, candidates), strict=True)):
            if candidates[at].is_guess:
                found.append([])
                continue
            families, told = self._of_sources(tuple([_sign(source, name) for source in candidates[at].sources]))
            types = families.types
            if (own := known.get((name, types))) is None:
                shown = [*_form(name), ("count=", str(min(counts[name], 4))), *_standing(text, name, types)]
                own = known[name, types] = families.features(shown)
            found.append([*own, *told, *families.around(around), *families.features(sorted(others.get(at, ())))])
        return found

    def _read_sources(self, signs: Sequence[_Sign]) -> tuple[_Families[T], list[T]]:
        types = "|".join(sorted({type_ for _, type_, *_ in signs if type_}))
        keys = sorted({_key(rule, type_) for rule, type_, *_ in signs})
        shown = {("all=", "+".join(keys)), *(("source=", key) for key in keys)}
        families = self._families(types)
        return families, families.features(sorted(shown.union(*map(_told, signs))))


def _sign(source: Source, name: str) -> _Sign:
    entry, hit, office = source.entry, source.hit, source.office
    return (
        source.rule,
        source.type,
        int(source.score * 5),
        (entry.type, entry.kind, name in entry.weak) if entry else (),
        (hit.glued_left, hit.glued_right) if hit else (),
        office.title[-2:] if office else "",
    )


def _told(sign: _Sign) -> Iterator[_Shown]:
    """Say what a source is, and how far it is to be trusted."""
    rule, type_, fifths, entry, glued, title = sign
    yield "rule=", rule
    if rule == "model":
        yield from (("model=", type_), ("model=", f"{type_}:{fifths}"))
    if entry:
        yield from (("kind=", f"{entry[0]}:{entry[1]}"), ("weak=", f"{entry[2]}:{entry[0]}"))
    if glued:
        yield "glued=", f"{glued[0]}{glued[1]}:{type_}"
    if title:
        yield "title=", title


def _key(rule: str, type_: str) -> str:
    return f"{rule.partition(':')[0]}:{type_}"


def _form(name: str) -> list[_Shown]:
    words, end = name.replace("·", " ").split(" "), name[-2:]
    content = str(min(len(words) - sum(map(_EMPTY.__contains__, words)), 6))
    shown = [
        ("end1=", name[-1:]),
        ("end2=", end),
        ("end3=", name[-3:]),
        ("length=", str(min(len(name), 20) // 2)),
        ("words=", str(min(name.count(" "), 7))),
        ("content=", content),
        ("content=", f"{content}&end={end}"),
    ]
    if len(words) > 1 and words[-2] in _MAKING:
        shown.append(("made=", words[-1]))
    return shown + [(mark, "") for mark, pattern in _MARKS.items() if pattern.search(name)]


def _standing(text: str, name: str, types: str) -> Iterator[_Shown]:
    """Say whether the article anywhere speaks of a place as one that stands, and as one to be made."""
    if "Project" in types or "Site" in types or "Policy" in types:
        ends = list(_ends_of(text, name))
        yield "stands=", str(any(STANDS.match(text, end, end + WINDOW) for end in ends))
        yield "to make=", str(any(TO_MAKE.match(text, end, end + WINDOW) for end in ends))


def _ends_of(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at + len(name)
        at = text.find(name, at + 1)


def _around(document: Document, candidates: Sequence[Candidate]) -> Iterable[tuple[str, ...]]:
    """Return what stands at the ends of candidates and beside them, in the order of its families."""
    text, morphemes, spans = document.text, document.morphemes, [(c.start, c.end) for c in candidates]
    headline = next((sentence.end for sentence in document.sentences if sentence.headline), 0)
    return zip(
        [morphemes[bisect_right(document.ends, start)].tag for start, _ in spans],
        [morphemes[bisect_left(document.ends, end)].form for _, end in spans],
        [text[end : end + 1] for _, end in spans],
        [(text[end : end + 10].split(None, 1) or _NOTHING)[0][:3] for _, end in spans],
        [(text[max(0, start - 8) : start].rsplit(None, 1) or _NOTHING)[-1][-3:] for start, _ in spans],
        [text[max(0, start - 1) : start] for start, _ in spans],
        [str(start < headline) for start, _ in spans],
        strict=True,
    )


def _others(candidates: Sequence[Candidate]) -> Mapping[int, set[_Shown]]:
    """Say what stands around or across candidates: longer ones, and names the recogniser saw otherwise."""
    found: defaultdict[int, set[_Shown]] = defaultdict(set)
    seen = [[source.type for source in candidate.sources if source.rule == "model"] for candidate in candidates]
    for at, outer in enumerate(candidates):
        for below, inner in enumerate(candidates[at + 1 :], at + 1):
            if inner.start >= outer.end:
                break
            holds = inner.end <= outer.end
            if holds:
                found[below].update([("nested=", _key(source.rule, source.type)) for source in outer.sources])
            if not seen[below]:
                found[below].update([("inside=" if holds else "across=", kind) for kind in seen[at]])
            if not seen[at]:
                found[at].update([("over=" if holds else "across=", kind) for kind in seen[below]])
    return found
