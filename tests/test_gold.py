import json

import pytest

from extractors.articles import read_articles
from graph.errors import DataError
from graph.gold import gold_extraction, read_gold
from graph.model import Article, Span
from graph.verify import find_faults

ROW = {
    "id": "기사1",
    "entities": [
        {"id": "e1", "type": "Region", "name": "창원시", "mentions": ["창원"], "anaphora": ["시"], "attrs": {}}
    ],
    "claims": [
        {"head": "e1", "relation": "fosters", "tail": "e1", "status": "planned", "attrs": {}, "evidence": ["창원"]}
    ],
}


@pytest.fixture
def gold(tmp_path):
    rows = [ROW, ROW | {"id": "기사2"}, ROW | {"id": "기사3"}]
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (tmp_path / "annotations.jsonl").write_text("".join(lines), encoding="utf-8")
    (tmp_path / "folds.csv").write_text("article,fold\n기사1,1\n기사2,2\n기사3,5\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("folds", "ids"),
    [((), ["기사1", "기사2", "기사3"]), ((2,), ["기사2"]), ((5, 1), ["기사1", "기사3"])],
)
def test_folds_choose_the_articles(gold, folds, ids):
    assert [article.id for article in read_gold(gold, folds)] == ids


def test_forms_that_need_context_are_no_mentions(gold):
    (entity,) = read_gold(gold)[0].entities
    assert (entity.mentions, entity.anaphora) == (("창원",), ("시",))


def test_an_unknown_fold_is_refused(gold):
    with pytest.raises(DataError, match=r"folds\.csv: fold 7 has no article; there are 1, 2, 5"):
        read_gold(gold, [7])


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "기사4"}', '{"id": "기사4", "entities": [{}], "claims": []}'])
def test_a_line_that_is_no_annotation_is_named(gold, line):
    with (gold / "annotations.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    with pytest.raises(DataError, match=r"annotations\.jsonl:4: not an annotated article"):
        read_gold(gold)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(DataError, match=r"annotations\.jsonl: cannot be read"):
        read_gold(tmp_path)


def test_annotations_are_extractions_without_fault(data):
    articles = {article.id: article for article in read_articles([data / "articles"])}
    gold = read_gold(data / "gold")
    extractions = [gold_extraction(annotated, articles[annotated.id]) for annotated in gold]
    assert {extraction.id for extraction in extractions} == articles.keys()
    assert list(find_faults(extractions, articles)) == []
    assert sum(len(e.claims) for e in extractions) == sum(len(annotated.claims) for annotated in gold)


def test_an_annotation_keeps_its_words_and_tells_entities_by_type_and_name(gold):
    annotated = read_gold(gold)[0]
    (entity,) = (told := gold_extraction(annotated, Article("기사1", "", "", "", "", "시는 창원을 키운다"))).entities
    assert (entity.id, entity.mentions, entity.anaphora) == (
        "Region:창원시",
        (Span(3, 5, "창원"),),
        (Span(0, 1, "시"),),
    )
    assert (told.claims[0].head, told.claims[0].evidence) == ("Region:창원시", (Span(3, 5, "창원"),))


def test_an_annotation_of_another_text_is_refused(gold):
    with pytest.raises(DataError, match="article 기사1: '창원' is annotated and not in the text"):
        gold_extraction(read_gold(gold)[0], Article("기사1", "", "", "", "", "드론"))
