"""People in every order that news puts name and office, and sentences that look like it and name nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.people import PeopleFinder
from extractors.registers import load_registers
from tests.documents import make_document


@pytest.fixture(scope="module")
def people_of(extractor, data):
    """Return a function that reads the people of a text with the shipped titles."""
    finder = PeopleFinder(load_registers(data / "registers").titles)

    def read(text):
        document = make_document(extractor, text)
        return [person for sentence in document.sentences for person in finder.find(document, sentence)]

    return read


@pytest.mark.parametrize(
    ("text", "name", "body", "title", "status"),
    [
        ("홍남표 창원시장은 기대한다고 말했다.", "홍남표", "창원", "시장", "done"),
        ("홍남표 당시 창원시장이 밝혔다.", "홍남표", "창원", "시장", "ended"),
        ("홍남표 전 창원시장은 떠났다.", "홍남표", "창원", "시장", "ended"),
        ("박완수 현 경남도지사가 맡았다.", "박완수", "경남", "도지사", "done"),
        ("시장 홍길동은 다짐했다.", "홍길동", "", "시장", "done"),
        ("창원특례시(시장 홍남표)는 7일 밝혔다.", "홍남표", "", "시장", "done"),
        ("두산에너빌리티(회장 박지원)와", "박지원", "", "회장", "done"),
        ("강용범(창원8) 의원은 촉구했다.", "강용범", "", "의원", "done"),
        ("손병복 울진군수가 찾았다.", "손병복", "울진", "군수", "done"),
        ("이동걸 SK에코플랜트 Net-Zero 사업단장은 말했다.", "이동걸", "SK에코플랜트 Net-Zero", "사업단장", "done"),
        ("남궁원 창원시 제2부시장이 참석했다.", "남궁원", "창원시", "제2부시장", "done"),
        ("홍남표 시장과 함께 갔다.", "홍남표", "", "시장", "done"),
    ],
)
def test_name_and_office(people_of, text, name, body, title, status):
    [person] = [person for person in people_of(text) if not person.surname_only]
    assert (person.name, text[person.start : person.end]) == (name, name)
    assert text[slice(*person.office.body)].strip() == body
    assert (person.office.title, person.office.status) == (title, status)
    assert text[: person.office.title_end].endswith(title)


@pytest.mark.parametrize(
    ("text", "surname", "quote"),
    [
        ("홍 시장은 말했다.", "홍", "홍 시장"),
        ("이어 박 지사가 답했다.", "박", "박 지사"),
        ("홍 전 시장은 반박했다.", "홍", "홍 전 시장"),
        ("김 부시장을 만났다.", "김", "김 부시장"),
    ],
)
def test_a_surname_waits_for_its_full_name(people_of, text, surname, quote):
    [person] = people_of(text)
    assert (person.name, text[person.start : person.end]) == (surname, quote)
    assert person.surname_only
    assert person.office is None


@pytest.mark.parametrize(
    ("text", "names", "title"),
    [
        ("서현옥·이학수 경기도의원이 왔다.", {"서현옥", "이학수"}, "도의원"),
        ("김태선·곽규택·조승환 의원이 법안을 냈다.", {"김태선", "곽규택", "조승환"}, "의원"),
        ("드론·이학수 경기도의원이 왔다.", {"이학수"}, "도의원"),
    ],
)
def test_those_of_a_list_share_the_office_of_the_last(people_of, text, names, title):
    assert {(person.name, person.office.title) for person in people_of(text)} == {(name, title) for name in names}


def test_those_of_a_list_share_the_form_of_address(people_of):
    found = people_of("위원장은 홍영표·김정환 씨가 맡았다.")
    assert {(person.name, person.office) for person in found} == {("홍영표", None), ("김정환", None)}


def test_a_person_without_office(people_of):
    [person] = people_of("명태균 씨가 밝혔다.")
    assert (person.name, person.office, person.surname_only) == ("명태균", None, False)


@pytest.mark.parametrize(
    "text",
    [
        "이번 시장 선거는 치열하다.",
        "이천의 시장 상인이 모였다.",
        "이들은 도지사에게 건의문을 건넸다.",
        "지원을 받는 시장 상인들이 모였다.",
        "정부는 국회의원 선거를 치른다.",
        "전국 시장군수협의회가 열렸다.",
        "조성 사업단장 공모를 한다.",
        "최근 의원들이 모였다.",
        "창원시는 드론을 육성한다.",
        "이날 시장은 북적였다.",
        "글로벌 시장 진출을 돕는다.",
        "기업 대표가 참석했다.",
        "솜씨가 좋다.",
        "지역 주민 씨앗을 심었다.",
    ],
)
def test_nobody_is_named(people_of, text):
    assert people_of(text) == []


def test_two_people_of_a_sentence(people_of):
    text = "홍남표 창원시장과 박완수 경남지사가 만났다."
    assert [(person.name, person.office.title) for person in people_of(text)] == [
        ("홍남표", "시장"),
        ("박완수", "지사"),
    ]


def test_an_office_ends_with_the_clause(people_of):
    assert people_of("홍남표 측은 창원시장을 만났다.") == []
    assert people_of("홍남표 “창원시장이 될 것”") == []


PIECES = (
    "홍남표",
    "박 ",
    "이동걸 ",
    "창원",
    "(창원8)",
    " 전 ",
    "시장",
    "의원",
    " 씨",
    "은 ",
    "이 ",
    "을 받는 ",
    "지원",
    ".",
    "\n",
    "😀",
)


@given(text=st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_people_and_their_offices_lie_in_the_text(people_of, text):
    for person in people_of(text):
        assert text[person.start : person.end].startswith(person.name)
        if person.office:
            start, end = person.office.body
            assert start <= end <= person.office.title_end - len(person.office.title)
            assert text[: person.office.title_end].endswith(person.office.title)
