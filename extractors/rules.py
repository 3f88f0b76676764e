"""The rules within a sentence: each a plain generator that reads one kind of link from a scene."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extractors.entities import Group
from extractors.frames import Item, Predicate
from extractors.relations import (
    CLOSE,
    OBJECT,
    SUBJECT,
    Link,
    Scene,
    Whole,
    items_of,
    join,
    objects,
    predicates,
    subjects,
)

_BODIES = ("Region", "Organization")
_PEOPLE = ("Official", "Person")
_PUBLIC = ("Region", "Organization", "Official")
_PLACES = ("Region", "Site")
_BUILT = ("Project", "Site")
_SCHEMES = ("Project", "Policy")
_THINGS = ("Project", "Policy", "Site")

# What the body of a title is called that stands alone (손병복 군수 → 울진군); the first ending that fits counts.
_BODY_OF_TITLE = {
    title: re.compile(pattern)
    for titles, pattern in (
        ("부시장 시장", "시$"),
        ("군수", "군$"),
        ("구청장", "구$"),
        ("부지사 지사", "도$"),
        ("국회의원", "^국회$"),
        ("의원", "의회$|^국회$"),
        ("의장", "의회$"),
        ("장관 차관", "부$"),
        ("청장", "청$"),
        ("대통령 총리", "^정부$"),
        ("국장 과장 실장", "[시군도]$"),
        ("총장", "대학교$"),
        ("회장", "협회$|그룹$|회$"),
        ("대표 사장", "."),
        ("위원장", "위원회$|특위$"),
        ("원장", "원$"),
        ("단장", "단$"),
    )
    for title in titles.split()
}


@dataclass(frozen=True, slots=True)
class Act:
    """A relation that an actor's predicate expresses: who can act, on what, and the particles that mark it."""

    relation: str
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    roles: tuple[str, ...]


_ACTS = (
    Act("leads", _PUBLIC, _THINGS, (*OBJECT, "도")),
    Act("participates_in", _BODIES, _SCHEMES, ("에", *OBJECT)),
    Act("fosters", _PUBLIC, ("Industry",), (*OBJECT, "의")),
    Act("proposes", (*_PUBLIC, "Person"), _THINGS, OBJECT),
    Act("operates_in", ("Organization",), ("Industry",), (*OBJECT, "의", "mod")),
    Act("invests_in", ("Organization",), ("Project", "Site", "Region"), ("에", *OBJECT)),
    Act("supports", _BODIES, _THINGS, ("에", *OBJECT)),
)

_RULING = frozenset(("government", "ministry", "agency", "assembly", "committee"))
# Where a scheme stands that something is chosen for, and what can be chosen.
_CHOSEN_FOR = ("에", "에서", "으로", "로", "에는", "까지", *OBJECT, "이", "가")
_CHOSEN = ("Region", "Organization", "Site", "Project")
# Active verbs whose subject is the one that is chosen, or runs to be; of the others (선정했다) the object is.
_WINNING = frozenset(("통과", "따내다", "받다", "탈락", "도전", "신청", "유치", "면제", "들다", "오르다"))
_PASSIVE = ("되", "히다", "이다")
# Behind 뽑힌, 선정된: the list of those that were follows.
_CHOSEN_ONES = re.compile(r" ?(?:곳|지역|도시|지자체|대상지|후보지|기업|기관)[은는이가]")

_AGREEMENT = re.compile("협약|양해각서|MOU|합의각서|손잡|손을 잡|맞손")
_PARTY_ROLES = (*SUBJECT, "와", "과", "하고")
# 방산기업 LIG넥스원, 이차전지 전문기업인 ㈜엘앤에프.
_COMPANY_OF = re.compile(
    r" ?(?:분야 |산업 |전문 ?)*(?:대?기업|업체|제조사|회사|제조업체|전문기업|스타트업)[인]? ?(?:㈜|\(주\))?"
)
# How far a company may stand from the field it works in, a predicate between them (이차전지를 만드는 …).
_MAKER = 14
# What a place or its firms become when an industry is promoted there, or the industry itself as an object.
_STRONGHOLD = re.compile("거점|도시|메카|중심|허브|산업|분야|기업|기지|생태계|^[을를]")
_ANY_ROLE = ("을", "를", "의", "로", "으로", "에", "와", "이", "가", "mod", "", "end", "이다")
# What a body does where it sits; other verbs of place tell of what is built.
_SITTING = frozenset(("있다", "입주", "위치", "자리", "이전", "열다", "둥지"))
# Behind a place: its ground, where something is built.
_GROUND = re.compile(r"[^.]{0,8}(?:일원|일대|부지)")
_GROUND_REACH = 14
# What a name that tells of another says of it.
_BELONGS = {
    **{(kind, "Region"): "located_in" for kind in _BUILT},
    **{(kind, "Policy"): "part_of" for kind in _BUILT},
    **{(kind, "Organization"): "part_of" for kind in ("Site", "Organization")},
}
# A scheme's name that ends another name is a part of it only from this length on: 규제자유특구, not 특구.
_SCHEME_NAME = 5


