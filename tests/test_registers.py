"""The registers: what the reader refuses, and what the look-ups answer."""

from pathlib import Path

import pytest

from extractors.register_files import REGISTERS
from extractors.registers import Entry, Registers, load_registers
from graph.errors import DataError

DATA = Path(__file__).parent.parent / "data" / "registers"
SMALL = {
    "regions.csv": [
        "name,aliases,weak,code,full,level,parent,valid_from,valid_to,successor,latitude,longitude",
        "경상남도,경남,,4800000000,경상남도,sido,,,,,35.3697,128.3029",
        "창원시,창원,,4812000000,경상남도 창원시,sigungu,경상남도,2010-07-01,,,,",
        "마산시,마산,,,경상남도 마산시,sigungu,경상남도,,2010-06-30,창원시,,",
    ],
    "bodies.csv": [
        "name,aliases,weak,kind,region,valid_from,valid_to,successor",
        "산업통상자원부,산업부,,ministry,,2013-03-23,2025-09-30,산업통상부",
        "산업통상부,산업부,,ministry,,2025-10-01,,",
    ],
    "universities.csv": ["name,aliases,weak,region", "국립창원대학교,창원대,,창원시"],
    "companies.csv": [
        "name,aliases,weak,stock_code,market,industry,region",
        "대상,,대상,001680,KOSPI,식품 제조업,",
    ],
    "industries.csv": ["name,aliases,weak,ksic,broader", "반도체,,,261,", "전력반도체,,,2612,반도체"],
    "sites.csv": ["name,aliases,weak,kind,region", "창원국가산업단지,창원국가산단,,national_complex,창원시"],
    "projects.csv": ["name,aliases,weak,region", "가덕도신공항 건설,가덕도신공항,,"],
    "policies.csv": ["name,aliases,weak,kind", "예비타당성조사,예타,,review"],
    "titles.csv": ["title,public", "시장,yes", "원장,depends"],
}


