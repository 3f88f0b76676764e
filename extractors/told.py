"""What is told: the dates, sums and areas of an article, each with what it shows by itself."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.frames import Frame
from extractors.lexicon import any_of, load_lexicon
from extractors.values import DateValue, Value, find_areas, find_money

# Distances in characters are told as one of these steps.
_STEPS = (6, 15, 30, 60)
# So far behind a value its own words reach (300억 원을 들여).
_REACH = 25
# Counts are told up to these; what comes later or more often is alike.
_MOST, _MOST_SENTENCES = 3, 4
_WORD = re.compile(r"[가-힣A-Za-z%]+")
_NUMBER = re.compile(r"\d+")
_CUES = re.compile(any_of([*load_lexicon()["told"]["cues"], *load_lexicon()["progress"]["cues"]]))


@dataclass(frozen=True, slots=True)
class Told:
    """A date ("date"), sum ("money") or area where a sentence gives it.

    `stem` is that of the predicate behind it, `traits` what it shows, whatever it may belong to.
    """

    kind: str
    frame: int
    start: int
    end: int
    value: str | int
    stem: str
    traits: frozenset[str]


def read_told(document: Document, frames: Sequence[Frame]) -> Iterator[Told]:
    """Yield the dates, sums and areas of an article, sentence by sentence."""
    text = document.text
    for number, frame in enumerate(frames):
        start, end = frame.sentence.start, frame.sentence.end
        around = [f"cue={cue}" for cue in _CUES.findall(text, start, end)]
        around.append(f"lead={min(_MOST_SENTENCES, number)}")
        dates = document.dates_in(frame.sentence)
        for nth, day in enumerate(dates):
            stem, shown = _place(document, frame, day.start, day.end)
            traits = frozenset((*around, *shown, _order(nth, len(dates)), *_of_date(document, day, stem)))
            yield Told("date", number, day.start, day.end, day.iso, stem, traits)
        for kind, find in (("money", find_money), ("area", find_areas)):
            found = list(find(text, start, end))
            for nth, value in enumerate(found):
                stem, shown = _place(document, frame, value.start, value.end)
                traits = frozenset((*around, *shown, _order(nth, len(found)), _of_number(value, found)))
                yield Told(kind, number, value.start, value.end, value.number, stem, traits)


def step(distance: int) -> int:
    """Return how far so many characters are, in few steps."""
    return bisect_right(_STEPS, distance)


def when(day: str, published: str) -> str:
    """Tell whether a date is past, now or ahead on the day an article came out, to the grain of the date.

    >>> when("2025-01", "2025-01-07"), when("2025-01-08", "2025-01-07")
    ('now', 'ahead')
    """
    today = published[: len(day)]
    return "now" if day == today else "ahead" if day > today else "past"


def _order(nth: int, count: int) -> str:
    return f"nth={min(_MOST - 1, nth)}/{min(_MOST, count)}"


def _of_date(document: Document, day: DateValue, stem: str) -> tuple[str, ...]:
    moment = when(day.iso, document.article.date)
    form = _NUMBER.sub("0", document.text[day.start : day.end])
    return f"when={moment}", f"when={moment}{len(day.iso)}", f"when={moment} after={stem}", f"form={form}"


def _of_number(value: Value, found: Sequence[Value]) -> str:
    return f"most={value.number == max(other.number for other in found)}"


def _place(document: Document, frame: Frame, start: int, end: int) -> tuple[str, list[str]]:
    """Return the stem of the predicate behind a stretch, and what its neighbours and that predicate show."""
    text, sentence = document.text, frame.sentence
    found = [f"left={text[start - 1 : start]}"]
    for word in _WORD.findall(text, sentence.start, start)[-1:]:
        found += [f"before={word}", f"before-={word[-2:]}"]
    for word in _WORD.findall(text, end, min(sentence.end, end + _REACH))[:1]:
        found.append(f"behind={word}")
    if frame.sentence.headline:
        found.append("headline")
    after = next((predicate for predicate in frame.predicates if predicate.start >= end), None)
    if after is None:
        return "-", found
    stem, ending = after.stem, after.ending
    return stem, [*found, f"after={stem}", f"after={stem}.{ending}", f"gap={step(after.start - end)}"]
