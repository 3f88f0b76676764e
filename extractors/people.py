"""People: a name with an office, in every order that news puts them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.document import Document, Sentence

SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민류진지엄채원천방공현함변염추도소석선설마길연위표명"
    "기반왕금옥육인맹제모탁국여어은편용예경봉사부복태목형피두감음빈동온호범좌팽승간상시갈단견당"
)
_DOUBLE = ("남궁", "선우", "황보", "제갈", "독고", "사공", "서문")
_NAME = rf"(?:(?:{'|'.join(_DOUBLE)})[가-힣]{{1,2}}|[{SURNAMES}][가-힣]{{2}}|[{SURNAMES}][가-힣])"
# A name opens a word; a constituency may follow it in brackets.
_FULL = re.compile(rf"(?<![가-힣A-Za-z0-9])({_NAME})(?:\([가-힣0-9·,\- ]{{1,20}}\))? (?=[^\s])")
_PARTICLE = r"(?:은|는|이|가|을|를|의|에게|에|와|과|도|로|으로|께서|께|만|씨|님|이며|이자|인|등)?(?![가-힣A-Za-z0-9])"
_STATE = {"전": "ended", "前": "ended", "전임": "ended", "당시": "ended", "옛": "ended", "현": "done", "신임": "done", "초대": "done"}
# Words between a name and its title: the body, its departments. More than these is no office any more.
_MAX_WORDS = 6
_WORD = re.compile(r"[^\s,.…“”\"'‘’()\[\]△▲○]+")


@dataclass(frozen=True, slots=True)
class Office:
    """A post as the text gives it: what stands before the title (the body, or nothing), the title, and whether it is held."""

    body: tuple[int, int]
    title: str
    title_end: int
    status: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A person where the text names them; `surname_only` marks 홍 시장, which needs a full name to stand for."""

    start: int
    end: int
    name: str
    office: Office | None
    surname_only: bool


class PeopleFinder:
    """Patterns made once from the register of titles."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        longest_first = sorted(titles, key=len, reverse=True)
        any_title = "|".join(map(re.escape, longest_first))
        self._ends_in_title = re.compile(rf"([가-힣A-Za-z0-9·&\-]*?)({any_title}){_PARTICLE}")
        self._title_first = re.compile(
            rf"(?<![가-힣A-Za-z0-9])({any_title}) ?({_NAME})(?=\)|,|·|\s|은 |는 |이 |가 |을 |를 |과 |와 |도 |의 )"
        )
        self._surname = re.compile(rf"(?<![가-힣A-Za-z0-9])([{SURNAMES}]) (전 )?([가-힣0-9]{{0,4}}?)({any_title}){_PARTICLE}")
        self._mister = re.compile(rf"(?<![가-힣A-Za-z0-9])({_NAME})\s?씨{_PARTICLE}")

    def find(self, document: Document, sentence: Sentence) -> Iterator[PersonMention]:
        """Yield the people of a sentence: 홍남표 창원시장, 시장 홍남표, 홍 시장, 명태균 씨."""
        text = document.text
        for match in _FULL.finditer(text, sentence.start, sentence.end):
            if _is_name(document, match.start(1), match.end(1)):
                office = self._office(document, match.end(), sentence.end)
                if office is not None:
                    yield PersonMention(match.start(1), match.end(1), match.group(1), office, surname_only=False)
        for match in self._title_first.finditer(text, sentence.start, sentence.end):
            if len(match.group(2)) >= 3 and _is_name(document, match.start(2), match.end(2)):
                office = Office((match.start(1), match.start(1)), match.group(1), match.end(1), "done")
                yield PersonMention(match.start(2), match.end(2), match.group(2), office, surname_only=False)
        for match in self._surname.finditer(text, sentence.start, sentence.end):
            yield PersonMention(match.start(), match.end(4), match.group(1), None, surname_only=True)
        for match in self._mister.finditer(text, sentence.start, sentence.end):
            if len(match.group(1)) >= 3 and _is_name(document, match.start(1), match.end(1)):
                yield PersonMention(match.start(1), match.end(1), match.group(1), None, surname_only=False)

    def _office(self, document: Document, start: int, end: int) -> Office | None:
        """Read `당시 창원시 제1부시장은`: words up to the first that ends in a title; a particle before it ends the search."""
        text = document.text
        status, body_start, at = "done", start, start
        for count, word in enumerate(_WORD.finditer(text, start, end)):
            if count >= _MAX_WORDS or (count and text[at : word.start()] != " "):
                return None
            if word.group() in _STATE:
                status = _STATE[word.group()]
                body_start = at = word.end()
                continue
            found = self._ends_in_title.match(text, word.start(), end)
            if found and found.end() >= word.end():
                while body_start < found.start(2) and text[body_start] == " ":
                    body_start += 1
                return Office((body_start, found.start(2)), found.group(2), found.end(2), status)
            if not _is_nominal(document, word.end()):
                return None
            at = word.end()
        return None


def _is_nominal(document: Document, end: int) -> bool:
    index = document.index_at(end - 1)
    return index < len(document.morphemes) and document.morphemes[index].tag[0] not in "JEVM"


def _is_name(document: Document, start: int, end: int) -> bool:
    """Tell whether a word that looks like a name is none of the ordinary words that look so too (이번, 정부, 시장은).

    Kiwi knows most names (NNP) and breaks up the others (손병+복), but hardly ever at a noun of two syllables.
    """
    morphemes = document.between(start, end)
    if not morphemes or morphemes[0].start != start or morphemes[-1].end != end:
        return False
    if len(morphemes) == 1:
        return morphemes[0].tag == "NNP"
    first = morphemes[0]
    return end - start >= 3 and not (first.tag in ("NNG", "MAG", "VV", "VA") and first.end - first.start >= 2)
