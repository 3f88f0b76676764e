"""Progress: how far each link has got, by its own words and by all that the article says of its undertaking."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from extractors.attributes import REACH, SENTENCE_END, link_status, tense, undertakings
from extractors.document import Document
from extractors.entities import Group
from extractors.failure import Failures, read_failures
from extractors.frames import Frame, Item
from extractors.lexicon import load_lexicon
from extractors.linear import LinearModel
from extractors.names import STANDS, TO_MAKE, WINDOW
from extractors.overview import kind_of
from extractors.relations import Link
from extractors.told import when

# These are what they are, whatever else is said: an office, a business, a statement.
SETTLED = ("holds_office", "operates_in", "comments_on", "proposes")
# The rest is as far as its own words say; of these also what is said of the undertaking tells.
_TOWARDS = ("participates_in", "selected_for")
# And these are as far as one of their ends: that which is made, run or belongs.
OF_UNDERTAKING = {"leads": "tail", "targets": "head", "located_in": "head", "part_of": "head", "follows": "head"}
# Whether a bid was won is the same whoever else has to do with what was bid for.
_UNTIED = ("selected_for",)
# What is put into a dropped undertaking comes to nothing with it.
_PUT_INTO = ("invests_in", "supports")
# More sentences about a thing say no more of how far it is.
MOST_SENTENCES = 4
# Words are looked at up to so many behind a name, sentences' ends up to so many characters, told up to that length.
MOST_WORDS, LAST_WORDS, LONGEST_END = 4, 14, 8
_UNDERTAKINGS = ("Project", "Policy", "Site")
_CUES = re.compile("|".join(map(re.escape, load_lexicon()["progress"]["cues"])))


@dataclass(frozen=True, slots=True)
class Shown:
    """What speaks for the status of links: what each shows by itself, and what is said of its undertaking, if of any.

    `whose` gives the place in `undertakings` of that of each link, or None.
    """

    links: list[set[str]]
    undertakings: list[set[str]]
    whose: list[int | None]

    def whole(self, link: int) -> set[str]:
        """Return all that speaks for the status of a link."""
        at = self.whose[link]
        return self.links[link] if at is None else self.links[link] | self.undertakings[at]


def with_statuses(
    document: Document, frames: Sequence[Frame], links: Sequence[Link], progress: LinearModel
) -> list[Link]:
    """Return links with how far each has got, by a classifier of statuses."""
    statuses = link_statuses(document, frames, links, progress)
    return [
        link if link.status == status else replace(link, status=status)
        for link, status in zip(links, statuses, strict=True)
    ]


def link_statuses(document: Document, frames: Sequence[Frame], links: Sequence[Link], model: LinearModel) -> list[str]:
    """Return the status of each link: of those that may have any, the one that a trained classifier finds likeliest.

    What an article plainly tells to have failed has failed (right in 171 of 191 annotated links; the classifier alone
    takes four of five lost bids for won).
    """
    told = rule_statuses(document, frames, links)
    open_ = [number for number, link in enumerate(links) if link.relation not in SETTLED]
    shown = read_progress(document, frames, [links[n] for n in open_], [told[n] for n in open_], links)
    # What is no undertaking shows nothing: the last row.
    of_things = model.scores([*shown.undertakings, ()]) - model.bias
    scores = model.scores(shown.links) + of_things[[-1 if at is None else at for at in shown.whose]]
    failures = read_failures(document, frames)
    for number, best in zip(open_, scores.argmax(axis=1).tolist(), strict=True):
        told[number] = "failed" if _has_failed(failures, links[number]) else model.labels[best]
    return told


def _has_failed(failures: Failures, link: Link) -> bool:
    if link.relation == "selected_for":
        return failures.lost(link.head, link.tail)
    return id(link.tail if link.relation in _PUT_INTO else _undertaking(link)) in failures.dropped


def rule_statuses(document: Document, frames: Sequence[Frame], links: Sequence[Link]) -> list[str]:
    """Return the status of each link that its predicate and its undertaking's predicates express."""
    known = undertakings(document, frames)
    return [link_status(document, link, known) for link in links]


def read_progress(
    document: Document, frames: Sequence[Frame], links: Sequence[Link], told: Sequence[str], among: Sequence[Link]
) -> Shown:
    """Return what speaks for the status of each link; `told` is what rules say, `among` are all links found."""
    things = [link.tail if link.relation in _TOWARDS else _undertaking(link) for link in links]
    sentences: dict[int, tuple[str, ...]] = {}
    wanted = {id(thing): thing for thing in things if thing is not None}
    known, ties = _undertakings(document, frames, wanted, sentences), _ties(among)
    own: list[set[str]] = []
    whose: list[int | None] = []
    parts: dict[tuple[int, bool], int] = {}
    for link, thing, rule in zip(links, things, told, strict=True):
        told_of, apart = id(thing) in known, link.relation in _TOWARDS
        shown = set(_of_link(document, link, rule))
        if thing is not None and link.relation not in _UNTIED:
            shown.update(_tied(link, thing, ties[id(thing)]))
        own.append(shown if told_of and not apart else shown | _own_words(document, link, sentences))
        whose.append(parts.setdefault((id(thing), apart), len(parts)) if told_of else None)
    undertakings = [{f"to {word}" for word in known[key]} if apart else known[key] | ties[key] for key, apart in parts]
    return Shown(own, undertakings, whose)


