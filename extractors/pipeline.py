"""The walk of the data, step by step: an article goes in, its extraction comes out."""

from pathlib import Path

from graph.model import Article, Extraction


class Extractor:
    """The loaded state of the walk: the tokenizer, the registers and the rules."""

    def __init__(self, data: Path) -> None:
        self.data = data

    def extract(self, article: Article) -> Extraction:
        """Return what the article says."""
        return Extraction(article.id, article.title, article.press, article.date, article.url, article.text_sha256)
