"""`make model`: train the recogniser that ships in data/models from the corpora and the annotated articles.

The test sentences of KLUE-NER and the gold articles of the folds left out are never seen; the figures are told on them.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import click
import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Adam, Optimizer, fix_random_seed

from extractors import corpora
from extractors.articles import read_articles
from extractors.corpora import Sample, Spans
from extractors.crf import scheme
from extractors.features import Morphemes, read_morphemes
from extractors.forms import build_forms
from extractors.kiwi import KiwiTokenizer
from extractors.knowledge import Knowledge, gather_knowledge
from extractors.ner import DOMAIN, FACTORY, GENERAL, Recogniser
from extractors.network import Inputs, Network, build_network, update
from extractors.registers import load_registers
from extractors.variety import make_pools, vary
from extractors.vectors import read_vectors
from graph.gold import FOLDS, GoldArticle, read_folds, read_gold
from graph.model import Article
from graph.schema import load_schema

SEED = 0
# Dimensions of the vectors kept of Kiwi's 256.
DIMENSIONS = 96
# Rounds over all examples, and variants of each gold article beside itself.
EPOCHS, VARIANTS = 11, 1
# Morphemes in a step; the rate climbs over the first steps and then falls in a line to its last share.
BATCH, RATE, CLIMB, LAST_SHARE = 1000, 0.001, 50, 0.05
SOURCES = (
    {"name": "KLUE-NER v1.1", "url": "https://github.com/KLUE-benchmark/KLUE", "license": "CC BY-SA 4.0"},
    {"name": "KLUE-RE v1.1", "url": "https://github.com/KLUE-benchmark/KLUE", "license": "CC BY-SA 4.0"},
    {"name": "konec", "url": "", "license": "CC BY-SA 4.0"},
    {"name": "kiwipiepy_model", "url": "https://github.com/bab2min/kiwipiepy", "license": "Apache-2.0"},
    {"name": "data/gold, data/training, data/registers", "url": "", "license": "CC BY 4.0"},
)


@dataclass(frozen=True, slots=True)
class Example:
    """One sentence as the network takes it, with the gold labels of a head."""

    head: str
    inputs: Inputs
    gold: NDArray[np.int32]


@click.command()
@click.argument("source", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--data", type=click.Path(exists=True, path_type=Path), default=Path("data"), help="Registers and gold.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/models/recogniser"), help="Model folder.")
@click.option("--folds", default="1,2,3,4", help="Folds of the annotated articles to learn from.")
@click.option("--test", "test_folds", default="", help="Folds to tell figures on.")
def main(source: Path, data: Path, out: Path, folds: str, test_folds: str) -> None:
    """Train on the corpora in SOURCE.

    \b
    python train.py ../shared/corpora
    python train.py ../shared/corpora --folds 2,3,4 --test 1 --out out/without-1
    """
    fix_random_seed(SEED)
    vocab = Vocab()
    tokenizer = KiwiTokenizer(vocab)
    knowledge = gather(tokenizer, source, data)
    training, test = corpora.read_klue(source / corpora.KLUE_NER)
    labels = {GENERAL: scheme(corpora.KLUE_TYPES), DOMAIN: scheme(tuple(load_schema().types))}
    network = build_network(knowledge.sizes, DIMENSIONS, labels)
    reader = Reader(tokenizer, knowledge, labels)
    annotated = list(read_annotated(data))
    seen = named_forms(item for item in annotated if item.fold in _numbers(folds))
    gold = [reader.locate(*item) for item in variants(data, seen)]
    train(network, list(reader.examples(GENERAL, training)), list(reader.examples(DOMAIN, gold)))
    recogniser = Recogniser(vocab).from_bytes(Recogniser(vocab, knowledge, network).to_bytes())
    figures = measure(guesses(reader, recogniser, GENERAL, test))
    click.echo(f"KLUE-NER, {len(test):,} test sentences: {figures}")
    if test_folds:
        closed = (item for item in annotated if item.judged and item.fold in _numbers(test_folds))
        unseen = [reader.locate(*item) for item in named_forms(closed)]
        click.echo(f"gold, folds {test_folds}: {measure(guesses(reader, recogniser, DOMAIN, unseen))}")
    save(recogniser, out, {f"klue_{name}_f": figure for name, figure in figures.items()})


def _numbers(folds: str) -> tuple[int, ...]:
    return tuple(int(fold) for fold in folds.split(","))


def gather(tokenizer: KiwiTokenizer, source: Path, data: Path) -> Knowledge:
    """Return what is known before training."""
    konec = corpora.read_konec_forms(source / corpora.KONEC_FORMS)
    pairs = corpora.read_pair_forms(source / name for name in corpora.KLUE_RE)
    registers = corpora.register_forms(load_registers(data / "registers").entries)
    return gather_knowledge(build_forms([konec, pairs, registers]), read_vectors(tokenizer, DIMENSIONS))


class Reader:
    """Turns texts into examples; the tokenizer and what is known stay loaded."""

    def __init__(self, tokenizer: KiwiTokenizer, knowledge: Knowledge, labels: Mapping[str, Sequence[str]]) -> None:
        """Take the label sets by the name of their head."""
        self.tokenizer = tokenizer
        self.knowledge = knowledge
        self.vectors = knowledge.vectors()
        self.numbers = {head: {label: at for at, label in enumerate(names)} for head, names in labels.items()}

    def examples(self, head: str, samples: Iterable[Sample]) -> Iterator[Example]:
        """Yield the sentences of texts with their gold labels."""
        for sample in samples:
            doc = self.tokenizer(sample.text)
            morphemes = read_morphemes(doc, self.knowledge.forms)
            tags = corpora.tag_spans(morphemes, sample.spans)
            yield from self._sentences(head, doc, morphemes, tags)

    def _sentences(self, head: str, doc: Doc, morphemes: Morphemes, tags: Sequence[str]) -> Iterator[Example]:
        types, rows = self.knowledge.type_rows([doc[int(token)].norm_ for token in morphemes.tokens])
        vectors = self.vectors[rows]
        ids = np.hstack([types, self.knowledge.context(morphemes.context)])
        gold = np.array([self.numbers[head][tag] for tag in tags], dtype=np.int32)
        at = 0
        for length in morphemes.lengths:
            part = slice(at, at + length)
            yield Example(head, Inputs(ids[part], vectors[part], (length,)), gold[part])
            at += length

    def locate(self, text: str, names: Mapping[str, str]) -> Sample:
        """Return a text with the places of forms, which map to their types."""
        doc = self.tokenizer(text)
        morphemes = read_morphemes(doc, self.knowledge.forms)
        tags = [doc[int(token)].tag_ for token in morphemes.tokens]
        return Sample(text, corpora.find_names(text, morphemes, tags, names))


class Annotated(NamedTuple):
    """An annotated article: its fold, and whether it is one of the gold articles, by which alone quality is told."""

    article: Article
    gold: GoldArticle
    fold: int
    judged: bool


def read_annotated(data: Path) -> Iterator[Annotated]:
    """Yield the gold articles, then those that are only learnt from."""
    for folder, texts in ((data / "gold", data / "articles"), (data / "training", data / "training" / "articles")):
        articles = {item.id: item for item in read_articles([texts]) if isinstance(item, Article)}
        folds = read_folds(folder / FOLDS)
        for gold in read_gold(folder):
            yield Annotated(articles[gold.id], gold, folds[gold.id], folder.name == "gold")


def named_forms(annotated: Iterable[Annotated]) -> list[tuple[str, dict[str, str]]]:
    """Return the text of each article and the forms that name something in it, with their types."""
    return [
        (item.article.text, {form: entity.type for entity in item.gold.entities for form in entity.mentions})
        for item in annotated
    ]


def variants(data: Path, gold: Sequence[tuple[str, dict[str, str]]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each gold article as it is and with other names."""
    people = {form for _, names in gold for form, kind in names.items() if kind in ("Official", "Person")}
    pools = make_pools(load_registers(data / "registers").entries, people)
    shuffle = random.Random(SEED)
    for text, names in gold:
        yield text, names
        for _ in range(VARIANTS):
            yield vary(text, names, pools, shuffle)


