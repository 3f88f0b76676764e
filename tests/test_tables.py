import csv

import pandas as pd

from graph.build import build_graph
from graph.tables import claims_table, write_claims_csv
from tests.graphs import CITY, ZONE, changwon, claim, entity, extraction, hostile


def test_a_row_says_who_does_what_to_whom_and_in_which_words():
    rows = claims_table(build_graph(changwon())).to_dict("records")
    assert len(rows) == 5
    (row,) = (row for row in rows if row["관계"] == "건의")
    told = {name: value for name, value in row.items() if not pd.isna(value) and "번호" not in name}
    assert told == {
        "주체": "창원시",
        "주체 유형": "지역",
        "관계": "건의",
        "대상": "드론 특화단지 조성",
        "대상 유형": "사업",
        "상태": "건의·검토",
        "날짜": "2025-02",
        "상대": "산업통상자원부",
        "인용": "지정을 건의했다",
        "기사": "제목",
        "언론사": "경남신문",
        "보도일": "2025-02-01",
        "주소": "https://example.com/1",
        "기사 수": 1,
        "독립 출처 수": 1,
        "확신도": 0.8,
        "규칙": "시험",
        "인용 위치": "10-18",
    }


def test_the_stance_is_in_korean():
    remark = claim("기사1", (CITY, "comments_on", ZONE), "우려된다", "done", stance="oppose")
    table = claims_table(build_graph([extraction("기사1", [entity(CITY), entity(ZONE)], [remark])]))
    assert table["입장"].to_list() == ["반대"]


def test_rows_are_in_the_order_of_the_reports():
    table = claims_table(build_graph(changwon()))
    assert table["보도일"].to_list() == ["2025-01-07"] * 3 + ["2025-02-01"] * 2


def written(extractions, tmp_path):
    path = tmp_path / "claims.csv"
    write_claims_csv(build_graph(extractions), path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_whole_won_and_nothing_where_the_amount_is_unknown(tmp_path):
    amounts = {row["관계"]: row["금액(원)"] for row in written(changwon(), tmp_path)}
    assert (amounts["지원"], amounts["추진"]) == ("10000000000", "")


def test_an_empty_graph_is_a_line_of_headings(tmp_path):
    assert written([], tmp_path) == []


def test_nothing_that_a_spreadsheet_would_run(tmp_path):
    formulas = ["=1+1", "+82-55", "-", "@SUM(A1)", "＝1"]
    claims = [claim(quote, (CITY, "leads", ZONE), quote) for quote in formulas]
    quotes = [row["인용"] for row in written([extraction("기사1", [entity(CITY), entity(ZONE)], claims)], tmp_path)]
    assert sorted(quotes) == sorted("'" + quote for quote in formulas)


def test_hostile_texts_keep_the_table_in_shape(tmp_path):
    rows = written(hostile(), tmp_path)
    assert len(rows) == len(hostile()[0].claims)
    assert all(len(row) == 28 and None not in row.values() for row in rows)
