"""Entities by what people type: a name, a part of it, its first sounds, or a name with a typing error."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import pandas as pd
from rapidfuzz import fuzz, process

from graph.errors import QueryError
from graph.index import Index, claim_counts, derived, index_of
from graph.normal import KnowledgeGraph, split_list
from graph.schema import load_schema

# The kinds of match, best first.
EXACT, ALIAS, BEGINNING, PART, WORDS, INITIALS, TYPO = range(7)
MATCHES = ("이름", "다른 이름", "첫머리", "부분", "낱말", "초성", "비슷한 이름")
# Of the letters of a name, so many in a hundred must agree for it to be a typing error: one wrong jamo in a name of two
# syllables still passes (창원 and 창완 agree in 83), and two in a name of five.
TYPO_FLOOR = 80
# Shorter words than this, in jamo, resemble too many names.
TYPO_LENGTH = 4
# A page of results; who wants more asks for more.
LIMIT = 20
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SEPARATOR = "\n"
_BODY = re.compile("(특별자치도|특별자치시|특별시|광역시|특례시|도|시|군|구)$")
_HALVES = re.compile("..[남북]도")


def find(kg: KnowledgeGraph, text: str, *, type: str | None = None, limit: int = LIMIT) -> pd.DataFrame:
    """Return the entities that a text may mean, best first; blanks and case do not matter.

    Columns: `id`, `name`, `type`, `match` (how it matched: 이름, 다른 이름, 첫머리, 부분, 낱말, 초성, 비슷한 이름),
    `matched` (the name that matched), `claims` and `articles` (how much is known). Names resembling the text are
    looked for only where nothing else matches. Raises QueryError for a type that is not in the schema.

    >>> from graph.build import build_graph
    >>> find(build_graph([]), "ㅊㅇㅅ").columns.to_list()
    ['id', 'name', 'type', 'match', 'matched', 'claims', 'articles']
    """
    index = index_of(kg)
    hits = _hits(index, text, _types(type))
    counts = claim_counts(index)
    ranked = sorted(hits.items(), key=lambda hit: (hit[1][0], -counts[hit[0]], index.labels[hit[0]], hit[0]))[:limit]
    rows = [
        (
            index.ids[entity],
            index.labels[entity],
            index.types[entity],
            MATCHES[kind],
            name,
            int(counts[entity]),
            int(index.nodes[entity].get("article_count", 0)),
        )
        for entity, (kind, name) in ranked
    ]
    return pd.DataFrame(rows, columns=["id", "name", "type", "match", "matched", "claims", "articles"])


def pick(index: Index, text: str, *types: str) -> int:
    """Return the number of the one entity that an id or name means, of these types or of any.

    An id or a full name wins over aliases and short names (경남 for 경상남도), these over a part of a name, where one
    name alone has it. Raises QueryError where no entity or more than one is meant, naming what is near.
    """
    if (number := index.number.get(unicodedata.normalize("NFC", text))) is not None:
        return number
    hits = _hits(index, text, types)
    best = min((kind for kind, _ in hits.values()), default=TYPO)
    found = [entity for entity, (kind, _) in hits.items() if kind == best]
    if len(found) == 1 and best < INITIALS:
        return found[0]
    counts = claim_counts(index)
    near = ", ".join(index.ids[entity] for entity in sorted(found, key=lambda entity: (-counts[entity], entity))[:5])
    if found and best < INITIALS:
        raise QueryError(f"{text!r} may mean more than one: {near}; give the id")
    kinds = " or ".join(types) or "entity"
    raise QueryError(f"no {kinds} is called {text!r}" + (f"; near: {near}" if near else ""))


def picks(index: Index, texts: str | Collection[str], *types: str) -> list[int]:
    """Return the numbers of one or several entities by id or name, as `pick` does."""
    return [pick(index, text, *types) for text in ([texts] if isinstance(texts, str) else texts)]


def short_name(name: str) -> str:
    """Return the short name of a region: what newspapers call it.

    >>> [short_name(name) for name in ("경상남도", "전북특별자치도", "창원시", "부산광역시", "성남시", "중구")]
    ['경남', '전북', '창원', '부산', '성남', '중구']
    """
    if _HALVES.fullmatch(name):
        return name[0] + name[2]
    short = _BODY.sub("", name)
    return short if len(short) > 1 else name


@dataclass(frozen=True, slots=True)
class _Names:
    """All names of all entities, folded; `text` joins them, so that a part is found at once in all."""

    names: list[str]
    folded: list[str]
    owners: list[int]
    aliases: list[bool]
    text: str
    offsets: list[int]


@derived
def _names(index: Index) -> _Names:
    rows = [row for entity in range(len(index.ids)) for row in _names_of(index, entity)]
    folded = [_fold(name) for _, name, _ in rows]
    return _Names(
        names=[name for _, name, _ in rows],
        folded=folded,
        owners=[entity for entity, _, _ in rows],
        aliases=[alias for *_, alias in rows],
        text=_SEPARATOR.join(folded),
        offsets=list(accumulate((len(name) + 1 for name in folded[:-1]), initial=0)),
    )


@derived
def _initials(index: Index) -> tuple[str, list[int]]:
    sounds = [_sounds(name) for name in _names(index).folded]
    return _SEPARATOR.join(sounds), list(accumulate((len(name) + 1 for name in sounds[:-1]), initial=0))


@derived
def _jamo(index: Index) -> list[str]:
    return [unicodedata.normalize("NFD", name) for name in _names(index).folded]


def _names_of(index: Index, entity: int) -> Iterator[tuple[int, str, bool]]:
    data, name = index.nodes[entity], str(index.labels[entity])
    yield entity, name, False
    others = split_list(str(data.get("aliases", "")))
    if data.get("type") == "Region":
        others.append(short_name(name))
    yield from ((entity, other, True) for other in dict.fromkeys(others) if other != name)


def _hits(index: Index, text: str, types: Iterable[str]) -> dict[int, tuple[int, str]]:
    """Return for each entity that matches the best kind of match and the name that did."""
    wanted, allowed = _fold(text), set(types)
    if not wanted:
        return {}
    hits: dict[int, tuple[int, str]] = {}
    for kind, at in _matches(index, text, wanted):
        owner = _names(index).owners[at]
        if not allowed or index.types[owner] in allowed:
            hits[owner] = min(hits.get(owner, (TYPO + 1, "")), (kind, _names(index).names[at]))
    return hits or _misspelt(index, wanted, allowed)


def _matches(index: Index, text: str, wanted: str) -> Iterator[tuple[int, int]]:
    names = _names(index)
    for at in _places(names.text, names.offsets, wanted):
        name = names.folded[at]
        if name == wanted:
            yield ALIAS if names.aliases[at] else EXACT, at
        else:
            yield BEGINNING if name.startswith(wanted) else PART, at
    words = [_fold(word) for word in text.split()]
    if len(words) > 1:
        rarest = max(words, key=len)
        for at in _places(names.text, names.offsets, rarest):
            if all(word in names.folded[at] for word in words):
                yield WORDS, at
    if set(wanted) <= set(_INITIALS):
        yield from ((INITIALS, at) for at in _places(*_initials(index), wanted))


def _places(text: str, offsets: list[int], wanted: str) -> Iterator[int]:
    """Yield the numbers of the names that hold `wanted`, each once."""
    at = text.find(wanted)
    while at >= 0:
        name = bisect_right(offsets, at) - 1
        yield name
        after = offsets[name + 1] if name + 1 < len(offsets) else len(text)
        at = text.find(wanted, after)


def _misspelt(index: Index, wanted: str, allowed: set[str]) -> dict[int, tuple[int, str]]:
    letters = unicodedata.normalize("NFD", wanted)
    if len(letters) < TYPO_LENGTH:
        return {}
    found = process.extract(letters, _jamo(index), scorer=fuzz.ratio, score_cutoff=TYPO_FLOOR, limit=LIMIT)
    names = _names(index)
    return {
        names.owners[at]: (TYPO, names.names[at])
        for _, _, at in reversed(found)
        if not allowed or index.types[names.owners[at]] in allowed
    }


def _fold(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).casefold().split())


def _sounds(name: str) -> str:
    """Return the first sound of each syllable; what is no Hangul syllable stays.

    >>> _sounds("창원시SMR")
    'ㅊㅇㅅSMR'
    """
    return "".join(_INITIALS[(ord(c) - 0xAC00) // 588] if "가" <= c <= "힣" else c for c in name)


def _types(type_: str | None) -> tuple[str, ...]:
    known: dict[str, Any] = {name: name for name in load_schema().types}
    known |= {kind.ko: name for name, kind in load_schema().types.items()}
    if type_ is None:
        return ()
    if type_ not in known:
        raise QueryError(f"type {type_!r} is not one of {', '.join(known)}")
    return (known[type_],)
