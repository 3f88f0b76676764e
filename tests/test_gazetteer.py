"""The gazetteer finds names as words, and tells where they are a part of a longer one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.gazetteer import Gazetteer
from extractors.registers import Entry
from tests.documents import make_document

NAMES = ("창원", "창원시", "울산", "드론", "SMR", "한국전력", "전력")


def make_entry(name):
    return Entry("Organization", name, (name,), frozenset(), "", "", {}, "", "", ())


GAZETTEER = Gazetteer((make_entry(name), name) for name in NAMES)


def find(extractor, text, gazetteer=GAZETTEER):
    document = make_document(extractor, text)
    return [(text[hit.start : hit.end], hit.glued_left, hit.glued_right) for hit in gazetteer.find(document)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("창원시는 드론을 육성했다.", [("창원시", False, False), ("드론", False, False)]),
        ("울산과 창원시", [("울산", False, False), ("창원시", False, False)]),
        ("SMR·드론 산업", [("SMR", False, False), ("드론", False, False)]),
        ("드론특화단지", [("드론", False, True)]),
        ("국산드론을", [("드론", True, False)]),
        ("한국전력은", [("한국전력", False, False)]),
        ("한국전력공사는", []),  # one morpheme, and no particle follows the name in it
        ("울산바위에", [("울산", False, True)]),
        ("😀 창원시가", [("창원시", False, False)]),
        ("아무 이름도 없다.", []),
        ("", []),
    ],
)
def test_names_in_words(extractor, text, hits):
    assert find(extractor, text) == hits


def test_entries_that_share_a_form_are_found_together(extractor):
    one, other = make_entry("광주"), make_entry("광주시")
    gazetteer = Gazetteer([(one, "광주"), (other, "광주")])
    document = make_document(extractor, "광주는")
    assert [hit.entries for hit in gazetteer.find(document)] == [(one, other)]


def test_a_whole_name_is_glued_to_nothing(extractor):
    text = "창원시는 드론특화단지를"
    document = make_document(extractor, text)
    assert [hit.whole for hit in GAZETTEER.find(document)] == [True, False]


def test_no_registers_no_hits(extractor):
    assert find(extractor, "창원시는", Gazetteer([])) == []


@given(
    text=st.lists(st.sampled_from([*NAMES, "는 ", "을", " ", "😀", "특화단지", "\n", "A"]), max_size=12).map("".join)
)
def test_hits_quote_a_form_of_their_entries(extractor, text):
    document = make_document(extractor, text)
    for hit in GAZETTEER.find(document):
        assert all(text[hit.start : hit.end] in entry.forms for entry in hit.entries)
