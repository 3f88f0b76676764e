"""Claims: their order, ids, confidence and quotes."""

from dataclasses import replace

import pytest
from documents import make_document, make_groups

from extractors.claims import make_claims
from extractors.entities import entity_ids
from extractors.frames import read_frames
from extractors.links import find_links
from graph.model import claim_id

TEXT = "산업 소식\n\n여수시는 수소 특화단지를 조성한다. 그래서 김영록은 ‘수소 특화단지’를 환영한다고 말했다."
# The headline, as if it said what the second sentence goes on about.
EARLIER = (0, 5)
SURE = {"leads": 2 / 3, "targets": 0.5, "comments_on": 0.25}
TYPES = {"여수시": "Region", "수소 특화단지": "Project", "수소": "Industry", "김영록": "Official"}


@pytest.fixture(scope="module")
def claims(extractor):
    document, groups = make_document(extractor, TEXT), make_groups(TEXT, TYPES)
    frames = list(read_frames(document, groups, []))
    links = [
        replace(link, confidence=SURE[link.relation], earlier=EARLIER if link.relation == "leads" else None)
        for link in find_links(document, groups, frames)
    ]
    found = list(make_claims(document, links, entity_ids(groups)))
    assert found == list(make_claims(document, reversed(links), entity_ids(groups)))
    return found


def test_claims_stand_in_the_order_of_their_quotes(claims):
    assert [(claim.relation, claim.evidence[-1].text) for claim in claims] == [
        ("leads", "여수시는 수소 특화단지를 조성한다."),
        ("targets", "수소 특화단지를"),
        ("comments_on", "김영록은 ‘수소 특화단지’를 환영한다고 말했다."),
    ]


def test_a_claim_is_as_sure_as_its_link(claims):
    assert [claim.confidence for claim in claims] == [0.667, 0.5, 0.25]


def test_a_link_over_two_sentences_is_quoted_from_both(claims):
    assert [quote.text for quote in claims[0].evidence] == ["산업 소식", "여수시는 수소 특화단지를 조성한다."]
    assert [len(claim.evidence) for claim in claims] == [2, 1, 1]


def test_an_id_is_the_hash_of_article_ends_and_relation(claims):
    for claim in claims:
        assert claim.id == claim_id("기사", claim.head, claim.relation, claim.tail)
