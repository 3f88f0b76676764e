"""Resolution: which ways to name things across articles are one thing, and the extractions with one id for each thing.

First what registers say, then names, then the story around them. Every merge is a judgement that a person can read and
undo; a person's own judgements come first. `resolve_corpus` judges, `apply_judgements` gives the ids.
"""

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.clusters import Clusters
from graph.errors import DataError
from graph.handles import PEOPLE, index_of
from graph.judgements import DIFFERENT, SAME, Judgement
from graph.localities import nest
from graph.model import AttrValue, Claim, Entity, Extraction
from graph.names import likeness
from graph.namesakes import by_office, by_story
from graph.namesakes import told_apart as people_told_apart
from graph.normal import join_list
from graph.registers import Hierarchy
from graph.rules import (
    by_equal_name,
    by_gloss,
    by_likeness,
    by_lone_place,
    by_other_type,
    by_register,
    by_short_form,
    told_apart,
)
from graph.units import Corpus, Unit, read_corpus

log = logging.getLogger(__name__)

# Attributes of a claim that hold the id of an entity.
_REFERENCES = ("to", "by")
# Rules that a person need not hold against what else is known: the register knows, and people have no place.
_UNCHECKED = frozenset({"register", "office", "story"})


@dataclass(frozen=True, slots=True)
class Thing:
    """What handles that are one thing are called in the graph."""

    id: str
    type: str
    name: str
    aliases: str


def resolve(
    extractions: Iterable[Extraction], own: Sequence[Judgement], hierarchy: Hierarchy
) -> tuple[list[Judgement], list[Extraction]]:
    """Return all judgements, a person's own and the machine's, and the extractions as they stand after them.

    The same extractions and own judgements give the same lines and ids, in whatever order the articles come. Raises
    DataError where two of a person's judgements contradict.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> old = Extraction("기사1", "", "", "", "", "", (Entity("x", "Organization", "산업통상자원부", ()),))
    >>> new = Extraction("기사2", "", "", "", "", "", (Entity("x", "Organization", "산업통상부", ()),))
    >>> judgements, resolved = resolve([old, new], [], read_hierarchy(Path("data/registers")))
    >>> judgements[0].reason, [article.entities[0].id for article in resolved]
    ('등록부의 산업통상부, 바뀐 이름', ['Organization:산업통상부', 'Organization:산업통상부'])
    """
    corpus = read_corpus(extractions, index_of(hierarchy))
    judgements = resolve_corpus(corpus, own)
    return judgements, list(apply_judgements(corpus, judgements))


def resolve_corpus(corpus: Corpus, own: Iterable[Judgement] = ()) -> list[Judgement]:
    """Return the judgements on a corpus: a person's own, then each merge that a rule found and nothing forbids.

    Names that stand for several things are told apart by lines `different`; what a person must decide is `unsure`.
    """
    kept = sorted(own)
    pairs = [(pair, j) for j in kept for pair in _pairs(j, corpus)]
    clusters = Clusters(corpus.units, [pair for pair, j in pairs if j.judgement == DIFFERENT])
    for (left, right), judgement in pairs:
        if judgement.judgement == SAME and not clusters.merge(left, right):
            what = f"{judgement.left} and {judgement.right}"
            raise DataError(f"judgements: {what} are same_as, but another line of a person keeps them apart")
    decided = {pair for pair, _ in pairs}
    for judgement in kept:
        if not any(_pairs(judgement, corpus)):
            log.warning("a judgement names what no article has: %s, %s", judgement.left, judgement.right)
    made: list[Judgement] = []
    stages = (_named, lambda corpus: by_lone_place(corpus, clusters), lambda corpus: by_story(corpus, clusters))
    for stage in stages:
        for judgement in sorted(stage(corpus), key=lambda j: (-j.score, j.pair)):
            if judgement.pair in decided:
                continue
            if judgement.judgement != SAME or _merge(judgement, clusters, corpus):
                made.append(judgement)
    told = (by_other_type, told_apart, people_told_apart)
    for judgement in (judgement for rule in told for judgement in rule(corpus, clusters)):
        if judgement.pair not in decided:
            made.append(judgement)
    return sorted([*kept, *{judgement.pair: judgement for judgement in made}.values()])


def _named(corpus: Corpus) -> Iterator[Judgement]:
    for rule in (by_register, by_equal_name, by_gloss, by_likeness, by_short_form, by_office):
        yield from rule(corpus)


