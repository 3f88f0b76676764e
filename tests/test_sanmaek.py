import csv
import json
import socket
import subprocess
import sys

import networkx as nx
import pytest
from click.testing import CliRunner
from pytest_socket import SocketBlockedError

from extractors.run import extract_all as run_extract_all
from graph.extractions import read_extractions, write_extractions
from graph.judgements import WRITTEN
from sanmaek import OUTPUTS, main
from tests.conftest import ROOT
from tests.graphs import entity as make_entity
from tests.graphs import extraction

COMMANDS = ["build", "remove", "extract", "graph", "links", "verify", "evaluate", "traps", "inspect", "query", "diff"]
HEAVY = {"duckdb", "kiwipiepy", "matplotlib", "networkx", "numpy", "pandas", "pyvis", "rich", "spacy"}


def run(*args):
    return CliRunner().invoke(main, [str(arg) for arg in args])


def contents(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def built(folder, tmp_path, extractor):
    out = tmp_path / "out"
    result = run("build", folder, "--out", out, "--jobs", 1)
    assert (result.exit_code, result.stderr) == (0, "")
    return out


def test_build_writes_five_files_and_says_so(folder, tmp_path, extractor):
    out = tmp_path / "새 폴더" / "결과"
    result = run("build", folder, "--out", out, "--jobs", 1)
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {*OUTPUTS, WRITTEN}
    assert result.stdout.startswith("글 4건에서 개체 ")
    assert all(name in result.stdout for name in (str(out), "추진", "지역", *OUTPUTS))


def test_less_sure_claims_can_be_left_out_wherever_claims_are_read(built, tmp_path):
    told = list(read_extractions(built / "extractions.jsonl"))
    least = sorted(claim.confidence for extraction in told for claim in extraction.claims)[-1]
    sure = {claim.id for extraction in told for claim in extraction.claims if claim.confidence >= least}
    result = run("graph", built / "extractions.jsonl", "--out", tmp_path / "sure", "--min-confidence", least)
    assert result.exit_code == 0
    kg = nx.read_graphml(tmp_path / "sure" / "graph.graphml", edge_key_type=str, force_multigraph=True)
    assert {key for _, _, key in kg.edges(keys=True)} == sure
    asked = run("query", built, "coverage", "--min-confidence", least, "--format", "json")
    assert asked.exit_code == 0
    assert run("query", built, "coverage", "--min-confidence", 2).exit_code == 2


def test_a_build_tells_how_many_sentences_gave_no_claim(built):
    silent = json.loads((built / "report.json").read_text(encoding="utf-8"))["silent"]
    assert set(silent) == {"told_elsewhere", "no_relation", "unsure"}


def test_the_files_of_a_build_tell_the_same(built):
    extractions = list(read_extractions(built / "extractions.jsonl"))
    claims = {claim.id for extraction in extractions for claim in extraction.claims}
    kg = nx.read_graphml(built / "graph.graphml", edge_key_type=str, force_multigraph=True)
    with (built / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert claims
    assert {key for _, _, key in kg.edges(keys=True)} == claims
    assert {row["인용"] for row in rows} == {data["quote"] for _, _, data in kg.edges(data=True)}
    assert sum(report["claims"].values()) == len(rows) == len(claims)
    assert sum(report["entities"].values()) == len(kg)
    assert [extraction.id for extraction in extractions] == sorted(extraction.id for extraction in extractions)


def test_the_report_says_what_was_read_with_what_and_how_long_it_took(built, folder):
    report = json.loads((built / "report.json").read_text(encoding="utf-8"))
    assert (report["sources"], report["articles"]) == ([str(folder)], 4)
    assert (report["skipped"], report["duplicates"]) == ([], [])
    assert {"python", "sanmaek", "kiwipiepy", "spacy", "networkx"} <= report["versions"].keys()
    assert report["seconds"].keys() == {"extraction", "graph"}


def test_steps_one_by_one_give_what_a_build_gives(built, folder, tmp_path):
    lines, out = tmp_path / "단계" / "글.jsonl", tmp_path / "단계" / "그래프"
    assert run("extract", folder, "--out", lines, "--jobs", 1).exit_code == 0
    assert run("graph", lines, "--out", out).exit_code == 0
    assert lines.read_bytes() == (built / "extractions.jsonl").read_bytes()
    names = ("graph.graphml", "claims.csv", "graph.html", "judgements.csv", WRITTEN)
    assert contents(out) == {name: (built / name).read_bytes() for name in names}


def test_neither_the_order_of_files_nor_the_number_of_processes_changes_a_byte(built, folder, tmp_path):
    out = tmp_path / "다시"
    assert run("build", *sorted(folder.iterdir(), reverse=True), "--out", out, "--jobs", 2).exit_code == 0
    first, second = contents(built), contents(out)
    del first["report.json"], second["report.json"]
    assert first == second


def test_verify_passes_what_was_built(built, folder):
    result = run("verify", built / "extractions.jsonl", folder)
    assert result.exit_code == 0
    assert result.stdout.endswith("어긋난 것 0개\n")


def test_verify_names_each_claim_whose_words_are_not_there(built, folder):
    path = built / "extractions.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    row = next(row for row in rows if row["claims"])
    row["claims"][0]["evidence"][0]["text"] = "없는 말"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    result = run("verify", path, folder)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{row['id']}: {row['claims'][0]['id']}: 원문 ")
    assert result.stdout.endswith("어긋난 것 1개\n")


BAD = {  # content of a file, and what is said about it
    "빈 글.txt": b"",
    "그림.txt": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "큰 글.txt": "창원시는 드론을 육성한다. ".encode() * 300_000,
    "잘린 글.txt": "창원시".encode()[:-1],
    "서명 없는 글.md": "---\ntitle: 창원시\n".encode(),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_and_the_rest_is_done(name, folder, tmp_path, extractor):
    (folder / name).write_bytes(BAD[name])
    out = tmp_path / "out"
    result = run("build", folder, "--out", out, "--jobs", 1)
    assert result.exit_code == 1
    assert result.stdout.startswith("글 4건에서 ")
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"건너뜀: {folder / name}: ")
    (skipped,) = json.loads((out / "report.json").read_text(encoding="utf-8"))["skipped"]
    assert f"건너뜀: {skipped['source']}: {skipped['reason']}" == line


def test_a_malformed_line_is_named_by_its_number(folder, tmp_path, extractor):
    path = folder / "일곱.jsonl"
    row = '{"id": "N", "text": "창원시는 드론 산업을 육성한다."}\n'
    path.write_text("".join(row.replace("N", f"줄{n}") for n in range(6)) + '{"id": "줄7"\n', encoding="utf-8")
    result = run("extract", folder, "--out", tmp_path / "글.jsonl", "--jobs", 1)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"건너뜀: {path}:7: ")
    assert len(list(read_extractions(tmp_path / "글.jsonl"))) == 10


def test_a_folder_that_is_not_there_is_named_and_the_rest_is_done(folder, tmp_path, extractor):
    result = run("extract", tmp_path / "없음", folder, "--out", tmp_path / "글.jsonl", "--jobs", 1)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"건너뜀: {tmp_path / '없음'}: ")
    assert len(list(read_extractions(tmp_path / "글.jsonl"))) == 4


