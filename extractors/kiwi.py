"""The tokenizer: Kiwi's morphemes as a spaCy Doc whose text is the text that went in."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from kiwipiepy import Kiwi, Token
from spacy.tokens import Doc
from spacy.vocab import Vocab

# Kiwi splits contracted syllables into morphemes that share characters (했 = 하 + 었); no Doc can, so they are joined.
JOINT = "+"
# The tag of blanks and line breaks, as spaCy has it.
SPACE_TAG = "_SP"


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

    def __call__(self, text: str) -> Doc:
        """Return the Doc of an NFC text; `doc.text == text`, tags are Kiwi's, norms are `form/tag`."""
        pieces = list(_with_blanks(text, self.morphemes(text)))
        following = (*(piece.start for piece in pieces), len(text))[1:]
        doc = Doc(
            self.vocab,
            words=[text[piece.start : piece.end] for piece in pieces],
            spaces=[piece.end < after for piece, after in zip(pieces, following, strict=True)],
            tags=[piece.tag for piece in pieces],
        )
        norms = [self.vocab.strings.add(f"{piece.form}/{piece.tag}") for piece in pieces]
        column: Any = np.array(norms, dtype=np.uint64)  # the stub asks for an array class of spaCy's own
        return doc.from_array(["NORM"], column)

    def morphemes(self, text: str) -> list[Morpheme]:
        """Return the morphemes of a text in order, those that overlap joined into one."""
        return list(_join(self.kiwi.tokenize(text)))


def _join(tokens: Iterable[Token]) -> Iterator[Morpheme]:
    last: Morpheme | None = None
    for token in tokens:
        start, end = token.start, token.end
        if last is not None and start < last.end:
            form, tag = last.form + JOINT + token.form, last.tag + JOINT + token.tag
            last = Morpheme(last.start, max(end, last.end), form, tag)
        elif start < end:
            if last is not None:
                yield last
            last = Morpheme(start, end, token.form, token.tag)
    if last is not None:
        yield last


def _with_blanks(text: str, morphemes: Iterable[Morpheme]) -> Iterator[Morpheme]:
    """Yield the morphemes and the blanks between them, less the one space that a Doc keeps with the word before it."""
    at = 0
    for morpheme in chain(morphemes, [Morpheme(len(text), len(text), "", "")]):
        blank = at + 1 if at and text.startswith(" ", at) else at
        if blank < morpheme.start:
            yield Morpheme(blank, morpheme.start, text[blank : morpheme.start], SPACE_TAG)
        if morpheme.start < morpheme.end:
            yield morpheme
        at = morpheme.end
