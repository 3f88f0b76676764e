"""Confidence: what chances are worth, read from and written to a small table."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.confidence import Confidence, Step, read_confidence, write_confidence
from graph.errors import DataError


@st.composite
def rising_steps(draw):
    size = draw(st.integers(1, 8))
    shares = st.lists(st.integers(0, 100).map(lambda n: n / 100), min_size=size, max_size=size).map(sorted)
    counts = draw(st.lists(st.tuples(st.integers(0, 9), st.integers(9, 99)), min_size=size, max_size=size))
    rows = zip(draw(shares), counts, draw(shares), strict=True)
    return tuple(Step(chance, right, found, worth) for chance, (right, found), worth in rows)


@given(rising_steps(), st.lists(st.floats(0, 1), min_size=2).map(sorted))
def test_confidence_never_falls_as_the_chance_rises(steps, chances):
    worth = Confidence(steps).of(np.array(chances, np.float32))
    assert (np.diff(worth) >= -1e-6).all()
    assert (worth >= 0).all() and (worth <= max(step.confidence for step in steps) + 1e-6).all()


@given(rising_steps())
def test_what_is_written_is_read(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("신뢰도") / "confidence.csv"
    write_confidence(steps, path)
    assert read_confidence(path) == Confidence(steps)


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("chance,right,found\n", "1: 'chance,right,found'"),
        ("chance,right,found,confidence\n0.2,3,2,0.5\n", "2: '0.2,3,2,0.5'"),
        ("chance,right,found,confidence\n0.2,많이,2,0.5\n", "2: '0.2,많이,2,0.5'"),
        ("chance,right,found,confidence\n0.2,1,2\n", "2: '0.2,1,2'"),
        ("chance,right,found,confidence\n0.2,1,2,0.5\n0.3,1,2,0.4\n", "3: '0.3,1,2,0.4'"),
        ("chance,right,found,confidence\n0.2,1,2,1.5\n", "2: '0.2,1,2,1.5'"),
    ],
)
def test_a_wrong_line_is_told_with_its_place(tmp_path, lines, place):
    path = tmp_path / "confidence.csv"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_confidence(path)
    assert f"{path}:{place}" in str(error.value)


def test_a_missing_table_is_told_with_what_makes_it(tmp_path):
    with pytest.raises(DataError, match="make model"):
        read_confidence(tmp_path / "confidence.csv")
