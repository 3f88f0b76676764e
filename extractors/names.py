"""Names by their form: which noun phrases are projects, sites, policies and organisations, and where each begins."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.gazetteer import Hit
from extractors.lexicon import Suffixes, load_lexicon
from extractors.phrases import Phrase

_LEXICON = load_lexicon()
_HEADS = Suffixes({kind: words for kind, words in _LEXICON["heads"].items() if kind != "Making"})
_MAKING = frozenset(_LEXICON["heads"]["Making"])
_PLACES = Suffixes({"Place": (*_LEXICON["heads"]["Place"], *_LEXICON["heads"]["Site"])})
_AFTER, _BEFORE = frozenset(_LEXICON["light"]["after"]), frozenset(_LEXICON["light"]["before"])
_EMPTY = frozenset(_LEXICON["light"]["empty"])
_COUNT = re.compile(r"(?:제?\d[\d,.]*|[\d,.]+(?:여|만|억|조|천)*)(?:년|월|일|분기|원|명|개|곳|㎡|%|건|종|기|차|대|가지|단계|여)?[가-힣]{0,2}")
_MARKED = "△▲▷○□◇◆■●-(·:"
# What says of a place that it is still to be made, or that it stands.
_TO_MAKE = re.compile(
    r"[을를이가은는도]? ?(?:새로 |함께 |본격 |추가로 )?(?:조성|구축|건립|건설|설립|신설|증설|짓|지어|지을|세우|세워|만들|들어서|들어선|들어설|유치|착공|첫 삽|추진|개발|육성|설치|확대|계획)"
)
_STANDS = re.compile(r"(?:에서|에 (?:있|입주|위치|자리|둥지|들어온|들어와|문을)|에는 |[은는이가] (?:지난|올|작)?[^.]{0,12}(?:준공|완공|문을 연|가동)| 내 | 안 | 일원| 일대|의 (?:기업|입주))")


@dataclass(frozen=True, slots=True)
class Name:
    """A phrase trimmed to the name in it. `making` says that the words behind it speak of building it."""

    start: int
    end: int
    type: str
    rule: str


class NameFinder:
    """Decides on phrases with the gazetteer's hits beside them."""

    def names(self, document: Document, phrase: Phrase, hits: Sequence[Hit]) -> Iterator[Name]:
        """Yield the name of a phrase, if it is one."""
        text = document.text
        words = [(a, b, text[a:b]) for a, b in phrase.words]
        if phrase.quoted:
            yield from self._quoted(document, phrase, words)
            return
        words = _trim_front(words)
        kept, dropped = _trim_back(words)
        if not kept:
            return
        found = _type(kept, dropped, text, phrase)
        if found is None:
            return
        kind, rule = found
        kept = _split_front(kept, kind, hits)
        if not kept or _is_empty(kept) or _is_list(kept, hits):
            return
        if kind == "Place":
            kind = _standing(text, kept[-1][1], dropped)
        yield Name(kept[0][0], kept[-1][1], kind, rule)

    def _quoted(self, document: Document, phrase: Phrase, words) -> Iterator[Name]:
        text = document.text
        head = _HEADS.of(words[-1][2])
        after = re.match(r"['’」』>》〉] ?([가-힣]+)", text[phrase.end : phrase.end + 12])
        following = after.group(1) if after else ""
        kind = ""
        if words[-1][2] in _MAKING or following.startswith(("사업", "프로젝트", "공모", "구축", "조성", "건립", "과제", "실증", "개발")):
            kind = "Project"
        elif head:
            kind = head[1] if head[1] != "Place" else _standing(text, phrase.end + 1, [])
        if kind and not _is_empty(words):
            yield Name(phrase.start, phrase.end, kind, "quoted")


def _trim_front(words):
    while words and (words[0][2] in _BEFORE or _COUNT.fullmatch(words[0][2])):
        words = words[1:]
    return words


def _trim_back(words):
    dropped = []
    while words and (words[-1][2] in _AFTER or words[-1][2] in _BEFORE or _COUNT.fullmatch(words[-1][2])):
        dropped.insert(0, words[-1][2])
        words = words[:-1]
    return words, dropped


def _type(words, dropped, text, phrase):
    last = words[-1][2]
    if last in _MAKING and len(words) > 1:
        place = _PLACES.of(words[-2][2])
        if place:
            return "Project", "place+making"
        if text[max(0, words[0][0] - 2) : words[0][0]].strip() and text[max(0, words[0][0] - 2) : words[0][0]].strip()[-1] in _MARKED:
            return "Project", "marked"
        return None
    head = _HEADS.of(last)
    if head is None:
        return None
    return head[1], f"suffix:{head[0]}"


def _split_front(words, kind, hits):
    """Take away leading words that name something else: 국토교통부 | 드론 실증도시 구축사업."""
    strip = {"Region", "Organization", "Site"} if kind in ("Project", "Policy") else {"Region"}
    spans = {(hit.start, hit.end) for hit in hits if hit.whole and any(e.type in strip for e in hit.entries)}
    while len(words) > 1:
        cut = next((n for n in range(len(words) - 1, 0, -1) if (words[0][0], words[n - 1][1]) in spans), 0)
        if not cut:
            break
        words = words[cut:]
    return _trim_front(words)


def _is_list(words, hits) -> bool:
    """Tell whether a phrase is several names in a row: 경남도·진주시·KAI."""
    inside = [h for h in hits if words[0][0] <= h.start and h.end <= words[-1][1] and h.whole and any(e.type in ("Organization", "Region") for e in h.entries)]
    return any(a.end + 1 == b.start for a in inside for b in inside)


def _is_empty(words) -> bool:
    flat = [part for _, _, word in words for part in re.split(r"[·&\-]", word)]
    return all(part in _EMPTY or part in _MAKING or _glued_empty(part) for part in flat)


def _glued_empty(word: str) -> bool:
    head = _HEADS.of(word)
    if not head:
        return False
    rest = word[: -len(head[0])]
    return not rest or rest in _EMPTY


def _standing(text: str, end: int, dropped) -> str:
    if any(word in _MAKING or word in ("착공", "추진", "유치", "유치전", "공모") for word in dropped):
        return "Project"
    window = text[end : end + 24]
    if _TO_MAKE.match(window):
        return "Project"
    if _STANDS.match(window):
        return "Site"
    return "Project"
