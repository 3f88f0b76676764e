"""Pictures hold what the answers say, in Hangul that the font has; warnings about missing letters would be errors."""

import xml.etree.ElementTree as ET

import pytest

from graph.errors import ExportError
from graph.plots import (
    COLUMNS,
    heat_map,
    korean_font,
    money_bars,
    network_figure,
    region_map,
    save_figure,
    timeline_figure,
)
from graph.query import actor_network, affiliation, funding, region_industry, regions, timeline
from tests.graphs import graph_of

CITY, PROVINCE, ZONE = "Region:창원시", "Region:경상남도", "Project:드론 특화단지"
CLAIMS = [
    ("가", CITY, "leads", ZONE, "planned", {"amount_krw": 5e9}),
    ("가", PROVINCE, "supports", ZONE, "planned", {"amount_krw": 5e9}),
    ("가", ZONE, "located_in", CITY, "planned", {}),
    ("가", "Official:홍남표", "comments_on", ZONE, "done", {"stance": "oppose", "date": "2024-03"}),
    *(("가", ZONE, "targets", f"Industry:산업{number} $x^2$ −漢", "planned", {}) for number in range(COLUMNS + 2)),
]
NODES = {
    CITY: {"latitude": "35.2", "longitude": "128.6", "sido": "경상남도"},
    ZONE: {"budget_krw": 3e10, "end": "2029"},
}
PAGES = {
    "heat": lambda kg: heat_map(region_industry(kg)),
    "heat in won": lambda kg: heat_map(region_industry(kg, weight="money"), unit="억 원"),
    "timeline": lambda kg: timeline_figure(timeline(kg, ZONE), title="드론 특화단지"),
    "money": lambda kg: money_bars(funding(kg)),
    "money by giver": lambda kg: money_bars(funding(kg, by="giver")),
    "actors": lambda kg: network_figure(actor_network(kg)),
    "stances": lambda kg: network_figure(affiliation(kg, of="concepts")),
    "map": lambda kg: region_map(regions(kg)),
}


@pytest.fixture(scope="module")
def kg():
    return graph_of({"가": "2024-01-02"}, CLAIMS, NODES)


def words(figure):
    return " ".join(text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text")))


@pytest.mark.parametrize(("page", "ending"), [("heat", ".png"), ("stances", ".svg"), ("map", ".svg")])
def test_a_picture_is_written_the_same_each_time(kg, tmp_path, page, ending):
    first, second = tmp_path / f"그림{ending}", tmp_path / f"또{ending}"
    save_figure(PAGES[page](kg), first)
    save_figure(PAGES[page](kg), second)
    assert first.read_bytes() == second.read_bytes()
    if ending == ".svg":
        assert ET.parse(first).getroot().tag.endswith("svg")
        # Letters are outlines: no font is needed to see them.
        assert "<text" not in first.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("heat", ["경상남도", "산업0 $x^2$ −漢", "단위: 사업 수", "산업 2개는 싣지 않음"]),
        ("heat in won", ["300", "단위: 억 원"]),
        ("timeline", ["2024-03  발언 · 홍남표", "2029  준공·끝", "2024-01-02  계획 · 창원시"]),
        ("money", ["드론 특화단지", "300", "도비", "출처 미상"]),
        ("actors", ["창원시", "경상남도"]),
        ("stances", ["홍남표", "주황 점선: 반대"]),
        ("map", ["창원시 1"]),
    ],
)
def test_pictures_tell_what_the_answers_say(kg, page, told):
    shown = words(PAGES[page](kg))
    assert [word for word in told if word not in shown] == []


def test_nothing_to_draw(tmp_path):
    empty = graph_of({}, [])
    for page in ("heat", "actors"):
        save_figure(PAGES[page](empty), tmp_path / "빈.png")
    with pytest.raises(ExportError, match="no region with projects has coordinates"):
        PAGES["map"](empty)


def test_other_endings_are_refused(kg, tmp_path):
    with pytest.raises(ExportError, match=r"그림.jpg: .png or .svg expected"):
        save_figure(PAGES["heat"](kg), tmp_path / "그림.jpg")


def test_the_font_has_hangul():
    assert korean_font() == "NanumGothic"
