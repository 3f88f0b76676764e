"""What an article tells to have failed."""

import numpy as np
import pytest
from documents import make_document, make_groups

from extractors.failure import read_failures
from extractors.frames import read_frames
from extractors.judge import Choice, make_link
from extractors.linear import LinearModel
from extractors.pairs import Pair
from extractors.progress import link_statuses

TYPES = {
    "광양": "Region",
    "구미": "Region",
    "상주": "Region",
    "드론특구": "Policy",
    "수소특구": "Policy",
    "드론 단지 조성사업": "Project",
    "드론센터 구축": "Project",
}


def read(extractor, text):
    document = make_document(extractor, text)
    groups = make_groups(text, {name: kind for name, kind in TYPES.items() if name in text})
    return document, list(read_frames(document, groups, [])), {group.name: group for group in groups}


@pytest.mark.parametrize(
    ("text", "losers"),
    [
        ("드론특구 공모에서 상주는 고배를 마셨다.", {"상주"}),
        ("광양이 드론특구로 지정됐지만 상주는 쓴잔을 들었다.", {"상주"}),
        ("드론특구로 광양은 지정됐고 구미와 상주는 탈락했다.", {"구미", "상주"}),
        ("광양은 구미, 상주를 제치고 드론특구로 지정됐다.", {"구미", "상주"}),
        ("광양이 상주와 겨룬 끝에 드론특구로 뽑혔다.", {"상주"}),
        ("드론특구 공모가 끝났다. 상주는 끝내 선정되지 못했다.", {"상주"}),
        ("광양 드론특구 지정, 상주는 고배", {"상주"}),
        ("상주는 두 차례 탈락한 끝에 드론특구로 지정됐다.", set()),
        ("광양은 상주와 드론특구 지정을 놓고 겨룬다.", set()),
        ("광양은 상주와 함께 드론특구로 지정됐다.", set()),
        ("드론특구 공모가 끝났다. 상주는 수소특구 공모에서 고배를 마셨다.", set()),
        ("드론특구 공모가 끝났다. 비가 왔다. 눈도 왔다. 상주는 고배를 마셨다.", set()),
    ],
)
def test_who_lost_a_bid(extractor, text, losers):
    document, frames, groups = read(extractor, text)
    failures = read_failures(document, frames)
    bidders = [group for group in groups.values() if group.type == "Region"]
    assert {group.name for group in bidders if failures.lost(group, groups["드론특구"])} == losers


@pytest.mark.parametrize(
    ("text", "dropped"),
    [
        ("드론 단지 조성사업이 물거품이 됐다.", True),
        ("광양시는 드론 단지 조성사업을 접었다.", True),
        ("드론 단지 조성사업은 주민 반발로 백지화됐다.", True),
        ("드론 단지 조성사업 무산.", True),
        ("드론 단지 조성사업이 무산될 위기다.", False),
        ("드론 단지 조성사업을 취소했다가 다시 추진한다.", False),
        ("드론 단지 조성사업이 시작됐다. 광양은 공청회를 취소했다.", False),
        ("드론 단지 조성사업의 첫 삽을 떴고 광양은 축제를 취소했다.", False),
    ],
)
def test_which_undertakings_are_dropped(extractor, text, dropped):
    document, frames, groups = read(extractor, text)
    thing = groups["드론 단지 조성사업"]
    assert (id(thing) in read_failures(document, frames).dropped) == dropped


@pytest.mark.parametrize(
    ("text", "head", "relation", "tail", "status"),
    [
        ("드론특구 공모에서 상주는 고배를 마셨다.", "상주", "selected_for", "드론특구", "failed"),
        ("드론특구 공모에서 상주는 뽑혔다.", "상주", "selected_for", "드론특구", "done"),
        ("광양의 드론센터 구축이 물거품이 됐다.", "광양", "leads", "드론센터 구축", "failed"),
        ("광양의 드론센터 구축이 물거품이 됐다.", "광양", "supports", "드론센터 구축", "failed"),
        ("광양의 드론센터 구축이 물거품이 됐다.", "드론센터 구축", "located_in", "광양", "failed"),
        ("광양의 드론센터 구축이 물거품이 됐다.", "광양", "participates_in", "드론센터 구축", "done"),
    ],
)
def test_what_has_failed_is_told_whatever_the_classifier_finds(extractor, text, head, relation, tail, status):
    document, frames, groups = read(extractor, text)
    pair = Pair(groups[head], groups[tail], (relation,), (), ())
    link = make_link(document, frames, Choice(pair, relation, 1.0), None)
    model = LinearModel(("done",), {}, np.zeros((0, 1), np.float32), np.zeros(1, np.float32))
    assert link_statuses(document, frames, [link], model) == [status]
