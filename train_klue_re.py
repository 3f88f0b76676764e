"""Show on general Korean text that pairs are judged soundly: KLUE-RE by the features of places, spans and types given.

Beside those features stand the words before, between and behind the two names, with what their vectors say of them.
Nothing of it ships: the relations of that corpus are not ours. Figures are those of the KLUE benchmark, over its
development set: micro F1 without no_relation, and the area under the precision-recall curve, averaged over relations.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from spacy.vocab import Vocab

from extractors.document import Document, read_document
from extractors.entities import Group
from extractors.frames import Frame, read_frames
from extractors.kiwi import KiwiTokenizer
from extractors.knowledge import Knowledge
from extractors.mentions import Mention
from extractors.ner import load_recogniser
from extractors.places import Surroundings
from graph.model import Article
from klue_words import Sorts, read_sorts, word_features
from matrices import frequent_names, named_matrix

NONE = "no_relation"
# The inverse strength of regularisation, steps of its solver, and the rarest feature kept.
C, STEPS, RAREST = 0.05, 40, 3
# The syllables that names are told by, at either end.
_ENDS = (1, 2, 3)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence with its subject, its object and the relation between them."""

    document: Document
    subject: Group
    object: Group
    label: str

    @property
    def types(self) -> str:
        """The types of both."""
        return f"{self.subject.type}{self.object.type}"


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--model", type=click.Path(exists=True, path_type=Path), default=Path("data/models/recogniser"))
def main(corpora: Path, model: Path) -> None:
    """Train on what CORPORA holds of KLUE-RE's training set and print the figures on its development set.

    \b
    python train_klue_re.py ../shared/corpora
    """
    vocab = Vocab()
    tokenizer = KiwiTokenizer(vocab)
    training = list(read_rows(tokenizer, corpora / "klue-re" / "klue-re-v1.1_train_PARTIAL.jsonl"))
    test = list(read_rows(tokenizer, corpora / "klue-re" / "klue-re-v1.1_dev.jsonl"))
    labels, chances = judge(load_recogniser(model, vocab).knowledge, training, test)
    tell(labels, chances, [row.label for row in test])


def read_rows(tokenizer: KiwiTokenizer, path: Path) -> Iterator[Row]:
    """Yield the sentences of a file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield parse_row(tokenizer, json.loads(line))


def parse_row(tokenizer: KiwiTokenizer, row: Mapping[str, Any]) -> Row:
    """Return a sentence as the corpus writes it."""
    text: str = row["sentence"]
    document = read_document(tokenizer, Article("", "", "", "", "", text), [(0, len(text))])
    return Row(document, _group(row["subject"]), _group(row["object"]), row["label"])


def _group(side: Mapping[str, Any]) -> Group:
    start, end = int(side["start_idx"]), int(side["end_idx"]) + 1
    mention = Mention(start, end, side["type"], side["word"], "given")
    return Group(side["type"], side["word"], [mention], {side["word"]})


def judge(knowledge: Knowledge, training: Sequence[Row], test: Sequence[Row]) -> tuple[list[str], Floats]:
    """Return the relations and the chances of each for the test sentences."""
    sorts = read_sorts(knowledge)
    shown, tested = ([_shown(row, sorts) for row in rows] for rows in (training, test))
    names = frequent_names(shown, RAREST)
    model = LogisticRegression(C=C, max_iter=STEPS).fit(named_matrix(shown, names), [row.label for row in training])
    return list(model.classes_), model.predict_proba(named_matrix(tested, names))


def _shown(row: Row, sorts: Sorts) -> set[str]:
    words = word_features(row.document.morphemes, _span(row.subject), _span(row.object), row.types, sorts)
    return words.union(pair_features(row))


def _span(group: Group) -> tuple[int, int]:
    return group.mentions[0].start, group.mentions[0].end


def pair_features(row: Row) -> Iterator[str]:
    """Yield what a sentence shows of its subject and object by their names and places."""
    yield row.types
    for name, group in (("subject", row.subject), ("object", row.object)):
        for end in _edges(group.name):
            yield f"{name}={group.type}{end}"
            yield f"{row.types}{name}={end}"
        yield f"{row.types}{name} length={min(len(group.name), 8)}"
    for number, frame in enumerate(read_frames(row.document, [row.subject, row.object], [])):
        yield from _of_frame(Surroundings(row.document, frame, number), frame, row)


def _edges(name: str) -> Iterator[str]:
    yield name
    for size in _ENDS:
        yield f"-{name[-size:]}"
        yield f"{name[:size]}-"


def _of_frame(scene: Surroundings, frame: Frame, row: Row) -> Iterator[str]:
    if len(frame.items) == 2 and frame.items[0].group is not frame.items[1].group:
        sign = ">" if frame.items[0].group is row.subject else "<"
        for feature in (feature for part in scene.between(*frame.items) for feature in part):
            yield sign + feature
            yield row.types + sign + feature
    for item in frame.items:
        side = "subject" if item.group is row.subject else "object"
        for feature in scene.alone(item):
            yield f"{row.types}{side}:{feature}"


def tell(labels: Sequence[str], chances: Floats, answers: Sequence[str]) -> None:
    """Print micro F1 over the relations, and the mean area under their curves."""
    guesses = [labels[column] for column in chances.argmax(axis=1)]
    relations = [label for label in labels if label != NONE]
    f1 = f1_score(answers, guesses, labels=relations, average="micro")
    truth = np.array([[answer == label for label in labels] for answer in answers])
    known = truth.any(axis=0)
    area = average_precision_score(truth[:, known], chances[:, known], average="macro")
    click.echo(f"KLUE-RE dev, {len(answers):,} sentences: micro F1 {f1:.3f}, AUPRC {area:.3f}")


if __name__ == "__main__":
    main()
