"""Which place a name means, by what stands around it; what cannot be decided is no place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.gazetteer import Gazetteer
from extractors.regions import find_places
from extractors.registers import load_registers
from tests.documents import make_document


@pytest.fixture(scope="module")
def places_of(extractor, data):
    """Return a function that reads the places of a text with the shipped registers."""
    registers = load_registers(data / "registers")
    regions = [entry for entry in registers.entries if entry.type == "Region"]
    gazetteer = Gazetteer((entry, form) for entry in regions for form in entry.forms if " " not in form)

    def read(text):
        document = make_document(extractor, text)
        return list(find_places(document, list(gazetteer.find(document)), registers))

    return read


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("창원특례시와 경상남도가 만났다.", [("창원특례시", "창원시"), ("경상남도", "경상남도")]),
        (
            "창원시 의창구 북면과 동읍에 짓는다.",
            [("창원시", "창원시"), ("의창구 북면", "창원시 의창구 북면"), ("동읍", "창원시 의창구 동읍")],
        ),
        ("경남 창원시 성산구에", [("경남", "경상남도"), ("창원시", "창원시"), ("성산구", "창원시 성산구")]),
        ("진해구 용원동에 짓는다.", [("진해구 용원동", "창원시 진해구 용원동")]),
        ("울진군 죽변면 후정리 일원에", [("울진군", "울진군"), ("죽변면 후정리", "울진군 죽변면 후정리")]),
        ("강원 고성에 짓는다.", [("강원", "강원특별자치도"), ("고성", "고성군(강원)")]),
        ("경남도는 고성에 짓는다.", [("경남도", "경상남도"), ("고성", "고성군(경남)")]),
        ("경남과 강원은 고성에 짓는다.", [("경남", "경상남도"), ("강원", "강원특별자치도")]),
        ("광주에 들어선다.", [("광주", "광주광역시")]),
        ("경기도 광주에 들어선다.", [("경기도", "경기도"), ("광주", "광주시")]),
        ("대구 중구에 짓는다.", [("대구", "대구광역시"), ("중구", "대구광역시 중구")]),
        ("충남 예산에 들어선다.", [("충남", "충청남도"), ("예산", "예산군")]),
        ("충남도는 예산을 늘린다.", [("충남도", "충청남도")]),
        ("제주와 세종이 손잡았다.", [("제주", "제주특별자치도"), ("세종", "세종특별자치시")]),
    ],
)
def test_places(places_of, text, places):
    assert [(text[place.start : place.end], place.name) for place in places_of(text)] == places


@pytest.mark.parametrize(
    "text",
    [
        "예산을 늘린다.",
        "중구에 짓는다.",
        "동면에 짓는다.",
        "고성을 지르며 항의했다.",
        "창원대로를 달린다.",
        "생산 양산에 들어간다.",
        "드론을 육성한다.",
        "",
    ],
)
def test_no_place_can_be_told(places_of, text):
    assert places_of(text) == []


PIECES = (
    "창원시",
    "창원",
    "의창구",
    "북면",
    "동읍",
    "고성",
    "강원",
    "광주",
    "예산",
    "중구",
    "대구",
    " ",
    " ",
    "·",
    "은 ",
    "에 ",
    "리",
    "\n",
)


@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_places_are_in_order_and_disjoint(places_of, text):
    places = places_of(text)
    edges = [edge for place in places for edge in (place.start, place.end)]
    assert edges == sorted(edges)
    assert all(place.start < place.end and place.name.startswith(place.entry.name) for place in places)
