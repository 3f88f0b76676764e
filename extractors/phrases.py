"""Noun phrases that name something by what they end in: 사업, 단지, 연구원, 기본계획."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import NOMINAL, Document, Sentence
from extractors.kiwi import Morpheme
from extractors.lexicon import Suffixes, load_lexicon

_LINK = frozenset("·ㆍ∙・&-+")
_COUNTED = frozenset(("단계", "호기", "축", "대", "호", "차", "호선", "권역", "구역"))
_OPEN, _CLOSE = "'‘「『<《〈", "'’」』>》〉"
# A bracket inside a name holds an abbreviation or a gloss, not a sentence.
_GLOSS = re.compile(r"\(([가-힣A-Za-z0-9·&.\- ]{1,16})\)")
_DATE = re.compile(r"^(?:\d+(?:년|월|일|분기|시|분)|\d{4}~\d{4})")
_NUMBER = re.compile(r"^[\d,.]+(?:여|만|억|조|원|개|곳|명|㎡|%|건|종|기|년|월|일|차례|kW|MW|GW|ha|km)")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of nouns, its words with their offsets, and whether it stands in quotation marks."""

    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    quoted: bool


def find_phrases(document: Document, sentence: Sentence) -> Iterator[Phrase]:
    """Yield the runs of nouns of a sentence, joined over ·, 및, and brackets that hold a gloss."""
    text, morphemes = document.text, document.morphemes
    run: list[Morpheme] = []
    skip_to = sentence.start
    for index in range(sentence.first, sentence.last):
        morpheme = morphemes[index]
        if morpheme.start < skip_to:
            continue
        if run and not _joins(text, run[-1].end, morpheme.start):
            yield from _phrase(text, run)
            run = []
        following = morphemes[index + 1] if index + 1 < sentence.last else None
        if _is_nominal(morpheme, run, following):
            run.append(morpheme)
        elif run and _is_link(text, morpheme, following):
            run.append(morpheme)
        elif run and morpheme.tag == "SSO" and morpheme.start == run[-1].end and (gloss := _GLOSS.match(text, morpheme.start)):
            skip_to = gloss.end()
            run.append(Morpheme(gloss.start(), gloss.end(), gloss.group(), "SL"))
        else:
            yield from _phrase(text, run)
            run = []
    yield from _phrase(text, run)


def _joins(text: str, end: int, start: int) -> bool:
    return end == start or text[end:start] == " "


def _is_nominal(morpheme: Morpheme, run: Sequence[Morpheme], following: Morpheme | None) -> bool:
    if morpheme.tag == "NNB":
        return bool(run) and run[-1].tag in ("SN", "NR") and morpheme.form in _COUNTED
    if morpheme.tag == "SN" and following is not None and following.tag in ("NNB", "SW"):
        return following.form in _COUNTED
    return morpheme.tag in NOMINAL


def _is_link(text: str, morpheme: Morpheme, following: Morpheme | None) -> bool:
    if following is None or following.tag not in NOMINAL:
        return False
    if morpheme.form == "및":
        return True
    return text[morpheme.start : morpheme.end] in _LINK and following.start == morpheme.end


def _phrase(text: str, run: Sequence[Morpheme]) -> Iterator[Phrase]:
    while run and run[-1].tag not in NOMINAL:
        run = run[:-1]
    if not run:
        return
    start, end = run[0].start, run[-1].end
    words, at = [], start
    for match in re.finditer(r"\S+", text[start:end]):
        words.append((start + match.start(), start + match.end()))
    del at
    quoted = start > 0 and end < len(text) and text[start - 1] in _OPEN and text[end] in _CLOSE
    yield Phrase(start, end, tuple(words), quoted)


