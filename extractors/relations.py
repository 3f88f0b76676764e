"""Claims: who does what to which thing, read from the frames of an article by rules, each a plain generator."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.entities import Group
from extractors.frames import Frame, Item, Predicate
from extractors.lexicon import load_lexicon
from graph.schema import load_schema

_PREDICATES = {name: frozenset(stems) for name, stems in load_lexicon()["predicates"].items()}
_SCHEMA = load_schema()
_SUBJECT = ("은", "는", "이", "가", "도", "께서", ",")
_OBJECT = ("을", "를")
_AT = ("에", "에서", "으로", "로", "에는", "까지")
_THING = ("Project", "Policy", "Site")
_GOVERNMENT = ("Region", "Organization")
# Which bodies a title without one belongs to, by the end of their names.
_TITLE_BODY = (
    ("부시장", r"시$"), ("시장", r"시$"), ("군수", r"군$"), ("구청장", r"구$"), ("부지사", r"도$"), ("지사", r"도$"), ("국회의원", r"^국회$"), ("의원", r"의회$|^국회$"), ("의장", r"의회$"),
    ("장관", r"부$"), ("차관", r"부$"), ("청장", r"청$"), ("대통령", r"^정부$"), ("총리", r"^정부$"), ("국장", r"[시군도]$"), ("과장", r"[시군도]$"), ("실장", r"[시군도]$"),
    ("총장", r"대학교$"), ("회장", r"협회$|그룹$|회$"), ("대표", r"."), ("사장", r"."), ("위원장", r"위원회$|특위$"), ("원장", r"원$"), ("단장", r"단$"),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A claim before its status, attributes and confidence are known. `predicate` is what carries its tense."""

    head: Group
    relation: str
    tail: Group
    frame: Frame
    rule: str
    predicate: Predicate | None
    start: int
    end: int


def find_links(document: Document, frames: Sequence[Frame]) -> list[Link]:
    """Return the links that the rules find, the first for a pair and relation, in the order of the text."""
    seen: dict[tuple[int, str, int], Link] = {}
    _GROUPS[:] = {id(i.group): i.group for f in frames for i in f.items}.values()
    topic: list[Item] = []
    for frame in frames:
        for rule in RULES:
            for link in rule(document, frame, topic):
                if link.head is link.tail or not _SCHEMA.relations[link.relation].allows(link.head.type, link.tail.type):
                    continue
                seen.setdefault((id(link.head), link.relation, id(link.tail)), link)
        topic = _topic(frame) or topic
    for link in _unled(frames, list(seen.values())):
        seen.setdefault((id(link.head), link.relation, id(link.tail)), link)
    return list(seen.values())


def _unled(frames: Sequence[Frame], links: Sequence[Link]) -> Iterator[Link]:
    """A project that nobody is said to lead, told of right after a city or province: its omitted subject."""
    led = {id(link.tail) for link in links if link.relation == "leads"}
    topic: Item | None = None
    for frame in frames:
        for item in frame.items:
            if item.nested:
                continue
            if item.group.type == "Region" and item.role in ("은", "는", "이", "가", ","):
                topic = item
            elif item.group.type in ("Official", "Organization") and item.role in ("은", "는"):
                topic = None if item.group.type == "Organization" else topic
            elif item.group.type == "Project" and topic is not None and id(item.group) not in led and item.role not in ("에서", "과", "와"):
                led.add(id(item.group))
                yield Link(topic.group, "leads", item.group, frame, "topic", None, frame.sentence.start, frame.sentence.end)


def _topic(frame: Frame) -> list[Item]:
    return [i for i in frame.items if i.role in ("은", "는", "이", "가", ",") and i.group.type in ("Region", "Organization", "Official", "Person", "Project")]


def _link(head: Item, relation: str, tail: Item, frame: Frame, rule: str, predicate: Predicate | None = None) -> Link:
    spans = (head.start, head.end, tail.start, tail.end, *((predicate.start, predicate.end) if predicate else ()))
    inside = [p for p in spans if frame.sentence.start <= p <= frame.sentence.end]
    return Link(head.group, relation, tail.group, frame, rule, predicate, min(inside), max(inside))


