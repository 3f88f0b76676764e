import csv
import json
import sqlite3
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.build import build_graph
from graph.copies import find_stories
from graph.errors import RecordError
from graph.model import Article, Claim, Entity, Extraction, Span
from graph.progress import generate_progress, resume_progress
from graph.record import merge_sql, read_record, read_stored, read_texts, remove_articles, update_record, write_links
from graph.registers import read_hierarchy
from graph.resolve import read_ids
from graph.schema import link_key
from tests.graphs import CITY, MINISTRY, changwon, claim, entity, extraction

DATES = ("2025-01-07", "2025-01-31", "")


def article_of(row):
    return Article(row.id, row.title, row.press, row.date, row.url, f"{row.title} 본문")


def add(rows, old, new, extractor="판 1", gone=()):
    """Write to the folder `new` the record of the folder `old` with these extractions added."""
    new.mkdir(parents=True)
    rows = [replace(row, text_sha256=article_of(row).text_sha256) for row in rows]
    lines = (generate_progress(article_of(row), row, extractor) for row in rows)
    (new / "extracted.jsonl").write_text("".join(lines), encoding="utf-8")
    update_record(old / "record", new / "record", extracted=new / "extracted.jsonl", gone=gone)


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.parquet")}


def rows_of(folder):
    return sorted(read_record(folder / "record"), key=lambda row: row.id)


def test_what_is_written_is_read_back(tmp_path):
    add(changwon(), tmp_path / "none", tmp_path / "new")
    assert [replace(row, text_sha256="") for row in rows_of(tmp_path / "new")] == [
        replace(row, text_sha256="") for row in changwon()
    ]
    assert sorted(str(path) for path in files(tmp_path / "new")) == [
        f"record/{table}/{month}.parquet"
        for table in ("articles", "claims", "entities")
        for month in ("2025-01", "2025-02")
    ]
    assert [article.text for article in read_texts(tmp_path / "new" / "record", {"기사2"})] == ["제목 본문"]
    assert read_stored(tmp_path / "new" / "record")["기사1"].extractor == "판 1"


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
spans = st.lists(st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6), texts), max_size=2).map(tuple)
numbers = st.one_of(st.integers(-(10**15), 10**15), st.floats(allow_nan=False, allow_infinity=False))
attrs = st.dictionaries(texts, st.one_of(texts, numbers), max_size=3)
entities = st.lists(st.builds(Entity, texts, texts, texts, spans, spans, attrs), max_size=3).map(tuple)
unit = st.floats(0, 1)
claims = st.builds(Claim, texts, texts, texts, texts, texts, spans, unit, texts, attrs)
said = st.lists(claims, max_size=3).map(tuple)
extractions = st.builds(Extraction, texts, texts, texts, st.sampled_from(DATES), texts, texts, entities, said)


@settings(max_examples=15)
@given(extractions)
def test_whatever_an_extraction_holds_is_read_back(row):
    with TemporaryDirectory() as folder:
        add([row], Path(folder, "none"), Path(folder, "new"))
        assert rows_of(Path(folder, "new")) == [replace(row, text_sha256=article_of(row).text_sha256)]


def told(number, date, version=0):
    id_ = f"기사{number}"
    return extraction(id_, [entity(f"Industry:드론{version}")], date=date, title=f"제목 {version}")


@settings(max_examples=8)
@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(0, 5), st.tuples(st.sampled_from(DATES), st.integers(0, 2)), max_size=4),
            st.sets(st.integers(0, 5), max_size=2),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_comes_and_goes_the_bytes_are_those_of_a_record_from_scratch(steps):
    with TemporaryDirectory() as name:
        folder = Path(name)
        corpus = {}
        old = folder / "none"
        for step, (added, gone) in enumerate(steps):
            corpus = {number: row for number, row in corpus.items() if number not in gone}
            rows = {number: told(number, *how) for number, how in added.items()}
            corpus |= rows
            new = folder / str(step)
            add(rows.values(), old, new, gone={f"기사{number}" for number in gone})
            old = new
        add(corpus.values(), folder / "none", folder / "scratch")
        assert files(old) == files(folder / "scratch")


def test_only_the_files_of_months_that_change_are_written(tmp_path):
    add([told(1, "2025-01-07"), told(2, "2025-02-01")], tmp_path / "none", tmp_path / "old")
    add([told(3, "2025-02-02")], tmp_path / "old", tmp_path / "new")
    old, new = tmp_path / "old", tmp_path / "new"
    same = {path.name for path in files(old) if (old / path).samefile(new / path)}
    assert same == {"2025-01.parquet"}


def test_articles_are_removed_and_others_stay(tmp_path):
    add(changwon(), tmp_path / "none", tmp_path / "old")
    remove_articles(tmp_path / "old" / "record", tmp_path / "new" / "record", {"기사1"})
    add(changwon()[1:], tmp_path / "none", tmp_path / "scratch")
    assert files(tmp_path / "new") == files(tmp_path / "scratch")
    remove_articles(tmp_path / "new" / "record", tmp_path / "empty" / "record", {"기사2"})
    assert (files(tmp_path / "empty"), rows_of(tmp_path / "empty")) == ({}, [])


def test_what_is_not_in_the_record_cannot_be_removed(tmp_path):
    add(changwon(), tmp_path / "none", tmp_path / "old")
    ids = {"기사1", "없음", "또 없음"}
    with pytest.raises(RecordError, match="기록에 없는 글: 또 없음, 없음"):
        remove_articles(tmp_path / "old" / "record", tmp_path / "new" / "record", ids)
    with pytest.raises(RecordError, match="기록에 글이 없음"):
        remove_articles(tmp_path / "none" / "record", tmp_path / "new" / "record", ids)


