"""Known forms: which stretches of a text stand in a list of names, and what they were seen to be there."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DIGIT = re.compile(r"\d")
# No known form that matters has more morphemes.
LONGEST = 10
# A kind of a list takes this many bits of an entry's code; 0 says that the list does not hold the form.
BITS = 10
_KIND = (1 << BITS) - 1
# Where a morpheme stands in a form: alone, first, inside, last.
PLACES = 4
Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FormTable:
    """Lists of forms, each with kinds: a code for each form, and 0 for all that a form can begin with.

    `kinds` says how many kinds each list knows.
    """

    kinds: tuple[int, ...]
    codes: Mapping[str, int]

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many ids each list yields."""
        return tuple(count * PLACES + 1 for count in self.kinds)

    def match(self, text: str, starts: Sequence[int], ends: Sequence[int], firsts: Iterable[int]) -> Ids:
        """Return an id for each morpheme and list: 0, or the kind of the longest known form there and the place in it.

        `firsts` are the morphemes that a form may begin with.

        >>> table = build_forms([{"창원시": "city", "창원대": "school"}])
        >>> table.match("창원시와 창원", [0, 2, 3, 5], [2, 3, 4, 7], [0, 1, 3]).tolist()
        [[2], [4], [0], [0]]
        """
        plain, known = squash_digits(text), self.codes.get
        rows = [[0] * len(starts) for _ in self.kinds]
        free = [0] * len(rows)
        for first in firsts:
            start, found = starts[first], []
            for last, end in enumerate(ends[first : first + LONGEST], first):
                code = known(plain[start:end])
                if code is None:
                    break
                if code:
                    found.append((last, code))
            for last, code in reversed(found):
                for which, row in enumerate(rows):
                    kind = code >> (BITS * which) & _KIND
                    if kind and first >= free[which]:
                        free[which] = last + 1
                        row[first : last + 1] = _places((kind - 1) * PLACES + 1, last + 1 - first)
        return np.array(rows, dtype=np.int32).reshape(len(rows), len(starts)).T


def _places(base: int, length: int) -> list[int]:
    return [base] if length == 1 else [base + 1, *[base + 2] * (length - 2), base + 3]


def squash_digits(text: str) -> str:
    """Return the text with every digit a zero, so that 3명 and 7명 are one form.

    >>> squash_digits("2028년 12월")
    '0000년 00월'
    """
    return _DIGIT.sub("0", text)


def build_forms(lists: Sequence[Mapping[str, str]]) -> FormTable:
    """Return the table of lists that map a form to its kind."""
    codes: dict[str, int] = {}
    kinds = []
    for which, forms in enumerate(lists):
        names = sorted(set(forms.values()))
        kinds.append(len(names))
        number = {name: at + 1 for at, name in enumerate(names)}
        for form, kind in forms.items():
            codes[form] = codes.get(form, 0) | number[kind] << (BITS * which)
    return table_of(kinds, codes)


def table_of(kinds: Iterable[int], codes: Mapping[str, int]) -> FormTable:
    """Return the table of forms with these codes."""
    beginnings = {form[:end]: 0 for form in codes for end in range(1, len(form))}
    return FormTable(tuple(kinds), {**beginnings, **codes})
