"""The walk of the data, step by step: an article goes in, its extraction comes out. Read this first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from spacy.vocab import Vocab

from extractors.anaphora import find_anaphora
from extractors.attachment import attach
from extractors.candidates import CandidateFinder
from extractors.claims import make_claims
from extractors.codes import code_models
from extractors.collective import read_network
from extractors.confidence import read_confidence
from extractors.coreference import resolve_entities
from extractors.document import Document, read_contents
from extractors.entities import Anaphor, Group, entity_ids, finish_entities
from extractors.frames import Frame, read_frames
from extractors.glances import Gate
from extractors.judge import Judge
from extractors.kiwi import KiwiTokenizer
from extractors.linear import LinearModel, read_linear
from extractors.links import find_links
from extractors.mentions import Mention, MentionFinder
from extractors.ner import load_recogniser
from extractors.pairs import Glimpse, PairFinder, Pairs
from extractors.progress import with_statuses
from extractors.registers import load_registers
from extractors.relations import Link
from extractors.whereabouts import View
from graph.fingerprint import fingerprint
from graph.model import Article, Attrs, Extraction


class Extractor:
    """The loaded state of the walk: the tokenizer, the registers and the trained models."""

    def __init__(self, data: Path) -> None:
        """Load everything from the data folder. Raises DataError where something is missing or wrong."""
        registers = load_registers(data / "registers")
        self.tokenizer = KiwiTokenizer(Vocab())
        models = data / "models"
        recogniser = load_recogniser(models / "recogniser", self.tokenizer.vocab)
        candidates = CandidateFinder(registers, recogniser)
        self.mentions = MentionFinder(candidates, read_linear(models / "mentions.npz"))
        self.coreference = read_linear(models / "coreference.npz")
        vocabulary, (gate, claims) = code_models([read_linear(models / f"{name}.npz") for name in ("gate", "claims")])
        self.pairs, self.gate = PairFinder(vocabulary), Gate(gate)
        confidence = read_confidence(models / "confidence.csv")
        self.judge = Judge(claims, read_network(models / "collective.npz"), confidence)
        self.progress = read_linear(models / "progress.npz")
        self.attributes = read_linear(models / "attributes.npz")

    def read(self, articles: Sequence[Article]) -> list[Document]:
        """Return the articles with their morphemes and with the sentences that are their own words."""
        return read_contents(self.tokenizer, articles)

    def name(self, articles: Sequence[Article]) -> list["Reading"]:
        """Return the articles with what they name."""
        documents = self.read(articles)
        named = zip(documents, self.mentions.find(documents), strict=True)
        groups = [resolve_entities(document, mentions, self.coreference) for document, mentions in named]
        return list(map(read_groups, documents, groups))

    def extract(self, articles: Sequence[Article]) -> list[Extraction]:
        """Return what each article says: its entities, and claims between them with their evidence.

        A step is done for all articles before the next one begins: what it looks up then stays in the processor's
        cache, out of which Kiwi's model of 500 MB and the tables of other steps push it (a sixth of the time).
        """
        readings = self.name(articles)
        ruled = [find_links(reading.document, reading.groups, reading.frames) for reading in readings]
        glimpses = list(map(self._glance, readings, ruled))
        pairs = list(map(self._look, readings, glimpses))
        judged = list(map(self._judge, readings, pairs))
        links = list(map(self._progress, readings, judged))
        views = [View(reading.document, reading.groups, reading.frames) for reading in readings]
        told = [attach(self.attributes, *parts) for parts in zip(views, links, strict=True)]
        return list(map(make_extraction, readings, links, told))

    def _glance(self, reading: "Reading", ruled: Sequence[Link]) -> Glimpse:
        return self.pairs.glance(reading.groups, reading.frames, ruled, self.gate)

    def _look(self, reading: "Reading", glimpse: Glimpse) -> Pairs:
        return self.pairs.look(reading.document, reading.frames, glimpse)

    def _judge(self, reading: "Reading", pairs: Pairs) -> list[Link]:
        return self.judge.links(reading.document, reading.frames, pairs)

    def _progress(self, reading: "Reading", links: Sequence[Link]) -> list[Link]:
        return with_statuses(reading.document, reading.frames, links, self.progress)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article half way: what it names, and the frames of its sentences."""

    document: Document
    groups: Sequence[Group]
    anaphora: Sequence[Anaphor]
    frames: Sequence[Frame]

    def pairs(self, finder: PairFinder) -> Pairs:
        """Return all pairs of things that some relation may join, with what speaks for it."""
        ruled = find_links(self.document, self.groups, self.frames)
        return finder.find(self.document, self.groups, self.frames, ruled)


def read_things(document: Document, mentions: Sequence[Mention], coreference: LinearModel) -> Reading:
    """Return what is named in an article brought together, and the frames it stands in."""
    return read_groups(document, resolve_entities(document, mentions, coreference))


def read_groups(document: Document, groups: Sequence[Group]) -> Reading:
    """Return the frames of an article in which these things are named."""
    anaphora = list(find_anaphora(document, groups))
    return Reading(document, groups, anaphora, list(read_frames(document, groups, anaphora)))


def make_extraction(
    reading: Reading, links: Sequence[Link], told: Mapping[int, Attrs] = MappingProxyType({})
) -> Extraction:
    """Return what an article says, given the links between its things: the last part of the walk.

    `told` gives the attributes of links and things, by their identity.
    """
    document, groups = reading.document, reading.groups
    ids = entity_ids(groups)
    article = document.article
    return Extraction(
        id=article.id,
        title=article.title,
        press=article.press,
        date=article.date,
        url=article.url,
        text_sha256=article.text_sha256,
        entities=tuple(finish_entities(document, groups, reading.anaphora, ids, told)),
        claims=tuple(make_claims(document, links, ids, told)),
        fingerprint=fingerprint(article.text),
    )
