"""Which date, sum, area or body belongs to which link or thing."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from extractors.attachment import ATTRIBUTES, attach, read_options, shown
from extractors.attributes import STANCES
from extractors.frames import read_frames
from extractors.linear import LinearModel
from extractors.relations import Link
from extractors.whereabouts import View
from tests.documents import make_document, make_groups
from train_attributes import fit_choice

TYPES = {
    **dict.fromkeys(("창원시", "경남도"), "Region"),
    **dict.fromkeys(("두산", "국토교통부"), "Organization"),
    **dict.fromkeys(("드론 단지", "수소 사업"), "Project"),
    "홍남표": "Official",
}
LABELS = tuple(ATTRIBUTES)


def read(extractor, text, *wanted):
    """Return the view of a text under a headline, and links of these relations and ends, all in its last sentence."""
    document = make_document(extractor, f"제목\n\n{text}", date="2025-01-07")
    groups = make_groups(document.text, TYPES)
    view = View(document, groups, list(read_frames(document, groups, [])))
    named, frame = {group.name: group for group in groups}, view.frames[-1]
    start, end = frame.sentence.start, frame.sentence.end
    return view, [
        Link(named[head], relation, named[tail], frame, "test", None, start, end) for relation, head, tail in wanted
    ]


def weigh(label, weights, bias=-4.0):
    """Return a classifier that answers one question by these features, and no other."""
    table = np.zeros((len(weights), len(LABELS)), np.float32)
    table[:, LABELS.index(label)] = list(weights.values())
    features = {feature: row for row, feature in enumerate(weights)}
    return LinearModel(LABELS, features, table, np.full(len(LABELS), bias, np.float32))


@pytest.mark.parametrize(
    ("text", "link", "label", "weights", "attrs"),
    [
        (
            "창원시가 2023년 수소 사업에 선정됐다.",
            ("selected_for", "창원시", "수소 사업"),
            "date chosen",
            {"after=선정되": 6},
            {"date": "2023"},
        ),
        (
            "국토교통부는 수소 사업에 100억 원을 지원한다.",
            ("supports", "국토교통부", "수소 사업"),
            "amount",
            {"head before 1 0": 6},
            {"amount_krw": 10**10},
        ),
        (
            "창원시가 국토교통부의 수소 사업에 선정됐다.",
            ("selected_for", "창원시", "수소 사업"),
            "by",
            {"home role=의": 6},
            {"by": "Organization:국토교통부"},
        ),
        (
            "창원시는 경남도에 수소 사업을 건의했다.",
            ("proposes", "창원시", "수소 사업"),
            "to",
            {"home role=에": 6},
            {"to": "Region:경남도"},
        ),
        (
            "홍남표 시장은 수소 사업을 비판했다.",
            ("comments_on", "홍남표", "수소 사업"),
            "stance",
            {"oppose cue=oppose": 6},
            {"stance": "oppose"},
        ),
        ("창원시가 2023년 수소 사업에 선정됐다.", ("selected_for", "창원시", "수소 사업"), "date chosen", {"x": 6}, {}),
    ],
)
def test_what_the_classifier_finds_likely_is_told_of_a_link(extractor, text, link, label, weights, attrs):
    view, links = read(extractor, text, link)
    found = attach(weigh(label, weights), view, links)
    assert found.get(id(links[0]), {}) == attrs


def test_an_investment_is_asked_till_when(extractor):
    text = "두산은 2028년까지 창원시에 300억 원을 투자한다."
    view, links = read(extractor, text, ("invests_in", "두산", "창원시"))
    found = attach(weigh("invested till", {"invests_in home=0": 6}), view, links)
    assert found[id(links[0])] == {"end": "2028"}


def test_places_of_one_value_speak_for_it_together(extractor):
    text = "창원시가 2023년 수소 사업에 선정됐다. 수소 사업은 2024년 시작됐다. 2023년 뽑힌 수소 사업이다."
    view, links = read(extractor, text, ("selected_for", "창원시", "수소 사업"))
    found = attach(weigh("date chosen", {"selected_for": 6, "lead=2": 0.5}), view, links)
    assert found[id(links[0])] == {"date": "2023"}


def test_the_right_one_of_several_options_is_learnt():
    inputs = csr_matrix(np.tile(np.array([[1, 0], [0, 1], [0, 1]], np.float32), (50, 1)))
    questions, right = np.repeat(np.arange(100), [2, 1] * 50), np.tile([True, False, False], 50)
    weights, bias = fit_choice(inputs, questions, right)
    assert weights[0] > 0 > weights[1]
    assert bias + weights[0] > 0 > bias + weights[1]


def test_a_sum_goes_to_the_thing_that_it_fits_best(extractor):
    view, _ = read(extractor, "수소 사업을 한다. 드론 단지에는 300억 원을 들인다.")
    found = attach(weigh("budget", {"before=드론": 1, "it 0": 6, "it 1": 5}), view, [])
    named = {group.name: found.get(id(group), {}) for group in view.groups}
    assert named == {"수소 사업": {}, "드론 단지": {"budget_krw": 300 * 10**8}}


def test_a_sentence_without_anything_to_ask_has_no_options(extractor):
    view, _ = read(extractor, "창원시는 2028년까지 100억 원을 들인다.")
    assert list(read_options(view, [])) == []
    assert attach(weigh("budget", {"x": 1}), view, []) == {}


def test_what_is_told_far_before_a_thing_is_named_is_no_option(extractor):
    view, _ = read(extractor, "2020년이었다. 비가 왔다. 바람이 불었다. 수소 사업을 2028년까지 한다.")
    assert {option.value for option in read_options(view, [])} == {"2028"}


def test_a_statement_may_have_any_stance(extractor):
    view, links = read(extractor, "홍남표 시장은 수소 사업을 환영했다.", ("comments_on", "홍남표", "수소 사업"))
    stances = [option for option in read_options(view, links) if option.labels == ("stance",)]
    assert [option.value for option in stances] == list(STANCES)
    assert all(f"{option.value} does=환영" in shown(view, option) for option in stances)
