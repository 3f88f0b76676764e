"""Status, titles and cues of stance, from sentences as news writes them."""

from dataclasses import replace

import pytest

from extractors.attributes import STANCES, link_status, link_title, stance_cues, tense, undertakings
from extractors.frames import read_frames
from extractors.people import Office
from extractors.relations import Link
from tests.documents import make_document, make_groups

TYPES = {
    **dict.fromkeys(("창원시", "경남도"), "Region"),
    **dict.fromkeys(("두산", "국토교통부", "창원대학교"), "Organization"),
    **dict.fromkeys(("드론 단지", "수소 사업"), "Project"),
    "창원국가산단": "Site",
    "특별법": "Policy",
    "홍남표": "Official",
    "수소": "Industry",
}
PUBLISHED = "2025-01-07"


def read(extractor, text, date=PUBLISHED):
    """Return the document of a text under a headline, its frames, and its groups by name."""
    document = make_document(extractor, f"제목\n\n{text}", date=date)
    groups = make_groups(document.text, TYPES)
    return document, list(read_frames(document, groups, [])), {group.name: group for group in groups}


def read_link(extractor, text, relation, head, tail, stem=None, date=PUBLISHED):
    """Return a document and the link between two of its groups in its last sentence."""
    document, frames, groups = read(extractor, text, date)
    frame = frames[-1]
    predicate = next(found for found in frame.predicates if found.stem == stem) if stem else None
    return document, Link(
        groups[head],
        relation,
        groups[tail],
        frame,
        "test",
        predicate,
        frame.sentence.start,
        predicate.end if predicate else frame.sentence.end,
    )


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("조성한다", "planned"),
        ("조성할 계획이다", "planned"),
        ("조성하고 있다", "ongoing"),
        ("착공했다", "ongoing"),
        ("준공했다", "done"),
        ("선정됐다", "done"),
        ("건의했다", "proposed"),
        ("무산됐다", "failed"),
        ("공모에서 탈락했다", "failed"),
        ("", "unsaid"),
    ],
)
def test_tense(words, status):
    assert tense(words, "unsaid") == status


@pytest.mark.parametrize(
    ("text", "relation", "head", "tail", "stem", "status"),
    [
        ("창원시는 드론 단지를 조성한다.", "leads", "창원시", "드론 단지", "조성", "planned"),
        ("창원시는 드론 단지를 조성하고 있다.", "leads", "창원시", "드론 단지", "조성", "ongoing"),
        ("창원시는 드론 단지를 준공했다.", "leads", "창원시", "드론 단지", "준공", "done"),
        ("창원시는 드론 단지를 검토한다.", "leads", "창원시", "드론 단지", "검토", "planned"),
        ("창원시의 드론 단지.", "leads", "창원시", "드론 단지", None, "ongoing"),
        ("창원시가 수소 사업에 선정됐다.", "selected_for", "창원시", "수소 사업", "선정되", "done"),
        ("창원시가 수소 사업에 도전한다.", "selected_for", "창원시", "수소 사업", "도전", "proposed"),
        ("창원시가 수소 사업에서 탈락했다.", "selected_for", "창원시", "수소 사업", "탈락", "failed"),
        ("창원시가 수소 사업에 선정될 예정이다.", "selected_for", "창원시", "수소 사업", "선정되", "planned"),
        ("창원시는 수소 사업을 건의했다.", "proposes", "창원시", "수소 사업", "건의", "proposed"),
        ("두산은 수소를 한다.", "operates_in", "두산", "수소", None, "ongoing"),
        ("홍남표 시장은 수소 사업을 비판했다.", "comments_on", "홍남표", "수소 사업", "비판", "done"),
        ("창원국가산단은 창원시에 있다.", "located_in", "창원국가산단", "창원시", "있다", "done"),
        ("드론 단지는 창원시에 있다.", "located_in", "드론 단지", "창원시", "있다", "ongoing"),
    ],
)
def test_status_of_a_link(extractor, text, relation, head, tail, stem, status):
    document, link = read_link(extractor, text, relation, head, tail, stem)
    assert link_status(document, link, {id(link.head): "ongoing"}) == status


def test_a_project_of_which_nothing_is_said_is_planned(extractor):
    document, link = read_link(extractor, "드론 단지는 창원시에 있다.", "located_in", "드론 단지", "창원시")
    assert link_status(document, link, {}) == "planned"


@pytest.mark.parametrize("status", ["done", "ended"])
def test_an_office_is_held_or_was(extractor, status):
    document, link = read_link(extractor, "홍남표 창원시장이 왔다.", "holds_office", "홍남표", "창원시")
    assert link_status(document, link, {}) == "done"
    assert link_title(link) == ""
    [mention] = link.head.mentions
    link.head.mentions[0] = type(mention)(
        mention.start, mention.end, "Official", "홍남표", "test", office=Office((8, 10), "시장", 12, status)
    )
    assert link_status(document, link, {}) == status
    assert link_title(link) == "시장"


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("드론 단지를 착공했다.", "드론 단지", "ongoing"),
        ("드론 단지를 조성한다. 드론 단지를 착공했다.", "드론 단지", "ongoing"),
        ("드론 단지를 조성한다. 드론 단지가 무산됐다.", "드론 단지", "failed"),
        ("특별법을 건의했다.", "특별법", "proposed"),
        ("드론 단지가 넓다.", "드론 단지", "planned"),
    ],
)
def test_how_far_a_project_has_got(extractor, text, name, status):
    document, frames, groups = read(extractor, text)
    assert undertakings(document, frames) == {id(groups[name]): status}


def test_the_office_that_names_the_body_comes_first(extractor):
    text = "홍남표 의원이 왔다. 홍남표 창원시장이 왔다. 홍남표가 왔다."
    _, link = read_link(extractor, text, "holds_office", "홍남표", "창원시")
    [first, second, third] = link.head.mentions
    [city] = link.tail.mentions
    member = Office((first.end, first.end), "의원", first.end + 3, "done")
    mayor = Office((city.start, city.end), "시장", city.end + 2, "done")
    link.head.mentions[:] = [replace(first, office=member), second, third]
    assert link_title(link) == "의원"
    link.head.mentions[:] = [replace(first, office=member), replace(second, office=mayor), third]
    assert link_title(link) == "시장"


@pytest.mark.parametrize(
    ("words", "stances"),
    [
        ("수소 사업을 환영한다고 말했다", {"support"}),
        ("수소 사업에 깊은 유감을 나타냈다", {"oppose"}),
        ("환영하면서도 우려를 감추지 않았다", {"support", "oppose"}),
        ("수소 사업을 말했다", set()),
    ],
)
def test_the_cues_of_a_stance(words, stances):
    assert {cue for cue in stance_cues(words) if cue in STANCES} == stances
