"""How well the ways of naming one thing are brought together: B³ over the forms that the annotated articles list.

B³ (Bagga and Baldwin, Algorithms for Scoring Coreference Chains, 1998) asks of each form: of the forms that it was put
together with, how many belong with it (precision)? Of those that belong with it, how many are there (recall)?
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.gold import GoldArticle
from graph.model import Entity, Extraction


@dataclass(frozen=True, slots=True)
class BCubed:
    """The sums of B³ over so many forms; its figures are the means."""

    forms: int = 0
    precisions: float = 0.0
    recalls: float = 0.0

    def __add__(self, other: "BCubed") -> "BCubed":
        """Sum over the forms of both."""
        return BCubed(self.forms + other.forms, self.precisions + other.precisions, self.recalls + other.recalls)

    @property
    def precision(self) -> float:
        """The mean precision of a form, 0 where there is none."""
        return self.precisions / self.forms if self.forms else 0.0

    @property
    def recall(self) -> float:
        """The mean recall of a form, 0 where there is none."""
        return self.recalls / self.forms if self.forms else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class _Form:
    text: str
    entity: str
    anaphor: bool


def score_coreference(gold: GoldArticle, found: Extraction) -> tuple[BCubed, BCubed]:
    """Return B³ over all forms that the annotation lists, and over the anaphora among them.

    What is counted is each different form of each annotated entity, once however often it stands in the text: gold
    says which forms an entity has, not where. Forms of one annotated entity belong together. A form was put with the
    found entity that has most spans of just that text, the first one where two have as many; forms of one found entity
    are together. A form that no found entity has stands alone: it costs recall, no precision. Forms that gold does not
    list count nowhere. An anaphor is scored by all forms that it was put with, of either kind.

    >>> from graph.gold import GoldEntity
    >>> from graph.model import Span
    >>> gold = GoldArticle("기사1", (GoldEntity("e1", "Region", "창원시", ("창원시", "창원"), ("시",)),), ())
    >>> city = Entity("Region:창원시", "Region", "창원시", (Span(0, 3, "창원시"),), (Span(9, 10, "시"),))
    >>> forms, anaphora = score_coreference(gold, Extraction("기사1", "", "", "", "", "", (city,)))
    >>> round(forms.precision, 3), round(forms.recall, 3), round(anaphora.recall, 3)
    (1.0, 0.556, 0.667)
    """
    forms, holders = list(_forms(gold)), _holders(found.entities)
    # A form that nobody holds is a cluster of its own, named by itself.
    put: list[str | _Form] = [holders.get(form.text, form) for form in forms]
    belonging, together = Counter(form.entity for form in forms), Counter(put)
    right = Counter(zip((form.entity for form in forms), put, strict=True))
    every, anaphora = BCubed(), BCubed()
    for form, cluster in zip(forms, put, strict=True):
        shared = right[form.entity, cluster]
        scored = BCubed(1, shared / together[cluster], shared / belonging[form.entity])
        every += scored
        anaphora += scored if form.anaphor else BCubed()
    return every, anaphora


def _forms(gold: GoldArticle) -> Iterator[_Form]:
    for entity in gold.entities:
        names = dict.fromkeys(entity.mentions)
        yield from (_Form(text, entity.id, anaphor=False) for text in names)
        yield from (
            _Form(text, entity.id, anaphor=True) for text in dict.fromkeys(entity.anaphora) if text not in names
        )


def _holders(entities: Iterable[Entity]) -> dict[str, str]:
    """Return for each form the id of the entity that has most spans of it."""
    spans = {entity.id: Counter(span.text for span in (*entity.mentions, *entity.anaphora)) for entity in entities}
    forms = dict.fromkeys(text for counts in spans.values() for text in counts)
    return {text: max(spans, key=lambda id_: spans[id_][text]) for text in forms}
