"""How good resolution is, in pairs: two entities that it makes one, held against the names that annotators gave them.

An annotator writes one name for one thing in every article, so two annotated entities of one type and name are the same
(Menestrina, Whang and Garcia-Molina, "Evaluating entity resolution results", 2010, of pairwise precision and recall).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from graph.evaluate import Tally, match_entities
from graph.gold import GoldArticle
from graph.model import Extraction


def score_pairs(gold: Iterable[GoldArticle], resolved: Iterable[Extraction]) -> Tally:
    """Return the pairs of found entities that are annotated as one, that resolution made one, and that are both.

    A found entity counts where it is matched to an annotated one of its article; what extraction missed or made up is
    no matter of resolution.

    >>> from graph.gold import GoldEntity
    >>> from graph.model import Entity, Span
    >>> gold = [GoldArticle(id_, (GoldEntity("e1", "Region", "창원시", ("창원",)),), ()) for id_ in "12"]
    >>> city = Entity("Region:창원시", "Region", "창원시", (Span(0, 2, "창원"),))
    >>> score_pairs(gold, [Extraction(id_, "", "", "", "", "", (city,)) for id_ in "12"])
    Tally(gold=1, predicted=1, right=1)
    """
    annotated = {article.id: article for article in gold}
    names: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for extraction in resolved:
        if extraction.id in annotated:
            for id_, named in match_entities(annotated[extraction.id].entities, extraction.entities).items():
                names[named.type, named.name][id_] += 1
    found: Counter[str] = sum(names.values(), Counter())
    right = sum(map(_pairs_in, names.values()))
    return Tally(sum(_pairs(sum(ids.values())) for ids in names.values()), _pairs_in(found), right)


def _pairs_in(counts: Mapping[str, int]) -> int:
    return sum(map(_pairs, counts.values()))


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
