"""The tokenizer: Kiwi's morphemes as a spaCy Doc whose text is the text that went in."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kiwipiepy import Kiwi
from spacy.tokens import Doc
from spacy.vocab import Vocab

# Kiwi splits contracted syllables into morphemes that share characters (했 = 하 + 었); a Doc cannot, so they are joined.
JOINT = "+"


class Morpheme(NamedTuple):
    """A stretch of the text with the dictionary form and the tag (Sejong set) that Kiwi gives it."""

    start: int
    end: int
    form: str
    tag: str


class KiwiTokenizer:
    """Turn text into a spaCy Doc; the Kiwi model is loaded once, when the tokenizer is made (about 3 s, 500 MB).

    >>> doc = KiwiTokenizer(Vocab())("창원시는 드론을 육성했다.")
    >>> [(token.text, token.tag_) for token in doc][:4]
    [('창원시', 'NNP'), ('는', 'JX'), ('드론', 'NNG'), ('을', 'JKO')]
    >>> doc.text
    '창원시는 드론을 육성했다.'
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.kiwi = Kiwi(num_workers=1)

    def __call__(self, text: str) -> Doc:
        """Return the Doc of an NFC text; `doc.text == text`, tags are Kiwi's, norms are `form/tag`."""
        words, spaces, tags, norms = [], [], [], []
        for start, end, form, tag in _cover(text, self.morphemes(text)):
            if not tag and end - start == 1 and text[start] == " " and words and not spaces[-1]:
                spaces[-1] = True
                continue
            words.append(text[start:end])
            spaces.append(False)
            tags.append(tag or "_SP")
            norms.append(f"{form}/{tag}")
        doc = Doc(self.vocab, words=words, spaces=spaces, tags=tags)
        for token, norm in zip(doc, norms, strict=True):
            token.norm_ = norm
        return doc

    def morphemes(self, text: str) -> list[Morpheme]:
        """Return the morphemes of a text in order, those that overlap joined into one."""
        return list(_join(text, self.kiwi.tokenize(text)))


def _join(text: str, tokens: Iterable) -> Iterator[Morpheme]:
    last: Morpheme | None = None
    for token in tokens:
        start, end = token.start, token.start + token.len
        if last is not None and start < last.end:
            last = Morpheme(last.start, max(end, last.end), last.form + JOINT + token.form, last.tag + JOINT + token.tag)
            continue
        if last is not None:
            yield last
        last = Morpheme(start, end, token.form, token.tag)
    if last is not None:
        yield last


def _cover(text: str, morphemes: Iterable[Morpheme]) -> Iterator[Morpheme]:
    """Yield the morphemes and, with an empty tag, what lies between them."""
    at = 0
    for morpheme in morphemes:
        if morpheme.start > at:
            yield from _gap(text, at, morpheme.start)
        if morpheme.end > morpheme.start:
            yield morpheme
        at = max(at, morpheme.end)
    if at < len(text):
        yield from _gap(text, at, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[Morpheme]:
    if text[start] == " " and end - start > 1:
        yield Morpheme(start, start + 1, " ", "")
        start += 1
    yield Morpheme(start, end, text[start:end], "")
