"""Regions as of a date, roll-up to zones, bodies and their successors: the shipped registers answer as history went."""

from pathlib import Path

import pytest

from graph.hierarchy import code_on, levels_of, lineage, name_on, province_of, regions_above, zone_of
from graph.registers import read_hierarchy

HIERARCHY = read_hierarchy(Path(__file__).parent.parent / "data" / "registers")


@pytest.mark.parametrize(
    ("region", "on", "above"),
    [
        ("군위군", "2023-06-30", ["경상북도"]),
        ("군위군", "2023-07-01", ["대구광역시"]),
        ("군위군 군위읍", "2020-01-01", ["군위군", "경상북도"]),
        ("창원시 마산회원구", "2010-06-30", ["경상남도"]),
        ("창원시 마산회원구", "2010-07-01", ["창원시", "경상남도"]),
        ("청주시 청원구 오창읍", "2014-06-30", ["청원군", "충청북도"]),
        ("청주시 청원구 오창읍", "", ["청주시 청원구", "청주시", "충청북도"]),
        ("세종특별자치시 조치원읍", "2012-06-30", ["연기군", "충청남도"]),
        ("춘천시", "2020-01-01", ["강원특별자치도"]),
        ("기장군", "1995-02-28", ["경상남도"]),
        ("여수시", "2026-06-30", ["전라남도"]),
        ("여수시", "2026-07-01", ["전남광주통합특별시"]),
    ],
)
def test_a_region_lies_where_it_lay_on_that_day(region, on, above):
    assert [id_.removeprefix("Region:") for id_ in regions_above(HIERARCHY, f"Region:{region}", on)] == above


@pytest.mark.parametrize(
    ("region", "on", "name", "code"),
    [
        ("강원특별자치도", "2023-06-10", "강원도", "4200000000"),
        ("강원특별자치도", "2023-06-11", "강원특별자치도", "5100000000"),
        ("전북특별자치도", "2024-01-17", "전라북도", "4500000000"),
        ("군위군", "2023-06-30", "군위군", "4772000000"),
        ("군위군", "2023-07-01", "군위군", "2772000000"),
        ("춘천시", "2023-06-10", "춘천시", "4211000000"),
        ("군위군 효령면", "2023-06-30", "군위군 효령면", "4772032000"),
        ("창원시 진해구", "2010-06-30", "진해시", ""),
    ],
)
def test_a_region_bore_its_name_and_code_of_that_day(region, on, name, code):
    assert (name_on(HIERARCHY, f"Region:{region}", on), code_on(HIERARCHY, f"Region:{region}", on)) == (name, code)


@pytest.mark.parametrize(
    ("region", "on", "levels"),
    [
        ("창원시 의창구 북면", "", ("창원시", "경상남도", "동남권")),
        ("군위군", "2022-01-01", ("군위군", "경상북도", "대경권")),
        ("마산시", "", ("마산시", "경상남도", "동남권")),
        ("전라남도", "2026-08-01", (None, "전남광주통합특별시", "호남권")),
        ("송도국제도시", "", ("인천광역시 연수구", "인천광역시", "수도권")),
        ("동남권", "", (None, None, "동남권")),
        ("동해안권", "", (None, None, None)),
    ],
)
def test_a_region_rolls_up(region, on, levels):
    found = levels_of(HIERARCHY, f"Region:{region}", on)
    assert tuple(map(found.get, ("sigungu", "sido", "zone"))) == levels


def test_every_region_below_a_province_rolls_up_to_a_zone():
    for listed in HIERARCHY.listed.values():
        if listed.type == "Region" and listed.kind != "area":
            assert province_of(HIERARCHY, listed.id), listed.name
            assert zone_of(HIERARCHY, listed.id), listed.name


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("지식경제부", ["산업자원부", "지식경제부", "산업통상자원부", "산업통상부"]),
        ("국가균형발전위원회", ["지역발전위원회", "국가균형발전위원회", "지방시대위원회"]),
        ("특허청", ["특허청", "지식재산처"]),
        ("기획재정부", ["기획재정부"]),
        ("국토교통부", ["국토교통부"]),
        ("행정안전부", ["행정안전부"]),
    ],
)
def test_a_body_goes_on_under_another_name_unless_it_was_divided_or_joined(name, names):
    assert lineage(HIERARCHY, f"Organization:{name}") == tuple(f"Organization:{n}" for n in names)


@pytest.mark.parametrize("city", ["마산시", "진해시", "청원군", "연기군", "광주광역시"])
def test_a_region_that_joined_another_stays_itself(city):
    assert lineage(HIERARCHY, f"Region:{city}") == (f"Region:{city}",)
