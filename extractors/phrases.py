"""Noun phrases: the runs of nouns in a sentence, where names of projects, sites and bodies are looked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import NOMINAL, Document, Sentence
from extractors.kiwi import Morpheme

# Marks that join two nouns written together, and the word that does.
_LINKS = frozenset("·ㆍ∙・&-+")
_AND = "및"
# Dependent nouns that count a part of a name: 2단계 사업, 1호기. Any other (3개, 10년) ends the phrase.
_COUNTED = frozenset(("단계", "호기", "축", "대", "호", "차", "호선", "권역", "구역"))
_OPENING, _CLOSING = "'‘「『<《〈", "'’」』>》〉"
# A bracket inside a name holds an abbreviation or a gloss, not a sentence.
_GLOSS = re.compile(r"\(([가-힣A-Za-z0-9·&.\- ]{1,16})\)")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A run of nouns, its words with their offsets, and whether it stands in quotation marks."""

    start: int
    end: int
    words: tuple[tuple[int, int], ...]
    quoted: bool


def find_phrases(document: Document, sentence: Sentence) -> Iterator[Phrase]:
    """Yield the runs of nouns of a sentence, joined over ·, 및, and brackets that hold a gloss."""
    for run in _runs(document, sentence):
        yield _phrase(document.text, run)


def _runs(document: Document, sentence: Sentence) -> Iterator[list[Morpheme]]:
    text = document.text
    inside = document.morphemes[sentence.first : sentence.last]
    run: list[Morpheme] = []
    skip_to = 0
    for morpheme, following in zip(inside, (*inside[1:], None), strict=True):
        if morpheme.start < skip_to:
            continue
        if run and text[run[-1].end : morpheme.start] not in ("", " "):
            yield run
            run = []
        if _is_nominal(morpheme, run, following) or (run and _is_link(text, morpheme, following)):
            run.append(morpheme)
        elif run and (gloss := _gloss(text, run[-1], morpheme)):
            run.append(gloss)
            skip_to = gloss.end
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_nominal(morpheme: Morpheme, run: Sequence[Morpheme], following: Morpheme | None) -> bool:
    if morpheme.tag == "NNB":
        return bool(run) and run[-1].tag in ("SN", "NR") and morpheme.form in _COUNTED
    if morpheme.tag == "SN" and following is not None and following.tag in ("NNB", "SW"):
        return following.form in _COUNTED
    return morpheme.tag in NOMINAL


def _is_link(text: str, morpheme: Morpheme, following: Morpheme | None) -> bool:
    if following is None or following.tag not in NOMINAL:
        return False
    if morpheme.form == _AND:
        return True
    return text[morpheme.start : morpheme.end] in _LINKS and following.start == morpheme.end


def _gloss(text: str, last: Morpheme, morpheme: Morpheme) -> Morpheme | None:
    """Return the bracket right behind a noun as one foreign word, if it holds a gloss: 소형모듈원자로(SMR)."""
    if morpheme.tag == "SSO" and morpheme.start == last.end and (match := _GLOSS.match(text, morpheme.start)):
        return Morpheme(match.start(), match.end(), match.group(), "SL")
    return None


def _phrase(text: str, run: Sequence[Morpheme]) -> Phrase:
    last = next(morpheme for morpheme in reversed(run) if morpheme.tag in NOMINAL)  # no link at the end
    start, end = run[0].start, last.end
    words = tuple(match.span() for match in _WORD.finditer(text, start, end))
    quoted = start > 0 and text[start - 1] in _OPENING and end < len(text) and text[end] in _CLOSING
    return Phrase(start, end, words, quoted)
