"""The corpora that the recogniser learns from: texts with the names in them, and lists of forms seen elsewhere."""

import csv
import json
import random
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from extractors.crf import OUTSIDE
from extractors.features import Morphemes
from extractors.forms import squash_digits
from extractors.registers import Entry

KLUE_NER = "klue-ner/klue-ner-v1.1_dev.tsv"
KLUE_RE = ("klue-re/klue-re-v1.1_train_PARTIAL.jsonl", "klue-re/klue-re-v1.1_dev.jsonl")
KONEC_FORMS = "konec/konec_ne_form_label_freq.tsv"
KLUE_TYPES = ("PS", "LC", "OG", "DT", "TI", "QT")
# The split of the 5,000 published KLUE-NER sentences by which all figures are told.
SPLIT_SEED, TRAINING = 1, 4000
# A form of one syllable says nothing of what it is.
SHORTEST = 2
CLOSED = ("Region", "Organization", "Industry")

Spans = Sequence[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Sample:
    """A text and the names in it: first character, one past the last, type."""

    text: str
    spans: Spans


def read_klue(path: Path) -> tuple[list[Sample], list[Sample]]:
    """Return the training and the test sentences of KLUE-NER."""
    samples = list(_klue_samples(path.read_text(encoding="utf-8")))
    order = list(range(len(samples)))
    random.Random(SPLIT_SEED).shuffle(order)
    return [samples[at] for at in order[:TRAINING]], [samples[at] for at in order[TRAINING:]]


def _klue_samples(text: str) -> Iterator[Sample]:
    for block in text.split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if "\t" in line and not line.startswith("## ")]
        if rows:
            yield Sample("".join(row[0] for row in rows), tuple(_spans([row[1] for row in rows])))


def _spans(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of BIO tags.

    >>> list(_spans(["B-OG", "I-OG", "O", "B-PS"]))
    [(0, 2, 'OG'), (3, 4, 'PS')]
    """
    start = 0
    for at, tag in enumerate(tags):
        if tag.startswith("B-"):
            start = at
        if tag != OUTSIDE and (at + 1 == len(tags) or not tags[at + 1].startswith("I-")):
            yield start, at + 1, tag[2:]


def read_konec_forms(path: Path) -> dict[str, str]:
    """Return the forms that konec counts in the train split of KLUE-NER, whose sentences are not published, with the
    type most often given; what only the published sentences hold, the test among them, is left out.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            form, label, train = row[0], row[1], row[4]
            if train.isdigit() and int(train):
                counts[squash_digits(form)][label] += int(train)
    return {form: _commonest(labels) for form, labels in counts.items()}


def read_pair_forms(paths: Iterable[Path]) -> dict[str, str]:
    """Return the forms that KLUE-RE marks as an end of a relation: the commonest type, + where seen more than twice."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            for end in (row["subject"], row["object"]):
                counts[squash_digits(end["word"])][end["type"]] += 1
    return {
        form: f"{_commonest(labels)}{'+' * (labels.total() > 2)}"
        for form, labels in counts.items()
        if len(form) >= SHORTEST
    }


def _commonest(labels: Counter[str]) -> str:
    return min(labels, key=lambda label: (-labels[label], label))


def register_forms(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the forms of the closed classes in the registers, with type and kind.

    Projects and policies are left out: lists of them grow with the articles read, and would seem surer than they are.
    """
    return {
        squash_digits(form): f"{entry.type} {entry.kind}"
        for entry in entries
        for form in entry.forms
        if len(form) >= SHORTEST and entry.type in CLOSED
    }


def tag_spans(morphemes: Morphemes, spans: Spans) -> list[str]:
    """Return a label of the BIES scheme for each morpheme.

    A name that cuts a morpheme takes the whole of it; one that crosses the border of two sentences is left out.
    """
    tags = [OUTSIDE] * len(morphemes.starts)
    borders = list(accumulate(morphemes.lengths))
    for start, end, label in spans:
        inside = [at for at, stop in enumerate(morphemes.ends) if stop > start and morphemes.starts[at] < end]
        whole = inside and bisect_right(borders, inside[0]) == bisect_right(borders, inside[-1])
        if whole and all(tags[at] == OUTSIDE for at in inside):
            for at in inside:
                tags[at] = f"I-{label}"
            tags[inside[0]], tags[inside[-1]] = f"B-{label}", f"E-{label}"
            if len(inside) == 1:
                tags[inside[0]] = f"S-{label}"
    return tags


# What may stand right after a name in its word, by Kiwi's tag: particles, copula, endings, marks.
_AFTER = ("J", "VC", "E", "S")
# What may stand right before it.
_BEFORE = ("J", "E", "S")
# Digits, letters and hanja stand for words, not for marks.
_WORDS = ("SN", "SL", "SH")


def find_names(
    text: str, morphemes: Morphemes, tags: Sequence[str], names: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Return where forms stand as words of their own: the longest first, none inside another.

    `names` maps a form to its type. 창원 in 창원시장 is no mention of 창원; 로봇 in 로봇기업 is one of the industry.
    """
    first = {start: at for at, start in enumerate(morphemes.starts)}
    last = {end: at for at, end in enumerate(morphemes.ends)}
    taken = bytearray(len(text))
    found = []
    for form in sorted(names, key=lambda form: (-len(form), form)):
        for start in _places(text, form):
            end = start + len(form)
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * len(form)
            left, right = first.get(start), last.get(end)
            if left is None or right is None:
                continue
            alone = _free_before(text, start, tags, left) and _free_after(text, end, tags, right)
            if alone or names[form] == "Industry":
                found.append((start, end, names[form]))
    return sorted(found)


def _places(text: str, form: str) -> Iterator[int]:
    at = text.find(form)
    while at >= 0:
        yield at
        at = text.find(form, at + 1)


def _free_before(text: str, start: int, tags: Sequence[str], at: int) -> bool:
    if not start or not text[start - 1].isalnum():
        return True
    return at > 0 and tags[at - 1].startswith(_BEFORE) and tags[at - 1] not in _WORDS


def _free_after(text: str, end: int, tags: Sequence[str], at: int) -> bool:
    if end == len(text) or not text[end].isalnum():
        return True
    return at + 1 < len(tags) and tags[at + 1].startswith(_AFTER) and tags[at + 1] not in _WORDS
