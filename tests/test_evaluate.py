from dataclasses import replace

import pytest

from graph.evaluate import Tally, evaluate, match_entities
from graph.gold import GoldArticle, GoldClaim, GoldEntity
from graph.model import Claim, Entity, Extraction, Span

CITY = GoldEntity("e1", "Region", "창원시", ("창원", "창원시"))
MAYOR = GoldEntity("e2", "Official", "홍남표", ("홍남표", "홍 시장"))
ZONE = GoldEntity("e3", "Project", "드론 제조 국산화 특화단지 조성", ("드론 제조 국산화 특화단지",))
DRONE = GoldEntity("e4", "Industry", "드론", ("드론",))
FIRM = GoldEntity("e5", "Organization", "두산에너빌리티", ("두산에너빌리티",))
GOLD = GoldArticle(
    "기사1",
    (CITY, MAYOR, ZONE, DRONE, FIRM),
    (
        GoldClaim("e2", "holds_office", "e1", "done", {"title": "시장"}),
        GoldClaim("e1", "leads", "e3", "planned", {"end": "2028"}),
        GoldClaim("e1", "supports", "e5", "done", {"amount_krw": 10_000_000_000}),
        GoldClaim("e5", "partners_with", "e1", "done"),
    ),
)


def entity(id_, type_, name, *mentions):
    return Entity(id_, type_, name, tuple(Span(0, len(mention), mention) for mention in mentions))


def claim(head, relation, tail, status="done", **attrs):
    return Claim(f"{head}{relation}{tail}", head, relation, tail, status, (Span(0, 1, "창"),), 1.0, "", attrs)


def found(entities, claims=(), id_="기사1"):
    return Extraction(id_, "", "", "", "", "", tuple(entities), tuple(claims))


PERFECT = [entity(e.id, e.type, e.name, *e.mentions) for e in GOLD.entities]


def test_all_found_is_a_score_of_one():
    claims = [claim(c.head, c.relation, c.tail, c.status, **c.attrs) for c in GOLD.claims]
    result = evaluate([GOLD], [found(PERFECT, claims)])
    assert (result.entities_typed.f1, result.entities_named.f1, result.claims.f1, result.pairs.f1) == (1, 1, 1, 1)
    assert (result.statuses, result.attributes) == (Tally(4, 4, 4), Tally(2, 2, 2))
    assert result.misses == []


def test_nothing_found_and_an_article_not_extracted_score_alike():
    for extractions in ([], [found([])], [found(PERFECT, id_="다른 글")]):
        result = evaluate([GOLD], extractions)
        assert (result.entities_typed, result.claims) == (Tally(5, 0, 0), Tally(4, 0, 0))
        assert (result.entities_typed.f1, len(result.misses)) == (0, 9)


def test_the_arithmetic():
    tally = Tally(gold=4, predicted=5, right=3)
    assert (tally.precision, tally.recall) == (0.6, 0.75)
    assert tally.f1 == pytest.approx(2 / 3)
    assert tally + Tally(1, 1, 1) == Tally(5, 6, 4)


@pytest.mark.parametrize(
    ("gold", "predicted", "same"),
    [
        (CITY, entity("p", "Region", "창원특례시", "창원"), True),  # a mention in common
        (CITY, entity("p", "Region", "경상남도 창원시", "창원특례시"), False),
        (CITY, entity("p", "Organization", "창원시"), True),  # of another type, by name all the same
        (ZONE, entity("p", "Project", "드론제조 국산화 특화단지"), True),  # spaces, and 조성 at the end, do not count
        (ZONE, entity("p", "Project", "‘드론 제조 국산화 특화단지’ 구축사업"), True),
        (ZONE, entity("p", "Site", "드론 제조 국산화의 특화단지"), True),  # nearly the same, and long
        (ZONE, entity("p", "Project", "드론 실증도시 구축사업"), False),
        (ZONE, entity("p", "Industry", "드론 제조 국산화의 특화단지"), False),  # an industry's name is no phrase
        (DRONE, entity("p", "Industry", "드론·UAM"), False),
        (FIRM, entity("p", "Organization", "두산에너빌리티㈜"), True),  # Dice 12 / 13
        (FIRM, entity("p", "Organization", "두산"), False),
        (GoldEntity("g", "Site", "창원국가산단", ()), entity("p", "Site", "창녕국가산단"), False),  # Dice 6 / 10
        (GoldEntity("g", "Industry", "SMR", ()), entity("p", "Industry", "smr"), True),
        (GoldEntity("g", "Region", "창원시", ()), entity("p", "Region", "창원시"), True),  # decomposed Hangul
    ],
)
def test_which_names_are_the_same(gold, predicted, same):
    assert match_entities([gold], [predicted]) == ({"p": gold} if same else {})


