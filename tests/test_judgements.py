"""The judgement file: written and read back, edited by a person, wrong lines told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import DataError
from graph.judgements import (
    FILE,
    Judgement,
    generate_judgements,
    own_judgements,
    parse_judgements,
    read_own,
    write_judgements,
)

ZONE = Judgement("Project:드론 단지@창원시", "Project:드론 특화단지@창원시", "same_as", 0.9, "likeness", "같은 곳")
MAYORS = Judgement("Official:김영수@창원시", "Official:김영수@포항시", "different", 0.95, "office", "다른 직")
words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=8)


@given(
    st.lists(
        st.builds(
            Judgement,
            words.map("A:{}".format),
            words.map("B:{}".format),
            st.sampled_from(["same_as", "different", "unsure"]),
            st.integers(0, 100).map(lambda n: n / 100),
            words,
            words,
            st.sampled_from(["machine", "user"]),
        )
    )
)
def test_what_is_written_is_read_back_in_one_order(judgements):
    lines = list(generate_judgements(judgements))
    assert sorted(parse_judgements(lines)) == sorted(judgements)
    assert list(generate_judgements(reversed(judgements))) == lines


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("A,B,same", "judgement is 'same'; one of same_as, unsure, different expected"),
        ("A,A,same_as", "left is 'A', right 'A'; two handles expected"),
        ("A,,same_as", "left is 'A', right ''; two handles expected"),
        ("A,B,same_as,많음", "score is '많음'; a number from 0 to 1 expected"),
        ("A,B,same_as,1,,,기계", "origin is '기계'; machine or user expected"),
    ],
)
def test_a_wrong_line_is_told(line, told):
    with pytest.raises(DataError, match=r"판단\.csv:2: ") as error:
        list(parse_judgements(["left,right,judgement,score,rule,reason,origin", line], source="판단.csv"))
    assert told in str(error.value)


def test_a_file_without_its_columns_is_told():
    with pytest.raises(DataError, match="columns judgement are missing"):
        list(parse_judgements(["left,right", "A,B"]))


def test_a_line_without_origin_is_a_persons():
    assert [j.origin for j in parse_judgements(["left,right,judgement", "B,A,same_as"])] == ["user"]


def edit(folder, change):
    path = folder / FILE
    path.write_text(change(path.read_text(encoding="utf-8-sig")), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "own"),
    [
        (lambda text: text, []),
        (lambda text: text.replace("same_as", "different"), [("different", "user")]),
        (
            lambda text: "".join(line for line in text.splitlines(True) if "same_as" not in line),
            [("different", "user")],
        ),
        (lambda text: "".join(line for line in text.splitlines(True) if "different" not in line), []),
        (lambda text: text + "Site:가,Site:나,same_as\n", [("same_as", "user")]),
    ],
    ids=["untouched", "changed", "merge deleted", "difference deleted", "added"],
)
def test_what_a_person_did_to_the_file_is_theirs(tmp_path, change, own):
    write_judgements([ZONE, MAYORS], tmp_path)
    edit(tmp_path, change)
    assert [(j.judgement, j.origin) for j in read_own(tmp_path)] == own


def test_a_persons_line_that_is_deleted_is_gone(tmp_path):
    theirs = own_judgements([], [ZONE])
    write_judgements(theirs, tmp_path)
    edit(tmp_path, lambda text: text.splitlines(True)[0])
    assert read_own(tmp_path) == []


def test_without_the_file_nothing_is_judged(tmp_path):
    write_judgements([ZONE], tmp_path)
    (tmp_path / FILE).unlink()
    assert read_own(tmp_path) == []
