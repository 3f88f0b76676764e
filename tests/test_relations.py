"""Who and what takes part in a predicate, and which links of an article are kept."""

import pytest
from documents import make_document, make_groups

from extractors.frames import read_frames
from extractors.links import find_links
from extractors.relations import OBJECT, Scene, join, objects, predicates, subjects

TYPES = {
    "여수시": "Region",
    "목포시": "Region",
    "국토교통부": "Organization",
    "수소 특화단지": "Project",
    "세라믹 실증센터": "Project",
    "로봇": "Industry",
    "드론": "Industry",
}
TITLE = "산업 소식\n\n"


@pytest.fixture(scope="module")
def scenes(extractor):
    """Return a function that gives the scene of each sentence of a text, its topic the items of the one before."""

    def read(text):
        document, groups = make_document(extractor, TITLE + text), make_groups(TITLE + text, TYPES)
        frames = list(read_frames(document, groups, []))[1:]
        topics = [(), *(frame.items for frame in frames)]
        return [Scene(document, frame, topic, groups) for frame, topic in zip(frames, topics, strict=False)]

    return read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("여수시는 로봇을 육성한다.", ["여수시"]),
        ("여수시와 목포시는 로봇을 육성한다.", ["여수시", "목포시"]),
        ("목포시는 몰랐고 여수시는 로봇을 육성한다.", ["여수시"]),
        ("국토교통부가 주관하는 공모에 맞춰 로봇을 육성한다.", []),
        ("로봇을 육성한다.", []),
    ],
)
def test_who_acts(scenes, text, names):
    [scene] = scenes(text)
    [predicate] = predicates(scene.frame, "fosters")
    assert [item.group.name for item in subjects(scene, predicate, ("Region", "Organization"))] == names


def test_who_acts_may_stand_in_the_sentence_before(scenes):
    _, scene = scenes("여수시는 밝혔다. 로봇을 육성한다는 것이다.")
    [predicate] = predicates(scene.frame, "fosters")
    assert [item.group.name for item in subjects(scene, predicate, ("Region",))] == ["여수시"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("여수시는 로봇을 육성한다.", ["로봇"]),
        ("여수시는 로봇·드론을 육성한다.", ["로봇", "드론"]),
        ("여수시는 로봇을 알리고 드론을 육성한다.", ["드론"]),
        ("여수시가 육성하는 로봇", ["로봇"]),
        ("여수시가 육성하는 아주 새롭고 놀라운 산업인 로봇", []),
        ("여수시는 로봇이 육성한다고 했다.", []),
    ],
)
def test_what_is_acted_on(scenes, text, names):
    [scene] = scenes(text)
    [predicate] = predicates(scene.frame, "fosters")
    assert [item.group.name for item in objects(scene.frame, predicate, ("Industry",), OBJECT)] == names


def test_the_words_of_a_link_hold_its_ends_and_its_predicate(scenes):
    [scene] = scenes("올해 여수시는 수소 특화단지를 서둘러 조성한다. ")
    [predicate] = predicates(scene.frame, "leads")
    head, tail = (next(i for i in scene.frame.items if i.group.name == name) for name in ("여수시", "수소 특화단지"))
    for link in (
        join(scene, (head, tail), "leads", "test", predicate),
        join(scene, (tail, head), "located_in", "test", predicate),
    ):
        assert scene.document.text[link.start : link.end] == "여수시는 수소 특화단지를 서둘러 조성한다"


def test_a_link_is_kept_once_the_first_time_it_is_told(extractor):
    text = TITLE + "여수시는 수소 특화단지를 조성했다. 여수시는 수소 특화단지를 추진한다."
    document, groups = make_document(extractor, text), make_groups(text, TYPES)
    links = find_links(document, groups, list(read_frames(document, groups, [])))
    assert [link.rule for link in links if link.relation == "leads"] == ["acts:조성"]


def test_every_link_is_allowed_by_the_schema_and_joins_two_things(extractor):
    text = TITLE + "국토교통부는 로봇을 추진한다. 여수시는 여수시를 추진한다."
    document, groups = make_document(extractor, text), make_groups(text, TYPES)
    assert find_links(document, groups, list(read_frames(document, groups, []))) == []
