"""Failure: who lost a bid and which undertakings were dropped, by the words that follow their names."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item
from extractors.lexicon import any_of, load_lexicon

_WORDS = load_lexicon()["failure"]
# Most sentences hold none of these words and predicates and are not looked at any further.
_ANY = re.compile(any_of([*_WORDS["lost"], *_WORDS["dropped"]]))
_LOST, _WON, _DROPPED, _OPEN = (re.compile(any_of(_WORDS[name])) for name in ("lost", "won", "dropped", "open"))
_OVER, _AGAINST = frozenset(_WORDS["over"]), frozenset(_WORDS["against"])
_TOPIC = ("은", "는", "이", "가")
_SUBJECT = (*_TOPIC, "도", "만", "")
_OBJECT = ("을", "를")
_UNDERTAKINGS = ("Project", "Policy")
# A competition is meant so many sentences from where it is named, unless another one is named there.
_NEAR = 2
# So many characters behind its name, or behind a name without a particle, an undertaking is said to be dropped, and so
# many farther on that this is open.
_FAR, _CLOSE, _STILL = 45, 14, 20


@dataclass(frozen=True, slots=True)
class Failures:
    """What an article tells to have failed.

    `losers` gives the sentences in which each body, place or project loses, `dropped` the undertakings that come to
    nothing, both by identity.
    """

    frames: Sequence[Frame]
    losers: Mapping[int, list[int]]
    dropped: frozenset[int]

    def lost(self, bidder: Group, prize: Group) -> bool:
        """Tell whether a sentence about a competition tells that a bidder lost it."""
        return any(self._is_about(number, prize) for number in self.losers.get(id(bidder), ()))

    def _is_about(self, number: int, prize: Group) -> bool:
        named = [item.group for item in self.frames[number].items if not item.nested]
        if any(group is prize for group in named):
            return True
        if any(group.type in _UNDERTAKINGS for group in named):
            return False
        near = self.frames[max(number - _NEAR, 0) : number + _NEAR + 1]
        return any(item.group is prize for frame in near for item in frame.items)


def read_failures(document: Document, frames: Sequence[Frame]) -> Failures:
    """Return what the sentences of an article tell to have failed."""
    losers: defaultdict[int, list[int]] = defaultdict(list)
    dropped: set[int] = set()
    for number, frame in enumerate(frames):
        if not _may_tell(document.text, frame):
            continue
        for item in (item for item in frame.items if not item.nested):
            if _loses(document.text, frame, item):
                losers[id(item.group)].append(number)
            if item.group.type in _UNDERTAKINGS and _is_dropped(document.text, frame, item):
                dropped.add(id(item.group))
    return Failures(frames, losers, frozenset(dropped))


def _may_tell(text: str, frame: Frame) -> bool:
    contested = any(predicate.stem in _OVER or predicate.stem in _AGAINST for predicate in frame.predicates)
    return contested or _ANY.search(text, frame.sentence.start, frame.sentence.end) is not None


def _loses(text: str, frame: Frame, item: Item) -> bool:
    """Tell whether the words behind a name tell that it lost: A를 제치고, A와 겨뤄 따낸, A는 … 고배를 마셨다."""
    first = next((predicate for predicate in frame.predicates if predicate.start >= item.end), None)
    if item.role in _SUBJECT:
        stop = _next_subject(frame, item.end if first is None else first.end)
        return _last(_LOST, text, item.end, stop) > _last(_WON, text, item.end, stop)
    if first is None:
        return False
    if item.role == "와":
        return first.stem in _AGAINST and _WON.search(text, first.end, frame.sentence.end) is not None
    return item.role in _OBJECT and first.stem in _OVER


def _last(words: re.Pattern[str], text: str, start: int, end: int) -> int:
    return max((found.end() for found in words.finditer(text, start, end)), default=-1)


def _next_subject(frame: Frame, start: int) -> int:
    subjects = (item.start for item in frame.items if not item.nested and item.start >= start and item.role in _TOPIC)
    return next(subjects, frame.sentence.end)


def _is_dropped(text: str, frame: Frame, item: Item) -> bool:
    """Tell whether the words behind the name of an undertaking tell that it came to nothing, and that for good."""
    if item.role not in (*_SUBJECT, *_OBJECT, "의"):
        return False
    end = min(frame.sentence.end, item.end + (_FAR if item.role not in ("의", "") else _CLOSE))
    first = next((predicate.end for predicate in frame.predicates if predicate.start >= item.end), item.end)
    found = _DROPPED.search(text, item.end, min(end, _next_subject(frame, first)))
    return found is not None and _OPEN.search(text, item.end, min(frame.sentence.end, found.end() + _STILL)) is None
