"""Attributes: how far a link has got, what it costs, when, who decided, and what stance a statement takes."""

import re
from collections.abc import Mapping

from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item
from extractors.lexicon import load_lexicon
from extractors.relations import Link
from extractors.values import Value, find_areas, find_dates, find_money
from graph.model import AttrValue

_STATUS = {name: re.compile("|".join(map(re.escape, words))) for name, words in load_lexicon()["status"].items()}
_STANCE = {name: re.compile("|".join(map(re.escape, words))) for name, words in load_lexicon()["stance"].items()}
# How many characters behind a predicate still belong to it (조성 + 한다는 계획이다).
_REACH = 16
_STANDING = {"operates_in": "ongoing", "comments_on": "done"}
_DEFAULT = {"leads": "ongoing", "selected_for": "done", "partners_with": "done", "proposes": "proposed", "fosters": "planned", "invests_in": "planned", "participates_in": "done", "supports": "planned", "follows": "planned"}
_BUDGET = re.compile(r"(?:총\s?사업비|사업비|총사업비|모두|총|예산|규모|들여|투입|들어)")
_SHARE = re.compile(r"(?:국비|도비|시비|군비|구비|지방비|민자|민간|보태|부담|자부담)[^,.]{0,6}$")
_DATED = ("selected_for", "participates_in", "partners_with", "proposes", "comments_on", "supports", "invests_in")


def tense(text: str, default: str) -> str:
    """Return the status that words express: failed before proposed before planned before ongoing before done.

    >>> tense("조성한다는 계획이다", "ongoing"), tense("선정됐다", "planned"), tense("고배를 마셨다", "done")
    ('planned', 'done', 'failed')
    """
    return next((status for status, words in _STATUS.items() if words.search(text)), default)


def link_status(document: Document, link: Link, undertaking: Mapping[int, str]) -> str:
    """Return the status of a link by its relation, its predicate and the undertaking it starts from."""
    if link.relation == "holds_office":
        office = next((m.office for m in link.head.mentions if m.office and link.start <= m.start <= link.end), None)
        return office.status if office else "done"
    if link.relation in _STANDING:
        return _STANDING[link.relation]
    if link.relation in ("targets", "part_of", "located_in"):
        if link.head.type in ("Site", "Organization"):
            return "done"
        return undertaking.get(id(link.head), "planned")
    end = link.frame.sentence.end
    if link.predicate is not None:
        words = document.text[link.predicate.start : min(end, link.predicate.end + _REACH)]
    else:
        words = document.text[max(link.frame.sentence.start, end - 30) : end]
    if link.relation == "selected_for":
        if _STATUS["failed"].search(document.text, link.start, end):
            return "failed"
        return "proposed" if re.search(r"도전|신청|건의|바란|바라|유치전|뛰어들|추진", words) else "planned" if "예정" in words or "앞두" in words else "done"
    if link.relation == "proposes":
        return "proposed"
    found = tense(words, _DEFAULT[link.relation])
    return found if found != "proposed" else "planned"


def undertakings(document: Document, frames: list[Frame]) -> dict[int, str]:
    """Return how far each project and policy has got, by the sentences that name it, the plainest words first."""
    votes: dict[int, list[str]] = {}
    for frame in frames:
        items = [i for i in frame.items if i.group.type in ("Project", "Policy") and not i.nested]
        for item in items:
            nearest = next((p for p in frame.predicates if p.start >= item.end), None)
            if nearest is None:
                continue
            words = document.text[nearest.start : min(frame.sentence.end, nearest.end + _REACH)]
            votes.setdefault(id(item.group), []).append(tense(words, ""))
    rank = ("failed", "ongoing", "planned", "done", "proposed")
    return {key: next((s for s in rank if s in found), "planned") for key, found in votes.items()}


def link_attributes(document: Document, link: Link) -> dict[str, AttrValue]:
    """Return what the text says of the link itself."""
    attrs: dict[str, AttrValue] = {}
    sentence = link.frame.sentence
    if link.relation == "holds_office":
        office = next((m.office for m in link.head.mentions if m.office and link.start <= m.start <= link.end), None)
        if office:
            attrs["title"] = office.title
        return attrs
    if link.relation == "comments_on":
        words = document.text[link.start : sentence.end]
        attrs["stance"] = next((name for name, pattern in _STANCE.items() if pattern.search(words)), "neutral")
    if link.relation in ("supports", "invests_in"):
        giver = next((i for i in link.frame.items if i.group is link.head), None)
        money = _nearest_money(document, link, giver)
        if money is not None:
            attrs["amount_krw"] = int(money.number)
    if link.relation in _DATED:
        when = next((w for w in find_dates(document.text, document.article.date, sentence.start, sentence.end) if not w.bound), None)
        if when is not None and when.iso <= (document.article.date or when.iso):
            attrs["date"] = when.iso
    return attrs


def _nearest_money(document: Document, link: Link, giver: Item | None) -> Value | None:
    sums = list(find_money(document.text, link.frame.sentence.start, link.frame.sentence.end))
    if giver is None or not sums:
        return None
    after = [s for s in sums if s.start >= giver.end]
    return after[0] if after else sums[-1]


def decider(frame: Frame, link: Link) -> Group | None:
    """Return who decided a selection: a ministry or the government that the sentence names as running it."""
    for item in frame.items:
        if item.group.type == "Organization" and item.group is not link.head and item.role in ("의", "이", "가", "은", "는", "mod") and _decides(item.group):
            return item.group
    return None


def addressee(frame: Frame, link: Link) -> Group | None:
    """Return whom a proposal is put to: 에, 에게, 께 behind a body or an official."""
    for item in frame.items:
        if item.group not in (link.head, link.tail) and item.role in ("에", "에게", "께") and item.group.type in ("Organization", "Official", "Region"):
            return item.group
    return None


def _decides(group: Group) -> bool:
    entry = next((m.entry for m in group.mentions if m.entry), None)
    return entry is not None and entry.kind in ("government", "ministry", "agency", "committee")


def entity_attributes(document: Document, frames: list[Frame]) -> dict[int, dict[str, AttrValue]]:
    """Return budget, area, start and end of projects and sites, from sentences that are about just one of them."""
    found: dict[int, dict[str, AttrValue]] = {}
    topic: Group | None = None
    for frame in frames:
        things = list({id(i.group): i.group for i in frame.items if i.group.type == "Project" and not i.nested}.values())
        if len(things) == 1:
            topic = things[0]
        elif things:
            topic = None
        if topic is None:
            continue
        attrs = found.setdefault(id(topic), {})
        start, end = frame.sentence.start, frame.sentence.end
        for money in find_money(document.text, start, end):
            before = document.text[max(start, money.start - 14) : money.start]
            around = document.text[max(start, money.start - 14) : money.end + 8]
            if "budget_krw" not in attrs and _BUDGET.search(around) and not _SHARE.search(before):
                attrs["budget_krw"] = int(money.number)
        for area in find_areas(document.text, start, end):
            attrs.setdefault("area_m2", int(area.number))
        for when in find_dates(document.text, document.article.date, start, end):
            if when.bound:
                attrs.setdefault(when.bound, when.iso)
    return found