def write(folder: Path, **changes: list[str]) -> Path:
    """Write the small registers; a change `regions=[…]` adds lines to that file."""
    for file, lines in SMALL.items():
        more = changes.get(file.removesuffix(".csv"), [])
        (folder / file).write_text("\n".join([*lines, *more]) + "\n", encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def shipped() -> Registers:
    return load_registers(DATA)


def test_small_registers_load(tmp_path):
    registers = load_registers(write(tmp_path))
    assert registers.by_name["Region", "창원시"] == Entry(
        type="Region",
        name="창원시",
        forms=("창원시", "경상남도 창원시", "창원"),
        weak=frozenset(),
        kind="sigungu",
        parent="경상남도",
        attrs={"code": "4812000000"},
        valid_from="2010-07-01",
        valid_to="",
        successors=(),
    )
    assert registers.by_name["Region", "경상남도"].attrs["latitude"] == 35.3697
    assert registers.by_name["Organization", "대상"].ambiguous
    assert registers.titles == {"시장": "yes", "원장": "depends"}


def test_one_more_line_is_one_more_entry(tmp_path):
    before = load_registers(write(tmp_path))
    after = load_registers(write(tmp_path, companies=["삼현,,,437730,KOSDAQ,,경상남도"]))
    assert len(after.entries) == len(before.entries) + 1
    assert [entry.name for entry in after.by_form["삼현"]] == ["삼현"]


BROKEN = [
    ("regions", "창원시,,,,,sigungu,,,,,,", "regions.csv:5: name is '창원시'; a name that is not yet in regions.csv:3"),
    ("regions", "고성군,,,48,,sigungu,,,,,,", r"regions.csv:5: code is '48'; \d{10} or nothing expected"),
    ("regions", "고성군,,,,,city,,,,,,", "regions.csv:5: level is 'city'; one of sido, sigungu, gu"),
    ("regions", "고성군,,,,,sigungu,경남,,,,,", "regions.csv:5: parent is '경남'; the name of a Region entry expected"),
    ("regions", "고성군,,,,,sigungu,,2010-7-1,,,,", "regions.csv:5: valid_from is '2010-7-1'; a day as YYYY-MM-DD"),
    (
        "regions",
        "고성군,,,,,sigungu,,,,강원,,",
        "regions.csv:5: successor is '강원'; the name of a Region entry expected",
    ),
    ("regions", "고성군,,,,,sigungu,,,,,북위,", "regions.csv:5: latitude is '북위'"),
    ("regions", "고성군,고성", "regions.csv:5: 2 fields; 12 expected"),
    ("regions", "고성군,고성|,,,,sigungu,,,,,,", "regions.csv:5: name, aliases or weak is ''; a form without blanks"),
    (
        "regions",
        "고성군, 고성,,,,sigungu,,,,,,",
        "regions.csv:5: name, aliases or weak is ' 고성'; a form without blanks",
    ),
    ("regions", ",,,,,sigungu,,,,,,", "regions.csv:5: name, aliases or weak is ''; a form without blanks"),
    ("regions", "고성군,,,,,sigungu,고성군,,,,,", "parent is '고성군'; an entry that does not lie in this one"),
    (
        "bodies",
        "산업자원부,산업부,,ministry,,,,",
        "bodies.csv:4: '산업부' also stands for '산업통상자원부' in bodies.csv:2",
    ),
    ("bodies", "경남연구원,,,lab,,,,", "bodies.csv:4: kind is 'lab'; one of government, ministry"),
    (
        "companies",
        "국립창원대학교,,,,,,",
        "companies.csv:3: name is '국립창원대학교'; a name that is not yet in universities",
    ),
    (
        "companies",
        "예타,,,,,,",
        "policies.csv:2: '예타' also stands for '예타' in companies.csv:3; it is expected under `weak`",
    ),
    ("companies", "삼현,,,43773,,,", "companies.csv:3: stock_code is '43773'"),
    ("industries", "드론,,,항공,", "industries.csv:4: ksic is '항공'"),
    ("industries", "드론,,,,항공", "industries.csv:4: parent is '항공'; the name of a Industry entry expected"),
    ("sites", "구미공단,,,park,", "sites.csv:3: kind is 'park'; one of national_complex"),
    ("policies", "드론법,,,rule", "policies.csv:3: kind is 'rule'; one of law"),
    ("titles", "시장,no", "titles.csv:4: title is '시장'; a title that is not yet there expected"),
    ("titles", "군수,maybe", "titles.csv:4: public is 'maybe'; one of yes, no, depends expected"),
    ("titles", '"군수,yes', "titles.csv:4: unexpected end of data; a line of CSV expected"),
]


@pytest.mark.parametrize(("file", "line", "message"), BROKEN)
def test_a_broken_line_is_named(tmp_path, file, line, message):
    with pytest.raises(DataError) as error:
        load_registers(write(tmp_path, **{file: [line]}))
    assert message in str(error.value)


def test_decomposed_hangul_is_named(tmp_path):
    with pytest.raises(DataError, match=r"^policies.csv:3: name is '.*'; text in the composed form NFC expected$"):
        load_registers(write(tmp_path, policies=["\u1103\u1173론법,,,law"]))


@pytest.mark.parametrize("file", sorted(SMALL))
def test_a_missing_column_or_file_is_named(tmp_path, file):
    path = write(tmp_path) / file
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(["이름" + lines[0][4:], *lines[1:]]), encoding="utf-8", newline="\n")
    with pytest.raises(DataError, match=rf"^{file}:1: header is .*; a column '(name|title)' expected$"):
        load_registers(tmp_path)
    path.unlink()
    with pytest.raises(DataError, match=rf"{file}: there is no such register"):
        load_registers(tmp_path)


def test_another_encoding_is_named(tmp_path):
    path = write(tmp_path) / "policies.csv"
    path.write_bytes("name,aliases,weak,kind\n드론법,,,law\n".encode("cp949"))
    with pytest.raises(DataError, match=r"policies.csv: byte 23 is not UTF-8; a CSV in UTF-8 expected"):
        load_registers(tmp_path)


def test_a_byte_order_mark_as_excel_writes_it_is_no_error(tmp_path):
    path = write(tmp_path) / "policies.csv"
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig", newline="\r\n")
    assert load_registers(tmp_path).by_form["예타"][0].name == "예비타당성조사"


def test_a_name_may_be_shared_in_turn(tmp_path):
    first, then = load_registers(write(tmp_path)).by_form["산업부"]
    assert [first.valid_at(day) for day in ("2013-03-22", "2013-03-23", "2025-09-30", "2025-10-01", "")] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert [then.valid_at(day) for day in ("2025-09-30", "2025-10-01", "")] == [False, True, True]
    assert first.successors == (then.name,)


