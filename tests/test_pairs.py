"""Pairs: which two things are looked at, and what the article shows of them."""

from dataclasses import replace

import numpy as np
import pytest
from documents import make_document, make_groups

from extractors.codes import Vocabulary, code_models
from extractors.frames import read_frames
from extractors.glances import Gate
from extractors.linear import LinearModel
from extractors.links import find_links
from extractors.pairs import PairFinder
from extractors.people import Office

TYPES = {
    "여수시": "Region",
    "수소 특화단지": "Project",
    "수소": "Industry",
    "김영록": "Official",
    "가나전자": "Organization",
    "다라화학": "Organization",
    "이차전지": "Industry",
}

MADE = "여수시는 수소 특화단지를 조성한다."


def find_pairs(document, groups, links=()):
    """Return the pairs and, of each, the names of the features that it shows."""
    vocabulary = Vocabulary(is_open=True)
    frames = list(read_frames(document, groups, []))
    found = PairFinder(vocabulary).find(document, groups, frames, links, None)
    shown = [set() for _ in found.pairs]
    placed = zip(found.owners[found.spoken.owners], found.spoken.codes, strict=True)
    parts = (pair for part in found.features for pair in zip(part.owners, part.codes, strict=True))
    for owner, code in (*parts, *placed):
        shown[owner] |= set(vocabulary.names([int(code)])) if code & 0xFFFFF else set()
    return list(zip(found.pairs, shown, strict=True))


def pairs_of(extractor, text):
    document, groups = make_document(extractor, text), make_groups(text, TYPES)
    links = find_links(document, groups, list(read_frames(document, groups, [])))
    return {(pair.head.name, pair.tail.name): (pair, shown) for pair, shown in find_pairs(document, groups, links)}


@pytest.mark.parametrize(
    ("text", "ends", "features"),
    [
        (MADE, ("여수시", "수소 특화단지"), {">roles=S,O", ">after=조성", "RP>roles=S,O"}),
        (MADE, ("수소 특화단지", "여수시"), {"<roles=S,O", "<means=located_in"}),
        (MADE, ("수소 특화단지", "수소"), {">inside", "PIname=3,False"}),
        (MADE, ("여수시", "수소 특화단지"), {"rule=leads:acts", "rule=leads:acts:조성"}),
        (
            "여수시는 가나전자·다라화학과 수소 특화단지를 조성한다.",
            ("가나전자", "수소 특화단지"),
            {">text=과 ", ">lists=2,1", ">items=0"},
        ),
        ("여수시에 수소 특화단지가 있다. 가나전자가 들어온다.", ("가나전자", "수소 특화단지"), {"~<focus:role=S"}),
        ("여수시에 수소 특화단지가 있다. 가나전자가 들어온다.", ("가나전자", "여수시"), {"<<roles=S,A", "BRnear=1s"}),
        ("가나전자는 여수시에 있다.", ("가나전자", "여수시"), {"BRhead:kind=new", "BRtogether=1"}),
    ],
)
def test_a_pair_shows_what_the_text_says_of_it(extractor, text, ends, features):
    _, shown = pairs_of(extractor, text)[ends]
    assert features <= shown


def test_only_what_the_schema_joins_is_a_pair(extractor):
    pairs = pairs_of(extractor, "여수시는 김영록과 이차전지를 키운다.")
    assert {ends: pair.relations for ends, (pair, _) in pairs.items()} == {
        ("여수시", "김영록"): ("comments_on",),
        ("여수시", "이차전지"): ("supports", "fosters", "comments_on"),
        ("김영록", "여수시"): ("holds_office", "comments_on"),
        ("김영록", "이차전지"): ("fosters", "comments_on"),
    }


def test_what_stands_far_apart_is_looked_at_only_if_nothing_of_its_type_is_nearer(extractor):
    filler = "\n".join(["비가 왔다."] * 4)
    near = "수소 특화단지가 선다. 이차전지도 좋다."
    far = pairs_of(extractor, f"{near}\n{filler}\n수소 산업이 큰다.\n{filler}\n가나전자가 섰다.")
    assert ("수소 특화단지", "이차전지") in far
    assert ("가나전자", "이차전지") not in far


def test_what_the_headline_names_is_looked_at_with_all_that_follows(extractor):
    filler = "\n".join(["비가 왔다."] * 6)
    far = pairs_of(extractor, f"여수시, 수소 특화단지 조성\n{filler}\n가나전자는 연구소를 짓는다.")
    _, shown = far["가나전자", "수소 특화단지"]
    assert {"~<focus:role=S", "BPtail:kind=new"} <= shown
    named_later = pairs_of(extractor, f"이차전지 특구\n수소 특화단지가 선다.\n{filler}\n가나전자는 연구소를 짓는다.")
    assert ("가나전자", "수소 특화단지") in named_later


def test_what_a_sentence_says_while_the_topic_is_left_unsaid(extractor):
    types = {**TYPES, "여수 특구": "Site", "가나 공장": "Project"}
    text = "여수 특구 지정\n가나 공장이 선다.\n가나전자는 이차전지를 만든다."
    document, groups = make_document(extractor, text), make_groups(text, types)
    shown = {(pair.head.name, pair.tail.name): told for pair, told in find_pairs(document, groups)}
    assert "~>topic:role=O" in shown["여수 특구", "이차전지"]


def test_the_closest_places_come_first(extractor):
    pairs = pairs_of(extractor, "가나전자는 오랜 꿈인 이차전지를 만든다. 이차전지 가나전자가 뛴다.")
    pair, _ = pairs["가나전자", "이차전지"]
    assert [(place.frame, place.ahead) for place in pair.places] == [(1, False), (0, True)]


def test_a_person_with_a_title_may_serve_a_body_named_far_away(extractor):
    text = "여수시의회가 열렸다.\n" + "비가 왔다.\n" * 6 + "김영록 의원이 물었다."
    document = make_document(extractor, text)
    groups = make_groups(text, {"여수시의회": "Organization", "김영록": "Official"})
    [body, person] = groups
    start = text.index("김영록")
    office = Office((start, start), "의원", start + 6, "done")
    person.mentions[:] = [replace(mention, office=office) for mention in person.mentions]
    [(pair, shown)] = find_pairs(document, groups)
    assert (pair.head, pair.tail) == (person, body)
    assert {"title=의원|new", "title=의원|의회", "OBnear=6s"} <= shown


def test_what_stands_in_no_sentence_is_in_no_pair(extractor):
    text = "여수시는 수소 특화단지를 조성한다."
    groups = make_groups(text, TYPES)
    document = make_document(extractor, text, content=[(4, len(text))])
    assert "여수시" not in {pair.head.name for pair, _ in find_pairs(document, groups)}


def test_a_gate_lets_through_what_a_glance_speaks_for(extractor):
    document, groups = make_document(extractor, MADE), make_groups(MADE, TYPES)
    frames = list(read_frames(document, groups, []))
    weights, bias = np.array([[9.0]], np.float32), np.array([-6.0], np.float32)
    model = LinearModel(("related",), {"PInames=3,0": 0}, weights, bias)
    vocabulary, [coded] = code_models([model])
    gate = Gate(coded)
    found = PairFinder(vocabulary).find(document, groups, frames, [], gate)
    assert [(pair.head.name, pair.tail.name) for pair in found.pairs] == [("수소 특화단지", "수소")]


def test_an_article_without_things_has_no_pairs(extractor):
    assert find_pairs(make_document(extractor, "비가 왔다."), []) == []
