"""The record of a corpus: Parquet files, one a table and month of publication, with DuckDB as their engine.

    articles/2025-01.parquet   an article a row, with its text and the version that extracted it
    entities/2025-01.parquet   an entity of an article a row
    claims/2025-01.parquet     a claim a row

Rows stand in the order of the articles' ids and of what was found in each, so that the same articles give the same
bytes in whatever order they came. Articles without a date are in `undated.parquet`.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import duckdb

from graph.copies import find_stories
from graph.corpus import Stored
from graph.errors import RecordError
from graph.files import link_file, replacing
from graph.model import Article, Claim, Entity, Extraction, Span
from graph.schema import load_schema

# What DuckDB may use; beyond that it writes to the disk. 10 million claims merge in 2 GB.
MEMORY = "2GB"
# Bytes of the longest line of what was extracted: an article has a million at most, and what is found in it some ten
# times as many. DuckDB sets twice this aside.
LONGEST = 64_000_000

_SPANS = 'STRUCT(start INTEGER, "end" INTEGER, text VARCHAR)[]'
_ENTITY = {"id": "VARCHAR", "type": "VARCHAR", "name": "VARCHAR"}
_ENTITY |= {"mentions": _SPANS, "anaphora": _SPANS, "attrs": "VARCHAR"}
_CLAIM = dict.fromkeys(("id", "head", "relation", "tail", "status"), "VARCHAR")
_CLAIM |= {"evidence": _SPANS, "confidence": "DOUBLE", "rule": "VARCHAR", "attrs": "VARCHAR"}
_META = ("id", "title", "press", "date", "url", "text_sha256", "fingerprint")
_ARTICLE = dict.fromkeys((*_META, "extractor", "text"), "VARCHAR")


def _columns(types: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {type_}" for name, type_ in types.items())


_EXTRACTED = _ARTICLE | {"entities": f"STRUCT({_columns(_ENTITY)})[]", "claims": f"STRUCT({_columns(_CLAIM)})[]"}
_MONTH = "CASE WHEN date = '' THEN 'undated' ELSE left(date, 7) END"
_PLACED = {"article": "VARCHAR", "place": "INTEGER"}
_LISTED = """
    SELECT article, place, item.* FROM (
        SELECT id AS article, generate_subscripts({0}, 1) AS place, unnest({0}) AS item FROM extracted WHERE month = ?
    )"""
# Each table's columns, the first of which names the article, its rows in what was extracted in a month, and the order.
_TABLES = {
    "articles": (_ARTICLE, f"SELECT {', '.join(_ARTICLE)} FROM extracted WHERE month = ?", "id"),
    "entities": (_PLACED | _ENTITY, _LISTED.format("entities"), "article, place"),
    "claims": (_PLACED | _CLAIM, _LISTED.format("claims"), "article, place"),
}
_THINGS = (
    "CREATE TABLE things AS SELECT unnest($articles::VARCHAR[]) AS article, "
    "unnest($ids::VARCHAR[]) AS id, unnest($things::VARCHAR[]) AS thing"
)
_RESOLVED = """
    SELECT claims.* REPLACE (coalesce(heads.thing, head) AS head, coalesce(tails.thing, tail) AS tail)
    FROM read_parquet(getvariable('claims')) AS claims
    LEFT JOIN things AS heads ON heads.article = claims.article AND heads.id = head
    LEFT JOIN things AS tails ON tails.article = claims.article AND tails.id = tail"""


def read_stored(record: Path) -> dict[str, Stored]:
    """Return what the record knows of each article, by its id; nothing where there is no record yet."""
    fields = Stored.__slots__
    with _connect(record) as db:
        rows = [row for path in _paths(record, "articles") for row in _fetch(db, path, fields)]
    return {stored.id: stored for stored in (Stored(*row) for row in rows)}


def read_texts(record: Path, ids: Collection[str]) -> Iterator[Article]:
    """Yield the articles of the record that have these ids."""
    with _connect(record) as db:
        for path in _paths(record, "articles"):
            rows = _fetch(db, path, ("id", "title", "press", "date", "url", "text"))
            yield from (Article(*row) for row in rows if row[0] in ids)


def read_record(record: Path) -> Iterator[Extraction]:
    """Yield the extractions of the record, month by month, in the order of their ids in each."""
    with _connect(record) as db:
        for path in _paths(record, "articles"):
            entities = _by_article(db, record / "entities" / path.name, _ENTITY)
            claims = _by_article(db, record / "claims" / path.name, _CLAIM)
            for meta in _fetch(db, path, _META):
                yield Extraction(
                    **dict(zip(_META, meta, strict=True)),
                    entities=tuple(_entity(row) for row in entities.get(meta[0], ())),
                    claims=tuple(_claim(row) for row in claims.get(meta[0], ())),
                )


def update_record(old: Path, new: Path, *, extracted: Path | None = None, gone: Collection[str]) -> None:
    """Write to `new` the record `old` without the articles that are gone, with those of `extracted` added or replaced.

    `extracted` holds a line of `graph.progress` each; of an article in both, the record's rows are replaced. Only
    the files of months in which something changes are written; the others are the same files under a second name.
    """
    with _connect(new) as db:
        _load(db, extracted, gone)
        months = {path.stem for path in _paths(old, "articles")}
        touched = _touched(db, old)
        for table in _TABLES:
            (new / table).mkdir(parents=True)
            for month in sorted(months - touched):
                link_file(old / table / f"{month}.parquet", new / table / f"{month}.parquet")
        for month in sorted(touched):
            _write_month(db, old, new, month)


def remove_articles(old: Path, new: Path, ids: Collection[str]) -> None:
    """Write to `new` the record `old` without these articles. Raises RecordError where it does not hold one of them."""
    if not (stored := read_stored(old)):
        raise _no_record(old)
    if missing := sorted(set(ids) - stored.keys()):
        raise RecordError(f"{old.parent}: 기록에 없는 글: {', '.join(missing)}: claims.csv의 '기사 번호'여야 함")
    update_record(old, new, gone=ids)


def write_links(record: Path, path: Path, *, ids: Iterable[tuple[str, str, str]] = ()) -> None:
    """Fold the claims of the record into links, by `merge.sql`, and write them: Parquet, or CSV if the name ends so.

    A row is a head, relation and tail, with its claims, articles and independent sources, the days of its first and
    last report, its status in the last one, and the confidence of its surest claim. `ids` are article, id and the id
    after resolution, as `graph.resolve.read_ids` tells them; what it does not tell keeps its id. Claims are merged by
    the engine, which goes to the disk where memory is short. Raises RecordError where there is no record.
    """
    if not (paths := [str(path) for path in _paths(record, "articles")]):
        raise _no_record(record)
    form = "csv" if path.suffix.lower() == ".csv" else "parquet, COMPRESSION zstd"
    with _connect(record) as db, replacing(path) as file:
        known = db.execute("SELECT id, text_sha256, fingerprint FROM read_parquet(?)", [paths]).fetchall()
        stories = find_stories(Extraction(id_, "", "", "", "", sha, fingerprint=print_) for id_, sha, print_ in known)
        for table in ("articles", "claims"):
            db.execute(f"SET VARIABLE {table} = ?", [[str(path) for path in _paths(record, table)]])
        values = {"ids": list(stories), "stories": list(stories.values())}
        db.execute("CREATE TABLE stories AS SELECT unnest($ids) AS id, unnest($stories) AS story", values)
        moved = list(ids)
        values = {name: [row[at] for row in moved] for at, name in enumerate(("articles", "ids", "things"))}
        db.execute(_THINGS, values)
        db.execute(f"CREATE VIEW claims AS {_RESOLVED}")
        db.execute("CREATE VIEW articles AS FROM read_parquet(getvariable('articles')) JOIN stories USING (id)")
        mutual = [relation.name for relation in load_schema().relations.values() if relation.symmetric]
        db.execute("CREATE TABLE mutual AS SELECT unnest($mutual) AS relation", {"mutual": mutual})
        db.execute(f"COPY ({merge_sql()}) TO ? (FORMAT {form})", [str(file)])


def merge_sql() -> str:
    """Return the statement that folds claims into links."""
    return files("graph").joinpath("merge.sql").read_text(encoding="utf-8")


def _no_record(record: Path) -> RecordError:
    return RecordError(f"{record.parent}: 기록에 글이 없음: sanmaek build가 결과를 담은 폴더여야 함")


@contextmanager
def _connect(record: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an engine that writes the same bytes each time, which takes one thread, and asks no network."""
    spill = str(record.parent / "spill")
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": MEMORY,
        "temp_directory": spill,
        "autoinstall_known_extensions": False,
    }
    try:
        with duckdb.connect(config=settings) as db:
            yield db
    except duckdb.Error as error:
        raise RecordError(f"{record}: 기록을 읽거나 쓸 수 없음: {error}") from error


