import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.coreference import BCubed, score_coreference
from graph.gold import GoldArticle, GoldEntity
from graph.model import Entity, Extraction, Span

# Seven forms of three entities, three of them anaphora.
GOLD = GoldArticle(
    "기사1",
    (
        GoldEntity("e1", "Official", "홍남표", ("홍남표", "홍 시장"), ("그",)),
        GoldEntity("e2", "Region", "창원시", ("창원시",), ("시", "창원시")),
        GoldEntity("e3", "Project", "드론 특화단지 조성", ("드론 특화단지",), ("이 사업",)),
    ),
    (),
)


def entity(id_, mentions, anaphora=()):
    spans = (tuple(Span(0, len(text), text) for text in texts) for texts in (mentions, anaphora))
    return Entity(id_, id_.partition(":")[0], id_.partition(":")[2], *spans)


def score(*entities, gold=GOLD):
    return score_coreference(gold, Extraction(gold.id, "", "", "", "", "", entities))


def figures(scored):
    return scored.forms, round(scored.precision, 4), round(scored.recall, 4)


MAYOR = entity("Official:홍남표", ("홍남표", "홍 시장"), ("그",))
CITY = entity("Region:창원시", ("창원시",), ("시",))
ZONE = entity("Project:드론 특화단지", ("드론 특화단지",), ("이 사업",))


@pytest.mark.parametrize(
    ("found", "forms", "anaphora"),
    [
        # All as annotated; 창원시, listed as an anaphor too, names the city by itself and counts once.
        ((MAYOR, CITY, ZONE), (7, 1, 1), (3, 1, 1)),
        # Nothing found: each form alone. Recalls 3 × 1/3, 2 × 1/2, 2 × 1/2.
        ((), (7, 1, round(3 / 7, 4)), (3, 1, round((1 / 3 + 1 / 2 + 1 / 2) / 3, 4))),
        # All in one: precisions 3 × 3/7, 4 × 2/7.
        (
            (entity("Region:모두", ("홍남표", "홍 시장", "창원시", "드론 특화단지"), ("그", "시", "이 사업")),),
            (7, round((9 + 4 + 4) / 49, 4), 1),
            (3, round((3 / 7 + 2 / 7 + 2 / 7) / 3, 4), 1),
        ),
        # 홍 시장 apart (recalls 2/3, 2/3, 1/3), 이 사업 put with the city (2/3, 2/3, 1/3 and 1/2, 1/2).
        (
            (
                entity("Official:홍남표", ("홍남표",), ("그",)),
                entity("Official:홍", ("홍 시장",)),
                entity("Region:창원시", ("창원시",), ("시", "이 사업")),
                entity("Project:드론 특화단지", ("드론 특화단지",)),
            ),
            (7, round((3 + 2 / 3 + 2 / 3 + 1 / 3 + 1) / 7, 4), round((5 / 3 + 2 + 1 / 2 + 1 / 2) / 7, 4)),
            (3, round((1 + 2 / 3 + 1 / 3) / 3, 4), round((2 / 3 + 1 + 1 / 2) / 3, 4)),
        ),
    ],
)
def test_the_figures(found, forms, anaphora):
    every, standing = score(*found)
    assert (figures(every), figures(standing)) == (forms, anaphora)


def test_a_form_goes_to_the_entity_that_has_most_spans_of_it():
    once, twice = entity("Region:대구시", ("대구시",), ("시",)), entity("Region:창원시", ("창원시",), ("시", "시"))
    assert score(MAYOR, once, twice, ZONE)[1] == BCubed(3, 3, 3)
    assert score(MAYOR, twice, once, ZONE)[1] == BCubed(3, 3, 3)
    tie = entity("Region:창원시", ("창원시",), ("시",))
    assert figures(score(MAYOR, once, tie, ZONE)[1]) == (3, 1, round((1 + 1 / 2 + 1) / 3, 4))


def test_a_form_of_two_entities_counts_for_each():
    gold = GoldArticle(
        "기사1",
        (GoldEntity("e1", "Region", "진주시", ("진주시",), ("시",)), GoldEntity("e2", "Region", "사천시", (), ("시",))),
        (),
    )
    every, standing = score(entity("Region:진주시", ("진주시",), ("시",)), gold=gold)
    assert figures(every) == (3, round((2 / 3 + 2 / 3 + 1 / 3) / 3, 4), 1)
    assert figures(standing) == (2, round((2 / 3 + 1 / 3) / 2, 4), 1)


def test_forms_that_gold_does_not_list_count_nowhere():
    assert score(MAYOR, entity("Region:창원시", ("창원시", "창원"), ("시", "도")), ZONE)[0] == BCubed(7, 7, 7)


def test_no_forms_no_figures():
    assert figures(BCubed()) == (0, 0, 0)
    assert BCubed().f1 == 0
    assert (BCubed(2, 1, 2) + BCubed(2, 1, 0)).f1 == 0.5


FORMS = st.lists(st.sampled_from(["시", "도", "그", "창원", "이 사업"]), max_size=4).map(tuple)


@given(
    st.lists(st.tuples(FORMS, FORMS), max_size=3),
    st.lists(st.builds(entity, st.sampled_from(["Region:가", "Region:나", "Site:다"]), FORMS, FORMS), max_size=3),
)
def test_figures_are_shares_of_one(rows, found):
    gold = GoldArticle("기사1", tuple(GoldEntity(str(n), "Region", "", *forms) for n, forms in enumerate(rows)), ())
    for scored in score(*found, gold=gold):
        assert 0 <= scored.precision <= 1 + 1e-9
        assert 0 <= scored.recall <= 1 + 1e-9
    assert score(*found, gold=gold)[1].forms <= score(*found, gold=gold)[0].forms
