import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ExtractionError
from graph.extractions import generate_extractions, parse_extractions, read_extractions, write_extractions
from graph.model import Claim, Entity, Extraction, Span

# Any text that UTF-8 can hold, line separators, control characters, emoji and NFD among it.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ["\u2028", "\x00", "🏭", "창", "</"]
)
SPANS = st.lists(st.builds(Span, st.integers(0, 9), st.integers(0, 9), TEXT), max_size=2).map(tuple)
ATTRS = st.dictionaries(TEXT, TEXT | st.integers() | st.floats(allow_nan=False), max_size=2)
ENTITIES = st.builds(Entity, TEXT, TEXT, TEXT, SPANS, SPANS, ATTRS)
CLAIMS = st.builds(Claim, TEXT, TEXT, TEXT, TEXT, TEXT, SPANS, st.floats(0, 1), TEXT, ATTRS)
EXTRACTIONS = st.builds(
    Extraction,
    *[TEXT] * 6,
    st.lists(ENTITIES, max_size=2).map(tuple),
    st.lists(CLAIMS, max_size=2).map(tuple),
)
GOOD = Extraction(
    "기사1",
    "제목",
    "경남신문",
    "2025-01-07",
    "https://example.com",
    "ab",
    (
        Entity(
            "Region:창원시", "Region", "창원시", (Span(0, 3, "창원시"),), (Span(9, 10, "시"),), {"code": "4812000000"}
        ),
    ),
    (Claim("c1", "Region:창원시", "fosters", "Industry:드론", "planned", (Span(0, 3, "창원시"),), 0.5, "규칙"),),
)


@given(st.lists(EXTRACTIONS, max_size=3))
def test_parsing_gives_back_what_was_generated(extractions):
    assert list(parse_extractions(generate_extractions(extractions))) == extractions


@given(st.lists(EXTRACTIONS, max_size=3))
def test_a_file_gives_back_what_was_written(tmp_path_factory, extractions):
    path = tmp_path_factory.mktemp("extractions") / "글.jsonl"
    write_extractions(extractions, path)
    assert list(read_extractions(path)) == extractions


def test_korean_is_written_as_it_is_read():
    (line,) = generate_extractions([GOOD])
    assert '"name": "창원시"' in line


def test_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "글.jsonl"
    write_extractions([GOOD, replace(GOOD, id="기사2")], path)
    path.write_text("\ufeff" + path.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    assert [extraction.id for extraction in read_extractions(path)] == ["기사1", "기사2"]


def line_with(path, value):
    row = json.loads(next(generate_extractions([GOOD])))
    *parents, key = path
    place = row
    for parent in parents:
        place = place[parent]
    if value is None:
        del place[key]
    else:
        place[key] = value
    return json.dumps(row)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not a JSON object"),
        ("[]", "not an extraction"),
        ('"글"', "not an extraction"),
        ("[" * 100_000, "not an extraction"),
        (line_with(["id"], None), "key 'id' is missing"),
        (line_with(["claims", 0, "evidence"], None), "key 'evidence' is missing"),
        (line_with(["entities"], 3), "not an extraction"),
        (line_with(["claims", 0, "confidence"], "높음"), "not an extraction"),
        (line_with(["entities", 0, "mentions", 0, "start"], "처음"), "not an extraction"),
        (line_with(["entities", 0, "anaphora"], None), "key 'anaphora' is missing"),
        (line_with(["claims", 0, "attrs"], {"title": ["시장"]}), "attribute 'title' is ['시장']"),
    ],
)
def test_a_bad_line_is_named_with_what_is_wrong(line, message):
    good = next(generate_extractions([GOOD]))
    with pytest.raises(ExtractionError) as error:
        list(parse_extractions([*[good] * 6, line], source="글.jsonl"))
    assert str(error.value).startswith("글.jsonl:7: ")
    assert message in str(error.value)


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    path = tmp_path / "글.jsonl"
    path.write_bytes("창원시".encode("cp949"))
    with pytest.raises(ExtractionError, match=r"글\.jsonl: not UTF-8"):
        list(read_extractions(path))
