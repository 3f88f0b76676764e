"""How far a link has got."""

import numpy as np
import pytest
from documents import make_document, make_groups

from extractors.frames import read_frames
from extractors.linear import LinearModel
from extractors.links import find_links
from extractors.progress import SETTLED, link_statuses, read_progress, rule_statuses

TEXT = "창원시는 드론 단지를 2028년까지 조성할 계획이다. 드론 단지는 지난해 착공했다."
TYPES = {"창원시": "Region", "드론 단지": "Project", "드론": "Industry"}


@pytest.fixture(scope="module")
def read(extractor):
    document, groups = make_document(extractor, TEXT, date="2025-03-02"), make_groups(TEXT, TYPES)
    frames = list(read_frames(document, groups, []))
    return document, frames, find_links(document, groups, frames)


@pytest.mark.parametrize(
    "feature",
    [
        "leads",
        "leads:RegionProject",
        "type=Project",
        "tense=planned",
        "role=를",
        "word=조성-",
        "last=착공했다",
        "late=계획이다",
        "date=aheadend",
        "date=past",
        "cue=계획",
        "sentences=2",
        "<leads Region",
        ">targets Industry",
        "leads>targets Industry",
    ],
)
def test_all_sentences_and_links_of_an_undertaking_speak_for_its_status(read, feature):
    document, frames, links = read
    shown = read_progress(document, frames, links, rule_statuses(document, frames, links), links)
    [leads] = [number for number, link in enumerate(links) if link.relation == "leads"]
    assert feature in shown.whole(leads)


def test_a_link_counts_among_those_of_its_undertaking_though_it_was_not_found(read):
    document, frames, links = read
    [number] = [number for number, link in enumerate(links) if link.relation == "leads"]
    told, others = rule_statuses(document, frames, links), [link for link in links if link.relation != "leads"]
    among_all, among_others = (read_progress(document, frames, links, told, among) for among in (links, others))
    assert among_others.whole(number) == among_all.whole(number)


def test_whether_a_bid_was_won_is_the_same_whoever_else_has_to_do_with_it(extractor):
    text = "김해시는 산업통상자원부의 드론 실증사업에 선정됐다."
    types = {"김해시": "Region", "산업통상자원부": "Organization", "드론 실증사업": "Project"}
    document, groups = make_document(extractor, text), make_groups(text, types)
    frames = list(read_frames(document, groups, []))
    links = find_links(document, groups, frames)
    assert {link.relation for link in links} >= {"selected_for", "leads"}
    shown = read_progress(document, frames, links, rule_statuses(document, frames, links), links)
    tied = {link.relation: {word for word in own if "<" in word} for link, own in zip(links, shown.links, strict=True)}
    assert not tied["selected_for"]
    assert "leads<selected_for Region" in tied["leads"]


def test_the_classifier_weighs_what_is_shown(read):
    document, frames, links = read
    weights = np.array([[0, 2], [1, 0]], dtype=np.float32)
    model = LinearModel(("ongoing", "planned"), {"leads": 0, "targets": 1}, weights, np.zeros(2, np.float32))
    found = dict(zip([link.relation for link in links], link_statuses(document, frames, links, model), strict=True))
    assert (found["leads"], found["targets"]) == ("planned", "ongoing")


def test_what_is_settled_stays_as_rules_say(extractor):
    text = "홍남표 창원시장은 드론 단지를 환영한다고 말했다."
    document = make_document(extractor, text)
    groups = make_groups(text, {"홍남표": "Official", "드론 단지": "Project"})
    frames = list(read_frames(document, groups, []))
    links = [link for link in find_links(document, groups, frames) if link.relation in SETTLED]
    model = LinearModel(("failed",), {}, np.zeros((0, 1), np.float32), np.zeros(1, np.float32))
    assert links
    assert link_statuses(document, frames, links, model) == rule_statuses(document, frames, links)
