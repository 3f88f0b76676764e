"""What changed from one graph to another: links new, confirmed, changed in status, contradicted and vanished."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from graph.answers import QUOTED, distinct, group, korean, lists, statuses, value
from graph.errors import ExportError
from graph.files import replacing
from graph.index import Index, Texts, index_of, relation_numbers, texts
from graph.normal import KnowledgeGraph
from graph.schema import load_schema

# In the order in which people want to know.
CHANGES = {
    "contradicted": "뒤집힘",
    "changed": "상태가 바뀜",
    "new": "새로 나옴",
    "confirmed": "더 확인됨",
    "vanished": "사라짐",
}
# The opposite of each stance that has one.
_OPPOSITE = {"support": "oppose", "oppose": "support"}
# What a cell of a workbook can hold, and a sheet.
_CELL, _ROWS = 32_000, 1_048_575
# Pixels a column may be wide at first sight.
_WIDEST = 360
# A workbook bears a date; one that never changes keeps the bytes the same.
_MADE = datetime(2025, 1, 7, tzinfo=UTC)


def diff(kg_old: KnowledgeGraph, kg_new: KnowledgeGraph) -> pd.DataFrame:
    """Return the links that changed, a link being who does what to whom, however many claims tell it.

    `change` is "new" where the old graph has no such link; "confirmed" where more independent sources tell it with the
    status it had; "contradicted" where its latest status is failed and was not, or the other way round, or a stance
    turned into its opposite; "changed" where the status changed otherwise; "vanished" where the new graph lacks it.
    What stayed as it was is left out. An entity that got another id, by resolution, shows as vanished and new.

    Columns: `change`; `head`, `head_name`, `relation`, `tail`, `tail_name`; `status_old`, `status_new`, `stance_old`,
    `stance_new`, "" where there is none; `sources_old`, `sources_new`; `quote`, `press`, `published`, `article_title`,
    `url` of the latest claim; `claim_ids_old`, `claim_ids_new`.

    >>> from graph.build import build_graph
    >>> len(diff(build_graph([]), build_graph([])))
    0
    """
    old, new = index_of(kg_old), index_of(kg_new)
    numbers = {id_: at for at, id_ in enumerate(dict.fromkeys((*old.ids, *new.ids)))}
    both = _links(old, numbers).merge(_links(new, numbers), on="key", how="outer", suffixes=("_old", "_new"))
    both["change"] = _changes(both)
    both = both[both["change"] != ""]
    latest = [
        (new, int(after)) if after >= 0 else (old, int(before))
        for before, after in zip(both["row_old"].fillna(-1), both["row_new"].fillna(-1), strict=True)
    ]
    answer = _told(both, latest)
    order = pd.Categorical(answer["change"], list(CHANGES), ordered=True)
    answer = answer.assign(order=order).sort_values(
        ["order", "published", "head", "relation", "tail"], ascending=[True, False, True, True, True], ignore_index=True
    )
    return answer.drop(columns="order")


def write_changes(changes: pd.DataFrame, path: Path) -> None:
    """Write what `diff` found as a workbook with Korean headings: a sheet that counts, then a sheet a kind of change.

    The same changes give the same bytes; what looks like a formula stays text. Raises ExportError where a sheet cannot
    hold all rows.
    """
    if (rows := int(changes["change"].value_counts().max() if len(changes) else 0)) > _ROWS:
        raise ExportError(f"{path}: {rows:,} rows; a sheet holds {_ROWS:,}")
    counts = [(told, int((changes["change"] == change).sum())) for change, told in CHANGES.items()]
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with (
        replacing(path) as temporary,
        temporary.open("wb") as file,
        pd.ExcelWriter(file, engine="xlsxwriter", engine_kwargs={"options": options}) as writer,
    ):
        writer.book.set_properties({"created": _MADE})
        _sheet(writer, "요약", pd.DataFrame(counts, columns=["무엇", "건수"]))
        for change, told in CHANGES.items():
            _sheet(writer, told, korean(changes[changes["change"] == change].drop(columns="change")))


def _links(index: Index, numbers: dict[str, int]) -> pd.DataFrame:
    """Return a row each link by a number that two graphs share; `row` is its latest claim."""
    schema, common = load_schema(), np.array([numbers[id_] for id_ in index.ids], dtype=np.int64)
    head, tail = common[index.head], common[index.tail]
    mutual = np.isin(index.relation, relation_numbers(n for n, r in schema.relations.items() if r.symmetric))
    head, tail = np.where(mutual, np.minimum(head, tail), head), np.where(mutual, np.maximum(head, tail), tail)
    key = (head * len(schema.relations) + index.relation) * len(numbers) + tail
    groups = group(np.arange(len(index.claims)), key)
    return pd.DataFrame(
        {
            "key": groups.keys[0],
            "row": groups.last,
            "status": statuses(index.status[groups.last]),
            "stance": value(index, groups.last, "stance"),
            "sources": distinct(groups, index.story) if len(groups.starts) else [],
            "claim_ids": lists(index.claim_ids[groups.rows], groups),
        }
    )


def _changes(both: pd.DataFrame) -> Texts:
    """Return what happened to each link, "" where nothing did."""
    came, went = both["row_old"].isna(), both["row_new"].isna()
    failed = (both["status_old"] == "failed") ^ (both["status_new"] == "failed")
    turned = both["stance_old"].map(_OPPOSITE).eq(both["stance_new"])
    changed = both["status_old"] != both["status_new"]
    more = both["sources_new"] > both["sources_old"]
    kinds = {"new": came, "vanished": went, "contradicted": failed | turned, "changed": changed, "confirmed": more}
    return np.select(list(kinds.values()), list(kinds), default="").astype(object)


def _told(both: pd.DataFrame, latest: list[tuple[Index, int]]) -> pd.DataFrame:
    """Return the answer's columns; `latest` gives the graph and the latest claim of each link."""
    ends = [
        {
            "head": index.ids[index.head[row]],
            "head_name": str(index.labels[index.head[row]]),
            "relation": index.claims[row]["relation"],
            "tail": index.ids[index.tail[row]],
            "tail_name": str(index.labels[index.tail[row]]),
        }
        for index, row in latest
    ]
    words = [{name: index.claims[row].get(name, "") for name in QUOTED} for index, row in latest]
    columns: dict[str, Any] = {"change": both["change"].to_numpy()}
    columns |= pd.DataFrame(ends, columns=["head", "head_name", "relation", "tail", "tail_name"], dtype=object)
    for name in ("status", "stance"):
        columns |= {f"{name}_{when}": both[f"{name}_{when}"].fillna("").to_numpy() for when in ("old", "new")}
    columns |= {f"sources_{when}": both[f"sources_{when}"].fillna(0).to_numpy(np.int64) for when in ("old", "new")}
    columns |= pd.DataFrame(words, columns=list(QUOTED), dtype=object)
    for when in ("old", "new"):
        ids = both[f"claim_ids_{when}"].tolist()
        columns[f"claim_ids_{when}"] = texts(found if isinstance(found, list) else [] for found in ids)
    return pd.DataFrame(columns)


def _sheet(writer: pd.ExcelWriter, name: str, rows: pd.DataFrame) -> None:
    cells = rows.map(lambda cell: ", ".join(cell)[:_CELL] if isinstance(cell, list) else cell)
    cells.to_excel(writer, sheet_name=name, index=False, freeze_panes=(1, 0))
    sheet = writer.sheets[name]
    sheet.autofit(_WIDEST)
    if len(rows):
        sheet.autofilter(0, 0, len(rows), len(rows.columns) - 1)
