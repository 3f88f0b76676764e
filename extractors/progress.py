"""Progress: how far each link has got, by its own words and by all that the article says of its undertaking."""

import re
from collections.abc import Iterator, Sequence

from extractors.attributes import REACH, SENTENCE_END, link_status, tense, undertakings
from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item
from extractors.lexicon import load_lexicon
from extractors.linear import LinearModel
from extractors.names import STANDS, TO_MAKE, WINDOW
from extractors.relations import Link
from extractors.told import when

# These are what they are, whatever else is said (an office, a business, a statement), or their own words tell best.
SETTLED = ("holds_office", "operates_in", "comments_on", "proposes", "selected_for", "participates_in")
# More sentences about a thing say no more of how far it is.
MOST_SENTENCES = 4
_UNDERTAKINGS = ("Project", "Policy", "Site")
_CUES = re.compile("|".join(map(re.escape, load_lexicon()["progress"]["cues"])))


def link_statuses(document: Document, frames: Sequence[Frame], links: Sequence[Link], model: LinearModel) -> list[str]:
    """Return the status of each link: of those that may have any, the one that a trained classifier finds likeliest."""
    told = rule_statuses(document, frames, links)
    scores = model.scores(status_features(document, frames, links, told))
    best = [model.labels[at] for at in scores.argmax(axis=1).tolist()]
    return [rule if link.relation in SETTLED else found for link, rule, found in zip(links, told, best, strict=True)]


def rule_statuses(document: Document, frames: Sequence[Frame], links: Sequence[Link]) -> list[str]:
    """Return the status of each link that its predicate and its undertaking's predicates express."""
    known = undertakings(document, frames)
    return [link_status(document, link, known) for link in links]


def status_features(
    document: Document, frames: Sequence[Frame], links: Sequence[Link], told: Sequence[str]
) -> list[set[str]]:
    """Return what speaks for the status of each link; `told` is what rules say."""
    things = _undertakings(document, frames)
    return [_of_link(document, link, rule, things) for link, rule in zip(links, told, strict=True)]


def _of_link(document: Document, link: Link, rule: str, things: dict[int, set[str]]) -> set[str]:
    if link.relation in SETTLED:
        return set()
    side, thing = next(
        ((side, end) for side, end in (("head", link.head), ("tail", link.tail)) if id(end) in things), ("", None)
    )
    found = {
        link.relation,
        f"rule={rule}",
        f"{link.relation}={rule}",
        f"{link.relation}:{link.head.type}{link.tail.type}",
    }
    if link.predicate is not None:
        found |= {f"by={link.predicate.stem}", f"{link.relation} by={link.predicate.stem}{link.predicate.ending}"}
    if thing is not None:
        found |= things[id(thing)]
        found |= {f"{side}={thing.type}", f"{link.relation} {side}={thing.type}"}
    text, sentence = document.text, link.frame.sentence
    found.add(
        f"{link.relation} closes={tense(text[max(sentence.start, sentence.end - SENTENCE_END) : sentence.end], '-')}"
    )
    return found


def _undertakings(document: Document, frames: Sequence[Frame]) -> dict[int, set[str]]:
    """Return what the sentences that name each undertaking show of it, keyed by the identity of its group."""
    found: dict[int, set[str]] = {}
    counts: dict[int, int] = {}
    for frame in frames:
        things = [item for item in frame.items if not item.nested and item.group.type in _UNDERTAKINGS]
        shown = set(_sentence(document, frame)) if things else set()
        for item in things:
            features = found.setdefault(id(item.group), set(_name(item.group)))
            features |= shown
            features.update(_mention(document, frame, item))
        for key in {id(item.group) for item in things}:
            counts[key] = counts.get(key, 0) + 1
    for key, count in counts.items():
        found[key].add(f"sentences={min(count, MOST_SENTENCES)}")
    return found


def _name(group: Group) -> tuple[str, ...]:
    return "bias", f"type={group.type}", f"end={group.name[-2:]}", f"word={group.name.split()[-1][-4:]}"


def _sentence(document: Document, frame: Frame) -> Iterator[str]:
    text, published = document.text, document.article.date
    start, end = frame.sentence.start, frame.sentence.end
    yield f"closes={tense(text[max(start, end - SENTENCE_END) : end], '-')}"
    yield f"last={text[start:end].strip()[-4:]}"
    for cue in _CUES.findall(text, start, end):
        yield f"cue={cue}"
    for day in document.dates_in(frame.sentence):
        yield f"date={when(day.iso, published)}{day.bound}"
    if frame.sentence.headline:
        yield "headline"


def _mention(document: Document, frame: Frame, item: Item) -> Iterator[str]:
    text, end = document.text, frame.sentence.end
    behind = text[item.end : item.end + WINDOW]
    yield f"role={item.role}"
    yield f"next={''.join(behind.split()[:1])[:3]}"
    if STANDS.match(behind):
        yield "stands"
    if TO_MAKE.match(behind):
        yield "to make"
    after = next((predicate for predicate in frame.predicates if predicate.start >= item.end), None)
    if after is not None:
        words = text[after.start : min(end, after.end + REACH)]
        told = tense(words, "-")
        yield from (
            f"after={after.stem}",
            f"after={after.stem}{after.ending}",
            f"tense={told}",
            f"tense={told}{after.ending}",
        )
        if told == "-":
            yield f"ends={words[-6:]}"
    before = [predicate for predicate in frame.predicates if 0 <= item.start - predicate.end <= 2]
    if before:
        yield from (f"before={before[-1].stem}{before[-1].ending}", f"before={before[-1].form}")
