"""Learning which long names of an article are one thing, from the names that models found who never saw the article."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from extractors.coreference import read_pairs
from extractors.document import Document
from extractors.entities import LONG_NAMED, Group, gather
from extractors.linear import LinearModel, without_slight
from extractors.mentions import Mention
from graph.gold import GoldArticle, GoldEntity
from matrices import frequent_names, named_matrix

# The inverse strength of regularisation, and the rarest feature kept.
C, RAREST = 0.2, 3
# Features whose weights are all nearer to nothing change no decision.
SLIGHT = 0.02
# A name stands for an annotated one that it shares so much of its letters with.
_SAME = 0.5
_WORD = re.compile(r"[가-힣A-Za-z0-9]")
# An annotated article with what models found named in it.
Found = tuple[GoldArticle, Document, Sequence[Mention]]


def fit(found: Iterable[Found]) -> LinearModel:
    """Return a logistic regression of whether two names are one thing; what no annotation tells of is left out."""
    shown: list[list[str]] = []
    same: list[bool] = []
    for gold, document, mentions in found:
        groups = gather(document, mentions)
        stands_for = annotated(gold, document, groups)
        for pair, features in read_pairs(document, groups):
            one, other = stands_for[id(pair.one.group)], stands_for[id(pair.other.group)]
            if one or other:
                shown.append(features)
                same.append(one == other)
    names = frequent_names(shown, RAREST)
    # In double precision, for the solver.
    inputs = named_matrix(shown, names).astype(np.float64)
    model = LogisticRegression(C=C, solver="liblinear").fit(inputs, same)
    return without_slight(LinearModel(("same",), names, model.coef_.T, model.intercept_), SLIGHT)


def annotated(gold: GoldArticle, document: Document, groups: Iterable[Group]) -> dict[int, str]:
    """Return the id of the annotated entity that each long-named thing stands for, "" for none."""
    spans: list[tuple[int, int, str]] = []
    for start, end, entity in sorted(occurrences(gold, document), key=lambda row: row[0] - row[1]):
        inside = any(left <= start and end <= right for left, right, _ in spans)
        if entity.type in LONG_NAMED and not inside:
            spans.append((start, end, entity.id))
    found = {}
    for group in groups:
        votes: Counter[str] = Counter()
        for mention in group.mentions:
            for start, end, name in spans:
                shared = min(end, mention.end) - max(start, mention.start)
                if shared >= _SAME * max(end - start, mention.end - mention.start):
                    votes[name] += 1
        found[id(group)] = max(votes, key=votes.__getitem__, default="")
    return found


def occurrences(gold: GoldArticle, document: Document) -> Iterator[tuple[int, int, GoldEntity]]:
    """Yield where the text names an annotated entity."""
    text = document.text
    for entity in gold.entities:
        for form in entity.mentions:
            for match in re.finditer(re.escape(form), text):
                at = match.start()
                in_word = at > 0 and _WORD.match(text[at - 1]) and not document.starts_at(at)
                if document.sentence_at(at) is not None and not in_word:
                    yield at, match.end(), entity
