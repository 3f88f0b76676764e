"""`make model`: train the classifier that judges pairs of things, and measure what its chances are worth.

It learns from the gold articles twice: with the annotated entities, and with those that models find which never saw the
article; so it learns both what links look like and how far to trust what was found. Articles that were annotated for
training alone are learnt from always and never scored.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
import matplotlib.pyplot as plt
import numpy as np
from scipy.sparse import csr_matrix
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from extractors.codes import CodedModel, Features, Ints, Vocabulary, without_unknown
from extractors.collective import Likely, Network, read_likely, weigh_again, write_network
from extractors.confidence import Confidence, Step, write_confidence
from extractors.document import Document
from extractors.entities import Group, entity_ids
from extractors.judge import Choice, chances, choose, make_link, terms
from extractors.linear import Floats, LinearModel, without_slight, write_linear
from extractors.mentions import Mention
from extractors.pairs import PairFinder, Pairs
from extractors.pipeline import Reading, make_extraction, read_groups, read_things
from extractors.progress import OF_UNDERTAKING, SETTLED, read_progress, rule_statuses, with_statuses
from extractors.registers import Registers, load_registers
from extractors.relations import Link
from extractors.ruled import RELATIONS
from graph.evaluate import evaluate, match_entities
from graph.gold import GoldArticle, GoldClaim
from graph.model import Extraction
from graph.schema import load_schema
from matrices import frequent_names, named_matrix
from train_collective import fit_network
from train_coreference import occurrences
from train_mentions import Sample, find_unseen, fit_unseen, read_samples

# The inverse strength of regularisation (.05, .1 and .3 differ by less than .005 in F1) and the rarest feature kept.
C, RAREST = 0.1, 3
# How often an article counts that quality is told by, for the others are written a little differently (once: F1 with
# annotated entities .634 instead of .640, three times .638; with our own the same).
GOLD_COUNTS = 2
# Those of the gate, and of statuses (.02 and .05 tell up to .008 fewer).
C_GATE, C_PROGRESS = 0.5, 0.03
# How far undertakings are is learnt from gold and the training articles of these hands (the second letter of their
# ids): more of the unseen links come out right than with the others too (.777 instead of .773, .799 and .792 with
# annotated entities).
STATUS_HANDS = "abcdefghijkstuvwxyz"
# Features whose weights are all nearer to nothing change next to no decision (1 in 100 links with claims from .03).
SLIGHT, SLIGHT_PROGRESS = 0.06, 0.02
# A relation that is rarer than this in training is left to rules.
FEWEST = 5
# Confidence is measured in so many steps that expect equally many right links; what has less of a chance is no link.
STEPS, NO_CHANCE = 25, 0.02
# Steps of confidence by which its error is told.
BINS = 10
# The bias of a relation that was not learnt.
NEVER = -20


# An extraction's chances: a row a pair, a column a relation.
Judgement = tuple["Case", Floats]
# Its likely links, by themselves.
Looked = tuple["Case", Likely]


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """An article as the classifier meets it: its pairs, and which of their relations are annotated.

    `given` tells that its things are those annotated, not what models find; `judged`, that quality is told by it.
    """

    fold: int
    judged: bool
    given: bool
    gold: GoldArticle
    reading: Reading
    pairs: Pairs
    ends: list[tuple[str, str]]
    answers: list[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Stage:
    """An annotated link: how far it has got, and what the article shows of that."""

    case: Case
    status: str
    features: set[str]


@click.command()
@click.argument("recognisers", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=Path("data"), help="Registers and gold.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/models"), help="Folder of the models.")
@click.option("--test", default=0, help="A fold to keep from training and to tell figures on, once.")
@click.option("--plot", type=click.Path(path_type=Path), default=None, help="A picture of how well confidence is kept.")
def main(recognisers: Path, data: Path, out: Path, test: int, plot: Path | None) -> None:
    """Train on what the models in RECOGNISERS/FOLD, each trained without that fold, make of the fold's articles.

    \b
    python train_claims.py out/recognisers
    """
    vocabulary = Vocabulary(is_open=True)
    cases = list(read_cases(recognisers, data, test, PairFinder(vocabulary)))
    closed = [case for case in cases if case.judged and case.fold == test]
    training = [case for case in cases if case not in closed]
    looked = list(look_unseen(training, vocabulary.size))
    chances_unseen = list(judge_unseen(looked))
    judged = [row for row in chances_unseen if row[0].judged]
    confidence = measure([row for row in judged if not row[0].given])
    stages = list(read_stages(chances_unseen, confidence))
    progress = {fold: fit_progress([s for s in stages if not _is_tested(s.case, fold)]) for fold in _folds(training)}
    tell("folds unseen", judged, confidence, progress)
    tell_confidence([row for row in judged if not row[0].given], plot)
    model, network, last = fit(training, vocabulary.size), fit_together(looked), fit_progress(stages)
    if test:
        unseen = [(case, judge(network, case, look(model, case.pairs))) for case in closed]
        tell(f"fold {test}", unseen, confidence, {test: last})
    write_linear(fit_gate(training, vocabulary.size).named(vocabulary), out / "gate.npz")
    write_linear(model.named(vocabulary), out / "claims.npz")
    write_network(network, out / "collective.npz")
    write_linear(last, out / "progress.npz")
    write_confidence(confidence.steps, out / "confidence.csv")


def _folds(cases: Iterable[Case]) -> list[int]:
    return sorted({case.fold for case in cases if case.judged})


def _is_tested(case: Case, fold: int) -> bool:
    return case.judged and case.fold == fold


def read_cases(recognisers: Path, data: Path, test: int, finder: PairFinder) -> Iterator[Case]:
    """Yield the annotated articles twice: with what models find that never saw them, and with the annotated things."""
    samples = list(read_samples(recognisers, data))
    registers = load_registers(data / "registers")
    closed = [sample for sample in samples if sample.judged and sample.fold == test]
    found = list(find_unseen(samples, closed))
    same = fit_unseen(found, closed)
    for sample, mentions in found:
        yield make_case(sample, read_things(sample.document, mentions, same[sample.fold]), finder, given=False)
        groups = gold_groups(sample.gold, sample.document, mentions, registers)
        yield make_case(sample, read_groups(sample.document, groups), finder, given=True)


def make_case(sample: Sample, reading: Reading, finder: PairFinder, *, given: bool) -> Case:
    """Return an article with its pairs and the relations that are annotated for them."""
    matched = match_entities(sample.gold.entities, make_extraction(reading, []).entities)
    ids = entity_ids(reading.groups)
    annotated = {key: matched[name].id for key, name in ids.items() if name in matched}
    answers: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in sample.gold.claims:
        answers[claim.head, claim.tail].add(claim.relation)
        if load_schema().relations[claim.relation].symmetric:
            answers[claim.tail, claim.head].add(claim.relation)
    pairs = reading.pairs(finder)
    ends = [(annotated.get(id(pair.head), ""), annotated.get(id(pair.tail), "")) for pair in pairs.pairs]
    found = [frozenset(answers.get(end, ())) for end in ends]
    return Case(sample.fold, sample.judged, given, sample.gold, reading, pairs, ends, found)


def gold_groups(
    gold: GoldArticle, document: Document, mentions: Sequence[Mention], registers: Registers
) -> list[Group]:
    """Return the annotated entities where the text names them, the longest names first; offices are as found."""
    offices = {mention.start: mention.office for mention in mentions if mention.office}
    bodies = {mention.start for mention in mentions if mention.rule == "office"}
    groups: dict[str, Group] = {}
    taken: list[tuple[int, int, str]] = []
    for start, end, entity in sorted(occurrences(gold, document), key=lambda row: (row[0] - row[1], row[0])):
        over = [other for other in taken if other[0] < end and start < other[1]]
        inside = all(left <= start and end <= right for left, right, _ in over)
        industry = entity.type == "Industry" and all(kind != "Industry" for *_, kind in over)
        if over and not (inside and (industry or start in bodies)):
            continue
        taken.append((start, end, entity.type))
        group = groups.setdefault(entity.id, Group(entity.type, entity.name))
        entry = registers.by_name.get((entity.type, entity.name))
        office = offices.get(start)
        group.mentions.append(Mention(start, end, entity.type, entity.name, "gold", entry, bool(over), office))
        group.aliases.add(document.text[start:end])
    for group in groups.values():
        group.mentions.sort(key=lambda mention: mention.start)
    return list(groups.values())


def fit(cases: Sequence[Case], words: int) -> CodedModel:
    """Return a logistic regression for each relation, over the pairs that may have it."""
    pairs = [pair for case in cases for pair in case.pairs.pairs]
    answers = [answer for case in cases for answer in case.answers]
    codes, inputs = _matrix([_shown(case.pairs) for case in cases], [len(case.pairs.pairs) for case in cases], RAREST)
    counts = np.repeat([GOLD_COUNTS if case.judged else 1 for case in cases], [len(case.pairs.pairs) for case in cases])
    weights, bias = np.zeros((len(codes), len(RELATIONS)), np.float32), np.full(len(RELATIONS), NEVER, np.float32)
    for column, relation in enumerate(RELATIONS):
        rows = np.flatnonzero([relation in pair.relations for pair in pairs])
        right = np.array([relation in answers[row] for row in rows])
        if right.sum() >= FEWEST:
            found = LogisticRegression(C=C, solver="liblinear").fit(inputs[rows], right, sample_weight=counts[rows])
            weights[:, column], bias[column] = found.coef_[0], found.intercept_[0]
    kept = np.flatnonzero(np.abs(weights).max(axis=1) >= SLIGHT)
    return CodedModel(RELATIONS, codes[kept], weights[kept], bias, words)


def _shown(pairs: Pairs) -> list[Features]:
    """Return all that pairs show."""
    parts = (*pairs.features, Features(pairs.owners[pairs.spoken.owners], pairs.spoken.codes))
    return [without_unknown(part) for part in parts]


def _matrix(shown: Sequence[Sequence[Features]], counts: Sequence[int], rarest: int) -> tuple[Ints, csr_matrix]:
    """Return the codes of features that so many things show, in order, and how often each thing (row) shows each."""
    firsts = np.cumsum([0, *counts])
    owners = np.concatenate(
        [part.owners + first for parts, first in zip(shown, firsts, strict=False) for part in parts]
    )
    codes, columns = np.unique(np.concatenate([part.codes for parts in shown for part in parts]), return_inverse=True)
    inputs = csr_matrix((np.ones(len(owners), np.float32), (owners, columns)), shape=(firsts[-1], len(codes)))
    kept = np.flatnonzero(inputs.getnnz(axis=0) >= rarest)
    return codes[kept], inputs[:, kept]


def look_unseen(cases: Sequence[Case], words: int) -> Iterator[Looked]:
    """Yield each case with its likely links, by themselves, for a model that learnt from the other folds."""
    for fold in sorted({case.fold for case in cases}):
        model = fit([case for case in cases if case.fold != fold], words)
        yield from ((case, look(model, case.pairs)) for case in cases if case.fold == fold)


def look(model: CodedModel, pairs: Pairs) -> Likely:
    """Return the likely links of an article, by themselves."""
    parts = terms(model, pairs, model.sums(pairs.spoken, len(pairs.owners)))
    return read_likely(pairs, chances(pairs, parts[:-1]), parts)


def judge_unseen(looked: Sequence[Looked]) -> Iterator[Judgement]:
    """Yield each case with its chances; what gives them saw nothing of the cases that are scored."""
    for fold in sorted({case.fold for case, _ in looked}):
        network = fit_together([row for row in looked if not _is_tested(row[0], fold)])
        yield from ((case, judge(network, case, likely)) for case, likely in looked if case.fold == fold)


def fit_together(looked: Sequence[Looked]) -> Network:
    """Return the network that weighs the likely links of an article against each other."""
    counted = [row for row in looked for _ in range(GOLD_COUNTS if row[0].judged else 1)]
    right = [
        np.array(
            [RELATIONS[column] in case.answers[row] for row, column in zip(likely.rows, likely.columns, strict=True)],
            bool,
        )
        for case, likely in counted
    ]
    return fit_network([likely.features for _, likely in counted], right)


def judge(network: Network, case: Case, likely: Likely) -> Floats:
    """Return the chance of each relation for each pair."""
    return weigh_again(network, likely, (len(case.pairs.pairs), len(RELATIONS)))


def measure(judged: Sequence[Judgement]) -> Confidence:
    """Return what chances are worth: how often links of about such a chance are right, never falling."""
    rows = sorted(
        (float(chance[row, column]), RELATIONS[column] in case.answers[row])
        for case, chance in judged
        for row, column in np.argwhere(chance >= NO_CHANCE).tolist()
    )
    table = np.array(rows)
    expected = np.cumsum(table[:, 0])
    parts = np.split(table, np.searchsorted(expected, np.linspace(0, expected[-1], STEPS + 1)[1:-1]))
    means = [float(part[:, 0].mean()) for part in parts]
    right, found = [int(part[:, 1].sum()) for part in parts], [len(part) for part in parts]
    shares = [(good + 0.5) / (many + 1) for good, many in zip(right, found, strict=True)]
    rising = IsotonicRegression(y_min=0, y_max=1).fit_transform(means, shares, sample_weight=found)
    return Confidence(
        tuple(
            Step(round(mean, 4), good, many, round(float(share), 3))
            for mean, good, many, share in zip(means, right, found, rising, strict=True)
        )
    )


def tell_confidence(judged: Sequence[Judgement], plot: Path | None) -> None:
    """Print what each threshold buys, and the expected calibration error, both on folds that were not measured on."""
    sure, right, wanted = [], [], sum(len(case.gold.claims) for case, _ in judged)
    for fold in sorted({case.fold for case, _ in judged}):
        confidence = measure([row for row in judged if row[0].fold != fold])
        for case, chance in (row for row in judged if row[0].fold == fold):
            for choice in choose(case.pairs.pairs, confidence.of(chance), RELATIONS):
                number = next(n for n, pair in enumerate(case.pairs.pairs) if pair is choice.pair)
                sure.append(choice.confidence)
                right.append(choice.relation in case.answers[number])
    told, hits = np.array(sure), np.array(right)
    for least in np.arange(0.2, 1.0, 0.1):
        kept = hits[told >= least]
        click.echo(f"from {least:.1f}: {len(kept):,} links, P {kept.mean():.3f} R {kept.sum() / wanted:.3f}")
    bins = np.minimum((told * BINS).astype(int), BINS - 1)
    parts = [
        (told[bins == b].mean(), hits[bins == b].mean(), (bins == b).sum()) for b in range(BINS) if (bins == b).any()
    ]
    error = sum(abs(mean - share) * count for mean, share, count in parts) / len(told)
    click.echo(f"expected calibration error of {len(told):,} links in {BINS} steps: {error:.3f}")
    if plot is not None:
        _draw(parts, plot)


def _draw(parts: Sequence[tuple[float, float, int]], path: Path) -> None:
    means, shares, counts = zip(*parts, strict=True)
    figure, axes = plt.subplots(figsize=(5, 5))
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", linewidth=1)
    axes.scatter(means, shares, s=[20 + count / 2 for count in counts], color="#0072B2", alpha=0.8)
    axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share of right links, unseen articles")
    figure.savefig(path, dpi=120, bbox_inches="tight")


def annotated_links(case: Case) -> Iterator[tuple[Link, GoldClaim]]:
    """Yield the annotated claims of an article whose ends are found, each with its link as it is found."""
    claims = {(claim.head, claim.relation, claim.tail): claim for claim in case.gold.claims}
    document, frames = case.reading.document, case.reading.frames
    for pair, ends, relations in zip(case.pairs.pairs, case.ends, case.answers, strict=True):
        for relation in sorted(relations):
            if (claim := claims.get((ends[0], relation, ends[1]))) is not None:
                place = next(iter(pair.places), None)
                yield make_link(document, frames, Choice(pair, relation, 1.0), place), claim


def read_stages(judged: Iterable[Judgement], confidence: Confidence) -> Iterator[Stage]:
    """Yield the annotated links whose status is to be learnt, among those that are found by these chances."""
    for case, chance in judged:
        document, frames = case.reading.document, case.reading.frames
        among = links_of(case, chance, confidence)
        of_undertakings = case.judged or case.gold.id[1] in STATUS_HANDS
        open_ = [
            (link, claim.status)
            for link, claim in annotated_links(case)
            if link.relation not in SETTLED and (of_undertakings or link.relation not in OF_UNDERTAKING)
        ]
        links = [link for link, _ in open_]
        shown = read_progress(document, frames, links, rule_statuses(document, frames, links), among)
        for number, (_, status) in enumerate(open_):
            yield Stage(case, status, shown.whole(number))


def fit_gate(cases: Sequence[Case], words: int) -> CodedModel:
    """Return a logistic regression of whether a pair has any relation, over what it shows at a glance."""
    codes, inputs = _matrix(
        [[without_unknown(case.pairs.glances)] for case in cases], [len(case.pairs.pairs) for case in cases], RAREST + 1
    )
    related = [bool(answer) for case in cases for answer in case.answers]
    found = LogisticRegression(C=C_GATE, solver="liblinear").fit(inputs, related)
    weights, bias = found.coef_.T.astype(np.float32), found.intercept_.astype(np.float32)
    return CodedModel(("related",), codes, weights, bias, words)


def fit_progress(stages: Sequence[Stage]) -> LinearModel:
    """Return a multinomial logistic regression of the status of a link."""
    shown = [stage.features for stage in stages]
    names = frequent_names(shown, RAREST + 1)
    found = LogisticRegression(C=C_PROGRESS, max_iter=500).fit(
        named_matrix(shown, names), [stage.status for stage in stages]
    )
    model = LinearModel(tuple(found.classes_.tolist()), names, found.coef_.T, found.intercept_)
    return without_slight(model, SLIGHT_PROGRESS)


def tell(what: str, judged: Sequence[Judgement], confidence: Confidence, progress: Mapping[int, LinearModel]) -> None:
    """Print how good the links are, and the statuses of those that are right, with our own things and those annotated.

    `progress` gives for each fold the classifier of statuses that never saw it.
    """
    for given, name in ((False, "our own entities"), (True, "the annotated entities")):
        rows = [(case, chance) for case, chance in judged if case.given == given]
        found = [extraction(case, chance, confidence, progress[case.fold]) for case, chance in rows]
        figures = evaluate([case.gold for case, _ in rows], found)
        total, status = figures.claims, figures.statuses
        click.echo(f"{what}, {name}: P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f}")
        tallies = sorted(figures.relations.items())
        click.echo("  " + ", ".join(f"{key} {tally.f1:.3f}" for key, tally in tallies))
        click.echo(f"  status of {status.predicted:,} right links: {status.precision:.3f}")


def extraction(case: Case, chance: Floats, confidence: Confidence, progress: LinearModel) -> Extraction:
    """Return what an article says by these chances and this classifier of statuses."""
    document, frames = case.reading.document, case.reading.frames
    links = links_of(case, chance, confidence)
    return make_extraction(case.reading, with_statuses(document, frames, links, progress))


def links_of(case: Case, chance: Floats, confidence: Confidence) -> list[Link]:
    """Return the links of an article that these chances speak for."""
    document, frames = case.reading.document, case.reading.frames
    chosen = choose(case.pairs.pairs, confidence.of(chance), RELATIONS)
    return [make_link(document, frames, choice, next(iter(choice.pair.places), None)) for choice in chosen]


if __name__ == "__main__":
    main()
