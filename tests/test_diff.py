"""What changed between two small graphs, and the workbook that tells it."""

import pandas as pd
import pytest

from graph.diff import CHANGES, write_changes
from graph.query import HEADINGS, diff
from tests.graphs import HOSTILE, graph_of

CITY, FIRM, ZONE, ROAD, DRONE = (
    "Region:창원시",
    "Organization:두산",
    "Project:드론 특화단지",
    "Project:도로",
    "Industry:드론",
)
OLD, NEW = {"가": "2024-01-01", "나": "2024-02-01"}, {"다": "2025-01-01", "라": "2025-02-01"}
LEADS = ("가", CITY, "leads", ZONE, "planned", {})


def says(article, stance):
    return (article, FIRM, "comments_on", ZONE, "done", {"stance": stance})


def changes(old, new):
    found = diff(graph_of(OLD, old), graph_of(OLD | NEW, new))
    return list(found[["change", "head", "relation", "tail"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("old", "added", "change"),
    [
        ([LEADS], [], None),
        ([], [LEADS], "new"),
        ([LEADS], [("다", CITY, "leads", ZONE, "planned", {})], "confirmed"),
        ([LEADS], [("다", CITY, "leads", ZONE, "ongoing", {})], "changed"),
        ([LEADS], [("다", CITY, "leads", ZONE, "failed", {})], "contradicted"),
        ([("가", CITY, "leads", ZONE, "failed", {})], [("다", CITY, "leads", ZONE, "planned", {})], "contradicted"),
        ([says("가", "support")], [says("다", "oppose")], "contradicted"),
        ([says("가", "support")], [says("다", "neutral")], "confirmed"),
        # A pair that works together is one link, whoever is named first.
        (
            [("가", CITY, "partners_with", FIRM, "done", {})],
            [("다", FIRM, "partners_with", CITY, "done", {})],
            "confirmed",
        ),
    ],
)
def test_what_happened_to_a_link(old, added, change):
    assert [row[0] for row in changes(old, [*old, *added])] == ([change] if change else [])


def test_what_the_new_graph_lacks_vanished():
    assert changes([LEADS], []) == [("vanished", CITY, "leads", ZONE)]


def test_a_copy_of_a_report_confirms_nothing():
    old = graph_of({"가": "2024-01-01"}, [LEADS])
    new = graph_of({"가": "2024-01-01", "가-사본": "2024-01-02"}, [LEADS, ("가-사본", *LEADS[1:])])
    assert len(diff(old, new)) == 0


def test_a_change_with_its_words():
    new = [LEADS, ("다", CITY, "leads", ZONE, "failed", {}), ("라", CITY, "leads", ROAD, "planned", {})]
    found = diff(graph_of(OLD, [LEADS]), graph_of(OLD | NEW, new))
    assert found["change"].to_list() == ["contradicted", "new"]
    first = found.iloc[0]
    assert (first["status_old"], first["status_new"], first["sources_old"], first["sources_new"]) == (
        "planned",
        "failed",
        1,
        2,
    )
    assert (first["quote"], first["published"]) == (f"다의 말: {CITY} {ZONE}", "2025-01-01")
    assert (len(first["claim_ids_old"]), len(first["claim_ids_new"])) == (1, 2)
    assert found.iloc[1]["status_old"] == ""
    assert set(found) <= HEADINGS.keys()


def test_the_workbook_tells_it_again(tmp_path):
    new = [LEADS, ("다", CITY, "leads", ZONE, "failed", {}), ("다", CITY, "fosters", DRONE, "planned", {})]
    found = diff(graph_of(OLD, [LEADS]), graph_of(OLD | NEW, new))
    write_changes(found, tmp_path / "변화.xlsx")
    sheets = pd.read_excel(tmp_path / "변화.xlsx", sheet_name=None)
    assert list(sheets) == ["요약", *CHANGES.values()]
    assert sheets["요약"].values.tolist() == [
        ["뒤집힘", 1],
        ["상태가 바뀜", 0],
        ["새로 나옴", 1],
        ["더 확인됨", 0],
        ["사라짐", 0],
    ]
    told = sheets["뒤집힘"].iloc[0]
    assert (told["주체"], told["관계"], told["대상"], told["앞선 상태"], told["새 상태"]) == (
        "창원시",
        "추진",
        "드론 특화단지",
        "계획",
        "무산",
    )
    before = (tmp_path / "변화.xlsx").read_bytes()
    write_changes(found, tmp_path / "변화.xlsx")
    assert (tmp_path / "변화.xlsx").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["변화.xlsx"]


def test_hostile_names_stay_text(tmp_path):
    new = graph_of({"가": "2024-01-01"}, [("가", f"Person:{text}", "leads", ZONE, "planned", {}) for text in HOSTILE])
    found = diff(graph_of({}, []), new)
    write_changes(found, tmp_path / "변화.xlsx")
    told = pd.read_excel(tmp_path / "변화.xlsx", sheet_name="새로 나옴", dtype=str)["주체"]
    # How a workbook holds a carriage return.
    assert sorted(told.str.replace("_x000D_", "\r")) == sorted(found["head_name"])
