"""`make model`: train the classifier that tells which date, sum, area or body belongs to which link or thing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from extractors.attachment import ATTRIBUTES, Option, attach, read_options, shown
from extractors.codes import Ints, Vocabulary
from extractors.linear import LinearModel, without_slight, write_linear
from extractors.overview import Truths
from extractors.pairs import PairFinder
from extractors.pipeline import make_extraction
from extractors.relations import Link
from extractors.whereabouts import View
from graph.evaluate import match_entities
from graph.gold import GoldClaim, GoldEntity
from graph.model import Attrs, AttrValue
from matrices import frequent_names, named_matrix
from train_claims import Case, annotated_links, read_cases

# The strength of regularisation (6 and 20 find as many, 40 finds fewer) and the rarest feature kept.
PENALTY, RAREST = 10, 3
# A feature whose weights are all nearer to nothing changes no decision.
SLIGHT = 0.05
LABELS = tuple(ATTRIBUTES)
Doubles = NDArray[np.float64]
# Areas are told in whole square metres; 평 is no whole number of them.
ROUNDED = 1


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """An article with its annotated links and things, as they are found, and the attributes annotated for each.

    `judged` tells that quality is told by it, `given` that its things are those annotated, not what models find.
    `known` gives the annotated id of what is found, by its own id; `wanted` is keyed by the identity of link or thing.
    """

    fold: int
    judged: bool
    given: bool
    view: View
    links: Sequence[Link]
    known: Mapping[str, str]
    wanted: Mapping[int, Attrs]


@click.command()
@click.argument("recognisers", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=Path("data"), help="Registers and gold.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/models"), help="Folder of the models.")
@click.option("--test", default=0, help="A fold to keep from training.")
def main(recognisers: Path, data: Path, out: Path, test: int) -> None:
    """Train on what the models in RECOGNISERS/FOLD, each trained without that fold, make of the fold's articles.

    \b
    python train_attributes.py out/recognisers
    """
    cases = read_cases(recognisers, data, test, PairFinder(Vocabulary(is_open=True)))
    lessons = [make_lesson(case) for case in cases if not (case.judged and case.fold == test)]
    tell_attributes(lessons)
    write_linear(fit_attributes(lessons), out / "attributes.npz")


def make_lesson(case: Case) -> Lesson:
    """Return what an article teaches of attributes: its annotated links and things, as they are found."""
    document, groups, frames = case.reading.document, case.reading.groups, case.reading.frames
    found = list(annotated_links(case))
    matched = match_entities(case.gold.entities, make_extraction(case.reading, []).entities)
    view, known = View(document, groups, frames), {name: entity.id for name, entity in matched.items()}
    wanted = wanted_attributes(view, found, matched)
    return Lesson(case.fold, case.judged, case.given, view, [link for link, _ in found], known, wanted)


def wanted_attributes(
    view: View, links: Iterable[tuple[Link, GoldClaim]], matched: Mapping[str, GoldEntity]
) -> dict[int, Attrs]:
    """Return the attributes annotated for links and things; `matched` gives the annotated thing of what is found."""
    wanted: dict[int, Attrs] = {id(link): claim.attrs for link, claim in links}
    for group in view.groups:
        if (entity := matched.get(view.ids[id(group)])) is not None:
            wanted[id(group)] = entity.attrs
    return wanted


def fit_attributes(lessons: Iterable[Lesson]) -> LinearModel:
    """Return a conditional logit model for each question over the options that may answer it (McFadden 1974)."""
    rows: list[frozenset[str]] = []
    asked: dict[str, list[tuple[int, bool, int]]] = {label: [] for label in LABELS}
    owners: dict[int, int] = {}
    for lesson in lessons:
        for option in _asked(lesson):
            owner = owners.setdefault(id(option.owner), len(owners))
            for label in option.labels:
                asked[label].append((len(rows), _is_right(lesson, option, label), owner))
            rows.append(shown(lesson.view, option))
    columns = frequent_names(rows, 1)
    inputs = named_matrix(rows, columns)
    weights, bias = np.zeros((len(columns), len(LABELS)), np.float32), np.zeros(len(LABELS), np.float32)
    for column, label in enumerate(LABELS):
        numbers, right, whose = map(np.array, zip(*asked[label], strict=True))
        part = inputs[numbers]
        common = np.flatnonzero(part.getnnz(axis=0) >= RAREST)
        questions = np.unique(whose, return_inverse=True)[1]
        weights[common, column], bias[column] = fit_choice(part[:, common], questions, right)
    return without_slight(LinearModel(LABELS, columns, weights, bias), SLIGHT)


def fit_choice(inputs: csr_matrix, questions: Ints, right: Truths) -> tuple[Doubles, float]:
    """Return the weights and the bias by which the right options (rows) of each question are likeliest.

    Options of one question exclude each other; where none is right, no answer is, which scores 0.
    """
    count = questions.max() + 1
    answered = np.bincount(questions[right], minlength=count) > 0
    inputs = inputs.astype(np.float64)

    def loss(found: Doubles) -> tuple[float, Doubles]:
        scores = inputs @ found[:-1] + found[-1]
        top = np.zeros(count)
        np.maximum.at(top, questions, scores)
        powers = np.exp(scores - top[questions])
        total = np.exp(-top) + np.bincount(questions, powers, count)
        good = np.where(answered, np.bincount(questions[right], powers[right], count), np.exp(-top))
        slope = powers / total[questions] - np.where(right, powers / good[questions], 0)
        value = np.log(total / good).sum() + PENALTY / 2 * found[:-1] @ found[:-1]
        return float(value), np.append(inputs.T @ slope + PENALTY * found[:-1], slope.sum())

    best = minimize(loss, np.zeros(inputs.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return best[:-1], float(best[-1])


def _asked(lesson: Lesson) -> Iterator[Option]:
    return (option for option in read_options(lesson.view, lesson.links) if id(option.owner) in lesson.wanted)


def _is_right(lesson: Lesson, option: Option, label: str) -> bool:
    wanted = lesson.wanted[id(option.owner)].get(ATTRIBUTES[label])
    return wanted is not None and _same(lesson, wanted, option.value)


def _same(lesson: Lesson, wanted: AttrValue, found: AttrValue) -> bool:
    if isinstance(wanted, str):
        return wanted in (found, lesson.known.get(str(found)))
    return not isinstance(found, str) and abs(wanted - found) <= ROUNDED


def tell_attributes(lessons: Sequence[Lesson]) -> None:
    """Print how often the attributes of annotated links and things are right in articles new to the model."""
    totals = {given: {attribute: [0, 0, 0] for attribute in ATTRIBUTES.values()} for given in (False, True)}
    for fold in sorted({lesson.fold for lesson in lessons if lesson.judged}):
        tested = [lesson for lesson in lessons if lesson.judged and lesson.fold == fold]
        model = fit_attributes([lesson for lesson in lessons if lesson not in tested])
        for lesson in tested:
            found = attach(model, lesson.view, lesson.links)
            for key, attrs in lesson.wanted.items():
                _count(totals[lesson.given], lesson, attrs, found.get(key, {}))
    for given, total in totals.items():
        wanted, told, right = map(sum, zip(*total.values(), strict=True))
        things = "the annotated entities" if given else "our own entities"
        click.echo(f"attributes, folds unseen, {things}: P {right / told:.3f} R {right / wanted:.3f}")
        click.echo("  " + ", ".join(f"{name} {good}/{many}" for name, (many, _, good) in total.items()))


def _count(total: Mapping[str, list[int]], lesson: Lesson, wanted: Attrs, found: Attrs) -> None:
    for attribute, counts in total.items():
        counts[0] += attribute in wanted
        counts[1] += attribute in found
        counts[2] += attribute in wanted and attribute in found and _same(lesson, wanted[attribute], found[attribute])


if __name__ == "__main__":
    main()
