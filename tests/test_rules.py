"""The rules: sentences with what they name, and the claims that they make. Directions, status, attributes."""

from dataclasses import replace

import pytest
from documents import make_document, make_groups

from extractors.attachment import attach
from extractors.claims import make_claims
from extractors.entities import entity_ids
from extractors.frames import read_frames
from extractors.links import RULES, find_links
from extractors.progress import rule_statuses
from extractors.whereabouts import View

TYPES = {
    "광양시": "Region",
    "여수시": "Region",
    "전라남도": "Region",
    "율촌면": "Region",
    "산업통상자원부": "Organization",
    "중소벤처기업부": "Organization",
    "전남테크노파크": "Organization",
    "포스코퓨처엠": "Organization",
    "한국광기술원": "Organization",
    "광양시의회": "Organization",
    "세라믹 실증센터": "Project",
    "수소 특화단지": "Project",
    "수소 항만 조성사업": "Project",
    "규제자유특구": "Policy",
    "수소산업 육성계획": "Policy",
    "율촌산단": "Site",
    "광양항": "Site",
    "수소": "Industry",
    "이차전지": "Industry",
    "로봇": "Industry",
    "드론": "Industry",
    "방산": "Industry",
    "김영록": "Official",
    "정인화": "Official",
}


@pytest.fixture(scope="module")
def claims_of(extractor):
    """Return a function that reads the claims of a text with names of TYPES: ends and relation, and the claim."""

    def read(text, date="2025-03-02"):
        document = make_document(extractor, text, date=date)
        groups = make_groups(text, TYPES)
        frames = list(read_frames(document, groups, []))
        ids = entity_ids(groups)
        names = {ids[id(group)]: group.name for group in groups}
        links = find_links(document, groups, frames)
        statuses = rule_statuses(document, frames, links)
        told = [replace(link, status=status) for link, status in zip(links, statuses, strict=True)]
        attrs = attach(extractor.attributes, View(document, groups, frames), told)
        claims = list(make_claims(document, told, ids, attrs))
        assert all(text[quote.start : quote.end] == quote.text for claim in claims for quote in claim.evidence)
        return {(names[claim.head], claim.relation, names[claim.tail]): claim for claim in claims}

    return read


HEADLINE = "산업 소식\n\n"


@pytest.mark.parametrize(
    ("text", "head", "relation", "tail", "status"),
    [
        ("광양시는 세라믹 실증센터 건립을 추진할 계획이다.", "광양시", "leads", "세라믹 실증센터", "planned"),
        ("광양시는 세라믹 실증센터를 구축하고 있다.", "광양시", "leads", "세라믹 실증센터", "ongoing"),
        ("광양시는 지난달 세라믹 실증센터를 준공했다.", "광양시", "leads", "세라믹 실증센터", "done"),
        ("여수시가 조성하던 수소 특화단지는 무산됐다.", "여수시", "leads", "수소 특화단지", "failed"),
        ("산업통상자원부의 수소 특화단지가 화제다.", "산업통상자원부", "leads", "수소 특화단지", "ongoing"),
        (
            "전남테크노파크가 수소 항만 조성사업에 참여했다.",
            "전남테크노파크",
            "participates_in",
            "수소 항만 조성사업",
            "done",
        ),
        ("전라남도는 세라믹 실증센터에 50억원을 지원한다.", "전라남도", "supports", "세라믹 실증센터", "planned"),
        ("포스코퓨처엠은 율촌산단에 5000억원을 투자한다.", "포스코퓨처엠", "invests_in", "율촌산단", "planned"),
        ("광양시는 이차전지를 육성한다.", "광양시", "fosters", "이차전지", "planned"),
        ("드론을 생산하는 포스코퓨처엠이 왔다.", "포스코퓨처엠", "operates_in", "드론", "ongoing"),
        ("로봇 전문기업인 포스코퓨처엠이 왔다.", "포스코퓨처엠", "operates_in", "로봇", "ongoing"),
        ("세라믹 실증센터가 율촌산단에 들어선다.", "세라믹 실증센터", "located_in", "율촌산단", "planned"),
        ("율촌산단에 들어서는 세라믹 실증센터", "세라믹 실증센터", "located_in", "율촌산단", "planned"),
        ("수소 특화단지는 율촌면 일원 33만㎡에 생긴다.", "수소 특화단지", "located_in", "율촌면", "planned"),
        ("산업통상자원부 한국광기술원이 맡는다.", "한국광기술원", "part_of", "산업통상자원부", "done"),
        ("광양시는 산업통상자원부에 수소 특화단지를 건의했다.", "광양시", "proposes", "수소 특화단지", "proposed"),
        ("여수시가 규제자유특구에 선정됐다.", "여수시", "selected_for", "규제자유특구", "done"),
        ("광양시는 규제자유특구 공모에서 탈락했다.", "광양시", "selected_for", "규제자유특구", "failed"),
        ("광양시는 규제자유특구에 도전한다.", "광양시", "selected_for", "규제자유특구", "proposed"),
        ("산업통상자원부는 광양시를 규제자유특구로 지정했다.", "광양시", "selected_for", "규제자유특구", "done"),
        ("전라남도는 포스코퓨처엠과 업무협약을 체결했다.", "전라남도", "partners_with", "포스코퓨처엠", "done"),
        ("수소 특화단지에는 로봇 기업이 온다.", "수소 특화단지", "targets", "로봇", "planned"),
        ("정인화는 수소 특화단지가 발판이라고 말했다.", "정인화", "comments_on", "수소 특화단지", "done"),
    ],
)
def test_a_sentence_says_who_does_what_to_which_thing(claims_of, text, head, relation, tail, status):
    claims = claims_of(HEADLINE + text)
    assert (head, relation, tail) in claims
    assert claims[head, relation, tail].status == status
    assert (tail, relation, head) not in claims


