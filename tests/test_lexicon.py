"""The word lists say a thing once, and endings are looked up by the longest."""

from collections import Counter
from itertools import chain

import pytest

from extractors.lexicon import Suffixes, load_lexicon

LISTS = {(section, name): words for section, lists in load_lexicon().items() for name, words in lists.items()}


@pytest.mark.parametrize("key", LISTS)
def test_a_list_holds_a_word_once_and_none_is_blank(key):
    assert [word for word, count in Counter(LISTS[key]).items() if count > 1 or not word.strip()] == []


def test_an_ending_has_one_type():
    heads = [words for name, words in load_lexicon()["heads"].items() if name != "Making"]
    assert [word for word, count in Counter(chain(*heads)).items() if count > 1] == []


def test_a_stance_is_for_or_against():
    assert set(load_lexicon()["stance"]["support"]).isdisjoint(load_lexicon()["stance"]["oppose"])


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("창원국가산업단지", ("산업단지", "Site")),
        ("드론특화단지", ("단지", "Site")),
        ("구축사업", ("사업", "Project")),
        ("단지", ("단지", "Site")),
        ("단", None),
        ("창원시", None),
        ("", None),
    ],
)
def test_longest_ending(word, found):
    assert Suffixes({"Site": ["단지", "산업단지"], "Project": ["사업"]}).of(word) == found


def test_no_endings_no_kind():
    assert Suffixes({}).of("단지") is None
