"""Names by their form: which noun phrases are projects, sites, policies and organisations, and where each begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

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

# A word with its offsets.
Word = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Name:
    """The part of a phrase that is a name, the type that its form speaks for, and the rule that says so."""

    start: int
    end: int
    type: str
    rule: str


def read_name(text: str, phrase: Phrase, hits: Sequence[Hit]) -> Name | None:
    """Return the name in a phrase, if there is one; `hits` are the names that the registers know in the text.

    >>> read_name("올해 수소 실증센터 구축", Phrase(0, 13, ((0, 2), (3, 5), (6, 10), (11, 13)), quoted=False), [])
    Name(start=3, end=13, type='Project', rule='place+making')
    """
    words = [(start, end, text[start:end]) for start, end in phrase.words]
    if phrase.quoted:
        return _quoted(text, phrase, words)
    kept, dropped = _trim_back(_trim_front(_last_part(words)))
    if not kept or (found := _type(text, kept)) is None:
        return None
    kind, rule = found
    kept = _cut_owners(kept, kind, hits)
    if not kept or _is_empty(kept) or _is_list(kept, hits):
        return None
    if kind == "Place":
        kind = _standing(text, kept[-1][1], dropped)
    return Name(kept[0][0], kept[-1][1], kind, rule)


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
    while at and (words[at - 1][2] in _AROUND or _COUNT.fullmatch(words[at - 1][2])):
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


def _cut_owners(words: Sequence[Word], kind: str, hits: Sequence[Hit]) -> Sequence[Word]:
    """Take away leading words that name something else: 국토교통부 | 드론 실증도시 구축사업."""
    owners = _OWNERS.get(kind, _PLACES_ONLY)
    spans = {(hit.start, hit.end) for hit in hits if hit.whole and any(entry.type in owners for entry in hit.entries)}
    while cut := next((n for n in range(len(words) - 1, 0, -1) if (words[0][0], words[n - 1][1]) in spans), 0):
        words = words[cut:]
    return _trim_front(words)


def _is_list(words: Sequence[Word], hits: Sequence[Hit]) -> bool:
    """Tell whether a phrase is several names in a row: 경남도·진주시·KAI."""
    inside = [
        hit
        for hit in hits
        if words[0][0] <= hit.start and hit.end <= words[-1][1] and hit.whole
        if any(entry.type in ("Organization", "Region") for entry in hit.entries)
    ]
    return any(left.end + 1 == right.start for left in inside for right in inside)


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
