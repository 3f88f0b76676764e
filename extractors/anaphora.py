"""Anaphora: words such as 시, 그, 이 사업, 단지 that stand for an entity named before."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from extractors.document import Document, Sentence
from extractors.entities import Anaphor, Group

Fits = Callable[[Group], bool]

# What a word stands for by itself; any other names things whose name has it in it (단지: 드론 특화단지).
_TYPES = {
    **dict.fromkeys(("사업", "프로젝트", "과제"), ("Project",)),
    "계획": ("Policy", "Project"),
    **dict.fromkeys(("전략", "법안", "법"), ("Policy",)),
    **dict.fromkeys(("회사", "기업", "기관"), ("Organization",)),
    "이곳": ("Site", "Project"),
    **dict.fromkeys(("땅", "부지"), ("Site",)),
}
_NAMED_TYPES = ("Project", "Site", "Organization", "Policy")
_WORDS_IN_NAMES = (
    *("산단", "단지", "센터", "클러스터", "특구", "공장", "캠퍼스", "공항", "지구", "도시", "시설", "기지", "구역"),
    *("협회", "대학", "재단", "연구원", "공사"),
)
# Words too common to stand for anything without 이, 해당 or the like before them.
_NEEDS_POINTER = frozenset(
    ("회사", "기업", "기관", "계획", "전략", "법", "법안", "도시", "땅", "구역", "부지", "시설", "과제")
)
_WORD_START = r"(?<![가-힣A-Za-z0-9])"
_PARTICLE = r"(?=은|는|이|가|을|를|의|에|와|과|도 |로|으로|,|만 )"
_LOCAL = re.compile(rf"{_WORD_START}(?:이 |그 |양 )?(?P<word>시|도|군|구){_PARTICLE}")
_PERSON = re.compile(rf"{_WORD_START}그(?=는|가|의|도 |에게)")
_THING_WORD = "|".join((*_TYPES, *_WORDS_IN_NAMES))
_THING = re.compile(rf"{_WORD_START}(?:(?P<pointer>이|이번|해당|그|동|본) )?(?P<word>{_THING_WORD}){_PARTICLE}")


def find_anaphora(document: Document, groups: Sequence[Group]) -> Iterator[Anaphor]:
    """Yield the anaphora of a document, each with the last thing named before it that it can stand for."""
    named = [(mention.end, group) for group in groups for mention in group.mentions if not mention.nested]
    named.sort(key=lambda pair: pair[0])
    for sentence in document.sentences:
        if not sentence.headline:
            for match, fits in _candidates(document.text, sentence):
                before = named[: bisect_right(named, match.start(), key=lambda pair: pair[0])]
                group = next((group for _, group in reversed(before) if fits(group)), None)
                if group is not None:
                    yield Anaphor(match.start(), match.end(), group)


def _candidates(text: str, sentence: Sentence) -> Iterator[tuple[re.Match[str], Fits]]:
    """Yield the words of a sentence that can stand for something, each with the test for what."""
    for match in _LOCAL.finditer(text, sentence.start, sentence.end):
        yield match, partial(_is_government, word=match["word"])
    for match in _PERSON.finditer(text, sentence.start, sentence.end):
        yield match, _is_person
    for match in _THING.finditer(text, sentence.start, sentence.end):
        if match["pointer"] or match["word"] not in _NEEDS_POINTER:
            yield match, partial(_is_thing, word=match["word"])


def _is_government(group: Group, word: str) -> bool:
    """Tell whether a group is a region of that level; 도 ends 청도 and 완도 too, so the register is asked."""
    if group.type != "Region" or not group.name.endswith(word):
        return False
    entry = group.mentions[0].entry
    return word != "도" or entry is None or entry.kind == "sido"


def _is_person(group: Group) -> bool:
    return group.type in ("Official", "Person")


def _is_thing(group: Group, word: str) -> bool:
    if word in _TYPES:
        return group.type in _TYPES[word]
    return group.type in _NAMED_TYPES and word in group.name
