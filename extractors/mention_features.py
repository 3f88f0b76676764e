"""What a candidate shows: features from which the classifier tells names of each type from words that are none."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from extractors.candidates import Candidate, Source
from extractors.document import Document
from extractors.lexicon import load_lexicon
from extractors.names import STANDS, TO_MAKE, WINDOW

_LIGHT = load_lexicon()["light"]
_EMPTY = frozenset((*_LIGHT["empty"], *_LIGHT["before"], *_LIGHT["after"], *load_lexicon()["heads"]["Making"]))
_MAKING = frozenset(load_lexicon()["heads"]["Making"])
_LATIN, _DIGIT = re.compile("[A-Za-z]"), re.compile(r"\d")


def candidate_features(document: Document, candidates: Sequence[Candidate]) -> list[set[str]]:
    """Return the features of each candidate of a document; candidates stand in the order of the text.

    Guesses, which are told to the others but are never chosen, get none.
    Those that mean different things for different suggested types are given tied to them: F1 on unseen articles .828,
    both ways .827, untied .825.
    """
    names = [document.text[candidate.start : candidate.end] for candidate in candidates]
    counts = Counter(names)
    known: dict[tuple[str, str], tuple[str, ...]] = {}
    found: list[set[str]] = []
    for candidate, name, (nested, inside) in zip(candidates, names, _others(candidates), strict=True):
        if candidate.is_guess:
            found.append(set())
            continue
        types = "|".join(sorted({source.type for source in candidate.sources if source.type}))
        own = known.get((name, types))
        if own is None:
            told = [*_content(name), f"count={min(counts[name], 4)}", *_standing(document.text, name, types)]
            own = known[name, types] = (*_form(name), *_tied(types, told))
        trust = [feature for source in candidate.sources for feature in _trust(source, name)]
        features = {*own, *nested, *_sources(candidate), *_edges(document, candidate)}
        features.update(_tied(types, [*_around(document, candidate), *inside, *trust]))
        found.append(features)
    return found


def _tied(types: str, features: Iterable[str]) -> list[str]:
    return [f"{types}&{feature}" for feature in features]


def _sources(candidate: Candidate) -> list[str]:
    keys = sorted({_key(source) for source in candidate.sources})
    found = ["all=" + "+".join(keys), *[f"source={key}" for key in keys]]
    for source in candidate.sources:
        found.append(f"rule={source.rule}")
        if source.entry is not None:
            found.append(f"kind={source.entry.type}:{source.entry.kind}")
        if source.office is not None:
            found.append(f"title={source.office.title[-2:]}")
    return found


def _trust(source: Source, name: str) -> list[str]:
    """Say how far a source is to be trusted."""
    found = []
    if source.rule == "model":
        found += [f"model={source.type}", f"model={source.type}:{int(source.score * 5)}"]
    if source.entry is not None:
        found.append(f"weak={name in source.entry.weak}:{source.entry.type}")
    if source.hit is not None:
        found.append(f"glued={source.hit.glued_left}{source.hit.glued_right}:{source.type}")
    return found


def _key(source: Source) -> str:
    return f"{source.rule.partition(':')[0]}:{source.type}"


def _form(name: str) -> Iterator[str]:
    yield from (f"end1={name[-1:]}", f"end3={name[-3:]}")
    yield from (f"length={min(len(name), 20) // 2}", f"words={min(name.count(' '), 7)}")
    if _LATIN.search(name):
        yield "latin"
    if _DIGIT.search(name):
        yield "digit"
    if "·" in name:
        yield "dot"


def _content(name: str) -> Iterator[str]:
    words = name.replace("·", " ").split(" ")
    content = min(sum(word not in _EMPTY for word in words), 6)
    yield from (f"content={content}", f"content={content}&end={name[-2:]}", f"end2={name[-2:]}")
    if len(words) > 1 and words[-2] in _MAKING:
        yield f"made={words[-1]}"


def _standing(text: str, name: str, types: str) -> Iterator[str]:
    """Say whether the article anywhere speaks of a place as one that stands, and as one to be made."""
    if "Project" not in types and "Site" not in types and "Policy" not in types:
        return
    ends = list(_ends_of(text, name))
    yield f"stands={any(STANDS.match(text, end, end + WINDOW) for end in ends)}"
    yield f"to make={any(TO_MAKE.match(text, end, end + WINDOW) for end in ends)}"


def _ends_of(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        yield at + len(name)
        at = text.find(name, at + 1)


def _edges(document: Document, candidate: Candidate) -> tuple[str, str]:
    first = document.morphemes[document.index_at(candidate.start)]
    last = document.morphemes[document.index_at(candidate.end - 1)]
    return f"tag={first.tag}", f"last={last.form}"


def _around(document: Document, candidate: Candidate) -> tuple[str, ...]:
    text = document.text
    words = text[candidate.end : candidate.end + 10].split()
    before = text[max(0, candidate.start - 8) : candidate.start].split()
    sentence = document.sentence_at(candidate.start)
    return (
        f"n1={text[candidate.end : candidate.end + 1]}",
        f"nw={words[0][:3] if words else ''}",
        f"pw={before[-1][-3:] if before else ''}",
        f"p1={text[max(0, candidate.start - 1) : candidate.start]}",
        f"headline={sentence is not None and sentence.headline}",
    )


def _others(candidates: Sequence[Candidate]) -> list[tuple[set[str], set[str]]]:
    """Say what stands around or across each candidate: longer ones, and names the recogniser saw otherwise.

    The second set holds what the recogniser saw around it.
    """
    found: list[tuple[set[str], set[str]]] = [(set(), set()) for _ in candidates]
    seen = [[source.type for source in candidate.sources if source.rule == "model"] for candidate in candidates]
    for at, outer in enumerate(candidates):
        for below in range(at + 1, len(candidates)):
            inner = candidates[below]
            if inner.start >= outer.end:
                break
            holds = inner.end <= outer.end
            if holds:
                found[below][0].update(f"nested={_key(source)}" for source in outer.sources)
            if not seen[below]:
                place = 1 if holds else 0
                found[below][place].update(f"{'inside' if holds else 'across'}={kind}" for kind in seen[at])
            if not seen[at]:
                found[at][0].update(f"{'over' if holds else 'across'}={kind}" for kind in seen[below])
    return found