def test_a_copy_counts_once_and_is_no_failure(folder, tmp_path, extractor):
    (folder / "여럿 사본.jsonl").write_bytes((folder / "여럿.jsonl").read_bytes())
    result = run("extract", folder, "--out", tmp_path / "글.jsonl", "--jobs", 1)
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) == 2
    assert "같은 글이라 한 번만 셈" in result.stderr


def test_where_nothing_can_be_read_nothing_is_written(tmp_path):
    result = run("build", tmp_path / "없음", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.endswith("오류: 읽을 수 있는 글이 없습니다.\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (OSError(28, "No space left on device"), 1, "오류: No space left on device"),
        (KeyboardInterrupt(), 130, "멈췄습니다"),
    ],
)
def test_a_build_that_fails_while_writing_changes_nothing(error, status, told, built, folder, monkeypatch, tmp_path):
    def fail(kg, path):
        raise error

    (built / "메모.txt").write_text("내 메모", encoding="utf-8")
    before = contents(built)
    monkeypatch.setattr("graph.tables.write_claims_csv", fail)
    (folder / "드론.txt").write_text("창원시는 로봇 산업을 육성한다.", encoding="utf-8")
    result = run("build", folder, "--out", built, "--jobs", 1)
    assert (result.exit_code, told in result.stderr) == (status, True)
    after = contents(built)
    # What was extracted before the failure is kept for the next build.
    assert json.loads(after.pop(".sanmaek/extracted.jsonl"))["title"] == "창원시는 로봇 산업을 육성한다."
    del after[".sanmaek/lock"]
    assert after == before
    assert {path.name for path in tmp_path.iterdir()} == {"기사", "out"}


