import json

import pytest

from graph.errors import DataError
from graph.evaluate import Evaluation, Tally
from graph.floor import figures, find_shortfalls, move_floor, read_floor, write_floor


def test_a_floor_made_from_a_run_is_reached_by_that_run():
    measured = figures(Evaluation(claims=Tally(7, 9, 5), entities_typed=Tally(3, 3, 2)))
    floor = move_floor(measured, dict.fromkeys(measured, 0.0), allow_lower=False)
    assert list(find_shortfalls(measured, floor)) == []
    assert all(0 <= measured[name] - least < 0.0001 for name, least in floor.items())


@pytest.mark.parametrize(("allow_lower", "figure"), [(False, 0.7), (True, 0.6)])
def test_a_floor_sinks_only_where_that_is_allowed(allow_lower, figure):
    assert move_floor({"claims_f1": 0.6}, {"claims_f1": 0.7}, allow_lower=allow_lower) == {"claims_f1": figure}


def test_only_figures_that_the_floor_names_are_held():
    measured = {"claims_f1": 0.5, "pairs_f1": 0.1}
    assert list(find_shortfalls(measured, {"claims_f1": 0.5})) == []
    assert list(find_shortfalls(measured, {"claims_f1": 0.51})) == [("claims_f1", 0.5, 0.51)]


def test_a_floor_is_read_as_it_was_written(tmp_path):
    path = tmp_path / "floor.json"
    write_floor({"claims_f1": 0.35}, path)
    assert read_floor(path) == {"claims_f1": 0.35}


@pytest.mark.parametrize("content", ["{", json.dumps({"f1": 0.3}), json.dumps({"claims_f1": "0.3"}), "[1]"])
def test_a_file_that_is_no_floor_is_refused(content, tmp_path):
    path = tmp_path / "floor.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=r"floor\.json: "):
        read_floor(path)
