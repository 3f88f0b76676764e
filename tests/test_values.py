"""Sums, areas and dates as news writes them, and what looks like one but is none."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.values import find_areas, find_dates, find_money

EOK, JO = 10**8, 10**12
PUBLISHED = "2025-01-07"


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("총사업비 1조 4,799억 원을 들여", [("1조 4,799억 원", 14799 * EOK)]),
        ("국비 245억·도비 105억·시비 150억", [("245억", 245 * EOK), ("105억", 105 * EOK), ("150억", 150 * EOK)]),
        ("147억5000만원", [("147억5000만원", 14750 * EOK // 100)]),
        ("사업비 1천500억원을", [("1천500억원", 1500 * EOK)]),
        ("2천5백억 원 규모", [("2천5백억 원", 2500 * EOK)]),
        ("5천만 원과 2만 5000원", [("5천만 원", EOK // 2), ("2만 5000원", 25000)]),
        ("3조∼4조원", [("3조", 3 * JO), ("4조원", 4 * JO)]),
        ("1.5조 원", [("1.5조 원", 15 * JO // 10)]),
        ("4.35억 원", [("4.35억 원", 435 * EOK // 100)]),
        ("국비,245억 원", [("245억 원", 245 * EOK)]),
        ("국비 245억 3개 기관", [("245억", 245 * EOK)]),
        ("100억여 원, 300여억 원", [("100억", 100 * EOK), ("300여억 원", 300 * EOK)]),
        ("319억 5,400여만 원", [("319억 5,400여만 원", 31954 * EOK // 100)]),
        ("시금고 7조 시대", [("7조", 7 * JO)]),
        ("500만 달러", []),
        ("2억 달러와 1조 5천억 엔", []),
        ("1억500만달러", []),
        ("1억 5천만 명, 3억 톤, 5억여 달러", []),
        ("1000원과 3~4원, 0원", []),
        ("2028년 12월 5일, 3.5%", []),
        ("수백억 원", []),
    ],
)
def test_sums(text, sums):
    assert [(text[value.start : value.end], value.number) for value in find_money(text)] == sums


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("339만㎡ 부지에", [("339만㎡", 3_390_000)]),
        (
            "43만여㎡와 18만 7000여 평, 612㏊",
            [("43만여㎡", 430_000), ("18만 7000여 평", 618_182), ("612㏊", 6_120_000)],
        ),
        ("33만5천㎡, 1만1000㎡", [("33만5천㎡", 335_000), ("1만1000㎡", 11_000)]),
        ("275만 3229㎡(약 83만 평)", [("275만 3229㎡", 2_753_229), ("83만 평", 2_743_802)]),
        ("4.5㎢와 20ha, 3헥타르", [("4.5㎢", 4_500_000), ("20ha", 200_000), ("3헥타르", 30_000)]),
        ("46만 평을 1000 제곱미터로", [("46만 평", 1_520_661), ("1000 제곱미터", 1000)]),
        ("100평 규모", [("100평", 331)]),
        ("3.3㎡당 1000만 원, 평당", []),
        ("2025 평가와 2018 평창, 제3 평생학습관", []),
        ("20 hands", []),
    ],
)
def test_areas(text, areas):
    assert [(text[value.start : value.end], value.number) for value in find_areas(text)] == areas


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2024년 4월 17일 착공", [("2024년 4월 17일", "2024-04-17", "")]),
        ("2024년3월1일", [("2024년3월1일", "2024-03-01", "")]),
        ("지난해 3월과 올해", [("지난해 3월", "2024-03", ""), ("올해", "2025", "")]),
        ("내년 상반기 준공", [("내년 상반기", "2026", "")]),
        ("2024년부터 2028년까지", [("2024년부터", "2024", "start"), ("2028년까지", "2028", "end")]),
        ("2027년 말까지", [("2027년 말까지", "2027", "end")]),
        ("3월 초순부터", [("3월 초순부터", "2025-03", "start")]),
        ("8월에 첫 삽을 떴다", [("8월", "2024-08", "")]),
        ("지난해 3월 뽑혀 11월에는 착공", [("지난해 3월", "2024-03", ""), ("11월", "2024-11", "")]),
        ("2021년 시작해 5월 4일 문을", [("2021년", "2021", ""), ("5월 4일", "2021-05-04", "")]),
        ("2023년 5월과 같은 달 20일", [("2023년 5월", "2023-05", ""), ("같은 달 20일", "2023-05-20", "")]),
        ("2022년 선정, 같은 해 6월", [("2022년", "2022", ""), ("같은 해 6월", "2022-06", "")]),
        ("올 4월 착공", [("올 4월", "2025-04", "")]),
        ("2020~2024년", [("2020", "2020", "start"), ("2024년", "2024", "end")]),
        ("계획(2026∼2030)", [("2026", "2026", "start"), ("2030", "2030", "end")]),
        ("2020. 7. 해제, 2020.12.3. 승인", [("2020. 7.", "2020-07", ""), ("2020.12.3.", "2020-12-03", "")]),
        ("4일(현지시간)", [("4일", "2025-01-04", "")]),
        ("6개월, 매년 3월, 3월호, 13~15월", []),
        ("올해 3월 초순부터", [("올해 3월 초순부터", "2025-03", "start")]),
        ("지난 5월", [("지난 5월", "2024-05", "")]),
        ("지난 1월", [("지난 1월", "2025-01", "")]),
        ("오는 3월", [("오는 3월", "2025-03", "")]),
        ("다가오는 12월", [("오는 12월", "2025-12", "")]),
        ("지난달 25일", [("지난달 25일", "2024-12-25", "")]),
        ("지난달 31일까지", [("지난달 31일까지", "2024-12-31", "end")]),
        (
            "이달 말, 다음 달 3일, 내달",
            [("이달 말", "2025-01", ""), ("다음 달 3일", "2025-02-03", ""), ("내달", "2025-02", "")],
        ),
        ("12월 30일", [("12월 30일", "2024-12-30", "")]),
        ("지난 25일, 7일 밝혔다", [("지난 25일", "2024-12-25", ""), ("7일", "2025-01-07", "")]),
        ("지난 31일", [("지난 31일", "2024-12-31", "")]),
        ("오는 20일까지", [("오는 20일까지", "2025-01-20", "end")]),
        ("오는 5일", [("오는 5일", "2025-02-05", "")]),
        ("이날 협약을", [("이날", "2025-01-07", "")]),
        ("2023년 선정됐다. 그해 6월 2일", [("2023년", "2023", ""), ("그해 6월 2일", "2023-06-02", "")]),
        ("2023년 선정돼 이듬해 문을", [("2023년", "2023", ""), ("이듬해", "2024", "")]),
        ("지난해 시작해 이듬해 그해", [("지난해", "2024", ""), ("이듬해", "2025", ""), ("그해", "2025", "")]),
        ("그해 6월 2일", []),
        ("올해 2월 30일", [("올해 2월 30일", "2025-02", "")]),
        ("2024년 13월", [("2024년 13월", "2024", "")]),
        ("지난 32일", []),
        ("민선 8기 3년차, 제2차 5개년", []),
        ("10일 만에, 30일 동안, 7일 이내", []),
        ("매월 25일, 같은 달 30일", []),
        ("2024년, 같은 달 30일", [("2024년", "2024", "")]),
        ("같이달려 아이날개", []),
        ("12024년", []),
    ],
)
def test_dates(text, dates):
    assert [(text[found.start : found.end], found.iso, found.bound) for found in find_dates(text, PUBLISHED)] == dates


def test_a_year_named_before_the_stretch_counts():
    assert [found.iso for found in find_dates("그해 6월 준공했다.", PUBLISHED, before="2023")] == ["2023-06"]


@pytest.mark.parametrize(
    ("text", "today", "iso"),
    [
        ("지난달 31일", "2024-12-15", "2024-11"),  # November has no such day
        ("지난달", "2024-01-15", "2023-12"),
        ("다음달", "2024-12-15", "2025-01"),
        ("지난 29일", "2024-03-10", "2024-02-29"),
        ("지난 29일", "2025-03-10", "2025-01-29"),
        ("지난 31일", "2025-03-30", "2025-01-31"),
    ],
)
def test_ends_of_months_and_years(text, today, iso):
    assert [found.iso for found in find_dates(text, today)] == [iso]


def test_without_a_day_only_full_years_resolve():
    text = "지난해 3월, 지난달 25일, 이날, 오는 3월, 7일 2023년 5월 그해 말"
    assert [found.iso for found in find_dates(text, "")] == ["2023-05", "2023"]


WORDS = (
    *(
        "1",
        "25",
        "2024",
        "3.5",
        "1,500",
        "조",
        "억",
        "만",
        "천",
        "백",
        "원",
        " ",
        "㎡",
        "평",
        "ha",
        "달러",
        "여",
        ",",
        "·",
    ),
    *("년", "월", "일", "지난", "오는", "이날", "그해", "이듬해", "지난달", "말", "까지", "부터", "은", "\n", "😀"),
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=25).map("".join)
DAYS = st.dates(date(1990, 1, 1), date(2050, 12, 31))


@given(text=TEXTS, today=DAYS, data=st.data())
def test_values_lie_inside_in_order_and_quote(text, today, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    for found in (
        list(find_money(text, start, end)),
        list(find_areas(text, start, end)),
        list(find_dates(text, today.isoformat(), start, end)),
    ):
        edges = [edge for value in found for edge in (value.start, value.end)]
        assert edges == sorted(edges)
        assert all(start <= edge <= end for edge in edges)
        assert all(text[value.start : value.end].strip() == text[value.start : value.end] != "" for value in found)


@given(text=TEXTS, today=DAYS)
def test_dates_are_in_the_calendar(text, today):
    for found in find_dates(text, today.isoformat()):
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", found.iso)
        if not found.iso.startswith("0000"):
            date.fromisoformat((found.iso + "-01-01")[:10])


@given(today=DAYS, distance=st.integers(0, 27))
def test_a_bare_day_is_near(today, distance):
    day = today - timedelta(days=distance)
    assert [found.iso for found in find_dates(f"지난 {day.day}일", today.isoformat())] == [day.isoformat()]


@given(jo=st.integers(1, 999), eok=st.integers(1, 9999), man=st.integers(1, 9999))
def test_a_sum_is_read_as_written(jo, eok, man):
    assert [value.number for value in find_money(f"{jo}조 {eok:,}억 {man}만 원")] == [jo * JO + eok * EOK + man * 10**4]
