"""How good extractions are: entities and claims held against the hand-annotated articles.

Entities are matched one to one within an article by name: any normalised form in common or, for long names, a
character-bigram Dice of 0.8 or more. A claim counts where both its ends are matched to those of an annotated claim
and the relation is the same (a symmetric one in either direction).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from graph.coreference import BCubed, score_coreference
from graph.gold import GoldArticle, GoldClaim, GoldEntity
from graph.model import Claim, Entity, Extraction
from graph.schema import load_schema

# Types whose names are phrases, written a little differently each time.
LONG_NAMED = frozenset({"Project", "Site", "Policy", "Organization"})
PEOPLE = frozenset({"Official", "Person"})
# Two long names from this Dice on are one; shorter names than this share bigrams by chance.
SAME_DICE, LONG_ENOUGH = 0.8, 5
JUDGED_ATTRIBUTES = ("title", "amount_krw", "stance")

# The annotated ids of a claim's head and tail, and its relation between them.
Key = tuple[str, str, str]

_DROPPED = re.compile(r"[\s'\"‘’“”「」『』<>《》()\[\]·ㆍ∙・,.]+")
_PROJECT_TAIL = re.compile(r"(사업|프로젝트|조성사업|구축사업|조성|구축|건립|추진|계획)+$")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many were annotated, how many found, and how many of those are right."""

    gold: int = 0
    predicted: int = 0
    right: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Sum count by count."""
        return Tally(self.gold + other.gold, self.predicted + other.predicted, self.right + other.right)

    @property
    def precision(self) -> float:
        """The share of the found that is right, 0 where nothing was found."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the annotated that was found, 0 where nothing was annotated."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that was missed, or found where there is none."""

    article: str
    kind: str
    what: str


@dataclass(slots=True)
class Evaluation:
    """The sums over all articles.

    `confused` counts (annotated type, found type) of entities matched by name; "" stands for the other side of what was
    missed, or found where nothing is annotated.
    """

    articles: int = 0
    entities_typed: Tally = Tally()
    entities_named: Tally = Tally()
    claims: Tally = Tally()
    pairs: Tally = Tally()
    statuses: Tally = Tally()
    attributes: Tally = Tally()
    coreference: BCubed = field(default_factory=BCubed)
    anaphora: BCubed = field(default_factory=BCubed)
    types: dict[str, Tally] = field(default_factory=dict)
    relations: dict[str, Tally] = field(default_factory=dict)
    confused: Counter[tuple[str, str]] = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)


def evaluate(gold: Iterable[GoldArticle], extractions: Iterable[Extraction]) -> Evaluation:
    """Score extractions against annotated articles; an article without an extraction is missed as a whole.

    >>> from graph.model import Span
    >>> gold = GoldArticle("기사1", (GoldEntity("e1", "Region", "창원시", ("창원",)),), ())
    >>> found = Entity("Region:창원시", "Region", "창원특례시", (Span(0, 2, "창원"),))
    >>> evaluate([gold], [Extraction("기사1", "", "", "", "", "", (found,))]).entities_typed.f1
    1.0
    """
    found = {extraction.id: extraction for extraction in extractions}
    total = Evaluation()
    for article in gold:
        _score(article, found.get(article.id, Extraction(article.id, "", "", "", "", "")), total)
    return total


def _score(gold: GoldArticle, found: Extraction, total: Evaluation) -> None:
    matched = match_entities(gold.entities, found.entities)
    total.articles += 1
    _score_entities(gold, found, matched, total)
    _score_claims(gold, found, matched, total)
    total.pairs += _score_pairs(gold, found, matched)
    forms, anaphora = score_coreference(gold, found)
    total.coreference += forms
    total.anaphora += anaphora


def match_entities(gold: Sequence[GoldEntity], found: Sequence[Entity]) -> dict[str, GoldEntity]:
    """Match one to one, the best pairs first: id of a found entity to the annotated one."""
    gold_forms = [_forms(e.type, (e.name, *e.mentions)) for e in gold]
    found_forms = [_forms(e.type, (e.name, *(m.text for m in e.mentions))) for e in found]
    scored = (
        (_similarity(g.type, gold_forms[i], f.type, found_forms[j]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
    )
    matched: dict[str, GoldEntity] = {}
    taken: set[int] = set()
    for _, i, j in sorted((pair for pair in scored if pair[0]), reverse=True):
        if i not in taken and found[j].id not in matched:
            taken.add(i)
            matched[found[j].id] = gold[i]
    return matched


def is_named(gold: GoldEntity, text: str) -> bool:
    """Tell whether words would be matched to an annotated entity, if something of its type were found by that name."""
    return (
        _similarity(gold.type, _forms(gold.type, (gold.name, *gold.mentions)), gold.type, _forms(gold.type, (text,)))
        > 0
    )


def _similarity(gold_type: str, gold: frozenset[str], found_type: str, found: frozenset[str]) -> float:
    """Return 0 for no match, else a figure that prefers the same type and closer names."""
    same_type = gold_type == found_type or {gold_type, found_type} <= PEOPLE
    if common := len(gold & found):
        return 2 + same_type + common / 100
    if not {gold_type, found_type} <= LONG_NAMED:
        return 0
    best = max((_dice(a, b) for a in gold for b in found if min(len(a), len(b)) >= LONG_ENOUGH), default=0)
    return 1 + same_type + best / 100 if best >= SAME_DICE else 0


def _forms(entity_type: str, names: Iterable[str]) -> frozenset[str]:
    flat = {_flatten(name) for name in names if name}
    bare = {_PROJECT_TAIL.sub("", name) or name for name in flat} if entity_type in LONG_NAMED else set()
    return frozenset(bare if entity_type == "Project" else flat | bare)


@cache
def _flatten(name: str) -> str:
    return _DROPPED.sub("", unicodedata.normalize("NFC", name)).lower()


@cache
def _bigrams(name: str) -> Counter[tuple[str, str]]:
    return Counter(pairwise(name))


def _dice(a: str, b: str) -> float:
    x, y = _bigrams(a), _bigrams(b)
    return 2 * sum((x & y).values()) / (x.total() + y.total())


def _score_entities(gold: GoldArticle, found: Extraction, matched: Mapping[str, GoldEntity], total: Evaluation) -> None:
    typed = 0
    for entity in found.entities:
        annotated = matched.get(entity.id)
        right = annotated is not None and annotated.type == entity.type
        typed += right
        _add(total.types, entity.type, Tally(0, 1, right))
        total.confused[annotated.type if annotated else "", entity.type] += 1
    for annotated in gold.entities:
        _add(total.types, annotated.type, Tally(gold=1))
    total.entities_typed += Tally(len(gold.entities), len(found.entities), typed)
    total.entities_named += Tally(len(gold.entities), len(found.entities), len(matched))
    caught = {annotated.id for annotated in matched.values()}
    for e in gold.entities:
        if e.id not in caught:
            total.confused[e.type, ""] += 1
            total.misses.append(Miss(gold.id, "missed entity", f"{e.type} {e.name}"))
    for f in found.entities:
        if f.id not in matched:
            total.misses.append(Miss(gold.id, "spurious entity", f"{f.type} {f.name}"))


def _score_claims(gold: GoldArticle, found: Extraction, matched: Mapping[str, GoldEntity], total: Evaluation) -> None:
    wanted = {(c.head, c.relation, c.tail): c for c in gold.claims}
    for _, relation, _ in wanted:
        _add(total.relations, relation, Tally(gold=1))
    names = {e.id: e.name for e in found.entities}
    hit = match_claims(gold, found, matched)
    claims, right = _distinct(found.claims), _distinct(hit.values())
    for key, claim in claims.items():
        _add(total.relations, claim.relation, Tally(0, 1, key in right))
        if key not in right:
            what = f"{names.get(claim.head)} —{claim.relation}→ {names.get(claim.tail)}"
            total.misses.append(Miss(gold.id, "spurious claim", what))
    for key, claim in hit.items():
        total.statuses += Tally(1, 1, claim.status == wanted[key].status)
        total.attributes += _attributes(wanted[key], claim)
    total.claims += Tally(len(wanted), len(claims), len(hit))
    annotated = {e.id: e.name for e in gold.entities}
    for head, relation, tail in wanted:
        if (head, relation, tail) not in hit:
            what = f"{annotated[head]} —{relation}→ {annotated[tail]}"
            total.misses.append(Miss(gold.id, "missed claim", what))


def match_claims(gold: GoldArticle, found: Extraction, matched: Mapping[str, GoldEntity]) -> dict[Key, Claim]:
    """Return the claims that are right, by head, relation and tail of the annotated claim that each one meets first."""
    wanted = {(c.head, c.relation, c.tail) for c in gold.claims}
    right: dict[Key, Claim] = {}
    for claim in found.claims:
        if key := _annotated_key(claim, matched, wanted):
            right.setdefault(key, claim)
    return right


def _annotated_key(claim: Claim, matched: Mapping[str, GoldEntity], wanted: Collection[Key]) -> Key | None:
    head, tail = matched.get(claim.head), matched.get(claim.tail)
    if not head or not tail:
        return None
    key = head.id, claim.relation, tail.id
    relation = load_schema().relations.get(claim.relation)
    if key not in wanted and relation and relation.symmetric:
        key = tail.id, claim.relation, head.id
    return key if key in wanted else None


def _attributes(wanted: GoldClaim, claim: Claim) -> Tally:
    judged = [name for name in JUDGED_ATTRIBUTES if name in wanted.attrs]
    given = sum(name in claim.attrs for name in judged)
    return Tally(len(judged), given, sum(str(claim.attrs.get(n)) == str(wanted.attrs[n]) for n in judged))


def _score_pairs(gold: GoldArticle, found: Extraction, matched: Mapping[str, GoldEntity]) -> Tally:
    wanted = {frozenset((c.head, c.tail)) for c in gold.claims}
    predicted = {_pair(claim, matched) for claim in found.claims}
    return Tally(len(wanted), len(predicted), len(wanted & predicted))


def _pair(claim: Claim, matched: Mapping[str, GoldEntity]) -> frozenset[str]:
    head, tail = matched.get(claim.head), matched.get(claim.tail)
    # The third member keeps a pair of unmatched ends apart from every annotated pair.
    return frozenset((head.id, tail.id)) if head and tail else frozenset((claim.head, claim.tail, "?"))


def _distinct(claims: Iterable[Claim]) -> dict[Key, Claim]:
    first: dict[Key, Claim] = {}
    for claim in claims:
        first.setdefault((claim.head, claim.relation, claim.tail), claim)
    return first


def _add(table: dict[str, Tally], key: str, tally: Tally) -> None:
    table[key] = table.get(key, Tally()) + tally
