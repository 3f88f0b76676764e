import pytest

from extractors.forms import build_forms

TABLE = build_forms([{"창원시": "city", "창원": "city", "00명": "count"}, {"창원시 의창구": "gu", "의창구": "gu"}])
CITY, COUNT, GU = 1, 5, 1


@pytest.mark.parametrize(
    ("text", "cuts", "first", "second"),
    [
        ("창원시", [0, 2, 3], [CITY + 1, CITY + 3], [0, 0]),
        ("창원은", [0, 2, 3], [CITY, 0], [0, 0]),
        ("창원시 의창구", [0, 3, 4, 7], [CITY, 0, 0], [GU + 1, GU + 2, GU + 3]),
        ("12명", [0, 2, 3], [COUNT + 1, COUNT + 3], [0, 0]),
        ("창원시", [0, 1, 3], [CITY + 1, CITY + 3], [0, 0]),
        ("구미시", [0, 2, 3], [0, 0], [0, 0]),
    ],
)
def test_the_longest_known_form_marks_its_morphemes(text, cuts, first, second):
    ids = TABLE.match(text, cuts[:-1], cuts[1:], range(len(cuts) - 1))
    assert [ids[:, 0].tolist(), ids[:, 1].tolist()] == [first, second]


def test_a_form_that_no_morpheme_ends_with_is_not_seen():
    assert not TABLE.match("창원시", [0], [3], [0])[:, 1].any()
    assert not TABLE.match("창원", [0, 1], [1, 2], [0, 1])[0, 1]


def test_ids_stay_below_the_sizes():
    ids = TABLE.match("창원시 의창구 12명", [0, 3, 4, 7, 8, 10], [3, 4, 7, 8, 10, 11], range(6))
    assert (ids.max(axis=0) < TABLE.sizes).all()


def test_a_form_begins_only_where_it_may():
    assert not TABLE.match("창원은", [0, 2], [2, 3], [1]).any()
