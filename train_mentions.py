"""`make model`: train the classifier that chooses among candidates, on what recognisers found in articles new to them.

It learns from the annotated articles of each fold as a recogniser sees them that was trained without that fold; so it
learns how far to trust the recogniser, not how well the recogniser remembers.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from sklearn.linear_model import LogisticRegression
from spacy.vocab import Vocab

from extractors.candidates import Candidate, CandidateFinder
from extractors.document import Document, read_contents
from extractors.kiwi import KiwiTokenizer
from extractors.linear import LinearModel, softmax, without_slight, write_linear
from extractors.mention_features import FeatureReader, by_name
from extractors.mentions import NONE, Mention, choose
from extractors.ner import load_recogniser
from extractors.pipeline import make_extraction, read_things
from extractors.registers import load_registers
from graph.evaluate import evaluate, is_named
from graph.gold import GoldArticle
from graph.model import Extraction
from matrices import frequent_names, named_matrix
from train import read_annotated
from train_coreference import fit as fit_coreference

# The inverse strength of regularisation (.1, .3 and 1 differ by less than .003 in F1) and the rarest feature kept.
C, RAREST = 0.3, 2
# Features whose weights are all nearer to nothing change no name.
SLIGHT = 0.05
# A gold article beside what was found in it.
Judged = tuple[GoldArticle, Extraction]


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """An annotated article with its candidates, their features and what each of them is."""

    fold: int
    judged: bool
    gold: GoldArticle
    document: Document
    candidates: list[Candidate]
    features: list[list[str]]
    labels: list[str]


# An article with what is named in it.
Found = tuple[Sample, list[Mention]]


@click.command()
@click.argument("recognisers", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=Path("data"), help="Registers and gold.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/models"), help="Folder of the models.")
@click.option("--test", default="", help="A fold to keep from training and to tell figures on, once.")
def main(recognisers: Path, data: Path, out: Path, test: str) -> None:
    """Train on what the models in RECOGNISERS/FOLD, each trained without that fold, make of the fold's articles.

    \b
    python train_mentions.py out/recognisers
    """
    samples = list(read_samples(recognisers, data))
    closed = [sample for sample in samples if sample.judged and str(sample.fold) == test]
    training = [sample for sample in samples if sample not in closed]
    found = list(find_unseen(training))
    same = fit_unseen(found)
    unseen = [(s.gold, extraction(s, mentions, same[s.fold])) for s, mentions in found if s.judged]
    tell("folds unseen", unseen)
    model, coreference = fit(training), fit_coreference(map(_found, found))
    if test:
        tell(f"fold {test}", [(s.gold, extraction(s, choose_names(s, model), coreference)) for s in closed])
    write_linear(model, out / "mentions.npz")
    write_linear(coreference, out / "coreference.npz")


def find_unseen(samples: Sequence[Sample], others: Sequence[Sample] = ()) -> Iterator[Found]:
    """Yield articles with what is named in them, as a model finds it that learnt from the other folds.

    `others` are not learnt from either.
    """
    for fold in sorted({sample.fold for sample in samples}):
        model = fit([sample for sample in samples if sample.fold != fold and sample not in others])
        yield from ((sample, choose_names(sample, model)) for sample in samples if sample.fold == fold)


def fit_unseen(found: Sequence[Found], others: Sequence[Sample] = ()) -> dict[int, LinearModel]:
    """Return for each fold which names are one thing, as learnt from the other folds; `others` are not learnt from."""
    learnt = [row for row in found if row[0] not in others]
    folds = {sample.fold for sample, _ in found}
    return {fold: fit_coreference(map(_found, (row for row in learnt if row[0].fold != fold))) for fold in folds}


def _found(row: Found) -> tuple[GoldArticle, Document, Sequence[Mention]]:
    sample, mentions = row
    return sample.gold, sample.document, mentions


def read_samples(recognisers: Path, data: Path) -> Iterator[Sample]:
    """Yield the gold articles of the folds that have a recogniser."""
    tokenizer = KiwiTokenizer(Vocab())
    registers = load_registers(data / "registers")
    finders = {
        int(path.name): CandidateFinder(registers, load_recogniser(path, tokenizer.vocab))
        for path in sorted(recognisers.iterdir())
        if path.name.isdigit()
    }
    features = FeatureReader(by_name)
    for article, gold, fold, judged in read_annotated(data):
        if fold in finders:
            [document] = read_contents(tokenizer, [article])
            [candidates] = finders[fold].find([document])
            labels = [label(document, candidate, gold) for candidate in candidates]
            yield Sample(fold, judged, gold, document, candidates, features(document, candidates), labels)


def label(document: Document, candidate: Candidate, gold: GoldArticle) -> str:
    """Return the type of the gold entity that a candidate names: first by the very words, then by likeness."""
    text = document.text[candidate.start : candidate.end]
    exact = next((e.type for e in gold.entities if text in e.mentions), "")
    return exact or next((e.type for e in gold.entities if is_named(e, text)), NONE)


def fit(samples: Sequence[Sample]) -> LinearModel:
    """Return a multinomial logistic regression over the features that are not too rare."""
    rows = [
        (features, answer)
        for sample in samples
        for candidate, features, answer in zip(sample.candidates, sample.features, sample.labels, strict=True)
        if not candidate.is_guess
    ]
    shown = [features for features, _ in rows]
    names = frequent_names(shown, RAREST)
    # In double precision, for the solver.
    inputs = named_matrix(shown, names).astype(np.float64)
    found = LogisticRegression(C=C, max_iter=500).fit(inputs, [answer for _, answer in rows])
    return without_slight(LinearModel(tuple(found.classes_.tolist()), names, found.coef_.T, found.intercept_), SLIGHT)


def choose_names(sample: Sample, model: LinearModel) -> list[Mention]:
    """Return what a classifier finds named in an article."""
    chances = softmax(model.scores(sample.features)).tolist()
    return choose(sample.document, sample.candidates, chances, model.labels)


def extraction(sample: Sample, mentions: Sequence[Mention], coreference: LinearModel) -> Extraction:
    """Return the things that are named in an article."""
    return make_extraction(read_things(sample.document, mentions, coreference), [])


def tell(what: str, unseen: Sequence[Judged]) -> None:
    """Print the F1 of entities, typed, over articles that the models did not see."""
    figures = evaluate(*zip(*unseen, strict=True))
    total = figures.entities_typed
    click.echo(f"{what}: P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f}")
    click.echo("  " + ", ".join(f"{kind} {tally.f1:.3f}" for kind, tally in sorted(figures.types.items())))


if __name__ == "__main__":
    main()
