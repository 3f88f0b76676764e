import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import Article, Span, claim_id

PART = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x1f"), max_size=5)


@given(st.tuples(PART, PART, PART, PART), st.tuples(PART, PART, PART, PART))
def test_claims_share_an_id_only_if_all_that_identifies_them_is_equal(one, other):
    assert (claim_id(*one) == claim_id(*other)) == (one == other)


def test_a_claim_id_stays_what_it_is_in_stored_files():
    assert claim_id("기사1", "Region:창원시", "leads", "Project:드론 특화단지 조성") == "c626851143839fa1"


def test_the_hash_of_an_article_is_that_of_its_utf_8_text():
    article = Article("기사1", "제목", "", "", "", "창원시")
    assert article.text_sha256 == "8a5da5fc8bdd38db7132dd8f447e8bc9ab14036b70f2f9d1646517c44a06361f"


def test_records_do_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Span(0, 3, "창원시").start = 1
