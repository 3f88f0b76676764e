"""Places: lists, and what the words around two items say."""

import pytest
from documents import make_document, make_groups

from extractors.frames import read_frames
from extractors.places import Surroundings, lists_of

TYPES = {
    **dict.fromkeys(("강서구", "영도구", "사하구"), "Region"),
    **{"새빛": "Project", "한결": "Project", "가나": "Organization"},
}


def around(extractor, text):
    document, groups = make_document(extractor, text), make_groups(text, TYPES)
    [frame] = read_frames(document, groups, [])
    return Surroundings(document, frame, 0)


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("강서구·영도구·사하구 일대에 짓는다", [["강서구", "영도구", "사하구"]]),
        ("강서구와 영도구, 사하구에 짓는다", [["강서구", "영도구", "사하구"]]),
        ("△새빛(나래) △한결(도담) 등이 뽑혔다", [["새빛", "한결"]]),
        ("강서구는 영도구를 이긴다", []),
        ("강서구와 새빛을 본다", []),
        ("강서구 및 영도구가 새빛, 한결을 한다", [["강서구", "영도구"], ["새빛", "한결"]]),
    ],
)
def test_a_list_is_what_stands_side_by_side(extractor, text, lists):
    outer = around(extractor, text).outer
    assert [[item.group.name for item in members] for members in lists_of(outer, text)] == lists


def test_each_of_a_list_stands_as_near_as_its_end(extractor):
    scene = around(extractor, "새빛은 강서구·영도구·사하구에 들어선다.")
    project, *districts = scene.outer
    assert len({tuple(scene.between(project, district)[0]) for district in districts}) == 1


def test_what_stands_inside_a_name_has_no_words_around_it(extractor):
    text = "강서구 새빛 사업이 선다."
    document = make_document(extractor, text)
    groups = make_groups(text, {"강서구 새빛 사업": "Project", "강서구": "Region"})
    [frame] = read_frames(document, groups, [])
    assert Surroundings(document, frame, 0).between(*frame.items) == (["inside", "inside=TrueFalse"], [])


def test_who_else_is_the_subject_is_told(extractor):
    scene = around(extractor, "가나는 강서구에 새빛을 짓는다.")
    body, district, project = scene.outer
    assert "subject=Organization" in scene.between(district, project)[0]
    assert "subject=left" in scene.between(body, project)[0]
