"""Anaphora: words such as 시, 그, 이 사업, 단지 that stand for an entity named before."""

import re
from collections.abc import Iterator, Sequence

from extractors.document import Document
from extractors.entities import Anaphor, Group

_PARTICLE = r"(?=은|는|이|가|을|를|의|에|와|과|도 |로|으로|,|만 )"
_LOCAL = re.compile(rf"(?<![가-힣A-Za-z0-9])(?:이 |그 |양 )?(시|도|군|구){_PARTICLE}")
_PERSON = re.compile(r"(?<![가-힣A-Za-z0-9])(그)(?=는|가|의|도 |에게)")
_THING = re.compile(
    rf"(?<![가-힣A-Za-z0-9])(?:(이|이번|해당|그|동|본) )?(사업|프로젝트|과제|산단|단지|센터|클러스터|특구|공장|캠퍼스|협회|회사|기업|대학|공항|지구|계획|전략|법안|법|이곳|재단|연구원|공사|기관|도시|시설|기지|구역|땅|부지){_PARTICLE}"
)
_SUFFIX = {"시": ("시",), "도": ("도",), "군": ("군",), "구": ("구",)}
_TYPES = {
    "사업": ("Project",), "프로젝트": ("Project",), "과제": ("Project",), "계획": ("Policy", "Project"), "전략": ("Policy",), "법안": ("Policy",), "법": ("Policy",),
    "회사": ("Organization",), "기업": ("Organization",), "이곳": ("Site", "Project"), "땅": ("Site",), "기관": ("Organization",), "부지": ("Site",),
}
# Bare words stand for the one thing of the article whose name ends so; with 이 or 해당 for the last one named.
_NEEDS_POINTER = frozenset(("회사", "기업", "기관", "계획", "전략", "법", "법안", "도시", "땅", "구역", "부지", "시설", "과제"))


def find_anaphora(document: Document, groups: Sequence[Group]) -> Iterator[Anaphor]:
    """Yield the anaphora of a document that can be decided, each with what it stands for."""
    order = sorted(((m.end, g) for g in groups for m in g.mentions if not m.nested), key=lambda pair: pair[0])
    for sentence in document.sentences:
        if sentence.headline:
            continue
        for match in _LOCAL.finditer(document.text, sentence.start, sentence.end):
            yield from _found(match, _last(order, match.start(), lambda g, w=match.group(1): g.type == "Region" and _level(g, w)))
        for match in _PERSON.finditer(document.text, sentence.start, sentence.end):
            yield from _found(match, _last(order, match.start(), lambda g: g.type in ("Official", "Person")))
        for match in _THING.finditer(document.text, sentence.start, sentence.end):
            pointer, word = match.group(1), match.group(2)
            if word in _NEEDS_POINTER and not pointer:
                continue
            yield from _found(match, _last(order, match.start(), lambda g, w=word: _fits(g, w)))


def _found(match: re.Match[str], group: Group | None) -> Iterator[Anaphor]:
    if group is not None:
        yield Anaphor(match.start(), match.end(), group)


def _last(order, position, fits) -> Group | None:
    found = None
    for end, group in order:
        if end > position:
            break
        if fits(group):
            found = group
    return found


def _level(group: Group, word: str) -> bool:
    return group.name.endswith(word) and (word != "도" or group.mentions[0].entry is None or group.mentions[0].entry.kind == "sido")


def _fits(group: Group, word: str) -> bool:
    if word in _TYPES:
        return group.type in _TYPES[word]
    return group.type in ("Project", "Site", "Organization", "Policy") and word in group.name
