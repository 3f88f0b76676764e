"""A document: an article with its morphemes and sentences, the ground that all later steps stand on."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from extractors.furniture import content_spans
from extractors.kiwi import KiwiTokenizer, Morpheme
from extractors.values import DateValue, find_dates
from graph.model import Article

# A sentence ends at its closing mark, or where the line ends; the point of 3.5 or 2025. is no closing mark.
_STOP = re.compile(r"(?:[?!]|(?<!\d)\.)[.?!]*[\"'”’)\]]*(?=\s|$)|\n+")
# The tags that a noun phrase is made of: nouns, numbers, foreign words, and what is put before or behind them.
NOMINAL = frozenset(("NNG", "NNP", "NNB", "NR", "SN", "SL", "SH", "XPN", "XSN", "W_SERIAL"))


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of the article's own words; `first` and `last` bound its morphemes (last is excluded)."""

    start: int
    end: int
    first: int
    last: int
    headline: bool


@dataclass(frozen=True)
class Document:
    """An article and its morphemes, as records and as the columns of hashes that the recogniser takes.

    A spaCy Doc of the same morphemes is what `KiwiTokenizer` makes of the text; no step here needs one, and making it
    takes an eighth of Kiwi's own time.
    """

    article: Article
    columns: NDArray[np.uint64]
    morphemes: tuple[Morpheme, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def text(self) -> str:
        """The article's text."""
        return self.article.text

    @cached_property
    def starts(self) -> list[int]:
        """Where each morpheme starts."""
        return [morpheme.start for morpheme in self.morphemes]

    @cached_property
    def ends(self) -> list[int]:
        """Where each morpheme ends."""
        return [morpheme.end for morpheme in self.morphemes]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _dates(self) -> dict[int, tuple[DateValue, ...]]:
        found: dict[int, tuple[DateValue, ...]] = {}
        before = ""
        for sentence in self.sentences:
            dates = tuple(find_dates(self.text, self.article.date, sentence.start, sentence.end, before))
            found[sentence.start] = dates
            before = dates[-1].iso if dates else before
        return found

    def dates_in(self, sentence: Sentence) -> tuple[DateValue, ...]:
        """Return the dates of one of its sentences, which are found once."""
        return self._dates[sentence.start]

    def index_at(self, position: int) -> int:
        """Return the index of the first morpheme that ends after `position`."""
        return bisect_right(self.ends, position)

    def between(self, start: int, end: int) -> tuple[Morpheme, ...]:
        """Return the morphemes that lie wholly inside a stretch."""
        return self.morphemes[bisect_left(self.starts, start) : bisect_right(self.ends, end)]

    def starts_at(self, position: int) -> bool:
        """Tell whether a morpheme starts here."""
        at = bisect_left(self.starts, position)
        return at < len(self.starts) and self.starts[at] == position

    def ends_at(self, position: int) -> bool:
        """Tell whether a morpheme ends here."""
        at = bisect_left(self.ends, position)
        return at < len(self.ends) and self.ends[at] == position

    def sentence_at(self, position: int) -> Sentence | None:
        """Return the sentence that holds a position, or None where the text is not the article's own words."""
        at = bisect_right(self._sentence_starts, position) - 1
        if at >= 0 and position < self.sentences[at].end:
            return self.sentences[at]
        return None


def read_contents(tokenizer: KiwiTokenizer, articles: Sequence[Article]) -> list[Document]:
    """Return the documents of articles of which only what is no furniture is analysed."""
    contents = [content_spans(article.text, title=article.title) for article in articles]
    found = [tokenizer.morphemes(article.text, content) for article, content in zip(articles, contents, strict=True)]
    return [_make_document(tokenizer, *parts) for parts in zip(articles, contents, found, strict=True)]


def read_document(tokenizer: KiwiTokenizer, article: Article, content: Sequence[tuple[int, int]]) -> Document:
    """Return the document of an article, with the sentences of its `content` stretches; the first is the headline."""
    return _make_document(tokenizer, article, content, tokenizer.morphemes(article.text, content))


def _make_document(
    tokenizer: KiwiTokenizer, article: Article, content: Sequence[tuple[int, int]], morphemes: Sequence[Morpheme]
) -> Document:
    starts = [morpheme.start for morpheme in morphemes]
    sentences: list[Sentence] = []
    for start, end in content:
        for left, right in split_sentences(article.text, start, end):
            first, last = bisect_left(starts, left), bisect_left(starts, right)
            if first < last:
                sentences.append(Sentence(left, right, first, last, headline=not sentences))
    return Document(article, tokenizer.columns(morphemes), tuple(morphemes), tuple(sentences))


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a stretch of the text begin and end.

    >>> text = "창원시, 드론 단지 조성\\n\\n면적은 3.5만㎡다. “기대가 크다.” 2028년 완공한다."
    >>> [text[start:end].strip() for start, end in split_sentences(text, 0, len(text))]
    ['창원시, 드론 단지 조성', '면적은 3.5만㎡다.', '“기대가 크다.”', '2028년 완공한다.']
    """
    at = start
    for stop in _STOP.finditer(text, start, end):
        if stop.end() > at:
            yield at, stop.end()
            at = stop.end()
            while at < end and text[at].isspace():
                at += 1
    if at < end:
        yield at, end
