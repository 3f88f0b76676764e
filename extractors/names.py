"""Names by their form: which noun phrases are projects, sites, policies and organisations, and where each begins."""

import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property

from extractors.gazetteer import Hit
from extractors.lexicon import Suffixes, load_lexicon
from extractors.phrases import Phrase

_HEAD_WORDS, _LIGHT = load_lexicon()["heads"], load_lexicon()["light"]
# What a name ends in tells its type; of a Place (센터, 단지) the words around must tell whether it stands yet.
_HEADS = Suffixes({kind: words for kind, words in _HEAD_WORDS.items() if kind != "Making"})
# What can be made, and the nouns of making behind it: 데이터센터 | 구축.
_PLACES = Suffixes({"Place": (*_HEAD_WORDS["Place"], *_HEAD_WORDS["Site"])})
_MAKING = frozenset(_HEAD_WORDS["Making"])
# Nouns around a name that are no part of it, and words that name nothing even together.
_AFTER, _BEFORE = frozenset(_LIGHT["after"]), frozenset(_LIGHT["before"])
_AROUND = _AFTER | _BEFORE
_EMPTY = frozenset(_LIGHT["empty"])
# Behind such a word begins another name.
_LIES = frozenset(("일원", "일대", "내", "안", "인근", "주변", "등", "가운데", "옆", "앞"))
# A count or a date beside a name: 2028년, 3곳, 100억원을.
_COUNT = re.compile(
    r"(?:제?\d[\d,.]*|[\d,.]+(?:여|만|억|조|천)*)"
    r"(?:년|월|일|분기|원|명|개|곳|㎡|%|건|종|기|차|대|가지|단계|여)?[가-힣]{0,2}"
)
# 장비 개발 may be any doing; more words before 개발 may be the name of one.
_TELLING_WORDS = 3
# Behind such a mark 장비 실증 is an item of a list, and so a name; in running text it may be any doing.
_MARKED = frozenset("△▲▷○□◇◆■●-(·:")
# What says of a place that it is still to be made (센터를 새로 짓는다), and that it stands (센터에서, 센터 일대).
TO_MAKE = re.compile(
    r"[을를이가은는도]? ?(?:새로 |함께 |본격 |추가로 )?"
    r"(?:조성|구축|건립|건설|설립|신설|증설|짓|지어|지을|세우|세워|만들|들어서|들어선|들어설|유치|착공|첫 삽|추진"
    r"|개발|육성|설치|확대|계획)"
)
STANDS = re.compile(
    r"(?:에서|에 (?:있|입주|위치|자리|둥지|들어온|들어와|문을)|에는 "
    r"|[은는이가] (?:지난|올|작)?[^.]{0,12}(?:준공|완공|문을 연|가동)| 내 | 안 | 일원| 일대|의 (?:기업|입주))"
)
# How far behind a name these are looked for.
WINDOW = 24
# Nouns that were taken off a name's end and say the same: 데이터센터 유치전.
_STILLTO_MAKE = _MAKING | {"착공", "추진", "유치", "유치전", "공모"}
# What may follow a quoted name that is an undertaking: '제조 특화 인공지능 개발' 사업.
_AFTER_QUOTE = re.compile(r"['’」』>》〉] ?(?:사업|프로젝트|공모|구축|조성|건립|과제|실증|개발)")
# Which leading names are no part of a longer one: 국토교통부 | 드론 실증도시 구축사업, but 한국전기연구원 창원센터.
_OWNERS = {kind: frozenset(("Region", "Organization", "Site")) for kind in ("Project", "Policy")}
_PLACES_ONLY = frozenset(("Region",))
# Two of which in a row are a list.
_LISTED = frozenset(("Organization", "Region"))
_WORD = re.compile(r"\S+")

# A word with its offsets.
Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Name:
    """The part of a phrase that is a name, the type that its form speaks for, and the rule that says so."""

    start: int
    end: int
    type: str
    rule: str


