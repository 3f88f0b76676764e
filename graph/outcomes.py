"""How many questions the graph of what was extracted answers right, and what the other answers were lost to.

Between the graph of the annotation, which answers all, and the graph of the extraction lie graphs that have one kind of
error after the other: first the entities that were missed are taken from the annotation, then the claims that were
missed, and so on. An answer was lost at the first of them that lacks it, if it does not come back.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import Any

from graph.build import build_graph
from graph.evaluate import is_named, match_claims, match_entities
from graph.gold import GoldArticle, GoldEntity, entity_ids, gold_extraction
from graph.model import Article, Claim, Extraction
from graph.normal import KnowledgeGraph, split_list
from graph.questions import Answer, Question, Same, ask
from graph.schema import load_schema

# The kinds of error, in the order in which they come upon the annotation; the first is none of extraction's.
REASONS = {
    "query": "질의가 다르게 답함",
    "entity": "개체를 놓침",
    "claim": "주장을 놓침",
    "detail": "상태·날짜·금액이 다름",
    "name": "같은 것이 갈리거나 다른 것이 섞임",
    "wrong": "틀린 개체나 주장",
}

Resolve = Callable[[Iterable[Extraction]], Iterable[Extraction]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the extraction answered to a question; for each answer that is missing or wrong one of `REASONS`.

    `on_gold` tells whether the graph of the annotation gives just the answers that are expected.
    """

    question: Question
    on_gold: bool
    missing: Mapping[Answer, str]
    wrong: Mapping[Answer, str]

    @property
    def is_right(self) -> bool:
        """Whether every answer was given, and no other."""
        return not self.missing and not self.wrong

    @property
    def reason(self) -> str:
        """What most of its faults come from, of equals the earliest; "" where there is none."""
        found = [*self.missing.values(), *self.wrong.values()]
        return max(REASONS, key=found.count) if found else ""