def subjects(frame: Frame, predicate: Predicate, topic: Sequence[Item], types: Sequence[str]) -> list[Item]:
    """Return who acts in a predicate: the nearest subject before it with its list, else the topic of the sentence before."""
    before = [
        i
        for i in frame.items
        if i.end <= predicate.start and i.role in _SUBJECT and i.group.type in types and not _is_consumed(frame, i, predicate)
    ]
    if not before:
        return [i for i in topic if i.group.type in types and i.group.type != "Project"] if not _any_subject(frame, predicate) else []
    nearest = before[-1]
    found = [nearest]
    for item in reversed(before[:-1]):
        if item.role == nearest.role and not any(item.end <= p.start < found[0].start for p in frame.predicates):
            found.insert(0, item)
    return found


def _is_consumed(frame: Frame, item: Item, predicate: Predicate) -> bool:
    """Tell whether a subject belongs to a clause that modifies a noun before the predicate (국토부가 주관하는 공모에 …)."""
    return item.role in ("이", "가") and any(
        p.ending == "ETM" and item.end <= p.start and p.end <= predicate.start for p in frame.predicates
    )


def _any_subject(frame: Frame, predicate: Predicate) -> bool:
    return any(i.end <= predicate.start and i.role in _SUBJECT for i in frame.items)


def objects(frame: Frame, predicate: Predicate, types: Sequence[str], roles: Sequence[str]) -> list[Item]:
    """Return what a predicate acts on: items with such a particle between the predicate before it and itself, and what it modifies."""
    floor = max((p.end for p in frame.predicates if p.end <= predicate.start and p.ending in ("EC", "EF")), default=frame.sentence.start)
    found = [i for i in frame.items if floor <= i.start and i.end <= predicate.start and i.role in roles and i.group.type in types]
    if predicate.ending == "ETM":
        after = [i for i in frame.items if i.start >= predicate.end and not i.nested][:1]
        found += [i for i in after if i.start - predicate.end <= 12 and i.group.type in types]
    return found


def _predicates(frame: Frame, relation: str) -> Iterator[Predicate]:
    return (p for p in frame.predicates if p.stem in _PREDICATES[relation])


