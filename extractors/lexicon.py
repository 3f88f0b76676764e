"""The word lists of `lexicon.toml`, and the look-up of what a word ends in."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

Lexicon = Mapping[str, Mapping[str, Sequence[str]]]


@cache
def load_lexicon() -> Lexicon:
    """Return the word lists that ship with the package: section, list, words.

    >>> "추진" in load_lexicon()["light"]["after"]
    True
    """
    lexicon: Lexicon = tomllib.loads(files("extractors").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return lexicon


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that matches the longest of many words, letter by letter, so that their number costs little.

    >>> any_of(["시장", "시의원", "시의회"])
    '시(?:의(?:원|회)|장)'
    """
    after: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        after.setdefault(word[:1], []).append(word[1:])
    ends = after.pop("", None) is not None
    branches = [re.escape(first) + any_of(rest) for first, rest in after.items()]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return pattern + "?" * ends


class Suffixes:
    """Tells which of many endings a word has, the longest first.

    >>> Suffixes({"Site": ["단지", "산업단지"], "Project": ["사업"]}).of("창원국가산업단지")
    ('산업단지', 'Site')
    """

    def __init__(self, endings: Mapping[str, Iterable[str]]) -> None:
        """Index the endings, given by kind; an ending has one kind."""
        self._kind = {ending: kind for kind, words in endings.items() for ending in words}
        self._lengths: dict[str, list[int]] = {}
        for length, last in sorted({(len(ending), ending[-1]) for ending in self._kind}, reverse=True):
            self._lengths.setdefault(last, []).append(length)

    def of(self, word: str) -> tuple[str, str] | None:
        """Return the longest ending that the word has, and its kind."""
        for length in self._lengths.get(word[-1:], ()):
            ending = word[-length:]
            if kind := self._kind.get(ending):
                return ending, kind
        return None