class NameReader:
    """Reads the names in the phrases of a text.

    >>> NameReader("올해 수소 실증센터 구축", []).read(Phrase(0, 13, quoted=False))
    Name(start=3, end=13, type='Project', rule='place+making')
    """

    def __init__(self, text: str, hits: Iterable[Hit]) -> None:
        """Take a text and the names that the registers know in it."""
        self._text = text
        self._hits = {(hit.start, hit.end): hit for hit in hits if hit.whole}

    def read(self, phrase: Phrase) -> Name | None:
        """Return the name in a phrase, if there is one."""
        text = self._text
        if phrase.quoted:
            return _quoted(text, phrase, _words(text, phrase))
        last = _last_word(text[phrase.start : phrase.end].split())
        if last not in _MAKING and _HEADS.of(last) is None:
            return None
        kept, dropped = _trim_back(_trim_front(_last_part(_words(text, phrase))))
        if not kept or (found := _type(text, kept)) is None:
            return None
        kind, rule = found
        kept = self._cut_owners(kept, kind)
        if not kept or _is_empty(kept) or self._is_list(kept):
            return None
        if kind == "Place":
            kind = _standing(text, kept[-1][1], dropped)
        return Name(kept[0][0], kept[-1][1], kind, rule)

    def _cut_owners(self, words: Sequence[Word], kind: str) -> Sequence[Word]:
        """Take away leading words that name something else: 국토교통부 | 드론 실증도시 구축사업."""
        owners = _OWNERS.get(kind, _PLACES_ONLY)
        while cut := next((n for n in range(len(words) - 1, 0, -1) if self._names(words[:n], owners)), 0):
            words = words[cut:]
        return _trim_front(words)

    def _names(self, words: Sequence[Word], types: AbstractSet[str]) -> bool:
        """Tell whether words are a name that the registers know, of one of some types."""
        hit = self._hits.get((words[0][0], words[-1][1]))
        return hit is not None and any(entry.type in types for entry in hit.entries)

    def _is_list(self, words: Sequence[Word]) -> bool:
        """Tell whether a phrase is several names in a row: 경남도·진주시·KAI."""
        start, end = words[0][0], words[-1][1]
        return any(start <= left and right <= end for left, right in self._rows)

    @cached_property
    def _rows(self) -> list[tuple[int, int]]:
        """Where two places or bodies stand in a row, with a mark or a space between them."""
        listed = [span for span, hit in self._hits.items() if any(entry.type in _LISTED for entry in hit.entries)]
        shortest = dict(sorted(listed, reverse=True))
        return [(start, shortest[end + 1]) for start, end in listed if end + 1 in shortest]


def _words(text: str, phrase: Phrase) -> list[Word]:
    return [(*match.span(), match.group()) for match in _WORD.finditer(text, phrase.start, phrase.end)]


def _quoted(text: str, phrase: Phrase, words: Sequence[Word]) -> Name | None:
    """Quotation marks show where a name begins and ends; its last word or what follows shows what it is."""
    last = words[-1][2]
    head = _HEADS.of(last)
    if last in _MAKING or _AFTER_QUOTE.match(text, phrase.end):
        kind = "Project"
    elif head is None:
        return None
    else:
        kind = head[1] if head[1] != "Place" else _standing(text, phrase.end + 1, ())
    return None if _is_empty(words) else Name(phrase.start, phrase.end, kind, "quoted")


def _last_word(words: Sequence[str]) -> str:
    """Return the last word that is not a light one, or "" where all are: most phrases are done with then."""
    return next((word for word in reversed(words) if not _is_light(word)), "")


def _is_light(word: str) -> bool:
    return word in _AROUND or _COUNT.fullmatch(word) is not None


def _last_part(words: Sequence[Word]) -> Sequence[Word]:
    """Return the words behind the last that says where something lies: 지내리 일원 | 수열클러스터."""
    at = next((n for n in range(len(words) - 1, 0, -1) if words[n - 1][2] in _LIES), 0)
    return words[at:]


def _trim_front(words: Sequence[Word]) -> Sequence[Word]:
    at = 0
    while at < len(words) and (words[at][2] in _BEFORE or _COUNT.fullmatch(words[at][2])):
        at += 1
    return words[at:]


def _trim_back(words: Sequence[Word]) -> tuple[Sequence[Word], list[str]]:
    """Return the words without the light ones at the end, and those."""
    at = len(words)
    while at and _is_light(words[at - 1][2]):
        at -= 1
    return words[:at], [word for _, _, word in words[at:]]


def _type(text: str, words: Sequence[Word]) -> tuple[str, str] | None:
    """Return the type that the end of a phrase speaks for, and the rule."""
    last = words[-1][2]
    if last in _MAKING and len(words) > 1:
        if _PLACES.of(words[-2][2]):
            return "Project", "place+making"
        before = text[max(0, words[0][0] - 2) : words[0][0]].strip()
        if before[-1:] in _MARKED:
            return "Project", "marked"
        return ("Project", "making") if len(words) >= _TELLING_WORDS else None
    head = _HEADS.of(last)
    return (head[1], f"suffix:{head[0]}") if head else None


def _is_empty(words: Sequence[Word]) -> bool:
    """Tell whether a phrase names nothing: 국가 공모사업, 지역 거점센터."""
    parts = (part for _, _, word in words for part in re.split(r"[·&\-]", word))
    return all(part in _EMPTY or part in _MAKING or _is_empty_compound(part) for part in parts)


def _is_empty_compound(word: str) -> bool:
    head = _HEADS.of(word)
    return head is not None and word.removesuffix(head[0]) in _EMPTY | {""}


def _standing(text: str, end: int, dropped: Sequence[str]) -> str:
    """Return Site for a place that the text says is there; any other is a Project."""
    if not _STILLTO_MAKE.isdisjoint(dropped):
        return "Project"
    window = text[end : end + WINDOW]
    return "Site" if STANDS.match(window) and not TO_MAKE.match(window) else "Project"