def office(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """홍남표 창원시장, 창원시(시장 홍남표): the body stands beside the title."""
    for item in frame.items:
        mention = next((m for m in item.group.mentions if m.start == item.start and m.office), None)
        if mention is None or mention.office is None:
            continue
        start, end = mention.office.body
        body = next((i for i in frame.items if i.start >= start and i.end <= end and i.group.type in _GOVERNMENT), None)
        if body is None and document.text[start - 1 : start] == "(":
            body = next((i for i in frame.items if i.end == start - 1 and i.group.type in _GOVERNMENT), None)
        if body is None:
            body = next((i for i in topic_of_title(frame, topic, item, mention.office.title)), None)
        if body is not None:
            yield _link(item, "holds_office", body, frame, "office")


def topic_of_title(frame: Frame, topic: Sequence[Item], person: Item, title: str) -> Iterator[Item]:
    """Yield the bodies named before that a title can belong to, the nearest first: 손병복 군수 → 울진군."""
    ending = next((end for word, end in _TITLE_BODY if title.endswith(word)), None)
    if ending is None:
        return
    before = [i for i in frame.items if i.end <= person.start and not i.nested]
    for item in (*reversed(before), *topic):
        if item.group.type in _GOVERNMENT and re.search(ending, item.group.name):
            yield item


def acts(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """An actor, a predicate of the relation's class, and what it acts on: 창원시는 … 구축을 추진한다."""
    for relation, heads, tails, roles in (
        ("leads", ("Region", "Organization", "Official"), _THING, (*_OBJECT, "도")),
        ("participates_in", ("Region", "Organization"), ("Project", "Policy"), ("에", *_OBJECT)),
        ("fosters", ("Region", "Official", "Organization"), ("Industry",), (*_OBJECT, "의")),
        ("proposes", ("Region", "Organization", "Official", "Person"), _THING, _OBJECT),
        ("invests_in", ("Organization",), ("Project", "Site", "Region"), ("에", *_OBJECT)),
        ("supports", ("Region", "Organization"), _THING, ("에", *_OBJECT)),
    ):
        for predicate in _predicates(frame, relation):
            for subject in subjects(frame, predicate, topic, heads):
                for thing in objects(frame, predicate, tails, roles):
                    if thing is not subject:
                        yield _link(subject, relation, thing, frame, f"acts:{predicate.stem}", predicate)


def possessed(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """국토교통부의 '드론 실증도시 구축사업', 산업부 공모사업: who runs a scheme stands before it."""
    for left, right in zip(frame.items, frame.items[1:], strict=False):
        if left.nested or right.nested or right.start - left.end > 12:
            continue
        if left.role in ("의", "mod") and left.group.type == "Organization" and right.group.type in ("Project", "Policy"):
            yield _link(left, "leads", right, frame, "possessed")
        if left.role in ("의", "mod", "") and left.group.type in ("Region", "Site") and right.group.type in ("Site", "Project"):
            yield _link(right, "located_in", left, frame, "placed")
        if left.role == "mod" and left.group.type == right.group.type == "Organization" and document.text[left.end : right.start] == " ":
            yield _link(right, "part_of", left, frame, "unit")
        if left.role in ("mod", "의") and left.group.type in ("Organization", "Site") and right.group.type == "Site":
            yield _link(right, "part_of" if left.group.type == "Organization" else "located_in", left, frame, "unit")


def selected(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """울산시가 국토교통부의 공모에 뽑혔다; 국토부는 이 땅을 후보지로 선정했다."""
    for predicate in _predicates(frame, "selected_for"):
        schemes = objects(frame, predicate, ("Project", "Policy"), (*_AT, *_OBJECT, "이", "가"))
        passive = predicate.stem.endswith(("되", "히다")) or predicate.stem in ("통과", "따내다", "받다", "탈락", "도전", "신청", "유치", "면제", "들다", "오르다")
        if passive:
            winners = subjects(frame, predicate, topic, ("Region", "Organization", "Site", "Project"))
        else:
            winners = objects(frame, predicate, ("Region", "Organization", "Site", "Project"), _OBJECT)
        for winner in winners:
            for scheme in schemes:
                yield _link(winner, "selected_for", scheme, frame, f"selected:{predicate.stem}", predicate)


def agreement(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """An agreement: the parties take part in the project it is for, or are partners of the host."""
    text = document.text[frame.sentence.start : frame.sentence.end]
    if not re.search(r"협약|양해각서|MOU|합의각서|손잡|손을 잡|맞손", text):
        return
    parties = [i for i in frame.items if i.group.type in _GOVERNMENT and not i.nested and i.role in (*_SUBJECT, "와", "과", "하고", "등", "mod", "의")]
    project = next((i for i in frame.items if i.group.type == "Project"), None)
    predicate = next(iter(p for p in frame.predicates[::-1]), None)
    if project is not None:
        for party in parties:
            yield _link(party, "participates_in", project, frame, "agreement", predicate)
    elif len(parties) > 1:
        for party in parties[1:]:
            yield _link(parties[0], "partners_with", party, frame, "agreement", predicate)


def named_industry(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """드론 in 드론 특화단지: an industry inside a name is its target."""
    for item in frame.items:
        if item.nested and item.group.type == "Industry":
            cover = next((i for i in frame.items if not i.nested and i.start <= item.start and item.end <= i.end), None)
            if cover is not None and cover.group.type in _THING:
                yield _link(cover, "targets", item, frame, "name")


def field(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """Industries in a sentence that tells of one undertaking or place: what it is for."""
    industries = [i for i in frame.items if i.group.type == "Industry" and not i.nested]
    things = [i for i in frame.items if i.group.type in ("Project", "Site") and not i.nested]
    if industries and len({id(i.group) for i in things}) == 1:
        for industry in industries:
            yield _link(things[0], "targets", industry, frame, "field")


def business(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """방산기업 LIG넥스원, 이차전지를 만드는 삼성SDI."""
    items = [i for i in frame.items if not i.nested]
    for left, right in zip(items, items[1:], strict=False):
        if left.group.type == "Industry" and right.group.type == "Organization" and not right.nested:
            between = document.text[left.end : right.start]
            if re.fullmatch(r" ?(?:분야 |산업 |전문 ?)*(?:대?기업|업체|제조사|회사|제조업체|전문기업|스타트업)[인]? ?(?:㈜|\(주\))?", between) or (
                len(between) <= 14 and any(p.ending == "ETM" and left.end <= p.start and p.end <= right.start for p in frame.predicates)
            ):
                yield _link(right, "operates_in", left, frame, "business")


def located(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """X에 들어서는 Y; Y는 X에 있다."""
    for predicate in _predicates(frame, "located_in"):
        places = objects(frame, predicate, ("Region", "Site"), ("에", "에는", "에서", "mod"))
        if not places:
            continue
        things = [i for i in frame.items if i.group.type in ("Project", "Site", "Organization") and i.role in (*_SUBJECT, *_OBJECT) and i.end <= predicate.start]
        things = things[-1:] + objects(frame, predicate, ("Project", "Site", "Organization"), ())
        for thing in things:
            if thing.group.type == "Organization" and predicate.stem not in ("있다", "입주", "위치", "자리", "이전", "열다", "둥지"):
                continue
            yield _link(thing, "located_in", places[-1], frame, f"located:{predicate.stem}", predicate)


def statement(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """A speaker and what the statement is about."""
    speakers = [i for i in frame.items if i.group.type in ("Official", "Person") and i.role in ("은", "는", "이", "가", "도")]
    verbs = list(_predicates(frame, "comments_on"))
    if not speakers or not verbs:
        return
    about = [i for i in frame.items if i.group.type in _THING and not i.nested and i.start > speakers[0].end]
    for thing in about[:1]:
        yield _link(speakers[0], "comments_on", thing, frame, f"statement:{verbs[-1].stem}", verbs[-1])


def _contains(longer: str, shorter: str) -> bool:
    return len(shorter) >= 2 and longer != shorter and longer.startswith(shorter)


def named(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """창원국가산단 lies in 창원시, 경남테크노파크 에너지바이오본부 belongs to 경남테크노파크: what a name says of itself."""
    items = [i for i in frame.items if not i.nested]
    for item in items:
        text = document.text[item.start : item.end]
        for other in {id(g): g for g in (*(i.group for i in topic), *_all_groups(document))}.values():
            if other is item.group:
                continue
            if other.type == "Region" and item.group.type in ("Site", "Project") and any(_contains(text, a) for a in other.aliases | _short(other)):
                yield Link(item.group, "located_in", other, frame, "name", None, item.start, item.end)
            if other.type == "Organization" and item.group.type in ("Site", "Organization") and any(_contains(text, a + " ") for a in other.aliases):
                yield Link(item.group, "part_of", other, frame, "name", None, item.start, item.end)
            if other.type == "Policy" and item.group.type in ("Site", "Project") and len(other.name) >= 5 and item.group.name.replace(" ", "").endswith(other.name.replace(" ", "")):
                yield Link(item.group, "part_of", other, frame, "name", None, item.start, item.end)


_GROUPS: list[Group] = []


def _all_groups(document: Document) -> list[Group]:
    return _GROUPS


def _short(group: Group) -> set[str]:
    entry = next((m.entry for m in group.mentions if m.entry), None)
    return {form for form in entry.forms if len(form) >= 2} if entry else set()


def area(document: Document, frame: Frame, topic: Sequence[Item]) -> Iterator[Link]:
    """의창구 북면 일원 339만㎡에: the place of what the sentence, or the one before, is about."""
    places = [i for i in frame.items if i.group.type in ("Region", "Site") and re.match(r"[^.]{0,8}(?:일원|일대|부지)", document.text[i.end : i.end + 14])]
    things = [i for i in frame.items if i.group.type in ("Project",) and not i.nested] or [i for i in topic if i.group.type == "Project"]
    for place in places:
        if things:
            yield Link(things[0].group, "located_in", place.group, frame, "area", None, place.start, place.end)


RULES = (office, acts, possessed, selected, agreement, named_industry, field, business, located, area, named, statement)