def office(scene: Scene) -> Iterator[Link]:
    """홍남표 창원시장, 창원시(시장 홍남표): the body stands beside the title, or before where the title says which."""
    bodies = [item for item in scene.frame.items if item.group.type in _BODIES]
    for item in scene.frame.items:
        held = next((m.office for m in item.group.mentions if m.start == item.start and m.office), None)
        if held is None:
            continue
        start, end = held.body
        body = next((i for i in bodies if i.start >= start and i.end <= end), None)
        if body is None and scene.document.text[start - 1 : start] == "(":
            body = next((i for i in bodies if i.end == start - 1), None)
        if body is None:
            body = next(_bodies_of_title(scene, item, held.title), None)
        if body is not None:
            yield join(scene, (item, body), "holds_office", "office")


def _bodies_of_title(scene: Scene, person: Item, title: str) -> Iterator[Item]:
    """Yield the bodies named before that a title can belong to, the nearest first."""
    name = next((name for word, name in _BODY_OF_TITLE.items() if title.endswith(word)), None)
    before = [item for item in scene.frame.items if item.end <= person.start and not item.nested]
    for item in (*reversed(before), *scene.topic):
        if name and item.group.type in _BODIES and name.search(item.group.name):
            yield item


def acts(scene: Scene) -> Iterator[Link]:
    """창원시는 … 구축을 추진한다: an actor, a predicate of the relation, and what it acts on."""
    for act in _ACTS:
        for predicate in predicates(scene.frame, act.relation):
            for subject in subjects(scene, predicate, act.heads):
                for thing in objects(scene.frame, predicate, act.tails, act.roles):
                    if thing is not subject and not (act.relation == "operates_in" and _governs(subject.group)):
                        yield join(scene, (subject, thing), act.relation, f"acts:{predicate.stem}", predicate)


def _governs(group: Group) -> bool:
    """Tell whether a body rules rather than makes or studies things."""
    return any(m.entry is not None and m.entry.kind in _RULING for m in group.mentions)


def _neighbours(scene: Scene) -> Iterator[tuple[Item, Item]]:
    """Yield the names that stand close to each other, none inside a longer one."""
    for left, right in pairwise(scene.frame.items):
        if not (left.nested or right.nested) and right.start - left.end <= CLOSE:
            yield left, right


def possessed(scene: Scene) -> Iterator[Link]:
    """국토교통부의 '드론 실증도시 구축사업': who runs a scheme stands before it."""
    for left, right in _neighbours(scene):
        if left.role in ("의", "mod") and left.group.type == "Organization" and right.group.type in _SCHEMES:
            yield join(scene, (left, right), "leads", "possessed")


def placed(scene: Scene) -> Iterator[Link]:
    """창원국가산단 내 지식산업센터: where something is stands before it."""
    for left, right in _neighbours(scene):
        if left.role in ("의", "mod", "") and left.group.type in _PLACES and right.group.type in _BUILT:
            yield join(scene, (right, left), "located_in", "placed")


def unit(scene: Scene) -> Iterator[Link]:
    """경남테크노파크 에너지바이오본부, 부산대학교 양산캠퍼스: the whole stands before its part."""
    for left, right in _neighbours(scene):
        if left.group.type != "Organization":
            continue
        beside = left.role == "mod" and scene.document.text[left.end : right.start] == " "
        if (right.group.type == "Organization" and beside) or (
            right.group.type == "Site" and left.role in ("mod", "의")
        ):
            yield join(scene, (right, left), "part_of", "unit")