def _load(db: duckdb.DuckDBPyConnection, extracted: Path | None, gone: Collection[str]) -> None:
    db.execute(f"CREATE TABLE extracted ({_columns(_EXTRACTED)}, month VARCHAR AS ({_MONTH}))")
    if extracted:
        db.execute(
            f"INSERT INTO extracted ({', '.join(_EXTRACTED)}) FROM read_json($path, columns = $columns, "
            "format = 'newline_delimited', maximum_object_size = $longest)",
            {"path": str(extracted), "columns": _EXTRACTED, "longest": LONGEST},
        )
    leaving = "SELECT unnest($gone::VARCHAR[]) AS id UNION SELECT id FROM extracted"
    db.execute(f"CREATE TABLE gone AS {leaving}", {"gone": list(gone)})


def _touched(db: duckdb.DuckDBPyConnection, record: Path) -> set[str]:
    months = {month for (month,) in db.execute("SELECT DISTINCT month FROM extracted").fetchall()}
    for path in _paths(record, "articles"):
        if db.execute("SELECT 1 FROM read_parquet(?) SEMI JOIN gone USING (id)", [str(path)]).fetchone():
            months.add(path.stem)
    return months


def _write_month(db: duckdb.DuckDBPyConnection, old: Path, new: Path, month: str) -> None:
    name = f"{month}.parquet"
    for table, (columns, added, order) in _TABLES.items():
        # By way of a table: written straight from a query, the bytes would tell how the query was optimised.
        db.execute(f"CREATE OR REPLACE TABLE rows ({_columns(columns)})")
        db.execute(f"INSERT INTO rows BY NAME {added}", [month])
        if (old / table / name).exists():
            stays = f"SELECT * FROM read_parquet(?) WHERE {next(iter(columns))} NOT IN (FROM gone)"
            db.execute(f"INSERT INTO rows BY NAME {stays}", [str(old / table / name)])
        if table == "articles" and not db.execute("SELECT 1 FROM rows").fetchone():
            return
        path = [str(new / table / name)]
        db.execute(f"COPY (FROM rows ORDER BY {order}) TO ? (FORMAT parquet, COMPRESSION zstd)", path)


def _paths(record: Path, table: str) -> list[Path]:
    return sorted((record / table).glob("*.parquet"))


def _fetch(db: duckdb.DuckDBPyConnection, path: Path, columns: Collection[str]) -> list[tuple[Any, ...]]:
    # The order of the file is kept.
    return db.execute(f"SELECT {', '.join(columns)} FROM read_parquet(?)", [str(path)]).fetchall()


def _by_article(db: duckdb.DuckDBPyConnection, path: Path, columns: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for article, *values in _fetch(db, path, ("article", *columns)):
        rows[article].append(dict(zip(columns, values, strict=True)))
    return rows


def _entity(row: dict[str, Any]) -> Entity:
    spans = {name: _spans(row[name]) for name in ("mentions", "anaphora")}
    return Entity(**row | spans | {"attrs": json.loads(row["attrs"])})


def _claim(row: dict[str, Any]) -> Claim:
    return Claim(**row | {"evidence": _spans(row["evidence"]), "attrs": json.loads(row["attrs"])})


def _spans(rows: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(**row) for row in rows)
