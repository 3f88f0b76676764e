"""Wire copies: articles that print the same text are one story, and one source of what they claim."""

from collections.abc import Iterable, Iterator
from itertools import chain

import networkx as nx

from graph.errors import ExtractionError
from graph.fingerprint import similar_pairs
from graph.model import Extraction


def find_stories(extractions: Iterable[Extraction]) -> dict[str, str]:
    """Return the story of each article: the smallest id among those that print much the same text.

    What resembles a copy belongs to its story too. An extraction without a fingerprint, such as one written by hand,
    is a copy of those with the same text_sha256 only. Raises ExtractionError where a fingerprint is not one.

    >>> from graph.fingerprint import fingerprint
    >>> text = "창원시는 2028년까지 드론 제조 국산화 특화단지를 조성한다고 7일 밝혔다."
    >>> copies = [("나라일보", text), ("가야신문", "[속보] " + text), ("다른신문", "삼척시는 수소를 육성한다.")]
    >>> find_stories(Extraction(id_, "", "", "", "", "", fingerprint=fingerprint(text)) for id_, text in copies)
    {'가야신문': '가야신문', '나라일보': '가야신문', '다른신문': '다른신문'}
    """
    articles = {extraction.id: extraction for extraction in extractions}
    copies: nx.Graph[str] = nx.Graph()
    copies.add_nodes_from(sorted(articles))
    copies.add_edges_from(chain(_same_text(articles.values()), _alike(articles.values())))
    stories = {id_: min(group) for group in nx.connected_components(copies) for id_ in group}
    return dict(sorted(stories.items()))


def _same_text(articles: Iterable[Extraction]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for article in articles:
        if article.text_sha256:
            yield first.setdefault(article.text_sha256, article.id), article.id


def _alike(articles: Iterable[Extraction]) -> Iterator[tuple[str, str]]:
    try:
        yield from similar_pairs({article.id: article.fingerprint for article in articles if article.fingerprint})
    except ValueError as error:
        raise ExtractionError(str(error)) from error
