from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.inspection import (
    ENOUGH_TO_JOIN,
    KINDS,
    Judgement,
    MissedEntity,
    count_silent,
    inspect_article,
    tell_entities,
)
from graph.model import Article, Claim, Entity, Extraction, Span

TEXT = (
    "창원시, 드론 특화단지 조성\n\n"
    "창원시는 드론 특화단지를 조성한다. 이 사업에 산업부가 300억 원을 댄다. 시는 드론 산업을 키운다. 날씨가 맑았다.\n\n"
    "한바다 기자 bada@namhae.example\n"
)
ARTICLE = Article("기사1", "창원시, 드론 특화단지 조성", "남해뉴스", "2025-01-07", "https://example.com/1", TEXT)


def spans(*texts):
    """Give every place of each text, or with text@n its n-th place only."""
    found = []
    for text, _, which in (text.partition("@") for text in texts):
        starts = [at for at in range(len(TEXT)) if TEXT.startswith(text, at)]
        found += [Span(at, at + len(text), text) for at in ([starts[int(which)]] if which else starts)]
    return tuple(sorted(found))


CITY = Entity("Region:창원시", "Region", "창원시", spans("창원시"), spans("시는@1"))
ZONE = Entity("Project:드론 특화단지", "Project", "드론 특화단지", spans("드론 특화단지"), spans("이 사업"))
DRONE = Entity("Industry:드론", "Industry", "드론", spans("드론@2", "드론@0"))
MINISTRY = Entity("Organization:산업통상자원부", "Organization", "산업통상자원부", spans("산업부"))
LEADS = Claim(
    "c1",
    CITY.id,
    "leads",
    ZONE.id,
    "planned",
    spans("드론 특화단지를 조성한다"),
    0.8,
    "규칙",
    {"amount_krw": 3 * 10**10},
)
TOLD = Extraction(
    "기사1", ARTICLE.title, "남해뉴스", "2025-01-07", "", ARTICLE.text_sha256, (CITY, ZONE, DRONE, MINISTRY), (LEADS,)
)
GOLD = Judgement(
    (MissedEntity("Industry", "날씨", ("날씨", "드론")),),
    (("산업통상자원부", "supports", "드론 특화단지"),),
    frozenset((CITY.id, "c1")),
)


def shown(passages):
    return [(p.kind, [(m.kind, TEXT[m.start : m.end], m.name) for m in p.marks]) for p in passages if p.kind != "blank"]


def test_passages_tell_what_stands_in_them_and_what_gave_no_claim():
    assert shown(inspect_article(ARTICLE, TOLD).passages) == [
        ("headline", [("mention", "창원시", "창원시"), ("mention", "드론 특화단지", "드론 특화단지")]),
        ("break", []),
        ("sentence", [("mention", "창원시", "창원시"), ("mention", "드론 특화단지", "드론 특화단지")]),
        ("silent", [("anaphor", "이 사업", "드론 특화단지"), ("mention", "산업부", "산업통상자원부")]),
        ("silent", [("anaphor", "시는", "창원시"), ("mention", "드론", "드론")]),
        ("sentence", []),
        ("around", []),
    ]


def test_a_claim_is_told_in_words():
    (told,) = inspect_article(ARTICLE, TOLD).claims
    assert (told.head, told.relation, told.tail, told.status, told.right) == (CITY, "추진", ZONE, "계획", None)
    assert told.facts == (("금액", "300억 원"),)


def test_an_attribute_that_is_an_entity_is_told_by_its_name():
    asked = Claim("c2", CITY.id, "proposes", ZONE.id, "proposed", LEADS.evidence, 0.8, "규칙", {"to": MINISTRY.id})
    extraction = Extraction("기사1", "", "", "", "", "", TOLD.entities, (asked,))
    assert inspect_article(ARTICLE, extraction).claims[0].facts == (("상대", "산업통상자원부"),)


