"""Names: when two ways to write a long name may be one thing, and when what differs makes them two."""

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

# Names are compared many times over; a corpus of 100,000 articles has some hundred thousand.
_MOST_NAMES = 500_000
# A name that is built or run may lose the nouns of doing at its end.
_BUILT = frozenset({"Project", "Site"})
# What two names of one place must share beside what may differ, so that the rest can be the same thing.
SHARED_IF_LIGHT, SHARED_IF_ONE_MORE = 1, 2
# A shorter name tells nothing by itself (AAV, 남항).
_TELLING_LENGTH = 5

_BRACKET = re.compile(r"\(([^()]*)\)")
# Brackets that hold a short form say nothing new; those with a phase or a number do.
_CALLED = ("이하", "약칭")
_HANGUL = re.compile("[가-힣]")
_NUMBERED = re.compile(r"제\d|\d+ ?(?:단계|차|호|공구|지구|기|구간|구역)")
_JOINTS = re.compile(r"[\s'\"‘’“”「」『』<>《》()\[\]·ㆍ∙・,.~/\-–—_:+]+")
_AND = re.compile(r"\s(?:및|와|과)\s")
_FOREIGN = re.compile(r"[a-z&]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[ivx]{1,4}(?![a-z])|[ⅰ-ⅻ]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the form in which names are compared.

    `key` is the whole without blanks and marks; `words` are its parts in order, `head` what it ends in; `numbers` are
    the figures in it, in order.
    """

    key: str
    words: tuple[str, ...]
    head: str
    numbers: tuple[str, ...]


@cache
def vocabulary() -> dict[str, Any]:
    """Return the word lists of names.toml."""
    return tomllib.loads(files("graph").joinpath("names.toml").read_text(encoding="utf-8"))


@cache
def words_of(list_: str) -> frozenset[str]:
    """Return a word list of names.toml as a set."""
    return frozenset(vocabulary()[list_])


@lru_cache(_MOST_NAMES)
def read_name(name: str, type_: str) -> Name:
    """Return the name as it is compared: without legal forms, brackets that gloss, blanks, marks and nouns of doing.

    >>> read_name("‘AI·방산 DX 지원센터’ 구축사업", "Project").words
    ('인공지능', '방위산업', '디지털전환', '지원', '센터')
    """
    text = (
        unicodedata.normalize("NFKC", name).lower() if type_ in _BUILT else unicodedata.normalize("NFC", name).lower()
    )
    for word in vocabulary()["dropped"]:
        text = text.replace(word, " ")
    text = _AND.sub(" ", _BRACKET.sub(_kept_bracket, text))
    text = _expand(text)
    words = [word for word in _JOINTS.split(text) if word and word != "분야"]
    words = list(_without_endings(words)) if type_ in _BUILT else words
    key = _expand_flat("".join(words))
    parts = tuple(part for word in words for part in _parts(_expand_flat(word)))
    return Name(key, parts, parts[-1] if parts else "", tuple(_NUMBER.findall(key)))


def _kept_bracket(match: re.Match[str]) -> str:
    """Return what is in brackets where it tells more: a phase, a place; not a short form or the word before again."""
    inside, before = match.group(1).strip(), "".join(_JOINTS.split(match.string[: match.start()]))
    flat = "".join(_JOINTS.split(inside))
    is_short = inside.startswith(_CALLED) or _is_in_order(flat, before)
    is_again = _expand_flat(before).endswith(_expand_flat(flat))
    is_gloss = is_short or is_again or not _HANGUL.search(flat)
    return f" {inside} " if _NUMBERED.search(inside) or not is_gloss else ""


def _is_in_order(short: str, name: str) -> bool:
    """Tell whether a word is made of letters of a name, in their order: 경방협 of 경남방위산업협의회."""
    rest = iter(name)
    return all(letter in rest for letter in short)


@cache
def _flat_synonyms() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = [(form, word) for word, forms in vocabulary()["synonyms"].items() for form in forms]
    return tuple((_pattern(form), word) for form, word in sorted(pairs, key=lambda pair: -len(pair[0])))


def _pattern(form: str) -> re.Pattern[str]:
    escaped = re.escape(form)
    return re.compile(rf"(?<![a-z0-9]){escaped}(?![a-z0-9])" if _FOREIGN.fullmatch(form) else escaped)


def _expand(text: str) -> str:
    """Write words with marks in them as one: r&d, 소재·부품·장비."""
    return re.sub(r"소재[·,ㆍ]\s?부품[·,ㆍ]\s?장비", "소부장", text.replace("r&d", "연구개발"))


def _expand_flat(text: str) -> str:
    for pattern, word in _flat_synonyms():
        text = pattern.sub(word, text)
    return text


def _without_endings(words: list[str]) -> Iterator[str]:
    kept = list(words)
    while kept:
        kept[-1] = _endings().sub("", kept[-1])
        if kept[-1]:
            return iter(kept)
        kept.pop()
    return iter(words)


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(vocabulary()['endings'])})+$")


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(vocabulary()["heads"], key=len, reverse=True))


def _parts(word: str) -> Iterator[str]:
    """Yield a word, its head apart: 특화단지 is 특화 and 단지."""
    head = next((head for head in _heads() if len(head) > 1 and word.endswith(head) and word != head), "")
    if head:
        yield word.removesuffix(head)
    yield head or word


def tells_alone(name: Name, fields: Collection[str] = ()) -> bool:
    """Tell whether a name is of one thing wherever it stands, unlike 기업 실증센터; words of `fields` tell nothing.

    >>> tells_alone(read_name("글로컬대학", "Project")), tells_alone(read_name("드론 실증센터", "Site"), {"드론"})
    (True, False)
    """
    empty = words_of("light") | words_of("plain") | words_of("heads")
    telling = (word for word in name.words if len(word) > 1 and word not in empty and word not in fields)
    return len(name.key) >= _TELLING_LENGTH and any(telling)


def likeness(one: Name, other: Name, telling: Collection[str] = ()) -> float:
    """Return how alike two names of one place are: 1 the same, 0.9 and 0.8 surely one thing, 0 not known to be.

    Figures and what a name ends in must be the same; light words may differ, and one word more may stand on one side,
    if it tells nothing apart; words `telling` do, such as the names of regions.

    >>> full, short = read_name("드론 제조 국산화 특화단지", "Project"), read_name("드론 제조 특화단지", "Project")
    >>> likeness(full, short), likeness(short, read_name("드론 제조 특화센터", "Project"))
    (0.8, 0.0)
    """
    if one.key == other.key:
        return 1.0
    if one.numbers != other.numbers or one.head != other.head:
        return 0.0
    left, right = _aligned(one, other)
    light, head = words_of("light"), {one.head}
    more = [side - light for side in (left - right, right - left)]
    shared = len((left & right) - light - head)
    if any(word in telling or not _may_differ(word) for side in more for word in side):
        return 0.0
    match sorted(map(len, more)):
        case [0, 0] if shared >= SHARED_IF_LIGHT:
            return 0.9
        case [0, 1] if shared >= SHARED_IF_ONE_MORE:
            return 0.8
        case _:
            return 0.0


def _may_differ(word: str) -> bool:
    return len(word) > 1 and word not in words_of("telling") | words_of("heads") and not _NUMBER.search(word)


def _aligned(one: Name, other: Name) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of two names, cut alike: 드론제조단지 beside 드론 제조 단지."""
    words = {word for word in (*one.words, *other.words) if len(word) > 1}
    whole = {word for word in words if not any(part in word for part in words - {word})}
    cuts = sorted(whole | words_of("light"), key=lambda word: (-len(word), word))
    left, right = (frozenset(part for word in name.words for part in _cut(word, cuts)) for name in (one, other))
    return left, right


def _cut(word: str, cuts: list[str]) -> Iterator[str]:
    if not word:
        return
    inner = next((cut for cut in cuts if cut in word), "")
    if not inner:
        yield word
        return
    before, _, after = word.partition(inner)
    yield from _cut(before, cuts)
    yield inner
    yield from _cut(after, cuts)