def train(network: Network, general: Sequence[Example], domain: Sequence[Example]) -> None:
    """Train the network; in the end it holds the average of what it was on the way."""
    optimizer = Adam(RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    shuffle = random.Random(SEED)
    steps = EPOCHS * len(_epoch(general, domain, shuffle))
    done = 0
    for epoch in range(EPOCHS):
        loss = 0.0
        for batch in _epoch(general, domain, shuffle):
            rate = RATE * max(LAST_SHARE, 1 - done / steps) * min(1.0, (done + 1) / CLIMB)
            loss += _step(network, batch, optimizer, rate)
            done += 1
        click.echo(f"epoch {epoch + 1} of {EPOCHS}: loss {loss:,.0f}", err=True)
    for model in network.models:
        for node in model.walk():
            for name in node.param_names:
                node.set_param(name, optimizer.averages[node.id, name])


def _step(network: Network, batch: Sequence[Example], optimizer: Optimizer, rate: float) -> float:
    optimizer.learn_rate = rate
    inputs = Inputs(
        np.concatenate([example.inputs.ids for example in batch]),
        np.concatenate([example.inputs.vectors for example in batch]),
        tuple(len(example.gold) for example in batch),
    )
    return update(network, batch[0].head, inputs, np.concatenate([example.gold for example in batch]), optimizer)


def _epoch(general: Sequence[Example], domain: Sequence[Example], shuffle: random.Random) -> list[list[Example]]:
    batches = [*_batches(general, shuffle), *_batches(domain, shuffle)]
    shuffle.shuffle(batches)
    return batches


def _batches(examples: Sequence[Example], shuffle: random.Random) -> Iterator[list[Example]]:
    batch: list[Example] = []
    for example in shuffle.sample(examples, len(examples)):
        batch.append(example)
        if sum(len(each.gold) for each in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def save(recogniser: Recogniser, out: Path, performance: Mapping[str, float]) -> None:
    """Write a spaCy pipeline of the tokenizer and the recogniser."""
    nlp = spacy.blank("ko", config={"nlp": {"tokenizer": {"@tokenizers": "sanmaek.KiwiTokenizer.v1"}}})
    nlp.add_pipe(FACTORY)
    nlp.get_pipe(FACTORY).from_bytes(recogniser.to_bytes())  # type: ignore[attr-defined]  # any component may be there
    nlp.meta.update(
        name="sanmaek",
        description="Names in Korean news on regional industrial policy",
        license="CC BY-SA 4.0",
        sources=list(SOURCES),
        performance=dict(performance),
    )
    nlp.to_disk(out)


def measure(found: Iterable[tuple[Spans, Spans]]) -> dict[str, float]:
    """Return the F1 of all types together ("all") and of each, from pairs of gold and found spans."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for gold, guess in found:
        for span in {*gold, *guess}:
            counts = missed if span not in guess else right if span in gold else wrong
            counts.update(["all", span[2]])
    return {
        name: round(2 * right[name] / (2 * right[name] + wrong[name] + missed[name]), 4)
        for name in sorted({*right, *wrong, *missed})
    }


def guesses(
    reader: Reader, recogniser: Recogniser, head: str, samples: Iterable[Sample]
) -> Iterator[tuple[Spans, Spans]]:
    """Yield the gold and the found spans of each text."""
    for sample in samples:
        named = recogniser.recognise(reader.tokenizer(sample.text), head)
        yield sample.spans, [(name.start, name.end, name.label) for name in named]


if __name__ == "__main__":
    main()