def test_building_again_keeps_files_of_other_names(built, folder):
    (built / "메모.txt").write_text("내 메모", encoding="utf-8")
    assert run("build", folder, "--out", built, "--jobs", 1).exit_code == 0
    assert {path.name for path in built.iterdir()} == {"메모.txt", *OUTPUTS, WRITTEN}


LATER = {
    "드론.txt": "창원시, 드론 특화단지 조성 추진\n\n창원시는 드론 특화단지 조성을 2030년으로 미룬다고 9일 밝혔다.\n",
    "로봇.md": "---\nid: 로봇\ntitle: 구미시 로봇\ndate: 2025-03-09\n---\n\n구미시는 로봇 산업을 육성한다.\n",
    "수소 고침.md": (
        "---\nid: 수소 고침\ntitle: 삼척시, 수소 특화도시로\ndate: 2025-03-03\nurl: https://example.com/2\n---\n\n"
        "삼척시는 수소 산업을 육성한다. 산업통상자원부는 수소 클러스터 구축사업에 90억 원을 지원한다.\n"
    ),
}


@pytest.fixture
def later(tmp_path):
    """A later week's folder: an article with another text, a new one, and one whose address is known."""
    articles = tmp_path / "다음 주"
    articles.mkdir()
    for name, text in LATER.items():
        (articles / name).write_text(text, encoding="utf-8")
    return articles


def results(folder):
    return {name: content for name, content in contents(folder).items() if name != "report.json"}


def changes_of(folder):
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))["changes"]


@pytest.fixture
def extracted(monkeypatch):
    """Give the ids of the articles that are extracted from now on."""
    ids = []

    def extract_all(articles, data, *, jobs):
        for result in run_extract_all(articles, data, jobs=jobs):
            ids.append(result.id)
            yield result

    monkeypatch.setattr("extractors.run.extract_all", extract_all)
    return ids


def test_a_later_build_adds_and_replaces_and_gives_what_one_build_gives(built, folder, later, tmp_path, extracted):
    result = run("build", later, "--out", built, "--jobs", 1)
    assert (result.exit_code, result.stderr) == (0, "")
    drone = next(id_ for id_ in extracted if id_ not in ("로봇", "수소 고침"))
    assert result.stdout.endswith("\n새 글 3건, 같은 주소의 새 글로 바뀌어 빠진 글 1건, 그대로인 글 3건\n")
    assert changes_of(built)["added"] == sorted(extracted) == sorted([drone, "로봇", "수소 고침"])
    (folder / "수소.md").unlink()
    one = tmp_path / "한 번에"
    assert run("build", folder, later, "--out", one, "--jobs", 1).exit_code == 0
    assert results(built) == results(one)


def test_a_changed_article_is_replaced_and_the_others_are_not_extracted_again(built, folder, tmp_path, extracted):
    path = folder / "여럿.jsonl"
    path.write_text(
        path.read_text(encoding="utf-8").replace("공모사업에 선정됐다", "공모에서 탈락했다"), encoding="utf-8"
    )
    result = run("build", folder, "--out", built, "--jobs", 1)
    assert extracted == ["반도체"]
    assert result.stdout.endswith("\n바뀐 글 1건, 그대로인 글 3건\n")
    assert run("build", folder, "--out", tmp_path / "처음부터", "--jobs", 1).exit_code == 0
    assert results(built) == results(tmp_path / "처음부터")


