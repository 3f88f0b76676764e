"""Mentions: who and what is named where; candidates weighed by a classifier, each stretch of the text once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractors.candidates import Candidate, CandidateFinder, Source
from extractors.document import Document
from extractors.linear import LinearModel, softmax
from extractors.mention_features import FeatureReader
from extractors.people import Office
from extractors.registers import Entry

NONE = "none"
PEOPLE = ("Official", "Person")
# A candidate counts from this chance on of being a name of some type: F1 on unseen articles is .847 from .4, .851 from
# .5, .856 from .55 (claims .494, .498, .501), on the training articles .804 from each.
LEAST = 0.55
# In the name of a project that holds no surer one an industry counts from here on: a project is for something (F1 of
# industries on unseen articles .808 instead of .807).
LEAST_IN_NAME = 0.3
# Where candidates overlap, each further word of a name is worth this much chance: names are rather cut too short.
WORD = 0.1


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of the text that names something; `name` is the canonical one where a register or pattern knows it.

    `nested` tells that it stands inside a longer name (드론 in 드론 특화단지); `office` is the post that stands beside
    a person; `chance` is how sure the classifier is.
    """

    start: int
    end: int
    type: str
    name: str
    rule: str
    entry: Entry | None = None
    nested: bool = False
    office: Office | None = None
    chance: float = 1.0


class MentionFinder:
    """The candidates of all recognisers and the classifier that chooses among them."""

    def __init__(self, candidates: CandidateFinder, model: LinearModel) -> None:
        """Take what was loaded."""
        self.candidates = candidates
        self.model = model
        self.features = FeatureReader(model.rows)

    def find(self, documents: Sequence[Document]) -> list[list[Mention]]:
        """Return the mentions of each document in the order of the text; only nested ones overlap others."""
        candidates = self.candidates.find(documents)
        features = list(map(self.features, documents, candidates))
        return list(map(self._choose, documents, candidates, features))

    def _choose(
        self, document: Document, candidates: Sequence[Candidate], features: Sequence[Sequence[int]]
    ) -> list[Mention]:
        if not candidates:
            return []
        return choose(document, candidates, softmax(self.model.weigh(features)).tolist(), self.model.labels)


def choose(
    document: Document, candidates: Sequence[Candidate], chances: Sequence[Sequence[float]], labels: Sequence[str]
) -> list[Mention]:
    """Return the candidates that are names: the surest first, then industries, which may stand inside longer names."""
    none = labels.index(NONE)
    weighed = [
        _weigh(candidate, chance, labels, none)
        for candidate, chance in zip(candidates, chances, strict=True)
        if (1 - chance[none] >= LEAST_IN_NAME or _surname(candidate)) and not candidate.is_guess
    ]
    likely = [mention for mention in weighed if mention.chance >= LEAST]
    names = [mention for mention in likely if mention.type != "Industry"]
    industries = [mention for mention in likely if mention.type == "Industry"]
    chosen = _disjoint(sorted(names, key=lambda m: (m.rule not in _FIRST, -_worth(document, m), m.start)))
    inner = list(_place(_disjoint(sorted(industries, key=lambda m: (m.start - m.end, m.start))), chosen))
    unsure = [mention for mention in weighed if mention.chance < LEAST and mention.type == "Industry"]
    return sorted((*chosen, *inner, *_implied(unsure, inner, chosen)), key=lambda m: (m.start, -m.end))


# People and the bodies beside them come from patterns that leave no doubt where a name ends.
_FIRST = frozenset(("person", "surname", "office"))


def _surname(candidate: Candidate) -> Source | None:
    for source in candidate.sources:
        if source.rule == "surname":
            return source
    return None


def _weigh(candidate: Candidate, chance: Sequence[float], labels: Sequence[str], none: int) -> Mention:
    if surname := _surname(candidate):
        return Mention(candidate.start, candidate.end, surname.type, surname.name, surname.rule)
    others = [*chance[:none], -1, *chance[none + 1 :]]
    label, some = labels[others.index(max(others))], 1 - chance[none]
    source = _source(candidate, label)
    if source is None:
        return Mention(candidate.start, candidate.end, label, "", "chosen", chance=some)
    return Mention(
        candidate.start,
        candidate.end,
        label,
        source.name,
        source.rule,
        source.entry,
        nested=source.rule == "office",
        office=source.office,
        chance=some,
    )


def _source(candidate: Candidate, label: str) -> Source | None:
    """Return the source of that type that knows most: an office, then a register's entry."""
    types = PEOPLE if label in PEOPLE else (label,)
    fitting = [source for source in candidate.sources if source.type in types]
    if len(fitting) > 1:
        return max(fitting, key=lambda s: (s.office is not None, s.rule == "office", s.entry is not None))
    return fitting[0] if fitting else None


def _worth(document: Document, mention: Mention) -> float:
    return mention.chance + WORD * document.text.count(" ", mention.start, mention.end)


def _disjoint(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that overlap none before them."""
    chosen: list[Mention] = []
    taken = bytearray(max((mention.end for mention in mentions), default=0))
    for mention in mentions:
        if taken.find(1, mention.start, mention.end) < 0:
            taken[mention.start : mention.end] = bytes([1]) * (mention.end - mention.start)
            chosen.append(mention)
    return chosen


def _implied(unsure: Sequence[Mention], inner: Sequence[Mention], chosen: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the likeliest industry in each name of a project that holds no sure one."""
    for project in (mention for mention in chosen if mention.type == "Project"):
        if not any(_holds(project, industry) for industry in inner):
            within = [industry for industry in unsure if _holds(project, industry)]
            if within:
                yield replace(max(within, key=lambda m: m.chance), nested=True)


def _holds(outer: Mention, inside: Mention) -> bool:
    return outer.start <= inside.start and inside.end <= outer.end


def _place(industries: Iterable[Mention], chosen: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the industries that stand free or wholly inside a longer name."""
    for mention in industries:
        over = [other for other in chosen if other.start < mention.end and mention.start < other.end]
        if not over:
            yield mention
        elif all(_holds(other, mention) for other in over):
            yield replace(mention, nested=True)
