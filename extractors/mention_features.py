"""What a candidate shows: features from which the classifier tells names of each type from words that are none."""

import re
from collections import Counter
from collections.abc import Sequence

from extractors.candidates import Candidate
from extractors.document import Document
from extractors.lexicon import load_lexicon

# Features that mean different things for different suggested types are also given tied to those types.
_TIED = ("content=", "n1=", "nw=", "end2=", "headline", "count=", "p1=", "model", "inside=", "weak", "glued")


def candidate_features(document: Document, candidates: Sequence[Candidate]) -> list[set[str]]:
    """Return the features of each candidate of a document, in the same order."""
    counts = Counter(document.text[c.start : c.end] for c in candidates)
    found = []
    for candidate in candidates:
        features = _sources(document, candidate) | _around(document, candidate) | _form(document, candidate)
        features |= _others(candidate, candidates)
        features.add(f"count={min(counts[document.text[candidate.start : candidate.end]], 4)}")
        types = "|".join(sorted({source.type for source in candidate.sources if source.type}))
        found.append(features | {f"{types}&{feature}" for feature in features if feature.startswith(_TIED)})
    return found


def _sources(document: Document, candidate: Candidate) -> set[str]:
    text = document.text[candidate.start : candidate.end]
    features = {"all=" + "+".join(sorted({f"{_rule(s.rule)}:{s.type}" for s in candidate.sources}))}
    for source in candidate.sources:
        features |= {f"source={_rule(source.rule)}:{source.type}", f"rule={source.rule}"}
        if source.rule == "model":
            features |= {f"model={source.type}", f"model={source.type}:{int(source.score * 5)}"}
        if source.entry is not None:
            features.add(f"kind={source.entry.type}:{source.entry.kind}")
            features.add(f"weak={text in source.entry.weak}:{source.entry.type}")
        if source.hit is not None:
            features.add(f"glued={source.hit.glued_left}{source.hit.glued_right}:{source.type}")
        if source.office is not None:
            features.add(f"title={source.office.title[-2:]}")
    return features


def _rule(rule: str) -> str:
    return rule.partition(":")[0]


def _form(document: Document, candidate: Candidate) -> set[str]:
    text = document.text[candidate.start : candidate.end]
    first = document.morphemes[document.index_at(candidate.start)]
    last = document.morphemes[document.index_at(candidate.end - 1)]
    features = {f"end{n}={text[-n:]}" for n in (1, 2, 3)}
    features |= {f"start={text[:2]}", f"length={min(len(text), 20) // 2}", f"words={min(text.count(' '), 5)}"}
    content = min(sum(word not in _EMPTY for word in re.split(r"[ ·]", text)), 4)
    features |= {f"content={content}", f"content={content}&end={text[-2:]}"}
    features |= {f"tag={first.tag}", f"lasttag={last.tag}", f"last={last.form}"}
    features |= {name for name, pattern in _SHAPES.items() if pattern.search(text)}
    return features


_LIGHT = load_lexicon()["light"]
_EMPTY = frozenset((*_LIGHT["empty"], *_LIGHT["before"], *_LIGHT["after"], *load_lexicon()["heads"]["Making"]))
_SHAPES = {"latin": re.compile("[A-Za-z]"), "digit": re.compile(r"\d"), "dot": re.compile("·")}


def _around(document: Document, candidate: Candidate) -> set[str]:
    after = document.text[candidate.end : candidate.end + 10]
    before = document.text[max(0, candidate.start - 8) : candidate.start]
    sentence = document.sentence_at(candidate.start)
    words = after.split()
    return {
        f"n1={after[:1]}",
        f"n2={after[:2]}",
        f"nw={words[0][:3] if words else ''}",
        f"p1={before[-1:]}",
        f"pw={before.split()[-1][-3:] if before.split() else ''}",
        f"headline={sentence is not None and sentence.headline}",
    }


def _others(candidate: Candidate, candidates: Sequence[Candidate]) -> set[str]:
    """Say what stands around or across the candidate: longer candidates, and names the recogniser saw otherwise."""
    features = set()
    alone = not any(source.rule == "model" for source in candidate.sources)
    for other in candidates:
        if other is candidate or other.end <= candidate.start or other.start >= candidate.end:
            continue
        holds = other.start <= candidate.start and candidate.end <= other.end
        for source in other.sources:
            if holds:
                features.add(f"nested={_rule(source.rule)}:{source.type}")
            if alone and source.rule == "model":
                place = "inside" if holds else "over" if _holds(candidate, other) else "across"
                features.add(f"{place}={source.type}")
    return features


def _holds(outer: Candidate, inner: Candidate) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