def test_a_file_that_is_no_parquet_is_named(tmp_path):
    add(changwon(), tmp_path / "none", tmp_path / "old")
    (tmp_path / "old" / "record" / "claims" / "2025-01.parquet").write_bytes(b"PAR1")
    with pytest.raises(RecordError, match=r"2025-01\.parquet"):
        rows_of(tmp_path / "old")


ROW = changwon()[0]
LINE = generate_progress(article_of(ROW), replace(ROW, text_sha256=article_of(ROW).text_sha256), "판 1")


@pytest.mark.parametrize(
    ("left", "done"),
    [
        ("", set()),
        (LINE, {"기사1"}),
        (LINE * 2, {"기사1"}),
        (LINE + LINE[:-1], {"기사1"}),
        (LINE[:-1], set()),
        (LINE.replace("판 1", "판 0"), set()),
        (LINE.replace("기사1", "기사9"), set()),
        (LINE.replace(json.loads(LINE)["text_sha256"], "0"), set()),
        (LINE.replace("경남신문", "다른 신문"), set()),
    ],
)
def test_a_later_run_goes_on_from_the_lines_that_still_hold(tmp_path, left, done):
    path = tmp_path / "extracted.jsonl"
    path.write_text(left, encoding="utf-8")
    assert resume_progress(path, {"기사1": article_of(ROW)}, "판 1") == done
    assert path.read_text(encoding="utf-8") == (LINE if done else "")
    assert [file.name for file in tmp_path.iterdir()] == ["extracted.jsonl"]


def merged(rows):
    """Fold extractions into links from the graph: what `merge.sql` gives, told in Python."""
    links = defaultdict(list)
    for head, tail, data in build_graph(rows).edges(data=True):
        links[link_key(head, data["relation"], tail)].append(data)
    for (head, relation, tail), claims in sorted(links.items()):
        newest = max(claims, key=lambda data: (data["published"], data["confidence"]))
        yield (
            *(head, relation, tail, len(claims), newest["article_count"], newest["source_count"]),
            *(min(data["published"] for data in claims), newest["published"]),
            *(newest["status"], max(data["confidence"] for data in claims)),
        )


def partners():
    """Three articles on one agreement, told in either direction; two of them are copies."""
    there, back = (CITY, "partners_with", MINISTRY), (MINISTRY, "partners_with", CITY)
    told = [
        ("가", there, "planned", "2025-01-07"),
        ("나", back, "done", "2025-02-01"),
        ("다", back, "ongoing", "2025-01-09"),
    ]
    for id_, link, status, date in told:
        found = [claim(id_, link, status=status)]
        yield extraction(
            id_, [entity(CITY), entity(MINISTRY)], found, date=date, title="다름" if id_ == "나" else "같음"
        )


def test_links_are_those_of_the_graph(tmp_path):
    rows = [*changwon(), *partners()]
    add(rows, tmp_path / "none", tmp_path / "new")
    write_links(tmp_path / "new" / "record", tmp_path / "links.csv")
    with (tmp_path / "links.csv").open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    expected = list(merged(rows_of(tmp_path / "new")))
    assert [tuple(line) for line in lines] == [tuple(map(str, row)) for row in expected]
    assert [
        "Organization:산업통상자원부",
        "partners_with",
        CITY,
        "3",
        "3",
        "2",
        "2025-01-07",
        "2025-02-01",
        "done",
        "0.8",
    ] in lines
    assert header[:4] == ["head", "relation", "tail", "claims"]


def test_the_merge_is_standard_sql(tmp_path):
    rows = sorted([*changwon(), *partners()], key=lambda row: row.id)
    stories = find_stories(rows)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE claims (article, id, head, relation, tail, status, confidence)")
    db.execute("CREATE TABLE articles (id, date, story)")
    db.execute("CREATE TABLE mutual AS SELECT 'partners_with' AS relation")
    for row in rows:
        db.execute("INSERT INTO articles VALUES (?, ?, ?)", (row.id, row.date, stories[row.id]))
        for c in row.claims:
            values = (row.id, c.id, c.head, c.relation, c.tail, c.status, c.confidence)
            db.execute("INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    assert db.execute(merge_sql()).fetchall() == list(merged(rows))
    db.close()


def test_links_are_those_of_the_resolved_graph(tmp_path, data):
    told = [("가", "Organization:산업통상자원부"), ("나", "Organization:산업통상부")]
    rows = [
        extraction(id_, [entity(CITY), entity(body)], [claim(id_, (CITY, "partners_with", body))]) for id_, body in told
    ]
    add(rows, tmp_path / "none", tmp_path / "new")
    ids = read_ids(rows, [], read_hierarchy(data / "registers"))
    write_links(tmp_path / "new" / "record", tmp_path / "links.csv", ids=ids)
    _, line = (tmp_path / "links.csv").read_text(encoding="utf-8").splitlines()
    assert line.startswith(f"Organization:산업통상부,partners_with,{CITY},2,2,1,")


def test_links_of_no_record_are_refused(tmp_path):
    with pytest.raises(RecordError, match="기록에 글이 없음"):
        write_links(tmp_path / "record", tmp_path / "links.csv")
    assert list(tmp_path.iterdir()) == []
