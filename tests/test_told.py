"""Dates, sums and areas, and what each shows by itself."""

import pytest

from extractors.frames import read_frames
from extractors.told import read_told, step
from tests.documents import make_document, make_groups

TYPES = {"창원시": "Region", "드론 단지": "Project"}
TEXT = (
    "제목\n\n창원시는 2028년까지 총사업비 300억 원을 들여 33만㎡에 드론 단지를 조성한다."
    " 국비 100억 원, 시비 50억 원이다. 지난 5일 선정됐다."
)


@pytest.fixture(scope="module")
def told(extractor):
    document = make_document(extractor, TEXT, date="2025-01-07")
    return list(read_told(document, list(read_frames(document, make_groups(TEXT, TYPES), []))))


def test_what_is_told_sentence_by_sentence(told):
    assert [(value.kind, value.frame, value.value) for value in told] == [
        ("date", 1, "2028"),
        ("money", 1, 300 * 10**8),
        ("area", 1, 330_000),
        ("money", 2, 100 * 10**8),
        ("money", 2, 50 * 10**8),
        ("date", 3, "2025-01-05"),
    ]


@pytest.mark.parametrize(
    ("number", "traits"),
    [
        (0, {"when=ahead", "when=ahead4", "form=0년까지", "nth=0/1", "behind=총사업비"}),
        (1, {"before=총사업비", "after=들이다", "most=True"}),
        (3, {"before=국비", "nth=0/2", "most=True"}),
        (4, {"before=시비", "nth=1/2", "most=False"}),
        (5, {"when=past", "when=past10", "after=선정되", "form=지난 0일", "cue=선정"}),
    ],
)
def test_what_a_value_shows(told, number, traits):
    assert traits <= told[number].traits


def test_the_predicate_behind_is_told(told):
    assert [value.stem for value in told] == ["들이다", "들이다", "조성", "-", "-", "선정되"]


def test_steps_of_distance():
    assert [step(distance) for distance in (0, 6, 20, 40, 100)] == [0, 1, 2, 3, 4]
