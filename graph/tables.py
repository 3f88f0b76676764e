"""The claims as a table that people read: a claim a row, names and labels in Korean."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from graph.files import replacing
from graph.normal import KnowledgeGraph
from graph.schema import STANCES, load_schema

# What an edge calls it, and what people read.
_COLUMNS = {
    "head_label": "주체",
    "head_type": "주체 유형",
    "label": "관계",
    "tail_label": "대상",
    "tail_type": "대상 유형",
    "status": "상태",
    "title": "직함",
    "amount_krw": "금액(원)",
    "start": "시작",
    "end": "끝",
    "date": "날짜",
    "stance": "입장",
    "addressee": "상대",
    "decided_by": "결정 주체",
    "quote": "인용",
    "article_title": "기사",
    "press": "언론사",
    "published": "보도일",
    "url": "주소",
    "article_count": "기사 수",
    "source_count": "독립 출처 수",
    "confidence": "확신도",
    "rule": "규칙",
    "evidence": "인용 위치",
    "article": "기사 번호",
    "claim_id": "주장 번호",
    "head": "주체 번호",
    "tail": "대상 번호",
}
# What a spreadsheet takes for the start of a formula, also in full width.
_FORMULA = r"^(?=[=+\-@\t\r\n＝＋－＠])"


def claims_table(kg: KnowledgeGraph) -> pd.DataFrame:
    """Return a row a claim, by date of report and article; what is unknown is empty.

    주체, 주체 유형, 관계, 대상, 대상 유형, 상태 say who does what to whom, and how far it got. Then the claim's own
    attributes, from 직함 to 결정 주체. 인용 is the article's words, 기사 its title, with 언론사, 보도일 and 주소.
    기사 수 is how many articles say the same of the two, 독립 출처 수 how many of these are not copies of one text.
    확신도 lies in 0 to 1, 규칙 found the claim, 인용 위치 is where each quote begins and ends; the last four are ids.

    >>> from graph.build import build_graph
    >>> claims_table(build_graph([])).columns[:4].to_list()
    ['주체', '주체 유형', '관계', '대상']
    """
    table = pd.DataFrame(_rows(kg), columns=list(_COLUMNS))
    # A spreadsheet would show whole won as 3E+11, were they floats.
    table["amount_krw"] = pd.to_numeric(table["amount_krw"]).round().astype("Int64")
    return table.sort_values(["published", "article", "claim_id"], ignore_index=True).rename(columns=_COLUMNS)


def harmless(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with an apostrophe before each text that a spreadsheet would run as a formula.

    >>> harmless(pd.DataFrame({"인용": ["=HYPERLINK(1)", "드론 특화단지"]}))["인용"].to_list()
    ["'=HYPERLINK(1)", '드론 특화단지']
    """
    return table.replace(_FORMULA, "'", regex=True)


def write_claims_csv(kg: KnowledgeGraph, path: Path) -> None:
    """Write `claims_table` as CSV that Excel opens as it is: UTF-8 with BOM, no text that it would run as a formula.

    A text that begins like a formula gets an apostrophe before it.
    """
    table = harmless(claims_table(kg))
    with replacing(path) as temporary:
        table.to_csv(temporary, index=False, encoding="utf-8-sig", lineterminator="\r\n")


def _rows(kg: KnowledgeGraph) -> Iterator[dict[str, Any]]:
    schema = load_schema()
    labels: dict[str, str] = {node: data["label"] for node, data in kg.nodes(data=True)}
    for head, tail, claim in kg.edges(data=True):
        yield claim | {
            "head": head,
            "head_label": labels[head],
            "head_type": schema.types[kg.nodes[head]["type"]].ko,
            "tail": tail,
            "tail_label": labels[tail],
            "tail_type": schema.types[kg.nodes[tail]["type"]].ko,
            "status": schema.statuses[claim["status"]].ko,
            "stance": STANCES.get(claim.get("stance", "")),
            "addressee": labels.get(claim.get("addressee", "")),
            "decided_by": labels.get(claim.get("decided_by", "")),
        }
