"""What a corpus says of each handle: short forms that texts introduce, and pairs that claims link."""

from graph.handles import index_of
from graph.model import Entity, Span
from graph.registers import Hierarchy, read_hierarchy
from graph.units import read_corpus
from tests.conftest import ROOT
from tests.graphs import claim, entity, extraction

HIERARCHY = read_hierarchy(ROOT / "data" / "registers")
CLUB = "Organization:경남방위산업발전협의회"


def units(*articles, hierarchy=HIERARCHY):
    return read_corpus(articles, index_of(hierarchy)).units


def test_a_short_form_in_brackets_that_extraction_read_as_the_same():
    spans = (Span(0, 11, "경남방위산업발전협의회"), Span(12, 15, "경방협"), Span(100, 103, "협의회"))
    club = Entity(CLUB, "Organization", "경남방위산업발전협의회", spans)
    assert units(extraction("기사1", [club]))[CLUB].glosses == {"경방협"}


def test_a_short_form_in_the_words_of_a_claim():
    for bracket in ("(이하 ‘경방협’)", "(경방협)", "(이하 경방협)"):
        quote = f"경남방위산업발전협의회{bracket}는 드론을 키운다"
        article = extraction(
            "기사1",
            [entity(CLUB), entity("Industry:드론")],
            [claim("기사1", (CLUB, "fosters", "Industry:드론"), quote)],
        )
        assert units(article)[CLUB].glosses == {"경방협"}, bracket


def test_units_count_their_articles_and_gather_their_offices():
    mayor = ("Official:홍남표", "holds_office", "Region:창원시")
    ends = [entity("Official:홍남표"), entity("Region:창원시")]
    articles = [
        extraction("기사1", ends, [claim("기사1", mayor, status="done", title="시장")], date="2024-01-01"),
        extraction("기사2", ends, [claim("기사2", mayor, status="ended", title="시장")], date="2025-06-01"),
    ]
    mayor = units(*articles)["Official:홍남표@창원시"]
    assert mayor.articles == 2
    assert sorted((stay.date, stay.held) for stay in mayor.stays) == [("2024-01-01", True), ("2025-06-01", False)]


def test_what_a_claim_links_is_noted_where_it_is_of_one_type():
    partners = ("Organization:한빛로봇", "partners_with", "Organization:대한정밀")
    article = extraction("기사1", map(entity, partners[::2]), [claim("기사1", partners)])
    assert read_corpus([article], index_of(HIERARCHY)).linked == {("Organization:대한정밀", "Organization:한빛로봇")}


def test_without_registers_names_are_read_all_the_same():
    assert list(units(extraction("기사1", [entity("Region:창원시")]), hierarchy=Hierarchy())) == ["Region:창원시"]
