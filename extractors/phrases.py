"""Noun phrases: the runs of nouns in a sentence, where names of projects, sites and bodies are looked for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from extractors.document import NOMINAL, Document, Sentence
from extractors.kiwi import Morpheme

# Marks that join two nouns written together, and the word that does.
_LINKS = frozenset("·ㆍ∙・&-+")
_AND = "및"
# Dependent nouns that count a part of a name: 2단계 사업, 1호기. Any other (3개, 10년) ends the phrase.
_COUNTED = frozenset(("단계", "호기", "축", "대", "호", "차", "호선", "권역", "구역"))
_OPENING, _CLOSING = "'‘「『<《〈", "'’」』>》〉"
# Nowhere in a text.
_NONE = -1
# A bracket inside a name holds an abbreviation or a gloss, not a sentence.
_GLOSS = re.compile(r"\(([가-힣A-Za-z0-9·&.\- ]{1,16})\)")
# What follows a noun with such a tag may be a link: marks and 및.
_LINKING = ("S", "M")
# Nouns whatever stands beside them: all but numbers, and those that count.
_ALWAYS = NOMINAL - {"NNB", "SN"}


class Phrase(NamedTuple):
    """A run of nouns, and whether it stands in quotation marks."""

    start: int
    end: int
    quoted: bool


def find_phrases(document: Document, sentence: Sentence) -> Iterator[Phrase]:
    """Yield the runs of nouns of a sentence, joined over ·, 및, and brackets that hold a gloss."""
    text = document.text
    inside = document.morphemes[sentence.first : sentence.last]
    # Where the run begins (nowhere yet), where its last noun and its last morpheme end, and the tag of that.
    start, end, at, before = _NONE, 0, 0, ""
    for morpheme, following in zip(inside, (*inside[1:], None), strict=True):
        left, right, _, tag = morpheme
        if left < at:
            continue
        if start >= 0 and left != at and text[at:left] != " ":
            yield _phrase(text, start, end)
            start = _NONE
        if tag in _ALWAYS or (tag in NOMINAL and _is_nominal(morpheme, before if start >= 0 else "", following)):
            start, end, at, before = left if start < 0 else start, right, right, tag
        elif start >= 0:
            if tag.startswith(_LINKING) and _is_link(text, morpheme, following):
                at, before = right, tag
            elif tag == "SSO" and left == at and (gloss := _GLOSS.match(text, left)):
                end = at = gloss.end()
                before = "SL"
            else:
                yield _phrase(text, start, end)
                start = _NONE
    if start >= 0:
        yield _phrase(text, start, end)


def _is_nominal(morpheme: Morpheme, before: str, following: Morpheme | None) -> bool:
    """Tell whether a number, or a dependent noun, goes on or begins a run."""
    if morpheme.tag == "NNB":
        return before in ("SN", "NR") and morpheme.form in _COUNTED
    return following is None or following.tag not in ("NNB", "SW") or following.form in _COUNTED


def _is_link(text: str, morpheme: Morpheme, following: Morpheme | None) -> bool:
    if following is None or following.tag not in NOMINAL:
        return False
    return morpheme.form == _AND or (text[morpheme.start : morpheme.end] in _LINKS and following.start == morpheme.end)


def _phrase(text: str, start: int, end: int) -> Phrase:
    quoted = start > 0 and text[start - 1] in _OPENING and end < len(text) and text[end] in _CLOSING
    return Phrase(start, end, quoted)