def test_an_article_without_its_file_stays_until_it_is_removed(built, folder, tmp_path, extracted):
    before = results(built)
    (folder / "여럿.jsonl").unlink()
    assert run("build", folder, "--out", built, "--jobs", 1).exit_code == 0
    assert (results(built), extracted) == (before, [])
    result = run("remove", "협약", "반도체", "--out", built)
    assert (result.exit_code, result.stderr) == (0, "")
    assert changes_of(built) == {"removed": ["반도체", "협약"]}
    assert run("build", folder, "--out", tmp_path / "처음부터", "--jobs", 1).exit_code == 0
    assert results(built) == results(tmp_path / "처음부터")


def test_all_articles_can_be_removed(built):
    ids = [extraction.id for extraction in read_extractions(built / "extractions.jsonl")]
    result = run("remove", *ids, "--out", built)
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, "글 0건에서 개체 0개와 주장 0개를 찾았습니다.")
    assert {path.name for path in built.iterdir()} == {*OUTPUTS, WRITTEN}


def test_what_is_not_there_cannot_be_removed(built, tmp_path):
    before = contents(built)
    result = run("remove", "협약", "없음", "--out", built)
    assert (result.exit_code, contents(built)) == (1, before)
    assert result.stderr == f"오류: {built}: 기록에 없는 글: 없음: claims.csv의 '기사 번호'여야 함\n"
    result = run("remove", "협약", "--out", tmp_path / "기사")
    assert (result.exit_code, result.stderr.startswith(f"오류: {tmp_path / '기사'}: 기록에 글이 없음")) == (1, True)
    assert not (tmp_path / "기사" / ".sanmaek").exists()


def test_another_version_extracts_again_also_what_has_no_file_any_more(built, folder, extracted, monkeypatch):
    before = results(built)
    (folder / "여럿.jsonl").unlink()
    monkeypatch.setattr("extractors.version.extractor_version", lambda data: "다른 판")
    result = run("build", folder, "--out", built, "--jobs", 1)
    assert len(extracted) == 4
    assert result.stdout.endswith("\n판이 달라 다시 찾은 글 4건\n")
    after = results(built)
    assert {name for name in before if before[name] != after[name]} <= {
        name for name in before if name.startswith("record/articles/")
    }


def test_a_build_that_is_stopped_goes_on_where_it_was(folder, tmp_path, extractor, monkeypatch):
    out, seen = tmp_path / "out", []

    def extract_all(articles, data, *, jobs):
        for number, result in enumerate(run_extract_all(articles, data, jobs=jobs)):
            if number == 3:
                raise KeyboardInterrupt
            seen.append(result.id)
            yield result

    monkeypatch.setattr("extractors.run.extract_all", extract_all)
    assert run("build", folder, "--out", out, "--jobs", 1).exit_code == 130
    assert {path.name for path in out.iterdir()} == {".sanmaek"}
    result = run("build", folder, "--out", out, "--jobs", 1)
    assert result.stderr == "앞서 끊긴 곳에서 이어 합니다: 글 3건은 이미 찾았습니다.\n"
    assert len(seen) == len(set(seen)) == 4
    monkeypatch.undo()
    assert run("build", folder, "--out", tmp_path / "한 번에", "--jobs", 1).exit_code == 0
    assert results(out) == results(tmp_path / "한 번에")


def test_a_graph_is_not_written_over_a_build(built):
    before = contents(built)
    result = run("graph", built / "extractions.jsonl", "--out", built)
    assert (result.exit_code, contents(built)) == (1, before)
    assert result.stderr.startswith(f"오류: {built}: build의 결과가 있음")


@pytest.fixture
def ministries(tmp_path):
    """Give extractions of two articles that name one ministry before and after it was renamed, and their graph."""
    path, out = tmp_path / "글.jsonl", tmp_path / "그래프"
    named = ("산업통상자원부", "산업통상부")
    articles = [extraction(f"기사{n}", [make_entity(f"Organization:{name}")]) for n, name in enumerate(named)]
    write_extractions(articles, path)
    assert run("graph", path, "--out", out).exit_code == 0
    return path, out