def _ties(links: Iterable[Link]) -> defaultdict[int, set[str]]:
    """Return which relations each thing has to what kind of things, keyed by its identity."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for link in links:
        for thing in (link.head, link.tail):
            found[id(thing)].add(_tie(link, thing))
    return found


def _tie(link: Link, thing: Group) -> str:
    """Return what a link says of one of its ends: the relation, and the kind of the other."""
    other, sign = (link.tail, ">") if thing is link.head else (link.head, "<")
    return f"{sign}{link.relation} {kind_of(other) if other.type == 'Organization' else other.type}"


def _tied(link: Link, thing: Group, ties: AbstractSet[str]) -> Iterator[str]:
    """Yield what the links of its undertaking tell of one of them."""
    own = _tie(link, thing)
    if own not in ties:
        yield own
    yield from (f"{link.relation}{tie}" for tie in ties | {own})


def _undertaking(link: Link) -> Group | None:
    """Return what a link is as far as, if it is an undertaking."""
    side = OF_UNDERTAKING.get(link.relation)
    thing = link.head if side == "head" else link.tail
    return thing if side and thing.type in _UNDERTAKINGS else None


def _of_link(document: Document, link: Link, rule: str) -> Iterator[str]:
    """Yield what a link shows by its relation, its ends, its predicate and the rule that found it."""
    relation, sentence, text = link.relation, link.frame.sentence, document.text
    yield from (relation, f"rule={rule}", f"{relation}={rule}", f"{relation}:{link.head.type}{link.tail.type}")
    yield f"{relation} closes={tense(text[max(sentence.start, sentence.end - SENTENCE_END) : sentence.end], '-')}"
    if link.predicate is not None:
        yield from (f"by={link.predicate.stem}", f"{relation} by={link.predicate.stem}{link.predicate.ending}")


def _own_words(document: Document, link: Link, sentences: dict[int, tuple[str, ...]]) -> set[str]:
    """Return what the predicate of a link and the end of its sentence show."""
    text, end = document.text, link.frame.sentence.end
    start = link.end if link.predicate is None else link.predicate.start
    shown = [f"begins={text[start : start + 3]}", *_words(text[start : min(end, start + WINDOW)])]
    if link.predicate is not None:
        shown.append(f"ending={link.predicate.ending}")
    return {f"own {word}" for word in (*shown, *_sentence(document, link.frame, sentences))}


def _undertakings(
    document: Document,
    frames: Sequence[Frame],
    things: Mapping[int, Group],
    sentences: dict[int, tuple[str, ...]],
) -> dict[int, set[str]]:
    """Return what the sentences that name each undertaking show of it, keyed by the identity of its group."""
    found: dict[int, set[str]] = {}
    counts: dict[int, int] = {}
    for frame in frames:
        items = [item for item in frame.items if not item.nested and id(item.group) in things]
        for item in items:
            features = found.setdefault(id(item.group), set(_name(item.group)))
            features.update(_sentence(document, frame, sentences))
            features.update(_mention(document, frame, item))
        for key in {id(item.group) for item in items}:
            counts[key] = counts.get(key, 0) + 1
    for key, count in counts.items():
        found[key].add(f"sentences={min(count, MOST_SENTENCES)}")
    return found


def _name(group: Group) -> tuple[str, ...]:
    return "bias", f"type={group.type}", f"end={group.name[-2:]}", f"noun={group.name.split()[-1][-4:]}"


def _sentence(document: Document, frame: Frame, known: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a sentence shows; `known` are those looked at before, by where they start."""
    start = frame.sentence.start
    if start not in known:
        known[start] = tuple(_of_sentence(document, frame))
    return known[start]


def _of_sentence(document: Document, frame: Frame) -> Iterator[str]:
    """Yield the last words of a sentence, by ends of several lengths, its cues and dates."""
    text, published = document.text, document.article.date
    start, end = frame.sentence.start, frame.sentence.end
    yield f"closes={tense(text[max(start, end - SENTENCE_END) : end], '-')}"
    last = text[max(start, end - LAST_WORDS) : end].rstrip(". \n")
    yield from (f"last={last[-length:]}" for length in range(2, LONGEST_END + 1))
    for word in last.split()[-2:]:
        yield from (f"late={word}", f"late={word[:2]}-")
    yield from (f"cue={cue}" for cue in _CUES.findall(text, start, end))
    yield from (f"date={when(day.iso, published)}{day.bound}" for day in document.dates_in(frame.sentence))
    if frame.sentence.headline:
        yield "headline"


def _mention(document: Document, frame: Frame, item: Item) -> Iterator[str]:
    """Yield what stands behind a mention: its role, words, and the tense of the predicate behind."""
    text, end = document.text, frame.sentence.end
    behind = text[item.end : min(end, item.end + WINDOW)]
    yield from (f"role={item.role}", f"next={behind.partition(' ')[0][:3]}")
    yield from _words(behind)
    if STANDS.match(behind):
        yield "stands"
    if TO_MAKE.match(behind):
        yield "to make"
    after = next((predicate for predicate in frame.predicates if predicate.start >= item.end), None)
    if after is not None:
        told = tense(text[after.start : min(end, after.end + REACH)], "-")
        yield from (f"tense={told}", f"tense={told}{after.ending}")


def _words(text: str) -> Iterator[str]:
    """Yield how the next words of a text begin and end, without the rest of the word it starts in."""
    for word in text.split(" ")[1 : 1 + MOST_WORDS]:
        yield from (f"word={word[:2]}-", f"word=-{word[-2:]}")
