"""The gazetteer: where the names of the registers stand in a document."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractors.document import Document
from extractors.registers import Entry

# Particles and the copula that may follow a name within its word, where Kiwi has read the word otherwise.
_PARTICLE = re.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|에게|에는|에도|에선|엔|와|과|도|로|으로|만|까지|부터|보다|처럼|이나|나|이며|며"
    r"|인|이다|이라|라)(?![가-힣])"
)
_WORD = re.compile(r"[가-힣A-Za-z0-9]")
# Tags that begin a new word to the eye of a reader: particles, the copula, endings and marks.
_FREE_TAGS = ("J", "VCP", "E", "SP", "SS", "SF", "SE", "SO", "SW")
# Suffixes that leave a name what it is: 창원시들, 창원시 측, 서울발, 창원산.
_SUFFIXES = frozenset(("들", "측", "발", "산", "씩"))


class Hit(NamedTuple):
    """A name of the registers in the text; `glued_left` and `glued_right` tell that it is a part of a longer word."""

    start: int
    end: int
    entries: tuple[Entry, ...]
    glued_left: bool
    glued_right: bool

    @property
    def whole(self) -> bool:
        """Whether the name is a word of its own."""
        return not (self.glued_left or self.glued_right)


class Gazetteer:
    """All forms of all entries in one automaton, so that a text is read once however long the registers are."""

    def __init__(self, forms: Iterable[tuple[Entry, str]]) -> None:
        """Build the automaton; entries that share a form are found together, in the order given."""
        by_form: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry, form in forms:
            by_form[form].append(entry)
        self._entries = [tuple(found) for found in by_form.values()]
        self._automaton = AhoCorasick(list(by_form))

    def find(self, document: Document) -> Iterator[Hit]:
        """Yield the names that start and end where morphemes do, in the order of their ends; they may overlap."""
        for pattern, start, end in self._automaton.find_matches_as_indexes(document.text, overlapping=True):
            left, right = _glued_left(document, start), _glued_right(document, end)
            if left is not None and right is not None:
                yield Hit(start, end, self._entries[pattern], left, right)


def _glued_left(document: Document, start: int) -> bool | None:
    """Tell whether a name is glued to the word before it; None where it does not start a morpheme."""
    if not start or not _WORD.match(document.text, start - 1):
        return False
    return True if document.starts_at(start) else None


def _glued_right(document: Document, end: int) -> bool | None:
    """Tell whether a name is glued to what follows it; None where it ends inside a morpheme and no particle follows."""
    text = document.text
    if end >= len(text) or not _WORD.match(text, end) or _PARTICLE.match(text, end):
        return False
    if not document.ends_at(end):
        return None
    at = document.index_at(end)
    if at == len(document.morphemes):
        return True
    following = document.morphemes[at]
    return not (following.tag.startswith(_FREE_TAGS) or following.form in _SUFFIXES)