def plain_outcomes(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the sums of what came out, in all and by kind, ready for JSON; `reasons` counts what faults came from."""
    faults = [reason for outcome in outcomes for reason in (*outcome.missing.values(), *outcome.wrong.values())]
    main = [outcome.reason for outcome in outcomes]
    kinds = dict.fromkeys(outcome.question.kind for outcome in outcomes)
    return {
        **_sums(outcomes),
        "kinds": {kind: _sums([outcome for outcome in outcomes if outcome.question.kind == kind]) for kind in kinds},
        "reasons": {
            name: {"questions": main.count(name), "answers": faults.count(name)} for name in REASONS if name in faults
        },
    }


def _sums(outcomes: Sequence[Outcome]) -> dict[str, int]:
    expected = sum(len(outcome.question.expected) for outcome in outcomes)
    return {
        "questions": len(outcomes),
        "right_on_gold": sum(outcome.on_gold for outcome in outcomes),
        "right": sum(outcome.is_right for outcome in outcomes),
        "answers": expected,
        "answers_found": expected - sum(len(outcome.missing) for outcome in outcomes),
        "answers_wrong": sum(len(outcome.wrong) for outcome in outcomes),
    }


def answer_questions(
    questions: Iterable[Question],
    gold: Sequence[tuple[GoldArticle, Article]],
    extractions: Iterable[Extraction],
    *,
    locate: Resolve,
    resolve: Resolve,
) -> list[Outcome]:
    """Put each question to the graphs of the annotation, of the extractions, and of what lies between.

    All are folded as a build folds them: after `resolve` and `locate`. Names are the same where `graph.evaluate` takes
    them, or an alias, for the same; whoever asks uses those of the graph. An article without an extraction is missed as
    a whole. Raises DataError where an article is not the one that was annotated.
    """
    extracted = {extraction.id: extraction for extraction in extractions}
    steps = []
    for one, article in gold:
        annotated = gold_extraction(one, article)
        nothing = replace(annotated, entities=(), claims=())
        steps.append(_steps(one, annotated, extracted.get(one.id, nothing)))
    graphs = [build_graph(locate(resolve(step))) for step in zip(*steps, strict=True)]
    named: dict[str, list[GoldEntity]] = {}
    for entity in (entity for one, _ in gold for entity in one.entities):
        named.setdefault(entity.name, []).append(entity)
    known = [(kg, partial(_is_same, named, _aliases(kg))) for kg in graphs]
    return [_outcome(question, known) for question in questions]


def _steps(gold: GoldArticle, annotated: Extraction, found: Extraction) -> Iterator[Extraction]:
    """Yield the annotation, then one kind of error of `REASONS` after the other added to it, up to what was found."""
    matched = match_entities(gold.entities, found.entities)
    types, ids = {entity.id: entity.type for entity in found.entities}, entity_ids(gold)
    caught = {ids[entity.id]: id_ for id_, entity in matched.items() if types[id_] == entity.type}
    keys = {(ids[h], r, ids[t]): claim for (h, r, t), claim in match_claims(gold, found, matched).items()}
    hit = {(c.head, c.relation, c.tail): c for c in annotated.claims}
    right = {key: keys[key] for key in hit if key in keys and {key[0], key[2]} <= caught.keys()}
    known = {entity.id: entity for entity in found.entities}
    yield annotated
    yield (step := _only(annotated, caught, hit.values()))
    yield (step := _only(annotated, caught, [hit[key] for key in right]))
    yield replace(
        step,
        entities=tuple(replace(e, attrs=known[caught[e.id]].attrs) for e in step.entities),
        claims=tuple(_told_as(claim, right[claim.head, claim.relation, claim.tail], caught) for claim in step.claims),
    )
    yield _only(found, set(caught.values()), right.values())
    yield found


def _only(extraction: Extraction, entities: Container[str], claims: Iterable[Claim]) -> Extraction:
    """Return the extraction with these entities, and of these claims those between them."""
    kept = tuple(entity for entity in extraction.entities if entity.id in entities)
    told = (claim for claim in claims if claim.head in entities and claim.tail in entities)
    return replace(extraction, entities=kept, claims=tuple(_without(claim, entities) for claim in told))


def _without(claim: Claim, entities: Container[str]) -> Claim:
    attrs = {name: value for name, value in claim.attrs.items() if not _is_entity(name) or value in entities}
    return replace(claim, attrs=attrs)


def _told_as(claim: Claim, found: Claim, caught: Mapping[str, str]) -> Claim:
    """Return the annotated claim with the status and the attributes that were found."""
    ids = {found_id: id_ for id_, found_id in caught.items()}
    attrs = {name: ids.get(str(value), value) if _is_entity(name) else value for name, value in found.attrs.items()}
    return _without(replace(claim, status=found.status, attrs=attrs), caught)


def _is_entity(attribute: str) -> bool:
    return load_schema().attributes[attribute].kind == "entity"


def _outcome(question: Question, graphs: Sequence[tuple[KnowledgeGraph, Same]]) -> Outcome:
    states, same = [_compare(question, kg, same) for kg, same in graphs], graphs[-1][1]
    missing, wrong = states[-1]
    return Outcome(
        question,
        not any(states[0]),
        {answer: _since(answer, [state[0] for state in states], same) for answer in sorted(missing)},
        {answer: _since(answer, [state[1] for state in states], same) for answer in sorted(wrong)},
    )


def _compare(question: Question, kg: KnowledgeGraph, same: Same) -> tuple[set[Answer], set[Answer]]:
    """Return the answers that a graph does not give, and those it should not."""
    missing = set(question.expected)
    wrong = set(ask(kg, _in_words_of(kg, question, same), same))
    # Those that are spelt alike find each other first.
    for answer, told in sorted(product(question.expected, set(wrong)), key=lambda pair: (pair[0] != pair[1], pair)):
        if answer in missing and told in wrong and all(map(same, answer, told)):
            missing.remove(answer)
            wrong.remove(told)
    return missing, wrong


def _in_words_of(kg: KnowledgeGraph, question: Question, same: Same) -> Question:
    """Return the question with the names that the graph has for what is asked about."""
    labels = [str(label) for _, label in kg.nodes(data="label", default="")]
    options = {
        name: next((label for label in labels if same(value, label)), value)
        if isinstance(value, str) and value not in labels
        else value
        for name, value in question.options.items()
    }
    return replace(question, options=options)


def _aliases(kg: KnowledgeGraph) -> dict[str, list[str]]:
    """Return the other names of what has any, by its label."""
    rows = kg.nodes(data=True)
    return {str(data["label"]): split_list(str(data["aliases"])) for _, data in rows if data.get("aliases")}


def _is_same(
    named: Mapping[str, Sequence[GoldEntity]], aliases: Mapping[str, Sequence[str]], wanted: str, told: str
) -> bool:
    """Tell whether a label is what is wanted: an alias to the letter, for 창원국가산단 2.0 is not 창원국가산단."""
    entities = named.get(wanted, ())
    known = {wanted, *(words for entity in entities for words in entity.mentions)}
    return wanted == told or not known.isdisjoint(aliases.get(told, ())) or any(is_named(e, told) for e in entities)


def _since(answer: Answer, states: Sequence[Iterable[Answer]], same: Same) -> str:
    """Return the reason from which on an answer is at fault to the end."""
    at_fault = [any(all(map(same, answer, other)) or all(map(same, other, answer)) for other in at) for at in states]
    return next(reason for at, reason in enumerate(REASONS) if all(at_fault[at:]))