CHAINS = [
    ("Region", "창원시 의창구 북면", ["창원시 의창구", "창원시", "경상남도"]),
    ("Region", "청주시 흥덕구 오송읍", ["청주시 흥덕구", "청주시", "충청북도"]),
    ("Region", "세종특별자치시 연서면", ["세종특별자치시"]),
    ("Region", "군위군", ["대구광역시"]),
    ("Region", "부산광역시 강서구", ["부산광역시"]),
    ("Site", "창원국가산업단지", ["창원시", "경상남도"]),
    ("Organization", "국립창원대학교", ["창원시 의창구", "창원시", "경상남도"]),
    ("Industry", "수소선박", ["친환경선박", "조선"]),
]


@pytest.mark.parametrize(("kind", "name", "above"), CHAINS)
def test_what_stands_above(shipped, kind, name, above):
    entry = shipped.by_name[kind, name]
    chain = list(shipped.chain(entry))
    assert [one.name for one in chain] == above
    assert all(shipped.within(entry, one) and not shipped.within(one, entry) for one in chain)


def test_children_are_the_other_side_of_parents(shipped):
    assert {child.name for child in shipped.children["창원시"] if child.kind == "gu"} == {
        "창원시 마산합포구",
        "창원시 마산회원구",
        "창원시 성산구",
        "창원시 의창구",
        "창원시 진해구",
    }
    for name, children in shipped.children.items():
        assert all(child.parent == name for child in children)


FORMS = [
    # form, entries in any order, needs context
    ("경남", {"경상남도"}, False),
    ("경남도", {"경상남도"}, False),
    ("강원도", {"강원특별자치도"}, False),
    ("전북도", {"전북특별자치도"}, False),
    ("창원특례시", {"창원시"}, False),
    ("포항", {"포항시"}, False),
    ("부산 강서구", {"부산광역시 강서구"}, False),
    ("강서구", {"부산광역시 강서구", "서울특별시 강서구"}, True),
    ("경남 고성군", {"고성군(경남)"}, False),
    ("고성군", {"고성군(강원)", "고성군(경남)"}, True),
    ("광주", {"광주광역시", "광주시"}, True),
    ("오송읍", {"청주시 흥덕구 오송읍"}, False),
    ("청주시 오송읍", {"청주시 흥덕구 오송읍"}, False),
    ("국토부", {"국토교통부"}, False),
    ("지경부", {"지식경제부"}, False),
    ("LH", {"한국토지주택공사"}, False),
    ("코트라", {"대한무역투자진흥공사"}, False),
    ("항우연", {"한국항공우주연구원"}, False),
    ("경남TP", {"경남테크노파크"}, False),
    ("경남도의회", {"경상남도의회"}, False),
    ("경북도의회", {"경상북도의회"}, False),
    ("유니스트", {"울산과학기술원"}, False),
    ("카이스트", {"한국과학기술원"}, False),
    ("부산대", {"부산대학교"}, False),
    ("현대차", {"현대자동차"}, False),
    ("대상", {"대상"}, True),
    ("나노", {"나노"}, True),
    ("방산", {"방위산업"}, False),
    ("2차전지", {"이차전지"}, False),
    ("UAM", {"도심항공모빌리티(UAM)"}, False),
    ("소부장", {"소재·부품·장비"}, False),
    ("에너지", {"에너지"}, True),
    ("창원국가산단", {"창원국가산업단지"}, False),
    ("대덕특구", {"대덕연구개발특구"}, False),
    ("창원 제2국가산단", {"창원 방위·원자력 융합 국가산업단지 조성"}, False),
    ("예타", {"예비타당성조사"}, False),
    ("예타 면제", {"예비타당성조사 면제"}, False),
]


@pytest.mark.parametrize(("form", "names", "weak"), FORMS)
def test_how_things_are_written(shipped, form, names, weak):
    entries = shipped.by_form[form]
    assert {entry.name for entry in entries} == names
    assert {form in entry.weak for entry in entries} == {weak}


def test_successors_lead_to_a_name_that_holds(shipped):
    for entry in shipped.entries:
        last, steps = entry, 0
        while last.successors:
            last, steps = shipped.by_name[last.type, last.successors[0]], steps + 1
            assert steps < 10, f"{entry.name} comes back to {last.name}"
        assert not steps or not last.valid_to, f"{entry.name} ends in {last.name}, which has ended"


def test_every_kind_has_entries(shipped):
    kinds = {kind for register in REGISTERS for kind in register.kinds}
    assert kinds == {entry.kind for entry in shipped.entries} - {""}
