"""Show on general Korean text that pairs are judged soundly: KLUE-RE by the features of places, spans and types given.

Nothing of it ships: the relations of that corpus are not ours. Figures are those of the KLUE benchmark, over its
development set: micro F1 without no_relation, and the area under the precision-recall curve, averaged over relations.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, f1_score
from spacy.vocab import Vocab

from extractors.document import read_document
from extractors.entities import Group
from extractors.frames import Frame, read_frames
from extractors.kiwi import KiwiTokenizer
from extractors.mentions import Mention
from extractors.places import Surroundings
from graph.model import Article

NONE = "no_relation"
# The inverse strength of regularisation and the rarest feature kept.
C, RAREST = 0.15, 2
# The syllables that names are told by, at either end.
_ENDS = (1, 2, 3)


@click.command()
@click.argument("corpora", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(corpora: Path) -> None:
    """Train on what CORPORA holds of KLUE-RE's training set and print the figures on its development set.

    \b
    python train_klue_re.py ../shared/corpora
    """
    tokenizer = KiwiTokenizer(Vocab())
    training = list(read_rows(tokenizer, corpora / "klue-re" / "klue-re-v1.1_train_PARTIAL.jsonl"))
    test = list(read_rows(tokenizer, corpora / "klue-re" / "klue-re-v1.1_dev.jsonl"))
    counts = Counter(feature for features, _ in training for feature in features)
    names = {name: row for row, name in enumerate(sorted(n for n, count in counts.items() if count >= RAREST))}
    model = LogisticRegression(C=C, max_iter=60).fit(_matrix(training, names), [label for _, label in training])
    chances = model.predict_proba(_matrix(test, names))
    tell(list(model.classes_), chances, [label for _, label in test])


def read_rows(tokenizer: KiwiTokenizer, path: Path) -> Iterator[tuple[set[str], str]]:
    """Yield the features of each sentence and its relation."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield pair_features(tokenizer, row), row["label"]


def pair_features(tokenizer: KiwiTokenizer, row: Mapping[str, Any]) -> set[str]:
    """Return what a sentence shows of its subject and object."""
    text: str = row["sentence"]
    document = read_document(tokenizer, Article("", "", "", "", "", text), [(0, len(text))])
    subject, object_ = (_group(row[side]) for side in ("subject", "object"))
    types = f"{subject.type}{object_.type}"
    found = {types}
    for name, group in (("subject", subject), ("object", object_)):
        found.update(f"{name}={group.type}{end}" for end in _edges(group.name))
        found.update(f"{types}{name}={end}" for end in _edges(group.name))
        found.add(f"{types}{name} length={min(len(group.name), 8)}")
    for number, frame in enumerate(read_frames(document, [subject, object_], [])):
        found.update(_of_frame(Surroundings(document, frame, number), frame, subject, types))
    return found


def _group(side: Mapping[str, Any]) -> Group:
    start, end = int(side["start_idx"]), int(side["end_idx"]) + 1
    mention = Mention(start, end, side["type"], side["word"], "given")
    return Group(side["type"], side["word"], [mention], {side["word"]})


def _edges(name: str) -> Iterator[str]:
    yield name
    for size in _ENDS:
        yield f"-{name[-size:]}"
        yield f"{name[:size]}-"


def _of_frame(scene: Surroundings, frame: Frame, subject: Group, types: str) -> Iterator[str]:
    if len(frame.items) == 2 and frame.items[0].group is not frame.items[1].group:
        sign = ">" if frame.items[0].group is subject else "<"
        typed, plain = scene.between(*frame.items)
        for feature in (*typed, *plain):
            yield sign + feature
            yield types + sign + feature
    for item in frame.items:
        side = "subject" if item.group is subject else "object"
        for feature in scene.alone(item):
            yield f"{types}{side}:{feature}"


def _matrix(rows: Sequence[tuple[set[str], str]], names: Mapping[str, int]) -> csr_matrix:
    columns, ends = [], [0]
    for features, _ in rows:
        columns += sorted(names[feature] for feature in features if feature in names)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(ends) - 1, len(names)))


def tell(labels: Sequence[str], chances: "np.typing.NDArray[np.float64]", answers: Sequence[str]) -> None:
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