def test_an_annotated_entity_is_matched_once_and_to_the_closest():
    same_type, other_type = entity("p1", "Organization", "창원"), entity("p2", "Region", "창원", "창원시")
    assert match_entities([CITY], [same_type, other_type]) == {"p2": CITY}
    result = evaluate([GOLD], [found([same_type, other_type])])
    assert (result.entities_named, result.entities_typed) == (Tally(5, 2, 1), Tally(5, 2, 1))
    assert result.types["Organization"] == Tally(1, 1, 0)


def test_people_of_either_type_prefer_each_other_but_the_type_counts():
    person, region = entity("p1", "Person", "홍남표"), entity("p2", "Region", "홍남표")
    result = evaluate([GOLD], [found([region, person])])
    assert match_entities([MAYOR], [region, person]) == {"p1": MAYOR}
    assert (result.entities_named.right, result.entities_typed.right) == (1, 0)
    assert result.confused["Official", "Person"] == 1


def test_claims_count_by_their_ends_and_relation():
    claims = [
        claim("e2", "holds_office", "e1", title="도지사"),
        claim("e1", "leads", "e3", "done"),
        claim("e1", "leads", "e3", "planned"),  # again: not counted twice
        claim("e3", "leads", "e1"),  # the wrong way round
        claim("e1", "partners_with", "e5"),  # symmetric: either way round
        claim("e1", "fosters", "e4"),  # not annotated
        claim("e1", "leads", "e9"),  # to an entity that is not there
    ]
    result = evaluate([GOLD], [found(PERFECT, claims)])
    assert result.claims == Tally(gold=4, predicted=6, right=3)
    assert result.statuses == Tally(3, 3, 2)
    assert result.attributes == Tally(1, 1, 0)
    assert result.relations["leads"] == Tally(1, 3, 1)
    assert result.relations["supports"] == Tally(1, 0, 0)
    assert result.pairs == Tally(gold=3, predicted=5, right=3)
    assert [(miss.kind, miss.what) for miss in result.misses] == [
        ("spurious claim", "드론 제조 국산화 특화단지 조성 —leads→ 창원시"),
        ("spurious claim", "창원시 —fosters→ 드론"),
        ("spurious claim", "창원시 —leads→ None"),
        ("missed claim", "창원시 —supports→ 두산에너빌리티"),
    ]


def test_a_pair_said_both_ways_round_is_one_hit():
    claims = [claim("e1", "partners_with", "e5"), claim("e5", "partners_with", "e1")]
    assert evaluate([GOLD], [found(PERFECT, claims)]).claims == Tally(4, 2, 1)


def test_an_amount_counts_by_its_digits():
    claims = [claim("e1", "supports", "e5", amount_krw="10000000000")]
    assert evaluate([GOLD], [found(PERFECT, claims)]).attributes == Tally(1, 1, 1)


def test_articles_add_up():
    other = GoldArticle("기사2", (CITY,), ())
    result = evaluate([GOLD, other], [found(PERFECT[:2]), found(PERFECT[:1], id_="기사2")])
    assert result.articles == 2
    assert result.entities_typed == Tally(6, 3, 3)
    assert result.types["Region"] == Tally(2, 2, 2)


def test_the_forms_of_all_articles_are_scored_together():
    gold = GoldArticle("기사1", (replace(CITY, anaphora=("시",)),), ())
    alone, with_anaphor = entity("p", "Region", "창원시", "창원", "창원시"), Span(9, 10, "시")
    told = [found([alone]), found([replace(alone, anaphora=(with_anaphor,))], id_="기사2")]
    result = evaluate([gold, replace(gold, id="기사2")], told)
    assert (result.coreference.forms, result.anaphora.forms) == (6, 2)
    assert result.coreference.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 3) / 6)
    assert result.anaphora.recall == pytest.approx((1 / 3 + 1) / 2)


def test_confusion_tells_the_missed_and_the_unannotated():
    site = entity("p1", "Site", "드론 제조 국산화 특화단지")
    result = evaluate([GOLD], [found([site, entity("p2", "Policy", "드론법")])])
    assert result.confused == {
        ("Project", "Site"): 1,
        ("", "Policy"): 1,
        ("Region", ""): 1,
        ("Official", ""): 1,
        ("Industry", ""): 1,
        ("Organization", ""): 1,
    }
