"""The word lists of `lexicon.toml`, as sets and as the longest-suffix tables that rules ask."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_lexicon() -> Mapping[str, Any]:
    """Return the word lists that ship with the package, as nested tables of lists of words.

    >>> "추진" in load_lexicon()["light"]["after"]
    True
    """
    table: Mapping[str, Any] = tomllib.loads(files("extractors").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return table


class Suffixes:
    """Tells which of many endings a word has, the longest first.

    >>> Suffixes({"Site": ["단지", "산업단지"], "Project": ["사업"]}).of("창원국가산업단지")
    ('산업단지', 'Site')
    """

    def __init__(self, endings: Mapping[str, Iterable[str]]) -> None:
        self._kind = {ending: kind for kind, words in endings.items() for ending in words}
        self._longest = max(map(len, self._kind), default=0)

    def of(self, word: str) -> tuple[str, str] | None:
        """Return the longest ending that the word has, and its kind."""
        for length in range(min(self._longest, len(word)), 0, -1):
            kind = self._kind.get(word[-length:])
            if kind:
                return word[-length:], kind
        return None
