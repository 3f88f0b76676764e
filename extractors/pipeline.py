"""The walk of the data, step by step: an article goes in, its extraction comes out. Read this first."""

from pathlib import Path

from spacy.vocab import Vocab

from extractors.anaphora import find_anaphora
from extractors.document import read_document
from extractors.entities import finish_entities, resolve_entities
from extractors.furniture import content_spans
from extractors.frames import read_frames
from extractors.kiwi import KiwiTokenizer
from extractors.mentions import MentionFinder
from extractors.registers import load_registers
from extractors.relations import find_links
from graph.model import Article, Claim, Extraction, Span, claim_id


class Extractor:
    """The loaded state of the walk: the tokenizer, the registers and the rules."""

    def __init__(self, data: Path) -> None:
        self.tokenizer = KiwiTokenizer(Vocab())
        self.mentions = MentionFinder(load_registers(data / "registers"))

    def extract(self, article: Article) -> Extraction:
        """Return what the article says."""
        document = read_document(article, self.tokenizer(article.text), content_spans(article.text, title=article.title))
        mentions = self.mentions.find(document)
        groups = resolve_entities(document, mentions)
        anaphora = list(find_anaphora(document, groups))
        frames = list(read_frames(document, groups, anaphora))
        links = find_links(document, frames)
        entities = tuple(finish_entities(document, groups))
        claims=[]
        for l in links:
            h,t=f"{l.head.type}:{l.head.name}",f"{l.tail.type}:{l.tail.name}"
            claims.append(Claim(claim_id(article.id,h,l.relation,t),h,l.relation,t,"done",(Span(l.start,l.end,article.text[l.start:l.end]),),0.5,l.rule))
        return Extraction(article.id, article.title, article.press, article.date, article.url, article.text_sha256, entities, tuple(claims))