def node_ids(out):
    return set(nx.read_graphml(out / "graph.graphml"))


def test_a_merge_is_undone_by_deleting_its_line_for_good_and_comes_back_when_the_persons_line_goes(ministries):
    path, out = ministries
    file = out / "judgements.csv"
    both = {"Organization:산업통상자원부", "Organization:산업통상부"}
    made = file.read_text(encoding="utf-8-sig").splitlines()
    assert node_ids(out) == {"Organization:산업통상부"}
    assert made[1:] == ["Organization:산업통상부,Organization:산업통상자원부,same_as,1.00,register,"
                        '"등록부의 산업통상부, 바뀐 이름",machine']  # fmt: skip
    file.write_text(made[0] + "\n", encoding="utf-8")
    for _ in range(2):
        assert run("graph", path, "--out", out).exit_code == 0
        assert node_ids(out) == both
        assert file.read_text(encoding="utf-8-sig").splitlines()[1].endswith("different,1.00,,사람이 지운 줄,user")
    file.write_text(made[0] + "\n", encoding="utf-8")
    assert run("graph", path, "--out", out).exit_code == 0
    assert file.read_text(encoding="utf-8-sig").splitlines() == made


@pytest.mark.parametrize("command", ["build", "graph"])
def test_a_slip_in_the_judgements_is_told_and_changes_nothing(ministries, folder, command):
    path, out = ministries
    with (out / "judgements.csv").open("a", encoding="utf-8") as file:
        file.write("가,나,같음\n")
    before = contents(out)
    result = run(command, folder if command == "build" else path, "--out", out)
    assert (result.exit_code, contents(out)) == (1, before)
    assert "judgements.csv:3: judgement is '같음'; one of same_as, unsure, different expected" in result.stderr


