"""Attributes: what the words of a link tell of it by rules: how far it has got, the title of an office, stances."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from extractors.document import Document
from extractors.frames import Frame
from extractors.lexicon import load_lexicon
from extractors.people import Office
from extractors.relations import Link


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


_STATUS = {status: _any_of(words) for status, words in load_lexicon()["status"].items()}
STANCES = (*load_lexicon()["stance"], "neutral")
_STANCE = {stance: _any_of(words) for stance, words in load_lexicon()["stance"].items()}
# The same words stand behind several names: so many of them are kept with their tense.
_MOST_TEXTS = 4096
# How many characters behind a predicate still belong to it (조성 + 한다는 계획이다).
REACH = 16
# Where a link has no predicate, the end of the sentence carries the tense: so many characters of it.
SENTENCE_END = 30
# What a relation is whatever the words say, and what it is where they say nothing.
_FIXED = {"operates_in": "ongoing", "comments_on": "done", "proposes": "proposed"}
_DEFAULT = {
    "leads": "ongoing",
    "fosters": "planned",
    "follows": "planned",
    "invests_in": "planned",
    "supports": "planned",
    "participates_in": "done",
    "partners_with": "done",
}
# These are as far as the project they start from; from a site or body they stand.
_PLACING = ("targets", "part_of", "located_in")
# Of the statuses found for a project the first of these counts: the plainest words first.
_PLAINEST = ("failed", "ongoing", "planned", "done", "proposed")
_RUNNING_FOR = re.compile(r"도전|신청|건의|바란|바라|유치전|뛰어들|추진")
_AHEAD = re.compile(r"예정|앞두")


def tense(text: str, default: str) -> str:
    """Return the status that words express: failed before proposed before planned before ongoing before done.

    >>> tense("조성한다는 계획이다", "ongoing"), tense("선정됐다", "planned"), tense("고배를 마셨다", "done")
    ('planned', 'done', 'failed')
    """
    return _tense(text) or default


@lru_cache(_MOST_TEXTS)
def _tense(text: str) -> str:
    return next((status for status, words in _STATUS.items() if words.search(text)), "")


def link_status(document: Document, link: Link, undertaking: Mapping[int, str]) -> str:
    """Return the status of a link by its relation, its predicate and the undertaking it starts from."""
    if link.relation == "holds_office":
        office = _office(link)
        return office.status if office else "done"
    if link.relation in _FIXED:
        return _FIXED[link.relation]
    if link.relation in _PLACING:
        return "done" if link.head.type in ("Site", "Organization") else undertaking.get(id(link.head), "planned")
    words = _words_of_tense(document, link)
    if link.relation == "selected_for":
        failed = _STATUS["failed"].search(document.text, link.start, link.frame.sentence.end)
        return "failed" if failed else _selection_status(words)
    found = tense(words, _DEFAULT[link.relation])
    return "planned" if found == "proposed" else found


def _office(link: Link) -> Office | None:
    """Return the office of a link: that which names the body, else that in its words, else one told anywhere."""
    posts = [(mention, mention.office) for mention in link.head.mentions if mention.office]
    bodies = [(mention.start, mention.end) for mention in link.tail.mentions]
    naming = (post for _, post in posts if any(post.body[0] < end and start < post.body[1] for start, end in bodies))
    inside = (post for mention, post in posts if link.start <= mention.start <= link.end)
    return next(chain(naming, inside, (post for _, post in posts)), None)


def _words_of_tense(document: Document, link: Link) -> str:
    sentence, predicate = link.frame.sentence, link.predicate
    if predicate is None:
        return document.text[max(sentence.start, sentence.end - SENTENCE_END) : sentence.end]
    return document.text[predicate.start : min(sentence.end, predicate.end + REACH)]


def _selection_status(words: str) -> str:
    if _RUNNING_FOR.search(words):
        return "proposed"
    return "planned" if _AHEAD.search(words) else "done"


def undertakings(document: Document, frames: Sequence[Frame]) -> dict[int, str]:
    """Return how far each project and policy has got, by the predicates that follow it, the plainest words first."""
    found: dict[int, set[str]] = {}
    for frame in frames:
        for item in frame.items:
            if item.nested or item.group.type not in ("Project", "Policy"):
                continue
            nearest = next((predicate for predicate in frame.predicates if predicate.start >= item.end), None)
            if nearest is not None:
                words = document.text[nearest.start : min(frame.sentence.end, nearest.end + REACH)]
                found.setdefault(id(item.group), set()).add(tense(words, ""))
    return {
        key: next((status for status in _PLAINEST if status in statuses), "planned") for key, statuses in found.items()
    }


def link_title(link: Link) -> str:
    """Return the title of an office as it is written, or nothing."""
    office = _office(link)
    return office.title if office else ""


def stance_cues(words: str) -> Iterator[str]:
    """Yield the words that tell a stance, and the stance that each tells.

    >>> list(stance_cues("깊은 유감을 나타냈다"))
    ['유감', 'oppose']
    """
    for stance, pattern in _STANCE.items():
        for cue in pattern.findall(words):
            yield from (cue, stance)