def selected(scene: Scene) -> Iterator[Link]:
    """울산시가 국토교통부의 공모에 뽑혔다; 국토부는 이 땅을 후보지로 선정했다; 공모에 뽑힌 곳은 울산과 포항이다."""
    for predicate in predicates(scene.frame, "selected_for"):
        winners = _winners(scene, predicate)
        chosen = {id(winner.group) for winner in winners}
        schemes = [
            item for item in objects(scene.frame, predicate, _SCHEMES, _CHOSEN_FOR) if id(item.group) not in chosen
        ]
        rule = f"selected:{predicate.stem}"
        for winner in winners:
            for scheme in schemes:
                yield join(scene, (winner, scheme), "selected_for", rule, predicate)
            if not schemes and scene.scheme is not None and _is_passive(predicate):
                end = max(winner.end, predicate.end)
                start = min(winner.start, predicate.start)
                yield Link(winner.group, "selected_for", scene.scheme, scene.frame, rule, predicate, start, end)


def _is_passive(predicate: Predicate) -> bool:
    return predicate.stem.endswith(_PASSIVE) or predicate.stem in _WINNING


def _winners(scene: Scene, predicate: Predicate) -> list[Item]:
    if not _is_passive(predicate):
        return objects(scene.frame, predicate, _CHOSEN, OBJECT)
    if predicate.ending == "ETM":
        if _CHOSEN_ONES.match(scene.document.text, predicate.end):
            return [item for item in items_of(scene.frame, _CHOSEN) if item.start >= predicate.end]
        if modified := objects(scene.frame, predicate, _CHOSEN, ()):
            return modified
    return subjects(scene, predicate, _CHOSEN)


def agreement(scene: Scene) -> Iterator[Link]:
    """An agreement: the parties take part in the project it is for, or are partners of the first."""
    sentence = scene.frame.sentence
    if not _AGREEMENT.search(scene.document.text, sentence.start, sentence.end):
        return
    parties = [item for item in items_of(scene.frame, _BODIES) if item.role in _PARTY_ROLES]
    signed = list(predicates(scene.frame, "partners_with"))
    if len({id(party.group) for party in parties}) < 2 or not signed:
        return
    project = next((item for item in scene.frame.items if item.group.type == "Project"), None)
    parties = [party for party in parties if party.end <= signed[-1].start]
    if project is not None:
        for party in parties:
            yield join(scene, (party, project), "participates_in", "agreement", signed[-1])
    else:
        for party in parties[1:]:
            yield join(scene, (parties[0], party), "partners_with", "agreement", signed[-1])


def named_industry(scene: Scene) -> Iterator[Link]:
    """드론 특화단지: an industry inside a name is its target."""
    for item in scene.frame.items:
        if item.nested and item.group.type == "Industry":
            covers = (i for i in scene.frame.items if not i.nested and i.start <= item.start and item.end <= i.end)
            cover = next(covers, None)
            if cover is not None and cover.group.type in _THINGS:
                yield join(scene, (cover, item), "targets", "name")


def field(scene: Scene) -> Iterator[Link]:
    """The industries in a sentence that tells of one undertaking or place only: what it is for."""
    things = items_of(scene.frame, _BUILT)
    if len({id(thing.group) for thing in things}) == 1:
        for industry in items_of(scene.frame, ("Industry",)):
            yield join(scene, (things[0], industry), "targets", "field")


def business(scene: Scene) -> Iterator[Link]:
    """방산기업 LIG넥스원, 이차전지를 만드는 삼성SDI: the field stands before the company."""
    for left, right in pairwise(item for item in scene.frame.items if not item.nested):
        if left.group.type == "Industry" and right.group.type == "Organization":
            between = scene.document.text[left.end : right.start]
            if _COMPANY_OF.fullmatch(between) or (len(between) <= _MAKER and _modifies(scene, left, right)):
                yield join(scene, (right, left), "operates_in", "business")


def _modifies(scene: Scene, left: Item, right: Item) -> bool:
    return any(p.ending == "ETM" and left.end <= p.start and p.end <= right.start for p in scene.frame.predicates)


