"""Attributes: how far a link has got, what it costs, when, who decided, and what stance a statement takes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame
from extractors.lexicon import load_lexicon
from extractors.people import Office
from extractors.relations import Link
from extractors.values import Value, find_areas, find_dates, find_money
from graph.model import AttrValue


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)))


_STATUS = {status: _any_of(words) for status, words in load_lexicon()["status"].items()}
_STANCE = {stance: _any_of(words) for stance, words in load_lexicon()["stance"].items()}
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

# A sum is a budget where such a word stands so near, and no word for a share right before it.
_BUDGET = re.compile(r"사업비|모두|총|예산|규모|들여|투입|들어")
_SHARE = re.compile(r"(?:국비|도비|시비|군비|구비|지방비|민자|민간|보태|부담|자부담)[^,.]{0,6}$")
_BEFORE, _BEHIND = 14, 8

_PAID = ("supports", "invests_in")
_DATED = ("selected_for", "participates_in", "partners_with", "proposes", "comments_on", "supports", "invests_in")
_DECIDING_ROLES = ("의", "이", "가", "은", "는", "mod")
_DECIDING_KINDS = ("government", "ministry", "agency", "committee")
_ADDRESSED_ROLES = ("에", "에게", "께")


def tense(text: str, default: str) -> str:
    """Return the status that words express: failed before proposed before planned before ongoing before done.

    >>> tense("조성한다는 계획이다", "ongoing"), tense("선정됐다", "planned"), tense("고배를 마셨다", "done")
    ('planned', 'done', 'failed')
    """
    return next((status for status, words in _STATUS.items() if words.search(text)), default)


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
    mentions = (mention for mention in link.head.mentions if link.start <= mention.start <= link.end)
    return next((mention.office for mention in mentions if mention.office), None)


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


def link_attributes(document: Document, link: Link) -> dict[str, AttrValue]:
    """Return what the text says of the link itself: title, stance, amount_krw and date, as its relation has them."""
    attrs: dict[str, AttrValue] = {}
    sentence = link.frame.sentence
    if link.relation == "holds_office" and (office := _office(link)):
        attrs["title"] = office.title
    if link.relation == "comments_on":
        attrs["stance"] = _stance(document.text[link.start : sentence.end])
    if link.relation in _PAID and (money := _nearest_money(document, link)):
        attrs["amount_krw"] = money.number
    if link.relation in _DATED and (day := _date(document, link)):
        attrs["date"] = day
    return attrs


def _stance(words: str) -> str:
    return next((stance for stance, pattern in _STANCE.items() if pattern.search(words)), "neutral")


def _nearest_money(document: Document, link: Link) -> Value | None:
    """Return the first sum behind the giver, else the last of the sentence."""
    giver = next((item for item in link.frame.items if item.group is link.head), None)
    sums = list(find_money(document.text, link.frame.sentence.start, link.frame.sentence.end))
    if giver is None or not sums:
        return None
    return next((money for money in sums if money.start >= giver.end), sums[-1])


def _date(document: Document, link: Link) -> str:
    """Return the first day or month of the sentence that bounds nothing, if it is not one to come."""
    sentence, published = link.frame.sentence, document.article.date
    dates = find_dates(document.text, published, sentence.start, sentence.end)
    first = next((found.iso for found in dates if not found.bound), "")
    return first if not published or first <= published else ""


def decider(link: Link) -> Group | None:
    """Return who decided a selection: a ministry or the government that the sentence names as running it."""
    bodies = (item for item in link.frame.items if item.group.type == "Organization" and item.role in _DECIDING_ROLES)
    return next((item.group for item in bodies if item.group is not link.head and _decides(item.group)), None)


def _decides(group: Group) -> bool:
    entry = next((mention.entry for mention in group.mentions if mention.entry), None)
    return entry is not None and entry.kind in _DECIDING_KINDS


def addressee(link: Link) -> Group | None:
    """Return whom a proposal is put to: 에, 에게, 께 behind a body or an official."""
    addressed = (item.group for item in link.frame.items if item.role in _ADDRESSED_ROLES)
    others = (group for group in addressed if group is not link.head and group is not link.tail)
    return next((group for group in others if group.type in ("Organization", "Official", "Region")), None)


def entity_attributes(document: Document, frames: Sequence[Frame]) -> dict[int, dict[str, AttrValue]]:
    """Return budget, area, start and end of projects, from sentences about just one, and those that go on about it."""
    found: dict[int, dict[str, AttrValue]] = {}
    topic: Group | None = None
    for frame in frames:
        projects = {id(i.group): i.group for i in frame.items if i.group.type == "Project" and not i.nested}
        if projects:
            topic = next(iter(projects.values())) if len(projects) == 1 else None
        if topic is not None:
            attrs = found.setdefault(id(topic), {})
            for name, value in _project_attributes(document, frame):
                attrs.setdefault(name, value)
    return found


def _project_attributes(document: Document, frame: Frame) -> Iterator[tuple[str, AttrValue]]:
    """Yield what a sentence says of the project it is about, in the order of the text."""
    start, end = frame.sentence.start, frame.sentence.end
    for money in find_money(document.text, start, end):
        if _is_budget(document.text, start, money):
            yield "budget_krw", money.number
    for area in find_areas(document.text, start, end):
        yield "area_m2", area.number
    for found in find_dates(document.text, document.article.date, start, end):
        if found.bound:
            yield found.bound, found.iso


def _is_budget(text: str, start: int, money: Value) -> bool:
    left = max(start, money.start - _BEFORE)
    return bool(_BUDGET.search(text[left : money.end + _BEHIND])) and not _SHARE.search(text[left : money.start])
