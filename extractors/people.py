"""People: a name with an office, in every order that news puts them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from extractors.document import Document, Sentence
from extractors.lexicon import any_of

_SURNAMES = (
    "김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구나민류진지엄채원천방공현함변염추도소석선설마길연위표명"
    "기반왕금옥육인맹제모탁국여어은편용예경봉사부복태목형피두감음빈동온호범좌팽승간상시갈단견당"
)
_LONG_SURNAMES = "남궁|선우|황보|제갈|독고|사공|서문"
_NAME = rf"(?:(?:{_LONG_SURNAMES})[가-힣]{{1,2}}|[{_SURNAMES}][가-힣]{{1,2}})"
_WORD_START = r"(?<![가-힣A-Za-z0-9])"
# A constituency may follow the name in brackets: 강용범(창원8) 의원.
_NAMED = re.compile(rf"{_WORD_START}(?P<name>{_NAME})(?:\([가-힣0-9·,\- ]{{1,20}}\))? (?=\S)")
# One who stands in a list before a name.
_LISTED = re.compile(rf"(?:{_WORD_START}|(?<=[·ㆍ]))(?P<name>(?:{_LONG_SURNAMES}|[{_SURNAMES}])[가-힣]{{2}})[·ㆍ]$")
_LISTED_REACH = 6
_PARTICLE = r"(?:은|는|이|가|을|를|의|에게|에|와|과|도|로|으로|께서|께|만|씨|님|이며|이자|인|등)?(?![가-힣A-Za-z0-9])"
_MISTER = "씨"
# Where no office stands behind the name, two syllables are too often an ordinary word.
_SURE_LENGTH = 3
# What a word before the title says of the office.
_STATUS = {
    **dict.fromkeys(("전", "前", "전임", "당시", "옛"), "ended"),
    **dict.fromkeys(("현", "신임", "초대"), "done"),
}
_HELD = "done"
# The body and its departments stand between a name and its title; what is longer is no office any more.
_MAX_WORDS = 6
_WORD = re.compile(r"[^\s,.…“”\"'‘’()\[\]△▲○]+")
# Particles, endings, verbs and adverbs: a word that ends in one ends the office.
_ENDS_OFFICE = "JEVM"
_ORDINARY_TAGS = ("NNG", "MAG", "VV", "VA")


@dataclass(frozen=True, slots=True)
class Office:
    """A post as the text gives it: where the body before the title stands (or nothing), and whether it is held."""

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
        """Compile the patterns; the longest title wins (부시장, not 시장)."""
        # Most letters begin no title: one look tells, where trying one title after the other would take long.
        initials = "".join(sorted({title[0] for title in titles}))
        title = rf"(?=[{initials}])(?P<title>{any_of(titles)})"
        self._titled_word = re.compile(rf"[가-힣A-Za-z0-9·&\-]*?{title}{_PARTICLE}")
        self._title_first = re.compile(
            rf"{_WORD_START}{title} ?(?P<name>{_NAME})(?=\)|,|·|\s|은 |는 |이 |가 |을 |를 |과 |와 |도 |의 )"
        )
        self._surname = re.compile(
            rf"{_WORD_START}(?P<name>[{_SURNAMES}]) (?:전 )?[가-힣0-9]{{0,4}}?{title}{_PARTICLE}"
        )
        self._mister = re.compile(rf"{_WORD_START}(?P<name>{_NAME})\s?{_MISTER}{_PARTICLE}")

    def find(self, document: Document, sentence: Sentence) -> Iterator[PersonMention]:
        """Yield the people of a sentence: 홍남표 창원시장, 시장 홍남표, 홍 시장, 명태균 씨."""
        yield from self._before_titles(document, sentence)
        yield from self._behind_titles(document, sentence)
        for match in self._surname.finditer(document.text, sentence.start, sentence.end):
            yield PersonMention(
                match.start(),
                match.end("title"),
                match["name"],
                None,
                surname_only=True,
            )
        if document.text.find(_MISTER, sentence.start, sentence.end) >= 0:
            yield from self._before_mister(document, sentence)

    def _before_mister(self, document: Document, sentence: Sentence) -> Iterator[PersonMention]:
        for match in self._mister.finditer(document.text, sentence.start, sentence.end):
            if len(match["name"]) >= _SURE_LENGTH and _is_name(document, *match.span("name")):
                yield PersonMention(*match.span("name"), match["name"], None, surname_only=False)
                yield from _listed_before(document.text, match.start(), None)

    def _before_titles(self, document: Document, sentence: Sentence) -> Iterator[PersonMention]:
        for match in _NAMED.finditer(document.text, sentence.start, sentence.end):
            if _is_name(document, *match.span("name")):
                office = self._office(document, match.end(), sentence.end)
                if office is not None:
                    yield PersonMention(*match.span("name"), match["name"], office, surname_only=False)
                    yield from _listed_before(document.text, match.start(), office)

    def _behind_titles(self, document: Document, sentence: Sentence) -> Iterator[PersonMention]:
        for match in self._title_first.finditer(document.text, sentence.start, sentence.end):
            sure = _in_brackets(document.text, *match.span()) or _is_name(document, *match.span("name"))
            if sure and len(match["name"]) >= _SURE_LENGTH:
                office = Office(
                    (match.start(), match.start()),
                    match["title"],
                    match.end("title"),
                    _HELD,
                )
                yield PersonMention(*match.span("name"), match["name"], office, surname_only=False)

    def _office(self, document: Document, start: int, end: int) -> Office | None:
        """Read `당시 창원시 부시장은`: the words up to the first that ends in a title; a particle ends the search."""
        text = document.text
        status, body, at = _HELD, start, start
        for count, word in enumerate(_WORD.finditer(text, start, end)):
            if count >= _MAX_WORDS or text[at : word.start()] != " " * (count > 0):
                return None
            at = word.end()
            if word.group() in _STATUS:
                status, body = _STATUS[word.group()], at
                continue
            titled = self._titled_word.match(text, word.start(), end)
            if titled and titled.end() >= at:
                body += text.startswith(" ", body) and body < titled.start("title")
                return Office(
                    (body, titled.start("title")),
                    titled["title"],
                    titled.end("title"),
                    status,
                )
            if not _may_go_on(document, at):
                return None
        return None


def _listed_before(text: str, at: int, office: Office | None) -> Iterator[PersonMention]:
    """Yield those who share the office or the 씨 of the last of a list: 서현옥·이학수 경기도의원."""
    while (listed := _LISTED.search(text, max(0, at - _LISTED_REACH), at)) is not None:
        yield PersonMention(*listed.span("name"), listed["name"], office, surname_only=False)
        at = listed.start()


def _may_go_on(document: Document, end: int) -> bool:
    index = document.index_at(end - 1)
    return index < len(document.morphemes) and document.morphemes[index].tag[0] not in _ENDS_OFFICE


def _in_brackets(text: str, start: int, end: int) -> bool:
    """Tell whether a stretch fills brackets, as in 창원특례시(시장 홍남표): there Kiwi's word is not needed."""
    return text[start - 1 : start] == "(" and text.startswith(")", end)


def _is_name(document: Document, start: int, end: int) -> bool:
    """Tell whether a word that looks like a name is none of the ordinary words that look so too (이번, 정부, 이천의).

    Kiwi knows most names (NNP) and breaks up the others (손병+복), but hardly ever at a noun of two syllables.
    """
    morphemes = document.between(start, end)
    if not morphemes or morphemes[0].start != start or morphemes[-1].end != end:
        return False
    if len(morphemes) == 1:
        return morphemes[0].tag == "NNP"
    first = morphemes[0]
    is_word = first.tag in _ORDINARY_TAGS and first.end - first.start >= 2
    is_phrase = first.tag == "NP" or morphemes[-1].tag == "JKG"
    return end - start >= _SURE_LENGTH and not is_word and not is_phrase