def test_gold_tells_what_is_right_and_marks_what_was_missed_where_nothing_was_found():
    inspection = inspect_article(ARTICLE, TOLD, GOLD)
    missed = [mark for p in inspection.passages for mark in p.marks if mark.kind == "missed"]
    assert [(TEXT[mark.start : mark.end], mark.type) for mark in missed] == [("날씨", "Industry")]
    assert [told.right for told in inspection.claims] == [True]
    assert [(name, [right for _, right in found]) for name, found in tell_entities(inspection)] == [
        ("Region", [True]),
        ("Organization", [False]),
        ("Project", [False]),
        ("Industry", [False]),
    ]


HERE, THERE, FIELD = (
    Entity("Region:창원시", "Region", "창원시", (Span(4, 7, "창원시"), Span(14, 17, "창원시"))),
    Entity("Region:김해시", "Region", "김해시", (Span(8, 11, "김해시"), Span(18, 21, "김해시"))),
    Entity("Industry:드론", "Industry", "드론", (Span(8, 10, "드론"),)),
)


@pytest.mark.parametrize(
    ("text", "entities", "claims", "reasons"),
    [
        ("산업\n\n창원시 드론을 키운다.", (HERE, FIELD), (), {"unsure": 1}),
        ("산업\n\n창원시 김해시. 창원시 김해시.", (HERE, THERE), ((14, 21),), {"told_elsewhere": 1}),
        ("산업\n\n창원시 드론을 키운다.", (HERE, FIELD), ((4, 10),), {}),
        ("산업\n\n창원시 혼자다.", (HERE,), (), {}),
    ],
)
def test_sentences_that_gave_no_claim_are_counted_by_reason(text, entities, claims, reasons):
    article = Article("기사", "산업", "", "", "", text)
    found = tuple(
        Claim(
            str(n),
            entities[0].id,
            "partners_with",
            entities[-1].id,
            "done",
            (Span(*place, text[slice(*place)]),),
            1,
            "",
        )
        for n, place in enumerate(claims)
    )
    assert count_silent(article, Extraction("기사", "산업", "", "", "", "", entities, found)) == reasons


def test_things_that_no_relation_joins_are_no_omission():
    text = "산업\n\n드론 수소 산업이다."
    fields = tuple(
        Entity(f"Industry:{name}", "Industry", name, (Span(at, at + 2, name),))
        for name, at in (("드론", 4), ("수소", 7))
    )
    found = Extraction("기사", "산업", "", "", "", "", fields)
    assert count_silent(Article("기사", "산업", "", "", "", text), found) == {"no_relation": 1}


@st.composite
def told(draw):
    """Draw any extraction of the text, and the forms of an entity that was missed."""
    place = st.tuples(st.integers(0, len(TEXT)), st.integers(0, 12)).map(lambda p: (p[0], min(sum(p), len(TEXT))))
    some = st.lists(place.map(lambda p: Span(*p, TEXT[slice(*p)])), max_size=6).map(tuple)
    entities = [Entity(str(n), "Region", "창원시", draw(some), draw(some)) for n in range(draw(st.integers(0, 4)))]
    claims = [Claim("c", "0", "leads", "0", "done", draw(some), 1.0, "")] if entities else []
    missed = MissedEntity("Site", "단지", tuple(draw(st.lists(st.sampled_from(["단지", "드론", "(", "시"])))))
    return Extraction("기사1", "", "", "", "", "", tuple(entities), tuple(claims)), Judgement(
        (missed,), (), frozenset()
    )


@given(told())
def test_passages_hold_the_whole_text_and_marks_never_overlap(drawn):
    extraction, judgement = drawn
    passages = inspect_article(ARTICLE, extraction, judgement).passages
    assert "".join(TEXT[p.start : p.end] for p in passages) == TEXT
    marks = [mark for p in passages for mark in p.marks]
    assert all(mark.start < mark.end and mark.kind in KINDS for mark in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))
    assert all(p.start <= mark.start < p.end for p in passages for mark in p.marks)
    assert all(
        sum(bool(e.mentions or e.anaphora) for e in extraction.entities) >= ENOUGH_TO_JOIN
        for p in passages
        if p.kind == "silent"
    )
