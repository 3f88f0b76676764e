"""The tokenizer: Kiwi's morphemes as a spaCy Doc whose text is the text that went in."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from kiwipiepy import Kiwi, Token
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab

# Kiwi splits contracted syllables into morphemes that share characters (했 = 하 + 었); no Doc can, so they are joined.
JOINT = "+"
# The tag of blanks and line breaks, as spaCy has it, and of words that nobody asked to be analysed.
SPACE_TAG = "_SP"
# A word, with the one space that a Doc keeps with it, or a blank.
_SKIPPED = re.compile(r"(\S+) ?|\s+")
# Readings of a sentence that score worse than the best by more than this are given up. At Kiwi's own 8 reading takes
# half as long again, and 1 morpheme in 50 comes out otherwise; F1 of unseen entities is .863 at 3, .867 at 1.
CUTOFF = 1.0
# Different morphemes whose hashes are kept at hand, about 30 MB.
_MOST_NORMS = 100_000


# Kiwi's number for a common noun that it does not know. Whether it guesses NNG or NNP for one is chance; a noun that
# stands in no dictionary is more often a name.
_UNKNOWN_NOUN = 2


class Morpheme(NamedTuple):
    """A stretch of the text with the dictionary form and the tag (Sejong set) that Kiwi gives it."""

    start: int
    end: int
    form: str
    tag: str


class KiwiTokenizer:
    """Turn text into a spaCy Doc.

    >>> doc = KiwiTokenizer(Vocab())("창원시는 드론을 육성했다.")
    >>> [(token.text, token.tag_) for token in doc][:4]
    [('창원시', 'NNP'), ('는', 'JX'), ('드론', 'NNG'), ('을', 'JKO')]
    >>> doc[5].norm_
    '하+었/XSV+EP'
    >>> doc.text
    '창원시는 드론을 육성했다.'
    """

    def __init__(self, vocab: Vocab) -> None:
        """Load the Kiwi model (about 3 s, 500 MB); one worker, for articles are shared out to processes."""
        self.vocab = vocab
        self.kiwi = Kiwi(num_workers=1)
        self.kiwi.global_config.cutoff_threshold = CUTOFF
        self._ids = lru_cache(_MOST_NORMS)(self._add)

    def __call__(self, text: str, content: Sequence[tuple[int, int]] | None = None) -> Doc:
        """Return the Doc of an NFC text; `doc.text == text`, tags are Kiwi's, norms are `form/tag`.

        Where only the `content` stretches of a text matter, the rest is not analysed: its words are tagged as blanks.
        """
        pieces = list(_with_blanks(text, self.morphemes(text, content)))
        following = (*(piece.start for piece in pieces), len(text))[1:]
        doc = Doc(
            self.vocab,
            words=[text[piece.start : piece.end] for piece in pieces],
            spaces=[piece.end < after for piece, after in zip(pieces, following, strict=True)],
        )
        ids = [self._ids(piece.form, piece.tag) for piece in pieces]
        columns: Any = np.array(ids, dtype=np.uint64)  # the stub asks for an array class of spaCy's own
        return doc.from_array(["NORM", "TAG"], columns.reshape(-1, 2))

    def columns(self, morphemes: Sequence[Morpheme]) -> NDArray[np.uint64]:
        """Return what a Doc would hold of morphemes, a row each: hashes of norm and tag, start and length."""
        rows = np.empty((len(morphemes), 4), dtype=np.uint64)
        ids = chain.from_iterable([self._ids(form, tag) for _, _, form, tag in morphemes])
        rows[:, :2] = np.fromiter(ids, np.uint64, 2 * len(morphemes)).reshape(-1, 2)
        rows[:, 2] = [start for start, _, _, _ in morphemes]
        rows[:, 3] = [end - start for start, end, _, _ in morphemes]
        return rows

    def _add(self, form: str, tag: str) -> tuple[int, int]:
        return self.vocab.strings.add(f"{form}/{tag}"), self.vocab.strings.add(tag)

    def morphemes(self, text: str, content: Sequence[tuple[int, int]] | None = None) -> list[Morpheme]:
        """Return the morphemes of a text, or of stretches of it, in order, those that overlap joined into one."""
        stretches = [(0, len(text))] if content is None else _stretches(text, content)
        return [
            found
            for start, end in stretches
            for found in _join(self.kiwi.tokenize(text[start:end], z_coda=False), start)
        ]


def _stretches(text: str, content: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the stretches joined where only blanks stand between them, so that Kiwi sees sentences side by side."""
    joined: list[tuple[int, int]] = []
    for start, end in content:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _join(tokens: Iterable[Token], offset: int) -> list[Morpheme]:
    found: list[Morpheme] = []
    reached = 0
    for token in tokens:
        start, end = token.start + offset, token.end + offset
        if start < reached:
            last = found[-1]
            reached = max(end, reached)
            form, tag = last.form + JOINT + token.form, last.tag + JOINT + token.tag
            found[-1] = Morpheme(last.start, reached, form, tag)
        elif start < end:
            reached = end
            found.append(Morpheme(start, end, token.form, token.tag if token.id != _UNKNOWN_NOUN else "NNP"))
    return found


def _with_blanks(text: str, morphemes: Iterable[Morpheme]) -> Iterator[Morpheme]:
    """Yield the morphemes and what stands between them, less the one space that a Doc keeps with the word before it."""
    at = 0
    for morpheme in chain(morphemes, [Morpheme(len(text), len(text), "", "")]):
        blank = at + 1 if at and text.startswith(" ", at) else at
        if blank < morpheme.start:
            for skipped in _SKIPPED.finditer(text, blank, morpheme.start):
                start, end = skipped.span(1) if skipped[1] else skipped.span()
                yield Morpheme(start, end, text[start:end], SPACE_TAG)
        if morpheme.start < morpheme.end:
            yield morpheme
        at = morpheme.end