def _pairs(judgement: Judgement, corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield the pairs of handles of the corpus that a judgement is on; a name without its `@…` stands for all of it."""
    for left in _handles(judgement.left, corpus):
        for right in _handles(judgement.right, corpus):
            if left != right:
                yield min(left, right), max(left, right)


def _handles(handle: str, corpus: Corpus) -> list[str]:
    if handle in corpus.units:
        return [handle]
    return [other for other in corpus.units if other.startswith(f"{handle}@")] if "@" not in handle else []


def _merge(judgement: Judgement, clusters: Clusters, corpus: Corpus) -> bool:
    """Merge what a judgement says; tell whether it brought anything together that was not one yet."""
    left, right = judgement.pair
    if clusters.find(left) == clusters.find(right):
        return False
    if judgement.rule in _UNCHECKED:
        return clusters.merge(left, right)

    def compatible(one: str, other: str) -> bool:
        return _may_be_one(corpus.units[one], corpus.units[other], corpus, judgement.rule)

    return clusters.merge(left, right, compatible)


def _may_be_one(one: Unit, other: Unit, corpus: Corpus, rule: str) -> bool:
    """Tell whether nothing known of two handles keeps them apart: registers, places, a claim between them, figures."""
    newest = corpus.index.newest
    if one.listed and other.listed and newest(one.listed) != newest(other.listed):
        return False
    if (min(one.handle, other.handle), max(one.handle, other.handle)) in corpus.linked:
        return False
    if one.place and other.place and not nest(one.place, other.place, corpus.index.places):
        return False
    return rule != "likeness" or likeness(one.name, other.name, corpus.index.places.forms) > 0


def apply_judgements(corpus: Corpus, judgements: Iterable[Judgement]) -> Iterator[Extraction]:
    """Yield the extractions with one id for each thing that the judgements make of several handles.

    Claims keep their ids and entities their mentions; an entity's name is that of its thing, the other names become
    `aliases`. A line `same_as` that is not there merges nothing.
    """
    things = _things(corpus, judgements)
    for article, handles in zip(corpus.articles, corpus.handles, strict=True):
        ids = {id_: things[handle].id for id_, handle in handles.items()}
        yield replace(
            article,
            entities=tuple(_renamed(entity, things[handles[entity.id]]) for entity in article.entities),
            claims=tuple(_rejoined(claim, ids) for claim in article.claims),
        )


def read_ids(
    extractions: Iterable[Extraction], own: Sequence[Judgement], hierarchy: Hierarchy
) -> Iterator[tuple[str, str, str]]:
    """Yield article, id and the id after resolution of each entity to which resolution gives another one.

    >>> from pathlib import Path
    >>> from graph.registers import read_hierarchy
    >>> article = Extraction("기사1", "", "", "", "", "", (Entity("x", "Organization", "산업통상부", ()),))
    >>> list(read_ids([article], [], read_hierarchy(Path("data/registers"))))
    [('기사1', 'x', 'Organization:산업통상부')]
    """
    corpus = read_corpus(extractions, index_of(hierarchy))
    things = _things(corpus, resolve_corpus(corpus, own))
    for article, handles in zip(corpus.articles, corpus.handles, strict=True):
        yield from ((article.id, id_, things[handle].id) for id_, handle in handles.items() if id_ != things[handle].id)


def _renamed(entity: Entity, thing: Thing) -> Entity:
    attrs = {**entity.attrs, **({"aliases": thing.aliases} if thing.aliases else {})}
    return replace(entity, id=thing.id, type=thing.type, name=thing.name, attrs=attrs)


def _rejoined(claim: Claim, ids: Mapping[str, str]) -> Claim:
    attrs: dict[str, AttrValue] = dict(claim.attrs)
    for name in _REFERENCES:
        if name in attrs:
            attrs[name] = ids.get(str(attrs[name]), attrs[name])
    return replace(claim, head=ids.get(claim.head, claim.head), tail=ids.get(claim.tail, claim.tail), attrs=attrs)


def _things(corpus: Corpus, judgements: Iterable[Judgement]) -> dict[str, Thing]:
    """Return the thing of each handle. Of several things of one name, the one in most articles bears it alone."""
    clusters = Clusters(corpus.units)
    for judgement in judgements:
        if judgement.judgement == SAME:
            for left, right in _pairs(judgement, corpus):
                clusters.merge(left, right)
    groups: dict[str, list[Unit]] = defaultdict(list)
    for handle, unit in corpus.units.items():
        groups[clusters.find(handle)].append(unit)
    taken: set[str] = set()
    things = {}
    for group in sorted(
        groups.values(), key=lambda group: (-sum(u.articles for u in group), min(u.handle for u in group))
    ):
        thing = _thing(group, corpus, taken)
        taken.add(thing.id)
        things.update(dict.fromkeys((unit.handle for unit in group), thing))
    return things


def _rank(group: list[Unit]) -> tuple[int, str]:
    return -sum(unit.articles for unit in group), min(unit.handle for unit in group)


def _thing(group: list[Unit], corpus: Corpus, taken: set[str]) -> Thing:
    votes: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for unit in group:
        votes[unit.type] += unit.articles
        names[unit.text] += unit.articles
    type_ = "Official" if PEOPLE & votes.keys() and "Official" in votes else min(votes, key=lambda t: (-votes[t], t))
    name = _listed_name(group, corpus) or min(names, key=lambda n: (-names[n], -len(n), n))
    id_ = f"{type_}:{name}"
    if id_ in taken:
        id_ = f"{id_}@{min((unit.text != name, unit.scope) for unit in group)[1]}"
        while id_ in taken:  # two things of one name and place, told apart by a person
            id_ += "'"
    return Thing(id_, type_, name, join_list(sorted({*names, *_short_forms(group, corpus)} - {name})))


def _short_forms(group: Iterable[Unit], corpus: Corpus) -> Iterator[str]:
    """Yield the forms of a thing in the texts that a register lists (산업부) or that a text introduced in brackets."""
    for unit in group:
        yield from unit.glosses
        if unit.listed:
            yield from unit.forms.intersection(corpus.index.hierarchy.listed[unit.listed].forms)


def _listed_name(group: Iterable[Unit], corpus: Corpus) -> str:
    """Return the newest name that the corpus uses of what a register lists, or ""."""
    listed = corpus.index.hierarchy.listed
    found = {unit.listed for unit in group if unit.listed}
    return max(((listed[id_].valid_from, listed[id_].name) for id_ in found), default=("", ""))[1]
