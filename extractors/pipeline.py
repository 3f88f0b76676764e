"""The walk of the data, step by step: an article goes in, its extraction comes out. Read this first."""

from collections.abc import Sequence
from pathlib import Path

from spacy.vocab import Vocab

from extractors.anaphora import find_anaphora
from extractors.attributes import entity_attributes
from extractors.candidates import CandidateFinder
from extractors.claims import make_claims
from extractors.confidence import Confidence, read_confidence
from extractors.document import Document, read_content
from extractors.entities import entity_ids, finish_entities, resolve_entities
from extractors.frames import read_frames
from extractors.kiwi import KiwiTokenizer
from extractors.linear import read_linear
from extractors.links import find_links
from extractors.mentions import Mention, MentionFinder
from extractors.ner import load_recogniser
from extractors.registers import load_registers
from graph.fingerprint import fingerprint
from graph.model import Article, Extraction


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
        self.confidence = read_confidence(models / "confidence.csv")

    def read(self, article: Article) -> Document:
        """Return the article with its morphemes and with the sentences that are its own words."""
        return read_content(self.tokenizer, article)

    def extract(self, article: Article) -> Extraction:
        """Return what the article says: its entities, and claims between them with their evidence."""
        document = self.read(article)
        return make_extraction(document, self.mentions.find(document), self.confidence)


def make_extraction(document: Document, mentions: Sequence[Mention], confidence: Confidence) -> Extraction:
    """Return what an article says, given what is named in it: the upper half of the walk."""
    groups = resolve_entities(document, mentions)
    anaphora = list(find_anaphora(document, groups))
    frames = list(read_frames(document, groups, anaphora))
    links = find_links(document, groups, frames)
    ids = entity_ids(groups)
    article = document.article
    return Extraction(
        id=article.id,
        title=article.title,
        press=article.press,
        date=article.date,
        url=article.url,
        text_sha256=article.text_sha256,
        entities=tuple(finish_entities(document, groups, anaphora, ids, entity_attributes(document, frames))),
        claims=tuple(make_claims(document, frames, links, ids, confidence)),
        fingerprint=fingerprint(article.text),
    )