def test_the_closed_traps_are_told(ministries):
    result = run("traps", "--closed", "--errors", 3)
    assert result.exit_code == 0
    assert "모두" in result.stdout and "정답의 개체" in result.stdout and "찾은 개체" not in result.stdout


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold"
    folder.mkdir()
    entities = [{"id": "e1", "type": "Region", "name": "삼척시", "mentions": ["삼척"], "anaphora": ["시"], "attrs": {}}]
    rows = [{"id": name, "entities": entities, "claims": []} for name in ("가", "나")]
    (folder / "annotations.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (folder / "folds.csv").write_text("article,fold\n가,1\n나,2\n", encoding="utf-8")
    found = [{"id": "Region:삼척시", "type": "Region", "name": "삼척시", "mentions": [], "anaphora": [], "attrs": {}}]
    meta = dict.fromkeys(("title", "press", "date", "url", "text_sha256"), "")
    row = {"id": "가", **meta, "entities": found, "claims": []}
    (folder / "found.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def evaluated(gold, *args):
    return run("evaluate", gold / "found.jsonl", "--gold", gold, *args)


def test_evaluate_prints_the_figures(gold):
    result = evaluated(gold, "--errors", 5)
    assert result.exit_code == 0
    assert "개체, 유형까지   1.000   0.500  0.667     2     1     1" in result.stdout
    assert "모든 표현                 1.000   0.500  0.667     4" in result.stdout
    assert "지역                        1                                                  1\n" in result.stdout
    assert "나\tmissed entity\tRegion 삼척시\n" in result.stdout


@pytest.fixture
def asked(gold):
    """Two articles, of which one was extracted, and a question for each."""
    articles = gold.parent / "articles"
    articles.mkdir()
    for name in ("가", "나"):
        (articles / f"{name}.md").write_text(f"---\nid: {name}\ntitle: 삼척\n---\n시는 삼척", encoding="utf-8")
    lines = ["q1,find,삼척시가 나오나?,find,text=삼척,,name,삼척시,", "q2,find,몇 건에?,find,text=삼척,,articles,2,"]
    header = "id,kind,question,call,options,where,answer,expected,note"
    (gold / "questions.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return gold


def test_evaluate_puts_the_questions(asked):
    result = evaluated(asked, "--questions", "--errors", 5)
    assert result.exit_code == 0
    assert "      질문  정답 그래프로  찾은 것으로  답  찾음  없어야 할 답\n" in result.stdout
    assert "모두     2              2            1   2     1             1\nfind     2 " in result.stdout
    assert "개체를 놓침          1   2\n" in result.stdout
    assert "q2 몇 건에? [개체를 놓침]\n  - 2: 개체를 놓침\n  + 1: 개체를 놓침\n" in result.stdout
    sums = json.loads(evaluated(asked, "--questions", "--json").stdout)
    assert (sums["right_on_gold"], sums["right"]) == (2, 1)


@pytest.mark.parametrize(("folds", "f1"), [([1], 1.0), ([2], 0.0), ([1, 2], 2 / 3)])
def test_folds_choose_what_is_counted(gold, folds, f1):
    result = evaluated(gold, "--json", *(part for fold in folds for part in ("--fold", fold)))
    scores = json.loads(result.stdout)
    assert scores["entities_typed"]["f1"] == scores["types"]["Region"]["f1"] == pytest.approx(f1)
    assert scores["articles"] == len(folds)
    assert scores["anaphora"] == {"forms": len(folds), "precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3)}


def test_a_floor_that_is_not_reached_fails(gold):
    floor = gold / "floor.json"
    floor.write_text('{"entities_typed_f1": 0.66}', encoding="utf-8")
    assert evaluated(gold, "--floor", floor).exit_code == 0
    floor.write_text('{"entities_typed_f1": 0.67}', encoding="utf-8")
    result = evaluated(gold, "--floor", floor)
    assert result.exit_code == 1
    assert result.stderr == "바닥에 못 미침: entities_typed_f1 0.6667 < 0.67\n"


@pytest.mark.parametrize(
    ("before", "flags", "after", "status"),
    [
        (0.5, ["--raise-floor"], 0.6666, 0),
        (0.9, ["--raise-floor"], 0.9, 1),
        (0.9, ["--raise-floor", "--allow-lower"], 0.6666, 0),
    ],
)
def test_a_floor_is_raised_on_demand_and_lowered_only_with_a_flag(gold, before, flags, after, status):
    floor = gold / "floor.json"
    floor.write_text(json.dumps({"entities_typed_f1": before}), encoding="utf-8")
    assert evaluated(gold, "--floor", floor, *flags).exit_code == status
    assert json.loads(floor.read_text(encoding="utf-8")) == {"entities_typed_f1": after}


@pytest.fixture
def opened(monkeypatch):
    """Give the addresses that a browser was asked to open; none is opened."""
    asked = []
    monkeypatch.setattr("webbrowser.open", lambda url: asked.append(url) or True)
    return asked


def test_inspect_writes_a_page_and_opens_none_where_a_file_is_asked_for(folder, tmp_path, extractor, opened):
    out = tmp_path / "새 폴더" / "글.html"
    result = run("inspect", folder / "드론.txt", folder / "수소.md", "--out", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, f"글 2건: {out}\n", "")
    page = out.read_text(encoding="utf-8")
    assert all(words in page for words in ("창원시, 드론 특화단지 조성 추진", "삼척시, 수소 특화도시로", "강원일보"))
    assert opened == []


def test_inspect_opens_the_page_in_the_browser(folder, extractor, opened, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.mkdtemp", lambda prefix: str(tmp_path))
    assert run("inspect", folder / "드론.txt").exit_code == 0
    assert opened == [(tmp_path / "inspect.html").as_uri()]
    assert (tmp_path / "inspect.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_inspect_shows_stored_extractions_as_they_are(built, folder, opened):
    path = built / "extractions.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for row in rows:
        for entity in row["entities"]:
            entity["name"] += "(고침)"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    result = run("inspect", folder, "--extractions", path, "--terminal")
    assert (result.exit_code, result.stderr, opened) == (0, "", [])
    assert "창원시(고침)" in result.stdout


def test_inspect_refuses_extractions_of_another_text(built, folder):
    (folder / "드론.txt").write_text("창원시는 로봇 산업을 육성한다.", encoding="utf-8")
    result = run("inspect", folder / "드론.txt", "--extractions", built / "extractions.jsonl", "--terminal")
    assert result.exit_code == 1
    assert result.stderr.endswith("오류: 보일 글이 없습니다.\n")
    rows = [json.loads(line) for line in (built / "extractions.jsonl").read_text(encoding="utf-8").splitlines()]
    row = next(row for row in rows if row["id"] == "협약") | {"text_sha256": "00"}
    (built / "extractions.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = run("inspect", folder, "--extractions", built / "extractions.jsonl", "--terminal")
    assert result.exit_code == 1
    assert "원문이 추출할 때와 다름" in result.stderr


def test_inspect_tells_what_gold_has_and_was_not_found(folder, gold, extractor):
    row = {"id": "협약", "entities": [], "claims": []}
    row["entities"] = [
        {"id": "e1", "type": "Region", "name": "경상남도", "mentions": ["경남도"], "anaphora": [], "attrs": {}},
        {"id": "e2", "type": "Policy", "name": "없는 정책", "mentions": ["업무협약"], "anaphora": [], "attrs": {}},
    ]
    claim = {"head": "e1", "relation": "leads", "tail": "e2", "status": "done", "attrs": {}, "evidence": ["협약"]}
    row["claims"] = [claim]
    (gold / "annotations.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    result = run("inspect", folder / "여럿.jsonl", "--gold", gold, "--terminal")
    assert result.exit_code == 0
    assert "놓친 개체 1\n없는 정책 \n놓친 주장 1\n경상남도 추진 → 없는 정책\n" in result.stdout


@pytest.mark.parametrize(
    "args",
    [
        ["build"],
        ["build", "data"],
        ["build", "data", "--out", "out", "--jobs", "0"],
        ["build", "data", "--out", "pyproject.toml"],
        ["graph", "없음.jsonl", "--out", "out"],
        ["verify", "없음.jsonl", "data"],
        ["evaluate", "pyproject.toml", "--raise-floor"],
        ["evaluate", "pyproject.toml", "--questions", "--fold", "1"],
        ["evaluate", "pyproject.toml", "--floor", "pyproject.toml", "--allow-lower"],
        ["inspect"],
        ["inspect", "pyproject.toml", "--terminal", "--out", "out.html"],
        ["fly"],
    ],
)
def test_wrong_usage_ends_with_status_2(args, monkeypatch, data):
    monkeypatch.chdir(data.parent)
    assert run(*args).exit_code == 2


@pytest.mark.parametrize("args", [["graph", "bad", "--out", "out"], ["verify", "bad", "."], ["evaluate", "bad"]])
def test_a_malformed_interchange_file_is_an_error_in_one_line(args, folder, monkeypatch):
    monkeypatch.chdir(folder)
    (folder / "bad").write_text("{}\n", encoding="utf-8")
    result = run(*args)
    assert result.exit_code == 1
    assert result.stderr == "오류: bad:1: key 'entities' is missing\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_an_example(command):
    assert list(main.commands) == COMMANDS
    assert f"예: sanmaek {command} " in run(command, "--help").stdout.splitlines()[-1]


@pytest.mark.parametrize("args", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_loads_nothing_heavy(args):
    code = (
        "import sys; from sanmaek import main; main(sys.argv[1:], standalone_mode=False);"
        f"print({HEAVY} & sys.modules.keys())"
    )
    result = subprocess.run([sys.executable, "-c", code, *args], cwd=ROOT, capture_output=True, check=True, text=True)
    assert result.stdout.splitlines()[-1] == "set()"


def test_the_command_runs_as_users_run_it(folder, tmp_path):
    out = tmp_path / "글.jsonl"
    command = [sys.executable, "-m", "sanmaek", "extract", folder / "드론.txt", "--out", out]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, f"글 1건에서 찾은 것: {out}\n", "")


def test_tests_run_without_a_network():
    with pytest.raises(SocketBlockedError), pytest.warns(UserWarning, match="A test tried to use socket"):
        socket.create_connection(("192.0.2.1", 80))
