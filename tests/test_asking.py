"""Questions put on the command line: the answer as a table, as CSV and as JSON, and what is said where one is wrong."""

import csv
import json

import pandas as pd
import pytest
from click.testing import CliRunner

from graph.asking import QUESTIONS, as_rows, ask
from graph.errors import QueryError
from graph.extractions import write_extractions
from graph.graphml import read_graphml, write_graphml
from graph.snapshot import write_snapshot
from sanmaek import main
from tests.graphs import changwon, graph_of

CITY, ZONE = "Region:창원시", "Project:=드론 특화단지"
CLAIMS = [("가", CITY, "leads", ZONE, "planned", {}), ("가", ZONE, "targets", "Industry:드론", "planned", {})]


def query(*args):
    return CliRunner().invoke(main, ["query", *map(str, args)])


@pytest.fixture
def built(tmp_path):
    write_graphml(graph_of({"가": "2024-01-02"}, CLAIMS, {ZONE: {"budget_krw": 3e11}}), tmp_path / "graph.graphml")
    return tmp_path


def test_a_table_with_korean_headings(built):
    result = query(built, "projects", "--industry", "드론", "--status", "open")
    assert result.exit_code == 0, result.output
    header, line, count = result.output.splitlines()
    assert header.split()[:4] == ["사업", "상태", "추진", "주체"]
    assert line.split()[:2] == ["=드론", "특화단지"]
    assert "300,000,000,000" in line
    assert count == "1줄"


def test_a_long_table_says_how_much_it_shows(built):
    assert query(built, "find", "드론", "--rows", 1).output.splitlines()[-1] == "2줄 가운데 1줄"


def test_csv_for_excel(built, tmp_path):
    out = tmp_path / "새" / "사업.csv"
    assert query(built, "projects", "--format", "csv", "--out", out).output == f"1줄: {out}\n"
    with out.open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["사업"], row["추진 주체"], row["상태"]) == ("'=드론 특화단지", "창원시", "계획")
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_json_with_the_columns_of_the_library(built):
    (row,) = json.loads(query(built, "projects", "--format", "json").output)
    assert (row["project"], row["status"], row["budget_krw"]) == (ZONE, "planned", 3e11)
    assert len(row["claim_ids"]) == 2


def test_a_matrix_has_its_regions_in_the_first_column(built):
    assert query(built, "region-industry", "--level", "region").output.splitlines()[0].split() == ["지역", "드론"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["projects", "드론"], "projects needs no name; 1 given"),
        (["how-tied", "창원시"], "how-tied needs a and b; 1 given"),
        (["funding", "--on", "2024"], "funding: option 'on' is not one of by, region"),
        (["사업"], "question '사업' is not one of find, entity"),
        (["timeline", "없는 사업"], "no entity is called '없는 사업'"),
    ],
)
def test_a_wrong_question_is_told_in_a_line(built, args, message):
    result = query(built, *args)
    assert result.exit_code == 1
    assert result.stderr.startswith("오류: ")
    assert message in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_snapshot_is_asked_as_its_graph_is(built, tmp_path):
    write_snapshot(read_graphml(built / "graph.graphml"), tmp_path / "graph.msgpack")
    asked = ("projects", "--format", "json")
    assert query(tmp_path / "graph.msgpack", *asked).output == query(built, *asked).output


def test_what_is_no_graph(tmp_path):
    assert "graph.graphml이 없습니다" in query(tmp_path, "projects").stderr
    (tmp_path / "글.txt").write_text("창원시는", encoding="utf-8")
    assert "GraphML도 추출 결과" in query(tmp_path / "글.txt", "projects").stderr


def test_every_question_can_be_asked():
    kg = graph_of({"가": "2024-01-02"}, CLAIMS)
    about = {"find": ["드론"], "entity": [CITY], "positions": [ZONE], "timeline": [ZONE], "how-tied": [CITY, "드론"]}
    about |= {"evidence": [next(iter(kg.edges(keys=True)))[2]], "office-holder": ["창원시장"]}
    for question in QUESTIONS:
        answer = ask(kg, question, about.get(question, []), {})
        assert isinstance(answer, pd.DataFrame)
        assert len(as_rows(answer)) == len(answer) + 1
    with pytest.raises(QueryError, match="entity needs id"):
        ask(kg, "entity", [], {})


def test_diff_of_two_months(tmp_path):
    first, second = changwon()
    write_extractions([first], tmp_path / "앞.jsonl")
    write_extractions([first, second], tmp_path / "뒤.jsonl")
    out = tmp_path / "결과" / "변화.xlsx"
    result = CliRunner().invoke(
        main, ["diff", str(tmp_path / "앞.jsonl"), str(tmp_path / "뒤.jsonl"), "--out", str(out)]
    )
    assert result.exit_code == 0, result.output
    assert [line.split()[-1] for line in result.output.splitlines()[:5]] == ["0", "0", "2", "0", "0"]
    assert pd.read_excel(out, sheet_name="새로 나옴")["관계"].to_list() == ["지원", "건의"]