def promotes(scene: Scene) -> Iterator[Link]:
    """창원을 방위산업의 거점으로 키우겠다: who makes a place or its firms stand for an industry promotes it."""
    for predicate in predicates(scene.frame, "fosters"):
        fields = objects(scene.frame, predicate, ("Industry",), _ANY_ROLE)
        built = objects(scene.frame, predicate, _BUILT, OBJECT)
        if not fields or built or not _STRONGHOLD.search(scene.document.text[fields[-1].end : predicate.start]):
            continue
        for subject in subjects(scene, predicate, ("Region", "Official")):
            for industry in fields:
                yield join(scene, (subject, industry), "fosters", f"promotes:{predicate.stem}", predicate)


def located(scene: Scene) -> Iterator[Link]:
    """창원에 들어서는 센터; 본사는 창원에 있다."""
    kinds = (*_BUILT, "Organization")
    for predicate in predicates(scene.frame, "located_in"):
        places = objects(scene.frame, predicate, _PLACES, ("에", "에는", "에서", "mod"))
        marked = [
            item
            for item in scene.frame.items
            if item.end <= predicate.start and item.group.type in kinds and item.role in (*SUBJECT, *OBJECT)
        ]
        for thing in (*marked[-1:], *objects(scene.frame, predicate, kinds, ())):
            if places and (thing.group.type != "Organization" or predicate.stem in _SITTING):
                yield join(scene, (thing, places[-1]), "located_in", f"located:{predicate.stem}", predicate)


def area(scene: Scene) -> Iterator[Link]:
    """의창구 북면 일원 339만㎡에: the place of the project that the sentence, or the one before, is about."""
    text = scene.document.text
    projects = items_of(scene.frame, ("Project",)) or [item for item in scene.topic if item.group.type == "Project"]
    for place in scene.frame.items:
        if projects and place.group.type in _PLACES and _GROUND.match(text[place.end : place.end + _GROUND_REACH]):
            yield join(scene, (projects[0], place), "located_in", "area")


def named(scene: Scene) -> Iterator[Link]:
    """창원국가산단 lies in 창원시, 울산 규제자유특구 is one of 규제자유특구: what a name says of itself."""
    for item in items_of(scene.frame, (*_BUILT, "Organization")):
        text = scene.document.text[item.start : item.end]
        for whole in scene.wholes:
            relation = _BELONGS.get((item.group.type, whole.group.type))
            if relation and whole.group is not item.group and _tells_of(text, item.group.name, whole):
                yield Link(item.group, relation, whole.group, scene.frame, "name", None, item.start, item.end)


def _tells_of(text: str, name: str, whole: Whole) -> bool:
    begins = text.startswith(whole.beginnings) and text not in whole.beginnings
    return begins or bool(whole.ending and name.replace(" ", "").endswith(whole.ending))


def wholes_of(groups: Iterable[Group]) -> Iterator[Whole]:
    """Yield what the names of others can say that they lie in or are a part of, with all ways to write it."""
    for group in groups:
        if group.type == "Region":
            listed = next((mention.entry.forms for mention in group.mentions if mention.entry), ())
            yield Whole(group, tuple(form for form in (*group.aliases, *listed) if len(form) >= 2), "")
        elif group.type == "Organization":
            yield Whole(group, tuple(f"{alias} " for alias in group.aliases), "")
        elif group.type == "Policy" and len(group.name) >= _SCHEME_NAME:
            yield Whole(group, (), group.name.replace(" ", ""))


def statement(scene: Scene) -> Iterator[Link]:
    """A speaker, and the first thing that the statement is about."""
    speakers = [i for i in scene.frame.items if i.group.type in _PEOPLE and i.role in ("은", "는", "이", "가", "도")]
    verbs = list(predicates(scene.frame, "comments_on"))
    if speakers and verbs:
        about = (item for item in items_of(scene.frame, _THINGS) if item.start > speakers[0].end)
        for thing in list(about)[:1]:
            yield join(scene, (speakers[0], thing), "comments_on", f"statement:{verbs[-1].stem}", verbs[-1])


# In the order in which they are asked.
WITHIN = (
    office,
    acts,
    possessed,
    placed,
    unit,
    selected,
    agreement,
    named_industry,
    field,
    business,
    promotes,
    located,
    area,
    named,
    statement,
)