@pytest.mark.parametrize(
    ("text", "relation", "ends"),
    [
        (
            "광양시는 드론·로봇·방산을 육성한다.",
            "fosters",
            {("광양시", "드론"), ("광양시", "로봇"), ("광양시", "방산")},
        ),
        (
            "광양시는 드론과 로봇, 방산 산업을 키운다.",
            "fosters",
            {("광양시", "드론"), ("광양시", "로봇"), ("광양시", "방산")},
        ),
        (
            "광양시와 여수시는 세라믹 실증센터를 추진한다.",
            "leads",
            {("광양시", "세라믹 실증센터"), ("여수시", "세라믹 실증센터")},
        ),
        (
            "전라남도와 포스코퓨처엠은 세라믹 실증센터 건립을 위한 업무협약을 맺었다.",
            "participates_in",
            {("전라남도", "세라믹 실증센터"), ("포스코퓨처엠", "세라믹 실증센터")},
        ),
        ("수소 특화단지와 드론이 온다.", "targets", {("수소 특화단지", "수소"), ("수소 특화단지", "드론")}),
    ],
)
def test_a_list_shares_its_predicate(claims_of, text, relation, ends):
    found = {(head, tail) for head, name, tail in claims_of(HEADLINE + text) if name == relation}
    assert found == ends


def test_in_a_headline_a_comma_marks_the_subject(claims_of):
    assert claims_of("광양시, 세라믹 실증센터 조성").keys() == {("광양시", "leads", "세라믹 실증센터")}


def test_an_industry_in_a_name_is_its_target(claims_of):
    claims = claims_of("수소 특화단지")
    assert claims.keys() == {("수소 특화단지", "targets", "수소")}


def test_a_place_in_the_name_of_a_site_is_where_it_lies(extractor):
    text = HEADLINE + "하동 갈사산단은 넓다. 하동은 멀다."
    document = make_document(extractor, text)
    groups = make_groups(text, {"하동 갈사산단": "Site", "하동": "Region"})
    groups = [group for group in groups if group.mentions]
    for group in groups:
        group.aliases.add(group.name)
    frames = list(read_frames(document, groups, []))
    [link] = find_links(document, groups, frames)
    assert (link.head.name, link.relation, link.tail.name, link.rule) == ("하동 갈사산단", "located_in", "하동", "name")


@pytest.mark.parametrize(
    ("text", "claim", "attrs"),
    [
        (
            "전라남도는 세라믹 실증센터에 50억원을 지원한다.",
            ("전라남도", "supports", "세라믹 실증센터"),
            {"amount_krw": 5_000_000_000},
        ),
        (
            "포스코퓨처엠은 율촌산단에 1조2천억 원을 투자한다.",
            ("포스코퓨처엠", "invests_in", "율촌산단"),
            {"amount_krw": 1_200_000_000_000},
        ),
        (
            "정인화는 수소 특화단지를 환영한다고 밝혔다.",
            ("정인화", "comments_on", "수소 특화단지"),
            {"stance": "support"},
        ),
        (
            "정인화는 수소 특화단지가 졸속이라고 비판했다.",
            ("정인화", "comments_on", "수소 특화단지"),
            {"stance": "oppose"},
        ),
        (
            "광양시는 산업통상자원부에 수소 특화단지를 건의했다.",
            ("광양시", "proposes", "수소 특화단지"),
            {"to": "Organization:산업통상자원부"},
        ),
    ],
)
def test_what_a_sentence_says_of_the_link_itself(claims_of, text, claim, attrs):
    assert claims_of(HEADLINE + text)[claim].attrs == attrs


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("광양시는 2일 밝혔다. 세라믹 실증센터를 추진한다는 것이다.", {("광양시", "leads", "세라믹 실증센터")}),
        ("광양시는 2일 밝혔다. 한국광기술원은 몰랐다. 세라믹 실증센터가 크다.", set()),
        ("중소벤처기업부가 주관하는 공모가 열린다. 광양시의회도 안다.", set()),
        ("광양시와 여수시가 만났다.", set()),
        ("수소와 드론이 만난다.", set()),
    ],
)
def test_a_subject_left_out_is_that_of_the_sentence_before(claims_of, text, claims):
    assert set(claims_of(HEADLINE + text)) == claims


@pytest.mark.parametrize(
    ("text", "claim", "quote"),
    [
        (
            "올해 들어 광양시는 세라믹 실증센터를 추진했다. 시민은 반겼다.",
            ("광양시", "leads", "세라믹 실증센터"),
            "광양시는 세라믹 실증센터를 추진했다.",
        ),
        (
            "광양시는 넓다. 봄에는 세라믹 실증센터가 문을 연다.\n\n끝.",
            ("광양시", "leads", "세라믹 실증센터"),
            "세라믹 실증센터가 문을 연다.",
        ),
        ("올해 수소 특화단지가 큰다.", ("수소 특화단지", "targets", "수소"), "수소 특화단지가"),
    ],
)
def test_a_quote_is_the_shortest_stretch_of_whole_words_with_both_ends_and_predicate(claims_of, text, claim, quote):
    [evidence] = claims_of(HEADLINE + text)[claim].evidence
    assert evidence.text == quote


def test_the_rules_stand_in_the_list_once_and_say_what_they_read():
    assert len(set(RULES)) == len(RULES)
    assert all(rule.__doc__ for rule in RULES)
